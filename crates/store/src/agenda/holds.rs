//! Seats held while a form is filled. Whoever has the token has the seat; it is kept as a keyed hash. Never here: whether a
//! form was worth it.

use super::claim::{self, Guard, instant};
use super::{Agenda, Held, NewHold};
use crate::engine::{Database, retry};
use crate::error::{AgendaError, StoreError};
use crate::vault::Vault;
use domain::Secret;
use jiff::Timestamp;
use sqlx::{AnyConnection, Row};

const TOKEN: &str = "hold";

/// How many holds are let go at a time.
const AT_ONCE: i64 = 200;

/// A hold that was found by its token.
pub(super) struct Found {
    pub(super) tag: Vec<u8>,
    pub(super) slot: String,
    pub(super) worker: String,
}

pub(super) async fn hold(
    agenda: &Agenda<'_>,
    new: &NewHold<'_>,
    now: Timestamp,
) -> Result<Held, AgendaError> {
    let candidates = {
        let mut reading = agenda.database.read().await?;
        claim::candidates(&mut reading, new.time, claim::Order::Load, now).await?
    };
    for worker in candidates {
        if let Some(held) = retry(|| attempt(agenda, new, &worker, now)).await? {
            return Ok(held);
        }
    }
    Err(AgendaError::Taken)
}

async fn attempt(
    agenda: &Agenda<'_>,
    new: &NewHold<'_>,
    worker: &str,
    now: Timestamp,
) -> Result<Option<Held>, StoreError> {
    let Agenda { database, vault } = *agenda;
    let mut tx = database.write().await?;
    let before = match &new.instead_of {
        Some(token) => find(&mut tx, vault, token).await?,
        None => None,
    };
    let mut workers = vec![worker];
    workers.extend(before.as_ref().map(|before| before.worker.as_str()));
    claim::lock(database, &mut tx, &workers).await?;
    release_expired_of(&mut tx, worker, now).await?;
    if let Some(before) = &before {
        let_go(&mut tx, before).await?;
    }
    // Whoever has a seat may hold it anew, whoever waits.
    let guard = before
        .as_ref()
        .map_or(Guard::List, |before| Guard::Own(&before.slot));
    let Some(seat) = claim::claim_under(&mut tx, worker, new.time, now, guard).await? else {
        return Ok(None);
    };
    let insert = sqlx::query("INSERT INTO holds (tag, slot, way, until_at) VALUES ($1, $2, $3, $4)");
    let insert = insert
        .bind(vault.hash(TOKEN, &[new.token.expose().as_bytes()]))
        .bind(seat.slot)
        .bind(new.time.asked.way.word())
        .bind(new.until.as_millisecond());
    insert.execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(Some(Held {
        start: seat.start,
        end: seat.end,
        until: instant(new.until.as_millisecond(), "holds.until_at")?,
    }))
}

pub(super) async fn release(agenda: &Agenda<'_>, token: &Secret) -> Result<bool, StoreError> {
    retry(|| attempt_release(agenda, token)).await
}

async fn attempt_release(agenda: &Agenda<'_>, token: &Secret) -> Result<bool, StoreError> {
    let mut tx = agenda.database.write().await?;
    let Some(found) = find(&mut tx, agenda.vault, token).await? else {
        return Ok(false);
    };
    claim::lock(agenda.database, &mut tx, &[&found.worker]).await?;
    let gone = let_go(&mut tx, &found).await?;
    tx.commit().await?;
    Ok(gone)
}

