//! What the person changes of a project, with code and secret: they take their agreement back, they do not agree with
//! something, they withdraw the request, which erases it. Never here: what the Polo changes.

use super::{Projects, write};
use crate::engine::retry;
use crate::error::{ProjectError, StoreError};
use crate::once::{self, Answer, Claim, Once, When};
use crate::outbox;
use crate::requests::What;
use crate::requests::record::{Entry, enter, is_holder, write_line};
use domain::message::Kind;
use domain::request::Line;
use domain::{Code, Secret};
use jiff::Timestamp;
use sqlx::AnyConnection;

/// What the person says.
#[derive(Clone, Copy)]
pub(super) enum Said<'a> {
    TakeBack,
    Object(&'a Line),
}

pub(super) async fn change(
    projects: &Projects<'_>,
    opening: (&Code, &Secret),
    said: Said<'_>,
    now: Timestamp,
    once: &Once,
) -> Result<Answer<Timestamp>, ProjectError> {
    retry(|| attempt(projects, opening, said, now, once)).await
}

async fn attempt(
    projects: &Projects<'_>,
    (code, secret): (&Code, &Secret),
    said: Said<'_>,
    now: Timestamp,
    once: &Once,
) -> Result<Answer<Timestamp>, ProjectError> {
    let Projects { database, vault } = *projects;
    let mut tx = database.write().await?;
    if !is_holder(&mut tx, vault, code, secret).await? {
        return Err(ProjectError::NotFound);
    }
    let operation = match said {
        Said::TakeBack => "take_back",
        Said::Object(_) => "object",
    };
    let claimed = match once::claim::<When>(&mut tx, vault, (operation, code.as_str()), once, now).await? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(kept) => return Ok(Answer::Replayed(kept.instant()?)),
    };
    let kept = When {
        at: now.as_millisecond(),
    };
    // The record is part of the request, which is held by what is put on it.
    let what = match said {
        Said::TakeBack => What::ProjectUnshared,
        Said::Object(_) => What::ProjectObjected,
    };
    let entry = Entry {
        code: code.as_str(),
        what,
        who: None,
        at: kept.at,
    };
    enter(&mut tx, vault, entry).await?;
    match said {
        Said::TakeBack => {
            write::unshare(&mut tx, code).await?;
            outbox::cancel(&mut tx, code, &[Kind::Review48h], now).await?;
        }
        Said::Object(line) => {
            let mark = "UPDATE help_projects SET objected_at = $2 WHERE code = $1 AND shared_at IS NOT NULL";
            let mark = sqlx::query(mark).bind(code.as_str().to_owned()).bind(kept.at);
            if mark.execute(&mut *tx).await?.rows_affected() == 0 {
                return Err(ProjectError::NotShared);
            }
            write_line(&mut tx, vault, code, line, kept.at).await?;
        }
    }
    claimed.keep(&mut tx, vault, &kept).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(kept.instant()?))
}

/// Erases the project of a request that is taken back, every version of it.
pub(crate) async fn erase(connection: &mut AnyConnection, code: &Code) -> Result<(), StoreError> {
    for erase in [
        "DELETE FROM help_project_versions WHERE code = $1",
        "DELETE FROM help_projects WHERE code = $1",
    ] {
        let erase = sqlx::query(erase).bind(code.as_str().to_owned());
        erase.execute(&mut *connection).await?;
    }
    Ok(())
}
