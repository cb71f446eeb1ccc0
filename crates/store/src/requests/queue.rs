//! The list of what waits for the Polo, oldest promise first, narrowed to what a worker may see. No sealed field is opened.
//! Never here: who may see what.

use super::read;
use super::{Listed, RecordEntry, Requests};
use crate::error::StoreError;
use domain::Code;

/// Which requests somebody may see: those of a Polo, of some motives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The Polo, by id; `None` is all of them.
    pub polo: Option<String>,
    /// The motives, by id; `None` is all of them.
    pub motives: Option<Vec<String>>,
}

const LISTED: &str = "SELECT code, protocol_year, protocol_number, motive, polo, status, received_at, answer_by \
    FROM requests";

pub(super) async fn queue(
    requests: &Requests<'_>,
    scopes: &[Scope],
    limit: u32,
) -> Result<Vec<Listed>, StoreError> {
    let mut all = Vec::new();
    for scope in scopes {
        // Ids have no blanks, and no sign that means something to LIKE.
        let motives = scope.motives.as_ref();
        let motives = motives.map_or(String::new(), |motives| format!(" {} ", motives.join(" ")));
        let sql = format!(
            "{LISTED} WHERE status IN ('received', 'in_charge', 'answered') AND ($1 = '' OR polo = $1) \
             AND ($2 = '' OR $2 LIKE '% ' || motive || ' %') ORDER BY answer_by, received_at, code LIMIT $3"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(scope.polo.clone().unwrap_or_default());
        let query = query.bind(motives).bind(i64::from(limit));
        for row in query.fetch_all(requests.database.reader()).await? {
            all.push(read::listed(&row)?);
        }
    }
    all.sort_by(|a, b| (a.answer_by, a.received_at, &a.code).cmp(&(b.answer_by, b.received_at, &b.code)));
    all.dedup_by(|a, b| a.code == b.code);
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

pub(super) async fn find(requests: &Requests<'_>, code: &Code) -> Result<Option<Listed>, StoreError> {
    let query = sqlx::query(sqlx::AssertSqlSafe(format!("{LISTED} WHERE code = $1")));
    let row = query
        .bind(code.as_str().to_owned())
        .fetch_optional(requests.database.reader())
        .await?;
    row.as_ref().map(read::listed).transpose()
}

pub(super) async fn record(requests: &Requests<'_>, code: &Code) -> Result<Vec<RecordEntry>, StoreError> {
    let query = sqlx::query(
        "SELECT number, at, what, who, origin, session FROM request_entries WHERE code = $1 ORDER BY number",
    );
    let rows = query
        .bind(code.as_str().to_owned())
        .fetch_all(requests.database.reader())
        .await?;
    rows.iter()
        .map(|row| read::entry(requests.vault, code, row))
        .collect()
}
