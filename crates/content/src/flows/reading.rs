//! A measure as it is written, made into one that a household can be held against.
//! Never here: files, or whether what a measure names is there.

use domain::amount::Amount;
use domain::assess::{self, Condition, Criterion, Fact, How, Kind, Measure, Pay, Sum, Term, Verdict};
use serde::Deserialize;

use super::{AmountRow, MeasureFile, Otherwise, joined};
use crate::Finding;
use crate::rates::Rates;
use crate::source::Keys;

/// A condition as it is written: one of several forms, told apart by its keys.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    fact: Option<String>,
    at_most: Option<Literal>,
    less_than: Option<Literal>,
    at_least: Option<Literal>,
    more_than: Option<Literal>,
    equals: Option<Literal>,
    is: Option<bool>,
    one_of: Option<Vec<String>>,
    all: Option<Vec<When>>,
    any: Option<Vec<When>>,
    not: Option<Box<When>>,
    some_member: Option<Box<When>>,
    every_member: Option<Box<When>>,
    measure: Option<String>,
    verdict: Option<Verdict>,
}

/// A number, or the name of a rate or of a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Literal {
    Whole(i64),
    Text(String),
}

/// One file on its way to the rules.
pub(super) struct Reading<'a> {
    pub(super) keys: &'a Keys,
    pub(super) rates: &'a Rates,
    pub(super) findings: &'a mut Vec<Finding>,
}

