//! The TOML between the `+++` lines at the top of a page.
//! Never here: how a value fits the rest of the site (`check/front.rs`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::Finding;
use crate::page::{Card, Kind, MeasureInfo, Menu, ServiceInfo};
use crate::source::{self, Keys};

/// All that a page may say of itself; an unknown key is refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrontMatter {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) kind: Kind,
    #[serde(deserialize_with = "source::date")]
    pub(crate) updated: Date,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    #[serde(default)]
    pub(crate) topics: Vec<String>,
    pub(crate) translation_of: Option<String>,
    #[serde(default = "last")]
    pub(crate) order: u32,
    pub(crate) menu: Option<Menu>,
    pub(crate) service: Option<ServiceInfo>,
    pub(crate) polo: Option<String>,
    pub(crate) measure: Option<MeasureInfo>,
    /// The address of the page that this one says in easy words.
    pub(crate) easy_of: Option<String>,
    /// Figures that the page states itself, not from `rates/`, as written.
    #[serde(default)]
    pub(crate) figures: Vec<String>,
    /// Headings of sections whose figures are those of an example.
    #[serde(default)]
    pub(crate) examples: Vec<String>,
    #[serde(default)]
    pub(crate) cards: Vec<Card>,
}

impl FrontMatter {
    /// Gives each text that people read to `change`, with its key, and keeps what comes back.
    pub(crate) fn each_words(&mut self, mut change: impl FnMut(&str, &str) -> String) {
        self.title = change("title", &self.title);
        self.description = change("description", &self.description);
        if let Some(service) = &mut self.service {
            service.audience = change("service.audience", &service.audience);
            service.cost = change("service.cost", &service.cost);
        }
        for (index, card) in self.cards.iter_mut().enumerate() {
            card.title = change(&format!("cards.{index}.title"), &card.title);
            card.text = change(&format!("cards.{index}.text"), &card.text);
        }
    }
}

/// A page that names no place in its folder's list comes after those that do.
fn last() -> u32 {
    u32::MAX
}

/// A page's front matter, where its keys stand, its body and the line that the body begins on.
pub(crate) type Parts<'a> = (FrontMatter, Keys, &'a str, usize);

/// Parts a page at its `+++` lines.
pub(crate) fn split<'a>(text: &'a str, file: &str) -> Result<Parts<'a>, Finding> {
    const FENCE: &str = "+++";
    let missing = |line, which: &str| {
        let message =
            format!("the {which} line `+++` is missing: a page begins with `+++`, its keys, and `+++` again");
        Finding::new(file, Some(line), message)
    };
    let mut lines = text.split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| line.trim_end() == FENCE) else {
        return Err(missing(1, "first"));
    };
    let mut end = opening.len();
    for (index, line) in lines.enumerate() {
        if line.trim_end() == FENCE {
            let (front, keys) = source::toml(&text[opening.len()..end], file, 2)?;
            return Ok((front, keys, &text[end + line.len()..], index + 3));
        }
        end += line.len();
    }
    Err(missing(1, "second"))
}
