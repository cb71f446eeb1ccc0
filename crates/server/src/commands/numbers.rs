//! `polo numbers`: the open-data files, of months that are over. Never here: what is hidden (`domain::numbers`), what the files
//! say (`numbers`).

use super::CommandError;
use crate::clock::Clock;
use crate::config::Config;
use crate::numbers::open_data::{self, FILES};
use crate::numbers::{count, month_of};
use crate::site::Site;
use domain::numbers::{InvalidMonth, Month, Span};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many months the files have where none are asked for.
const MONTHS: i32 = 24;

/// Why there are no files.
#[derive(Debug, thiserror::Error)]
pub enum NoNumbers {
    /// A month that is not over would be published again with other numbers, and the difference tells of few people.
    #[error("{0} is not over yet: the last month that can be published is {1}")]
    NotOver(Month, Month),
    /// The months are none.
    #[error(transparent)]
    Months(#[from] InvalidMonth),
    /// A file cannot be written.
    #[error("{path}: {1}", path = .0.display())]
    Write(PathBuf, io::Error),
}

pub(super) async fn run(
    config: &Config,
    out: &Path,
    (from, to): (Option<Month>, Option<Month>),
) -> Result<(), CommandError> {
    let now = Clock::real().now();
    let last = month_of(now).plus(-1);
    let to = to.unwrap_or(last);
    if to > last {
        return Err(NoNumbers::NotOver(to, last).into());
    }
    let from = from.unwrap_or_else(|| to.plus(1 - MONTHS));
    let span = Span::new(from, to).map_err(NoNumbers::from)?;
    let site = Site::load(&config.site).map_err(|error| CommandError::Site(config.site.clone(), error))?;
    let store = super::open_config(config).await?;
    let book = count(&store, &site, span, now).await?;
    store.close().await;
    let files = open_data::files(&book, span, site.bundle(""), now);
    let failed = |path: &Path, error| NoNumbers::Write(path.to_owned(), error);
    std::fs::create_dir_all(out).map_err(|error| failed(out, error))?;
    for (name, text) in files {
        let (path, new) = (out.join(name), out.join(format!(".{name}.new")));
        // Whoever fetches a file meanwhile gets the old one whole, or the new one.
        let written = std::fs::write(&new, text).and_then(|()| std::fs::rename(&new, &path));
        written.map_err(|error| failed(&path, error))?;
    }
    Ok(writeln!(
        io::stdout().lock(),
        "{} files in {}, from {from} to {to}",
        FILES.len() + 1,
        out.display()
    )?)
}
