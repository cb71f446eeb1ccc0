//! Reading requests: from rows and sealed fields to values. Never here: a write.

use super::{Author, Filter, LineShown, Listed, Opened, RecordEntry, Requests, What};
use crate::agenda;
use crate::audit::Origin;
use crate::error::StoreError;
use crate::projects;
use crate::vault::{Place, Vault};
use domain::desk::Outcome;
use domain::request::{Line, Person, Status};
use domain::{Code, Protocol, Secret};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

const SECRET: &str = "request secret";

/// The beginning of a query for what [`listed`] reads.
pub(crate) const LISTED: &str = "SELECT code, protocol_year, protocol_number, motive, polo, area, status, received_at, \
    answer_by FROM requests";

pub(super) async fn open(
    requests: &Requests<'_>,
    code: &Code,
    secret: &Secret,
) -> Result<Option<Opened>, StoreError> {
    let mut tx = requests.database.read().await?;
    if !is_holder(&mut tx, requests.vault, code, secret).await? {
        return Ok(None);
    }
    let mut opened = load(&mut tx, requests.vault, code).await?;
    if let Some(opened) = &mut opened {
        opened.project = projects::load_shared(&mut tx, requests.vault, code).await?;
    }
    tx.commit().await?;
    Ok(opened)
}

/// The keyed hash that is kept in place of the secret; it holds for its own code alone.
pub(super) fn secret_tag(vault: &Vault, code: &Code, secret: &Secret) -> Vec<u8> {
    vault.hash(SECRET, &[code.as_str().as_bytes(), secret.expose().as_bytes()])
}

/// Whether the secret is the code's. Nothing but the hash is fetched before that is known, and where there is
/// no such code another hash of the same length is compared, so that time tells the two apart as little as
/// the answer does.
pub(crate) async fn is_holder(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    secret: &Secret,
) -> Result<bool, StoreError> {
    let query = sqlx::query("SELECT secret_tag FROM requests WHERE code = $1").bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    let nobodys = vault.hash(SECRET, &[]);
    let kept = row
        .as_ref()
        .map_or(Ok(nobodys), |row| row.try_get("secret_tag"))?;
    let agrees = vault.agrees(
        SECRET,
        &[code.as_str().as_bytes(), secret.expose().as_bytes()],
        &kept,
    )?;
    Ok(agrees && row.is_some())
}