/// The hold of that token, be it over or not; its worker's lock is not held yet, so that it may go at any moment.
pub(super) async fn find(
    connection: &mut AnyConnection,
    vault: &Vault,
    token: &Secret,
) -> Result<Option<Found>, StoreError> {
    let parts = [token.expose().as_bytes()];
    let mut tags = vec![vault.hash(TOKEN, &parts)];
    tags.extend(vault.older_hashes(TOKEN, &parts));
    for tag in tags {
        let query = sqlx::query(
            "SELECT h.slot AS slot, s.worker AS worker FROM holds h JOIN slots s ON s.id = h.slot WHERE h.tag = $1",
        );
        if let Some(row) = query.bind(tag.clone()).fetch_optional(&mut *connection).await? {
            return Ok(Some(Found {
                tag,
                slot: row.try_get("slot")?,
                worker: row.try_get("worker")?,
            }));
        }
    }
    Ok(None)
}

/// Takes the hold's place: the seat stays claimed, the hold is gone. `None` where it is over, or for something else. Its
/// worker's lock is held.
pub(super) async fn take_over(
    connection: &mut AnyConnection,
    found: &Found,
    time: super::Time<'_>,
    now: Timestamp,
) -> Result<Option<claim::Seat>, StoreError> {
    let take = sqlx::query(
        "DELETE FROM holds WHERE tag = $1 AND until_at > $2 AND way = $3 AND slot IN \
            (SELECT id FROM slots WHERE id = $4 AND polo = $5 AND motive = $6 AND start_at = $7 AND offered = 1)",
    );
    let take = take
        .bind(found.tag.clone())
        .bind(now.as_millisecond())
        .bind(time.asked.way.word())
        .bind(found.slot.clone())
        .bind(time.asked.polo.to_owned())
        .bind(time.asked.motive.to_owned())
        .bind(time.start.as_millisecond());
    if take.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(None);
    }
    let query = sqlx::query("SELECT end_at FROM slots WHERE id = $1").bind(found.slot.clone());
    let end: i64 = query.fetch_one(connection).await?.try_get("end_at")?;
    Ok(Some(claim::Seat {
        slot: found.slot.clone(),
        start: time.start,
        end: instant(end, "slots.end_at")?,
    }))
}

/// Lets the hold go, if it is still there; its worker's lock is held.
pub(super) async fn let_go(connection: &mut AnyConnection, found: &Found) -> Result<bool, StoreError> {
    let delete = sqlx::query("DELETE FROM holds WHERE tag = $1").bind(found.tag.clone());
    let gone = delete.execute(&mut *connection).await?.rows_affected() > 0;
    if gone {
        claim::give_back(connection, &found.slot).await?;
    }
    Ok(gone)
}

/// Lets go what is over of that worker, whose lock is held: whoever claims next finds those seats free.
pub(super) async fn release_expired_of(
    connection: &mut AnyConnection,
    worker: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let delete = sqlx::query(
        "DELETE FROM holds WHERE until_at <= $1 \
         AND EXISTS (SELECT 1 FROM slots WHERE slots.id = holds.slot AND slots.worker = $2) RETURNING slot",
    );
    let delete = delete.bind(now.as_millisecond()).bind(worker.to_owned());
    let rows = delete.fetch_all(&mut *connection).await?;
    for row in &rows {
        claim::give_back(connection, row.try_get("slot")?).await?;
    }
    Ok(rows.len() as u64)
}

pub(super) async fn release_expired(agenda: &Agenda<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let query = sqlx::query(
        "SELECT DISTINCT s.worker AS worker FROM holds h JOIN slots s ON s.id = h.slot WHERE h.until_at <= $1 LIMIT $2",
    );
    let query = query.bind(now.as_millisecond()).bind(AT_ONCE);
    let mut released = 0;
    for row in query.fetch_all(agenda.database.reader()).await? {
        let worker: String = row.try_get("worker")?;
        released += retry(|| one_worker(agenda.database, &worker, now)).await?;
    }
    Ok(released)
}

async fn one_worker(database: &Database, worker: &str, now: Timestamp) -> Result<u64, StoreError> {
    let mut tx = database.write().await?;
    claim::lock(database, &mut tx, &[worker]).await?;
    let released = release_expired_of(&mut tx, worker, now).await?;
    tx.commit().await?;
    Ok(released)
}
