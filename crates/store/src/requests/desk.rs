//! What the Polo does with a request: takes it, answers it, closes it. Each is one transaction, decided by one
//! conditional update, and stands on the record with the name of who did it. Never here: what the person does.

use super::change::{self, Entry, NewLine};
use super::read;
use super::{Author, Requests, What};
use crate::engine::retry;
use crate::error::{DeskError, StoreError};
use crate::outbox;
use domain::Code;
use domain::message::Kind;
use domain::request::{Line, Status};
use jiff::Timestamp;
use sqlx::{AnyConnection, Row};

pub(super) async fn take(
    requests: &Requests<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<(), DeskError> {
    retry(|| work(requests, code, who, now, Work::Take)).await
}

pub(super) async fn answer(
    requests: &Requests<'_>,
    code: &Code,
    who: &str,
    line: &Line,
    now: Timestamp,
) -> Result<(), DeskError> {
    retry(|| work(requests, code, who, now, Work::Answer(line))).await
}

pub(super) async fn close(
    requests: &Requests<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<(), DeskError> {
    retry(|| work(requests, code, who, now, Work::Close)).await
}

#[derive(Clone, Copy)]
enum Work<'a> {
    Take,
    Answer(&'a Line),
    Close,
}

async fn work(
    requests: &Requests<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
    work: Work<'_>,
) -> Result<(), DeskError> {
    let Requests { database, vault } = *requests;
    let at = now.as_millisecond();
    let mut tx = database.write().await?;
    let what = match work {
        Work::Take => {
            let sql = "UPDATE requests SET status = 'in_charge' WHERE code = $1 AND status = 'received'";
            let taken = sqlx::query(sql).bind(code.as_str().to_owned());
            if taken.execute(&mut *tx).await?.rows_affected() == 0 {
                return Err(why_not(&mut tx, code).await?);
            }
            What::Taken
        }
        Work::Answer(text) => {
            let number = claim_line(&mut tx, code).await?;
            let line = NewLine {
                code,
                number,
                author: Author::Polo,
                text,
                at,
            };
            if !change::insert_line(&mut tx, vault, line).await? {
                return Err(DeskError::TooManyLines);
            }
            What::Answered
        }
        Work::Close => {
            let close = sqlx::query(
                "UPDATE requests SET status = 'closed', closed_at = $2 \
                 WHERE code = $1 AND status IN ('received', 'in_charge', 'answered')",
            );
            let close = close.bind(code.as_str().to_owned()).bind(at);
            if close.execute(&mut *tx).await?.rows_affected() == 0 {
                return Err(why_not(&mut tx, code).await?);
            }
            outbox::cancel(&mut tx, code, &[Kind::Review48h], now).await?;
            What::Closed
        }
    };
    let entry = Entry {
        code: code.as_str(),
        what,
        who: Some(who),
        at,
    };
    change::enter(&mut tx, vault, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Marks the request as answered and claims the number of the line that says so.
async fn claim_line(connection: &mut AnyConnection, code: &Code) -> Result<i64, DeskError> {
    let claim = sqlx::query(
        "UPDATE requests SET status = 'answered', line_count = line_count + 1 \
         WHERE code = $1 AND status IN ('received', 'in_charge', 'answered') RETURNING line_count",
    );
    let claim = claim.bind(code.as_str().to_owned());
    match claim.fetch_optional(&mut *connection).await? {
        Some(row) => Ok(row.try_get("line_count")?),
        None => Err(why_not(connection, code).await?),
    }
}

/// The refusal that explains why an update found nothing to change.
async fn why_not(connection: &mut AnyConnection, code: &Code) -> Result<DeskError, StoreError> {
    Ok(match read::status(connection, code).await? {
        None => DeskError::NotFound,
        Some(Status::Withdrawn) => DeskError::Withdrawn,
        Some(Status::Closed) => DeskError::Closed,
        Some(Status::Received | Status::InCharge | Status::Answered) => DeskError::AlreadyTaken,
    })
}
