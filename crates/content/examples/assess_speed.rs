//! How long the engine of the self-assessment takes natively, as a table: `cargo xtask bench --only assess` runs it, built for release.
#![expect(
    clippy::print_stdout,
    reason = "a command line program speaks on standard output"
)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::assess::{Day, Household, Json, Rules, assess};
use jiff::civil::date;
use serde_json::{Value, json};

/// Calls before any is timed, and calls that are, of each household.
const WARM: usize = 200;
const TIMED: usize = 1000;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let site = content::load(&root.join("content"), date(2026, 11, 25)).expect("content that can be read");
    let bytes = site.rules().to_bytes();
    let rules = Rules::parse(&bytes).expect("the rules from their bytes");
    let shared = shared(&root);
    let twelve = [(day("2026-11-22"), household(&of_twelve()))];
    let timed = |households: &[(Day, Household)]| {
        let each = households.iter();
        each.flat_map(|(on, household)| time(|| assess(&rules, household, *on)))
            .collect()
    };
    println!("| natively, in microseconds | median | p95 |\n|---|--:|--:|");
    let what = format!("evaluation of a household, {} shared cases", shared.len());
    row(&what, timed(&shared));
    row("evaluation of a household of twelve members", timed(&twelve));
    let what = format!("reading the rules, {} bytes", bytes.len());
    row(&what, time(|| Rules::parse(&bytes)));
}

fn day(written: &str) -> Day {
    Day::parse(written).expect("a day")
}

fn household(json: &Value) -> Household {
    let json: Json = serde_json::from_value(json.clone()).expect("any JSON");
    Household::read(json).expect("a household")
}

fn shared(root: &Path) -> Vec<(Day, Household)> {
    let text = fs::read_to_string(root.join("tests/assess/shared-cases.json")).expect("the shared cases");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let case = |case: &Value| {
        let on = case["on"].as_str().expect("a day");
        (day(on), household(&case["household"]))
    };
    cases.iter().map(case).collect()
}

/// Three generations of whom everything is asked and not all is known, so that every measure has much to look at.
fn of_twelve() -> Value {
    let member = |index: u32| {
        let (relation, age) = match index {
            0 => ("applicant", 44),
            1 => ("partner", 43),
            2..=8 => ("child", 2 * index - 3),
            _ => ("other", 60 + 4 * index - 36),
        };
        let disability = if index.is_multiple_of(4) {
            "moderate"
        } else {
            "none"
        };
        json!({
            "relation": relation, "age": age, "disability": disability, "employed": index == 1,
            "student": relation == "child", "cares_for_child_under_3": index == 0, "invalidity_percent": 25 * (index % 5),
        })
    };
    json!({
        "comune": "Parma", "citizenship": "it", "residence_years": 12, "home": "rented", "rent_month": 500,
        "isr_net_of_deductions": 14_000, "movable_assets": 9_000, "family_income": 12_000, "receives": [],
        "vehicles": [{ "cc": 1600, "registered_months_ago": 20 }, { "kind": "motorcycle", "cc": 125 }],
        "members": (0..12).map(member).collect::<Vec<_>>(), "needs": ["housing"],
    })
}

fn time<T>(call: impl Fn() -> T) -> Vec<Duration> {
    for _ in 0..WARM {
        black_box(call());
    }
    let one = |_| {
        let start = Instant::now();
        let made = black_box(call());
        let took = start.elapsed();
        // What was made is let go outside the time.
        drop(made);
        took
    };
    (0..TIMED).map(one).collect()
}

fn row(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| {
        let place = times.len().saturating_sub(1) * part / 100;
        let time = times.get(place).copied().unwrap_or_default();
        format!("{:.1}", time.as_secs_f64() * 1e6)
    };
    println!("| {what} | {} | {} |", at(50), at(95));
}
