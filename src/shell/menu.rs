//! The four entries that the criteria prescribe, further ones of the instance, and what lies right below each.
//! A `popover` on a phone, in sight on a wide screen; no script.

use crate::bundle::Bundle;
use crate::components::Icon;
use crate::page::Link;
use crate::texts::Key;
use serde::{Deserialize, Serialize};
use yew::prelude::*;

/// What an entry is to the criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MenuRole {
    /// «Amministrazione»
    Management,
    /// «Novità»
    News,
    /// «Servizi»
    AllServices,
    /// «Vivere …»
    Live,
    /// An entry of the instance's own.
    Custom,
}

impl MenuRole {
    /// The role of that name in the front matter of section pages.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "management" => Self::Management,
            "news" => Self::News,
            "all-services" => Self::AllServices,
            "live" => Self::Live,
            "custom" => Self::Custom,
            _ => return None,
        })
    }

    fn element(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::News => "news",
            Self::AllServices => "all-services",
            Self::Live => "live",
            Self::Custom => "custom-submenu",
        }
    }

    /// The `data-element` of a link right below: the criteria's own where its words are of their vocabulary.
    pub fn child_element(self, words: &str) -> &'static str {
        match (self, words) {
            (
                Self::Management,
                "Aree amministrative"
                | "Documenti e dati"
                | "Enti e fondazioni"
                | "Organi di governo"
                | "Personale amministrativo"
                | "Politici"
                | "Uffici",
            ) => "management-category-link",
            (Self::News, "Avvisi" | "Comunicati" | "Notizie") => "news-category-link",
            (
                Self::AllServices,
                "Salute, benessere e assistenza"
                | "Educazione e formazione"
                | "Vita lavorativa"
                | "Cultura e tempo libero"
                | "Anagrafe e stato civile"
                | "Giustizia e sicurezza pubblica",
            ) => "service-category-link",
            (Self::Live, "Luoghi") => "live-button-locations",
            (Self::Live, "Eventi") => "live-button-events",
            _ => "custom-category-link",
        }
    }
}

/// An entry of the first level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuEntry {
    /// What it is to the criteria.
    pub role: MenuRole,
    /// Its name and page.
    pub link: Named,
    /// What lies right below.
    pub children: Vec<Named>,
}

/// A link, and the language of its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Name and page.
    pub link: Link,
    /// The language of the name, where it is not the frame's: whoever listens then hears it pronounced.
    pub lang: Option<String>,
}

pub(super) fn navigation(bundle: &Bundle, menu: &[MenuEntry], path: &str) -> Html {
    html! {
        <div class="it-header-navbar-wrapper" id="navigation" tabindex="-1">
            <div class="container">
                <button class="custom-navbar-toggler" type="button" popovertarget="menu">
                    <Icon name="burger" />{ bundle.texts.get(Key::menu_open).to_owned() }
                </button>
                <nav class="navbar-collapsable" id="menu" popover="auto" aria-label={bundle.texts.get(Key::menu_label).to_owned()}>
                    <button class="btn btn-outline-primary btn-sm navbar-close" type="button" popovertarget="menu" popovertargetaction="hide">
                        { bundle.texts.get(Key::menu_close).to_owned() }
                    </button>
                    <ul class="navbar-nav" data-element="main-navigation">{ for menu.iter().map(|entry| first_level(entry, path)) }</ul>
                </nav>
            </div>
        </div>
    }
}

fn first_level(entry: &MenuEntry, path: &str) -> Html {
    let Named { link, lang } = &entry.link;
    let inside = path.starts_with(&link.href);
    let class = if inside { "nav-link active" } else { "nav-link" };
    html! {
        <li class="nav-item">
            <a {class} href={link.href.clone()} lang={lang.clone()} data-element={entry.role.element()} aria-current={current(link, path)}>
                { link.text.clone() }
            </a>
            if !entry.children.is_empty() {
                <ul class="link-list">{ for entry.children.iter().map(|named| second_level(entry.role, named, path)) }</ul>
            }
        </li>
    }
}

fn second_level(role: MenuRole, named: &Named, path: &str) -> Html {
    let Named { link, lang } = named;
    html! {
        <li>
            <a class="list-item" href={link.href.clone()} lang={lang.clone()} data-element={role.child_element(&link.text)} aria-current={current(link, path)}>
                { link.text.clone() }
            </a>
        </li>
    }
}

fn current(link: &Link, path: &str) -> Option<&'static str> {
    (link.href == path).then_some("page")
}
