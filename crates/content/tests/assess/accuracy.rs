//! `docs/accuracy.md`: what the cases say of the engine, by measure and year. The test fails where the page is stale.

use super::{root, rules, table};
use domain::assess::{Day, RateValue};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

#[test]
fn the_page_on_accuracy_says_what_the_cases_say() {
    let page = page();
    let file = root().join("docs/accuracy.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&file, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        page == written,
        "docs/accuracy.md is stale: UPDATE_EXPECTED=1 cargo test -p content --test assess"
    );
}

fn page() -> String {
    let (shared, ours) = (table::shared(), table::ours());
    let mut counts: BTreeMap<(usize, String), (usize, usize)> = BTreeMap::new();
    let (mut all, mut right) = (0, 0);
    for case in shared.iter().chain(&ours) {
        let wrong = case.wrong();
        all += 1;
        right += usize::from(wrong.is_empty());
        for id in case.measures() {
            let index = rules().measures.iter().position(|measure| measure.id == id);
            let key = (index.expect("a measure"), case.on[..4].to_owned());
            let is_wrong = wrong
                .iter()
                .any(|(expected, _)| expected.split(' ').next() == Some(id));
            let count = counts.entry(key).or_default();
            *count = (count.0 + 1, count.1 + usize::from(!is_wrong));
        }
    }
    let mut page = format!(
        "# How accurate the self-assessment is\n\n\
         Written by a test from the cases that it runs (`UPDATE_EXPECTED=1 cargo test -p content --test assess`); not by hand. \
         {all} cases, {right} right: {} shared ones (`tests/assess/shared-cases.json`) and {} of our own \
         (`tests/assess/cases.txt`). A case may look at several measures, or at none (the ISEE, safety, needs). \
         Right is what the sources say, on the day of the case; it does not mean that an office has decided so.\n\n\
         The last column is the main figure of the measure, not all that it goes by. «To verify»: the source is not sure enough; \
         «not known»: the sources have no figure for that year, so the measure needs information.\n\n\
         | measure | year | cases | right | rule holds | source |\n|---|---|---:|---:|---|---|\n",
        shared.len(),
        ours.len()
    );
    for ((index, year), (cases, right)) in counts {
        let measure = &rules().measures[index];
        let value = main_figure(&measure.main, &year);
        let (holds, source) = value.map_or_else(
            || ("not known".to_owned(), String::new()),
            |value| {
                let doubt = if value.to_verify { " (to verify)" } else { "" };
                (
                    format!("{} to {}{doubt}", value.from, value.until),
                    value.source.clone(),
                )
            },
        );
        writeln!(
            page,
            "| {} | {year} | {cases} | {right} | {holds} | {source} |",
            measure.id
        )
        .expect("a string grows");
    }
    page
}

fn main_figure(name: &str, year: &str) -> Option<&'static RateValue> {
    let year: u32 = year.parse().ok()?;
    let last = Day::new(year, 12, 31)?;
    rules()
        .rates
        .get(name)?
        .values
        .iter()
        .rfind(|value| value.from <= last && value.until.year() >= year)
}
