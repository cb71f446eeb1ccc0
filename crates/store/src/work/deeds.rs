//! Taking, answering, closing, opening again. Never here: the transaction around them.

use super::notes::{self, NewNote};
use super::{Acting, At, NoteKind, request_place, why_not};
use crate::agenda::Notify;
use crate::error::{DeskError, StoreError};
use crate::outbox::{self, Fill, NewMessage};
use crate::requests::record::{NewLine, insert_line, person};
use crate::requests::{Author, What};
use crate::vault::Vault;
use domain::Code;
use domain::desk::{Note, Outcome, Reason};
use domain::message::{Kind, recipient};
use domain::request::Line;
use jiff::SignedDuration;
use jiff::civil::Date;
use sqlx::{AnyConnection, Row};

/// For how long it is worth telling somebody that there is an answer.
const NEWS: SignedDuration = SignedDuration::from_hours(24 * 3);

/// One that was answered and that nobody has can be taken as well, by whoever has an account.
pub(super) async fn take((connection, _): At<'_>, acting: &Acting<'_>) -> Result<What, DeskError> {
    let take = sqlx::query(
        "UPDATE requests SET worker = $2, \
             status = CASE WHEN status = 'received' THEN 'in_charge' ELSE status END \
         WHERE code = $1 AND worker IS NULL AND (status = 'received' OR (status = 'answered' AND $3 = 1))",
    );
    let take = take
        .bind(acting.code.as_str().to_owned())
        .bind(acting.by.staff.map(str::to_owned))
        .bind(i64::from(acting.by.staff.is_some()));
    if take.execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(why_not(connection, acting.code).await?);
    }
    Ok(What::Taken)
}

pub(super) async fn answer(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    text: &Line,
    notify: &Notify,
) -> Result<What, DeskError> {
    let claim = sqlx::query(
        "UPDATE requests SET status = 'answered', line_count = line_count + 1 \
         WHERE code = $1 AND status IN ('received', 'in_charge', 'answered') RETURNING line_count, language",
    );
    let claim = claim.bind(acting.code.as_str().to_owned());
    let Some(row) = claim.fetch_optional(&mut *connection).await? else {
        return Err(why_not(connection, acting.code).await?);
    };
    let number = row.try_get("line_count")?;
    let line = NewLine {
        code: acting.code,
        number,
        author: Author::Polo,
        text,
        at: acting.now.as_millisecond(),
    };
    if !insert_line(connection, vault, line).await? {
        return Err(DeskError::TooManyLines);
    }
    let language = row.try_get::<Option<String>, _>("language")?;
    let notify = Notify {
        language: language.unwrap_or_else(|| notify.language.clone()),
        ..notify.clone()
    };
    tell(connection, vault, acting, (number, &notify)).await?;
    Ok(What::Answered)
}

/// Says that there is an answer, and not which: of several that have not gone yet, once.
async fn tell(
    connection: &mut AnyConnection,
    vault: &Vault,
    acting: &Acting<'_>,
    (number, notify): (i64, &Notify),
) -> Result<(), StoreError> {
    let person = person(connection, vault, acting.code).await?;
    let Some(recipient) = person.and_then(|person| recipient(&person, notify.channels)) else {
        return Ok(());
    };
    outbox::cancel(connection, acting.code, &[Kind::Answered], acting.now).await?;
    let dedupe = format!(
        "{}/{number}/{}/{}",
        acting.code.as_str(),
        Kind::Answered.word(),
        recipient.channel().word()
    );
    let message = NewMessage {
        request: acting.code.clone(),
        kind: Kind::Answered,
        recipient,
        language: notify.language.clone(),
        fill: Fill::default(),
        due: acting.now,
        expires: acting.now.saturating_add(NEWS).unwrap_or(jiff::Timestamp::MAX),
        dedupe,
    };
    outbox::put(connection, vault, &message).await
}

pub(super) async fn close(
    (connection, _): At<'_>,
    acting: &Acting<'_>,
    outcome: Option<Outcome>,
) -> Result<What, DeskError> {
    let close = sqlx::query(
        "UPDATE requests SET status = 'closed', closed_at = $2, outcome = $3, next_on = NULL, next_action = NULL \
         WHERE code = $1 AND status IN ('received', 'in_charge', 'answered')",
    );
    let close = close
        .bind(acting.code.as_str().to_owned())
        .bind(acting.now.as_millisecond())
        .bind(outcome.map(|outcome| outcome.word().to_owned()));
    if close.execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(why_not(connection, acting.code).await?);
    }
    super::handover::end(connection, acting).await?;
    outbox::cancel(connection, acting.code, &[Kind::Review48h], acting.now).await?;
    Ok(What::Closed)
}

pub(super) async fn reopen(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    why: &Reason,
    answer_by: Date,
) -> Result<What, DeskError> {
    let reopen = sqlx::query(
        "UPDATE requests SET status = CASE WHEN worker IS NULL THEN 'received' ELSE 'in_charge' END, \
             closed_at = NULL, outcome = NULL, answer_by = $2 \
         WHERE code = $1 AND status = 'closed'",
    );
    let reopen = reopen
        .bind(acting.code.as_str().to_owned())
        .bind(answer_by.to_string());
    if reopen.execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(match why_not(connection, acting.code).await? {
            DeskError::AlreadyTaken => DeskError::NotClosed,
            other => other,
        });
    }
    let text = Note::parse(why.as_str()).map_err(|_| StoreError::Corrupt("request_notes.text"))?;
    let note = NewNote {
        kind: NoteKind::Reopened,
        contact: None,
        text: &text,
    };
    notes::write((connection, vault), acting, &note).await?;
    Ok(What::Reopened)
}

/// Seals what is to be done next.
pub(super) fn next_action(vault: &Vault, code: &Code, text: &Reason) -> Result<Vec<u8>, StoreError> {
    let place = request_place(code.as_str(), "next_action");
    Ok(vault.seal(place, text.as_str().as_bytes())?)
}
