//! The rules that files keep with each other. Each has a case in `tests/site/`.
//! Never here: reading, rendering, mending.

mod addresses;
mod data;
mod everyday;
mod front;
mod links;
mod menu;
mod rates;
mod reading;
mod service;
mod streets;
mod texts;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{Finding, Site};

/// What every rule looks at, and where it says what it found.
struct Check<'a> {
    site: &'a Site,
    routes: BTreeSet<&'a str>,
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

pub(crate) fn all(site: &Site, typed_routes: &[String], on: Date) -> Vec<Finding> {
    let routes = typed_routes.iter().map(String::as_str).collect();
    let mut check = Check {
        site,
        routes,
        on,
        found: site.strays.clone(),
    };
    check
        .found
        .extend(site.pages.iter().flat_map(|page| page.faults.clone()));
    addresses::check(&mut check);
    front::check(&mut check);
    service::check(&mut check);
    links::check(&mut check);
    menu::check(&mut check);
    data::check(&mut check);
    streets::check(&mut check);
    texts::check(&mut check);
    rates::check(&mut check);
    everyday::check(&mut check);
    reading::check(&mut check);
    check.found.sort();
    check.found.dedup();
    check.found
}
