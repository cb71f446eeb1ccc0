//! `polo feedback summary`: what readers have said, page by page.

use super::CommandError;
use std::collections::BTreeMap;
use std::io::{self, Write};
use store::Store;

pub(super) async fn summary(store: &Store) -> Result<(), CommandError> {
    let pages = store.feedback().summary().await?;
    store.close().await;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:>5} {:>5} {:>5} {:>5} {:>5}  page",
        "1", "2", "3", "4", "5"
    )?;
    for page in &pages {
        for stars in page.stars {
            write!(out, "{stars:>5} ")?;
        }
        writeln!(out, " {}", page.page)?;
        aspects(&mut out, "liked", &page.liked)?;
        aspects(&mut out, "hard", &page.hard)?;
    }
    Ok(())
}

fn aspects(out: &mut impl Write, what: &str, counts: &BTreeMap<String, u64>) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(aspect, count)| format!("{aspect} {count}"))
        .collect();
    writeln!(out, "{:>31} {what}: {}", "", counts.join(", "))
}
