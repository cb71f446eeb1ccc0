//! `site.toml`: what makes the portal one Comune's own.
//! Never here: Poli, areas and motives (`data.rs`), words of the screen (`texts.rs`).

use domain::calendar::Holidays;
use jiff::civil::Date;
use serde::Deserialize;

use crate::data::UrgentRow;
use crate::source;

/// The settings of an instance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// For example `Parma`.
    pub comune: String,
    /// For example `Emilia-Romagna`.
    pub region: String,
    /// The name of the portal, in the header and in each page's title.
    pub portal_name: String,
    /// The fourth entry of the menu, «Vivere Parma».
    pub live_label: String,
    /// `https://` and the host, without a final slash.
    pub host: String,
    /// Where «Esci subito» leads.
    pub exit_to: String,
    /// Within how many working days the Polo answers.
    pub answer_within_days: u8,
    /// The accessibility statement at `AgID`.
    pub agid_statement: String,
    /// Whoever answers when no Polo does.
    pub contact_centre: ContactCentre,
    /// Whether this is an example that no Comune has checked, which each page must say.
    pub example: bool,
    /// When the facts of the example were gathered.
    #[serde(deserialize_with = "source::date")]
    pub example_date: Date,
    /// The feast of the patron saint, when offices are closed.
    pub patron_saint: MonthDay,
    /// With how few free times left of a motive at a Polo its coordinator is warned: 5 if it is not said.
    #[serde(default = "few_times")]
    pub few_times: u32,
    /// The national holidays that fall on the same day each year.
    pub holidays: Vec<MonthDay>,
    /// The pages that the frame around every page leads to.
    #[serde(default)]
    pub pages: FramePages,
    /// Where somebody who finds a hole in the portal says so.
    #[serde(default)]
    pub security: Option<Security>,
    /// The languages of the portal; the first is the one that others fall back to, and stands in no address.
    pub languages: Vec<Language>,
    pub(crate) urgent: Vec<UrgentRow>,
}

fn few_times() -> u32 {
    5
}

impl Settings {
    /// The days on which the offices are closed, the patron saint's included.
    pub fn holidays(&self) -> Holidays {
        Holidays {
            fixed: self
                .holidays
                .iter()
                .chain([&self.patron_saint])
                .map(|day| (day.month, day.day))
                .collect(),
        }
    }

    /// The language that the others fall back to; a site without languages does not load.
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or("", |language| &language.id)
    }

    /// The language of that id.
    pub fn language(&self, id: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.id == id)
    }
}

/// Addresses, in the default language, of the pages that the frame around every page leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FramePages {
    /// Urgent help.
    pub urgent: String,
    /// How «Esci subito» works.
    pub exit_help: String,
    /// The frequently asked questions.
    pub faq: String,
    /// How to report that something does not work.
    pub report: String,
    /// The privacy notice.
    pub privacy: String,
    /// The legal notes.
    pub legal: String,
    /// The map of the site.
    pub sitemap: String,
    /// The pages in easy words, where there are any.
    #[serde(default)]
    pub easy: String,
    /// The words explained, where they are.
    #[serde(default)]
    pub glossary: String,
}

impl FramePages {
    /// Each with its key.
    pub(crate) fn all(&self) -> [(&'static str, &str); 9] {
        [
            ("urgent", &self.urgent),
            ("exit_help", &self.exit_help),
            ("faq", &self.faq),
            ("report", &self.report),
            ("privacy", &self.privacy),
            ("legal", &self.legal),
            ("sitemap", &self.sitemap),
            ("easy", &self.easy),
            ("glossary", &self.glossary),
        ]
    }
}

/// The telephone exchange of the Comune.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactCentre {
    /// As people read it, for example `0521 40521`.
    pub phone: String,
}

/// What `security.txt` says (RFC 9116).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// `mailto:`, `https:` or `tel:`, with the address.
    pub contact: String,
    /// The last day on which the contact holds, at most a year ahead.
    #[serde(deserialize_with = "source::date")]
    pub expires: Date,
}

/// A language that pages and texts are written in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// As in `lang` and in addresses, for example `en`.
    pub id: String,
    /// In the language itself, for example `English`.
    pub name: String,
    /// Which way it is written.
    pub dir: Direction,
    /// The eleven headings of a service page, in order. Italian and English need not say them.
    #[serde(default)]
    service_headings: Vec<String>,
    /// The words for «Attenzione», «Nota», «Urgente» that open a callout. Italian and English need not say them.
    #[serde(default)]
    callouts: Vec<String>,
}

impl Language {
    /// The headings of a service page in this language, in order; empty where nobody has said them.
    pub fn service_headings(&self) -> Vec<&str> {
        match self.id.as_str() {
            _ if !self.service_headings.is_empty() => {
                self.service_headings.iter().map(String::as_str).collect()
            }
            "it" => SERVICE_HEADINGS_IT.to_vec(),
            "en" => SERVICE_HEADINGS_EN.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The words that open a callout: of warning, of note, of danger.
    pub(crate) fn callouts(&self) -> Vec<&str> {
        match self.id.as_str() {
            _ if !self.callouts.is_empty() => self.callouts.iter().map(String::as_str).collect(),
            "it" => vec!["Attenzione", "Nota", "Urgente"],
            "en" => vec!["Warning", "Note", "Urgent"],
            _ => Vec::new(),
        }
    }
}

/// Prescribed by the criteria for municipal sites, word for word and in this order.
const SERVICE_HEADINGS_IT: [&str; 11] = [
    "A chi è rivolto",
    "Descrizione",
    "Come fare",
    "Cosa serve",
    "Cosa si ottiene",
    "Tempi e scadenze",
    "Quanto costa",
    "Accedi al servizio",
    "Ulteriori informazioni",
    "Condizioni di servizio",
    "Contatti",
];

const SERVICE_HEADINGS_EN: [&str; 11] = [
    "Who it is for",
    "Description",
    "What to do",
    "What you need",
    "What you get",
    "Times and deadlines",
    "What it costs",
    "Use the service",
    "Further information",
    "Terms of service",
    "Contacts",
];

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As in the attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A day of each year, written `01-13`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    /// From 1.
    pub month: i8,
    /// From 1.
    pub day: i8,
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        // A leap year, so that a feast on 29 February can be written.
        match format!("2024-{written}").parse::<Date>() {
            Ok(date) if written.len() == 5 => Ok(Self {
                month: date.month(),
                day: date.day(),
            }),
            _ => Err(format!(
                "`{written}` is not a month and a day; write them like 01-13"
            )),
        }
    }
}
