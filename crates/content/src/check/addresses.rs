//! Each page has an address of its own, a page above it, and each language a first page.
//! Never here: links (`links.rs`).

use std::collections::BTreeMap;

use super::Check;
use crate::Kind;

pub(super) fn check(check: &mut Check<'_>) {
    one_address_each(check);
    a_page_above(check);
    first_pages(check);
}

fn one_address_each(check: &mut Check<'_>) {
    let mut taken = BTreeMap::new();
    for page in &check.site.pages {
        if check.routes.contains(page.path.as_str()) {
            check.say(page.keys.whole(format!(
                "the address {} belongs to the app: give the file another name",
                page.path
            )));
        }
        if let Some(other) = taken.insert(&page.path, page.keys.file()) {
            let message = format!(
                "the address {} is also that of {other}: give one of them another name",
                page.path
            );
            check.say(page.keys.whole(message));
        }
    }
}

/// The way back (breadcrumb) leads over every folder.
fn a_page_above(check: &mut Check<'_>) {
    for page in &check.site.pages {
        let Some(above) = page.parent() else { continue };
        // A missing first page is said once, not by every page below it.
        let is_first = page.path == root(check, &page.lang) || above == root(check, &page.lang);
        if !is_first && check.site.page(above).is_none() && !check.routes.contains(above) {
            let message =
                format!("there is no page {above} above this one: write an index.md in that folder");
            check.say(page.keys.whole(message));
        }
    }
}

fn first_pages(check: &mut Check<'_>) {
    for page in &check.site.pages {
        let root = root(check, &page.lang);
        if page.path == root && page.kind != Kind::Home {
            check.say(page.keys.at(
                "kind",
                "this is the first page of its language; allowed: kind = \"home\"",
            ));
        } else if page.path != root && page.kind == Kind::Home {
            let message = format!("kind = \"home\" is for the page {root}; allowed here: another kind");
            check.say(page.keys.at("kind", message));
        }
    }
    for language in &check.site.settings.languages {
        if check.site.page(&root(check, &language.id)).is_none() {
            let file = format!("{}/{}/index.md", check.site.root, language.id);
            check.say(crate::Finding::new(
                &file,
                None,
                "the first page of the language is missing",
            ));
        }
    }
}

fn root(check: &Check<'_>, lang: &str) -> String {
    if lang == check.default_language() {
        "/".to_owned()
    } else {
        format!("/{lang}/")
    }
}
