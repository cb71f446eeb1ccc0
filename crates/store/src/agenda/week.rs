//! The agenda as staff see it: who is expected when, what is free, what runs out. No sealed field is opened. Never here: who
//! may see what, and what is few.

use super::claim::{UNTAKEN, instant};
use super::{Agenda, Standing};
use crate::error::StoreError;
use domain::Code;
use domain::request::Way;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeMap;

/// Some days of the agenda, of a Polo or a worker or of all.
#[derive(Clone, Copy, Debug)]
pub struct Between<'a> {
    /// From then
    pub from: Timestamp,
    /// until before then.
    pub until: Timestamp,
    /// The Polo, by id; empty is all of them.
    pub polo: &'a str,
    /// The worker, by id; empty is all of them.
    pub worker: &'a str,
}

/// An appointment as staff see it: nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Names it.
    pub id: String,
    /// The request that has it.
    pub code: Code,
    /// With whom, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// What for, by id.
    pub motive: String,
    /// How.
    pub way: Way,
    /// Where it stands.
    pub standing: Standing,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// When somebody said how it went.
    pub marked_at: Option<Timestamp>,
}

/// A time that somebody could be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeSlot {
    /// With whom, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// What for, by ids.
    pub motives: Vec<String>,
    /// How: a bit for each way, as in [`Way::mask`].
    pub ways: i64,
    /// How many seats are left.
    pub seats: u32,
}

/// A request whose last appointment was missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The request.
    pub code: Code,
    /// Its Polo, by id.
    pub polo: String,
    /// Its motive, by id.
    pub motive: String,
    /// When the appointment was.
    pub start: Timestamp,
}

/// What is left to people who would book a motive at a Polo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How many times can be had now.
    pub free: u64,
    /// The first of them.
    pub first: Option<Timestamp>,
}

/// What a worker has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The worker, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// What for, by id.
    pub motive: String,
    /// How many appointments, or requests.
    pub count: u64,
}

/// What nobody has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untaken {
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How many requests.
    pub requests: u64,
    /// The oldest promise among them.
    pub answer_by: Date,
}

const MEETING: &str = "SELECT a.id AS id, a.request AS request, a.way AS way, a.status AS status, \
    a.marked_at AS marked_at, s.worker AS worker, s.polo AS polo, s.motive AS motive, s.start_at AS start_at, \
    s.end_at AS end_at FROM appointments a JOIN slots s ON s.id = a.slot";

/// What begins on the days asked for. No slot is longer than ten hours: that bounds where the index is read.
fn these_days(slots: &str) -> String {
    format!(
        "{slots}.end_at > $1 AND {slots}.end_at < $2 + 36000000 AND {slots}.start_at < $2 AND {slots}.start_at >= $1 \
         AND ($3 = '' OR {slots}.polo = $3) AND ($4 = '' OR {slots}.worker = $4)"
    )
}

pub(super) async fn appointment(agenda: &Agenda<'_>, id: &str) -> Result<Option<Meeting>, StoreError> {
    let mut connection = agenda.database.reader().acquire().await?;
    one(&mut connection, id).await
}

pub(super) async fn one(connection: &mut AnyConnection, id: &str) -> Result<Option<Meeting>, StoreError> {
    let query = sqlx::query(AssertSqlSafe(format!("{MEETING} WHERE a.id = $1")));
    let row = query.bind(id.to_owned()).fetch_optional(connection).await?;
    row.as_ref().map(meeting).transpose()
}

pub(super) async fn appointments(
    agenda: &Agenda<'_>,
    between: &Between<'_>,
) -> Result<Vec<Meeting>, StoreError> {
    let these_days = these_days("s");
    let sql = format!(
        "{MEETING} WHERE {these_days} AND a.status <> 'cancelled' ORDER BY s.start_at, s.worker, a.id"
    );
    let rows = ask(agenda, sql, between, &[]).await?;
    rows.iter().map(meeting).collect()
}

