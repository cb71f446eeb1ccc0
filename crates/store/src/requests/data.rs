//! Everything that is held of a person for a request, for that person. Giving it goes on the record. Never here: what the
//! staff keeps for its own work, which is asked for at the Polo.

use super::change::{Entry, enter};
use super::{Opened, Requests, What, read};
use crate::agenda::{self, Appointment};
use crate::engine::retry;
use crate::error::StoreError;
use crate::outbox::{self, MessageHeld};
use crate::projects;
use crate::work;
use domain::desk::Agreement;
use domain::{Code, Secret};
use jiff::Timestamp;
use sqlx::Row;

/// Everything that is held of a person for a request.
#[derive(Clone, Debug)]
pub struct Everything {
    /// The request, what was confided, what was written since, and its record.
    pub opened: Opened,
    /// Who agreed to it, where the Polo has written it.
    pub agreement: Option<Agreement>,
    /// When the Polo closed it.
    pub closed_at: Option<Timestamp>,
    /// Every appointment that it has or had, in the order in which they were booked.
    pub appointments: Vec<Appointment>,
    /// The messages about it that are kept, in the order in which they were due.
    pub messages: Vec<MessageHeld>,
}

pub(super) async fn everything(
    requests: &Requests<'_>,
    code: &Code,
    secret: &Secret,
    now: Timestamp,
) -> Result<Option<Everything>, StoreError> {
    retry(|| attempt(requests, code, secret, now)).await
}

async fn attempt(
    requests: &Requests<'_>,
    code: &Code,
    secret: &Secret,
    now: Timestamp,
) -> Result<Option<Everything>, StoreError> {
    let Requests { database, vault } = *requests;
    let mut tx = database.write().await?;
    if !read::is_holder(&mut tx, vault, code, secret).await? {
        return Ok(None);
    }
    let entry = Entry {
        code: code.as_str(),
        what: What::DataGiven,
        who: None,
        at: now.as_millisecond(),
    };
    enter(&mut tx, vault, entry).await?;
    let Some(mut opened) = read::load(&mut tx, vault, code).await? else {
        return Ok(None);
    };
    opened.project = projects::load_shared(&mut tx, vault, code).await?;
    // What comes next is the staff's own note.
    let (_, agreement) = work::next_and_agreement(&mut tx, vault, code).await?;
    let closed = sqlx::query("SELECT closed_at FROM requests WHERE code = $1").bind(code.as_str().to_owned());
    let closed = closed.fetch_one(&mut *tx).await?;
    let closed: Option<i64> = closed.try_get("closed_at")?;
    let closed = closed.map(Timestamp::from_millisecond).transpose();
    let everything = Everything {
        opened,
        agreement,
        closed_at: closed.map_err(|_| StoreError::Corrupt("requests.closed_at"))?,
        appointments: agenda::all_appointments(&mut tx, code).await?,
        messages: outbox::held(&mut tx, vault, code).await?,
    };
    tx.commit().await?;
    Ok(Some(everything))
}
