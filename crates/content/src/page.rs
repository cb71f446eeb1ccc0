//! A page as the portal needs it: facts, HTML, and where it links to.
//! Never here: how markdown becomes HTML (`markdown.rs`), the frame around it (the portal's).

use jiff::civil::Date;
use serde::Deserialize;

use crate::Finding;
use crate::markdown::escape;
use crate::rates::Figure;
use crate::readability::Measure;
use crate::source::Keys;

/// A page of text, rendered.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language it is written in.
    pub lang: String,
    /// Its address, with a slash at both ends: `/servizi/x/`, `/en/`.
    pub path: String,
    /// What it is, which says how it is laid out.
    pub kind: Kind,
    /// The `h1`.
    pub title: String,
    /// One or two sentences, for the head, the cards and the lead paragraph.
    pub description: String,
    /// When somebody last made sure that it is true.
    pub updated: Date,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// Titles of pages of kind topic, in its language or in the default one.
    pub topics: Vec<String>,
    /// Language and address of this page in each language that has it, itself included, in the order of the settings.
    pub alternates: Vec<(String, String)>,
    /// Its place in the list of its folder; the lists of [`crate::Site::children`] follow it.
    pub order: u32,
    /// Which first-level entry of the menu it is.
    pub menu: Option<Menu>,
    /// On pages of kind service, and only there (`check` says so).
    pub service: Option<ServiceInfo>,
    /// The id of a Polo, on pages of kind polo, and only there (`check` says so).
    pub polo: Option<String>,
    /// On pages of kind measure, and only there (`check` says so).
    pub measure: Option<MeasureInfo>,
    /// The address of the page that this one says in easy words.
    pub easy_of: Option<String>,
    /// Ways on, on home and section pages.
    pub cards: Vec<Card>,
    /// What stands before the first `##`.
    pub intro_html: String,
    /// What stands under each `##`.
    pub sections: Vec<Section>,
    /// All headings of the body, in order.
    pub headings: Vec<Heading>,
    /// All links of the body and of the cards, in order.
    pub links: Vec<Link>,
    /// The figures that it shows, in order.
    pub figures: Vec<Figure>,
    /// What its body is made of, for the readability figure.
    pub readability: Measure,
    /// The address in the default language that it translates, as written.
    pub(crate) translation_of: Option<String>,
    pub(crate) keys: Keys,
    /// What the renderer met in the body: `check` says it.
    pub(crate) faults: Vec<Finding>,
}

impl Page {
    /// The whole body: the introduction, then each section under its heading.
    pub fn body_html(&self) -> String {
        let mut html = self.intro_html.clone();
        for section in &self.sections {
            html.push_str("<h2 id=\"");
            escape(&mut html, &section.id);
            html.push_str("\">");
            escape(&mut html, &section.title);
            html.push_str("</h2>\n");
            html.push_str(&section.html);
        }
        html
    }

    /// The section of a service page that has that part, where it is there.
    pub fn section(&self, role: ServiceSection) -> Option<&Section> {
        self.sections.iter().find(|section| section.role == Some(role))
    }

    /// The address in the default language that it says it translates.
    pub(crate) fn translated_path(&self) -> Option<String> {
        self.translation_of
            .as_ref()
            .map(|written| match written.trim_matches('/') {
                "" => "/".to_owned(),
                path => format!("/{path}/"),
            })
    }

    /// The address one level up: `/servizi/x/` stands under `/servizi/`, and that under `/`. Nothing stands above the
    /// first page of a language.
    pub fn parent(&self) -> Option<&str> {
        let path = self.path.strip_suffix('/').filter(|_| self.kind != Kind::Home)?;
        path.rfind('/').map(|slash| &self.path[..=slash])
    }
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Reads from top to bottom.
    Text,
    /// The first page of a language.
    Home,
    /// Leads to the pages below it.
    Section,
    /// A service, in the full structure.
    Service,
    /// A Polo, with its address and hours.
    Polo,
    /// Legal notes.
    Legal,
    /// The map of the site.
    Sitemap,
    /// A topic, which leads to what speaks of it.
    Topic,
    /// A national measure, with its figures.
    Measure,
    /// Words and what they mean.
    Glossary,
    /// Questions and answers.
    Questions,
}

/// The four entries of the first-level menu that the criteria for municipal sites ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Menu {
    /// Amministrazione.
    Management,
    /// Novità.
    News,
    /// Servizi.
    AllServices,
    /// Vivere …
    Live,
}

impl Menu {
    /// In the order of the menu.
    pub const ALL: [Self; 4] = [Self::Management, Self::News, Self::AllServices, Self::Live];

    /// As in the attribute `data-element`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Management => "management",
            Self::News => "news",
            Self::AllServices => "all-services",
            Self::Live => "live",
        }
    }
}

/// The facts of a service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceInfo {
    /// The title of the section page that it belongs to, for example «Salute, benessere e assistenza».
    pub category: String,
    /// For example «Attivo».
    pub status: String,
    /// The areas of work that give it, by id.
    pub areas: Vec<String>,
    /// For whom, in short.
    pub audience: String,
    /// What it costs, in short.
    pub cost: String,
    /// The motive to choose beforehand when somebody asks for an appointment from here, by id.
    #[serde(default)]
    pub motive: Option<String>,
}

/// The facts of a national measure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureInfo {
    /// For example `adi`.
    pub id: String,
    /// Who pays it, for example «INPS».
    pub provider: String,
}

/// A way on from a home or section page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its heading.
    pub title: String,
    /// One or two sentences.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// The name of an icon; may be empty.
    #[serde(default)]
    pub icon: String,
}

/// What stands under a `##`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its anchor, unique in the page.
    pub id: String,
    /// Its heading, as plain text.
    pub title: String,
    /// Without the heading itself.
    pub html: String,
    /// Which part of a service page it is.
    pub role: Option<ServiceSection>,
}

/// The parts of a service page, in the order that the criteria prescribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the prescribed heading of each stands in settings.rs")]
pub enum ServiceSection {
    Addressed,
    Description,
    HowTo,
    Needed,
    Achieved,
    Calendar,
    Cost,
    Access,
    MoreInfo,
    Conditions,
    Contacts,
}

impl ServiceSection {
    /// In order.
    pub const ALL: [Self; 11] = [
        Self::Addressed,
        Self::Description,
        Self::HowTo,
        Self::Needed,
        Self::Achieved,
        Self::Calendar,
        Self::Cost,
        Self::Access,
        Self::MoreInfo,
        Self::Conditions,
        Self::Contacts,
    ];
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6.
    pub level: u8,
    /// Its anchor, unique in the page.
    pub id: String,
    /// As plain text.
    pub title: String,
    /// The line of the file.
    pub line: usize,
}

/// Where a page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written: `/servizi/#dove`, `#dove`, `tel:112`, `https://…`.
    pub target: String,
    /// The line of the file.
    pub line: usize,
}