async fn ask(
    agenda: &Agenda<'_>,
    sql: String,
    between: &Between<'_>,
    more: &[i64],
) -> Result<Vec<AnyRow>, StoreError> {
    let mut query = sqlx::query(AssertSqlSafe(sql))
        .bind(between.from.as_millisecond())
        .bind(between.until.as_millisecond())
        .bind(between.polo.to_owned())
        .bind(between.worker.to_owned());
    for number in more {
        query = query.bind(*number);
    }
    Ok(query.fetch_all(agenda.database.reader()).await?)
}

fn meeting(row: &AnyRow) -> Result<Meeting, StoreError> {
    let text = |column| row.try_get::<String, _>(column);
    let corrupt = StoreError::Corrupt;
    Ok(Meeting {
        id: text("id")?,
        code: code(row)?,
        worker: text("worker")?,
        polo: text("polo")?,
        motive: text("motive")?,
        way: Way::of(&text("way")?).ok_or(corrupt("appointments.way"))?,
        standing: Standing::of(&text("status")?).ok_or(corrupt("appointments.status"))?,
        start: instant(row.try_get("start_at")?, "slots.start_at")?,
        end: instant(row.try_get("end_at")?, "slots.end_at")?,
        marked_at: row
            .try_get::<Option<i64>, _>("marked_at")?
            .map(|at| instant(at, "appointments.marked_at"))
            .transpose()?,
    })
}

fn code(row: &AnyRow) -> Result<Code, StoreError> {
    let code: String = row.try_get("request")?;
    code.parse()
        .map_err(|_| StoreError::Corrupt("appointments.request"))
}

pub(super) async fn free_slots(
    agenda: &Agenda<'_>,
    between: &Between<'_>,
    now: Timestamp,
) -> Result<Vec<FreeSlot>, StoreError> {
    let these_days = these_days("slots");
    let sql = format!(
        "SELECT worker, polo, motive, ways, start_at, end_at, seats - taken AS seats_left FROM slots \
         WHERE {these_days} AND start_at > $5 AND offered = 1 AND taken < seats AND {UNTAKEN} \
         ORDER BY start_at, worker, end_at, motive"
    );
    let rows = ask(agenda, sql, between, &[now.as_millisecond()]).await?;
    let mut merged: BTreeMap<(i64, String, String, i64), FreeSlot> = BTreeMap::new();
    for row in &rows {
        let (start, end): (i64, i64) = (row.try_get("start_at")?, row.try_get("end_at")?);
        let (worker, polo): (String, String) = (row.try_get("worker")?, row.try_get("polo")?);
        let seats: i64 = row.try_get("seats_left")?;
        let new = FreeSlot {
            worker: worker.clone(),
            polo: polo.clone(),
            start: instant(start, "slots.start_at")?,
            end: instant(end, "slots.end_at")?,
            motives: Vec::new(),
            ways: 0,
            seats: 0,
        };
        let slot = merged.entry((start, worker, polo, end)).or_insert(new);
        slot.motives.push(row.try_get("motive")?);
        slot.ways |= row.try_get::<i64, _>("ways")?;
        slot.seats = slot.seats.max(u32::try_from(seats).unwrap_or_default());
    }
    Ok(merged.into_values().collect())
}

pub(super) async fn missed(agenda: &Agenda<'_>) -> Result<Vec<Missed>, StoreError> {
    let rows = sqlx::query(
        "SELECT a.request AS request, r.polo AS polo, r.motive AS motive, MAX(s.start_at) AS start_at \
         FROM appointments a JOIN slots s ON s.id = a.slot JOIN requests r ON r.code = a.request \
         WHERE a.status = 'missed' AND r.status IN ('received', 'in_charge', 'answered') \
         AND NOT EXISTS (SELECT 1 FROM appointments later WHERE later.request = a.request \
            AND later.status IN ('booked', 'attended', 'late') AND later.booked_at > a.booked_at) \
         GROUP BY a.request, r.polo, r.motive ORDER BY start_at, request",
    );
    let rows = rows.fetch_all(agenda.database.reader()).await?;
    let missed = |row: &AnyRow| {
        Ok(Missed {
            code: code(row)?,
            polo: row.try_get("polo")?,
            motive: row.try_get("motive")?,
            start: instant(row.try_get("start_at")?, "slots.start_at")?,
        })
    };
    rows.iter().map(missed).collect()
}

