//! `polo feedback`: what readers have said, page by page, and the words that they wrote.

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

pub(super) async fn comments(store: &Store, limit: u32) -> Result<(), CommandError> {
    let comments = store.feedback().comments(limit).await?;
    store.close().await;
    let mut out = io::stdout().lock();
    for comment in &comments {
        writeln!(out, "{}  {}/5  {}", comment.day, comment.rating, comment.page)?;
        for line in comment.text.as_str().lines() {
            writeln!(out, "    {line}")?;
        }
    }
    if comments.len() >= limit as usize {
        writeln!(out, "The newest {limit}: --limit shows more.")?;
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
