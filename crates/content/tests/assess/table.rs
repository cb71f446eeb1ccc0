//! Cases: the shared ones, and the table. How a line reads stands at the head of `tests/assess/cases.txt`.

use super::{outcome, root, rules};
use domain::amount::Amount;
use domain::assess::{Fact, IseeValue, Judged, Measure, Outcome, Pays, Settles, Truth, Verdict};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// A household on a day, and what must be said of it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) on: String,
    household: Value,
    expected: Vec<String>,
}

impl Case {
    /// What is expected but not said.
    pub(crate) fn wrong(&self) -> Vec<(String, String)> {
        let outcome = outcome(&self.household, &self.on);
        let each = self.expected.iter();
        each.filter_map(|one| Some((one.clone(), expect(&outcome, one).err()?)))
            .collect()
    }

    /// The measures of which a verdict is expected.
    pub(crate) fn measures(&self) -> impl Iterator<Item = &str> {
        let is_verdict =
            |word: Option<&str>| matches!(word, Some("likely" | "unlikely" | "needs_information"));
        self.expected.iter().filter_map(move |one| {
            let mut words = one.split(' ');
            let first = words.next()?;
            let verdict = words.next()?;
            verdict
                .split('/')
                .all(|one| is_verdict(Some(one)))
                .then_some(first)
        })
    }
}

pub(crate) fn shared() -> Vec<Case> {
    let text = fs::read_to_string(root().join("tests/assess/shared-cases.json")).expect("the shared cases");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let case = |case: &Value| {
        let text = |key: &str| case[key].as_str().expect("a text").to_owned();
        let mut expected = Vec::new();
        let expect = &case["expect"];
        if let Some(measure) = expect["measure"].as_str() {
            let verdicts: Vec<&str> = expect["verdict"]
                .as_array()
                .expect("verdicts")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            let mut line = format!("{measure} {}", verdicts.join("/"));
            for pays in ["monthly", "yearly", "total", "one_off"] {
                if let Some(sum) = expect.get(pays) {
                    line = format!("{line} {pays} {sum}");
                }
            }
            expected.push(line);
        }
        for (key, value) in expect["isee"].as_object().into_iter().flatten() {
            expected.push(format!("isee {key} {value}"));
        }
        for (key, word) in [("safety_first", "first"), ("safety_then", "then")] {
            if let Some(numbers) = expect[key].as_array() {
                let numbers: Vec<&str> = numbers.iter().filter_map(Value::as_str).collect();
                expected.push(format!("{word} {}", numbers.join(", ")));
            }
        }
        assert!(!expected.is_empty(), "{case}: nothing is expected");
        Case {
            name: text("id"),
            on: text("on"),
            household: case["household"].clone(),
            expected,
        }
    };
    cases.iter().map(case).collect()
}

pub(crate) fn ours() -> Vec<Case> {
    let text = fs::read_to_string(root().join("tests/assess/cases.txt")).expect("the table");
    let mut households: BTreeMap<&str, Value> = BTreeMap::new();
    let mut cases = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.starts_with("==") || line.trim().is_empty() {
            continue;
        }
        let place = format!("cases.txt:{}", index + 1);
        let [on, base, changes, expected] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            let (name, json) = line.split_once('=').unwrap_or_else(|| panic!("{place}: no case"));
            let json = serde_json::from_str(json).unwrap_or_else(|error| panic!("{place}: {error}"));
            households.insert(name.trim(), json);
            continue;
        };
        let base = households
            .get(base)
            .unwrap_or_else(|| panic!("{place}: no household {base}"));
        let mut household = base.clone();
        for change in changes.split(' ').filter(|change| !change.is_empty()) {
            apply(&mut household, change, &place);
        }
        cases.push(Case {
            name: place,
            on: on.to_owned(),
            household,
            expected: expected.split(';').map(|one| one.trim().to_owned()).collect(),
        });
    }
    cases
}

fn apply(household: &mut Value, change: &str, place: &str) {
    let parse = |json: &str| -> Value {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{place}: {json}: {error}"))
    };
    if let Some(json) = change.strip_prefix("members+=") {
        household["members"]
            .as_array_mut()
            .expect("members")
            .push(parse(json));
        return;
    }
    if change == "members-" {
        household["members"].as_array_mut().expect("members").pop();
        return;
    }
    let (path, json) = change
        .split_once('=')
        .unwrap_or_else(|| panic!("{place}: {change}"));
    let mut at = household;
    for key in path.split('.') {
        at = match key.parse::<usize>() {
            Ok(index) => &mut at[index],
            Err(_) => &mut at[key],
        };
    }
    *at = parse(json);
}

fn cents(written: &str) -> i64 {
    let amount: Amount = written
        .parse()
        .unwrap_or_else(|_| panic!("{written} is no number"));
    amount.hundredths().expect("two decimals at most")
}

fn same(found: &str, wanted: &str) -> Result<(), String> {
    if found == wanted {
        Ok(())
    } else {
        Err(found.to_owned())
    }
}

fn list(items: &[String]) -> String {
    if items.is_empty() {
        "none".to_owned()
    } else {
        items.join(", ")
    }
}

fn holds(items: &[String], wanted: &str) -> Result<(), String> {
    if items.iter().any(|item| item == wanted) {
        Ok(())
    } else {
        Err(list(items))
    }
}

