//! The reminder of a review: two days before, for as long as the person has the project under their code. Never here: words.

use super::{Project, WrittenBy};
use crate::error::StoreError;
use crate::outbox::{self, Fill, NewMessage};
use crate::requests::record::person;
use crate::vault::Vault;
use domain::Code;
use domain::message::{Kind, recipient};
use domain::project::{Day, Standing};
use jiff::{SignedDuration, Timestamp};
use sqlx::{AnyConnection, Row};

/// How long before the morning of its day it is due.
const BEFORE: SignedDuration = SignedDuration::from_hours(48);
/// For how long from then on it is still worth sending.
const WORTH: SignedDuration = SignedDuration::from_hours(6);
/// The hour from which somebody may be written to.
const MORNING: i8 = 9;

/// Drops the reminder of how things stood, and puts that of how they stand now.
pub(super) async fn again(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    project: &Project,
    by: WrittenBy<'_>,
) -> Result<(), StoreError> {
    outbox::cancel(connection, code, &[Kind::Review48h], by.now).await?;
    if project.standing() != Standing::Shared {
        return Ok(());
    }
    let Some(start) = project.plan.review_on.and_then(|day| morning(day, by)) else {
        return Ok(());
    };
    let due = start.saturating_sub(BEFORE).unwrap_or(Timestamp::MIN);
    // Whoever has just agreed on a day needs no reminder of one that is nearer than that.
    if due <= by.now {
        return Ok(());
    }
    let person = person(connection, vault, code).await?;
    let Some(recipient) = person.and_then(|person| recipient(&person, by.notify.channels)) else {
        return Ok(());
    };
    let select = sqlx::query("SELECT sequence FROM help_projects WHERE code = $1");
    let row = select.bind(code.as_str().to_owned()).fetch_one(&mut *connection);
    let sequence: i64 = row.await?.try_get("sequence")?;
    let message = NewMessage {
        request: code.clone(),
        kind: Kind::Review48h,
        dedupe: format!(
            "project/{}/{sequence}/{}/{}",
            code.as_str(),
            Kind::Review48h.word(),
            recipient.channel().word()
        ),
        recipient,
        language: language(connection, code)
            .await?
            .unwrap_or_else(|| by.notify.language.clone()),
        fill: Fill {
            start: Some(start),
            ..Fill::default()
        },
        due,
        expires: due.saturating_add(WORTH).unwrap_or(Timestamp::MAX),
    };
    outbox::put(connection, vault, &message).await
}

fn morning(day: Day, by: WrittenBy<'_>) -> Option<Timestamp> {
    by.zone.to_timestamp(day.date().at(MORNING, 0, 0, 0)).ok()
}

/// The language of the last message about the request: that in which the person asked.
async fn language(connection: &mut AnyConnection, code: &Code) -> Result<Option<String>, StoreError> {
    let select =
        sqlx::query("SELECT language FROM outbox WHERE request = $1 ORDER BY due_at DESC, id LIMIT 1");
    let row = select.bind(code.as_str().to_owned()).fetch_optional(connection);
    Ok(row.await?.map(|row| row.try_get("language")).transpose()?)
}
