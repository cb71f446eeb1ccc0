//! The site: built once from `content/` and the app's files (`build`), then served as files; pages that answer a form are
//! rendered as they are asked for (`forms`). Never here: what a request means (`first_contact`), SQL.

mod assess;
mod assets;
mod build;
mod catalogue;
mod compress;
mod desk;
mod fallback;
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
pub(crate) use build::{app_pages, bundles, typed_paths};
pub use forms::router;

use domain::calendar::Holidays;
use domain::finder::Streets;
use domain::search;
use http::HeaderValue;
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
    /// With how few free times left of a motive at a Polo its coordinator is warned.
    pub few_times: u32,
    /// The folder of open-data files, where they are published.
    pub open_data: Option<PathBuf>,
    /// The content security policy of its pages.
    pub policy: HeaderValue,
    bundles: BTreeMap<String, Arc<Bundle>>,
    search: BTreeMap<String, Arc<search::Index>>,
    streets: Arc<Streets>,
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
    #[serde(default)]
    few_times: u32,
    assets: assets::Names,
    /// The measures of the self-assessment as a list, by language: its page without scripts.
    measures: BTreeMap<String, String>,
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
        let policy = crate::headers::policy(&index.assets.style_hash);
        Ok(Self {
            policy: HeaderValue::try_from(policy).map_err(io::Error::other)?,
            dir: dir.to_owned(),
            open_data: None,
            holidays: Holidays {
                fixed: index.holidays.clone(),
            },
            few_times: index.few_times,
            bundles,
            search: read_search(dir, &index.assets.search)?,
            streets: Arc::new(read_streets(dir, &index.assets.streets)?),
            index,
        })
    }

    /// The search of that language; nothing where the site has none in it.
    pub fn search(&self, language: &str) -> Option<&search::Index> {
        self.search.get(language).map(Arc::as_ref)
    }

    /// The streets of the finder.
    pub fn streets(&self) -> &Streets {
        &self.streets
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

/// The indices, by language, from the files that the phone fetches.
fn read_search(
    dir: &Path,
    addresses: &BTreeMap<String, String>,
) -> io::Result<BTreeMap<String, Arc<search::Index>>> {
    let read = |(language, address): (&String, &String)| {
        let bytes = std::fs::read(dir.join(address.trim_start_matches('/')))?;
        let index = search::Index::parse(&bytes).ok_or_else(|| {
            let message = format!("{address} is no index of this version");
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        Ok((language.clone(), Arc::new(index)))
    };
    addresses.iter().map(read).collect()
}

/// The streets, from the file that the phone fetches.
fn read_streets(dir: &Path, address: &str) -> io::Result<Streets> {
    let bytes = std::fs::read(dir.join(address.trim_start_matches('/')))?;
    serde_json::from_slice(&bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}
