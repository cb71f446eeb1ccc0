//! The list of what waits for the Polo, narrowed to what a worker may see. No sealed field of a person's is opened; the names
//! of staff, and why a request is to go to somebody, are. Never here: who may see what.

use super::{Casework, HandOver, InQueue, QueueAsked, handover};
use crate::error::StoreError;
use crate::requests::Scope;
use crate::requests::record::listed;
use crate::vault::Vault;
use domain::Code;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// What is read of a request `r`, with whoever has it `w` and the hand-over that waits `h`.
fn select() -> String {
    format!(
        "SELECT r.code AS code, r.protocol_year AS protocol_year, r.protocol_number AS protocol_number, \
             r.motive AS motive, r.polo AS polo, r.area AS area, r.status AS status, r.received_at AS received_at, \
             r.answer_by AS answer_by, r.outcome AS outcome, r.next_on AS next_on, r.worker AS worker, \
             w.name AS worker_name, {} \
         FROM requests r LEFT JOIN staff w ON w.id = r.worker \
         LEFT JOIN handovers h ON h.request = r.code AND h.state = 'pending' {}",
        handover::COLUMNS,
        handover::JOINED
    )
}

pub(super) async fn queue(work: &Casework<'_>, asked: &QueueAsked<'_>) -> Result<Vec<InQueue>, StoreError> {
    let mut tx = work.database.read().await?;
    let mut all = Vec::new();
    for scope in asked.receiving {
        given(&mut tx, work.vault, asked, scope, &mut all).await?;
    }
    for scope in asked.scopes {
        own(&mut tx, work.vault, asked, scope, &mut all).await?;
    }
    tx.commit().await?;
    let key = |one: &InQueue| {
        let request = &one.request;
        let overdue = one.next_on.is_some_and(|day| day <= asked.today);
        let code = request.code.as_str().to_owned();
        (
            !one.for_you,
            !overdue,
            request.answer_by,
            request.received_at,
            code,
        )
    };
    all.sort_by_key(key);
    // What waits for the asker comes first, and so stays.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|one| seen.insert(one.request.code.as_str().to_owned()));
    all.truncate(usize::try_from(asked.limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// What stands in the scope already.
async fn own(
    connection: &mut AnyConnection,
    vault: &Vault,
    asked: &QueueAsked<'_>,
    scope: &Scope,
    all: &mut Vec<InQueue>,
) -> Result<(), StoreError> {
    let sql = format!(
        "{} WHERE r.status IN ('received', 'in_charge', 'answered') AND ($1 = '' OR r.polo = $1) \
         AND ($2 = '' OR r.area = $2 OR (r.area IS NULL AND $3 LIKE '% ' || r.motive || ' %')) \
         AND ($4 = '' OR r.worker = $4) \
         ORDER BY CASE WHEN r.next_on <= $5 THEN 0 ELSE 1 END, r.answer_by, r.received_at, r.code LIMIT $6",
        select()
    );
    let mine = if asked.mine { asked.me } else { "" };
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(scope.polo.clone().unwrap_or_default())
        .bind(scope.area.clone().unwrap_or_default())
        // Ids have no blanks, and no sign that means something to LIKE.
        .bind(format!(" {} ", scope.motives.join(" ")))
        .bind(mine.to_owned())
        .bind(asked.today.to_string())
        .bind(i64::from(asked.limit));
    for row in query.fetch_all(connection).await? {
        all.push(waiting(vault, &row)?);
    }
    Ok(())
}

/// What is to be given to the asker, or to whoever is in that scope.
async fn given(
    connection: &mut AnyConnection,
    vault: &Vault,
    asked: &QueueAsked<'_>,
    scope: &Scope,
    all: &mut Vec<InQueue>,
) -> Result<(), StoreError> {
    let sql = format!(
        "{} WHERE r.status IN ('received', 'in_charge', 'answered') AND h.state = 'pending' \
         AND (h.to_staff IS NULL OR h.to_staff = $1) AND (h.to_staff IS NOT NULL OR h.by_staff <> $1) \
         AND ($2 = '' OR h.to_polo = $2) AND ($3 = '' OR h.to_area = $3) \
         ORDER BY h.at, r.code LIMIT $4",
        select()
    );
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(asked.me.to_owned())
        .bind(scope.polo.clone().unwrap_or_default())
        .bind(scope.area.clone().unwrap_or_default())
        .bind(i64::from(asked.limit));
    for row in query.fetch_all(connection).await? {
        all.push(InQueue {
            for_you: true,
            ..waiting(vault, &row)?
        });
    }
    Ok(())
}

pub(super) async fn find(work: &Casework<'_>, code: &Code) -> Result<Option<InQueue>, StoreError> {
    let mut tx = work.database.read().await?;
    let found = of(&mut tx, work.vault, code).await?;
    tx.commit().await?;
    Ok(found)
}

/// The request of that code.
pub(super) async fn of(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Option<InQueue>, StoreError> {
    let sql = format!("{} WHERE r.code = $1", select());
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    row.map(|row| waiting(vault, &row)).transpose()
}

fn waiting(vault: &Vault, row: &AnyRow) -> Result<InQueue, StoreError> {
    let day = row.try_get::<Option<String>, _>("next_on")?;
    let day = day.map(|day| day.parse::<Date>());
    let handover: Option<HandOver> = handover::read(vault, row)?;
    Ok(InQueue {
        request: listed(row)?,
        worker: handover::colleague(vault, row, ("worker", "worker_name"))?,
        next_on: day
            .transpose()
            .map_err(|_| StoreError::Corrupt("requests.next_on"))?,
        handover,
        for_you: false,
    })
}
