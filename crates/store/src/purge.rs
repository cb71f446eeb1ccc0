//! Erasing what has been kept for its time, and the register of what went and why. Never here: a withdrawal, which erases at once and is the
//! person's own.

use crate::audit::{self, Class, Note, Reason, Rule};
use crate::engine::{Database, retry};
use crate::error::StoreError;
use crate::requests::record::protocol;
use crate::vault::Vault;
use crate::{accounts, agenda, feedback, once, outbox};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use sqlx::AnyConnection;

/// How many requests go in one transaction.
const ROUND: i64 = 500;

/// How long each class is kept. What the privacy page promises must be what stands here. Answers to sendings
/// with a key go after a day, whatever is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// What is left of a withdrawn request (status, dates, protocol, record), from its withdrawal.
    pub withdrawn: SignedDuration,
    /// A closed request, from its closing.
    pub closed: SignedDuration,
    /// Feedback on pages, from its day.
    pub feedback: SignedDuration,
    /// What is left of a message (kind, channel, times, how it ended), from its end.
    pub messages: SignedDuration,
    /// Times of the agenda that nobody had, from their end.
    pub slots: SignedDuration,
}

impl Default for Retention {
    /// Requests two years after they end, feedback one year, messages 90 days, times that nobody had 30.
    fn default() -> Self {
        Self {
            withdrawn: days(2 * 365),
            closed: days(2 * 365),
            feedback: days(365),
            messages: days(90),
            slots: days(30),
        }
    }
}

const fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// How much was erased, by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Withdrawn requests.
    pub withdrawn: u64,
    /// Closed requests.
    pub closed: u64,
    /// Answers kept for the same sending to come again.
    pub once: u64,
    /// Feedback on pages.
    pub feedback: u64,
    /// Messages.
    pub messages: u64,
    /// Times of the agenda that nobody had.
    pub slots: u64,
    /// Sessions of the staff that were over.
    pub sessions: u64,
    /// Tickets to set an account up that held no longer.
    pub tickets: u64,
    /// Entries of the record of accounts.
    pub account_entries: u64,
}

pub(crate) async fn run(
    database: &Database,
    vault: &Vault,
    now: Timestamp,
    retention: &Retention,
) -> Result<Purged, StoreError> {
    let mut purged = retry(|| rest(database, vault, now, retention)).await?;
    purged.withdrawn = requests(database, vault, now, retention, Class::Withdrawn).await?;
    purged.closed = requests(database, vault, now, retention, Class::Closed).await?;
    purged.account_entries = retry(|| record(database, vault, now)).await?;
    database.checkpoint().await?;
    Ok(purged)
}

fn before(now: Timestamp, kept: SignedDuration) -> Timestamp {
    now.saturating_sub::<SignedDuration>(kept)
        .unwrap_or(Timestamp::MIN)
}

/// The requests of a class, a round of them in each transaction: whoever sends one meanwhile does not wait for all.
async fn requests(
    database: &Database,
    vault: &Vault,
    now: Timestamp,
    retention: &Retention,
    class: Class,
) -> Result<u64, StoreError> {
    let mut gone = 0;
    loop {
        let round = retry(|| request_round(database, vault, now, retention, class)).await?;
        gone += round;
        if round < ROUND.unsigned_abs() {
            return Ok(gone);
        }
    }
}

