//! What a first visit of each page costs, read from the site's own files: what the page names, and the compressed size of each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{dist, html, paths};

/// The bytes of one page's first visit.
#[derive(Debug)]
pub(crate) struct Weight {
    /// Its address in the site.
    pub(crate) route: String,
    /// Whether it carries the app.
    pub(crate) live: bool,
    /// What must arrive before anything shows: the page, its styles, scripts that block.
    pub(crate) first: u64,
    /// Everything that a first visit loads.
    pub(crate) whole: u64,
}

/// Weighs every page of the site.
pub(crate) fn pages() -> Vec<Weight> {
    let root = Path::new(paths::DIST);
    let files = dist::files(root);
    let pages = files
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"));
    pages.filter_map(|file| weigh(root, file)).collect()
}

/// Each app's WASM, by the name of its program, compressed.
pub(crate) fn wasm() -> Vec<(String, u64)> {
    let files = dist::files(Path::new(paths::DIST));
    let wasm = files
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "wasm"));
    wasm.map(|file| (program(file), sent(file))).collect()
}

/// What is fetched when a field of the guide is first used, compressed.
pub(crate) fn on_use() -> Vec<(String, u64)> {
    let files = dist::files(Path::new(paths::DIST));
    let data = files.iter().filter(|file| {
        let name = program(file);
        (name == "search" || name == "streets")
            && file
                .extension()
                .is_some_and(|ending| ending == "bin" || ending == "json")
    });
    data.map(|file| (route(Path::new(paths::DIST), file), sent(file)))
        .collect()
}

/// The name before the hash: `portal` of `portal-0123abcd_bg.wasm`.
fn program(file: &Path) -> String {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    name.split('-').next().unwrap_or_default().to_owned()
}

/// The bytes that travel for a file: its brotli copy, if there is one.
fn sent(file: &Path) -> u64 {
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    fs::metadata(Path::new(&compressed))
        .or_else(|_| fs::metadata(file))
        .map_or(0, |data| data.len())
}

fn weigh(root: &Path, page: &Path) -> Option<Weight> {
    let text = fs::read_to_string(page).ok()?;
    let tags = html::tags(&text);
    let live = tags
        .iter()
        .any(|tag| tag.value("id") == Some("app") && tag.has("data-bundle"));
    // The file, and whether it holds up the first paint.
    let mut loaded: BTreeMap<PathBuf, bool> = BTreeMap::new();
    for (address, blocking) in tags.iter().flat_map(|tag| named(tag, live)) {
        if let Some(file) = local(root, address) {
            let blocks = loaded.entry(file).or_default();
            *blocks = *blocks || blocking;
        }
    }
    for style in loaded
        .keys()
        .filter(|file| file.extension().is_some_and(|ending| ending == "css"))
        .cloned()
        .collect::<Vec<_>>()
    {
        let text = fs::read_to_string(&style).unwrap_or_default();
        for font in html::fonts(&text)
            .into_iter()
            .filter_map(|address| local(root, address))
        {
            loaded.entry(font).or_default();
        }
    }
    let own = sent(page);
    let blocking: u64 = loaded
        .iter()
        .filter(|(_, blocks)| **blocks)
        .map(|(file, _)| sent(file))
        .sum();
    let whole: u64 = loaded.keys().map(|file| sent(file)).sum();
    Some(Weight {
        route: route(root, page),
        live,
        first: own + blocking,
        whole: own + whole,
    })
}

/// The addresses that a browser loads for a tag, each with whether it blocks the first paint.
fn named<'a>(tag: &html::Tag<'a>, live: bool) -> Vec<(&'a str, bool)> {
    let source = || {
        tag.value("src")
            .map(|address| (address, false))
            .into_iter()
            .collect()
    };
    match tag.name {
        "link" => {
            let kinds = tag.value("rel").unwrap_or_default();
            let styles = kinds.split_whitespace().any(|kind| kind == "stylesheet");
            let loads = kinds
                .split_whitespace()
                .any(|kind| matches!(kind, "preload" | "modulepreload" | "icon"));
            let screen = tag.value("media").is_none_or(|media| media != "print");
            tag.value("href")
                .filter(|_| styles || loads)
                .map(|address| (address, styles && screen))
                .into_iter()
                .collect()
        }
        "script" => {
            let waits = tag.has("defer") || tag.has("async") || tag.value("type") == Some("module");
            tag.value("src")
                .map(|address| (address, !waits))
                .into_iter()
                .chain(data(tag, live))
                .collect()
        }
        "img" | "source" | "iframe" | "audio" | "video" => source(),
        "use" => tag
            .value("href")
            .map(|address| (address, false))
            .into_iter()
            .collect(),
        _ => data(tag, live),
    }
}

/// A live page may name its parts in `data-` attributes for its starting script.
fn data<'a>(tag: &html::Tag<'a>, live: bool) -> Vec<(&'a str, bool)> {
    let parts = tag
        .attributes
        .iter()
        .filter(|(name, _)| live && name.starts_with("data-"));
    parts
        .filter(|(_, value)| value.starts_with('/'))
        .map(|(_, value)| (*value, false))
        .collect()
}

fn local(root: &Path, address: &str) -> Option<PathBuf> {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let file = root.join(address.strip_prefix('/')?);
    file.is_file().then_some(file)
}

fn route(root: &Path, page: &Path) -> String {
    let inside = page
        .strip_prefix(root)
        .unwrap_or(page)
        .to_string_lossy()
        .into_owned();
    format!("/{}", inside.strip_suffix("index.html").unwrap_or(&inside))
}
