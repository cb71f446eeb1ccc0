//! Idempotency: a sending that bears a key is carried out once, and answered alike each time it comes. The
//! key is claimed in the transaction that does the work: both hold or neither. Never here: what is done under
//! the claim.

use crate::error::StoreError;
use crate::vault::{Place, Vault};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// How long an answer is kept for the same sending to come again.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(24);
const KEY: &str = "once key";
const FINGERPRINT: &str = "once fingerprint";

/// What tells one sending from another.
#[derive(Clone)]
pub struct Once {
    /// The `Idempotency-Key` of the sender; without one, each sending is a new one.
    pub key: Option<String>,
    /// A hash of all that was sent: the same key with another is a mistake of the sender. It is hashed again,
    /// with a key, before it is stored.
    pub fingerprint: [u8; 32],
}

impl Once {
    /// Of a sender that gave no key: done each time it comes.
    pub fn none() -> Self {
        Self {
            key: None,
            fingerprint: [0; 32],
        }
    }
}

/// What was done, now or when the same sending came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// Done now, and committed.
    Fresh(T),
    /// Done before; this is what was answered then.
    Replayed(T),
}

impl<T> Answer<T> {
    /// The answer, whenever it was first given.
    pub fn into_inner(self) -> T {
        match self {
            Self::Fresh(answer) | Self::Replayed(answer) => answer,
        }
    }
}

pub(crate) enum OnceError {
    KeyReused,
    Store(StoreError),
}

impl<E: Into<StoreError>> From<E> for OnceError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// What came of a claim.
pub(crate) enum Claim<T> {
    /// The work is ours to do; the answer goes to [`Claimed::keep`].
    Ours(Claimed),
    /// It was done before.
    Before(T),
}

/// What is kept of a change for a replay: when it was made, in Unix milliseconds.
#[derive(Serialize, Deserialize)]
pub(crate) struct When {
    pub(crate) at: i64,
}

impl When {
    pub(crate) fn instant(&self) -> Result<Timestamp, StoreError> {
        Timestamp::from_millisecond(self.at).map_err(|_| StoreError::Corrupt("once.answer"))
    }
}

/// The right to do the work, once.
pub(crate) struct Claimed(Option<Vec<u8>>);

/// Claims the key for `operation` on `subject`. A second claimer waits here for the first to end, then reads
/// its answer.
pub(crate) async fn claim<T: DeserializeOwned>(
    connection: &mut AnyConnection,
    vault: &Vault,
    (operation, subject): (&'static str, &str),
    once: &Once,
    now: Timestamp,
) -> Result<Claim<T>, OnceError> {
    let Some(key) = &once.key else {
        return Ok(Claim::Ours(Claimed(None)));
    };
    let parts = [operation.as_bytes(), subject.as_bytes(), key.as_bytes()];
    let oldest = oldest(now);
    // A key claimed just before the vault's keys were changed stands under the older one.
    for older in vault.older_hashes(KEY, &parts) {
        if let Some(row) = find(connection, &older, oldest).await? {
            return before(vault, &older, once, &row).map(Claim::Before);
        }
    }
    let key = vault.hash(KEY, &parts);
    let claim = sqlx::query(
        "INSERT INTO once (key, fingerprint, at) VALUES ($1, $2, $3) ON CONFLICT (key) DO UPDATE \
         SET fingerprint = excluded.fingerprint, at = excluded.at, answer = NULL WHERE once.at < $4",
    );
    let fingerprint = vault.hash(FINGERPRINT, &[&once.fingerprint]);
    let claim = claim
        .bind(key.clone())
        .bind(fingerprint)
        .bind(now.as_millisecond())
        .bind(oldest);
    if claim.execute(&mut *connection).await?.rows_affected() > 0 {
        return Ok(Claim::Ours(Claimed(Some(key))));
    }
    let row = find(connection, &key, oldest)
        .await?
        .ok_or(StoreError::Corrupt("once.key"))?;
    before(vault, &key, once, &row).map(Claim::Before)
}

/// What was answered when this sending came before, claiming nothing.
pub(crate) async fn look_up<T: DeserializeOwned>(
    connection: &mut AnyConnection,
    vault: &Vault,
    (operation, subject): (&'static str, &str),
    once: &Once,
    now: Timestamp,
) -> Result<Option<T>, OnceError> {
    let Some(key) = &once.key else {
        return Ok(None);
    };
    let parts = [operation.as_bytes(), subject.as_bytes(), key.as_bytes()];
    let mut hashes = vault.older_hashes(KEY, &parts);
    hashes.push(vault.hash(KEY, &parts));
    for hash in hashes {
        if let Some(row) = find(connection, &hash, oldest(now)).await? {
            return before(vault, &hash, once, &row).map(Some);
        }
    }
    Ok(None)
}

/// Before it, answers are no longer kept; unix milliseconds.
fn oldest(now: Timestamp) -> i64 {
    now.saturating_sub(KEPT)
        .unwrap_or(Timestamp::MIN)
        .as_millisecond()
}

async fn find(connection: &mut AnyConnection, key: &[u8], oldest: i64) -> Result<Option<AnyRow>, StoreError> {
    let query = sqlx::query("SELECT fingerprint, answer FROM once WHERE key = $1 AND at >= $2");
    Ok(query
        .bind(key.to_vec())
        .bind(oldest)
        .fetch_optional(connection)
        .await?)
}

fn before<T: DeserializeOwned>(vault: &Vault, key: &[u8], once: &Once, row: &AnyRow) -> Result<T, OnceError> {
    let fingerprint: Vec<u8> = row.try_get("fingerprint")?;
    if !vault.agrees(FINGERPRINT, &[&once.fingerprint], &fingerprint)? {
        return Err(OnceError::KeyReused);
    }
    let answer: Vec<u8> = row.try_get("answer")?;
    let answer = vault.unseal(place(&row_name(key)), &answer)?;
    Ok(serde_json::from_slice(&answer).map_err(|_| StoreError::Corrupt("once.answer"))?)
}

impl Claimed {
    /// Keeps the answer, in the transaction that claimed.
    pub(crate) async fn keep<T: Serialize>(
        self,
        connection: &mut AnyConnection,
        vault: &Vault,
        answer: &T,
    ) -> Result<(), OnceError> {
        let Some(key) = self.0 else { return Ok(()) };
        let answer = serde_json::to_vec(answer).map_err(|_| StoreError::Corrupt("once.answer"))?;
        let answer = vault.seal(place(&row_name(&key)), &answer)?;
        let keep = sqlx::query("UPDATE once SET answer = $2 WHERE key = $1");
        keep.bind(key).bind(answer).execute(connection).await?;
        Ok(())
    }
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "once",
        row,
        column: "answer",
    }
}

fn row_name(key: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(key)
}

/// Erases the answers whose time has passed; says how many there were.
pub(crate) async fn purge(connection: &mut AnyConnection, now: Timestamp) -> Result<u64, StoreError> {
    let oldest = now
        .saturating_sub(KEPT)
        .unwrap_or(Timestamp::MIN)
        .as_millisecond();
    let purge = sqlx::query("DELETE FROM once WHERE at < $1").bind(oldest);
    Ok(purge.execute(connection).await?.rows_affected())
}
