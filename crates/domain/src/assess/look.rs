//! A look at one household on one day: each fact as what is known of it, given or reckoned. What was looked for in vain is
//! kept, so that it can be asked.
//! Never here: criteria and verdicts (`judge.rs`).

use super::day::Day;
use super::fact::{Fact, Owner};
use super::household::{Facts, Household, Value};
use super::rules::{Rate, Rules};
use super::truth::{ONE, Range, Truth};
use super::{adi, auu, isee, social};

/// The first day of the specific ISEE (L. 199/2025): before, there was one ISEE for all measures.
const TWO_ISEES: u32 = 2026;

/// Under this age one is a minor.
pub(super) const OF_AGE: i64 = 18 * ONE;

/// Whose facts are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The household.
    All,
    /// The member at that place.
    Member(usize),
    /// A member of whom nothing is known.
    Somebody,
}

pub(super) struct Look<'a> {
    pub(super) rules: &'a Rules,
    pub(super) household: &'a Household,
    pub(super) on: Day,
    /// The day whose figures hold; nothing where it depends on a fact that is not known.
    pub(super) day: Option<Day>,
    /// The facts that were looked for in vain, and of which member.
    pub(super) missing: Vec<(Fact, Option<usize>)>,
}

impl<'a> Look<'a> {
    pub(super) fn new(rules: &'a Rules, household: &'a Household, on: Day) -> Self {
        Self {
            rules,
            household,
            on,
            day: Some(on),
            missing: Vec::new(),
        }
    }

    pub(super) fn has_two_isees(&self) -> bool {
        self.on.year() >= TWO_ISEES
    }