impl Reading<'_> {
    pub(super) fn say(&mut self, key: &str, message: impl Into<String>) {
        self.findings.push(self.keys.at(key, message));
    }

    pub(super) fn measure(&mut self, file: &MeasureFile) -> Measure {
        let row = &file.row;
        let mut measure = Measure {
            id: file.id.clone(),
            page: row.page.clone(),
            name: row.name.clone(),
            apply: row.apply.clone(),
            papers: joined(&row.papers),
            not_checked: joined(&row.not_checked),
            main: row.main.clone(),
            per_person: row.per_person,
            received: None,
            dated_by: None,
            criteria: Vec::new(),
            amounts: Vec::new(),
        };
        if let Some(received) = &row.received {
            measure.received = self.condition("received", received);
        }
        if let Some(name) = &row.dated_by {
            measure.dated_by = self.fact("dated_by", name);
            if measure.dated_by.is_some_and(|fact| fact.kind() != Kind::Day) {
                self.say("dated_by", format!("`{name}` is not a day"));
            }
        }
        for (index, row) in row.criterion.iter().enumerate() {
            let key = format!("criterion.{index}");
            let when = self.condition(&format!("{key}.when"), &row.when);
            let asks = self.asks(&key, row.asks.as_deref());
            let near = row
                .near
                .as_ref()
                .and_then(|near| self.number(&format!("{key}.near"), near));
            let Some(when) = when else { continue };
            measure.criteria.push(Criterion {
                id: row.id.clone(),
                when,
                words: row.words.clone(),
                settles: row.settles.clone(),
                asks,
                soft: matches!(row.otherwise, Otherwise::Unknown),
                near,
            });
        }
        for (index, row) in row.amount.iter().enumerate() {
            let key = format!("amount.{index}");
            let asks = self.asks(&key, row.asks.as_deref());
            let Some(sum) = self.sum(&key, row) else { continue };
            measure.amounts.push(Pay {
                pays: row.pays,
                sum,
                settles: row.settles.clone(),
                asks,
            });
        }
        measure
    }

    fn asks(&mut self, key: &str, name: Option<&str>) -> Option<Fact> {
        name.and_then(|name| match name {
            "members" => Some(Fact::MembersCount),
            "vehicles" => Some(Fact::VehiclesOver),
            name => self.fact(&format!("{key}.asks"), name),
        })
    }

    pub(super) fn fact(&mut self, key: &str, name: &str) -> Option<Fact> {
        let fact = Fact::named(name);
        if fact.is_none() {
            let message = format!("no fact is called `{name}`; content/flows/README.md lists them");
            self.say(key, message);
        }
        fact
    }

    fn sum(&mut self, key: &str, row: &AmountRow) -> Option<Sum> {
        match (&row.rate, &row.formula, &row.cases) {
            (Some(rate), None, None) => Some(Sum::Rate(rate.clone())),
            (None, Some(formula), None) => Some(Sum::Formula(*formula)),
            (None, None, Some(rows)) => {
                let mut cases = Vec::new();
                for (index, row) in rows.iter().enumerate() {
                    let when = match &row.when {
                        Some(when) => self.condition(&format!("{key}.cases.{index}.when"), when)?,
                        None => Condition::All(Vec::new()),
                    };
                    cases.push((when, row.rate.clone()));
                }
                Some(Sum::Cases(cases))
            }
            _ => {
                self.say(key, "an amount needs one of `rate`, `formula`, `cases`");
                None
            }
        }
    }

    /// In hundredths.
    fn number(&mut self, key: &str, literal: &Literal) -> Option<i64> {
        let number = match literal {
            Literal::Whole(number) => number.checked_mul(assess::ONE).filter(|number| *number >= 0),
            Literal::Text(text) => text.parse::<Amount>().ok().and_then(Amount::hundredths),
        };
        if number.is_none() {
            self.say(
                key,
                "not a number; allowed: digits, and up to two decimals in quotation marks, like \"4.5\"",
            );
        }
        number
    }

    /// A name with a dot is a rate, any other a fact.
    fn term(&mut self, key: &str, literal: &Literal) -> Option<Term> {
        match literal {
            Literal::Text(name) if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
                if !name.contains('.') {
                    let fact = self.fact(key, name)?;
                    if !fact.is_number() {
                        self.say(key, format!("`{name}` is not a number"));
                    }
                    return Some(Term::Fact(fact));
                }
                if self.rates.rate(name).is_none() {
                    self.say(
                        key,
                        format!("no rate is called `{name}`; they stand in content/rates"),
                    );
                }
                Some(Term::Rate(name.clone()))
            }
            literal => self.number(key, literal).map(Term::Number),
        }
    }

    pub(super) fn condition(&mut self, key: &str, when: &When) -> Option<Condition> {
        let parts = |reading: &mut Self, name: &str, parts: &[When]| -> Option<Vec<Condition>> {
            if parts.is_empty() {
                reading.say(&format!("{key}.{name}"), "an empty list decides nothing");
                return None;
            }
            let each = parts.iter().enumerate();
            // Every slip is told, not only the first.
            let read: Vec<_> = each
                .map(|(index, part)| reading.condition(&format!("{key}.{name}.{index}"), part))
                .collect();
            read.into_iter().collect()
        };
        let forms = [
            when.fact.is_some(),
            when.all.is_some(),
            when.any.is_some(),
            when.not.is_some(),
            when.some_member.is_some(),
            when.every_member.is_some(),
            when.measure.is_some() || when.verdict.is_some(),
        ];
        if forms.iter().filter(|form| **form).count() != 1 {
            let message = "a condition is one of: `fact` with a comparison; `all`; `any`; `not`; `some_member`; \
                           `every_member`; `measure` with `verdict`";
            self.say(key, message);
            return None;
        }
        if let Some(fact) = &when.fact {
            return self.comparison(key, fact, when);
        }
        if let Some(all) = &when.all {
            return parts(self, "all", all).map(Condition::All);
        }
        if let Some(any) = &when.any {
            return parts(self, "any", any).map(Condition::Any);
        }
        let one = |reading: &mut Self, name: &str, part: &When| {
            reading.condition(&format!("{key}.{name}"), part).map(Box::new)
        };
        if let Some(part) = &when.not {
            return one(self, "not", part).map(Condition::Not);
        }
        if let Some(part) = &when.some_member {
            return one(self, "some_member", part).map(Condition::SomeMember);
        }
        if let Some(part) = &when.every_member {
            return one(self, "every_member", part).map(Condition::EveryMember);
        }
        if let (Some(measure), Some(verdict)) = (&when.measure, when.verdict) {
            return Some(Condition::Verdict(measure.clone(), verdict));
        }
        self.say(key, "`measure` and `verdict` go together");
        None
    }

    fn comparison(&mut self, key: &str, name: &str, when: &When) -> Option<Condition> {
        let fact = self.fact(&format!("{key}.fact"), name)?;
        let numbers = [
            (How::AtMost, "at_most", &when.at_most),
            (How::LessThan, "less_than", &when.less_than),
            (How::AtLeast, "at_least", &when.at_least),
            (How::MoreThan, "more_than", &when.more_than),
            (How::Equals, "equals", &when.equals),
        ];
        let mut written = numbers
            .iter()
            .filter_map(|(how, name, with)| Some((*how, *name, with.as_ref()?)));
        match (written.next(), written.next(), when.is, &when.one_of) {
            (Some((how, name, with)), None, None, None) if fact.is_number() => {
                let with = self.term(&format!("{key}.{name}"), with)?;
                Some(Condition::Compare(fact, how, with))
            }
            (None, None, Some(is), None) if fact.kind() == Kind::Yes => Some(Condition::Is(fact, is)),
            (None, None, None, Some(words))
                if matches!(fact.kind(), Kind::OneOf(_) | Kind::Word | Kind::Words) =>
            {
                if let Kind::OneOf(allowed) = fact.kind() {
                    for (index, word) in words.iter().enumerate() {
                        if !allowed.contains(&word.as_str()) {
                            let message =
                                format!("`{name}` is never `{word}`; allowed: {}", allowed.join(", "));
                            self.say(&format!("{key}.one_of.{index}"), message);
                        }
                    }
                }
                Some(Condition::OneOf(fact, words.clone()))
            }
            _ if fact.kind() == Kind::Day => {
                self.say(
                    key,
                    format!("`{name}` is a day, which can only be the `dated_by` of a measure"),
                );
                None
            }
            _ => {
                let needed = match fact.kind() {
                    Kind::Money | Kind::Number | Kind::Whole(_) => {
                        "one of `at_most`, `less_than`, `at_least`, `more_than`, `equals`"
                    }
                    Kind::Yes => "`is = true` or `is = false`",
                    Kind::OneOf(_) | Kind::Word | Kind::Words | Kind::Day => "`one_of = [\"…\"]`",
                };
                self.say(key, format!("`{name}` needs {needed}, and nothing else"));
                None
            }
        }
    }
}
