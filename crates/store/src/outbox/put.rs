//! Putting, cancelling, erasing: within the transaction of what the messages are about. Never here: a transaction's end.

use super::{Fill, NewMessage, fill_place, recipient_place};
use crate::error::StoreError;
use crate::vault::{Vault, random};
use domain::Code;
use domain::message::Kind;
use domain::request::Way;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;

/// A [`Fill`] as it is sealed. What a later version adds has a default; what it drops is passed over.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptFill {
    /// Unix milliseconds.
    #[serde(default)]
    start: Option<i64>,
    #[serde(default)]
    way: Option<Way>,
    /// Unix milliseconds.
    #[serde(default)]
    until: Option<i64>,
    #[serde(default)]
    code: String,
}

impl From<&Fill> for KeptFill {
    fn from(fill: &Fill) -> Self {
        Self {
            start: fill.start.map(Timestamp::as_millisecond),
            way: fill.way,
            until: fill.until.map(Timestamp::as_millisecond),
            code: fill.code.clone(),
        }
    }
}

impl KeptFill {
    pub(super) fn fill(self) -> Option<Fill> {
        let instant = |at: Option<i64>| match at {
            Some(at) => Timestamp::from_millisecond(at).ok().map(Some),
            None => Some(None),
        };
        Some(Fill {
            start: instant(self.start)?,
            way: self.way,
            until: instant(self.until)?,
            code: self.code,
        })
    }
}

/// Puts a message; one with the same `dedupe` is not put again.
pub(crate) async fn put(
    connection: &mut AnyConnection,
    vault: &Vault,
    message: &NewMessage,
) -> Result<(), StoreError> {
    let id = format!("{:032x}", u128::from_be_bytes(random()?));
    let fill =
        serde_json::to_vec(&KeptFill::from(&message.fill)).map_err(|_| StoreError::Corrupt("outbox.fill"))?;
    let recipient = vault.seal(recipient_place(&id), message.recipient.address().as_bytes())?;
    let fill = vault.seal(fill_place(&id), &fill)?;
    let insert = sqlx::query(
        "INSERT INTO outbox (id, request, kind, channel, language, dedupe, recipient, fill, due_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (dedupe) DO NOTHING",
    );
    let insert = insert
        .bind(id)
        .bind(message.request.as_str().to_owned())
        .bind(message.kind.word())
        .bind(message.recipient.channel().word())
        .bind(message.language.clone())
        .bind(message.dedupe.clone())
        .bind(recipient)
        .bind(fill);
    let insert = insert
        .bind(message.due.as_millisecond())
        .bind(message.expires.as_millisecond());
    insert.execute(connection).await?;
    Ok(())
}

/// Drops the messages of these kinds about a request that have not gone yet; says how many there were. One that is being
/// sent cannot be called back; if the provider refuses it, it is not tried again.
pub(crate) async fn cancel(
    connection: &mut AnyConnection,
    request: &Code,
    kinds: &[Kind],
    now: Timestamp,
) -> Result<u64, StoreError> {
    let mut dropped = 0;
    for kind in kinds {
        let drop = sqlx::query(
            "UPDATE outbox SET state = 'dropped', recipient = NULL, fill = NULL, ended_at = $3 \
             WHERE request = $1 AND kind = $2 AND state = 'pending'",
        );
        let drop = drop
            .bind(request.as_str().to_owned())
            .bind(kind.word())
            .bind(now.as_millisecond());
        dropped += drop.execute(&mut *connection).await?.rows_affected();
        let going = sqlx::query(
            "UPDATE outbox SET unwanted = 1 WHERE request = $1 AND kind = $2 AND state = 'sending'",
        );
        let going = going.bind(request.as_str().to_owned()).bind(kind.word());
        going.execute(&mut *connection).await?;
    }
    Ok(dropped)
}

/// Erases whom the messages about a request go or went to, and drops those that have not gone yet.
pub(crate) async fn erase(
    connection: &mut AnyConnection,
    request: &Code,
    now: Timestamp,
) -> Result<(), StoreError> {
    let drop = sqlx::query(
        "UPDATE outbox SET state = 'dropped', ended_at = $2, recipient = NULL, fill = NULL \
         WHERE request = $1 AND state = 'pending'",
    );
    let drop = drop.bind(request.as_str().to_owned()).bind(now.as_millisecond());
    drop.execute(&mut *connection).await?;
    let erase = sqlx::query(
        "UPDATE outbox SET unwanted = 1, recipient = NULL, fill = NULL, reference = NULL WHERE request = $1",
    );
    erase
        .bind(request.as_str().to_owned())
        .execute(connection)
        .await?;
    Ok(())
}
