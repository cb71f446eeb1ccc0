//! From criteria to a verdict: what is met, what is not, what is not known, and what would settle it.
//! Never here: criteria themselves (they are data), the words for them.

use super::day::Day;
use super::fact::{Fact, Owner};
use super::look::{Look, Who};
use super::outcome::{Judged, Near, Paid, RunOut, Settles, Vouched};
use super::rules::{Condition, Formula, How, Measure, Pay, Rules, Standing, Sum, Term, Verdict};
use super::truth::{ONE, Range, Truth};
use super::{adi, auu, isee, social};

/// The rates behind a fact that is worked out. Those of the ISEE are not among them: without them it is just not known.
fn rates_behind(fact: Fact) -> Vec<&'static str> {
    let groups: &[&[&str]] = match fact {
        Fact::AdiScale => &[adi::SCALE_RATES],
        Fact::AdiIncomeLimit => &[adi::SCALE_RATES, adi::LIMIT_RATES],
        Fact::AdiSavingsLimit => &[adi::SAVINGS_RATES],
        Fact::VehiclesOver => &[adi::VEHICLE_RATES],
        Fact::SocialIncomeLimit => &[social::RATES],
        Fact::UnicoChildren => &[auu::CHILD_RATES],
        _ => &[],
    };
    groups.concat()
}

fn rates_of_formula(formula: Formula) -> Vec<&'static str> {
    match formula {
        Formula::Adi => [adi::SCALE_RATES, adi::LIMIT_RATES, adi::PAY_RATES].concat(),
        Formula::AssegnoUnico => [auu::CHILD_RATES, auu::PAY_RATES].concat(),
        Formula::AssegnoSociale => social::RATES.to_vec(),
    }
}

fn rates_of_condition<'a>(condition: &'a Condition, rates: &mut Vec<&'a str>) {
    match condition {
        Condition::Compare(fact, _, with) => {
            rates.extend(rates_behind(*fact));
            match with {
                Term::Rate(name) => rates.push(name),
                Term::Fact(fact) => rates.extend(rates_behind(*fact)),
                Term::Number(_) => {}
            }
        }
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                rates_of_condition(part, rates);
            }
        }
        Condition::Not(part) | Condition::SomeMember(part) | Condition::EveryMember(part) => {
            rates_of_condition(part, rates);
        }
        Condition::Is(..) | Condition::OneOf(..) | Condition::Verdict(..) => {}
    }
}

fn rates_of_pay<'a>(pay: &'a Pay, rates: &mut Vec<&'a str>) {
    match &pay.sum {
        Sum::Rate(name) => rates.push(name),
        Sum::Formula(formula) => rates.extend(rates_of_formula(*formula)),
        Sum::Cases(cases) => {
            for (condition, name) in cases {
                rates_of_condition(condition, rates);
                rates.push(name);
            }
        }
    }
}

impl Measure {
    /// The rates that its verdict goes by.
    pub fn rates_of_criteria(&self) -> Vec<&str> {
        let mut rates = Vec::new();
        for criterion in &self.criteria {
            rates_of_condition(&criterion.when, &mut rates);
        }
        rates
    }

    /// The rates that its sums go by, and the one that stands for the whole.
    pub fn rates_of_sums(&self) -> Vec<&str> {
        let mut rates = vec![self.main.as_str()];
        for pay in &self.amounts {
            rates_of_pay(pay, &mut rates);
        }
        rates
    }
}

impl Rules {
    /// Where the figures come from by which a measure was judged on a day.
    pub fn vouched(&self, judged: &Judged, on: Day) -> Vouched {
        let Some(measure) = self.measures.get(judged.measure) else {
            return Vouched::default();
        };
        let day = judged.day.unwrap_or(on);
        let main = self.rates.get(&measure.main);
        let value = main.and_then(|rate| rate.on(day).or(rate.values.last()));
        let names = (measure.rates_of_criteria().into_iter()).chain(measure.rates_of_sums());
        let held = names.filter_map(|name| Some(self.rates.get(name)?.on(day)?.until));
        Vouched {
            source: value.map_or_else(String::new, |value| value.source.clone()),
            from: value.map(|value| value.from),
            until: match &judged.run_out {
                Some(run_out) => run_out.until,
                None => held.min(),
            },
            to_verify: value.is_some_and(|value| value.to_verify),
        }
    }
}

