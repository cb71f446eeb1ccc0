//! The self-assessment's data for the phone: the rules in one language, with the pages that they name.
//! Never here: what the rules say (`content`), the screens (`portal`).

use super::frame;
use content::Site;
use domain::assess::{Link, Rules};
use portal::Bundle;
use std::collections::{BTreeMap, BTreeSet};

/// The rules as the phone gets them.
pub(super) fn rules(content: &Site, bundle: &Bundle) -> Rules {
    let language = &bundle.language.id;
    let mut rules = content.rules().in_language(language);
    let named: BTreeSet<&str> = named(&rules).collect();
    let link = |path: &str| {
        let (own, original) = (frame::translated(content, language, path), content.page(path)?);
        let translated = content.page(&own);
        let link = Link {
            title: translated.unwrap_or(original).title.clone(),
            lang: match translated {
                Some(_) => String::new(),
                None => original.lang.clone(),
            },
            path: own,
        };
        Some((path.to_owned(), link))
    };
    let pages: BTreeMap<String, Link> = named.into_iter().filter_map(link).collect();
    rules.pages = pages;
    rules
}

/// Every page that the rules name.
fn named(rules: &Rules) -> impl Iterator<Item = &str> {
    let measures = rules.measures.iter().map(|measure| &measure.page);
    let needs = rules
        .needs
        .iter()
        .flat_map(|need| need.services.iter().chain(&need.places));
    let worries = rules
        .worries
        .iter()
        .flat_map(|worry| worry.services.iter().chain(&worry.page));
    let resources = rules.resources.iter().flat_map(|resource| &resource.pages);
    let all = measures.chain(needs).chain(worries).chain(resources);
    all.chain([&rules.isee_page]).map(String::as_str)
}
