//! `polo messages`: what became of the messages to people. Never here: who got them, which is not kept.

use super::CommandError;
use crate::clock::in_italy;
use domain::Code;
use jiff::Timestamp;
use std::io::{self, Write};
use store::{MessageShown, Store};

pub(super) async fn status(store: &Store, limit: u32) -> Result<(), CommandError> {
    let outbox = store.outbox();
    let (summary, trouble) = (outbox.summary().await?, outbox.in_trouble(limit).await?);
    store.close().await;
    let mut out = io::stdout().lock();
    for count in &summary.counts {
        writeln!(
            out,
            "{:<7} {:<10} {:>7}",
            count.channel.word(),
            count.state.word(),
            count.count
        )?;
    }
    match summary.oldest_pending {
        Some(oldest) => writeln!(out, "The oldest that waits was or is due {}.", minute(oldest))?,
        None => writeln!(out, "None waits.")?,
    }
    if !trouble.is_empty() {
        writeln!(
            out,
            "\nFailed, or uncertain (the provider may have taken it: it is not sent again). Call these people:"
        )?;
    }
    list(&mut out, &trouble)
}

pub(super) async fn show(store: &Store, code: &str) -> Result<(), CommandError> {
    let code: Code = code.parse()?;
    let messages = store.outbox().about(&code).await?;
    store.close().await;
    list(&mut io::stdout().lock(), &messages)
}

fn list(out: &mut impl Write, messages: &[MessageShown]) -> Result<(), CommandError> {
    for message in messages {
        let line = format!(
            "{}  {:<7} {:<12} {:<9} {}  {} tried {}  {}",
            message.request,
            message.channel.word(),
            message.kind.word(),
            message.state.word(),
            minute(message.ended.unwrap_or(message.due)),
            message.id,
            message.attempts,
            [message.error.as_str(), &message.reference].concat(),
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn minute(at: Timestamp) -> String {
    in_italy(at).strftime("%Y-%m-%d %H:%M").to_string()
}
