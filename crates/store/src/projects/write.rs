//! What the Polo changes of a project. The request is held first, then one conditional update decides; what loses says so and
//! gives what is there now. Never here: what the person changes.

use super::read::{enter_shown, load};
use super::{
    EndingWords, MAX_VERSIONS, Project, ProjectChange, Projects, WrittenBy, place, remind, version_place,
    version_row,
};
use crate::engine::{Database, retry};
use crate::error::{ProjectError, StoreError};
use crate::requests::What;
use crate::requests::record::{Entry, enter};
use crate::vault::Vault;
use domain::Code;
use domain::project::{Given, MOST_REVIEWS, Outcome, Plan};
use domain::request::Status;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

pub(super) async fn change(
    projects: &Projects<'_>,
    code: &Code,
    change: ProjectChange<'_>,
    by: WrittenBy<'_>,
) -> Result<Project, ProjectError> {
    retry(|| attempt(projects, code, change, by)).await
}

async fn attempt(
    projects: &Projects<'_>,
    code: &Code,
    change: ProjectChange<'_>,
    by: WrittenBy<'_>,
) -> Result<Project, ProjectError> {
    let Projects { database, vault } = *projects;
    let mut tx = database.write().await?;
    hold(database, &mut tx, code).await?;
    let before = load(&mut tx, vault, code).await?;
    let newest = before.as_ref().map_or(0, Project::version);
    if let Some(based_on) = based_on(change).filter(|based_on| *based_on != newest) {
        let Some(now) = before else {
            return Err(ProjectError::NoProject);
        };
        // The same sending once more, whose answer was lost on its way.
        if based_on + 1 == newest && says(&now, change, by.who) {
            return Ok(now);
        }
        // Whoever is told reads what is there: that goes on the record as well.
        enter_shown(&mut tx, vault, code, by.who, by.now).await?;
        tx.commit().await?;
        return Err(ProjectError::Changed(Box::new(now)));
    }
    if let Some(done) = before.as_ref().filter(|before| is_so_already(before, change)) {
        return Ok(done.clone());
    }
    let what = apply(&mut tx, vault, code, before.as_ref(), change, by).await?;
    let entry = Entry {
        code: code.as_str(),
        what,
        who: Some(by.who),
        at: by.now.as_millisecond(),
    };
    enter(&mut tx, vault, entry).await?;
    let project = load(&mut tx, vault, code).await?.ok_or(ProjectError::NoProject)?;
    remind::again(&mut tx, vault, code, &project, by).await?;
    tx.commit().await?;
    Ok(project)
}

