//! Everyday words lead somewhere, in their own language, and are said once.
//! Never here: whether they find what they should (`tests/search.rs` asks questions).

use std::collections::BTreeMap;

use super::Check;
use crate::everyday::EverydayRow;
use crate::slug::slug;
use crate::source::Keys;

pub(super) fn check(check: &mut Check<'_>) {
    let site = check.site;
    for words in &site.everyday {
        let mut said = BTreeMap::new();
        for (index, row) in words.rows.iter().enumerate() {
            let key = format!("everyday.{index}");
            phrases(check, &words.keys, &key, row, &mut said);
            pages(check, &words.keys, &key, row, &words.lang);
        }
    }
}

/// `said` holds what was said before, in plain letters, and on which line.
fn phrases(
    check: &mut Check<'_>,
    keys: &Keys,
    key: &str,
    row: &EverydayRow,
    said: &mut BTreeMap<String, Option<usize>>,
) {
    if row.said.is_empty() {
        check.say(keys.at(
            &format!("{key}.said"),
            "nothing is said here; allowed: one phrase or more",
        ));
    }
    let all = [("said", &row.said), ("means", &row.means)];
    for (name, phrases) in all {
        for (place, phrase) in phrases.iter().enumerate() {
            if !phrase.chars().any(char::is_alphanumeric) {
                let message = format!("`{name}` has a phrase without a word");
                check.say(keys.at(&format!("{key}.{name}.{place}"), message));
            }
        }
    }
    for (place, phrase) in row.said.iter().enumerate() {
        let key = format!("{key}.said.{place}");
        let line = keys.line(&key);
        match said.get(&slug(phrase)) {
            Some(before) => {
                let before = before.map_or_else(String::new, |line| format!(" on line {line}"));
                let message =
                    format!("`{phrase}` is said already{before}: put together what belongs together");
                check.say(keys.at(&key, message));
            }
            None => drop(said.insert(slug(phrase), line)),
        }
    }
}

fn pages(check: &mut Check<'_>, keys: &Keys, key: &str, row: &EverydayRow, lang: &str) {
    if row.pages.is_empty() && (row.means.is_empty() || row.urgent) {
        let needed = if row.urgent {
            "`pages`, since it is urgent"
        } else {
            "`pages`, `means`, or both"
        };
        check.say(keys.at(key, format!("this leads nowhere; it needs {needed}")));
    }
    for (place, path) in row.pages.iter().enumerate() {
        let page = check.site.page(path);
        let is_there = check.routes.contains(path.as_str()) || page.is_some_and(|page| page.lang == lang);
        if !is_there {
            let message = match page {
                Some(page) => format!("{path} is a page in `{}`; allowed: pages in `{lang}`", page.lang),
                None => format!("{path} is dead: no page and no route of the app has this address"),
            };
            check.say(keys.at(&format!("{key}.pages.{place}"), message));
        }
    }
}
