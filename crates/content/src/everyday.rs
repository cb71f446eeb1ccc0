//! `search/<lang>.toml`: what people say, and the pages or official words that it stands for.
//! Never here: whether the pages are there (`check/everyday.rs`), how a question is answered (`domain::search`).

use serde::Deserialize;

use crate::Finding;
use crate::source::{self, Keys};

/// The everyday words of one language.
#[derive(Clone, Debug)]
pub(crate) struct EverydayWords {
    pub(crate) lang: String,
    pub(crate) rows: Vec<EverydayRow>,
    pub(crate) keys: Keys,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EverydayFile {
    #[serde(default)]
    everyday: Vec<EverydayRow>,
}

/// Phrases that mean the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EverydayRow {
    /// In people's own words.
    pub(crate) said: Vec<String>,
    /// The addresses of the pages that answer, the best first.
    #[serde(default)]
    pub(crate) pages: Vec<String>,
    /// Words that are meant as well: as if they had been said.
    #[serde(default)]
    pub(crate) means: Vec<String>,
    /// Whether the first page comes before whatever else is found.
    #[serde(default)]
    pub(crate) urgent: bool,
}

pub(crate) fn parse(text: &str, file: &str, lang: &str) -> Result<EverydayWords, Finding> {
    source::toml::<EverydayFile>(text, file, 1).map(|(file, keys)| EverydayWords {
        lang: lang.to_owned(),
        rows: file.everyday,
        keys,
    })
}