/// Holds the request until the end of the transaction: whoever changes a project waits for whoever does.
async fn hold(database: &Database, connection: &mut AnyConnection, code: &Code) -> Result<(), ProjectError> {
    let sql = format!(
        "SELECT status FROM requests WHERE code = $1{}",
        database.holding()
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    let word: String = row.ok_or(ProjectError::NotFound)?.try_get("status")?;
    match Status::of(&word).ok_or(StoreError::Corrupt("requests.status"))? {
        Status::Withdrawn => Err(ProjectError::Withdrawn),
        Status::Closed => Err(ProjectError::Closed),
        Status::Received | Status::InCharge | Status::Answered => Ok(()),
    }
}

fn based_on(change: ProjectChange<'_>) -> Option<u32> {
    match change {
        ProjectChange::Write { based_on, .. }
        | ProjectChange::Review { based_on, .. }
        | ProjectChange::Share { based_on, .. }
        | ProjectChange::Close { based_on, .. } => Some(based_on),
        ProjectChange::Unshare | ProjectChange::Reopen => None,
    }
}

/// Whether the newest version is what this change would have made of the one before.
fn says(now: &Project, change: ProjectChange<'_>, who: &str) -> bool {
    let own = now.versions.last().is_some_and(|version| version.who == who);
    own && match change {
        ProjectChange::Write { plan, .. } => {
            Plan {
                reviews: now.plan.reviews.clone(),
                ..plan.clone()
            } == now.plan
        }
        ProjectChange::Review { review, next_on, .. } => {
            now.plan.reviews.last() == Some(review) && now.plan.review_on == next_on
        }
        _ => false,
    }
}

/// Whether there is nothing to do: sent twice, it is done once.
fn is_so_already(before: &Project, change: ProjectChange<'_>) -> bool {
    match change {
        ProjectChange::Share { given, .. } => {
            let agreed = before.agreement.as_ref();
            before.closing.is_none() && agreed.is_some_and(|agreed| agreed.given == given)
        }
        ProjectChange::Unshare => before.agreement.is_none(),
        ProjectChange::Close { outcome, words, .. } => before
            .closing
            .as_ref()
            .is_some_and(|closing| closing.outcome == outcome && closing.words == *words),
        ProjectChange::Reopen => before.closing.is_none(),
        ProjectChange::Write { .. } | ProjectChange::Review { .. } => false,
    }
}

async fn apply(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    before: Option<&Project>,
    change: ProjectChange<'_>,
    by: WrittenBy<'_>,
) -> Result<What, ProjectError> {
    match change {
        ProjectChange::Write { plan, based_on } => {
            let reviews = before.map_or_else(Vec::new, |before| before.plan.reviews.clone());
            let plan = Plan {
                reviews,
                ..plan.clone()
            };
            add_version(connection, vault, code, (based_on, &plan), by).await?;
            Ok(What::ProjectWritten)
        }
        ProjectChange::Review {
            based_on,
            review,
            next_on,
        } => {
            let mut plan = before.ok_or(ProjectError::NoProject)?.plan.clone();
            if plan.reviews.len() >= MOST_REVIEWS {
                return Err(ProjectError::Full);
            }
            plan.reviews.push(review.clone());
            plan.review_on = next_on;
            add_version(connection, vault, code, (based_on, &plan), by).await?;
            Ok(What::ProjectReviewed)
        }
        ProjectChange::Share { given, .. } => {
            share(connection, vault, code, given, by).await?;
            Ok(What::ProjectShared)
        }
        ProjectChange::Unshare => {
            unshare(connection, code).await?;
            Ok(What::ProjectUnshared)
        }
        ProjectChange::Close { outcome, words, .. } => {
            close(connection, vault, code, (outcome, words), by).await?;
            Ok(What::ProjectClosed)
        }
        ProjectChange::Reopen => {
            let reopen = "UPDATE help_projects SET closed_at = NULL, outcome = NULL, ending = NULL, \
                 sequence = sequence + 1 WHERE code = $1 AND closed_at IS NOT NULL";
            done(connection, reopen, code).await?;
            Ok(What::ProjectReopened)
        }
    }
}

async fn add_version(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    (based_on, plan): (u32, &Plan),
    by: WrittenBy<'_>,
) -> Result<(), ProjectError> {
    if based_on >= MAX_VERSIONS {
        return Err(ProjectError::Full);
    }
    let claim = if based_on == 0 {
        "INSERT INTO help_projects (code, version) VALUES ($1, $2 + 1) ON CONFLICT (code) DO NOTHING"
    } else {
        "UPDATE help_projects SET version = version + 1, sequence = sequence + 1, objected_at = NULL \
         WHERE code = $1 AND version = $2 AND closed_at IS NULL"
    };
    let claim = sqlx::query(claim)
        .bind(code.as_str().to_owned())
        .bind(i64::from(based_on));
    if claim.execute(&mut *connection).await?.rows_affected() == 0 {
        // Its version is right, and the request is held: only its end can be in the way.
        return Err(ProjectError::Ended);
    }
    let number = i64::from(based_on) + 1;
    let row = version_row(code, number);
    let sealed = serde_json::to_vec(plan).map_err(|_| StoreError::Corrupt("help_project_versions.plan"))?;
    let insert = sqlx::query(
        "INSERT INTO help_project_versions (code, number, at, who, plan) VALUES ($1, $2, $3, $4, $5)",
    );
    let insert = insert
        .bind(code.as_str().to_owned())
        .bind(number)
        .bind(by.now.as_millisecond())
        .bind(vault.seal(version_place(&row, "who"), by.who.as_bytes())?)
        .bind(vault.seal(version_place(&row, "plan"), &sealed)?);
    insert.execute(connection).await?;
    Ok(())
}

async fn share(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    given: Given,
    by: WrittenBy<'_>,
) -> Result<(), ProjectError> {
    let share = sqlx::query(
        "UPDATE help_projects SET shared_at = $2, given = $3, shared_by = $4, sequence = sequence + 1 \
         WHERE code = $1 AND closed_at IS NULL",
    );
    let share = share
        .bind(code.as_str().to_owned())
        .bind(by.now.as_millisecond())
        .bind(given.word())
        .bind(vault.seal(place(code.as_str(), "shared_by"), by.who.as_bytes())?);
    was_done(share.execute(connection).await?.rows_affected())
}

/// The person reads it no longer.
pub(super) async fn unshare(connection: &mut AnyConnection, code: &Code) -> Result<(), ProjectError> {
    let unshare = "UPDATE help_projects SET shared_at = NULL, given = NULL, shared_by = NULL, \
         objected_at = NULL, sequence = sequence + 1 WHERE code = $1 AND shared_at IS NOT NULL";
    let unshare = sqlx::query(unshare).bind(code.as_str().to_owned());
    if unshare.execute(connection).await?.rows_affected() == 0 {
        return Err(ProjectError::NotShared);
    }
    Ok(())
}

async fn close(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    (outcome, words): (Outcome, &EndingWords),
    by: WrittenBy<'_>,
) -> Result<(), ProjectError> {
    let close = sqlx::query(
        "UPDATE help_projects SET closed_at = $2, outcome = $3, ending = $4, sequence = sequence + 1 \
         WHERE code = $1 AND closed_at IS NULL",
    );
    let close = close
        .bind(code.as_str().to_owned())
        .bind(by.now.as_millisecond())
        .bind(outcome.word())
        .bind(vault.seal(place(code.as_str(), "ending"), words.as_str().as_bytes())?);
    was_done(close.execute(connection).await?.rows_affected())
}

async fn done(connection: &mut AnyConnection, sql: &'static str, code: &Code) -> Result<(), ProjectError> {
    let query = sqlx::query(sql).bind(code.as_str().to_owned());
    was_done(query.execute(connection).await?.rows_affected())
}

fn was_done(rows: u64) -> Result<(), ProjectError> {
    if rows == 0 {
        Err(ProjectError::Ended)
    } else {
        Ok(())
    }
}
