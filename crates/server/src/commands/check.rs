//! `polo check`: the content held against itself and against what the program needs of it.

use super::CommandError;
use crate::clock::{Clock, in_italy};
use crate::site;
use content::Finding;
use portal::texts::Key;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(content: &Path) -> Result<(), CommandError> {
    let loaded = match content::load(content) {
        Ok(loaded) => loaded,
        Err(findings) => return Err(print(&findings)?),
    };
    let today = in_italy(Clock::real().now()).date();
    let mut findings = content::check(&loaded, &site::typed_paths(&site::bundles(&loaded)), today);
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
