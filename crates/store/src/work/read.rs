//! Opening a request at the desk: what the person sent, and the work on it. Never without an entry on its record.

use super::{Acting, AtWork, Casework, alike, handover, notes, queue, request_place, subject, unsealed};
use crate::error::{DeskError, StoreError};
use crate::once::{self, Answer, Claim};
use crate::requests::What;
use crate::requests::record::{Entry, enter, load};
use crate::vault::Vault;
use domain::Code;
use domain::desk::{Agreement, Reason};
use sqlx::{AnyConnection, Row};

pub(super) async fn open(work: &Casework<'_>, acting: &Acting<'_>) -> Result<Answer<AtWork>, DeskError> {
    let Casework { database, vault } = *work;
    let mut tx = database.write().await?;
    let subject = subject(acting);
    let claim = once::claim::<()>(&mut tx, vault, ("desk open", &subject), acting.once, acting.now);
    let claimed = match claim.await? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(()) => {
            let read = at_work(&mut tx, vault, acting.code).await?;
            tx.commit().await?;
            return Ok(Answer::Replayed(read));
        }
    };
    let entry = Entry {
        code: acting.code.as_str(),
        what: What::Shown,
        who: Some(acting.by.name),
        at: acting.now.as_millisecond(),
    };
    if !enter(&mut tx, vault, entry).await? {
        return Err(DeskError::NotFound);
    }
    let read = at_work(&mut tx, vault, acting.code).await?;
    claimed.keep(&mut tx, vault, &()).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(read))
}

async fn at_work(connection: &mut AnyConnection, vault: &Vault, code: &Code) -> Result<AtWork, DeskError> {
    let opened = load(connection, vault, code).await?.ok_or(DeskError::NotFound)?;
    let waiting = queue::of(connection, vault, code).await?;
    let waiting = waiting.ok_or(DeskError::NotFound)?;
    if let Some(person) = &opened.person {
        // Requests that were written before there were such hashes get theirs now.
        alike::tag(connection, vault, code, person).await?;
    }
    let (next, agreement) = sealed(connection, vault, code).await?;
    let place = (code, opened.polo.as_str());
    Ok(AtWork {
        handover: handover::last(connection, vault, code).await?,
        notes: notes::all(connection, vault, code).await?,
        alike: alike::all(connection, vault, place, opened.person.as_ref()).await?,
        next,
        agreement,
        waiting,
        opened,
    })
}

/// What is to be done next, and who agreed to the request.
pub(crate) async fn sealed(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<(Reason, Option<Agreement>), StoreError> {
    let query = sqlx::query("SELECT next_action, agreement FROM requests WHERE code = $1");
    let row = query.bind(code.as_str().to_owned()).fetch_one(connection).await?;
    let next = row.try_get::<Option<Vec<u8>>, _>("next_action")?.map(|bytes| {
        let place = request_place(code.as_str(), "next_action");
        unsealed(vault, place, &bytes, "requests.next_action")
    });
    let agreement = row.try_get::<Option<Vec<u8>>, _>("agreement")?.map(|bytes| {
        let words = vault.unseal(request_place(code.as_str(), "agreement"), &bytes)?;
        serde_json::from_slice(&words).map_err(|_| StoreError::Corrupt("requests.agreement"))
    });
    Ok((next.transpose()?.unwrap_or_default(), agreement.transpose()?))
}