/// The rates that the ISEE is worked out with, whatever measures there are.
pub fn isee_rates() -> impl Iterator<Item = &'static str> {
    [isee::RATES, isee::RATES_SPECIFIC].concat().into_iter()
}

/// Judges the measures of the rules in their order: a criterion can speak of those before it.
pub(super) fn judge_all(look: &mut Look<'_>) -> Vec<Judged> {
    let rules = look.rules;
    let mut judged: Vec<Judged> = Vec::new();
    for (index, measure) in rules.measures.iter().enumerate() {
        let one = judge(look, index, measure, &judged);
        judged.push(one);
    }
    judged
}

fn judge(look: &mut Look<'_>, index: usize, measure: &Measure, before: &[Judged]) -> Judged {
    look.day = match measure.dated_by {
        None => Some(look.on),
        Some(fact) => look.household.facts.day(fact),
    };
    let run_out = run_out(look.rules, measure, look.day);
    let whoever: Vec<Who> = match (measure.per_person, look.members()) {
        (false, _) => vec![Who::All],
        (true, Some(_)) => look.everybody().collect(),
        (true, None) => vec![Who::Somebody],
    };
    let mut best: Option<Judged> = None;
    let mut missing = Vec::new();
    for who in whoever {
        let mut one = of(look, index, measure, who, before);
        if look.day.is_none() {
            // Which figures hold is not known: the year may be one of which nothing is known.
            one.verdict = Verdict::NeedsInformation;
        }
        if run_out.is_some() {
            one.verdict = Verdict::NeedsInformation;
            one.amounts.clear();
            one.near.clear();
            one.settles = None;
            one.run_out.clone_from(&run_out);
        }
        if one.verdict == Verdict::NeedsInformation {
            missing.extend_from_slice(&one.missing);
        }
        let score = |judged: &Judged| {
            let met = judged.criteria.iter().filter(|truth| **truth == Truth::Met);
            (judged.verdict, met.count())
        };
        if best.as_ref().is_none_or(|best| score(&one) > score(best)) {
            best = Some(one);
        }
    }
    look.day = Some(look.on);
    // As long as nobody has it for sure, it may depend on any of them.
    if let Some(best) = best
        .as_mut()
        .filter(|best| best.verdict == Verdict::NeedsInformation)
    {
        for fact in missing {
            if !best.missing.contains(&fact) {
                best.missing.push(fact);
            }
        }
    }
    best.unwrap_or_else(|| Judged::unknown(index, measure.criteria.len()))
}

/// A figure that its day is past, or that the verdict needs and nobody knows for that day.
fn run_out(rules: &Rules, measure: &Measure, day: Option<Day>) -> Option<RunOut> {
    let day = day?;
    let standing = |name: &str| {
        rules
            .rates
            .get(name)
            .map_or(Standing::NotKnown, |rate| rate.standing(day))
    };
    let found = |name: &str, standing| {
        let values = rules.rates.get(name).map_or(&[][..], |rate| &rate.values);
        let past = values.last().filter(|_| standing == Standing::RunOut);
        RunOut {
            rate: name.to_owned(),
            until: past.map(|value| value.until),
        }
    };
    let with_standing = |names: Vec<&str>| {
        let all: Vec<_> = names
            .into_iter()
            .map(|name| (name.to_owned(), standing(name)))
            .collect();
        all.into_iter()
    };
    let lacks = with_standing(measure.rates_of_criteria())
        .find(|(_, standing)| *standing != Standing::Holds)
        .or_else(|| {
            with_standing(measure.rates_of_sums()).find(|(_, standing)| *standing == Standing::RunOut)
        });
    lacks.map(|(name, standing)| found(&name, standing))
}

