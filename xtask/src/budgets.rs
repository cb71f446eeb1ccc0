//! The sizes that a page may have. A number is raised only with a paragraph in `docs/decisions.md`.

use std::fmt::Write as _;

use crate::weights::{self, Weight};
use crate::{Failure, Outcome, paths};

/// Page and styles, before anything shows.
const FIRST_PAINT: u64 = 30_000;
/// The first visit of a page that is only read, fonts included.
const TEXT_PAGE: u64 = 90_000;
/// The first visit of a page with the app, WASM included.
const LIVE_PAGE: u64 = 250_000;
/// The WASM of an app.
const WASM: u64 = 165_000;
/// The WASM of the staff desk, which the same few machines fetch once for each version.
const DESK_WASM: u64 = 340_000;
/// The first visit of the desk, WASM included.
const DESK_PAGE: u64 = 410_000;

/// Fails, naming every page that is too heavy.
pub(crate) fn check() -> Outcome {
    let pages = weights::pages();
    if pages.is_empty() {
        return Err(Failure::new(format!("no page in {}/", paths::DIST)));
    }
    let over = over(&pages, &weights::wasm());
    if over.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("over budget:\n{}", over.join("\n"))))
    }
}

fn over(pages: &[Weight], apps: &[(String, u64)]) -> Vec<String> {
    let mut over = Vec::new();
    let mut weigh = |what: &str, bytes: u64, budget: u64| {
        if bytes > budget {
            over.push(format!("  {what}: {} of {}", kilobytes(bytes), kilobytes(budget)));
        }
    };
    for page in pages {
        weigh(
            &format!("{} before the first paint", page.route),
            page.first,
            FIRST_PAINT,
        );
        weigh(&format!("{} whole", page.route), page.whole, whole_budget(page));
    }
    for (name, wasm) in apps {
        weigh(&format!("WASM of the {name}"), *wasm, wasm_budget(name));
    }
    over
}

/// One row a page, heaviest first, as markdown.
pub(crate) fn table() -> String {
    let mut pages = weights::pages();
    pages.sort_by_key(|page| (page.live, std::cmp::Reverse(page.whole)));
    let mut text = String::from(
        "| page | kind | before first paint | budget | whole first visit | budget |\n|---|---|--:|--:|--:|--:|\n",
    );
    for page in &pages {
        let kind = if page.live { "live" } else { "text" };
        let (first, whole, budget) = (
            kilobytes(page.first),
            kilobytes(page.whole),
            kilobytes(whole_budget(page)),
        );
        let _ = writeln!(
            text,
            "| {} | {kind} | {first} | {} | {whole} | {budget} |",
            page.route,
            kilobytes(FIRST_PAINT)
        );
    }
    for (name, wasm) in weights::wasm() {
        let _ = writeln!(
            text,
            "| WASM of the {name} | | | | {} | {} |",
            kilobytes(wasm),
            kilobytes(wasm_budget(&name))
        );
    }
    for (name, size) in weights::on_use() {
        let _ = writeln!(text, "| {name} | on first use | | | {} | |", kilobytes(size));
    }
    text
}

fn whole_budget(page: &Weight) -> u64 {
    match (page.live, page.route.as_str()) {
        (true, "/desk/") => DESK_PAGE,
        (true, _) => LIVE_PAGE,
        (false, _) => TEXT_PAGE,
    }
}

fn wasm_budget(app: &str) -> u64 {
    if app == "desk" { DESK_WASM } else { WASM }
}

/// Thousands of bytes, with a decimal.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_held_to_the_budget_of_its_kind() {
        let page = |route: &str, live, first, whole| Weight {
            route: route.to_owned(),
            live,
            first,
            whole,
        };
        let pages = [
            page("/", false, 20_000, 90_000),
            page("/a/", false, 30_001, 90_001),
            page("/b/", true, 20_000, 90_001),
        ];
        let over = over(&pages, &[("portal".to_owned(), WASM)]);
        assert_eq!(over.len(), 2, "{over:?}");
        assert!(over.iter().all(|line| line.contains("/a/")));
    }
}
