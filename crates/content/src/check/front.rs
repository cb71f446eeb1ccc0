//! What a page says of itself: lengths, dates, and names of things that must be there.
//! Never here: the body (`links.rs`, `service.rs`), the menu (`menu.rs`).

use std::collections::BTreeMap;

use super::Check;
use crate::{Kind, Page};

const TITLE: std::ops::RangeInclusive<usize> = 1..=80;
const DESCRIPTION: std::ops::RangeInclusive<usize> = 40..=200;

pub(super) fn check(check: &mut Check<'_>) {
    for page in &check.site.pages {
        words(check, page);
        belongs_to_its_kind(check, page);
        topics(check, page);
        service(check, page);
        translation(check, page);
    }
    one_page_each(check, "translation_of", Page::translated_path);
    one_page_each(check, "polo", |page| page.polo.clone());
    one_page_each(check, "measure", |page| {
        page.measure.clone().map(|measure| measure.id)
    });
    one_page_each(check, "easy_of", |page| page.easy_of.clone());
    every_polo_has_a_page(check);
}

fn words(check: &mut Check<'_>, page: &Page) {
    for (key, text, allowed) in [
        ("title", &page.title, TITLE),
        ("description", &page.description, DESCRIPTION),
    ] {
        let length = text.trim().chars().count();
        if !allowed.contains(&length) {
            let (least, most) = (allowed.start(), allowed.end());
            let message = format!("`{key}` has {length} characters; allowed: from {least} to {most}");
            check.say(page.keys.at(key, message));
        }
    }
    if page.updated > check.on {
        check.say(page.keys.at(
            "updated",
            format!("`updated` is {}, which is yet to come", page.updated),
        ));
    }
    for (index, card) in page.cards.iter().enumerate() {
        for (key, text) in [("title", &card.title), ("text", &card.text)] {
            if text.trim().is_empty() {
                check.say(
                    page.keys
                        .at(&format!("cards.{index}.{key}"), format!("a card without `{key}`")),
                );
            }
        }
    }
}

fn belongs_to_its_kind(check: &mut Check<'_>, page: &Page) {
    for (key, is_there, kind) in [
        ("service", page.service.is_some(), Kind::Service),
        ("polo", page.polo.is_some(), Kind::Polo),
        ("measure", page.measure.is_some(), Kind::Measure),
    ] {
        if is_there && page.kind != kind {
            check.say(
                page.keys
                    .at(key, format!("`{key}` is only for pages of kind \"{key}\"")),
            );
        } else if !is_there && page.kind == kind {
            check.say(
                page.keys
                    .at("kind", format!("a page of kind \"{key}\" needs the key `{key}`")),
            );
        }
    }
    if !page.cards.is_empty() && !matches!(page.kind, Kind::Home | Kind::Section) {
        check.say(page.keys.at(
            "cards",
            "`cards` are only for pages of kind \"home\" and \"section\"",
        ));
    }
}

fn topics(check: &mut Check<'_>, page: &Page) {
    for (index, topic) in page.topics.iter().enumerate() {
        if check.site.topic(&page.lang, topic).is_none() {
            let allowed = titles(check, Kind::Topic, &[&page.lang, check.default_language()]);
            let message = format!("no page of kind \"topic\" is called `{topic}`; allowed: {allowed}");
            check.say(page.keys.at(&format!("topics.{index}"), message));
        }
    }
}

fn service(check: &mut Check<'_>, page: &Page) {
    let (site, data) = (check.site, &check.site.data);
    if let Some(service) = &page.service {
        if site.category(&page.lang, &service.category).is_none() {
            let allowed = titles(check, Kind::Section, &[&page.lang]);
            let message = format!(
                "no section page is called `{}`; allowed: {allowed}",
                service.category
            );
            check.say(page.keys.at("service.category", message));
        }
        for (index, area) in service.areas.iter().enumerate() {
            if !data.areas.iter().any(|row| row.id == *area) {
                let allowed = list(data.areas.iter().map(|row| row.id.as_str()));
                let message = format!("no area is called `{area}`; allowed: {allowed}");
                check.say(page.keys.at(&format!("service.areas.{index}"), message));
            }
        }
        if let Some(motive) = &service.motive
            && !data.motives.iter().any(|row| row.id == *motive)
        {
            let allowed = list(data.motives.iter().map(|row| row.id.as_str()));
            check.say(page.keys.at(
                "service.motive",
                format!("no motive is called `{motive}`; allowed: {allowed}"),
            ));
        }
        for (key, text) in [
            ("status", &service.status),
            ("audience", &service.audience),
            ("cost", &service.cost),
        ] {
            if text.trim().is_empty() {
                check.say(page.keys.at(
                    &format!("service.{key}"),
                    format!("`{key}` is empty: say it in a few words"),
                ));
            }
        }
    }
    if let Some(polo) = &page.polo
        && !data.poli.iter().any(|row| row.id == *polo)
    {
        let allowed = list(data.poli.iter().map(|row| row.id.as_str()));
        check.say(
            page.keys
                .at("polo", format!("no Polo is called `{polo}`; allowed: {allowed}")),
        );
    }
}

fn translation(check: &mut Check<'_>, page: &Page) {
    let Some(original) = page.translated_path() else {
        return;
    };
    let default = check.default_language();
    let finding = if page.lang == default {
        let message =
            format!("`translation_of` is for other languages: pages in `{default}` are the originals");
        page.keys.at("translation_of", message)
    } else if check
        .site
        .page(&original)
        .is_none_or(|found| found.lang != default)
    {
        let message = format!(
            "no page in `{default}` has the address {original}; allowed: its address without the slashes"
        );
        page.keys.at("translation_of", message)
    } else {
        return;
    };
    check.say(finding);
}

/// In one language, no two pages may stand for the same thing.
fn one_page_each(check: &mut Check<'_>, key: &str, of: impl Fn(&Page) -> Option<String>) {
    let mut taken = BTreeMap::new();
    for page in &check.site.pages {
        let Some(value) = of(page) else { continue };
        if let Some(other) = taken.insert((&page.lang, value), page.keys.file()) {
            check.say(page.keys.at(
                key,
                format!("`{key}` is the same as in {other}; allowed: one page for each"),
            ));
        }
    }
}

fn every_polo_has_a_page(check: &mut Check<'_>) {
    let data = &check.site.data;
    for (index, row) in data.poli.iter().enumerate() {
        let is_its =
            |page: &&Page| page.lang == check.default_language() && page.polo.as_ref() == Some(&row.id);
        if !check.site.pages.iter().any(|page| is_its(&page)) {
            let message = format!("the Polo `{}` has no page: write one of kind \"polo\"", row.id);
            check.say(data.poli_keys.at(&format!("polo.{index}.id"), message));
        }
    }
}

fn titles(check: &Check<'_>, kind: Kind, languages: &[&str]) -> String {
    let pages = check
        .site
        .pages
        .iter()
        .filter(|page| page.kind == kind && languages.contains(&page.lang.as_str()));
    list(pages.map(|page| page.title.as_str()))
}

/// Names in backticks, with commas.
pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        "none, there are none yet".to_owned()
    } else {
        names.join(", ")
    }
}
