//! What comes of an assessment: places in the rules, truths and numbers. Words are looked up by whoever shows it.
//! Never here: how it came about.

use super::day::Day;
use super::fact::Fact;
use super::rules::{Pays, Verdict};
use super::truth::{Range, Truth};

/// All that an assessment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The day that was asked about.
    pub on: Day,
    /// One for each measure of the rules, in their order; none where `safety_first` has a number.
    pub measures: Vec<Judged>,
    /// Where the facts for it are there.
    pub isee: Isee,
    /// Numbers to call before anything else.
    pub safety_first: Vec<String>,
    /// Numbers to call afterwards, or if it gets worse.
    pub safety_then: Vec<String>,
    /// Addresses of services, without doubles.
    pub services: Vec<String>,
    /// Addresses of pages that help at once.
    pub help: Vec<String>,
    /// Addresses of pages about places that are no public office, and about giving.
    pub places: Vec<String>,
    /// Ids of areas.
    pub areas: Vec<String>,
    /// The id of a motive for a request to the Polo.
    pub motive: Option<String>,
}

/// Both ISEEs and their scales, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Isee {
    /// In hundredths.
    pub scale_ordinary: Option<i64>,
    /// In hundredths; there is none before 2026.
    pub scale_specific: Option<i64>,
    /// Worked out where all facts are there, otherwise the certificate's.
    pub ordinary: Option<IseeValue>,
    /// The same; there is none before 2026.
    pub specific: Option<IseeValue>,
}

/// An ISEE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IseeValue {
    /// In cents.
    pub cents: i64,
    /// Something that only adds to it is not known.
    pub at_least: bool,
}

/// What is said of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its place in the rules.
    pub measure: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// One for each criterion, in their order.
    pub criteria: Vec<Truth>,
    /// Whom it is about, where each member is looked at.
    pub member: Option<usize>,
    /// Whether it is known that they have it already.
    pub received: bool,
    /// The sums that are known, or between which they lie. None where it is unlikely.
    pub amounts: Vec<Paid>,
    /// The answer that would settle it.
    pub settles: Option<Settles>,
    /// The facts that were looked for in vain, and of which member.
    pub missing: Vec<(Fact, Option<usize>)>,
    /// What is missed by a little.
    pub near: Vec<Near>,
    /// The figure for whose lack nothing can be said.
    pub run_out: Option<RunOut>,
    /// The day whose figures hold; nothing where it is not known.
    pub day: Option<Day>,
}

/// Where the figures of a measure come from, and how long somebody vouches for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vouched {
    /// The law or circular of its main figure; empty where there is none.
    pub source: String,
    /// The first day of that figure.
    pub from: Option<Day>,
    /// The first day on which one of its figures runs out.
    pub until: Option<Day>,
    /// Whether the source is not sure enough.
    pub to_verify: bool,
}

impl Judged {
    /// A measure of which nothing is asked of anybody, by the figures of a day.
    pub fn of_nobody(measure: usize, day: Option<Day>) -> Self {
        Self {
            day,
            ..Self::unknown(measure, 0)
        }
    }

    pub(super) fn unknown(measure: usize, criteria: usize) -> Self {
        Self {
            measure,
            verdict: Verdict::NeedsInformation,
            criteria: vec![Truth::Unknown; criteria],
            member: None,
            received: false,
            amounts: Vec::new(),
            settles: None,
            missing: Vec::new(),
            near: Vec::new(),
            run_out: None,
            day: None,
        }
    }
}

/// A sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paid {
    /// How often.
    pub pays: Pays,
    /// How much, in cents.
    pub sum: Range,
}

/// Which answer would settle it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settles {
    /// That of this criterion.
    Criterion(usize),
    /// What this sum depends on: the right is there, how much is not known.
    Amount(usize),
}

/// A criterion that is missed by a little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its place.
    pub criterion: usize,
    /// What is compared.
    pub fact: Fact,
    /// By how much, in hundredths.
    pub by: i64,
    /// From when it will be met, where that is known.
    pub from: Option<Day>,
}

/// A figure that does not hold on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOut {
    /// Its name.
    pub rate: String,
    /// Its last day; nothing where it was never known for that day.
    pub until: Option<Day>,
}
