//! The Assegno sociale: its limit alone or as a couple, and what lacks to it.
//! Never here: who may ask for it (`content/flows/measures/assegno_sociale.toml`).

use super::fact::Fact;
use super::look::{Look, Who};
use super::truth::{ONE, Range, Truth};

pub(super) const RATES: &[&str] = &[
    "assegno_sociale.yearly",
    "assegno_sociale.yearly_couple",
    "assegno_sociale.instalments",
];

fn is_couple(look: &mut Look<'_>) -> Truth {
    look.some(|look, who| look.one_of(Fact::Relation, who, &["partner"]))
}

/// A year.
pub(super) fn income_limit(look: &mut Look<'_>) -> Range {
    let couple = is_couple(look);
    Range::pick(
        couple,
        look.rate("assegno_sociale.yearly_couple"),
        look.rate("assegno_sociale.yearly"),
    )
}

/// One of the year's instalments of what lacks to the limit, never more than the whole allowance of one.
pub(super) fn monthly(look: &mut Look<'_>) -> Range {
    let income = look.number(Fact::Income, Who::All);
    let lacks = income_limit(look)
        .minus(income)
        .at_most(look.rate("assegno_sociale.yearly"));
    let instalments = look.rate("assegno_sociale.instalments");
    lacks.divided_by(instalments.at_least(Range::just(ONE)))
}
