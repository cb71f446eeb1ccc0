//! Writes what the fuzzer begins with: the households of `tests/assess`, JSON that is odd, ways through the questions, the
//! rules of `content/` in parts. `cargo run --release --manifest-path fuzz/Cargo.toml --example seeds -- SEEDS`, a folder.

use std::fs;
use std::path::{Path, PathBuf};

use domain::assess::{Day, Flow, Link, Lots, Rules};
use jiff::civil::date;
use serde_json::Value;

/// What no household of ours says: the ends of numbers and of the calendar, names twice, lists in lists.
const ODD: [&str; 16] = [
    "null",
    "[]",
    "{}",
    r#"{"members":[]}"#,
    r#"{"members":[null,{},null]}"#,
    r#"{"members":null,"vehicles":null}"#,
    r#"{"members":[{"relation":"child","age":130},{"relation":"partner","born_on":"1000-01-01"}]}"#,
    r#"{"members":[{"born_on":"9999-12-31"}],"birth_on":"9999-12-31"}"#,
    r#"{"family_income":10000000000,"isr_net_of_deductions":9999999999.99,"movable_assets":10000000000}"#,
    r#"{"family_income":1e308,"rent_month":-0.0}"#,
    r#"{"residence_years":0.005,"home_imu_value":18446744073709551615}"#,
    r#"{"home":"owned","home":"rented"}"#,
    r#"{"worries":["partner_violence","nobody knows"],"immediate_danger":true}"#,
    r#"{"needs":["housing","housing"],"resources":["time"],"receives":["adi",""]}"#,
    r#"{"vehicles":[{"kind":"boat"},{"kind":"motorcycle","cc":251,"registered_months_ago":36},{"cc":1601},{}]}"#,
    r#"{"comune":"\ud83d\ude42 Parma\u0000","citizenship":"non_eu","permit":"è"}"#,
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder for the seeds"));
    let site = content::load(&root.join("content"), date(2026, 11, 25)).expect("content that can be read");
    let (households, parts) = (households(&root.join("tests/assess")), in_parts(site.rules()));
    write(&folder.join("household"), households.iter().map(String::as_bytes));
    let ways = ways(site.rules());
    write(&folder.join("answers"), ways.iter().map(String::as_bytes));
    write(&folder.join("rules"), parts.iter().map(Vec::as_slice));
}

fn write<'a>(folder: &Path, seeds: impl Iterator<Item = &'a [u8]>) {
    fs::create_dir_all(folder).expect("a folder");
    for (index, seed) in seeds.enumerate() {
        fs::write(folder.join(format!("seed-{index:03}")), seed).expect("a seed");
    }
}

/// A day is three letters, so that the files can be read.
fn on(day: Day) -> String {
    let letter = |from: char, by: u32| char::from_u32(u32::from(from) + by).expect("a letter");
    let letters = [
        letter('0', day.year() - 2023),
        letter('0', day.month() - 1),
        letter('>', day.day() - 1),
    ];
    letters.iter().collect()
}

fn households(tests: &Path) -> Vec<String> {
    let read = |name: &str| fs::read_to_string(tests.join(name)).expect("the cases");
    let day = |written: &str| on(Day::parse(written).expect("a day"));
    let cases: Vec<Value> = serde_json::from_str(&read("shared-cases.json")).expect("the shared cases");
    let shared = cases.iter().map(|case| {
        let when = case["on"].as_str().expect("a day");
        format!("{}{}", day(when), case["household"])
    });
    let table = read("cases.txt");
    let ours = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.contains('|'));
    let ours: Vec<&str> = ours.filter_map(|line| Some(line.split_once(" = ")?.1)).collect();
    let days = [
        "2023-01-31",
        "2024-02-29",
        "2025-12-01",
        "2026-02-28",
        "2026-11-22",
        "2028-12-31",
    ];
    let ours = days
        .iter()
        .flat_map(|when| ours.iter().map(|json| format!("{}{json}", day(when))));
    let odd = ODD.iter().map(|json| format!("{}{json}", day("2026-11-22")));
    shared.chain(ours).chain(odd).collect()
}

/// Whole ways, drawn by lot.
fn ways(rules: &Rules) -> Vec<String> {
    let today = Day::parse("2026-11-25").expect("a day");
    let way = |seed| {
        let (answers, _) = Lots::new(seed).go(rules, today, 5, |_, _| {});
        let lines = answers
            .pairs()
            .into_iter()
            .map(|(name, word)| format!("{name}={word}\n"));
        format!("{}{}", on(today), lines.collect::<String>())
    };
    (0..60).map(way).collect()
}

/// Small rules teach more than large ones: each measure with its figures, each worry, need, number, resource and question
/// alone.
fn in_parts(rules: &Rules) -> Vec<Vec<u8>> {
    let none = || Rules {
        danger_number: rules.danger_number.clone(),
        language: rules.language.clone(),
        ..Rules::default()
    };
    let mut all = vec![none()];
    for measure in &rules.measures {
        let named = [measure.rates_of_criteria(), measure.rates_of_sums()].concat();
        let mut part = none();
        part.rates.clone_from(&rules.rates);
        part.rates.retain(|name, _| named.contains(&name.as_str()));
        part.measures.push(measure.clone());
        all.push(part);
    }
    all.extend(rules.worries.iter().map(|worry| Rules {
        worries: vec![worry.clone()],
        ..none()
    }));
    all.extend(rules.needs.iter().map(|need| Rules {
        needs: vec![need.clone()],
        ..none()
    }));
    all.extend(rules.numbers.iter().map(|number| Rules {
        numbers: vec![number.clone()],
        ..none()
    }));
    all.extend(rules.resources.iter().map(|one| Rules {
        resources: vec![one.clone()],
        ..none()
    }));
    let asking = |flow: Flow| Rules { flow, ..none() };
    all.extend(rules.flow.questions.iter().map(|question| {
        asking(Flow {
            questions: vec![question.clone()],
            ..Flow::default()
        })
    }));
    all.push(asking(Flow {
        questions: Vec::new(),
        ..rules.flow.clone()
    }));
    let page = Link {
        path: "/en/".to_owned(),
        title: "Title".to_owned(),
        lang: "it".to_owned(),
    };
    all.push(Rules {
        pages: [("/".to_owned(), page)].into(),
        ..none()
    });
    all.push(Rules {
        metropolitan: rules.metropolitan.clone(),
        ..none()
    });
    all.iter().map(Rules::to_bytes).collect()
}
