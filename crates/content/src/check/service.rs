//! A service page has the prescribed sections, all of them, in order, none empty.
//! Never here: the words of the headings (`settings.rs`).

use super::Check;
use super::front::list;
use crate::{Kind, Page, Section};

pub(super) fn check(check: &mut Check<'_>) {
    for page in check.site.pages.iter().filter(|page| page.kind == Kind::Service) {
        let headings = check
            .site
            .settings
            .language(&page.lang)
            .map(crate::Language::service_headings);
        match headings {
            Some(headings) if !headings.is_empty() => sections(check, page, &headings),
            _ => {
                let message = format!(
                    "site.toml does not say `service_headings` for the language `{}`",
                    page.lang
                );
                check.say(page.keys.at("kind", message));
            }
        }
    }
}

fn sections(check: &mut Check<'_>, page: &Page, headings: &[&str]) {
    let place = |section: &Section| headings.iter().position(|heading| *heading == section.title);
    let mut last = None;
    let mut seen = vec![false; headings.len()];
    for section in &page.sections {
        let line = page
            .headings
            .iter()
            .find(|heading| heading.id == section.id)
            .map_or(1, |heading| heading.line);
        let title = &section.title;
        let Some(place) = place(section) else {
            let message = format!(
                "`{title}` is not a section of a service; allowed: {}",
                list(headings.iter().copied())
            );
            check.say(page.keys.on(line, message));
            continue;
        };
        if seen[place] {
            check.say(
                page.keys
                    .on(line, format!("the section `{title}` is there twice")),
            );
        } else if let Some(before) = last.filter(|before| *before > place) {
            let message = format!(
                "the section `{title}` stands after `{}`; allowed: before it",
                headings[before]
            );
            check.say(page.keys.on(line, message));
        } else {
            last = Some(place);
        }
        seen[place] = true;
        if section.html.trim().is_empty() {
            check.say(page.keys.on(
                line,
                format!("the section `{title}` is empty: say it, even in one sentence"),
            ));
        }
    }
    for (heading, _) in headings.iter().zip(&seen).filter(|(_, seen)| !**seen) {
        check.say(page.keys.whole(format!("the section `{heading}` is missing")));
    }
}
