//! Reading offers and who waits. Never here: a write.

use super::super::claim::instant;
use super::{Offer, Offers, Waiting, Waits};
use crate::error::StoreError;
use crate::requests::Scope;
use domain::Code;
use domain::agenda::offers::{OfferKind, OfferState, Wish};
use domain::request::Way;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

pub(super) const COLUMNS: &str = "SELECT o.id AS id, o.kind AS kind, o.state AS state, o.way AS way, o.made_at AS made_at, \
    o.until_at AS until_at, o.wish AS wish, s.polo AS polo, s.motive AS motive, s.start_at AS start_at, s.end_at AS end_at";
pub(super) const TABLES: &str = "FROM offers o JOIN slots s ON s.id = o.slot";

/// Who came before and is still asked, and one more.
const PLACE: &str = "1 + (SELECT COUNT(*) FROM waiting v WHERE v.polo = w.polo AND v.motive = w.motive AND v.asked = 1 \
    AND (v.since, v.turn, v.request) < (w.since, w.turn, w.request)) AS place, \
    w.way AS way, w.since AS since, w.asked AS asked";

pub(super) async fn of(offers: &Offers<'_>, code: &Code) -> Result<Vec<Offer>, StoreError> {
    let sql = format!("{COLUMNS} {TABLES} WHERE o.request = $1 ORDER BY o.made_at, s.start_at, o.id");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let rows = query.fetch_all(offers.database.reader()).await?;
    rows.iter().map(offer).collect()
}

/// What a request is offered, the earliest first. What nobody has let go yet, though its time is over, is among it.
pub(crate) async fn open(connection: &mut AnyConnection, code: &Code) -> Result<Vec<Offer>, StoreError> {
    let sql =
        format!("{COLUMNS} {TABLES} WHERE o.request = $1 AND o.state = 'open' ORDER BY s.start_at, o.id");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(offer).collect()
}

/// Whether a request waits, and at which place.
pub(crate) async fn waiting(
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<Option<Waiting>, StoreError> {
    let sql = format!("SELECT {PLACE} FROM waiting w WHERE w.request = $1");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    row.as_ref().map(entry).transpose()
}

pub(super) async fn list(
    offers: &Offers<'_>,
    scopes: &[Scope],
    limit: u32,
) -> Result<Vec<Waits>, StoreError> {
    let mut all = Vec::new();
    for scope in scopes {
        let sql = format!(
            "SELECT w.request AS request, w.polo AS polo, w.motive AS motive, {PLACE}, \
             (SELECT MAX(o.until_at) FROM offers o WHERE o.request = w.request AND o.state = 'open') AS offered_until \
             FROM waiting w JOIN requests r ON r.code = w.request WHERE ($1 = '' OR w.polo = $1) \
             AND ($2 = '' OR r.area = $2 OR (r.area IS NULL AND $3 LIKE '% ' || w.motive || ' %')) \
             ORDER BY w.since, w.turn, w.request LIMIT $4"
        );
        // Ids have no blanks, and no sign that means something to LIKE.
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(scope.polo.clone().unwrap_or_default())
            .bind(scope.area.clone().unwrap_or_default())
            .bind(format!(" {} ", scope.motives.join(" ")))
            .bind(i64::from(limit));
        for row in query.fetch_all(offers.database.reader()).await? {
            all.push(waits(&row)?);
        }
    }
    let order = |waits: &Waits| (waits.waiting.since, waits.waiting.place, waits.code.clone());
    all.sort_by_cached_key(order);
    all.dedup_by(|a, b| a.code == b.code);
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

fn waits(row: &AnyRow) -> Result<Waits, StoreError> {
    let until: Option<i64> = row.try_get("offered_until")?;
    Ok(Waits {
        code: row
            .try_get::<String, _>("request")?
            .parse()
            .map_err(|_| StoreError::Corrupt("waiting.request"))?,
        polo: row.try_get("polo")?,
        motive: row.try_get("motive")?,
        waiting: entry(row)?,
        offered_until: until.map(|until| at(until, "offers.until_at")).transpose()?,
    })
}

fn entry(row: &AnyRow) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        place: u32::try_from(row.try_get::<i64, _>("place")?).unwrap_or(u32::MAX),
        way: way(row, "waiting.way")?,
        since: at(row.try_get("since")?, "waiting.since")?,
        asked: row.try_get::<i64, _>("asked")? != 0,
    })
}

pub(super) fn offer(row: &AnyRow) -> Result<Offer, StoreError> {
    let corrupt = StoreError::Corrupt;
    let text = |column| row.try_get::<String, _>(column);
    let wish: Option<String> = row.try_get("wish")?;
    Ok(Offer {
        id: text("id")?,
        kind: OfferKind::of(&text("kind")?).ok_or(corrupt("offers.kind"))?,
        state: OfferState::of(&text("state")?).ok_or(corrupt("offers.state"))?,
        polo: text("polo")?,
        motive: text("motive")?,
        way: way(row, "offers.way")?,
        start: at(row.try_get("start_at")?, "slots.start_at")?,
        end: at(row.try_get("end_at")?, "slots.end_at")?,
        made_at: at(row.try_get("made_at")?, "offers.made_at")?,
        until: at(row.try_get("until_at")?, "offers.until_at")?,
        wish: wish
            .map(|word| Wish::of(&word).ok_or(corrupt("offers.wish")))
            .transpose()?,
    })
}

pub(super) fn way(row: &AnyRow, column: &'static str) -> Result<Way, StoreError> {
    Way::of(&row.try_get::<String, _>("way")?).ok_or(StoreError::Corrupt(column))
}

pub(super) fn at(milliseconds: i64, column: &'static str) -> Result<Timestamp, StoreError> {
    instant(milliseconds, column)
}
