//! The Assegno unico: the banded table of D.Lgs. 230/2021 as it is revalued each year, and the increases.
//! Never here: figures (`content/rates/assegno_unico.toml`).
//!
//! The table of 2022 falls by the same step in each band of 100 euro of ISEE. Each year the bands' ends are revalued to the
//! cent and the amounts to the tenth of a euro: that gives every figure published for 2024, 2025 and 2026, which a straight
//! line between the highest and the lowest does not.

use super::fact::Fact;
use super::look::{Look, OF_AGE, Who};
use super::truth::{ONE, Range, Truth};

pub(super) const CHILD_RATES: &[&str] = &["assegno_unico.adult_age_min", "assegno_unico.adult_age_max"];

pub(super) const PAY_RATES: &[&str] = &[
    "assegno_unico.revaluation",
    "assegno_unico.nominal_isee_full",
    "assegno_unico.nominal_isee_minimum",
    "assegno_unico.nominal_band",
    "assegno_unico.nominal_minor_max",
    "assegno_unico.nominal_minor_min",
    "assegno_unico.nominal_adult_max",
    "assegno_unico.nominal_adult_min",
    "assegno_unico.nominal_third_max",
    "assegno_unico.nominal_third_min",
    "assegno_unico.nominal_both_working",
    "assegno_unico.nominal_not_self_sufficient",
    "assegno_unico.nominal_severe",
    "assegno_unico.nominal_medium",
    "assegno_unico.nominal_mother",
    "assegno_unico.mother_age",
    "assegno_unico.under_1_percent",
    "assegno_unico.large_family_percent",
    "assegno_unico.four_children",
];

/// Minors; children of 18 to 20 who study or train; children with a disability, of any age.
pub(super) fn gives_a_right(look: &mut Look<'_>, who: Who) -> Truth {
    let young = look.is_under(who, OF_AGE).or(studies(look, who));
    look.is_child(who).and(young.or(look.is_disabled(who)))
}

fn studies(look: &mut Look<'_>, who: Who) -> Truth {
    let age = look.number(Fact::Age, who);
    let from = look.rate("assegno_unico.adult_age_min").is_at_most(age);
    let to = age.is_at_most(look.rate("assegno_unico.adult_age_max"));
    from.and(to).and(look.yes(Fact::Student, who))
}

/// The table of a year.
struct Table {
    /// In hundredths of a percent, the oldest first.
    revaluations: Vec<i64>,
    bands: i64,
    /// The bands in which the ISEE may lie: the lowest first.
    band: (i64, i64),
}

impl Table {
    fn new(look: &Look<'_>, isee: Range) -> Option<Self> {
        let known = |name: &str| look.rate(name).exact();
        let full = known("assegno_unico.nominal_isee_full")?;
        let minimum = known("assegno_unico.nominal_isee_minimum")?;
        let width = known("assegno_unico.nominal_band")?.max(1);
        let mut table = Self {
            revaluations: look.rates_until_then("assegno_unico.revaluation").collect(),
            bands: (minimum - full) / width,
            band: (0, 0),
        };
        let band = |isee: i64| {
            let ends = (0..table.bands).position(|band| isee <= table.revalued(full + band * width, 1));
            ends.and_then(|band| i64::try_from(band).ok())
                .unwrap_or(table.bands)
        };
        table.band = (band(isee.low()), band(isee.most()));
        Some(table)
    }

    /// Year after year, each time rounded half up to a multiple of `step` hundredths.
    fn revalued(&self, nominal: i64, step: i64) -> i64 {
        self.revaluations.iter().fold(nominal, |amount, percent| {
            let whole = amount * (10_000 + percent);
            (whole + 5_000 * step) / (10_000 * step) * step
        })
    }

    /// An amount that does not depend on the ISEE.
    fn flat(&self, nominal: Range) -> Range {
        Range::between(
            self.revalued(nominal.low(), 10),
            self.revalued(nominal.most().min(100_000), 10),
        )
    }

    /// An amount that falls from the highest to the lowest.
    fn row(&self, highest: Range, lowest: Range) -> Range {
        let (Some(highest), Some(lowest)) = (highest.exact(), lowest.exact()) else {
            return Range::ANY;
        };
        let of = |band: i64| {
            let bands = self.bands.max(1);
            let nominal = (highest * bands - (highest - lowest) * band) * 2 + 10 * bands;
            self.revalued(nominal / (20 * bands) * 10, 10)
        };
        Range::between(of(self.band.0), of(self.band.1))
    }
}

