//! The first-level menu: exactly four entries, each once, as the criteria for municipal sites ask.
//! Never here: what the entries are called (their pages' titles).

use super::Check;
use crate::{Finding, Kind, Menu, Page};

pub(super) fn check(check: &mut Check<'_>) {
    for page in check.site.pages.iter().filter(|page| page.menu.is_some()) {
        if page.kind != Kind::Section || !is_first_level(page, check.default_language()) {
            check.say(page.keys.at(
                "menu",
                "`menu` is only for section pages of the first level, like it/servizi/index.md",
            ));
        }
    }
    for language in &check.site.settings.languages {
        let entries: Vec<_> = check
            .site
            .pages
            .iter()
            .filter(|page| page.lang == language.id && page.menu.is_some())
            .collect();
        // A language with a few pages uses the default one's menu.
        if entries.is_empty() && language.id != check.default_language() {
            continue;
        }
        for menu in Menu::ALL {
            let name = menu.as_str();
            let mut pages = entries.iter().filter(|page| page.menu == Some(menu));
            match pages.next() {
                None => {
                    let message = format!(
                        "the menu has no `{name}`: one first-level section page must say menu = \"{name}\""
                    );
                    check.say(Finding::new(
                        &format!("{}/{}", check.site.root, language.id),
                        None,
                        message,
                    ));
                }
                Some(first) => {
                    for page in pages {
                        let message = format!(
                            "the menu has `{name}` already, in {}; allowed: once",
                            first.keys.file()
                        );
                        check.say(page.keys.at("menu", message));
                    }
                }
            }
        }
    }
}

/// `/servizi/`, `/en/services/`.
fn is_first_level(page: &Page, default: &str) -> bool {
    page.path.matches('/').count() == if page.lang == default { 2 } else { 3 }
}
