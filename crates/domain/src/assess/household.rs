//! What a household has said of itself. Every fact may be missing: that means not known, never no and never zero.
//! Never here: what follows from it.

use super::day::Day;
use super::fact::{Fact, Kind, Owner};
use super::json::Json;
use std::collections::BTreeMap;
use std::fmt;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// In hundredths.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// A word.
    Word(String),
    /// Words.
    Words(Vec<String>),
    /// A day.
    Day(Day),
}

/// The answers that there are, of the household or of one of its members or vehicles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<Fact, Value>);

impl Facts {
    /// The answer, where there is one.
    pub fn get(&self, fact: Fact) -> Option<&Value> {
        self.0.get(&fact)
    }

    /// Answers, or takes the answer back.
    pub fn set(&mut self, fact: Fact, value: Option<Value>) {
        match value {
            Some(value) => drop(self.0.insert(fact, value)),
            None => drop(self.0.remove(&fact)),
        }
    }

    pub(super) fn word(&self, fact: Fact) -> Option<&str> {
        match self.get(fact) {
            Some(Value::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn words(&self, fact: Fact) -> Option<&[String]> {
        match self.get(fact) {
            Some(Value::Words(words)) => Some(words),
            _ => None,
        }
    }

    pub(super) fn yes(&self, fact: Fact) -> Option<bool> {
        match self.get(fact) {
            Some(&Value::Yes(yes)) => Some(yes),
            _ => None,
        }
    }

    pub(super) fn number(&self, fact: Fact) -> Option<i64> {
        match self.get(fact) {
            Some(&Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    pub(super) fn day(&self, fact: Fact) -> Option<Day> {
        match self.get(fact) {
            Some(&Value::Day(day)) => Some(day),
            _ => None,
        }
    }
}

/// A household, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Household {
    /// What concerns all of them.
    pub facts: Facts,
    /// Who lives there, the person who asks first. An empty list is no household: it counts as not known.
    pub members: Option<Vec<Facts>>,
    /// What they drive; an empty list is an answer.
    pub vehicles: Option<Vec<Facts>>,
}

/// Why something is no household. It names the key and never repeats the answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{wrong}", .key.as_ref().map_or_else(String::new, |key| format!("{key}: ")))]
pub struct InvalidHousehold {
    /// Where, for example `members[1].age`; nothing where it is the whole.
    pub key: Option<String>,
    /// What.
    pub wrong: Wrong,
}

/// The most members, and the most vehicles. What is worked out grows faster than their number.
const MOST: usize = 60;

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such fact; these there are.
    Unknown(Vec<&'static str>),
    /// It comes twice.
    Twice,
    /// The list is longer than that of any household.
    TooMany,
    /// Something else is wanted.
    Wanted(Wanted),
}

/// What is wanted instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// By the fact's kind.
    Kind(Kind),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(allowed) => write!(f, "there is no such fact; allowed: {}", allowed.join(", ")),
            Self::Twice => f.write_str("it stands there twice"),
            Self::TooMany => write!(f, "too many in the list; at most {MOST}"),
            Self::Wanted(Wanted::Table) => {
                f.write_str("wrong kind of value; a household is one JSON object `{…}`")
            }
            Self::Wanted(Wanted::Tables) => {
                f.write_str("wrong kind of value; allowed: a list of objects `[{…}]`, or null")
            }
            Self::Wanted(Wanted::Kind(kind)) => {
                f.write_str("wrong kind of value; allowed: ")?;
                match kind {
                    Kind::Money => f.write_str("euro, from 0 up, written as a number like 9796.5"),
                    Kind::Number => f.write_str("a number from 0 up"),
                    Kind::Whole(most) => write!(f, "a whole number from 0 to {most}"),
                    Kind::Yes => f.write_str("true or false"),
                    Kind::OneOf(words) => write!(f, "one of the words {}", words.join(", ")),
                    Kind::Word => f.write_str("a word"),
                    Kind::Words => f.write_str("a list of words"),
                    Kind::Day => f.write_str("a day of the calendar, written like 2026-11-22"),
                }?;
                f.write_str(", or null where it is not known")
            }
        }
    }
}

impl Household {
    /// Reads a household from JSON.
    pub fn read(json: Json) -> Result<Self, InvalidHousehold> {
        let mut household = Self::default();
        let Json::Table(entries) = json else {
            return Err(wanted(None, Wanted::Table));
        };
        let mut lists = Vec::new();
        let mut rest = Vec::new();
        for (name, value) in entries {
            match name.as_str() {
                "members" | "vehicles" => lists.push((name, value)),
                _ => rest.push((name, value)),
            }
        }
        household.facts = facts(rest, Owner::Household, "")?;
        let mut seen = Vec::new();
        for (name, value) in lists {
            if seen.contains(&name) {
                return Err(InvalidHousehold {
                    key: Some(name),
                    wrong: Wrong::Twice,
                });
            }
            if name == "members" {
                household.members =
                    tables(value, Owner::Member, &name)?.filter(|members| !members.is_empty());
            } else {
                household.vehicles = tables(value, Owner::Vehicle, &name)?;
            }
            seen.push(name);
        }
        Ok(household)
    }
}

fn wanted(key: Option<String>, what: Wanted) -> InvalidHousehold {
    InvalidHousehold {
        key,
        wrong: Wrong::Wanted(what),
    }
}

fn tables(value: Json, owner: Owner, name: &str) -> Result<Option<Vec<Facts>>, InvalidHousehold> {
    let items = match value {
        Json::Null => return Ok(None),
        Json::List(items) => items,
        _ => return Err(wanted(Some(name.to_owned()), Wanted::Tables)),
    };
    if items.len() > MOST {
        return Err(InvalidHousehold {
            key: Some(name.to_owned()),
            wrong: Wrong::TooMany,
        });
    }
    let mut all = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        all.push(match item {
            Json::Null => Facts::default(),
            Json::Table(entries) => facts(entries, owner, &format!("{name}[{index}]."))?,
            _ => return Err(wanted(Some(format!("{name}[{index}]")), Wanted::Tables)),
        });
    }
    Ok(Some(all))
}

fn facts(entries: Vec<(String, Json)>, owner: Owner, around: &str) -> Result<Facts, InvalidHousehold> {
    let mut facts = Facts::default();
    let mut seen = Vec::new();
    for (name, value) in entries {
        let key = || Some(format!("{around}{name}"));
        let Some(fact) = Fact::of(owner, &name) else {
            let named = Fact::ALL.iter().filter(|fact| fact.owner() == owner);
            let lists: &[&str] = if owner == Owner::Household {
                &["members", "vehicles"]
            } else {
                &[]
            };
            let allowed = lists
                .iter()
                .copied()
                .chain(named.map(|fact| fact.name()))
                .collect();
            return Err(InvalidHousehold {
                key: key(),
                wrong: Wrong::Unknown(allowed),
            });
        };
        if seen.contains(&fact) {
            return Err(InvalidHousehold {
                key: key(),
                wrong: Wrong::Twice,
            });
        }
        seen.push(fact);
        match value {
            Json::Null => {}
            value => match answer(value, fact.kind()) {
                Some(value) => facts.set(fact, Some(value)),
                None => return Err(wanted(key(), Wanted::Kind(fact.kind()))),
            },
        }
    }
    Ok(facts)
}

impl Fact {
    /// A value of this fact; nothing where it can have no such value.
    pub fn read(self, json: Json) -> Option<Value> {
        answer(json, self.kind())
    }
}

fn answer(json: Json, kind: Kind) -> Option<Value> {
    match (kind, json) {
        (Kind::Money | Kind::Number, Json::Number(Some(number))) => {
            (number >= 0).then_some(Value::Number(number))
        }
        (Kind::Whole(most), Json::Number(Some(number))) => {
            (number % 100 == 0 && (0..=most * 100).contains(&number)).then_some(Value::Number(number))
        }
        (Kind::Yes, Json::Yes(yes)) => Some(Value::Yes(yes)),
        (Kind::OneOf(words), Json::Text(word)) => words.contains(&word.as_str()).then_some(Value::Word(word)),
        (Kind::Word, Json::Text(word)) => Some(Value::Word(word)),
        (Kind::Words, Json::List(items)) => {
            let words = items.into_iter().map(|item| match item {
                Json::Text(word) => Some(word),
                _ => None,
            });
            words.collect::<Option<_>>().map(Value::Words)
        }
        (Kind::Day, Json::Text(day)) => Day::parse(&day).map(Value::Day),
        _ => None,
    }
}
