//! Changes a household answer by answer, so that most of what the fuzzer tries is one: numbers about every figure of the rules,
//! words that the rules know, members and vehicles more or fewer.
//! Never here: what must hold of it (`checks/household.rs`).

use domain::assess::{Condition, Day, Fact, Kind, Owner, Rules};
use serde_json::{Map, Value, json};

/// What answers are made of.
pub(crate) struct Changes {
    words: Vec<String>,
    /// In hundredths.
    numbers: Vec<i64>,
}

/// Numbers that depend on the seed alone (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 32).unwrap_or(0) % end.max(1)
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

impl Changes {
    /// What the rules speak of.
    pub(crate) fn new(rules: &Rules) -> Self {
        let mut words = vec!["è🙂".to_owned(), String::new()];
        let values = rules.rates.values().flat_map(|rate| &rate.values);
        let mut numbers: Vec<i64> = values.map(|value| value.amount).collect();
        numbers.extend([0, 1, 50, 100, 300, 1_800, 6_700, 1_000_000_000_000]);
        for measure in &rules.measures {
            words.push(measure.id.clone());
            for criterion in &measure.criteria {
                spoken_of(&criterion.when, &mut words);
            }
        }
        words.extend(rules.worries.iter().map(|worry| worry.id.clone()));
        words.extend(rules.needs.iter().map(|need| need.id.clone()));
        words.extend(rules.resources.iter().map(|resource| resource.id.clone()));
        words.extend(rules.metropolitan.iter().cloned());
        Self { words, numbers }
    }

    /// The same household with one to four changes; nothing where it is none.
    pub(crate) fn change(&self, bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
        let (day, json) = bytes.split_first_chunk::<3>()?;
        let mut day = *day;
        let Value::Object(mut all) = serde_json::from_slice(json).ok()? else {
            return None;
        };
        let mut chance = Chance(u64::from(seed) << 16 | 0x9e37);
        for _ in 0..=chance.below(4) {
            match chance.below(12) {
                0 => day[chance.below(3)] = *chance.one_of(b"0123456789:;>?HQZ["),
                1 => self.length(&mut all, "vehicles", &mut chance),
                2 | 3 => self.length(&mut all, "members", &mut chance),
                4..=7 => self.answer_in(&mut all, "members", Owner::Member, &mut chance),
                8 => self.answer_in(&mut all, "vehicles", Owner::Vehicle, &mut chance),
                _ => self.answer(&mut all, Owner::Household, &mut chance),
            }
        }
        let mut changed = day.to_vec();
        serde_json::to_writer(&mut changed, &all).ok()?;
        Some(changed)
    }

    /// One more or one less, or the whole list not known.
    fn length(&self, all: &mut Map<String, Value>, list: &str, chance: &mut Chance) {
        let Some(items) = all.get_mut(list).and_then(Value::as_array_mut) else {
            all.insert(list.to_owned(), json!([{}]));
            return;
        };
        match chance.below(8) {
            0 => drop(all.insert(list.to_owned(), Value::Null)),
            1..=3 if !items.is_empty() => drop(items.remove(chance.below(items.len()))),
            4..=6 if !items.is_empty() => items.push(chance.one_of(items).clone()),
            _ => {
                let owner = if list == "members" {
                    Owner::Member
                } else {
                    Owner::Vehicle
                };
                let mut one = Map::new();
                for _ in 0..chance.below(6) {
                    self.answer(&mut one, owner, chance);
                }
                items.push(Value::Object(one));
            }
        }
    }

    fn answer_in(&self, all: &mut Map<String, Value>, list: &str, owner: Owner, chance: &mut Chance) {
        let items = all.get_mut(list).and_then(Value::as_array_mut);
        match items {
            Some(items) if !items.is_empty() => {
                let place = chance.below(items.len());
                match &mut items[place] {
                    Value::Object(one) => self.answer(one, owner, chance),
                    other => *other = json!({}),
                }
            }
            _ => self.length(all, list, chance),
        }
    }

    fn answer(&self, table: &mut Map<String, Value>, owner: Owner, chance: &mut Chance) {
        let facts: Vec<Fact> = Fact::ALL
            .iter()
            .copied()
            .filter(|fact| fact.owner() == owner)
            .collect();
        let fact = *chance.one_of(&facts);
        match chance.below(8) {
            0 => drop(table.remove(fact.name())),
            1 => drop(table.insert(fact.name().to_owned(), Value::Null)),
            _ => drop(table.insert(fact.name().to_owned(), self.value(fact.kind(), chance))),
        }
    }

    fn value(&self, kind: Kind, chance: &mut Chance) -> Value {
        match kind {
            Kind::Money | Kind::Number => {
                let near = *chance.one_of(&self.numbers) + *chance.one_of(&[0, 0, -1, 1, 100, -100]);
                let near = near.max(0) * chance.one_of(&[1, 1, 1, 12, 100]);
                serde_json::from_str(&format!("{}.{:02}", near / 100, near % 100)).unwrap_or_default()
            }
            Kind::Whole(most) => {
                let ages = [0, 1, 2, 3, 17, 18, 20, 21, 59, 60, 66, 67, 74, 80, 99, 100, most];
                (*chance.one_of(&ages)).into()
            }
            Kind::Yes => (chance.below(2) == 0).into(),
            Kind::OneOf(words) => (*chance.one_of(words)).into(),
            Kind::Word => chance.one_of(&self.words).as_str().into(),
            Kind::Words => (0..chance.below(3))
                .map(|_| chance.one_of(&self.words).as_str())
                .collect(),
            Kind::Day => {
                let year =
                    *chance.one_of(&[1000, 1945, 1959, 2005, 2008, 2023, 2024, 2025, 2026, 2027, 9999]);
                let part = |number: usize| u32::try_from(1 + number).unwrap_or(1);
                let day = Day::new(year, part(chance.below(12)), part(chance.below(31)));
                day.map_or(Value::Null, |day| day.to_string().into())
            }
        }
    }
}

/// The words that a criterion looks for.
fn spoken_of(condition: &Condition, words: &mut Vec<String>) {
    match condition {
        Condition::OneOf(_, these) => words.extend(these.iter().cloned()),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                spoken_of(part, words);
            }
        }
        Condition::Not(part) | Condition::SomeMember(part) | Condition::EveryMember(part) => {
            spoken_of(part, words);
        }
        Condition::Compare(..) | Condition::Is(..) | Condition::Verdict(..) => {}
    }
}
