//! What the person changes (lines, withdrawal), and the record of who did what. Each is one transaction, begun by
//! one conditional update that holds the request. Never here: the first writing of a request, the Polo's work on it.

use super::read;
use super::{Author, MAX_ANSWERS, MAX_LINES, Opened, Requests, What};
use crate::agenda;
use crate::audit::{Chain, Origin, request_said};
use crate::engine::retry;
use crate::error::{ChangeError, StoreError};
use crate::once::{self, Answer, Claim, Once, When};
use crate::outbox;
use crate::projects;
use crate::vault::Vault;
use crate::work;
use domain::request::{Line, Status};
use domain::{Code, Secret};
use jiff::Timestamp;
use sqlx::{AnyConnection, Row};

pub(super) async fn add_line(
    requests: &Requests<'_>,
    code: &Code,
    secret: &Secret,
    line: &Line,
    now: Timestamp,
    once: &Once,
) -> Result<Answer<Timestamp>, ChangeError> {
    retry(|| change(requests, (code, secret), now, once, Change::Line(line))).await
}

pub(super) async fn withdraw(
    requests: &Requests<'_>,
    code: &Code,
    secret: &Secret,
    now: Timestamp,
    once: &Once,
) -> Result<Answer<Timestamp>, ChangeError> {
    retry(|| change(requests, (code, secret), now, once, Change::Withdrawal)).await
}

/// What the person changes.
#[derive(Clone, Copy)]
enum Change<'a> {
    Line(&'a Line),
    Withdrawal,
}

async fn change(
    requests: &Requests<'_>,
    (code, secret): (&Code, &Secret),
    now: Timestamp,
    once: &Once,
    change: Change<'_>,
) -> Result<Answer<Timestamp>, ChangeError> {
    let Requests { database, vault } = *requests;
    let mut tx = database.write().await?;
    if !read::is_holder(&mut tx, vault, code, secret).await? {
        return Err(ChangeError::NotFound);
    }
    let operation = match change {
        Change::Line(_) => "add_line",
        Change::Withdrawal => "withdraw",
    };
    let claimed = match once::claim::<When>(&mut tx, vault, (operation, code.as_str()), once, now).await? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(kept) => return Ok(Answer::Replayed(kept.instant()?)),
    };
    let kept = When {
        at: now.as_millisecond(),
    };
    match change {
        Change::Line(line) => write_line(&mut tx, vault, code, line, kept.at).await?,
        Change::Withdrawal => {
            erase(&mut tx, vault, code, kept.at).await?;
            agenda::release_of(database, &mut tx, code, now).await?;
        }
    }
    claimed.keep(&mut tx, vault, &kept).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(kept.instant()?))
}

/// A line by the person, on the record.
pub(crate) async fn write_line(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    line: &Line,
    at: i64,
) -> Result<(), ChangeError> {
    let claim = sqlx::query(
        "UPDATE requests SET line_count = line_count + 1 WHERE code = $1 AND status NOT IN ($2, $3) RETURNING line_count",
    );
    let claim = claim
        .bind(code.as_str().to_owned())
        .bind(Status::Withdrawn.word())
        .bind(Status::Closed.word());
    let Some(row) = claim.fetch_optional(&mut *connection).await? else {
        return Err(why_not(connection, code).await?);
    };
    let line = NewLine {
        code,
        number: row.try_get("line_count")?,
        author: Author::Citizen,
        text: line,
        at,
    };
    if !insert_line(connection, vault, line).await? {
        return Err(ChangeError::TooManyLines);
    }
    let entry = Entry {
        code: code.as_str(),
        what: What::LineAdded,
        who: None,
        at,
    };
    enter(connection, vault, entry).await?;
    Ok(())
}

/// A line under a number that an update of its request has claimed.
pub(crate) struct NewLine<'a> {
    pub(crate) code: &'a Code,
    pub(crate) number: i64,
    pub(crate) author: Author,
    pub(crate) text: &'a Line,
    pub(crate) at: i64,
}

/// Writes the line; `false` where its author has written as many as it may, and what was claimed must be undone.
/// Person and Polo have each their own limit: neither can silence the other. The update that claimed the number
/// holds the request, so that no line comes between the count and the writing.
pub(crate) async fn insert_line(
    connection: &mut AnyConnection,
    vault: &Vault,
    line: NewLine<'_>,
) -> Result<bool, StoreError> {
    let code = line.code.as_str();
    let count = sqlx::query("SELECT COUNT(*) AS written FROM request_lines WHERE code = $1 AND author = $2");
    let count = count.bind(code.to_owned()).bind(line.author.word());
    let written: i64 = count.fetch_one(&mut *connection).await?.try_get("written")?;
    let most = match line.author {
        Author::Citizen => MAX_LINES,
        Author::Polo => MAX_ANSWERS,
    };
    if written >= i64::from(most) {
        return Ok(false);
    }
    let name = read::row_name(code, line.number);
    let text = vault.seal(read::line_place(&name), line.text.as_str().as_bytes())?;
    let insert =
        sqlx::query("INSERT INTO request_lines (code, number, at, author, text) VALUES ($1, $2, $3, $4, $5)");
    let insert = insert.bind(code.to_owned()).bind(line.number).bind(line.at);
    insert
        .bind(line.author.word())
        .bind(text)
        .execute(connection)
        .await?;
    Ok(true)
}

