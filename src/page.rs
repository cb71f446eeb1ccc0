//! A page of content as the portal shows it. The server fills it from `content/`; on a phone it comes prerendered.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What kind of page: each has its own layout in `pages/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the kinds are those of the front matter, documented in `content`"
)]
pub enum Kind {
    #[default]
    Text,
    Home,
    Section,
    Service,
    Polo,
    Legal,
    Sitemap,
    Topic,
    Measure,
    Glossary,
    Questions,
}

/// A page of content, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its path, with a slash at both ends.
    pub path: String,
    /// Its layout.
    pub kind: Kind,
    /// The heading.
    pub title: String,
    /// The lead.
    pub description: String,
    /// `2026-11-22`
    pub updated: String,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// The model's topics.
    pub topics: Vec<Link>,
    /// From the home page down to the page's parent.
    pub trail: Vec<Link>,
    /// The pages right below this one, for sections; all pages for the site map.
    pub children: Vec<Teaser>,
    /// The cards of the home page and of sections.
    pub cards: Vec<Card>,
    /// For services.
    pub service: Option<Service>,
    /// For Poli, the id.
    pub polo: Option<String>,
    /// For national measures, who pays them.
    pub provider: String,
    /// The page that this one says in easy words.
    pub full: Option<Link>,
    /// The page that says this one in easy words.
    pub easy: Option<Link>,
    /// The figures of laws and circulars that the page shows.
    pub figures: Vec<Figure>,
    /// For the first-level sections, the menu entry: `management`, `news`, `all-services`, `live`.
    pub menu: String,
    /// The whole body, trusted HTML from `content`.
    pub body: Html,
    /// What stands before the first `h2`.
    pub intro: Html,
    /// The body, cut at its `h2`s.
    pub sections: Vec<Section>,
}

/// A figure of a law or a circular, for the table at the page's foot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// With its unit.
    pub written: String,
    /// `2026-01-01`
    pub from: String,
    /// `2026-12-31`
    pub until: String,
    /// The law or circular.
    pub source: String,
    /// Whether the desk should be asked.
    pub to_verify: bool,
}

/// Trusted HTML: made by `content` from markdown, raw HTML refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub Arc<str>);

/// A name and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What people read.
    pub text: String,
    /// A path.
    pub href: String,
}

/// A page in a list of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Teaser {
    /// Title and path.
    pub link: Link,
    /// Its description.
    pub text: String,
    /// How deep it lies below the page that lists it, from 1.
    pub depth: usize,
    /// Whether it is a service.
    pub service: bool,
    /// Whether it is a topic.
    pub topic: bool,
}

/// A card with an icon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Title and path.
    pub link: Link,
    /// One or two sentences.
    pub text: String,
    /// The name of an icon of `static/icons`.
    pub icon: String,
}

/// What a service page says in its head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// «Salute, benessere e assistenza», and its page.
    pub category: Link,
    /// «Attivo».
    pub status: String,
    /// The names of the areas that answer.
    pub areas: Vec<String>,
    /// For whom, in a few words.
    pub audience: String,
    /// In a few words.
    pub cost: String,
    /// The motive that the request starts with.
    pub motive: String,
}

/// A part of the body under an `h2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The anchor.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What follows it.
    pub html: Html,
    /// The attribute `data-element` that the criteria prescribe for it; may be empty.
    pub element: String,
    /// Whether the index of the page names it.
    pub indexed: bool,
}
