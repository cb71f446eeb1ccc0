//! The site: built once from `content/` and the app's files (`build`), then served as files; pages that answer a form are
//! rendered as they are asked for (`forms`). Never here: what a request means (`first_contact`), SQL.

mod assets;
mod build;
mod catalogue;
mod compress;
mod feed;
mod files;
mod forms;
mod frame;
mod jsonld;
mod pages;
mod plain;
mod render;
mod served;

pub use build::{BuildError, Built, Sources, build};
pub(crate) use build::{bundles, typed_paths};
pub use forms::router;

use domain::calendar::Holidays;
use portal::Bundle;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the built site keeps what the server itself needs of it. It holds nothing that the pages do not say.
const INDEX: &str = "data/site.json";

/// A built site, as the server uses it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder of its files.
    pub dir: PathBuf,
    /// The days on which the Poli do not work.
    pub holidays: Holidays,
    bundles: BTreeMap<String, Arc<Bundle>>,
    index: Index,
}

/// What a build leaves for the server.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Index {
    /// The default language comes first.
    languages: Vec<String>,
    bundles: BTreeMap<String, Bundle>,
    frames: BTreeMap<String, frame::Frame>,
    /// Month and day.
    holidays: Vec<(i8, i8)>,
    assets: assets::Names,
}

impl Site {
    /// Reads a folder that [`build`] has made.
    pub fn load(dir: &Path) -> io::Result<Self> {
        let text = std::fs::read_to_string(dir.join(INDEX))?;
        let index: Index =
            serde_json::from_str(&text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let bundles = index
            .bundles
            .iter()
            .map(|(id, bundle)| (id.clone(), Arc::new(bundle.clone())))
            .collect();
        Ok(Self {
            dir: dir.to_owned(),
            holidays: Holidays {
                fixed: index.holidays.clone(),
            },
            bundles,
            index,
        })
    }

    /// The instance in that language; in the default one where the language is unknown.
    ///
    /// # Panics
    /// Never on a site that was built: a build without a language fails.
    pub fn bundle(&self, language: &str) -> &Arc<Bundle> {
        let default = self.index.languages.first();
        self.bundles
            .get(language)
            .or_else(|| default.and_then(|default| self.bundles.get(default)))
            .expect("a built site has its default language")
    }

    /// The id of the language that a path is written in.
    pub fn language_of(&self, path: &str) -> &str {
        let spoken = self
            .index
            .languages
            .iter()
            .skip(1)
            .find(|id| path.starts_with(&format!("/{id}/")));
        spoken.or(self.index.languages.first()).map_or("", String::as_str)
    }

    /// All languages, the default first.
    pub fn languages(&self) -> impl Iterator<Item = &Arc<Bundle>> {
        self.index.languages.iter().map(|id| self.bundle(id))
    }
}
