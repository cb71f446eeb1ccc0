//! Whose turn it is with work that comes round by itself: of several processes on one database, one does it. Never here: the
//! work, how often it comes round (an argument).

use crate::engine::{Database, retry};
use crate::error::StoreError;
use jiff::{SignedDuration, Timestamp};

domain::words! {
    /// Work that comes round by itself.
    Work {
        /// Erasing what has been kept for its time.
        Purge = "purge",
        /// Offering what has come free to those who wait.
        Offers = "offers",
        /// Making the slots of the days to come.
        Plan = "plan",
    }
}

/// Takes the turn with this work if it is due; it is due again `every` so long. `false`: somebody has had it since.
pub(crate) async fn take(
    database: &Database,
    work: Work,
    now: Timestamp,
    every: SignedDuration,
) -> Result<bool, StoreError> {
    retry(|| set(database, work, now, every)).await
}

async fn set(
    database: &Database,
    work: Work,
    now: Timestamp,
    every: SignedDuration,
) -> Result<bool, StoreError> {
    let next = now.saturating_add(every).unwrap_or(Timestamp::MAX);
    let mut tx = database.write().await?;
    let turn = sqlx::query(
        "INSERT INTO turns (work, due_at) VALUES ($1, $2) \
         ON CONFLICT (work) DO UPDATE SET due_at = excluded.due_at WHERE turns.due_at <= $3",
    );
    let turn = turn
        .bind(work.word())
        .bind(next.as_millisecond())
        .bind(now.as_millisecond());
    let ours = turn.execute(&mut *tx).await?.rows_affected() == 1;
    tx.commit().await?;
    Ok(ours)
}