/// January and February go by the ISEE of the year before, so the specific one counts from March 2026 on (INPS, circolare 7
/// del 30-1-2026).
fn isee_of(look: &Look<'_>) -> Fact {
    if (look.on.year(), look.on.month()) < (2026, 3) {
        Fact::IseeOrdinary
    } else {
        Fact::IseeSpecific
    }
}

/// All children together, a month.
pub(super) fn monthly(look: &mut Look<'_>) -> Range {
    if look.members().is_none() {
        return Range::ANY;
    }
    let isee = look.number(isee_of(look), Who::All);
    let Some(table) = Table::new(look, isee) else {
        return Range::ANY;
    };
    let row = |look: &Look<'_>, name: &str| {
        let end = |end: &str| look.rate(&format!("assegno_unico.nominal_{name}_{end}"));
        table.row(end("max"), end("min"))
    };
    let flat = |look: &Look<'_>, name: &str| table.flat(look.rate(&format!("assegno_unico.nominal_{name}")));
    let both = table.row(look.rate("assegno_unico.nominal_both_working"), Range::ZERO);
    let (minor, adult, third) = (row(look, "minor"), row(look, "adult"), row(look, "third"));

    let children = look.number(Fact::UnicoChildren, Who::All);
    let both_work = both_parents_work(look);
    let young_mother = has_young_parent(look);
    // The increase for one to three years ends with the table: without an ISEE, or beyond it, there is none.
    let within = isee.is_at_most(upper(look, &table));
    let large = Range::just(3 * ONE).is_at_most(children).and(within);

    let mut sum = Range::ZERO;
    for who in look.everybody() {
        let right = look.decided(|look| gives_a_right(look, who));
        if right == Truth::Unmet {
            continue;
        }
        let is_minor = look.is_under(who, OF_AGE);
        let baby = look.is_under(who, ONE);
        let small = look.is_under(who, 3 * ONE).and(baby.negated());
        let part = |base: Range, percent: Range| base.times(percent).divided_by(Range::just(100 * ONE));
        let more = Range::pick(
            baby,
            part(minor, look.rate("assegno_unico.under_1_percent")),
            Range::pick(
                small.and(large),
                part(minor, look.rate("assegno_unico.large_family_percent")),
                Range::ZERO,
            ),
        );
        let severe = look.one_of(Fact::Disability, who, &["severe"]);
        let not_self_sufficient = look.one_of(Fact::Disability, who, &["not_self_sufficient"]);
        let disability = Range::pick(
            not_self_sufficient,
            flat(look, "not_self_sufficient"),
            Range::pick(severe, flat(look, "severe"), flat(look, "medium")),
        );
        let disabled = look.is_disabled(who);
        let by_disability = Range::pick(disabled, disability, Range::ZERO);
        let for_minor = minor
            .plus(more)
            .plus(by_disability)
            .plus(Range::pick(both_work, both, Range::ZERO));
        // Of age and disabled: the sources give no figure; no less than for others of age, no more than for a minor.
        let for_adult = Range::pick(disabled, adult, adult);
        let for_adult = if disabled == Truth::Unmet {
            for_adult
        } else {
            for_adult.hull(minor.plus(disability))
        };
        let child = Range::pick(is_minor, for_minor, for_adult).plus(Range::pick(
            young_mother,
            flat(look, "mother"),
            Range::ZERO,
        ));
        sum = sum.plus(Range::pick(right, child, Range::ZERO));
    }
    let after_second = children.minus(Range::just(2 * ONE));
    let four = Range::just(4 * ONE).is_at_most(children);
    sum.plus(third.times(after_second)).plus(Range::pick(
        four,
        look.rate("assegno_unico.four_children"),
        Range::ZERO,
    ))
}

fn upper(look: &Look<'_>, table: &Table) -> Range {
    match look.rate("assegno_unico.nominal_isee_minimum").exact() {
        Some(nominal) => Range::just(table.revalued(nominal, 1)),
        None => Range::ANY,
    }
}

fn both_parents_work(look: &mut Look<'_>) -> Truth {
    let partner = look.some(|look, who| look.one_of(Fact::Relation, who, &["partner"]));
    partner.and(look.every(|look, who| {
        let parent = look.one_of(Fact::Relation, who, &["applicant", "partner"]);
        parent.negated().or(look.yes(Fact::Employed, who))
    }))
}

/// The sources speak of the mother; nobody is asked which parent she is, so either of them counts.
fn has_young_parent(look: &mut Look<'_>) -> Truth {
    let age = look.rate("assegno_unico.mother_age");
    look.some(|look, who| {
        let parent = look.one_of(Fact::Relation, who, &["applicant", "partner"]);
        parent.and(look.number(Fact::Age, who).is_less_than(age))
    })
}