/// Lines and record go with their request (`ON DELETE CASCADE`); that it was there, and why it went, stays on the register.
async fn request_round(
    database: &Database,
    vault: &Vault,
    now: Timestamp,
    retention: &Retention,
    class: Class,
) -> Result<u64, StoreError> {
    let (reason, kept, sql) = match class {
        // What was closed before the person had it erased goes no later for that.
        Class::Withdrawn => (
            Reason::SinceWithdrawal,
            retention.withdrawn,
            "DELETE FROM requests WHERE code IN (SELECT code FROM requests WHERE status = 'withdrawn' \
             AND (withdrawn_at < $1 OR closed_at < $2) LIMIT $3) RETURNING protocol_year, protocol_number",
        ),
        _ => (
            Reason::SinceClosing,
            retention.closed,
            "DELETE FROM requests WHERE code IN (SELECT code FROM requests WHERE status = 'closed' \
             AND (closed_at < $1 OR closed_at < $2) LIMIT $3) RETURNING protocol_year, protocol_number",
        ),
    };
    let rule = Rule { class, reason, kept };
    let mut tx = database.write().await?;
    begin(&mut tx).await?;
    let delete = sqlx::query(sql).bind(before(now, kept).as_millisecond());
    let delete = delete.bind(before(now, retention.closed).as_millisecond());
    let rows = delete.bind(ROUND).fetch_all(&mut *tx).await?;
    let protocols = rows.iter().map(protocol);
    let mut protocols = protocols.collect::<Result<Vec<_>, _>>()?;
    protocols.sort_by_key(|protocol| (protocol.year, protocol.number));
    let notes = protocols.into_iter().map(|protocol| Note::Purged(protocol, rule));
    let mut notes: Vec<Note> = notes.collect();
    let gone = notes.len() as u64;
    if gone > 0 {
        notes.push(Note::Erased(rule, gone));
    }
    audit::enter(&mut tx, vault, now.as_millisecond(), &notes).await?;
    end(&mut tx).await?;
    tx.commit().await?;
    Ok(gone)
}

/// All that is no request.
async fn rest(
    database: &Database,
    vault: &Vault,
    now: Timestamp,
    retention: &Retention,
) -> Result<Purged, StoreError> {
    let mut tx = database.write().await?;
    let oldest_feedback = Offset::UTC.to_datetime(before(now, retention.feedback)).date();
    let (sessions, tickets) = accounts::purge(&mut tx, now).await?;
    let purged = Purged {
        once: once::purge(&mut tx, now).await?,
        feedback: feedback::purge(&mut tx, oldest_feedback).await?,
        messages: outbox::purge(&mut tx, now, before(now, retention.messages)).await?,
        slots: agenda::purge(&mut tx, before(now, retention.slots)).await?,
        sessions,
        tickets,
        ..Purged::default()
    };
    let rules = [
        (purged.once, Class::Once, Reason::SinceWriting, once::KEPT),
        (
            purged.feedback,
            Class::Feedback,
            Reason::SinceWriting,
            retention.feedback,
        ),
        (
            purged.messages,
            Class::Messages,
            Reason::SinceEnd,
            retention.messages,
        ),
        (purged.slots, Class::Slots, Reason::SinceEnd, retention.slots),
        (purged.sessions, Class::Sessions, Reason::SinceEnd, days(0)),
        (purged.tickets, Class::Tickets, Reason::SinceEnd, days(0)),
    ];
    let gone = rules.into_iter().filter(|(count, ..)| *count > 0);
    let notes = gone.map(|(count, class, reason, kept)| {
        let rule = Rule { class, reason, kept };
        Note::Erased(rule, count)
    });
    let notes: Vec<Note> = notes.collect();
    audit::enter(&mut tx, vault, now.as_millisecond(), &notes).await?;
    tx.commit().await?;
    Ok(purged)
}

/// The record of accounts, by itself: should it not be readable, all else goes in its time nevertheless.
async fn record(database: &Database, vault: &Vault, now: Timestamp) -> Result<u64, StoreError> {
    let mut tx = database.write().await?;
    begin(&mut tx).await?;
    let cut = accounts::purge_record(&mut tx, vault, now).await?;
    let rule = Rule {
        class: Class::AccountEntries,
        reason: Reason::SinceWriting,
        kept: accounts::ENTRIES_KEPT,
    };
    let gone = cut.as_ref().map_or(0, |(gone, ..)| *gone);
    let notes = cut.map(|(gone, number, head)| Note::Cut(rule, gone, number, head));
    audit::enter(&mut tx, vault, now.as_millisecond(), notes.as_slice()).await?;
    end(&mut tx).await?;
    tx.commit().await?;
    Ok(gone)
}

/// From here to [`end`] entries of the record may go, in this transaction alone.
async fn begin(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let open = sqlx::query("INSERT INTO purging (open) VALUES (1)");
    open.execute(connection).await?;
    Ok(())
}

async fn end(connection: &mut AnyConnection) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM purging").execute(connection).await?;
    Ok(())
}