fn of(look: &mut Look<'_>, index: usize, measure: &Measure, who: Who, before: &[Judged]) -> Judged {
    let mut judged = Judged::unknown(index, 0);
    judged.member = match who {
        Who::Member(member) => Some(member),
        _ => None,
    };
    judged.day = look.day;
    judged.received = match &measure.received {
        Some(received) => holds(look, received, who, before),
        None => look.one_of(Fact::Receives, Who::All, &[&measure.id]),
    } == Truth::Met;
    let mut missing = Vec::new();
    for (place, criterion) in measure.criteria.iter().enumerate() {
        look.missing.clear();
        let mut truth = holds(look, &criterion.when, who, before);
        if truth == Truth::Unmet {
            let near = nearest(look, &criterion.when, who, before);
            judged.near.extend(
                near.filter(|near| criterion.near.is_some_and(|most| near.by <= most))
                    .map(|near| Near {
                        criterion: place,
                        ..near
                    }),
            );
            if criterion.soft {
                truth = Truth::Unknown;
            }
        }
        if truth == Truth::Unknown {
            missing.append(&mut look.missing);
        }
        judged.criteria.push(truth);
    }
    let all = judged.criteria.iter().copied().fold(Truth::Met, Truth::and);
    judged.verdict = match all {
        Truth::Met => Verdict::Likely,
        Truth::Unknown => Verdict::NeedsInformation,
        Truth::Unmet => Verdict::Unlikely,
    };
    if judged.verdict != Verdict::Unlikely {
        for (place, pay) in measure.amounts.iter().enumerate() {
            look.missing.clear();
            let sum = sum(look, &pay.sum, who, before);
            // Nothing is known of it: the sources have no figure for that day.
            if sum != Range::ANY {
                judged.amounts.push(Paid { pays: pay.pays, sum });
            }
            if sum.exact().is_none() && sum != Range::ANY {
                missing.append(&mut look.missing);
                if !pay.settles.is_empty() {
                    judged.settles.get_or_insert(Settles::Amount(place));
                }
            }
        }
    }
    if let Some(place) = judged.criteria.iter().position(|truth| *truth == Truth::Unknown)
        && judged.verdict == Verdict::NeedsInformation
    {
        judged.settles = Some(Settles::Criterion(place));
    }
    for fact in missing {
        if !judged.missing.contains(&fact) {
            judged.missing.push(fact);
        }
    }
    judged
}

fn term(look: &mut Look<'_>, term: &Term, who: Who) -> Range {
    match term {
        Term::Number(number) => Range::just(*number),
        Term::Rate(name) => look.rate(name),
        Term::Fact(fact) => look.number(*fact, who),
    }
}

pub(super) fn holds(look: &mut Look<'_>, condition: &Condition, who: Who, before: &[Judged]) -> Truth {
    match condition {
        // What a figure is dated by must be known before anything is compared with it.
        Condition::Compare(_, _, Term::Rate(_)) if look.day.is_none() => Truth::Unknown,
        Condition::Compare(fact, how, with) => {
            let (number, with) = (look.number(*fact, who), term(look, with, who));
            match how {
                How::AtMost => number.is_at_most(with),
                How::LessThan => number.is_less_than(with),
                How::AtLeast => with.is_at_most(number),
                How::MoreThan => with.is_less_than(number),
                How::Equals => number.is_at_most(with).and(with.is_at_most(number)),
            }
        }
        Condition::Is(fact, wanted) => {
            let truth = look.yes(*fact, who);
            if *wanted { truth } else { truth.negated() }
        }
        Condition::OneOf(fact, words) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            look.one_of(*fact, who, &words)
        }
        Condition::All(parts) => look.decided(|look| {
            let each = parts.iter().map(|part| holds(look, part, who, before));
            each.fold(Truth::Met, Truth::and)
        }),
        Condition::Any(parts) => look.decided(|look| {
            let each = parts.iter().map(|part| holds(look, part, who, before));
            each.fold(Truth::Unmet, Truth::or)
        }),
        Condition::Not(part) => holds(look, part, who, before).negated(),
        Condition::SomeMember(part) => look.some(|look, who| holds(look, part, who, before)),
        Condition::EveryMember(part) => look.every(|look, who| holds(look, part, who, before)),
        Condition::Verdict(id, verdict) => {
            let rules = look.rules;
            let of = before
                .iter()
                .find(|judged| rules.measures.get(judged.measure).is_some_and(|m| m.id == *id));
            match of {
                Some(judged) if judged.verdict != Verdict::NeedsInformation => {
                    (judged.verdict == *verdict).into()
                }
                Some(judged) => {
                    look.missing.extend(&judged.missing);
                    Truth::Unknown
                }
                None => Truth::Unknown,
            }
        }
    }
}

