//! The rules as data: figures, measures and their criteria, needs, worries. They come from `content/flows` and
//! `content/rates`, and travel to the phone as bytes (`wire.rs`).
//! Never here: what a household makes of them (`judge.rs`), or formulas.

use super::day::Day;
use super::fact::Fact;
use super::flow::{Flow, Spoken};
use crate::amount::Amount;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The same words by language.
pub type Words = BTreeMap<String, String>;

/// All that an assessment goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Figures by name, `adi.isee_max`: only those that the rules use.
    pub rates: BTreeMap<String, Rate>,
    /// In the order shown.
    pub measures: Vec<Measure>,
    /// What weighs on people beside money, in the order in which they come first.
    pub needs: Vec<Need>,
    /// What frightens, the gravest first.
    pub worries: Vec<Worry>,
    /// The numbers that worries and the urgent numbers of the site name.
    pub numbers: Vec<Number>,
    /// The number that comes before all others when the danger is now.
    pub danger_number: String,
    /// What people can give.
    pub resources: Vec<Resource>,
    /// The capitals of metropolitan cities, whose homes count for less.
    pub metropolitan: Vec<String>,
    /// The page that says how an ISEE is made.
    pub isee_page: String,
    /// The default language: what lacks in another is said in this one.
    pub language: String,
    /// The questions.
    pub flow: Flow,
    /// The pages that the rules name, by the addresses that they name them with: only there for the phone.
    pub pages: BTreeMap<String, Link>,
}

/// A page, as the phone links to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Its address in the language of the phone.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// The language of its heading; empty where it is that of the phone.
    pub lang: String,
}

/// A figure through the years, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Its figures.
    pub values: Vec<RateValue>,
    /// Whether cents are written both or not at all.
    pub money: bool,
}

/// A figure, and when and why it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateValue {
    /// In hundredths.
    pub amount: i64,
    /// The first day.
    pub from: Day,
    /// The last day on which somebody vouches for it.
    pub until: Day,
    /// The law or circular.
    pub source: String,
    /// Whether the source is not sure enough, so that the desk should be asked.
    pub to_verify: bool,
}

/// How a day stands to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It holds.
    Holds,
    /// None is known for a day so early, or between two.
    NotKnown,
    /// The last one has run out.
    RunOut,
}

impl Rate {
    /// The figure of a day.
    pub fn on(&self, day: Day) -> Option<&RateValue> {
        self.values
            .iter()
            .rfind(|value| value.from <= day && day <= value.until)
    }

    /// How a day stands to it.
    pub fn standing(&self, day: Day) -> Standing {
        match self.values.last() {
            _ if self.on(day).is_some() => Standing::Holds,
            Some(last) if last.until < day => Standing::RunOut,
            _ => Standing::NotKnown,
        }
    }
}

/// A measure: a right or a benefit that somebody may be entitled to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// For example `adi`.
    pub id: String,
    /// The address of its page.
    pub page: String,
    /// How it is called.
    pub name: Words,
    /// Where one applies for it.
    pub apply: Words,
    /// What to bring, a line each.
    pub papers: Words,
    /// What the rules here do not look at, a line each.
    pub not_checked: Words,
    /// The rate whose source and days are shown for the whole.
    pub main: String,
    /// Each member is looked at, and the one who fares best counts; otherwise the household as a whole.
    pub per_person: bool,
    /// Whether somebody has it already; where it is not said, whether `receives` names it.
    pub received: Option<Condition>,
    /// The fact whose day says which year's figures hold; otherwise the day of the question.
    pub dated_by: Option<Fact>,
    /// All of them must be met.
    pub criteria: Vec<Criterion>,
    /// What it pays; several where it can be told in several ways.
    pub amounts: Vec<Pay>,
}

/// One thing that must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// For example `isee`.
    pub id: String,
    /// What must be so.
    pub when: Condition,
    /// What must be so, as a sentence; `{{adi.isee_max}}` stands for the figure.
    pub words: Words,
    /// What to do or bring so that it is known.
    pub settles: Words,
    /// The fact to ask for.
    pub asks: Option<Fact>,
    /// Who does not meet it may still have the measure: it makes the verdict uncertain, not negative.
    pub soft: bool,
    /// By how much at most it is missed nearly, in the unit of what is compared, in hundredths.
    pub near: Option<i64>,
}

/// A question that a household's facts answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A number against another.
    Compare(Fact, How, Term),
    /// A yes-or-no fact is that.
    Is(Fact, bool),
    /// A word is one of these, or a list has one of them.
    OneOf(Fact, Vec<String>),
    /// All of them.
    All(Vec<Condition>),
    /// One of them at least.
    Any(Vec<Condition>),
    /// Not that.
    Not(Box<Condition>),
    /// One and the same member at least.
    SomeMember(Box<Condition>),
    /// Every member.
    EveryMember(Box<Condition>),
    /// What was said of a measure that comes before.
    Verdict(String, Verdict),
}

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the comparisons need no explanation")]
pub enum How {
    AtMost,
    LessThan,
    AtLeast,
    MoreThan,
    Equals,
}

