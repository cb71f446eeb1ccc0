//! Erasing what has been kept for its time. Never here: a withdrawal, which erases at once and is the
//! person's own.

use crate::engine::{Database, retry};
use crate::error::StoreError;
use crate::{accounts, agenda, feedback, once, outbox};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use sqlx::AnyConnection;

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
}

pub(crate) async fn run(
    database: &Database,
    now: Timestamp,
    retention: &Retention,
) -> Result<Purged, StoreError> {
    let purged = retry(|| attempt(database, now, retention)).await?;
    database.checkpoint().await?;
    Ok(purged)
}

async fn attempt(database: &Database, now: Timestamp, retention: &Retention) -> Result<Purged, StoreError> {
    let before = |kept| {
        now.saturating_sub::<SignedDuration>(kept)
            .unwrap_or(Timestamp::MIN)
    };
    let mut tx = database.write().await?;
    let withdrawn = "DELETE FROM requests WHERE status = 'withdrawn' AND withdrawn_at < $1";
    let closed = "DELETE FROM requests WHERE status = 'closed' AND closed_at < $1";
    let purged = Purged {
        withdrawn: delete(&mut tx, withdrawn, before(retention.withdrawn)).await?,
        closed: delete(&mut tx, closed, before(retention.closed)).await?,
        once: once::purge(&mut tx, now).await?,
        feedback: feedback::purge(
            &mut tx,
            Offset::UTC.to_datetime(before(retention.feedback)).date(),
        )
        .await?,
        messages: outbox::purge(&mut tx, now, before(retention.messages)).await?,
        slots: agenda::purge(&mut tx, before(retention.slots)).await?,
    };
    accounts::purge(&mut tx, now).await?;
    tx.commit().await?;
    Ok(purged)
}

/// Lines and record go with their request (`ON DELETE CASCADE`).
async fn delete(
    connection: &mut AnyConnection,
    sql: &'static str,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let delete = sqlx::query(sql).bind(before.as_millisecond());
    Ok(delete.execute(connection).await?.rows_affected())
}
