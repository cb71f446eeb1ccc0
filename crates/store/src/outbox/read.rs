//! What the staff may see of messages, and their end. Never here: a recipient.

use super::claim::tidy;
use super::{Count, MessageHeld, MessageShown, Outbox, State, Summary, recipient_place, reference_place};
use crate::error::StoreError;
use crate::vault::Vault;
use domain::Code;
use domain::message::{Channel, Kind};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, request, kind, channel, state, due_at, ended_at, attempts, error, reference FROM outbox ",
            $rest
        )
    };
}

pub(super) async fn summary(outbox: &Outbox<'_>) -> Result<Summary, StoreError> {
    let mut tx = outbox.database.read().await?;
    let query = sqlx::query("SELECT channel, state, COUNT(*) AS count FROM outbox GROUP BY channel, state");
    let mut counts = Vec::new();
    for row in query.fetch_all(&mut *tx).await? {
        counts.push(Count {
            channel: channel(&row)?,
            state: state(&row)?,
            count: row.try_get::<i64, _>("count")?.unsigned_abs(),
        });
    }
    counts.sort_by_key(|count| (count.channel, count.state));
    let oldest = sqlx::query("SELECT MIN(due_at) AS oldest FROM outbox WHERE state = 'pending'");
    let oldest = oldest
        .fetch_one(&mut *tx)
        .await?
        .try_get::<Option<i64>, _>("oldest")?;
    tx.commit().await?;
    Ok(Summary {
        counts,
        oldest_pending: oldest.map(|at| instant(at, "outbox.due_at")).transpose()?,
    })
}

pub(super) async fn in_trouble(outbox: &Outbox<'_>, limit: u32) -> Result<Vec<MessageShown>, StoreError> {
    let query = sqlx::query(select!(
        "WHERE state IN ('failed', 'uncertain') ORDER BY ended_at DESC, id LIMIT $1"
    ));
    let rows = query.bind(i64::from(limit)).fetch_all(outbox.database.reader());
    rows.await?.iter().map(shown).collect()
}

pub(super) async fn about(outbox: &Outbox<'_>, request: &Code) -> Result<Vec<MessageShown>, StoreError> {
    let query = sqlx::query(select!("WHERE request = $1 ORDER BY due_at, id"));
    let rows = query.bind(request.as_str().to_owned());
    let rows = rows.fetch_all(outbox.database.reader()).await?;
    let messages = rows.iter().map(|row| {
        let mut message = shown(row)?;
        if let Some(sealed) = row.try_get::<Option<Vec<u8>>, _>("reference")? {
            let reference = outbox.vault.unseal(reference_place(&message.id), &sealed)?;
            message.reference =
                String::from_utf8(reference).map_err(|_| StoreError::Corrupt("outbox.reference"))?;
        }
        Ok(message)
    });
    messages.collect()
}

fn shown(row: &AnyRow) -> Result<MessageShown, StoreError> {
    let corrupt = StoreError::Corrupt;
    let text = |column| row.try_get::<String, _>(column);
    Ok(MessageShown {
        id: text("id")?,
        request: text("request")?.parse().map_err(|_| corrupt("outbox.request"))?,
        kind: Kind::of(&text("kind")?).ok_or(corrupt("outbox.kind"))?,
        channel: channel(row)?,
        state: state(row)?,
        due: instant(row.try_get("due_at")?, "outbox.due_at")?,
        ended: row
            .try_get::<Option<i64>, _>("ended_at")?
            .map(|at| instant(at, "outbox.ended_at"))
            .transpose()?,
        attempts: u32::try_from(row.try_get::<i64, _>("attempts")?)
            .map_err(|_| corrupt("outbox.attempts"))?,
        error: row.try_get::<Option<String>, _>("error")?.unwrap_or_default(),
        reference: String::new(),
    })
}

/// The messages about a request, with the addresses that they still go to. For whoever has shown the secret.
pub(crate) async fn held(
    connection: &mut AnyConnection,
    vault: &Vault,
    request: &Code,
) -> Result<Vec<MessageHeld>, StoreError> {
    let query = sqlx::query(
        "SELECT id, kind, channel, state, due_at, ended_at, recipient FROM outbox WHERE request = $1 ORDER BY due_at, id",
    );
    let query = query.bind(request.as_str().to_owned());
    let rows = query.fetch_all(connection).await?;
    let messages = rows.iter().map(|row| {
        let corrupt = StoreError::Corrupt;
        let id: String = row.try_get("id")?;
        let recipient = row.try_get::<Option<Vec<u8>>, _>("recipient")?;
        let recipient = recipient.map(|sealed| {
            let recipient = vault.unseal(recipient_place(&id), &sealed)?;
            String::from_utf8(recipient).map_err(|_| corrupt("outbox.recipient"))
        });
        let kind = Kind::of(&row.try_get::<String, _>("kind")?);
        let ended: Option<i64> = row.try_get("ended_at")?;
        Ok(MessageHeld {
            kind: kind.ok_or(corrupt("outbox.kind"))?,
            channel: channel(row)?,
            state: state(row)?,
            due: instant(row.try_get("due_at")?, "outbox.due_at")?,
            ended: ended.map(|at| instant(at, "outbox.ended_at")).transpose()?,
            recipient: recipient.transpose()?,
        })
    });
    messages.collect()
}

fn channel(row: &AnyRow) -> Result<Channel, StoreError> {
    Channel::of(&row.try_get::<String, _>("channel")?).ok_or(StoreError::Corrupt("outbox.channel"))
}

fn state(row: &AnyRow) -> Result<State, StoreError> {
    State::of(&row.try_get::<String, _>("state")?).ok_or(StoreError::Corrupt("outbox.state"))
}

fn instant(at: i64, column: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(at).map_err(|_| StoreError::Corrupt(column))
}

/// Erases the messages that ended before that instant; says how many there were. Those of a channel that nobody serves
/// any more expire here.
pub(crate) async fn purge(
    connection: &mut AnyConnection,
    now: Timestamp,
    before: Timestamp,
) -> Result<u64, StoreError> {
    tidy(connection, now).await?;
    let purge = sqlx::query("DELETE FROM outbox WHERE ended_at < $1").bind(before.as_millisecond());
    Ok(purge.execute(connection).await?.rows_affected())
}
