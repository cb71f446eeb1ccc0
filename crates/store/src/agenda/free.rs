//! Which times can be had. Never here: a claim; what is free now may be taken when it is asked for.

use super::claim::{UNTAKEN, instant};
use super::{Agenda, Asked};
use crate::error::StoreError;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row};

/// A seat is left, and it is offered now.
const FREE: &str = "polo = $1 AND motive = $2 AND (ways & $3) <> 0 AND start_at >= $4 AND start_at < $5 \
    AND offered = 1 AND taken < seats AND opens_at <= $6 AND closes_at > $6";

pub(super) async fn between(
    agenda: &Agenda<'_>,
    asked: Asked<'_>,
    within: (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    ask(
        agenda,
        "SELECT DISTINCT start_at",
        "ORDER BY start_at",
        asked,
        within,
        now,
    )
    .await
}

pub(super) async fn first(
    agenda: &Agenda<'_>,
    asked: Asked<'_>,
    from: Timestamp,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let within = (from, Timestamp::MAX);
    let found = ask(
        agenda,
        "SELECT start_at",
        "ORDER BY start_at LIMIT 1",
        asked,
        within,
        now,
    )
    .await?;
    Ok(found.into_iter().next())
}

pub(super) async fn last(
    agenda: &Agenda<'_>,
    asked: Asked<'_>,
    before: Timestamp,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let within = (now, before);
    let found = ask(
        agenda,
        "SELECT start_at",
        "ORDER BY start_at DESC LIMIT 1",
        asked,
        within,
        now,
    )
    .await?;
    Ok(found.into_iter().next())
}

async fn ask(
    agenda: &Agenda<'_>,
    what: &str,
    order: &str,
    asked: Asked<'_>,
    (from, end): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    let sql = format!("{what} FROM slots WHERE {FREE} AND {UNTAKEN} {order}");
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(asked.polo.to_owned())
        .bind(asked.motive.to_owned())
        .bind(asked.way.bit())
        .bind(from.as_millisecond())
        .bind(end.as_millisecond())
        .bind(now.as_millisecond());
    let rows = query.fetch_all(agenda.database.reader()).await?;
    rows.iter()
        .map(|row| instant(row.try_get("start_at")?, "slots.start_at"))
        .collect()
}
