//! How many, how long: counts by Polo, motive and month, added up by the database. No sealed field is opened, and no row of a
//! request leaves it. Never here: which counts may be shown (`domain::numbers`), who may see them.

use crate::engine::Database;
use crate::error::StoreError;
use domain::calendar::Holidays;
use domain::numbers::{Book, Cell, Measure, Month, Received, Span};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// No slot is longer than this, by its table's own rule: it bounds where one that begins in a month can end.
const LONGEST_SLOT: i64 = 36_000_000;
/// How far ahead appointments may lie.
const FARTHEST: SignedDuration = SignedDuration::from_hours(24 * 400);
const DAY: i64 = 86_400_000;

/// The numbers of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'a> {
    database: &'a Database,
}

/// What numbers are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Counting<'a> {
    /// Of which months.
    pub span: Span,
    /// In which zone days and months begin.
    pub zone: &'a TimeZone,
    /// The days on which no Polo works.
    pub holidays: &'a Holidays,
    /// When it is asked.
    pub now: Timestamp,
}

/// The days of requests that came between `$1` and `$2`, and how many have the same.
const RECEIVED: &str = "WITH one AS MATERIALIZED (\
        SELECT r.polo, r.motive, r.answer_by, r.received_at, r.closed_at, r.withdrawn_at, \
        (SELECT MIN(e.at) FROM request_entries e WHERE e.code = r.code AND e.what = 'taken') AS taken_at, \
        (SELECT MIN(e.at) FROM request_entries e \
            WHERE e.code = r.code AND e.what IN ('answered', 'proposed')) AS answered_at, \
        (SELECT MIN(n.tried_at) FROM request_notes n \
            WHERE n.code = r.code AND n.kind = 'contact' AND n.reached = 'reached') AS spoken_at, \
        (SELECT MIN(s.start_at) FROM appointments a JOIN slots s ON s.id = a.slot \
            WHERE a.request = r.code AND a.status <> 'cancelled') AS meets_at \
        FROM requests r WHERE r.received_at >= $1 AND r.received_at < $2\
    ) SELECT polo, motive, answer_by, {received_at} AS received_on, {closed_at} AS closed_on, \
    {withdrawn_at} AS withdrawn_on, {taken_at} AS taken_on, {answered_at} AS answered_on, {spoken_at} AS spoken_on, {meets_at} AS meets_on, \
    COUNT(*) AS many FROM one \
    GROUP BY polo, motive, answer_by, received_on, closed_on, withdrawn_on, taken_on, answered_on, spoken_on, \
    meets_on";

const CLOSED: &str = "SELECT polo, motive, COALESCE(outcome, 'other') AS word, COUNT(*) AS many FROM requests \
    WHERE status = 'closed' AND closed_at >= $1 AND closed_at < $2 GROUP BY polo, motive, outcome";

const WITHDRAWN: &str = "SELECT polo, motive, 'withdrawn' AS word, COUNT(*) AS many FROM requests \
    WHERE withdrawn_at >= $1 AND withdrawn_at < $2 GROUP BY polo, motive";

const APPOINTMENTS: &str = "SELECT s.polo, s.motive, \
    CASE a.status WHEN 'late' THEN 'came_late' ELSE a.status END AS word, COUNT(*) AS many \
    FROM slots s JOIN appointments a ON a.slot = s.id \
    WHERE s.end_at > $1 AND s.end_at <= $2 + {longest} AND s.start_at >= $1 AND s.start_at < $2 \
    GROUP BY s.polo, s.motive, a.status";

impl<'a> Numbers<'a> {
    pub(crate) fn new(database: &'a Database) -> Self {
        Self { database }
    }

    /// Counts what there is of those months, all from one state of the database. What it holds at once is one month's
    /// different days, however many requests there are.
    pub async fn count(&self, counting: &Counting<'_>) -> Result<Book, StoreError> {
        let mut book = Book::default();
        let received = civil_days(RECEIVED, counting)?;
        let appointments = APPOINTMENTS.replace("{longest}", &LONGEST_SLOT.to_string());
        let mut tx = self.database.read().await?;
        for month in counting.span.months() {
            let between = (start(month, counting.zone)?, start(month.next(), counting.zone)?);
            for row in ask(&mut tx, &received, between).await? {
                add_received(&mut book, &row, counting)?;
            }
            for sql in [CLOSED, WITHDRAWN, &appointments] {
                for row in ask(&mut tx, sql, between).await? {
                    add(&mut book, &row, month)?;
                }
            }
        }
        tx.commit().await?;
        Ok(book)
    }
}

