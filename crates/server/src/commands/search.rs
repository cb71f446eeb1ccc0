//! `polo search`: a question put to the search, for whoever edits pages and everyday words. The index is made on the spot.

use super::{CommandError, check};
use crate::site;
use domain::search::Index;
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(
    content: &Path,
    on: Date,
    lang: Option<&str>,
    question: &str,
    limit: usize,
) -> Result<(), CommandError> {
    let loaded = match content::load(content, on) {
        Ok(loaded) => loaded,
        Err(findings) => return Err(check::print(&findings)?),
    };
    let bundles = site::bundles(&loaded);
    let bundle = match lang {
        None => bundles.first(),
        Some(id) => bundles.iter().find(|bundle| bundle.language.id == id),
    };
    let Some(bundle) = bundle else {
        return Err(CommandError::NoSuchLanguage(lang.unwrap_or_default().to_owned()));
    };
    let bytes = content::search_index(&loaded, &bundle.language.id, &site::app_pages(&bundles, bundle));
    let hits = Index::parse(&bytes)
        .map(|index| index.search(question, limit))
        .unwrap_or_default();
    let mut out = io::stdout().lock();
    if hits.is_empty() {
        writeln!(out, "No page answers this.")?;
    }
    for (place, hit) in hits.iter().enumerate() {
        writeln!(out, "{}  {}  {}", place + 1, hit.path, hit.title)?;
    }
    Ok(())
}