    fn rate_named(&self, name: &str) -> Option<&'a Rate> {
        self.rules.rates.get(name)
    }

    /// The figure of the day. Where there is none it could be anything, which decides nothing.
    pub(super) fn rate(&self, name: &str) -> Range {
        let value = self
            .rate_named(name)
            .zip(self.day)
            .and_then(|(rate, day)| rate.on(day));
        value.map_or(Range::ANY, |value| Range::just(value.amount))
    }

    /// All figures up to the day, the oldest first.
    pub(super) fn rates_until_then(&self, name: &str) -> impl Iterator<Item = i64> + use<'a> {
        let day = self.day;
        let values = self.rate_named(name).map_or(&[][..], |rate| &rate.values);
        values
            .iter()
            .filter(move |value| day.is_some_and(|day| value.from <= day))
            .map(|value| value.amount)
    }

    fn miss(&mut self, fact: Fact, who: Who) {
        let member = match who {
            Who::Member(index) => Some(index),
            _ => None,
        };
        if !self.missing.contains(&(fact, member)) {
            self.missing.push((fact, member));
        }
    }

    /// What is answered all the same lacks nothing, whatever was looked for in vain on the way.
    pub(super) fn decided(&mut self, answer: impl FnOnce(&mut Self) -> Truth) -> Truth {
        let before = self.missing.len();
        let truth = answer(self);
        if truth != Truth::Unknown {
            self.missing.truncate(before);
        }
        truth
    }

    /// Who lives there; nothing where that is not known.
    pub(super) fn members(&self) -> Option<&'a [Facts]> {
        self.household.members.as_deref()
    }

    fn facts(&self, fact: Fact, who: Who) -> Option<&'a Facts> {
        match (fact.owner(), who) {
            (Owner::Member, Who::Member(index)) => self.members()?.get(index),
            (Owner::Household, _) => Some(&self.household.facts),
            _ => None,
        }
    }

    /// The answer as it was given.
    pub(super) fn value(&mut self, fact: Fact, who: Who) -> Option<&'a Value> {
        let value = self.facts(fact, who).and_then(|facts| facts.get(fact));
        if value.is_none() {
            self.miss(fact, who);
        }
        value
    }

    /// Whether a word is one of these, or a list has one of them.
    pub(super) fn one_of(&mut self, fact: Fact, who: Who, allowed: &[&str]) -> Truth {
        // Whoever speaks first is the one who asks, without having to say so.
        if (fact, who) == (Fact::Relation, Who::Member(0)) && self.given_word(fact, who).is_none() {
            return allowed.contains(&"applicant").into();
        }
        match self.value(fact, who) {
            Some(Value::Word(word)) => allowed.contains(&word.as_str()).into(),
            Some(Value::Words(words)) => words.iter().any(|word| allowed.contains(&word.as_str())).into(),
            _ => Truth::Unknown,
        }
    }

    fn given_word(&self, fact: Fact, who: Who) -> Option<&'a str> {
        self.facts(fact, who)?.word(fact)
    }

    /// Whether a yes-or-no fact is so.
    pub(super) fn yes(&mut self, fact: Fact, who: Who) -> Truth {
        if fact == Fact::Born {
            return match self.value(Fact::BirthOn, who) {
                Some(&Value::Day(day)) => (day <= self.on).into(),
                _ => Truth::Unknown,
            };
        }
        match self.value(fact, who) {
            Some(&Value::Yes(yes)) => yes.into(),
            _ => Truth::Unknown,
        }
    }

    /// What is known of a number.
    pub(super) fn number(&mut self, fact: Fact, who: Who) -> Range {
        match fact {
            Fact::Age => self.age(who),
            Fact::IseeOrdinary => self.isee(false),
            Fact::IseeSpecific => self.isee(self.has_two_isees()),
            Fact::MembersCount => match self.members() {
                Some(members) => Range::count(members.len()),
                None => self.no_members(),
            },
            Fact::Minors => self.count(|look, who| look.is_under(who, OF_AGE)),
            Fact::Children => self.count(Self::is_child),
            Fact::DependentChildren => self.count(|look, who| {
                let young = look.is_under(who, OF_AGE);
                let idle = look.yes(Fact::Employed, who).negated();
                look.is_child(who).and(young.or(idle))
            }),
            Fact::MonthsSinceBirth => match self.value(Fact::BirthOn, who) {
                Some(&Value::Day(day)) => Range::just(i64::from(self.on.months_since(day)) * ONE),
                _ => Range::ANY,
            },
            Fact::VehiclesOver => adi::vehicles_over(self),
            Fact::AdiScale => adi::scale(self),
            Fact::AdiIncomeLimit => adi::income_limit(self),
            Fact::AdiSavingsLimit => adi::savings_limit(self),
            Fact::SocialIncomeLimit => social::income_limit(self),
            Fact::UnicoChildren => self.count(auu::gives_a_right),
            _ => match self.value(fact, who) {
                Some(&Value::Number(number)) => Range::just(number),
                _ => Range::ANY,
            },
        }
    }

    /// Nobody knows how many they are: one at least.
    fn no_members(&mut self) -> Range {
        self.miss(Fact::MembersCount, Who::All);
        Range::ANY.at_least(Range::just(ONE))
    }

    fn age(&mut self, who: Who) -> Range {
        let facts = self.facts(Fact::Age, who);
        if let Some(age) = facts.and_then(|facts| facts.number(Fact::Age)) {
            return Range::just(age);
        }
        if let Some(born) = facts.and_then(|facts| facts.day(Fact::BornOn)) {
            return Range::just(i64::from(self.on.years_since(born)) * ONE);
        }
        self.miss(Fact::Age, who);
        Range::ANY
    }

    /// The certificate; where there is none, what the facts give.
    fn isee(&mut self, specific: bool) -> Range {
        let fact = if specific {
            Fact::IseeSpecific
        } else {
            Fact::IseeOrdinary
        };
        if let Some(number) = self.household.facts.number(fact) {
            return Range::just(number);
        }
        let before = self.missing.len();
        // Savings alone decide nothing: part of them, in state bonds, may not count.
        let worked_out = match self.household.facts.number(Fact::IsrNet) {
            Some(_) => isee::worked_out(self, specific),
            None => Range::ANY,
        };
        // Whoever has no certificate is asked for it, not for the dozen facts behind it; who has begun to work it out, for those.
        if self.household.facts.number(Fact::IsrNet).is_none() || worked_out.exact().is_some() {
            self.missing.truncate(before);
        }
        if worked_out.exact().is_none() {
            self.miss(fact, Who::All);
        }
        worked_out
    }

    pub(super) fn is_under(&mut self, who: Who, age: i64) -> Truth {
        self.number(Fact::Age, who).is_less_than(Range::just(age))
    }

    pub(super) fn is_child(&mut self, who: Who) -> Truth {
        self.one_of(Fact::Relation, who, &["child"])
    }

    pub(super) fn is_disabled(&mut self, who: Who) -> Truth {
        self.one_of(
            Fact::Disability,
            who,
            &["moderate", "severe", "not_self_sufficient"],
        )
    }

    pub(super) fn is_severely_disabled(&mut self, who: Who) -> Truth {
        self.one_of(Fact::Disability, who, &["severe", "not_self_sufficient"])
    }

    pub(super) fn everybody(&self) -> impl Iterator<Item = Who> + use<> {
        (0..self.members().map_or(0, <[Facts]>::len)).map(Who::Member)
    }

    /// How many members are so.
    pub(super) fn count(&mut self, is_so: impl Fn(&mut Self, Who) -> Truth) -> Range {
        if self.members().is_none() {
            self.no_members();
            return Range::ANY;
        }
        let (mut least, mut most) = (0, 0);
        for who in self.everybody() {
            match self.decided(|look| is_so(look, who)) {
                Truth::Met => (least, most) = (least + 1, most + 1),
                Truth::Unknown => most += 1,
                Truth::Unmet => {}
            }
        }
        Range::count(least).hull(Range::count(most))
    }

    /// Whether one member at least is so.
    pub(super) fn some(&mut self, is_so: impl Fn(&mut Self, Who) -> Truth) -> Truth {
        if self.members().is_none() {
            self.no_members();
            return Truth::Unknown;
        }
        self.decided(|look| {
            let everybody = look.everybody();
            everybody.fold(Truth::Unmet, |sum, who| {
                sum.or(look.decided(|look| is_so(look, who)))
            })
        })
    }

    /// Whether every member is so.
    pub(super) fn every(&mut self, is_so: impl Fn(&mut Self, Who) -> Truth) -> Truth {
        self.some(|look, who| is_so(look, who).negated()).negated()
    }
}
