//! Giving a request to a colleague or to another Polo: asked, then accepted or refused. Until then it stays where it is, and
//! one waits at a time. Never here: who may be given what.

use super::{Acting, At, Colleague, HandOver, HandOverState, NewHandOver, hold_open, staff_place, unsealed};
use crate::error::{DeskError, StoreError};
use crate::requests::What;
use crate::vault::{Place, Vault, row_name};
use domain::Code;
use domain::desk::Reason;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// What is read of a hand-over `h`, with whoever asks it `b` and whoever it goes to `t`.
pub(super) const COLUMNS: &str = "h.id AS h_id, h.by_staff AS h_by, b.name AS h_by_name, h.to_staff AS h_to, \
    t.name AS h_to_name, h.to_polo AS h_polo, h.to_area AS h_area, h.state AS h_state, h.at AS h_at, \
    h.why AS h_why, h.reply AS h_reply";
pub(super) const JOINED: &str =
    "LEFT JOIN staff b ON b.id = h.by_staff LEFT JOIN staff t ON t.id = h.to_staff";

pub(super) async fn ask(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    new: &NewHandOver<'_>,
) -> Result<What, DeskError> {
    hold_open(connection, acting.code).await?;
    let by = acting.by.staff.ok_or(DeskError::NotFound)?;
    let id = row_name()?;
    let why = vault.seal(place(&id, "why"), new.why.as_str().as_bytes())?;
    let ask = sqlx::query(
        "INSERT INTO handovers (id, request, by_staff, to_staff, to_polo, to_area, state, at, why) \
         VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $8) ON CONFLICT DO NOTHING",
    );
    let ask = ask
        .bind(id)
        .bind(acting.code.as_str().to_owned())
        .bind(by.to_owned())
        .bind(new.to.map(str::to_owned))
        .bind(new.polo.to_owned())
        .bind(new.area.to_owned())
        .bind(acting.now.as_millisecond())
        .bind(why);
    if ask.execute(connection).await?.rows_affected() == 0 {
        return Err(DeskError::HandOverPending);
    }
    Ok(What::HandOverAsked)
}

pub(super) async fn accept(
    (connection, _): At<'_>,
    acting: &Acting<'_>,
    id: &str,
) -> Result<What, DeskError> {
    hold_open(connection, acting.code).await?;
    let end = sqlx::query(
        "UPDATE handovers SET state = 'accepted', ended_at = $3 \
         WHERE id = $1 AND request = $2 AND state = 'pending' RETURNING to_polo, to_area",
    );
    let end = end
        .bind(id.to_owned())
        .bind(acting.code.as_str().to_owned())
        .bind(acting.now.as_millisecond());
    let row = end.fetch_optional(&mut *connection).await?;
    let row = row.ok_or(DeskError::NoHandOver)?;
    let give = sqlx::query(
        "UPDATE requests SET worker = $2, polo = $3, area = $4, \
             status = CASE WHEN status = 'received' THEN 'in_charge' ELSE status END WHERE code = $1",
    );
    let give = give
        .bind(acting.code.as_str().to_owned())
        .bind(acting.by.staff.map(str::to_owned))
        .bind(row.try_get::<String, _>("to_polo")?)
        .bind(row.try_get::<String, _>("to_area")?);
    give.execute(connection).await?;
    Ok(What::HandedOver)
}

pub(super) async fn refuse(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    id: &str,
    why: &Reason,
) -> Result<What, DeskError> {
    hold_open(connection, acting.code).await?;
    let refuse = sqlx::query(
        "UPDATE handovers SET state = 'refused', ended_at = $3, reply = $4 \
         WHERE id = $1 AND request = $2 AND state = 'pending'",
    );
    let refuse = refuse
        .bind(id.to_owned())
        .bind(acting.code.as_str().to_owned())
        .bind(acting.now.as_millisecond())
        .bind(vault.seal(place(id, "reply"), why.as_str().as_bytes())?);
    if refuse.execute(connection).await?.rows_affected() == 0 {
        return Err(DeskError::NoHandOver);
    }
    Ok(What::HandOverRefused)
}

pub(super) async fn take_back((connection, _): At<'_>, acting: &Acting<'_>) -> Result<What, DeskError> {
    hold_open(connection, acting.code).await?;
    if end(connection, acting).await? == 0 {
        return Err(DeskError::NoHandOver);
    }
    Ok(What::HandOverTakenBack)
}

/// Ends the one that waits; says how many did. The request is held.
pub(super) async fn end(connection: &mut AnyConnection, acting: &Acting<'_>) -> Result<u64, StoreError> {
    let end = sqlx::query(
        "UPDATE handovers SET state = 'withdrawn', ended_at = $2 WHERE request = $1 AND state = 'pending'",
    );
    let end = end
        .bind(acting.code.as_str().to_owned())
        .bind(acting.now.as_millisecond());
    Ok(end.execute(connection).await?.rows_affected())
}

/// The last one of the request, whatever became of it.
pub(super) async fn last(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Option<HandOver>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM handovers h {JOINED} WHERE h.request = $1 \
         ORDER BY CASE WHEN h.state = 'pending' THEN 0 ELSE 1 END, h.at DESC, h.id LIMIT 1"
    );
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    match query.fetch_optional(connection).await? {
        Some(row) => read(vault, &row),
        None => Ok(None),
    }
}

/// Of a row with [`COLUMNS`]; `None` where there is none.
pub(super) fn read(vault: &Vault, row: &AnyRow) -> Result<Option<HandOver>, StoreError> {
    let corrupt = StoreError::Corrupt;
    let text = |column| row.try_get::<String, _>(column);
    let Some(id) = row.try_get::<Option<String>, _>("h_id")? else {
        return Ok(None);
    };
    let by = colleague(vault, row, ("h_by", "h_by_name"))?;
    let reply = row.try_get::<Option<Vec<u8>>, _>("h_reply")?;
    let reply = reply.map(|sealed| unsealed(vault, place(&id, "reply"), &sealed, "handovers.reply"));
    let why = row.try_get::<Vec<u8>, _>("h_why")?;
    Ok(Some(HandOver {
        by: by.ok_or(corrupt("handovers.by_staff"))?,
        to: colleague(vault, row, ("h_to", "h_to_name"))?,
        polo: text("h_polo")?,
        area: text("h_area")?,
        at: Timestamp::from_millisecond(row.try_get("h_at")?).map_err(|_| corrupt("handovers.at"))?,
        state: HandOverState::of(&text("h_state")?).ok_or(corrupt("handovers.state"))?,
        why: unsealed(vault, place(&id, "why"), &why, "handovers.why")?,
        reply: reply.transpose()?.unwrap_or_default(),
        id,
    }))
}

/// Somebody of the staff, of a column with the id and one with the sealed name.
pub(super) fn colleague(
    vault: &Vault,
    row: &AnyRow,
    (id, name): (&str, &str),
) -> Result<Option<Colleague>, StoreError> {
    let Some(id) = row.try_get::<Option<String>, _>(id)? else {
        return Ok(None);
    };
    let sealed = row.try_get::<Option<Vec<u8>>, _>(name)?;
    let sealed = sealed.ok_or(StoreError::Corrupt("staff.name"))?;
    let name: domain::text::Text<200> = unsealed(vault, staff_place(&id), &sealed, "staff.name")?;
    Ok(Some(Colleague {
        name: name.into(),
        id,
    }))
}

fn place<'a>(id: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "handovers",
        row: id,
        column,
    }
}
