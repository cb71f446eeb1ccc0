//! The claim of a seat, and its release. Whatever changes what a worker's slots hold does so under that worker's lock, so that
//! what one statement finds the next can rely on. Never here: for whom.

use super::Time;
use crate::engine::Database;
use crate::error::StoreError;
use domain::agenda::offers::{LEAST, Suits};
use jiff::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// Of a slot: its worker is not taken by something else then. What takes a worker never overlaps (the tables see to that), so
/// that of all that begins before the slot is over, the last to begin is the last to end: one row is looked at.
pub(super) const UNTAKEN: &str = "COALESCE((SELECT b.end_at FROM busy b WHERE b.worker = slots.worker \
    AND b.slot <> slots.id AND b.start_at < slots.busy_until ORDER BY b.start_at DESC LIMIT 1), 0) <= slots.start_at";

/// Of a slot: it is no longer offered to whoever waits, the asker has just given it back, or nobody who waits, is asked and has
/// no offer could have it. A seat that somebody waits for is not given to others in the moment before it is offered.
const NOT_WAITED_FOR: &str = "(slots.closes_at < $7 OR slots.id = $8 OR NOT EXISTS (SELECT 1 FROM waiting w \
    WHERE w.polo = slots.polo AND w.motive = slots.motive AND w.asked = 1 AND (slots.ways & w.way_bit) <> 0 \
    AND (w.days & $9) <> 0 AND (w.parts & $10) <> 0 \
    AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.request = w.request AND (o.state = 'open' OR o.slot = slots.id))))";

/// Before whom a claim gives way.
#[derive(Clone, Copy)]
pub(super) enum Guard<'a> {
    /// Before those who wait for such a time.
    List,
    /// Before them, but not for the slot that the same transaction gave back.
    Own(&'a str),
    /// Before nobody: the seat is for somebody who waits, or the Polo offers it.
    None,
    /// Before nobody, and as late as staff may give it.
    Staff,
}

/// A slot that was claimed.
pub(super) struct Seat {
    pub(super) slot: String,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

/// Holds these workers' slots until the end of the transaction: always in the same order, or two who want the same pair would
/// wait for each other.
pub(super) async fn lock(
    database: &Database,
    connection: &mut AnyConnection,
    workers: &[&str],
) -> Result<(), StoreError> {
    if !database.writes_side_by_side() {
        return Ok(());
    }
    let mut workers = workers.to_vec();
    workers.sort_unstable();
    workers.dedup();
    let sql = format!("SELECT id FROM staff WHERE id = $1{}", database.holding());
    for worker in workers {
        let lock = sqlx::query(AssertSqlSafe(sql.clone())).bind(worker.to_owned());
        lock.fetch_optional(&mut *connection).await?;
    }
    Ok(())
}

/// The order in which workers are asked.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// Those with fewer appointments around that time first.
    Load,
    /// As their locks are taken by whoever needs several.
    Lock,
}

/// The workers who could be met then, whether or not they still can.
pub(super) async fn candidates(
    connection: &mut AnyConnection,
    time: Time<'_>,
    order: Order,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let load = match order {
        Order::Load => {
            "(SELECT COUNT(*) FROM busy b WHERE b.worker = s.worker \
             AND b.start_at > s.start_at - 36000000 AND b.start_at < s.start_at + 36000000), "
        }
        Order::Lock => "",
    };
    let sql = format!(
        "SELECT s.worker AS worker FROM slots s \
         WHERE s.polo = $1 AND s.motive = $2 AND s.start_at = $3 AND (s.ways & $4) <> 0 \
         AND s.offered = 1 AND s.opens_at <= $5 AND s.closes_at > $5 ORDER BY {load}s.worker"
    );
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(time.asked.polo.to_owned())
        .bind(time.asked.motive.to_owned())
        .bind(time.start.as_millisecond())
        .bind(time.asked.way.bit())
        .bind(now.as_millisecond());
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(|row| Ok(row.try_get("worker")?)).collect()
}

