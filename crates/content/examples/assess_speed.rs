//! How long the engine of the self-assessment takes natively, as a table: `cargo xtask bench --only assess` runs it, built for release.
//! Given the name of a file, it writes the rules there with the words of one language, as a phone reads them.
#![expect(
    clippy::print_stdout,
    reason = "a command line program speaks on standard output"
)]

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::assess::{Day, Household, Json, Rules, assess};
use jiff::civil::date;
use serde_json::Value;

/// Calls before any is timed, and calls that are, of each household.
const WARM: usize = 200;
const TIMED: usize = 1000;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let site = content::load(&root.join("content"), date(2026, 11, 25)).expect("content that can be read");
    let bytes = site.rules().to_bytes();
    let rules = Rules::parse(&bytes).expect("the rules from their bytes");
    if let Some(file) = env::args_os().nth(1) {
        let phone = site.rules().in_language("it").to_bytes();
        fs::write(file, phone).expect("a place for the rules");
    }
    let shared = cases(&root.join("tests/assess/shared-cases.json"));
    // Three generations of whom everything is asked and not all is known, so that every measure has much to look at.
    let twelve = cases(&root.join("bench/twelve.json"));
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

fn cases(file: &Path) -> Vec<(Day, Household)> {
    let text = fs::read_to_string(file).expect("cases");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let case = |case: &Value| {
        let on = case["on"].as_str().expect("a day");
        (day(on), household(&case["household"]))
    };
    cases.iter().map(case).collect()
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
