//! What the frame around every page needs of the content: the menu, and where its own links lead, in each language.

use super::fallback;
use content::{Page, Site};
use portal::page::Link;
use portal::shell::{FooterLinks, MenuEntry, MenuRole, Named};
use portal::{Bundle, Route};
use serde::{Deserialize, Serialize};

/// The frame of one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Frame {
    pub menu: Vec<MenuEntry>,
    pub links: FooterLinks,
}

impl Frame {
    /// The frame of that language. What has no translation leads to the default language's page.
    pub(super) fn new(content: &Site, bundle: &Bundle) -> Self {
        let language = bundle.language.id.as_str();
        let pages = &content.settings.pages;
        let path = |path: &str| translated(content, language, path);
        let links = FooterLinks {
            home: format!("{}/", bundle.prefix()),
            urgent: path(&pages.urgent),
            exit_help: path(&pages.exit_help),
            appointment: Route::Request(domain::request::Step::Reason).path(bundle),
            status: Route::Status.path(bundle),
            faq: path(&pages.faq),
            report: path(&pages.report),
            privacy: path(&pages.privacy),
            legal: path(&pages.legal),
            sitemap: path(&pages.sitemap),
            easy: path(&pages.easy),
            glossary: path(&pages.glossary),
        };
        Self {
            menu: menu(content, language),
            links,
        }
    }
}

/// The address of a page of the default language in this one, where it is translated.
pub(super) fn translated(content: &Site, language: &str, path: &str) -> String {
    let alternates = content
        .page(path)
        .map(|page| page.alternates.as_slice())
        .unwrap_or_default();
    let own = alternates.iter().find(|(id, _)| id == language);
    match own {
        Some((_, path)) => path.clone(),
        None if language != content.settings.default_language() && content.page(path).is_some() => {
            fallback::address(language, path)
        }
        None => path.to_owned(),
    }
}

fn menu(content: &Site, language: &str) -> Vec<MenuEntry> {
    let default = content.settings.default_language();
    let mut sections: Vec<&Page> = content
        .pages()
        .iter()
        .filter(|page| page.menu.is_some() && page.lang == default)
        .collect();
    sections.sort_by_key(|page| page.menu);
    let link = |page: &Page| {
        let path = translated(content, language, &page.path);
        // A page that the language lacks keeps its name.
        let own = content.page(&path);
        Named {
            link: Link {
                text: own.map_or(&page.title, |page| &page.title).clone(),
                href: path.clone(),
            },
            lang: (own.is_none() && language != default).then(|| default.to_owned()),
        }
    };
    let entry = |page: &&Page| {
        let role = page.menu.and_then(|menu| MenuRole::of(menu.as_str()))?;
        let below = content
            .children(page)
            .into_iter()
            .filter(|child| child.kind == content::Kind::Section);
        Some(MenuEntry {
            role,
            link: link(page),
            children: below.map(link).collect(),
        })
    };
    sections.iter().filter_map(entry).collect()
}