/// What a number is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A number, in hundredths.
    Number(i64),
    /// A figure, by name.
    Rate(String),
    /// Another fact.
    Fact(Fact),
}

/// What is said of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A criterion is not met.
    Unlikely,
    /// It depends on what is not known.
    NeedsInformation,
    /// All criteria are met, as far as they are looked at here.
    Likely,
}

/// How often a sum is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pays {
    /// Every month.
    Monthly,
    /// In a year.
    Yearly,
    /// In all.
    Total,
    /// Once.
    OneOff,
}

/// A sum that a measure pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pay {
    /// How often.
    pub pays: Pays,
    /// How much.
    pub sum: Sum,
    /// What to do or bring so that the sum is known.
    pub settles: Words,
    /// The fact to ask for.
    pub asks: Option<Fact>,
}

/// Where a sum comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sum {
    /// A figure.
    Rate(String),
    /// The figure of the first case that holds.
    Cases(Vec<(Condition, String)>),
    /// It is worked out.
    Formula(Formula),
}

/// The formulas that there are; they are Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// Income topped up, and the rent.
    Adi,
    /// The banded table.
    AssegnoUnico,
    /// Income topped up, alone or as a couple.
    AssegnoSociale,
}

/// Something that weighs on people, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// For example `housing`.
    pub id: String,
    /// In people's words.
    pub label: Spoken,
    /// Addresses of services.
    pub services: Vec<String>,
    /// Addresses of pages about what is not a public office.
    pub places: Vec<String>,
    /// Areas of `poli.toml`.
    pub areas: Vec<String>,
    /// A motive of `motives.toml`.
    pub motive: Option<String>,
    /// The worry that it speaks of, whose numbers are then shown.
    pub worry: Option<String>,
}

/// Something that frightens, and whom to call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worry {
    /// For example `partner_violence`.
    pub id: String,
    /// Other words for the same.
    pub also: Vec<String>,
    /// In people's words.
    pub label: Spoken,
    /// Numbers to call before anything else. Where there are some, nothing is said of benefits.
    pub first: Vec<String>,
    /// Numbers to call afterwards, or if it gets worse.
    pub then: Vec<String>,
    /// The page that helps at once.
    pub page: Option<String>,
    /// Addresses of services.
    pub services: Vec<String>,
    /// Areas of `poli.toml`.
    pub areas: Vec<String>,
    /// A motive of `motives.toml`.
    pub motive: Option<String>,
}

/// A number to call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// As people read it, for example `800 290 290`.
    pub number: String,
    /// Who answers.
    pub label: Words,
    /// Whether the source is not sure enough.
    pub to_verify: bool,
}

/// Something that people can give, and where it is welcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// For example `time`.
    pub id: String,
    /// In people's words.
    pub label: Spoken,
    /// Addresses of pages.
    pub pages: Vec<String>,
}

impl Rules {
    /// The measure of that id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The same with the words of one language only, those of the default one where it lacks some: for the phone.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> Self {
        let mut rules = self.clone();
        rules.each_words(&mut |words| {
            let said = words.remove(lang).or_else(|| words.remove(&self.language));
            words.clear();
            words.extend(said.map(|said| (lang.to_owned(), said)));
        });
        lang.clone_into(&mut rules.language);
        rules
    }

    fn each_words(&mut self, change: &mut dyn FnMut(&mut Words)) {
        for measure in &mut self.measures {
            for words in [
                &mut measure.name,
                &mut measure.apply,
                &mut measure.papers,
                &mut measure.not_checked,
            ] {
                change(words);
            }
            for criterion in &mut measure.criteria {
                change(&mut criterion.words);
                change(&mut criterion.settles);
            }
            for pay in &mut measure.amounts {
                change(&mut pay.settles);
            }
        }
        let needs = self.needs.iter_mut().map(|need| &mut need.label);
        let worries = self.worries.iter_mut().map(|worry| &mut worry.label);
        let resources = self.resources.iter_mut().map(|resource| &mut resource.label);
        for label in needs.chain(worries).chain(resources) {
            label.each_words(change);
        }
        for number in &mut self.numbers {
            change(&mut number.label);
        }
        self.flow.each_words(change);
    }

    /// The words of a language, or of the default one.
    pub fn say<'a>(&self, words: &'a Words, lang: &str) -> &'a str {
        let words = words.get(lang).or_else(|| words.get(&self.language));
        words.map_or("", String::as_str)
    }

    /// The same with each `{{adi.isee_max}}` replaced by the figure of that day, as people of that language write it; by
    /// an ellipsis where there is none.
    pub fn fill(&self, words: &Words, lang: &str, day: Option<Day>) -> String {
        let mut rest = self.say(words, lang);
        let mut text = String::new();
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}").unwrap_or((after, ""));
            text.push_str(before);
            let rate = self.rates.get(name.trim());
            let value = rate.zip(day).and_then(|(rate, day)| Some((rate, rate.on(day)?)));
            match value {
                Some((rate, value)) => {
                    text.push_str(&Amount::from_hundredths(value.amount).written(lang, rate.money));
                }
                None => text.push('…'),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}
