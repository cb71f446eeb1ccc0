//! The table of the Assegno unico against every figure that was published for 2024, 2025 and 2026, to the cent.

use super::{outcome, root};
use domain::amount::Amount;
use serde_json::{Value, json};
use std::fs;

/// The sum for a family on a day, in cents.
fn paid(isee: &str, on: &str, parents: &Value, children: &Value) -> i64 {
    let mut members = parents.as_array().expect("parents").clone();
    members.extend(children.as_array().expect("children").iter().cloned());
    let isee: f64 = isee.parse().expect("a number");
    let household = json!({ "isee_ordinary": isee, "isee_specific": isee, "members": members });
    let outcome = outcome(&household, on);
    let judged = outcome
        .measures
        .iter()
        .find(|judged| super::rules().measures[judged.measure].id == "assegno_unico");
    let sum = judged.expect("a verdict").amounts.first().expect("a sum").sum;
    sum.exact().expect("all is known")
}

/// What a file of rates publishes: name, first day, amount.
fn published() -> Vec<(String, String, i64)> {
    let text = fs::read_to_string(root().join("content/rates/assegno_unico.toml")).expect("the rates");
    let mut figures = Vec::new();
    let (mut name, mut amount) = (String::new(), 0);
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("[[") {
            rest.trim_end_matches(".value]]").clone_into(&mut name);
        } else if let Some(rest) = line.strip_prefix("amount = ") {
            let parsed: Amount = rest.trim_matches('"').parse().expect("a number");
            amount = parsed.hundredths().expect("cents");
        } else if let Some(from) = line.strip_prefix("valid_from = ") {
            figures.push((name.clone(), from.to_owned(), amount));
        }
    }
    figures
}

#[test]
fn every_published_figure_is_met_to_the_cent() {
    let one = json!([{ "relation": "applicant", "age": 40, "employed": false }]);
    let young = json!([{ "relation": "applicant", "age": 20, "employed": false }]);
    let both = json!([{ "relation": "applicant", "age": 40, "employed": true }, { "relation": "partner", "age": 40, "employed": true }]);
    let child = |age: u32, disability: &str| json!({ "relation": "child", "age": age, "disability": disability, "student": true });
    let minor = json!([child(10, "none")]);
    let adult = json!([child(19, "none")]);
    let three = json!([child(10, "none"), child(10, "none"), child(10, "none")]);
    let (low, high) = ("1000", "60000");
    let mut met = 0;
    for (name, from, amount) in published() {
        let year: u32 = from[..4].parse().expect("a year");
        if !(2024..=2026).contains(&year) {
            continue;
        }
        let on = format!("{year}-06-15");
        let paid = |isee: &str, parents: &Value, children: &Value| paid(isee, &on, parents, children);
        let euro = Amount::from_hundredths(amount).to_string();
        let over = Amount::from_hundredths(amount + 1).to_string();
        let found = match name.as_str() {
            "minor_max" => paid(low, &one, &minor),
            "minor_min" => paid(high, &one, &minor),
            "adult_max" => paid(low, &one, &adult),
            "adult_min" => paid(high, &one, &adult),
            "third_max" => paid(low, &one, &three) - 3 * paid(low, &one, &minor),
            "third_min" => paid(high, &one, &three) - 3 * paid(high, &one, &minor),
            "both_working_max" => paid(low, &both, &minor) - paid(low, &one, &minor),
            "mother_under_21" => paid(low, &young, &minor) - paid(low, &one, &minor),
            "disabled_not_self_sufficient" => {
                paid(low, &one, &json!([child(10, "not_self_sufficient")])) - paid(low, &one, &minor)
            }
            "disabled_severe" => paid(low, &one, &json!([child(10, "severe")])) - paid(low, &one, &minor),
            "disabled_medium" => paid(low, &one, &json!([child(10, "moderate")])) - paid(low, &one, &minor),
            "example_25000" => paid("25000", &one, &minor),
            "example_35000" => paid("35000", &one, &minor),
            // Thresholds: the last cent of the full amount, and the first of the lowest.
            "isee_full" => {
                assert_eq!(
                    paid(&euro, &one, &minor),
                    paid(low, &one, &minor),
                    "{name} {year}"
                );
                assert!(
                    paid(&over, &one, &minor) < paid(low, &one, &minor),
                    "{name} {year}"
                );
                amount
            }
            "isee_minimum" => {
                assert_eq!(
                    paid(&euro, &one, &minor),
                    paid(high, &one, &minor),
                    "{name} {year}"
                );
                amount
            }
            _ => continue,
        };
        assert_eq!(found, amount, "{name} {year}");
        met += 1;
    }
    assert!(met >= 23, "only {met} figures were looked at");
}

#[test]
fn the_table_only_falls_and_never_by_more_than_a_step() {
    let one = json!([{ "relation": "applicant", "age": 40, "employed": false }]);
    let minor = json!([{ "relation": "child", "age": 10, "disability": "none" }]);
    let mut before = i64::MAX;
    for isee in (16_000..48_000).step_by(50) {
        let now = paid(&isee.to_string(), "2026-06-15", &one, &minor);
        assert!(
            now <= before && (before == i64::MAX || before - now <= 80),
            "at {isee}: {before} then {now}"
        );
        before = now;
    }
}