fn expect(outcome: &Outcome, one: &str) -> Result<(), String> {
    let (word, rest) = one.split_once(' ').unwrap_or((one, ""));
    match word {
        "first" => same(&list(&outcome.safety_first), rest),
        "then" => same(&list(&outcome.safety_then), rest),
        "measures" => same(
            if outcome.measures.is_empty() {
                "none"
            } else {
                "some"
            },
            rest,
        ),
        "motive" => same(outcome.motive.as_deref().unwrap_or("none"), rest),
        "service" => holds(&outcome.services, rest),
        "place" => holds(&outcome.places, rest),
        "area" => holds(&outcome.areas, rest),
        "isee" => isee(outcome, rest),
        id => {
            let index = rules().measures.iter().position(|measure| measure.id == id);
            let index = index.unwrap_or_else(|| panic!("no measure {id}"));
            let judged = outcome.measures.iter().find(|judged| judged.measure == index);
            let judged = judged.ok_or("no verdict at all")?;
            measure(&rules().measures[index], judged, rest)
        }
    }
}

fn isee(outcome: &Outcome, rest: &str) -> Result<(), String> {
    let (key, wanted) = rest.split_once(' ').expect("a key and a number");
    let isee = &outcome.isee;
    let value = |value: Option<IseeValue>| value.map(|value| value.cents);
    let found = match key {
        "scale_ordinary" => isee.scale_ordinary,
        "scale_specific" => isee.scale_specific,
        "isee_ordinary" => value(isee.ordinary),
        "isee_specific" => value(isee.specific),
        "at_least" => {
            let at_least = isee.ordinary.is_some_and(|value| value.at_least);
            return same(&at_least.to_string(), wanted);
        }
        _ => panic!("nothing is called {key}"),
    };
    let found = found.map_or("none".to_owned(), |found| {
        Amount::from_hundredths(found).to_string()
    });
    let wanted = wanted
        .parse::<Amount>()
        .map_or(wanted.to_owned(), |amount| amount.to_string());
    same(&found, &wanted)
}

fn measure(measure: &Measure, judged: &Judged, rest: &str) -> Result<(), String> {
    let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    match word {
        "near" => {
            let (by, from) = rest.split_once(" from ").unwrap_or((rest, ""));
            let near = judged.near.first().ok_or("nothing is near")?;
            let found = near.from.map_or(String::new(), |day| day.to_string());
            same(&near.by.to_string(), &cents(by).to_string()).and_then(|()| same(&found, from))
        }
        "settles" => {
            let asks = match judged.settles {
                Some(Settles::Criterion(place)) => measure.criteria[place].asks,
                Some(Settles::Amount(place)) => measure.amounts[place].asks,
                None => None,
            };
            let name = match asks {
                Some(Fact::MembersCount) => "members",
                Some(Fact::VehiclesOver) => "vehicles",
                Some(fact) => fact.name(),
                None => "nothing",
            };
            same(name, rest)
        }
        "unmet" => {
            let all = measure.criteria.iter().zip(&judged.criteria);
            let unmet: Vec<_> = all
                .filter(|(_, truth)| **truth == Truth::Unmet)
                .map(|(criterion, _)| criterion.id.clone())
                .collect();
            same(&list(&unmet), rest)
        }
        verdicts => {
            let found = match judged.verdict {
                Verdict::Likely => "likely",
                Verdict::NeedsInformation => "needs_information",
                Verdict::Unlikely => "unlikely",
            };
            if !verdicts.split('/').any(|verdict| verdict == found) {
                return Err(found.to_owned());
            }
            sums(judged, rest)
        }
    }
}

fn sums(judged: &Judged, rest: &str) -> Result<(), String> {
    let words: Vec<&str> = rest.split(' ').filter(|word| !word.is_empty()).collect();
    if words == ["none"] && !judged.amounts.is_empty() {
        return Err(format!("{:?}", judged.amounts));
    }
    for pair in words.chunks_exact(2) {
        let pays = match pair[0] {
            "monthly" => Pays::Monthly,
            "yearly" => Pays::Yearly,
            "total" => Pays::Total,
            "one_off" => Pays::OneOff,
            other => panic!("nobody pays {other}"),
        };
        let paid = judged.amounts.iter().find(|paid| paid.pays == pays);
        let sum = paid.ok_or("no such sum")?.sum;
        let (low, high) = match pair[1].split_once("..") {
            Some((low, "")) => (cents(low), None),
            Some((low, high)) => (cents(low), Some(cents(high))),
            None => (cents(pair[1]), Some(cents(pair[1]))),
        };
        if (sum.low(), sum.high()) != (low, high) {
            let end = |cents: Option<i64>| {
                cents.map_or(String::new(), |cents| Amount::from_hundredths(cents).to_string())
            };
            return Err(format!("{}..{}", end(Some(sum.low())), end(sum.high())));
        }
    }
    Ok(())
}

fn run(cases: &[Case]) {
    let mut wrong = String::new();
    for case in cases {
        for (expected, found) in case.wrong() {
            wrong = format!(
                "{wrong}{} ({}): expected «{expected}», found {found}\n",
                case.name, case.on
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_shared_cases_come_out_as_they_should() {
    let cases = shared();
    assert!(cases.len() >= 23, "{}", cases.len());
    run(&cases);
}

#[test]
fn every_line_of_the_table_comes_out_as_it_should() {
    let cases = ours();
    assert!(cases.len() >= 120, "{}", cases.len());
    run(&cases);
}