/// By how much a condition that is not met is missed, where a single number decides it and can still change.
fn nearest(look: &mut Look<'_>, condition: &Condition, who: Who, before: &[Judged]) -> Option<Near> {
    match condition {
        // Nobody grows younger.
        Condition::Compare(Fact::Age, How::AtMost | How::LessThan | How::Equals, _) => None,
        Condition::Compare(fact, how, with) => {
            let number = look.number(*fact, who).exact()?;
            let limit = term(look, with, who).exact()?;
            let by = match how {
                How::AtMost | How::LessThan => number - limit,
                How::AtLeast | How::MoreThan => limit - number,
                How::Equals => return None,
            };
            (by >= 0).then(|| Near {
                criterion: 0,
                fact: *fact,
                by: by.max(1),
                from: birthday(look, *fact, who, limit),
            })
        }
        Condition::Any(parts) => {
            let all = parts.iter().filter_map(|part| nearest(look, part, who, before));
            all.min_by_key(|near| near.by)
        }
        Condition::All(parts) => {
            let mut unmet = parts
                .iter()
                .filter(|part| holds(look, part, who, before) != Truth::Met);
            let (one, other) = (unmet.next()?, unmet.next());
            if other.is_some() {
                return None;
            }
            nearest(look, one, who, before)
        }
        Condition::SomeMember(part) => {
            let everybody = look.everybody();
            let all = everybody.filter_map(|who| nearest(look, part, who, before));
            all.min_by_key(|near| near.by)
        }
        _ => None,
    }
}

/// The day on which somebody whose birthday is known reaches an age.
fn birthday(look: &Look<'_>, fact: Fact, who: Who, age: i64) -> Option<Day> {
    let (Fact::Age, Owner::Member, Who::Member(index)) = (fact, fact.owner(), who) else {
        return None;
    };
    let born = look.members()?.get(index)?.day(Fact::BornOn)?;
    let months = u32::try_from(age / ONE).ok()?.checked_mul(12)?;
    Some(born.plus_months(months))
}

fn sum(look: &mut Look<'_>, sum: &Sum, who: Who, before: &[Judged]) -> Range {
    match sum {
        Sum::Rate(name) => look.rate(name),
        Sum::Formula(Formula::Adi) => adi::monthly(look),
        Sum::Formula(Formula::AssegnoUnico) => auu::monthly(look),
        Sum::Formula(Formula::AssegnoSociale) => social::monthly(look),
        Sum::Cases(cases) => {
            // The first case that holds; those that may hold before it are possible too.
            let mut possible: Option<Range> = None;
            for (condition, name) in cases {
                let truth = holds(look, condition, who, before);
                if truth.is_possible() {
                    let rate = look.rate(name);
                    possible = Some(possible.map_or(rate, |sum| sum.hull(rate)));
                }
                if truth == Truth::Met {
                    return possible.unwrap_or(Range::ANY);
                }
            }
            // None is sure to hold, so it may be nothing.
            possible.map_or(Range::ZERO, |sum| sum.hull(Range::ZERO))
        }
    }
}
