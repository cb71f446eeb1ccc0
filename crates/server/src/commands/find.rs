//! `polo find`: an address put to the finder, for whoever edits `streets.csv`. It prints what the page would say, in short.

use super::{CommandError, check};
use domain::finder::Answer;
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(content: &Path, on: Date, asked: &str) -> Result<(), CommandError> {
    let loaded = match content::load(content, on) {
        Ok(loaded) => loaded,
        Err(findings) => return Err(check::print(&findings)?),
    };
    let catalogue = loaded.catalogue(loaded.settings.default_language());
    let mut out = io::stdout().lock();
    match loaded.streets().find(asked, catalogue) {
        Answer::Found {
            street,
            polo,
            neighbourhood,
        } => {
            let polo = catalogue.polo(&polo).map_or(polo.as_str(), |polo| &polo.name);
            write!(out, "{street}: Polo {polo}")?;
            if let Some((_, neighbourhood)) = neighbourhood.and_then(|id| catalogue.neighbourhood(&id)) {
                write!(out, ", quartiere {}", neighbourhood.name)?;
            }
            writeln!(out)?;
        }
        Answer::NumberNeeded { street } => writeln!(out, "{street}: a che numero?")?,
        Answer::Several { streets } => writeln!(out, "Quale? {}", streets.join(", "))?,
        Answer::Unknown => writeln!(out, "Non lo so: chiama {}", loaded.settings.contact_centre.phone)?,
    }
    Ok(())
}
