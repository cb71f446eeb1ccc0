//! The guided self-assessment: what a household may be entitled to, whom to call, where to go. One call, [`assess`].
//! Rules are data ([`Rules`], from `content/flows` and `content/rates`); here are logic and formulas only.
//! Never here: input and output, the clock (the day is an argument), words for people.

mod adi;
mod auu;
mod day;
mod fact;
mod flow;
mod household;
mod isee;
mod json;
mod judge;
mod look;
mod outcome;
mod reach;
mod rules;
mod social;
mod truth;
mod wire;

pub use day::Day;
pub use fact::{Fact, Kind, Owner, Unit};
#[cfg(not(target_arch = "wasm32"))]
pub use flow::Lots;
pub use flow::{
    Answer, Answers, Asked, Asks, Choice, EVERY_MEASURE, Each, Flow, Gives, NOT_ANSWERED, Part, People,
    Question, Spoken, Voice, Walk, capital,
};
pub use household::{Facts, Household, InvalidHousehold, Value, Wanted, Wrong};
pub use json::Json;
pub use judge::isee_rates;
pub use outcome::{Isee, IseeValue, Judged, Near, Outcome, Paid, RunOut, Settles, Vouched};
pub use rules::{
    Condition, Criterion, Formula, How, Link, Measure, Need, Number, Pay, Pays, Rate, RateValue, Resource,
    Rules, Standing, Sum, Term, Verdict, Words, Worry,
};
pub use truth::{ONE, Range, Truth};

use look::Look;

/// Assesses a household as of a day. Where somebody must be called first, nothing is said of benefits.
pub fn assess(rules: &Rules, household: &Household, on: Day) -> Outcome {
    let mut outcome = Outcome {
        on,
        measures: Vec::new(),
        isee: Isee::default(),
        safety_first: Vec::new(),
        safety_then: Vec::new(),
        services: Vec::new(),
        help: Vec::new(),
        places: Vec::new(),
        areas: Vec::new(),
        motive: None,
    };
    reach::safety(rules, household, &mut outcome);
    reach::beside_money(rules, household, &mut outcome);
    if outcome.safety_first.is_empty() {
        let mut look = Look::new(rules, household, on);
        outcome.measures = judge::judge_all(&mut look);
        outcome.isee = both_isees(&mut look);
    }
    outcome
}

fn both_isees(look: &mut Look<'_>) -> Isee {
    let scale = |look: &mut Look<'_>, specific| isee::scale(look, specific).and_then(Range::exact);
    let mut isee = Isee {
        scale_ordinary: scale(look, false),
        ordinary: one_isee(look, false),
        ..Isee::default()
    };
    if look.has_two_isees() {
        isee.scale_specific = scale(look, true);
        isee.specific = one_isee(look, true);
    }
    isee
}

fn one_isee(look: &mut Look<'_>, specific: bool) -> Option<IseeValue> {
    let value = |cents, at_least| Some(IseeValue { cents, at_least });
    let worked_out = isee::worked_out(look, specific);
    if let Some(cents) = worked_out.exact() {
        return value(cents, false);
    }
    let facts = &look.household.facts;
    let certificate = if specific {
        Fact::IseeSpecific
    } else {
        Fact::IseeOrdinary
    };
    if let Some(cents) = facts.number(certificate) {
        return value(cents, false);
    }
    let known = |fact| facts.number(fact).is_some();
    let some_assets = known(Fact::HomeValue) || known(Fact::Savings);
    let scale = isee::scale(look, specific)?.exact();
    (scale.is_some() && known(Fact::IsrNet) && some_assets).then_some(IseeValue {
        cents: worked_out.low(),
        at_least: true,
    })
}
