//! What the app knows of the instance in one language: fetched by the phone beside the WASM, read by the server.

use crate::texts::Texts;
use domain::Catalogue;
use serde::{Deserialize, Serialize};

/// A language of the instance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// `it`
    pub id: String,
    /// In that language: `Italiano`.
    pub name: String,
    /// `ltr` or `rtl`
    pub dir: String,
}

/// The instance's settings that pages show. What live pages do not show is not read on the phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The name of the Comune.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub comune: String,
    /// Its region.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub region: String,
    /// The portal's name.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub portal_name: String,
    /// The fourth entry of the menu, «Vivere Parma».
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub live_label: String,
    /// Scheme and host, without a final slash.
    pub host: String,
    /// Where «Esci subito» leads.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub exit_to: String,
    /// The contact centre's number, as people read it.
    pub contact_centre: String,
    /// The address of the page of urgent help, in the bundle's language.
    pub urgent: String,
    /// The address of the search's index in the bundle's language.
    pub search: String,
    /// The address of the finder's streets.
    pub streets: String,
    /// The address of the self-assessment's rules in the bundle's language.
    pub rules: String,
    /// The accessibility statement at `AgID`.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub agid_statement: String,
    /// Working days within which the Polo answers.
    pub answer_within_days: u8,
    /// Whether this is the example instance, which says so on each page.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub example: bool,
    /// When the example's facts were read, `2026-11-22`.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub example_date: String,
}

/// One language of the portal. The same only as itself: to compare all its words whenever something changes would cost the
/// phone time, and kilobytes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Bundle {
    /// The language that this bundle speaks.
    pub language: Language,
    /// All languages, the default first.
    pub languages: Vec<Language>,
    /// The words.
    pub texts: Texts,
    /// Poli, areas, motives, urgent numbers.
    pub catalogue: Catalogue,
    /// The instance.
    pub site: Site,
}

impl PartialEq for Bundle {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Bundle {
    /// Whether a path of the portal is of another language than this one.
    pub fn is_foreign(&self, path: &str) -> bool {
        let others = self
            .languages
            .iter()
            .filter(|language| language.id != self.language.id);
        let mut others = others.map(|language| format!("/{}/", language.id));
        others.any(|prefix| path.starts_with(&prefix)) || !path.starts_with(&self.prefix())
    }

    /// What stands before each path of this language: empty for the default language, `/en` for English.
    pub fn prefix(&self) -> String {
        match self.languages.first() {
            Some(default) if default.id != self.language.id => format!("/{}", self.language.id),
            _ => String::new(),
        }
    }
}
