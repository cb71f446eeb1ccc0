//! Staff, openings, absences, closed days, and the slots that are made of them. Never here: who has a slot.

use super::{Agenda, Plan, Planned, Worker, claim};
use crate::engine::retry;
use crate::error::StoreError;
use crate::vault::{Place, row_name};
use domain::agenda::{Absence, Calendar, Closure, Opening, Slot, slots};
use domain::request::Way;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

pub(super) async fn add_worker(agenda: &Agenda<'_>, name: &str) -> Result<String, StoreError> {
    let id = row_name()?;
    let sealed = agenda.vault.seal(name_place(&id), name.as_bytes())?;
    let mut tx = agenda.database.write().await?;
    let insert = sqlx::query("INSERT INTO staff (id, name) VALUES ($1, $2)");
    insert.bind(id.clone()).bind(sealed).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn workers(agenda: &Agenda<'_>) -> Result<Vec<Worker>, StoreError> {
    let rows = sqlx::query("SELECT id, name, active FROM staff ORDER BY id")
        .fetch_all(agenda.database.reader())
        .await?;
    let worker = |row: &AnyRow| {
        let id: String = row.try_get("id")?;
        let name = agenda
            .vault
            .unseal(name_place(&id), &row.try_get::<Vec<u8>, _>("name")?)?;
        Ok(Worker {
            name: String::from_utf8(name).map_err(|_| StoreError::Corrupt("staff.name"))?,
            active: row.try_get::<i64, _>("active")? != 0,
            id,
        })
    };
    rows.iter().map(worker).collect()
}

pub(super) async fn add_opening(agenda: &Agenda<'_>, opening: &Opening) -> Result<String, StoreError> {
    let id = row_name()?;
    let mut tx = agenda.database.write().await?;
    insert_opening(&mut tx, &id, opening).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn insert_opening(
    connection: &mut AnyConnection,
    id: &str,
    opening: &Opening,
) -> Result<(), StoreError> {
    let insert = sqlx::query(
        "INSERT INTO openings (id, worker, polo, motives, ways, recurrence, from_time, to_time, valid_from, valid_until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let insert = insert
        .bind(id.to_owned())
        .bind(opening.worker.clone())
        .bind(opening.polo.clone())
        .bind(opening.motives.join(" "))
        .bind(Way::mask(&opening.ways))
        .bind(opening.recurrence.to_string())
        .bind(opening.from.to_string())
        .bind(opening.to.to_string())
        .bind(opening.valid_from.to_string())
        .bind(opening.valid_until.map(|day| day.to_string()));
    insert.execute(connection).await?;
    Ok(())
}

pub(super) async fn openings(agenda: &Agenda<'_>) -> Result<Vec<Opening>, StoreError> {
    openings_of(&mut *agenda.database.reader().acquire().await?, "").await
}

/// Those of a worker; of all where no worker is named.
pub(super) async fn openings_of(
    connection: &mut AnyConnection,
    worker: &str,
) -> Result<Vec<Opening>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, worker, polo, motives, ways, recurrence, from_time, to_time, valid_from, valid_until \
         FROM openings WHERE ($1 = '' OR worker = $1) ORDER BY id",
    );
    let rows = rows.bind(worker.to_owned()).fetch_all(connection).await?;
    let opening = |row: &AnyRow| {
        Ok(Opening {
            id: row.try_get("id")?,
            worker: row.try_get("worker")?,
            polo: row.try_get("polo")?,
            motives: row
                .try_get::<String, _>("motives")?
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            ways: Way::of_mask(row.try_get("ways")?),
            recurrence: parsed(row, "recurrence", "openings.recurrence")?,
            from: parsed(row, "from_time", "openings.from_time")?,
            to: parsed(row, "to_time", "openings.to_time")?,
            valid_from: parsed(row, "valid_from", "openings.valid_from")?,
            valid_until: row
                .try_get::<Option<String>, _>("valid_until")?
                .map(|day| {
                    day.parse()
                        .map_err(|_| StoreError::Corrupt("openings.valid_until"))
                })
                .transpose()?,
        })
    };
    rows.iter().map(opening).collect()
}

pub(super) async fn add_absence(agenda: &Agenda<'_>, absence: &Absence) -> Result<String, StoreError> {
    let id = row_name()?;
    let mut tx = agenda.database.write().await?;
    insert_absence(&mut tx, &id, absence).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn insert_absence(
    connection: &mut AnyConnection,
    id: &str,
    absence: &Absence,
) -> Result<(), StoreError> {
    let insert =
        sqlx::query("INSERT INTO absences (id, worker, from_time, until_time) VALUES ($1, $2, $3, $4)");
    let insert = insert
        .bind(id.to_owned())
        .bind(absence.worker.clone())
        .bind(absence.from.to_string())
        .bind(absence.until.to_string());
    insert.execute(connection).await?;
    Ok(())
}

pub(super) async fn absences(agenda: &Agenda<'_>) -> Result<Vec<Absence>, StoreError> {
    absences_of(&mut *agenda.database.reader().acquire().await?, "").await
}

/// Those of a worker; of all where no worker is named.
pub(super) async fn absences_of(
    connection: &mut AnyConnection,
    worker: &str,
) -> Result<Vec<Absence>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, worker, from_time, until_time FROM absences WHERE ($1 = '' OR worker = $1) \
         ORDER BY from_time, id",
    );
    let rows = rows.bind(worker.to_owned()).fetch_all(connection).await?;
    let absence = |row: &AnyRow| {
        Ok(Absence {
            id: row.try_get("id")?,
            worker: row.try_get("worker")?,
            from: parsed(row, "from_time", "absences.from_time")?,
            until: parsed(row, "until_time", "absences.until_time")?,
        })
    };
    rows.iter().map(absence).collect()
}

