//! The rules that files keep with each other. Each has a case in `tests/site/`.
//! Never here: reading, rendering, mending.

mod addresses;
mod data;
mod everyday;
mod flows;
mod front;
mod links;
mod menu;
mod motives;
mod questions;
mod rates;
mod reading;
mod service;
mod streets;
mod texts;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::parallel::in_parallel;
use crate::{Finding, Site};

/// What every rule looks at, and where it says what it found.
struct Check<'a> {
    site: &'a Site,
    routes: &'a BTreeSet<&'a str>,
    on: Date,
    found: Vec<Finding>,
}

impl Check<'_> {
    fn say(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    fn default_language(&self) -> &str {
        self.site.settings.default_language()
    }
}

/// A rule, or a few that look at the same things.
type Rule = fn(&mut Check<'_>);

/// In no order: none needs what another has found.
const RULES: [Rule; 14] = [
    addresses::check,
    front::check,
    service::check,
    links::check,
    menu::check,
    data::check,
    motives::check,
    streets::check,
    texts::check,
    rates::check,
    everyday::check,
    flows::check,
    questions::check,
    reading::check,
];

pub(crate) fn all(site: &Site, typed_routes: &[String], on: Date) -> Vec<Finding> {
    let routes: BTreeSet<&str> = typed_routes.iter().map(String::as_str).collect();
    let mut found = site.strays.clone();
    found.extend(site.pages.iter().flat_map(|page| page.faults.clone()));
    let told = in_parallel(&RULES, |rule| {
        let mut check = Check {
            site,
            routes: &routes,
            on,
            found: Vec::new(),
        };
        rule(&mut check);
        check.found
    });
    found.extend(told.into_iter().flatten());
    found.sort();
    found.dedup();
    found
}
