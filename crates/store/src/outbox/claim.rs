//! Claiming: which messages are ours to send, and what becomes of those that cannot be. Never here: an end that somebody
//! reports.

use super::put::KeptFill;
use super::{Claimed, Outbox, fill_place, recipient_place};
use crate::engine::retry;
use crate::error::StoreError;
use domain::message::{Channel, Kind, Recipient};
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// Due, and nobody else's. On PostgreSQL each row is held until the end of the transaction, and those that others hold are
/// passed over; on SQLite the transaction holds the whole file.
macro_rules! due {
    ($lock:literal) => {
        concat!(
            "SELECT id, kind, language, recipient, fill, attempts FROM outbox \
             WHERE ended_at IS NULL AND state = 'pending' AND channel = $1 AND due_at <= $2 \
             ORDER BY due_at, id LIMIT $3",
            $lock
        )
    };
}

pub(super) async fn claim(
    outbox: &Outbox<'_>,
    channel: Channel,
    now: Timestamp,
    limit: u32,
    lease: SignedDuration,
) -> Result<Vec<Claimed>, StoreError> {
    // Most often there is nothing: looking takes no lock that a booking would wait for.
    if !anything(outbox, channel, now).await? {
        return Ok(Vec::new());
    }
    retry(|| attempt(outbox, channel, now, limit, lease)).await
}

async fn anything(outbox: &Outbox<'_>, channel: Channel, now: Timestamp) -> Result<bool, StoreError> {
    let look = sqlx::query(
        "SELECT id FROM outbox WHERE ended_at IS NULL AND channel = $1 AND due_at <= $2 \
         AND (state = 'pending' OR leased_until <= $2) LIMIT 1",
    );
    let look = look.bind(channel.word()).bind(now.as_millisecond());
    let found = look.fetch_optional(outbox.database.reader()).await?;
    Ok(found.is_some())
}

async fn attempt(
    outbox: &Outbox<'_>,
    channel: Channel,
    now: Timestamp,
    limit: u32,
    lease: SignedDuration,
) -> Result<Vec<Claimed>, StoreError> {
    let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
    let mut tx = outbox.database.write().await?;
    tidy(&mut tx, now).await?;
    let due = outbox.database.choose(due!(""), due!(" FOR UPDATE SKIP LOCKED"));
    let due = sqlx::query(due)
        .bind(channel.word())
        .bind(now.as_millisecond())
        .bind(i64::from(limit));
    let mut claimed = Vec::new();
    for row in due.fetch_all(&mut *tx).await? {
        let id: String = row.try_get("id")?;
        match opened(outbox, channel, &id, &row) {
            Ok(message) => {
                take(&mut tx, &id, until).await?;
                claimed.push(message);
            }
            // One that cannot be read must not stand in the way of all the others.
            Err(error @ (StoreError::Vault(_) | StoreError::Corrupt(_))) => {
                tracing::error!(%error, id, "a message cannot be opened and is given up");
                super::end::end(&mut tx, &id, &super::Ending::Failed("unreadable"), now).await?;
            }
            Err(error) => return Err(error),
        }
    }
    tx.commit().await?;
    Ok(claimed)
}

async fn take(connection: &mut AnyConnection, id: &str, until: Timestamp) -> Result<(), StoreError> {
    let take = sqlx::query(
        "UPDATE outbox SET state = 'sending', leased_until = $2, attempts = attempts + 1 WHERE id = $1",
    );
    let take = take.bind(id.to_owned()).bind(until.as_millisecond());
    take.execute(connection).await?;
    Ok(())
}

fn opened(outbox: &Outbox<'_>, channel: Channel, id: &str, row: &AnyRow) -> Result<Claimed, StoreError> {
    let corrupt = StoreError::Corrupt;
    let recipient: Vec<u8> = row.try_get("recipient")?;
    let recipient = outbox.vault.unseal(recipient_place(id), &recipient)?;
    let recipient = std::str::from_utf8(&recipient)
        .ok()
        .and_then(|address| Recipient::parse(channel, address));
    let fill: Vec<u8> = row.try_get("fill")?;
    let fill = outbox.vault.unseal(fill_place(id), &fill)?;
    let fill: Option<KeptFill> = serde_json::from_slice(&fill).ok();
    let kind = Kind::of(&row.try_get::<String, _>("kind")?);
    let attempts = u32::try_from(row.try_get::<i64, _>("attempts")? + 1);
    Ok(Claimed {
        id: id.to_owned(),
        kind: kind.ok_or(corrupt("outbox.kind"))?,
        recipient: recipient.ok_or(corrupt("outbox.recipient"))?,
        language: row.try_get("language")?,
        fill: fill.and_then(KeptFill::fill).ok_or(corrupt("outbox.fill"))?,
        attempts: attempts.map_err(|_| corrupt("outbox.attempts"))?,
    })
}

/// What has passed its time has expired; what somebody claimed and never reported on is uncertain: they may have fallen
/// after the provider took it.
pub(super) async fn tidy(connection: &mut AnyConnection, now: Timestamp) -> Result<(), StoreError> {
    let now = now.as_millisecond();
    let expired = sqlx::query(
        "UPDATE outbox SET state = 'expired', recipient = NULL, fill = NULL, ended_at = $1 \
         WHERE ended_at IS NULL AND state = 'pending' AND expires_at <= $1",
    );
    let expired = expired.bind(now).execute(&mut *connection).await?.rows_affected();
    let lapsed = sqlx::query(
        "UPDATE outbox SET state = 'uncertain', recipient = NULL, fill = NULL, error = 'no report', ended_at = $1 \
         WHERE ended_at IS NULL AND state = 'sending' AND leased_until <= $1",
    );
    let uncertain = lapsed.bind(now).execute(connection).await?.rows_affected();
    if expired + uncertain > 0 {
        tracing::warn!(
            expired,
            uncertain,
            "messages that did not go, or may not have gone"
        );
    }
    Ok(())
}
