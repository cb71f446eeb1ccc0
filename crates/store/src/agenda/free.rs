//! Which times can be had. Never here: a claim; what is free now may be taken when it is asked for.

use super::claim::{UNTAKEN, instant};
use super::offers::{Wanted, wanted};
use super::{Agenda, Asked};
use crate::error::StoreError;
use jiff::Timestamp;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row};

/// A seat is left, and it is offered now.
const FREE: &str = "polo = $1 AND motive = $2 AND (ways & $3) <> 0 AND start_at >= $4 AND start_at < $5 \
    AND offered = 1 AND taken < seats AND opens_at <= $6 AND closes_at > $6";

/// Which of the times are asked for.
#[derive(Clone, Copy)]
enum Which {
    All,
    First,
    Last,
}

pub(super) async fn between(
    agenda: &Agenda<'_>,
    asked: Asked<'_>,
    within: (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    ask(agenda, Which::All, asked, within, now).await
}

pub(super) async fn first(
    agenda: &Agenda<'_>,
    asked: Asked<'_>,
    from: Timestamp,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let within = (from, Timestamp::MAX);
    let found = ask(agenda, Which::First, asked, within, now).await?;
    Ok(found.into_iter().next())
}

pub(super) async fn last(
    agenda: &Agenda<'_>,
    asked: Asked<'_>,
    before: Timestamp,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let within = (now, before);
    let found = ask(agenda, Which::Last, asked, within, now).await?;
    Ok(found.into_iter().next())
}

async fn ask(
    agenda: &Agenda<'_>,
    which: Which,
    asked: Asked<'_>,
    (from, end): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let mut reading = agenda.database.read().await?;
    let wanted = wanted(&mut reading, (asked.polo, asked.motive)).await?;
    if !wanted.is_empty() {
        let mut left = unwanted(&mut reading, &wanted, asked, (from, end), now).await?;
        return Ok(match which {
            Which::All => left,
            Which::First => left.into_iter().take(1).collect(),
            Which::Last => left.pop().into_iter().collect(),
        });
    }
    let (what, order) = match which {
        Which::All => ("DISTINCT start_at", "start_at"),
        Which::First => ("start_at", "start_at LIMIT 1"),
        Which::Last => ("start_at", "start_at DESC LIMIT 1"),
    };
    let sql = format!("SELECT {what} FROM slots WHERE {FREE} AND {UNTAKEN} ORDER BY {order}");
    let query = bound(AssertSqlSafe(sql), asked, (from, end), now);
    let rows = query.fetch_all(&mut *reading).await?;
    rows.iter()
        .map(|row| instant(row.try_get("start_at")?, "slots.start_at"))
        .collect()
}

/// What is free and none of those who wait could have: the rest is theirs, and about to be offered to them.
async fn unwanted(
    connection: &mut AnyConnection,
    wanted: &Wanted,
    asked: Asked<'_>,
    within: (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let sql = format!(
        "SELECT id, ways, start_at, closes_at FROM slots WHERE {FREE} AND {UNTAKEN} ORDER BY start_at"
    );
    let query = bound(AssertSqlSafe(sql), asked, within, now);
    let mut left = Vec::new();
    for row in query.fetch_all(connection).await? {
        let start = instant(row.try_get("start_at")?, "slots.start_at")?;
        let closes = instant(row.try_get("closes_at")?, "slots.closes_at")?;
        let slot: String = row.try_get("id")?;
        if !wanted.has((&slot, row.try_get("ways")?), (start, closes), now) {
            left.push(start);
        }
    }
    left.dedup();
    Ok(left)
}

fn bound(
    sql: AssertSqlSafe<String>,
    asked: Asked<'_>,
    (from, end): (Timestamp, Timestamp),
    now: Timestamp,
) -> Query<'static, Any, AnyArguments> {
    sqlx::query(sql)
        .bind(asked.polo.to_owned())
        .bind(asked.motive.to_owned())
        .bind(asked.way.bit())
        .bind(from.as_millisecond())
        .bind(end.as_millisecond())
        .bind(now.as_millisecond())
}