pub(super) async fn add_closure(agenda: &Agenda<'_>, closure: &Closure) -> Result<(), StoreError> {
    let mut tx = agenda.database.write().await?;
    insert_closure(&mut tx, closure).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn insert_closure(
    connection: &mut AnyConnection,
    closure: &Closure,
) -> Result<(), StoreError> {
    let insert = sqlx::query("INSERT INTO closures (polo, day) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    let insert = insert
        .bind(closure.polo.clone().unwrap_or_default())
        .bind(closure.day.to_string());
    insert.execute(connection).await?;
    Ok(())
}

pub(super) async fn closures(agenda: &Agenda<'_>) -> Result<Vec<Closure>, StoreError> {
    closures_in(&mut *agenda.database.reader().acquire().await?).await
}

pub(super) async fn closures_in(connection: &mut AnyConnection) -> Result<Vec<Closure>, StoreError> {
    let rows = sqlx::query("SELECT polo, day FROM closures ORDER BY day, polo")
        .fetch_all(connection)
        .await?;
    let closure = |row: &AnyRow| {
        Ok(Closure {
            polo: Some(row.try_get::<String, _>("polo")?).filter(|polo| !polo.is_empty()),
            day: parsed(row, "day", "closures.day")?,
        })
    };
    rows.iter().map(closure).collect()
}

pub(super) async fn remove(agenda: &Agenda<'_>, sql: &'static str, id: &str) -> Result<bool, StoreError> {
    let mut tx = agenda.database.write().await?;
    let removed = sqlx::query(sql).bind(id.to_owned()).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(removed.rows_affected() > 0)
}

/// What a worker's slots follow from.
pub(super) struct Rules {
    pub(super) active: bool,
    pub(super) openings: Vec<Opening>,
    pub(super) absences: Vec<Absence>,
    pub(super) closures: Vec<Closure>,
}

/// A worker's slots by motive and start.
pub(super) type Wanted = HashMap<(String, i64), Slot>;

/// What is kept now. Under the worker's lock it stays so until the transaction ends.
pub(super) async fn rules_of(connection: &mut AnyConnection, worker: &str) -> Result<Rules, StoreError> {
    let active = sqlx::query("SELECT active FROM staff WHERE id = $1").bind(worker.to_owned());
    let active = active.fetch_optional(&mut *connection).await?;
    let active = active.map_or(Ok(0), |row| row.try_get::<i64, _>("active"))?;
    Ok(Rules {
        active: active != 0,
        openings: openings_of(connection, worker).await?,
        absences: absences_of(connection, worker).await?,
        closures: closures_in(connection).await?,
    })
}

/// The slots that follow. Of two openings that yield the same time for the same motive, the first stands.
pub(super) fn wanted(rules: &Rules, plan: &Plan<'_>) -> Wanted {
    let calendar = Calendar {
        holidays: plan.holidays,
        closures: &rules.closures,
        absences: &rules.absences,
        zone: plan.zone,
    };
    let openings = rules.openings.iter().filter(|_| rules.active);
    let all = openings.flat_map(|opening| {
        let motives = plan.motives.iter();
        motives.flat_map(|(motive, terms)| slots(opening, motive, terms, (plan.first, plan.last), &calendar))
    });
    let mut by_time = Wanted::new();
    for slot in all {
        let name = (slot.motive.clone(), slot.start.as_millisecond());
        by_time.entry(name).or_insert(slot);
    }
    by_time
}

pub(super) async fn run(agenda: &Agenda<'_>, plan: &Plan<'_>) -> Result<Planned, StoreError> {
    let mut planned = Planned::default();
    for worker in workers(agenda).await? {
        planned.add(retry(|| attempt(agenda, &worker.id, plan)).await?);
    }
    Ok(planned)
}

async fn attempt(agenda: &Agenda<'_>, worker: &str, plan: &Plan<'_>) -> Result<Planned, StoreError> {
    let mut tx = agenda.database.write().await?;
    claim::lock(agenda.database, &mut tx, &[worker]).await?;
    let planned = replan(&mut tx, worker, plan).await?;
    tx.commit().await?;
    Ok(planned)
}

/// The instants at which the days begin and end.
fn days(plan: &Plan<'_>) -> Result<(Timestamp, Timestamp), StoreError> {
    let midnight = |day: Date| plan.zone.to_timestamp(day.at(0, 0, 0, 0));
    let end = plan.last.checked_add(1.day()).and_then(midnight);
    match (midnight(plan.first), end) {
        (Ok(first), Ok(end)) => Ok((first, end)),
        _ => Err(StoreError::Corrupt("slots.start_at")),
    }
}

/// A slot as it is kept.
struct Kept {
    id: String,
    opening: String,
    polo: String,
    ways: i64,
    end_at: i64,
    busy_until: i64,
    opens_at: i64,
    closes_at: i64,
    seats: i64,
    taken: i64,
    offered: i64,
}

/// One worker's slots, whose lock is held: what they follow from is read under it, or an absence that was put in meanwhile
/// would be planned over.
pub(super) async fn replan(
    connection: &mut AnyConnection,
    worker: &str,
    plan: &Plan<'_>,
) -> Result<Planned, StoreError> {
    let wanted = wanted(&rules_of(connection, worker).await?, plan);
    let mut planned = Planned::default();
    let mut kept = kept(connection, worker, days(plan)?).await?;
    for (name, slot) in &wanted {
        match kept.remove(name) {
            None => {
                insert(connection, slot).await?;
                planned.added += 1;
            }
            Some(row) => renew(connection, &row, slot).await?,
        }
    }
    for row in kept.values() {
        if take_away(connection, row).await? {
            planned.removed += 1;
        } else if row.offered != 0 {
            planned.orphaned += 1;
        }
    }
    Ok(planned)
}

async fn kept(
    connection: &mut AnyConnection,
    worker: &str,
    (first, end): (Timestamp, Timestamp),
) -> Result<HashMap<(String, i64), Kept>, StoreError> {
    let query = sqlx::query(
        "SELECT id, opening, polo, motive, ways, start_at, end_at, busy_until, opens_at, closes_at, seats, taken, offered \
         FROM slots WHERE worker = $1 AND start_at >= $2 AND start_at < $3",
    );
    let query = query
        .bind(worker.to_owned())
        .bind(first.as_millisecond())
        .bind(end.as_millisecond());
    let rows = query.fetch_all(connection).await?;
    let row = |row: &AnyRow| {
        let kept = Kept {
            id: row.try_get("id")?,
            opening: row.try_get("opening")?,
            polo: row.try_get("polo")?,
            ways: row.try_get("ways")?,
            end_at: row.try_get("end_at")?,
            busy_until: row.try_get("busy_until")?,
            opens_at: row.try_get("opens_at")?,
            closes_at: row.try_get("closes_at")?,
            seats: row.try_get("seats")?,
            taken: row.try_get("taken")?,
            offered: row.try_get("offered")?,
        };
        Ok(((row.try_get("motive")?, row.try_get("start_at")?), kept))
    };
    rows.iter().map(row).collect()
}

async fn insert(connection: &mut AnyConnection, slot: &Slot) -> Result<(), StoreError> {
    let id = row_name()?;
    let insert = sqlx::query(
        "INSERT INTO slots (id, opening, worker, polo, motive, ways, start_at, end_at, busy_until, opens_at, closes_at, seats) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    );
    let insert = insert
        .bind(id.clone())
        .bind(slot.opening.clone())
        .bind(slot.worker.clone())
        .bind(slot.polo.clone())
        .bind(slot.motive.clone())
        .bind(Way::mask(&slot.ways))
        .bind(slot.start.as_millisecond())
        .bind(slot.end.as_millisecond())
        .bind(slot.busy_until.as_millisecond())
        .bind(slot.opens.as_millisecond())
        .bind(slot.closes.as_millisecond())
        .bind(i64::from(slot.seats));
    insert.execute(&mut *connection).await?;
    if slot.seats > 1 {
        meet(connection, &id).await?;
    }
    Ok(())
}

/// A group meeting takes its worker whoever comes, unless the worker is already taken.
async fn meet(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    let busy = format!(
        "INSERT INTO busy (slot, worker, start_at, end_at) \
         SELECT id, worker, start_at, busy_until FROM slots WHERE id = $1 AND {}",
        claim::UNTAKEN
    );
    let busy = sqlx::query(AssertSqlSafe(busy)).bind(id.to_owned());
    busy.execute(connection).await?;
    Ok(())
}

/// A slot that is there and wanted. What somebody has keeps its length, its place and its ways.
async fn renew(connection: &mut AnyConnection, row: &Kept, slot: &Slot) -> Result<(), StoreError> {
    let (seats, ways) = (i64::from(slot.seats), Way::mask(&slot.ways));
    let (end, busy) = (slot.end.as_millisecond(), slot.busy_until.as_millisecond());
    let (opens, closes) = (slot.opens.as_millisecond(), slot.closes.as_millisecond());
    let same = row.polo == slot.polo
        && (row.ways, row.end_at, row.busy_until, row.seats) == (ways, end, busy, seats);
    if same
        && row.offered != 0
        && row.opening == slot.opening
        && (row.opens_at, row.closes_at) == (opens, closes)
    {
        return Ok(());
    }
    if !same && row.taken > 0 {
        // Others are not offered what is no longer so; those who have it keep it.
        return stop_offering(connection, &row.id).await;
    }
    let update = sqlx::query(
        "UPDATE slots SET opening = $2, polo = $3, ways = $4, end_at = $5, busy_until = $6, opens_at = $7, closes_at = $8, \
         seats = $9, offered = 1 WHERE id = $1",
    );
    let update = update
        .bind(row.id.clone())
        .bind(slot.opening.clone())
        .bind(slot.polo.clone())
        .bind(ways)
        .bind(end)
        .bind(busy)
        .bind(opens)
        .bind(closes)
        .bind(seats);
    update.execute(&mut *connection).await?;
    if row.taken == 0 && !(same && seats > 1) {
        not_busy(connection, &row.id).await?;
        if seats > 1 {
            meet(connection, &row.id).await?;
        }
    }
    Ok(())
}

/// A slot that no opening yields any more: gone if nobody has or had it, no longer offered otherwise. Says whether it is gone.
async fn take_away(connection: &mut AnyConnection, row: &Kept) -> Result<bool, StoreError> {
    if row.taken > 0 {
        stop_offering(connection, &row.id).await?;
        return Ok(false);
    }
    not_busy(connection, &row.id).await?;
    let delete = sqlx::query(
        "DELETE FROM slots WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM appointments WHERE slot = slots.id)",
    );
    let gone = delete.bind(row.id.clone()).execute(&mut *connection).await?;
    if gone.rows_affected() == 0 {
        stop_offering(connection, &row.id).await?;
    }
    Ok(true)
}

async fn stop_offering(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    let stop = sqlx::query("UPDATE slots SET offered = 0 WHERE id = $1");
    stop.bind(id.to_owned()).execute(connection).await?;
    Ok(())
}

async fn not_busy(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM busy WHERE slot = $1");
    delete.bind(id.to_owned()).execute(connection).await?;
    Ok(())
}

/// Erases the times that ended before that, and that nobody has or had; says how many there were.
pub(crate) async fn purge(connection: &mut AnyConnection, before: Timestamp) -> Result<u64, StoreError> {
    let nobodys = "end_at < $1 AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.slot = slots.id) \
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.slot = slots.id) \
        AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.slot = slots.id AND o.ended_at IS NULL)";
    let busy = format!("DELETE FROM busy WHERE slot IN (SELECT id FROM slots WHERE {nobodys})");
    let slots = format!("DELETE FROM slots WHERE {nobodys}");
    let at = before.as_millisecond();
    sqlx::query(AssertSqlSafe(busy))
        .bind(at)
        .execute(&mut *connection)
        .await?;
    let slots = sqlx::query(AssertSqlSafe(slots))
        .bind(at)
        .execute(connection)
        .await?;
    Ok(slots.rows_affected())
}

impl Planned {
    /// Counts the other in.
    pub(super) fn add(&mut self, other: Self) {
        self.added += other.added;
        self.removed += other.removed;
        self.orphaned += other.orphaned;
    }
}

fn parsed<T>(row: &AnyRow, column: &str, whole: &'static str) -> Result<T, StoreError>
where
    T: FromStr,
    T::Err: Display,
{
    let written: String = row.try_get(column)?;
    written.parse().map_err(|_| StoreError::Corrupt(whole))
}

fn name_place(id: &str) -> Place<'_> {
    Place {
        table: "staff",
        row: id,
        column: "name",
    }
}
