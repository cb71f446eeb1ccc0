//! How pages read: easy enough in Italian, each word of the glossary explained once, each easy page beside its full one.
//! Never here: how the readability figure is reckoned (`readability.rs`).

use std::collections::BTreeMap;

use super::Check;
use crate::{Kind, Page, glossary};

/// The least that a page must reach, in hundredths of the Gulpease index: 80 is easy with five years of school, 55 with
/// eight and some effort.
const EASY: u8 = 80;
const PLAIN: u8 = 55;
/// With fewer words than these one long name decides.
const ENOUGH_WORDS: usize = 25;

pub(super) fn check(check: &mut Check<'_>) {
    for page in &check.site.pages {
        readable(check, page);
        easy(check, page);
        questions(check, page);
    }
    explained_once(check);
}

fn readable(check: &mut Check<'_>, page: &Page) {
    let Some(index) = page.readability.gulpease().filter(|_| page.lang == "it") else {
        return;
    };
    let least = page.least_readability();
    if page.readability.words >= ENOUGH_WORDS && index < least {
        let message = format!(
            "the text is hard to read: Gulpease {index}, at least {least} here; shorter sentences and shorter words help"
        );
        check.say(page.keys.whole(message));
    }
}

impl Page {
    /// The least readability (Gulpease) that it must reach.
    pub fn least_readability(&self) -> u8 {
        if self.easy_of.is_some() { EASY } else { PLAIN }
    }
}

fn easy(check: &mut Check<'_>, page: &Page) {
    let Some(full) = &page.easy_of else { return };
    if !check.routes.contains(full.as_str()) && check.site.page(full).is_none() {
        check.say(page.keys.at(
            "easy_of",
            format!("no page has the address {full}; allowed: the address of the full page, like /primo-colloquio/"),
        ));
    }
}

fn questions(check: &mut Check<'_>, page: &Page) {
    if page.kind != Kind::Questions {
        return;
    }
    for heading in page.headings.iter().filter(|heading| heading.level == 2) {
        if !heading.title.ends_with(['?', '؟', '？']) {
            let message = format!(
                "`{}` is not a question: it ends with a question mark",
                heading.title
            );
            check.say(page.keys.on(heading.line, message));
        }
    }
}

fn explained_once(check: &mut Check<'_>) {
    let site = check.site;
    let mut pages = BTreeMap::new();
    for page in site.pages.iter().filter(|page| page.kind == Kind::Glossary) {
        if let Some(other) = pages.insert(&page.lang, page.keys.file()) {
            let message = format!("there is a glossary already, {other}; allowed: one in each language");
            check.say(page.keys.at("kind", message));
        }
        let mut told: BTreeMap<String, usize> = BTreeMap::new();
        for heading in page.headings.iter().filter(|heading| heading.level == 2) {
            for form in glossary::forms(&heading.title) {
                if let Some(line) = told.insert(form.to_lowercase(), heading.line) {
                    let message = format!("`{form}` is explained already, on line {line}");
                    check.say(page.keys.on(heading.line, message));
                }
            }
        }
    }
}
