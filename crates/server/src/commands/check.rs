//! `polo check`: the content held against itself and against what the program needs of it.

use super::CommandError;
use crate::site;
use content::Finding;
use jiff::civil::Date;
use portal::texts::Key;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

/// What is listed beside the findings.
pub(super) struct Also {
    /// The figures whose last day is no later.
    pub(super) until: Option<Date>,
    /// How readable each page is.
    pub(super) report: bool,
}

pub(super) fn run(content: &Path, on: Date, also: &Also) -> Result<(), CommandError> {
    let loaded = match content::load(content, on) {
        Ok(loaded) => loaded,
        Err(findings) => return Err(print(&findings)?),
    };
    if let Some(until) = also.until {
        list_expiring(&loaded, until)?;
    }
    if also.report {
        list_readability(&loaded)?;
    }
    let mut findings = content::check(&loaded, &site::typed_paths(&site::bundles(&loaded)), on);
    findings.extend(texts(content, &loaded));
    if !findings.is_empty() {
        return Err(print(&findings)?);
    }
    Ok(writeln!(
        io::stdout().lock(),
        "{} pages: nothing to mend",
        loaded.pages().len()
    )?)
}

fn list_expiring(loaded: &content::Site, until: Date) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let all = content::expiring(loaded, until);
    writeln!(out, "{} figures hold no longer than {until}:", all.len())?;
    for figure in &all {
        let after = if figure.ends { "; nothing follows" } else { "" };
        let shown = if figure.pages.is_empty() {
            "no page".to_owned()
        } else {
            figure.pages.join(" ")
        };
        writeln!(
            out,
            "{}  {}  {}: {}{after}  ({}; shown by {shown})",
            figure.valid_until, figure.name, figure.label, figure.written, figure.place
        )?;
    }
    Ok(writeln!(out)?)
}

fn list_readability(loaded: &content::Site) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut pages: Vec<_> = (loaded.pages().iter())
        .filter(|page| page.lang == "it")
        .filter_map(|page| Some((page.readability.gulpease()?, page)))
        .collect();
    pages.sort_by_key(|(index, page)| (*index, &page.path));
    writeln!(out, "Gulpease (0-100, higher is easier)  least  words  page")?;
    for (index, page) in &pages {
        let (least, words) = (page.least_readability(), page.readability.words);
        writeln!(out, "{index:>34}  {least:>5}  {words:>5}  {}", page.path)?;
    }
    Ok(writeln!(out)?)
}

/// Prints what was found; the error says how much.
pub(super) fn print(findings: &[Finding]) -> io::Result<CommandError> {
    let mut out = io::stdout().lock();
    for finding in findings {
        writeln!(out, "{finding}")?;
    }
    Ok(CommandError::Content(findings.len()))
}

/// The program's texts against those of the default language; that the others have the same is the content's own check.
fn texts(content: &Path, loaded: &content::Site) -> Vec<Finding> {
    let language = loaded.settings.default_language();
    let needed: BTreeSet<&str> = Key::ALL.iter().map(|key| key.name()).collect();
    let written: BTreeSet<&str> = loaded.texts(language).keys().map(String::as_str).collect();
    let finding = |message| Finding {
        file: content
            .join("texts")
            .join(format!("{language}.toml"))
            .display()
            .to_string(),
        line: None,
        message,
    };
    let missing = needed
        .difference(&written)
        .map(|key| format!("the text `{key}` is missing: the portal shows it"));
    let idle = written
        .difference(&needed)
        .map(|key| format!("the text `{key}` is shown nowhere: take it out"));
    missing.chain(idle).map(finding).collect()
}
