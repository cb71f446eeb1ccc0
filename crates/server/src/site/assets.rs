//! The files that pages refer to: their names carry a hash of what they hold, so that browsers may keep them for ever.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The addresses of the files that pages refer to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Names {
    /// The styles, as a file, for pages that answer a form.
    pub style: String,
    /// The styles themselves, which every built page holds.
    pub style_text: String,
    /// Their SHA-256 in base64, by which the policy knows them.
    pub style_hash: String,
    /// «Esci subito».
    pub exit: String,
    /// Each app, by its name.
    pub apps: BTreeMap<String, AppFiles>,
    /// Each language's data, by the language's id.
    pub bundles: BTreeMap<String, String>,
    /// Each language's index for the search, by the language's id.
    #[serde(default)]
    pub search: BTreeMap<String, String>,
    /// The streets of the finder.
    pub streets: String,
}

/// The files of an app.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct AppFiles {
    /// Starts it.
    pub boot: String,
    /// What wasm-bindgen made.
    pub glue: String,
    /// The app.
    pub wasm: String,
}

/// A folder of assets that is being filled.
pub(super) struct Assets<'a> {
    out: &'a Path,
}

impl<'a> Assets<'a> {
    pub(super) fn new(out: &'a Path) -> io::Result<Self> {
        fs::create_dir_all(out.join("assets/fonts"))?;
        fs::create_dir_all(out.join("data"))?;
        Ok(Self { out })
    }

    /// Writes a file under a name with its hash; gives its address.
    pub(super) fn add(
        &self,
        folder: &str,
        stem: &str,
        extension: &str,
        content: &[u8],
    ) -> io::Result<String> {
        let address = format!("/{folder}/{stem}-{}.{extension}", short_hash(content));
        fs::write(self.out.join(&address[1..]), content)?;
        Ok(address)
    }

    /// Copies a file of a folder under the name it has; gives its address.
    pub(super) fn copy(&self, folder: &str, from: &Path) -> io::Result<String> {
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        let address = format!("/{folder}/{name}");
        fs::copy(from, self.out.join(&address[1..]))?;
        Ok(address)
    }

    /// Copies every file of a folder that has one of the extensions.
    pub(super) fn copy_all(&self, folder: &str, from: &Path, extensions: &[&str]) -> io::Result<()> {
        for entry in fs::read_dir(from)? {
            let path = entry?.path();
            let fits = path
                .extension()
                .is_some_and(|found| extensions.iter().any(|wanted| found == *wanted));
            if path.is_file() && fits {
                self.copy(folder, &path)?;
            }
        }
        Ok(())
    }
}

/// The one file of `folder` whose name begins and ends like this: what Trunk has made, whose names carry a hash.
pub(super) fn find(folder: &Path, begins: &str, ends: &str) -> io::Result<std::path::PathBuf> {
    let fits = |name: &str| name.starts_with(begins) && name.ends_with(ends);
    fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|name| fits(&name.to_string_lossy())))
        .ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("no {begins}…{ends}: build the portal first"),
            )
        })
}

fn short_hash(content: &[u8]) -> String {
    domain::base32::encode(&Sha256::digest(content), 10).to_lowercase()
}
