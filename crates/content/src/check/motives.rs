//! On which terms a motive can be booked, and which papers help: numbers that an agenda can keep, lines in every language.
//! Never here: words, areas and ids of motives (`data.rs`).

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use domain::agenda::Terms;
use domain::request::Way;

use super::Check;
use super::front::list;
use crate::data::Lines;
use crate::source::Keys;

/// Two weeks: who has to ask earlier than that whether they may still cancel will not.
const MOST_CHANGE_HOURS: u16 = 24 * 14;
/// A line of papers, in letters: what fits beside its mark on a phone.
const LONGEST_PAPER: usize = 80;

pub(super) fn check(check: &mut Check<'_>) {
    let data = &check.site.data;
    for (index, row) in data.motives.iter().enumerate() {
        let key = format!("motive.{index}");
        if let Some(terms) = &row.terms {
            self::terms(check, &data.motives_keys, &format!("{key}.terms"), terms);
        }
        papers(check, &data.motives_keys, &format!("{key}.papers"), &row.papers);
    }
}

fn terms(check: &mut Check<'_>, keys: &Keys, key: &str, terms: &Terms) {
    let mut within = |name: &str, found: u16, allowed: RangeInclusive<u16>| {
        if !allowed.contains(&found) {
            let (least, most) = (allowed.start(), allowed.end());
            let message = format!("`{name}` is {found}; allowed: {least} to {most}");
            check.say(keys.at(&format!("{key}.{name}"), message));
        }
    };
    within("minutes", terms.minutes, 5..=480);
    within("buffer", terms.buffer, 0..=120);
    within("horizon_days", terms.horizon_days, 1..=365);
    within("change_hours", terms.change_hours, 0..=MOST_CHANGE_HOURS);
    within("seats", terms.seats, 1..=200);
    within("near_percent", terms.near_percent.into(), 0..=90);
    ahead(check, keys, key, terms);
    ways(check, keys, &format!("{key}.ways"), &terms.ways);
}

/// What is bookable must be so for some time: it opens before it closes.
fn ahead(check: &mut Check<'_>, keys: &Keys, key: &str, terms: &Terms) {
    let (lead, near) = (u32::from(terms.lead_hours), u32::from(terms.near_days));
    let horizon = u32::from(terms.horizon_days);
    if horizon > 0 && lead >= 24 * horizon {
        let message = format!(
            "`lead_hours` is {lead}, and no time opens earlier than `horizon_days`; allowed: less than {}",
            24 * horizon
        );
        check.say(keys.at(&format!("{key}.lead_hours"), message));
    }
    if terms.near_percent == 0 {
        return;
    }
    let key = format!("{key}.near_days");
    if near >= horizon {
        let message = format!("`near_days` is {near}; allowed: less than `horizon_days`, which is {horizon}");
        check.say(keys.at(&key, message));
    } else if lead >= 24 * (near + 1) {
        let message = format!(
            "`near_days` is {near}: what is held back would open after `lead_hours` has closed it; allowed: {} or more",
            lead / 24
        );
        check.say(keys.at(&key, message));
    }
}

fn ways(check: &mut Check<'_>, keys: &Keys, key: &str, ways: &[Way]) {
    let bookable = || {
        list(
            Way::ALL
                .iter()
                .filter(|way| **way != Way::CallBack)
                .map(|way| way.word()),
        )
    };
    if ways.is_empty() {
        check.say(keys.at(
            key,
            format!("`ways` is empty; allowed: one or more of {}", bookable()),
        ));
    }
    let mut seen = BTreeSet::new();
    for (index, way) in ways.iter().enumerate() {
        let word = way.word();
        let key = format!("{key}.{index}");
        if *way == Way::CallBack {
            let message = format!("`{word}` has no time to book; allowed: {}", bookable());
            check.say(keys.at(&key, message));
        }
        if !seen.insert(word) {
            check.say(keys.at(&key, format!("`{word}` stands here twice; allowed: once")));
        }
    }
}

/// In all languages or in none, and as many lines in each.
fn papers(check: &mut Check<'_>, keys: &Keys, key: &str, papers: &Lines) {
    let settings = &check.site.settings;
    for (lang, lines) in papers {
        let key = format!("{key}.{lang}");
        if settings.language(lang).is_none() {
            let allowed = list(settings.languages.iter().map(|language| language.id.as_str()));
            let message = format!("`{lang}` is not a language of site.toml; allowed: {allowed}");
            check.say(keys.at(&key, message));
        }
        for (index, line) in lines.iter().enumerate() {
            let (key, letters) = (format!("{key}.{index}"), line.chars().count());
            if line.trim().is_empty() {
                check.say(keys.at(&key, "an empty line; allowed: one paper a line"));
            } else if letters > LONGEST_PAPER {
                let message = format!("the line has {letters} letters; allowed: up to {LONGEST_PAPER}");
                check.say(keys.at(&key, message));
            }
        }
    }
    let needed = papers.get(settings.default_language()).map_or(0, Vec::len);
    for language in settings.languages.iter().filter(|_| !papers.is_empty()) {
        let id = &language.id;
        match papers.get(id) {
            None => {
                let message = format!("`papers.{id}` is missing: every language of site.toml needs it");
                check.say(keys.at(key, message));
            }
            Some(lines) if lines.len() != needed => {
                let found = lines.len();
                let message = format!(
                    "`papers.{id}` and `papers.{}` are not as long: {found} and {needed} lines; allowed: the same papers in each language",
                    settings.default_language()
                );
                check.say(keys.at(&format!("{key}.{id}"), message));
            }
            Some(_) => {}
        }
    }
}
