//! The self-assessment over the real `content/`: the shared cases, the table of `tests/assess/cases.txt`, and what must hold
//! for any household, those of the fuzzer among them. `docs/accuracy.md` is written from what comes of the cases (`UPDATE_EXPECTED=1`).

#[path = "assess/accuracy.rs"]
mod accuracy;
#[path = "assess/corpus.rs"]
mod corpus;
#[path = "assess/published.rs"]
mod published;
#[path = "assess/table.rs"]
mod table;
#[path = "assess/walking.rs"]
mod walking;
#[path = "assess/whatever.rs"]
mod whatever;
#[path = "assess/without_rust.rs"]
mod without_rust;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use content::Site;
use domain::assess::{Day, Household, Json, Outcome, Rules, assess};
use jiff::civil::date;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rules() -> &'static Rules {
    static SITE: OnceLock<Site> = OnceLock::new();
    let load = || match content::load(&root().join("content"), date(2026, 11, 25)) {
        Ok(site) => site,
        Err(findings) => panic!("the content cannot be read: {findings:?}"),
    };
    SITE.get_or_init(load).rules()
}

fn day(written: &str) -> Day {
    Day::parse(written).expect("a day")
}

fn household(json: &Value) -> Household {
    let json: Json = serde_json::from_value(json.clone()).expect("any JSON");
    Household::read(json).unwrap_or_else(|error| panic!("no household: {error}"))
}

fn outcome(json: &Value, on: &str) -> Outcome {
    assess(rules(), &household(json), day(on))
}
