//! What colleagues note for each other, how a person was looked for, what is to be done next. Sealed. Never here: anything
//! that the person reads.

use super::{
    Acting, At, MAX_NOTES, NewContact, NoteKind, NoteShown, deeds, takes_messages, unsealed, why_not,
};
use crate::error::{DeskError, StoreError};
use crate::requests::What;
use crate::requests::record::person;
use crate::vault::{Place, Vault};
use domain::Code;
use domain::desk::{Note, Reached, Reason, Tried};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// A note to write.
pub(super) struct NewNote<'a> {
    pub(super) kind: NoteKind,
    pub(super) contact: Option<(Tried, Reached, Timestamp)>,
    pub(super) text: &'a Note,
}

pub(super) async fn note(at: At<'_>, acting: &Acting<'_>, text: &Note) -> Result<What, DeskError> {
    let note = NewNote {
        kind: NoteKind::Note,
        contact: None,
        text,
    };
    write(at, acting, &note).await?;
    Ok(What::Noted)
}

pub(super) async fn contact(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    new: &NewContact<'_>,
) -> Result<What, DeskError> {
    let note = NewNote {
        kind: NoteKind::Contact,
        contact: Some((new.way, new.reached, new.at)),
        text: new.text,
    };
    write((&mut *connection, vault), acting, &note).await?;
    // The request is held by now: what the person has agreed to is read as it stands.
    if new.reached == Reached::LeftMessage {
        let person = person(connection, vault, acting.code).await?;
        if !takes_messages(person.as_ref()) {
            return Err(DeskError::NoMessages);
        }
    }
    Ok(What::Contacted)
}

/// A note may be written of a closed request, too: what happens does not end with it.
pub(super) async fn write(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    note: &NewNote<'_>,
) -> Result<(), DeskError> {
    let claim = sqlx::query(
        "UPDATE requests SET note_count = note_count + 1 WHERE code = $1 AND status <> 'withdrawn' \
         RETURNING note_count",
    );
    let claim = claim.bind(acting.code.as_str().to_owned());
    let Some(row) = claim.fetch_optional(&mut *connection).await? else {
        return Err(why_not(connection, acting.code).await?);
    };
    let number: i64 = row.try_get("note_count")?;
    if number > i64::from(MAX_NOTES) {
        return Err(DeskError::TooManyNotes);
    }
    let staff = acting.by.staff.ok_or(DeskError::NotFound)?;
    let name = row_name(acting.code, number);
    let text = vault.seal(place(&name), note.text.as_str().as_bytes())?;
    let insert = sqlx::query(
        "INSERT INTO request_notes (code, number, at, staff, kind, way, reached, tried_at, text) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    );
    let contact = note.contact;
    let insert = insert
        .bind(acting.code.as_str().to_owned())
        .bind(number)
        .bind(acting.now.as_millisecond())
        .bind(staff.to_owned())
        .bind(note.kind.word());
    let insert = insert
        .bind(contact.map(|(way, _, _)| way.word().to_owned()))
        .bind(contact.map(|(_, reached, _)| reached.word().to_owned()))
        .bind(contact.map(|(_, _, at)| at.as_millisecond()))
        .bind(text);
    insert.execute(connection).await?;
    Ok(())
}

pub(super) async fn next(
    (connection, vault): At<'_>,
    acting: &Acting<'_>,
    next: Option<(Date, &Reason)>,
) -> Result<What, DeskError> {
    let sealed = next.map(|(_, text)| deeds::next_action(vault, acting.code, text));
    let plan = sqlx::query(
        "UPDATE requests SET next_on = $2, next_action = $3 \
         WHERE code = $1 AND status IN ('received', 'in_charge', 'answered')",
    );
    let plan = plan
        .bind(acting.code.as_str().to_owned())
        .bind(next.map(|(day, _)| day.to_string()))
        .bind(sealed.transpose()?);
    if plan.execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(why_not(connection, acting.code).await?);
    }
    Ok(What::Planned)
}

/// The notes of a request, oldest first.
pub(super) async fn all(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Vec<NoteShown>, StoreError> {
    let query = sqlx::query(
        "SELECT n.number AS number, n.at AS at, n.staff AS staff, s.name AS name, n.kind AS kind, n.way AS way, \
             n.reached AS reached, n.tried_at AS tried_at, n.text AS text \
         FROM request_notes n JOIN staff s ON s.id = n.staff WHERE n.code = $1 ORDER BY n.number",
    );
    let rows = query.bind(code.as_str().to_owned()).fetch_all(connection).await?;
    rows.iter().map(|row| read(vault, code, row)).collect()
}

fn read(vault: &Vault, code: &Code, row: &AnyRow) -> Result<NoteShown, StoreError> {
    let corrupt = StoreError::Corrupt;
    let instant = |at, column| Timestamp::from_millisecond(at).map_err(|_| corrupt(column));
    let word = |column| row.try_get::<Option<String>, _>(column);
    let by = super::handover::colleague(vault, row, ("staff", "name"))?;
    let name = row_name(code, row.try_get("number")?);
    let text = row.try_get::<Vec<u8>, _>("text")?;
    let kind = word("kind")?.as_deref().and_then(NoteKind::of);
    let contact = match (
        word("way")?,
        word("reached")?,
        row.try_get::<Option<i64>, _>("tried_at")?,
    ) {
        (Some(way), Some(reached), Some(at)) => Some((
            Tried::of(&way).ok_or(corrupt("request_notes.way"))?,
            Reached::of(&reached).ok_or(corrupt("request_notes.reached"))?,
            instant(at, "request_notes.tried_at")?,
        )),
        _ => None,
    };
    Ok(NoteShown {
        at: instant(row.try_get("at")?, "request_notes.at")?,
        by: by.ok_or(corrupt("request_notes.staff"))?.name,
        kind: kind.ok_or(corrupt("request_notes.kind"))?,
        contact,
        text: unsealed(vault, place(&name), &text, "request_notes.text")?,
    })
}

fn row_name(code: &Code, number: i64) -> String {
    format!("{}/{number}", code.as_str())
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "request_notes",
        row,
        column: "text",
    }
}