async fn erase(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    at: i64,
) -> Result<(), ChangeError> {
    let withdraw = sqlx::query(
        "UPDATE requests SET status = $2, withdrawn_at = $3, person = NULL WHERE code = $1 AND status <> $2 \
         RETURNING closed_at",
    );
    let withdraw = withdraw
        .bind(code.as_str().to_owned())
        .bind(Status::Withdrawn.word())
        .bind(at);
    let Some(row) = withdraw.fetch_optional(&mut *connection).await? else {
        return Err(why_not(connection, code).await?);
    };
    let was_closed = row.try_get::<Option<i64>, _>("closed_at")?.is_some();
    let lines = sqlx::query("DELETE FROM request_lines WHERE code = $1").bind(code.as_str().to_owned());
    lines.execute(&mut *connection).await?;
    projects::erase(connection, code).await?;
    work::erase(connection, code).await?;
    let now = Timestamp::from_millisecond(at).map_err(|_| StoreError::Corrupt("requests.withdrawn_at"))?;
    outbox::erase(connection, code, now).await?;
    enter(
        connection,
        vault,
        Entry {
            code: code.as_str(),
            what: if was_closed { What::Erased } else { What::Withdrawn },
            who: None,
            at,
        },
    )
    .await?;
    Ok(())
}

/// The refusal that explains why an update found nothing to change.
async fn why_not(connection: &mut AnyConnection, code: &Code) -> Result<ChangeError, StoreError> {
    let status = read::status(connection, code).await?;
    Ok(match status {
        None => ChangeError::NotFound,
        Some(Status::Closed) => ChangeError::Closed,
        Some(_) => ChangeError::AlreadyWithdrawn,
    })
}

pub(super) async fn show(
    requests: &Requests<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<Option<Opened>, StoreError> {
    retry(|| attempt_show(requests, code, who, now)).await
}

async fn attempt_show(
    requests: &Requests<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<Option<Opened>, StoreError> {
    let Requests { database, vault } = *requests;
    let mut tx = database.write().await?;
    let entry = Entry {
        code: code.as_str(),
        what: What::Shown,
        who: Some(who),
        at: now.as_millisecond(),
    };
    if !enter(&mut tx, vault, entry).await? {
        return Ok(None);
    }
    let opened = read::load(&mut tx, vault, code).await?;
    tx.commit().await?;
    Ok(opened)
}

/// Something to put on a request's record.
pub(crate) struct Entry<'a> {
    pub(crate) code: &'a str,
    pub(crate) what: What,
    pub(crate) who: Option<&'a str>,
    pub(crate) at: i64,
}

/// Puts it on the record, behind all that is there and chained to it; `false` where there is no such request.
pub(crate) async fn enter(
    connection: &mut AnyConnection,
    vault: &Vault,
    entry: Entry<'_>,
) -> Result<bool, StoreError> {
    let claim = sqlx::query(
        "UPDATE requests SET entry_count = entry_count + 1 WHERE code = $1 \
         RETURNING entry_count AS number, entry_head, protocol_year, protocol_number",
    );
    let row = claim
        .bind(entry.code.to_owned())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(false) };
    let number: i64 = row.try_get("number")?;
    let before: Option<Vec<u8>> = row.try_get("entry_head")?;
    let origin = Origin::now();
    let said = request_said(entry.at, entry.what.word(), entry.who, origin.parts());
    let chain = Chain::of_request(vault, entry.code, read::protocol(&row)?);
    let (link, head) = chain.next(number, &said, &before.unwrap_or_default())?;
    let name = read::row_name(entry.code, number);
    let who = entry
        .who
        .map(|who| vault.seal(read::entry_place(&name), who.as_bytes()))
        .transpose()?;
    let insert = sqlx::query(
        "INSERT INTO request_entries (code, number, at, what, who, origin, session, link) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let (word, session) = origin.parts();
    let insert = insert.bind(entry.code.to_owned()).bind(number).bind(entry.at);
    let insert = insert.bind(entry.what.word()).bind(who).bind(word);
    let insert = insert.bind(session.to_owned()).bind(link);
    insert.execute(&mut *connection).await?;
    let settle = sqlx::query("UPDATE requests SET entry_head = $2 WHERE code = $1");
    let settle = settle.bind(entry.code.to_owned()).bind(head);
    settle.execute(connection).await?;
    Ok(true)
}
