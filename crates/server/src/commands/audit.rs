//! `polo audit`: is the record as it was written? And `polo purge`: what was erased, and why. What is printed holds nothing of
//! any person. Never here: how a chain is made.

use super::CommandError;
use crate::cli::AuditCommand;
use jiff::{SignedDuration, Timestamp};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines, Write};
use std::path::Path;
use store::{Class, Erasure, Head, Reason, Store, Told};

/// What stands before the heads, and behind them: a file that was cut short is found.
const FIRST: &str = "polo heads 1";
const LAST: &str = "end";
/// How many purges are looked through for the one just made.
const RECENT: u32 = 100;

/// Why a file of heads is of no use.
#[derive(Debug, thiserror::Error)]
pub enum UnfitHeads {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// Some other file, or one changed by hand.
    #[error("line {0} is not what `polo audit heads` prints")]
    Line(u64),
    /// Its end is missing.
    #[error("the file was cut short: its last line is missing")]
    Short,
}

pub(super) async fn run(store: &Store, command: AuditCommand) -> Result<(), CommandError> {
    match command {
        AuditCommand::Verify { against } => verify(store, against.as_deref()).await,
        AuditCommand::Heads => heads(store).await,
        AuditCommand::Purges { limit } => purges(store, limit).await,
    }
}

async fn heads(store: &Store) -> Result<(), CommandError> {
    let mut out = io::stdout();
    writeln!(out, "{FIRST}")?;
    let mut printed = Ok(());
    let mut tell = |head: &Head| {
        if printed.is_ok() {
            printed = writeln!(out, "{head}");
        }
    };
    store.audit().heads(&mut tell).await?;
    store.close().await;
    printed?;
    Ok(writeln!(out, "{LAST}")?)
}

async fn verify(store: &Store, against: Option<&Path>) -> Result<(), CommandError> {
    let unfit = |error| CommandError::Heads(against.unwrap_or(Path::new("")).to_owned(), error);
    let heads = against.map(open).transpose().map_err(unfit)?;
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut printed = Ok(());
    let mut tell = |told| {
        let line = match told {
            Told::Found(fault) => writeln!(out, "{fault}"),
            // A thousand lines tell no more than twenty.
            Told::Progress { done, of } if done == of || done % 10_000 == 0 => {
                writeln!(err, "{done} of {of} requests gone through")
            }
            Told::Progress { .. } => Ok(()),
        };
        if printed.is_ok() {
            printed = line;
        }
    };
    let heads = heads.into_iter().flatten();
    let verified = store.audit().verify(heads, &mut tell).await?;
    store.close().await;
    printed?;
    if verified.faults > 0 {
        return Err(CommandError::Record(verified.faults));
    }
    Ok(writeln!(
        io::stdout().lock(),
        "The record is as it was written: {} entries, {} requests.",
        verified.entries,
        verified.requests
    )?)
}

/// The heads of the file, which was read through once: line by line, however many there are.
fn open(path: &Path) -> Result<impl Iterator<Item = Head> + Send + use<>, UnfitHeads> {
    let mut lines = (1..).zip(BufReader::new(File::open(path)?).lines());
    let first = lines.next().map(|(_, line)| line).transpose()?;
    if first.as_deref() != Some(FIRST) {
        return Err(UnfitHeads::Line(1));
    }
    let mut ended = false;
    for (number, line) in lines {
        let line = line?;
        if ended || (line != LAST && line.parse::<Head>().is_err()) {
            return Err(UnfitHeads::Line(number));
        }
        ended = line == LAST;
    }
    if !ended {
        return Err(UnfitHeads::Short);
    }
    let again: Lines<BufReader<File>> = BufReader::new(File::open(path)?).lines();
    Ok(again.filter_map(|line| line.ok()?.parse().ok()))
}

async fn purges(store: &Store, limit: u32) -> Result<(), CommandError> {
    let erasures = store.audit().erasures(limit).await?;
    store.close().await;
    let mut out = io::stdout().lock();
    for erasure in &erasures {
        writeln!(out, "{}  {}", erasure.at, words(erasure))?;
    }
    if erasures.is_empty() {
        writeln!(out, "Nothing was erased yet.")?;
    }
    Ok(())
}

/// What the purge of that instant erased.
pub(super) async fn purged(store: &Store, at: Timestamp) -> Result<(), CommandError> {
    let erasures = store.audit().erasures(RECENT).await?;
    store.close().await;
    let mut out = io::stdout().lock();
    let at = at.as_millisecond();
    let gone = erasures
        .iter()
        .filter(|erasure| erasure.at.as_millisecond() == at);
    let gone: Vec<&Erasure> = gone.collect();
    for erasure in &gone {
        writeln!(out, "{}", words(erasure))?;
    }
    if gone.is_empty() {
        writeln!(out, "Nothing had been kept for its time.")?;
    }
    Ok(())
}

/// `closed requests: 3 (kept 730 days from their closing)`.
fn words(erasure: &Erasure) -> String {
    let class = match erasure.class {
        Class::Withdrawn => "withdrawn requests",
        Class::Closed => "closed requests",
        Class::Once => "answers kept for repeated sendings",
        Class::Feedback => "feedback",
        Class::Messages => "messages",
        Class::Slots => "times that nobody had",
        Class::Sessions => "sessions of the staff that were over",
        Class::Tickets => "tickets that held no longer",
        Class::AccountEntries => "entries of the record of accounts",
    };
    let since = match erasure.reason {
        Reason::SinceWithdrawal => "their withdrawal",
        Reason::SinceClosing => "their closing",
        Reason::SinceWriting => "when they were written",
        Reason::SinceEnd => "their end",
    };
    let kept = span(erasure.kept);
    format!("{class}: {} (kept {kept} from {since})", erasure.count)
}

fn span(kept: SignedDuration) -> String {
    match kept.as_hours() {
        hours if hours >= 48 && hours % 24 == 0 => format!("{} days", hours / 24),
        hours => format!("{hours} hours"),
    }
}
