//! What the portal says: the pages, texts and data files under `content/`, loaded, checked and rendered to HTML.
//! Never here: the words themselves (they are files), the frame around a page (the portal's), the clock, a browser.

mod check;
mod data;
mod everyday;
mod finding;
mod flows;
mod front_matter;
mod glossary;
mod load;
mod markdown;
mod page;
mod parallel;
mod pictograms;
mod rates;
mod readability;
mod search_index;
mod settings;
mod site;
mod slug;
mod source;
mod streets;
mod texts;

use std::path::Path;

use jiff::civil::Date;

pub use finding::Finding;
pub use page::{Card, Heading, Kind, Link, MeasureInfo, Menu, Page, Section, ServiceInfo, ServiceSection};
pub use rates::{Expiring, Figure};
pub use readability::Measure;
pub use search_index::AppPage;
pub use settings::{ContactCentre, Direction, FramePages, Language, MonthDay, Security, Settings};
pub use site::Site;

/// Reads a `content/` folder. The findings are all the files that cannot be read as what they should be: bytes that are
/// not UTF-8, front matter or TOML with a key missing, unknown or of the wrong kind. Each file stops at its first one.
/// Figures are those that hold `on` that day.
pub fn load(root: &Path, on: Date) -> Result<Site, Vec<Finding>> {
    load::site(root, on)
}

/// Holds the files against each other, and against the rules of a page: links, anchors, headings, sections, menu,
/// translations, texts, Poli. `typed_routes` are the addresses that the app itself answers (`/appuntamento/`), beside
/// the pages; `on` is today: a page cannot have been updated tomorrow. Sorted by file and line; empty means clean.
pub fn check(site: &Site, typed_routes: &[String], on: Date) -> Vec<Finding> {
    check::all(site, typed_routes, on)
}

/// The index of a language, for the search on the phone and on the server: `domain::search::Index::parse` reads it. It
/// holds the pages in that language, those of the app, and the everyday words; what is only there in another language is not.
pub fn search_index(site: &Site, lang: &str, app: &[AppPage]) -> Vec<u8> {
    search_index::build(site, lang, app)
}

/// The figures whose last day is no later than `until`, soonest first, each with the pages that show it.
pub fn expiring(site: &Site, until: Date) -> Vec<Expiring> {
    rates::expiring(site, until)
}
