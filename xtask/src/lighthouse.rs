//! Lighthouse as a phone sees us: scores and times of a page of each kind, on the release build.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use crate::{Outcome, command, node, paths, weights};

/// Runs of each page; the median counts.
pub(crate) const RUNS: usize = 3;

/// What is taken from a report, in the order of the table's columns.
const READ: &str = "const r = JSON.parse(require('fs').readFileSync(process.argv[1])); \
    const score = (name) => Math.round(100 * r.categories[name].score); const value = (name) => Math.round(r.audits[name].numericValue); \
    console.log([score('performance'), score('accessibility'), score('best-practices'), score('seo'), value('first-contentful-paint'), \
    value('largest-contentful-paint'), value('total-blocking-time'), value('total-byte-weight')].join(' '))";
const COLUMNS: &str = "performance | accessibility | best practices | SEO | first paint, ms | largest paint, ms | blocked, ms | bytes";

/// Runs Lighthouse on the home page, a service and the request; gives back a markdown table.
pub(crate) fn table(address: SocketAddr) -> Outcome<String> {
    let chromium = node::ensure_chromium()?;
    let mut table = format!(
        "| page | {COLUMNS} |\n|---|{}\n",
        "--:|".repeat(COLUMNS.split('|').count())
    );
    for route in routes() {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let page = format!("http://{address}{route}");
            // A recording that fails says nothing of the page; one that fails twice stops us.
            let run = measure(&chromium, &page).or_else(|_| measure(&chromium, &page))?;
            runs.push(run);
        }
        let numbers = medians(&runs)
            .iter()
            .map(u64::to_string)
            .collect::<Vec<_>>()
            .join(" | ");
        let _ = writeln!(table, "| {route} | {numbers} |");
    }
    Ok(table)
}

/// The home page, the first service, the first step of the request: one of each kind that people land on.
fn routes() -> Vec<String> {
    let all: Vec<String> = weights::pages().into_iter().map(|page| page.route).collect();
    let depth = |route: &str| route.matches('/').count();
    let service = all
        .iter()
        .find(|route| route.starts_with("/servizi/") && depth(route) > 2);
    let request = all
        .iter()
        .find(|route| route.starts_with("/appuntamento/") && depth(route) == 2);
    ["/".to_owned()]
        .into_iter()
        .chain(service.cloned())
        .chain(request.cloned())
        .collect()
}

fn measure(chromium: &Path, address: &str) -> Outcome<Vec<u64>> {
    let report = Path::new(paths::TRACES).join("lighthouse.json");
    let mut lighthouse = node::program("lighthouse");
    lighthouse.args([address, "--quiet", "--output=json", "--form-factor=mobile"]);
    lighthouse.arg(format!("--output-path={}", report.display()));
    lighthouse.arg("--only-categories=performance,accessibility,best-practices,seo");
    lighthouse.arg(
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking \
         --disable-component-update --disable-sync --no-first-run",
    );
    command::quiet("lighthouse", lighthouse.env("CHROME_PATH", chromium))?;
    let numbers = command::answer(Command::new("node").args(["-e", READ]).arg(&report))?;
    Ok(numbers
        .split(' ')
        .map(|number| number.parse().unwrap_or_default())
        .collect())
}

fn medians(runs: &[Vec<u64>]) -> Vec<u64> {
    let columns = runs.iter().map(Vec::len).min().unwrap_or_default();
    (0..columns)
        .map(|column| {
            let mut values: Vec<u64> = runs.iter().map(|run| run[column]).collect();
            values.sort_unstable();
            values[values.len() / 2]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_each_column() {
        assert_eq!(medians(&[vec![100, 7], vec![90, 9], vec![95, 8]]), [95, 8]);
    }
}