pub(super) async fn outlook(agenda: &Agenda<'_>, now: Timestamp) -> Result<Vec<Outlook>, StoreError> {
    let sql = format!(
        "SELECT polo, motive, COUNT(DISTINCT start_at) AS free, MIN(start_at) AS first_at FROM slots \
         WHERE end_at > $1 AND offered = 1 AND taken < seats AND opens_at <= $1 AND closes_at > $1 AND {UNTAKEN} \
         GROUP BY polo, motive ORDER BY polo, motive"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(now.as_millisecond());
    let rows = query.fetch_all(agenda.database.reader()).await?;
    let outlook = |row: &AnyRow| {
        Ok(Outlook {
            polo: row.try_get("polo")?,
            motive: row.try_get("motive")?,
            free: count(row, "free")?,
            first: Some(instant(row.try_get("first_at")?, "slots.start_at")?),
        })
    };
    rows.iter().map(outlook).collect()
}

pub(super) async fn loads(agenda: &Agenda<'_>, between: &Between<'_>) -> Result<Vec<Load>, StoreError> {
    let these_days = these_days("s");
    let sql = format!(
        "SELECT s.worker AS worker, s.polo AS polo, s.motive AS motive, COUNT(*) AS appointments \
         FROM appointments a JOIN slots s ON s.id = a.slot WHERE {these_days} AND a.status <> 'cancelled' \
         GROUP BY s.worker, s.polo, s.motive ORDER BY s.worker, s.polo, s.motive"
    );
    let rows = ask(agenda, sql, between, &[]).await?;
    let load = |row: &AnyRow| {
        Ok(Load {
            worker: row.try_get("worker")?,
            polo: row.try_get("polo")?,
            motive: row.try_get("motive")?,
            count: count(row, "appointments")?,
        })
    };
    rows.iter().map(load).collect()
}

pub(super) async fn in_charge(agenda: &Agenda<'_>) -> Result<Vec<Load>, StoreError> {
    let rows = sqlx::query(
        "SELECT worker, polo, motive, COUNT(*) AS requests FROM requests \
         WHERE worker IS NOT NULL AND status IN ('in_charge', 'answered') \
         GROUP BY worker, polo, motive ORDER BY worker, polo, motive",
    );
    let rows = rows.fetch_all(agenda.database.reader()).await?;
    let load = |row: &AnyRow| {
        Ok(Load {
            worker: row.try_get("worker")?,
            polo: row.try_get("polo")?,
            motive: row.try_get("motive")?,
            count: count(row, "requests")?,
        })
    };
    rows.iter().map(load).collect()
}

pub(super) async fn untaken(agenda: &Agenda<'_>) -> Result<Vec<Untaken>, StoreError> {
    let rows = sqlx::query(
        "SELECT polo, motive, COUNT(*) AS requests, MIN(answer_by) AS answer_by FROM requests \
         WHERE status = 'received' GROUP BY polo, motive ORDER BY polo, motive",
    );
    let rows = rows.fetch_all(agenda.database.reader()).await?;
    let waiting = |row: &AnyRow| {
        let answer_by: String = row.try_get("answer_by")?;
        Ok(Untaken {
            polo: row.try_get("polo")?,
            motive: row.try_get("motive")?,
            requests: count(row, "requests")?,
            answer_by: answer_by
                .parse()
                .map_err(|_| StoreError::Corrupt("requests.answer_by"))?,
        })
    };
    rows.iter().map(waiting).collect()
}

fn count(row: &AnyRow, column: &'static str) -> Result<u64, StoreError> {
    u64::try_from(row.try_get::<i64, _>(column)?).map_err(|_| StoreError::Corrupt("a count"))
}