/// The whole request, its sealed fields opened. Only for who has shown the secret, or is on the record.
pub(crate) async fn load(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Option<Opened>, StoreError> {
    let query = sqlx::query(
        "SELECT code, protocol_year, protocol_number, motive, polo, area, status, received_at, answer_by, \
         withdrawn_at, outcome, person FROM requests WHERE code = $1",
    );
    let row = query
        .bind(code.as_str().to_owned())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let listed = listed(&row)?;
    let person = unsealed(vault, code, &row)?;
    let lines =
        sqlx::query("SELECT number, at, author, text FROM request_lines WHERE code = $1 ORDER BY number");
    let lines = lines
        .bind(code.as_str().to_owned())
        .fetch_all(&mut *connection)
        .await?;
    let entries = sqlx::query(
        "SELECT number, at, what, who, origin, session FROM request_entries WHERE code = $1 ORDER BY number",
    );
    let entries = entries
        .bind(code.as_str().to_owned())
        .fetch_all(&mut *connection)
        .await?;
    Ok(Some(Opened {
        code: listed.code,
        protocol: listed.protocol,
        status: listed.status,
        motive: listed.motive,
        polo: listed.polo,
        received_at: listed.received_at,
        answer_by: listed.answer_by,
        withdrawn_at: row
            .try_get::<Option<i64>, _>("withdrawn_at")?
            .map(|at| instant(at, "requests.withdrawn_at"))
            .transpose()?,
        outcome: outcome(&row)?,
        person,
        appointment: agenda::last_appointment(connection, code).await?,
        waiting: agenda::waits(connection, code).await?,
        offers: agenda::open_offers(connection, code).await?,
        project: None,
        lines: lines
            .iter()
            .map(|row| line(vault, code, row))
            .collect::<Result<_, _>>()?,
        record: entries
            .iter()
            .map(|row| entry(vault, code, row))
            .collect::<Result<_, _>>()?,
    }))
}

fn outcome(row: &AnyRow) -> Result<Option<Outcome>, StoreError> {
    let word = row.try_get::<Option<String>, _>("outcome")?;
    let outcome = word.map(|word| Outcome::of(&word).ok_or(StoreError::Corrupt("requests.outcome")));
    outcome.transpose()
}

/// The personal part alone; gone when the request is withdrawn.
pub(crate) async fn person(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Option<Person>, StoreError> {
    let query = sqlx::query("SELECT person FROM requests WHERE code = $1").bind(code.as_str().to_owned());
    let Some(row) = query.fetch_optional(connection).await? else {
        return Ok(None);
    };
    unsealed(vault, code, &row)
}

fn unsealed(vault: &Vault, code: &Code, row: &AnyRow) -> Result<Option<Person>, StoreError> {
    let person = row.try_get::<Option<Vec<u8>>, _>("person")?;
    let person = person.map(|sealed| {
        let plain = vault.unseal(person_place(code.as_str()), &sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Corrupt("requests.person"))
    });
    person.transpose()
}

/// Where the request stands; `None` where there is none.
pub(crate) async fn status(
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<Option<Status>, StoreError> {
    let query = sqlx::query("SELECT status FROM requests WHERE code = $1").bind(code.as_str().to_owned());
    let Some(row) = query.fetch_optional(connection).await? else {
        return Ok(None);
    };
    let status = Status::of(&row.try_get::<String, _>("status")?);
    Ok(Some(status.ok_or(StoreError::Corrupt("requests.status"))?))
}

pub(super) async fn list(requests: &Requests<'_>, filter: &Filter) -> Result<Vec<Listed>, StoreError> {
    let query = sqlx::query(
        "SELECT code, protocol_year, protocol_number, motive, polo, area, status, received_at, answer_by \
         FROM requests WHERE ($1 = '' OR polo = $1) AND ($2 = '' OR status = $2) \
         ORDER BY received_at DESC, protocol_year DESC, protocol_number DESC LIMIT $3",
    );
    let query = query.bind(filter.polo.clone().unwrap_or_default());
    let query = query
        .bind(filter.status.map_or("", Status::word))
        .bind(i64::from(filter.limit));
    query
        .fetch_all(requests.database.reader())
        .await?
        .iter()
        .map(listed)
        .collect()
}

pub(super) async fn record(requests: &Requests<'_>, code: &Code) -> Result<Vec<RecordEntry>, StoreError> {
    let query = sqlx::query(
        "SELECT number, at, what, who, origin, session FROM request_entries WHERE code = $1 ORDER BY number",
    );
    let rows = query
        .bind(code.as_str().to_owned())
        .fetch_all(requests.database.reader())
        .await?;
    rows.iter().map(|row| entry(requests.vault, code, row)).collect()
}

pub(super) async fn find(requests: &Requests<'_>, code: &Code) -> Result<Option<Listed>, StoreError> {
    let query = sqlx::query(sqlx::AssertSqlSafe(format!("{LISTED} WHERE code = $1")));
    let row = query
        .bind(code.as_str().to_owned())
        .fetch_optional(requests.database.reader())
        .await?;
    row.as_ref().map(listed).transpose()
}

pub(crate) fn listed(row: &AnyRow) -> Result<Listed, StoreError> {
    let corrupt = StoreError::Corrupt;
    let text = |column| row.try_get::<String, _>(column);
    Ok(Listed {
        code: text("code")?.parse().map_err(|_| corrupt("requests.code"))?,
        protocol: protocol(row)?,
        polo: text("polo")?,
        motive: text("motive")?,
        area: row.try_get("area")?,
        status: Status::of(&text("status")?).ok_or(corrupt("requests.status"))?,
        received_at: instant(row.try_get("received_at")?, "requests.received_at")?,
        answer_by: text("answer_by")?
            .parse()
            .map_err(|_| corrupt("requests.answer_by"))?,
    })
}

pub(crate) fn protocol(row: &AnyRow) -> Result<Protocol, StoreError> {
    let year = row.try_get::<i64, _>("protocol_year")?;
    let corrupt = |_| StoreError::Corrupt("requests.protocol_year");
    Ok(Protocol {
        year: year.try_into().map_err(corrupt)?,
        number: row.try_get("protocol_number")?,
    })
}

fn line(vault: &Vault, code: &Code, row: &AnyRow) -> Result<LineShown, StoreError> {
    let corrupt = || StoreError::Corrupt("request_lines.text");
    let name = row_name(code.as_str(), row.try_get("number")?);
    let text = vault.unseal(line_place(&name), &row.try_get::<Vec<u8>, _>("text")?)?;
    let text = String::from_utf8(text).map_err(|_| corrupt())?;
    let author = row.try_get::<String, _>("author")?;
    Ok(LineShown {
        at: instant(row.try_get("at")?, "request_lines.at")?,
        author: Author::of(&author).ok_or(StoreError::Corrupt("request_lines.author"))?,
        text: Line::parse(&text).map_err(|_| corrupt())?,
    })
}

pub(super) fn entry(vault: &Vault, code: &Code, row: &AnyRow) -> Result<RecordEntry, StoreError> {
    let name = row_name(code.as_str(), row.try_get("number")?);
    let who = row.try_get::<Option<Vec<u8>>, _>("who")?.map(|sealed| {
        let who = vault.unseal(entry_place(&name), &sealed)?;
        String::from_utf8(who).map_err(|_| StoreError::Corrupt("request_entries.who"))
    });
    Ok(RecordEntry {
        at: instant(row.try_get("at")?, "request_entries.at")?,
        who: who.transpose()?,
        what: What::of(&row.try_get::<String, _>("what")?)
            .ok_or(StoreError::Corrupt("request_entries.what"))?,
        origin: origin(row)?,
    })
}

/// From where an entry of a record was made.
pub(crate) fn origin(row: &AnyRow) -> Result<Origin, StoreError> {
    let (word, session): (String, String) = (row.try_get("origin")?, row.try_get("session")?);
    Origin::of(&word, &session).ok_or(StoreError::Corrupt("request_entries.origin"))
}

fn instant(milliseconds: i64, column: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| StoreError::Corrupt(column))
}

pub(crate) fn row_name(code: &str, number: i64) -> String {
    format!("{code}/{number}")
}

pub(super) fn person_place(code: &str) -> Place<'_> {
    Place {
        table: "requests",
        row: code,
        column: "person",
    }
}

pub(super) fn line_place(row: &str) -> Place<'_> {
    Place {
        table: "request_lines",
        row,
        column: "text",
    }
}

pub(crate) fn entry_place(row: &str) -> Place<'_> {
    Place {
        table: "request_entries",
        row,
        column: "who",
    }
}