/// Claims a seat of that worker's slot at that time, whose lock is held: `None` where none is left, where the worker is taken
/// by something else, where the slot is not offered, or where somebody waits for it.
pub(super) async fn claim(
    connection: &mut AnyConnection,
    worker: &str,
    time: Time<'_>,
    now: Timestamp,
) -> Result<Option<Seat>, StoreError> {
    claim_under(connection, worker, time, now, Guard::List).await
}

/// When people can book a slot by themselves, of `$6`.
const FOR_PEOPLE: &str = "opens_at <= $6 AND closes_at > $6";
/// When staff can give it to somebody: until it begins.
const FOR_STAFF: &str = "start_at > $6";

/// The same, before others than those who wait.
pub(super) async fn claim_under(
    connection: &mut AnyConnection,
    worker: &str,
    time: Time<'_>,
    now: Timestamp,
    guard: Guard<'_>,
) -> Result<Option<Seat>, StoreError> {
    let (when, list, own) = match guard {
        Guard::List => (FOR_PEOPLE, NOT_WAITED_FOR, ""),
        Guard::Own(slot) => (FOR_PEOPLE, NOT_WAITED_FOR, slot),
        Guard::None => (FOR_PEOPLE, "1 = 1", ""),
        Guard::Staff => (FOR_STAFF, "1 = 1", ""),
    };
    let claim = format!(
        "UPDATE slots SET taken = taken + 1 \
         WHERE worker = $1 AND motive = $2 AND start_at = $3 AND polo = $4 AND (ways & $5) <> 0 \
         AND offered = 1 AND {when} AND taken < seats \
         AND {UNTAKEN} AND {list} \
         RETURNING id, end_at, busy_until",
    );
    let mut claim = sqlx::query(AssertSqlSafe(claim))
        .bind(worker.to_owned())
        .bind(time.asked.motive.to_owned())
        .bind(time.start.as_millisecond())
        .bind(time.asked.polo.to_owned())
        .bind(time.asked.way.bit())
        .bind(now.as_millisecond());
    if matches!(guard, Guard::List | Guard::Own(_)) {
        let at = Suits::at(time.start);
        let soonest = now.saturating_add(LEAST).unwrap_or(Timestamp::MAX);
        claim = claim
            .bind(soonest.as_millisecond())
            .bind(own.to_owned())
            .bind(at.days)
            .bind(at.parts);
    }
    let Some(row) = claim.fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let slot: String = row.try_get("id")?;
    let busy = sqlx::query(
        "INSERT INTO busy (slot, worker, start_at, end_at) VALUES ($1, $2, $3, $4) ON CONFLICT (slot) DO NOTHING",
    );
    let busy = busy
        .bind(slot.clone())
        .bind(worker.to_owned())
        .bind(time.start.as_millisecond())
        .bind(row.try_get::<i64, _>("busy_until")?);
    busy.execute(connection).await?;
    Ok(Some(Seat {
        slot,
        start: time.start,
        end: instant(row.try_get("end_at")?, "slots.end_at")?,
    }))
}

/// Gives a seat back; its worker's lock is held. A group meeting takes its worker whoever comes.
pub(super) async fn give_back(connection: &mut AnyConnection, slot: &str) -> Result<(), StoreError> {
    let give = sqlx::query("UPDATE slots SET taken = taken - 1 WHERE id = $1").bind(slot.to_owned());
    give.execute(&mut *connection).await?;
    let free = sqlx::query(
        "DELETE FROM busy WHERE slot = $1 \
         AND EXISTS (SELECT 1 FROM slots WHERE id = $1 AND taken = 0 AND (seats = 1 OR offered = 0))",
    );
    free.bind(slot.to_owned()).execute(connection).await?;
    Ok(())
}

pub(super) fn instant(milliseconds: i64, column: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| StoreError::Corrupt(column))
}