async fn ask(
    connection: &mut AnyConnection,
    sql: &str,
    (from, until): (i64, i64),
) -> Result<Vec<AnyRow>, StoreError> {
    let query = sqlx::query(AssertSqlSafe(sql.to_owned())).bind(from).bind(until);
    Ok(query.fetch_all(connection).await?)
}

fn add(book: &mut Book, row: &AnyRow, month: Month) -> Result<(), StoreError> {
    let cell = Cell {
        month,
        polo: row.try_get("polo")?,
        motive: row.try_get("motive")?,
    };
    let measure = Measure::of(&row.try_get::<String, _>("word")?);
    let measure = measure.ok_or(StoreError::Corrupt("the word of a count"))?;
    book.count(&cell, measure, many(row)?);
    Ok(())
}

fn add_received(book: &mut Book, row: &AnyRow, counting: &Counting<'_>) -> Result<(), StoreError> {
    let on = |column| day(row, column);
    let answered = [on("answered_on")?, on("spoken_on")?, on("closed_on")?];
    let answer_by: String = row.try_get("answer_by")?;
    let request = Received {
        received: on("received_on")?.ok_or(StoreError::Corrupt("requests.received_at"))?,
        answer_by: answer_by
            .parse()
            .map_err(|_| StoreError::Corrupt("requests.answer_by"))?,
        taken: on("taken_on")?,
        answered: answered.into_iter().flatten().min(),
        withdrawn: on("withdrawn_on")?,
        meets: on("meets_on")?,
    };
    let (polo, motive): (String, String) = (row.try_get("polo")?, row.try_get("motive")?);
    let today = counting.zone.to_datetime(counting.now).date();
    book.received((&polo, &motive), &request, many(row)?, (today, counting.holidays));
    Ok(())
}

fn many(row: &AnyRow) -> Result<u64, StoreError> {
    let many: i64 = row.try_get("many")?;
    many.try_into().map_err(|_| StoreError::Corrupt("a count"))
}

/// The civil day of a column that counts days since 1970-01-01.
fn day(row: &AnyRow, column: &'static str) -> Result<Option<Date>, StoreError> {
    let days = row.try_get::<Option<i64>, _>(column)?;
    let day = |days: i64| {
        let span = jiff::Span::new().try_days(days).ok()?;
        date(1970, 1, 1).checked_add(span).ok()
    };
    days.map(|days| day(days).ok_or(StoreError::Corrupt("a day")))
        .transpose()
}

/// When the month begins, in Unix milliseconds.
fn start(month: Month, zone: &TimeZone) -> Result<i64, StoreError> {
    let midnight = month.first().to_zoned(zone.clone());
    let midnight = midnight.map_err(|_| StoreError::Corrupt("the start of a month"))?;
    Ok(midnight.timestamp().as_millisecond())
}

/// The query with each `{column}` of an instant made a civil day: days since 1970-01-01 by the clock of the zone, whose
/// changes between the first month and the last appointment are written out, since SQLite knows no zones.
fn civil_days(sql: &str, counting: &Counting<'_>) -> Result<String, StoreError> {
    let zone = counting.zone;
    let first = start(counting.span.from(), zone)?;
    let first = Timestamp::from_millisecond(first).map_err(|_| StoreError::Corrupt("a month"))?;
    let last = counting
        .now
        .max(first)
        .saturating_add(FARTHEST)
        .unwrap_or(Timestamp::MAX);
    let mut cases = Vec::new();
    let mut offset = i64::from(zone.to_offset(first).seconds()) * 1000;
    for change in zone
        .following(first)
        .take_while(|change| change.timestamp() <= last)
    {
        let until = change.timestamp().as_millisecond();
        cases.push(format!("WHEN {{}} < {until} THEN {offset}"));
        offset = i64::from(change.offset().seconds()) * 1000;
    }
    let ahead = if cases.is_empty() {
        offset.to_string()
    } else {
        format!("CASE {} ELSE {offset} END", cases.join(" "))
    };
    let columns = [
        "received_at",
        "closed_at",
        "withdrawn_at",
        "taken_at",
        "answered_at",
        "spoken_at",
        "meets_at",
    ];
    Ok(columns.iter().fold(sql.to_owned(), |sql, column| {
        let ahead = ahead.replace("{}", column);
        sql.replace(
            &format!("{{{column}}}"),
            &format!("(({column} + {ahead}) / {DAY})"),
        )
    }))
}
