//! Reading projects: from rows and sealed fields to values. Never here: a change of one.

use super::{
    Agreement, Closing, EndingWords, Project, Projects, VersionShown, place, version_place, version_row,
};
use crate::engine::retry;
use crate::error::StoreError;
use crate::requests::What;
use crate::requests::record::{Entry, enter};
use crate::vault::Vault;
use domain::Code;
use domain::project::{Given, Outcome, Plan};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

pub(super) async fn show(
    projects: &Projects<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<Option<Project>, StoreError> {
    retry(|| async {
        let mut tx = projects.database.write().await?;
        enter_shown(&mut tx, projects.vault, code, who, now).await?;
        let project = load(&mut tx, projects.vault, code).await?;
        // Where there is none, nobody has read anything.
        if project.is_some() {
            tx.commit().await?;
        }
        Ok(project)
    })
    .await
}

pub(super) async fn show_version(
    projects: &Projects<'_>,
    code: &Code,
    number: u32,
    who: &str,
    now: Timestamp,
) -> Result<Option<(VersionShown, Plan)>, StoreError> {
    retry(|| async {
        let mut tx = projects.database.write().await?;
        enter_shown(&mut tx, projects.vault, code, who, now).await?;
        let select =
            "SELECT number, at, who, plan FROM help_project_versions WHERE code = $1 AND number = $2";
        let select = sqlx::query(select)
            .bind(code.as_str().to_owned())
            .bind(i64::from(number));
        let Some(row) = select.fetch_optional(&mut *tx).await? else {
            return Ok(None);
        };
        let found = (
            version(projects.vault, code, &row)?,
            plan(projects.vault, code, &row)?,
        );
        tx.commit().await?;
        Ok(Some(found))
    })
    .await
}

/// Puts on the record that somebody of the staff reads it.
pub(super) async fn enter_shown(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let entry = Entry {
        code: code.as_str(),
        what: What::ProjectShown,
        who: Some(who),
        at: now.as_millisecond(),
    };
    enter(connection, vault, entry).await
}

/// The project, for whoever has shown the secret: what they have not agreed to have there is not even unsealed.
pub(crate) async fn load_shared(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Option<Project>, StoreError> {
    let shared = "SELECT code FROM help_projects WHERE code = $1 AND shared_at IS NOT NULL";
    let shared = sqlx::query(shared).bind(code.as_str().to_owned());
    match shared.fetch_optional(&mut *connection).await? {
        Some(_) => load(connection, vault, code).await,
        None => Ok(None),
    }
}

/// The whole project. Only for who is on the record, or has it under their code.
pub(super) async fn load(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
) -> Result<Option<Project>, StoreError> {
    let select = sqlx::query(
        "SELECT version, shared_at, given, shared_by, objected_at, closed_at, outcome, ending \
         FROM help_projects WHERE code = $1",
    );
    let select = select.bind(code.as_str().to_owned());
    let Some(row) = select.fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let newest: i64 = row.try_get("version")?;
    let versions =
        sqlx::query("SELECT number, at, who FROM help_project_versions WHERE code = $1 ORDER BY number");
    let versions = versions
        .bind(code.as_str().to_owned())
        .fetch_all(&mut *connection)
        .await?;
    let select = "SELECT number, plan FROM help_project_versions WHERE code = $1 AND number = $2";
    let select = sqlx::query(select).bind(code.as_str().to_owned()).bind(newest);
    let kept = select.fetch_one(connection).await?;
    Ok(Some(Project {
        plan: plan(vault, code, &kept)?,
        versions: versions
            .iter()
            .map(|row| version(vault, code, row))
            .collect::<Result<_, _>>()?,
        agreement: agreement(vault, code, &row)?,
        objected_at: at(&row, "objected_at")?,
        closing: closing(vault, code, &row)?,
    }))
}

fn version(vault: &Vault, code: &Code, row: &AnyRow) -> Result<VersionShown, StoreError> {
    let corrupt = StoreError::Corrupt;
    let number: i64 = row.try_get("number")?;
    let who = vault.unseal(
        version_place(&version_row(code, number), "who"),
        &row.try_get::<Vec<u8>, _>("who")?,
    )?;
    Ok(VersionShown {
        number: number
            .try_into()
            .map_err(|_| corrupt("help_project_versions.number"))?,
        at: at(row, "at")?.ok_or(corrupt("help_project_versions.at"))?,
        who: String::from_utf8(who).map_err(|_| corrupt("help_project_versions.who"))?,
    })
}

fn plan(vault: &Vault, code: &Code, row: &AnyRow) -> Result<Plan, StoreError> {
    let name = version_row(code, row.try_get("number")?);
    let plan = vault.unseal(version_place(&name, "plan"), &row.try_get::<Vec<u8>, _>("plan")?)?;
    serde_json::from_slice(&plan).map_err(|_| StoreError::Corrupt("help_project_versions.plan"))
}

fn agreement(vault: &Vault, code: &Code, row: &AnyRow) -> Result<Option<Agreement>, StoreError> {
    let corrupt = StoreError::Corrupt;
    let Some(at) = at(row, "shared_at")? else {
        return Ok(None);
    };
    let who = row.try_get::<Vec<u8>, _>("shared_by")?;
    let who = vault.unseal(place(code.as_str(), "shared_by"), &who)?;
    Ok(Some(Agreement {
        at,
        given: Given::of(&row.try_get::<String, _>("given")?).ok_or(corrupt("help_projects.given"))?,
        who: String::from_utf8(who).map_err(|_| corrupt("help_projects.shared_by"))?,
    }))
}

fn closing(vault: &Vault, code: &Code, row: &AnyRow) -> Result<Option<Closing>, StoreError> {
    let corrupt = StoreError::Corrupt;
    let Some(at) = at(row, "closed_at")? else {
        return Ok(None);
    };
    let ending = row.try_get::<Vec<u8>, _>("ending")?;
    let ending = vault.unseal(place(code.as_str(), "ending"), &ending)?;
    let words = std::str::from_utf8(&ending)
        .ok()
        .and_then(|words| EndingWords::parse(words).ok());
    Ok(Some(Closing {
        at,
        outcome: Outcome::of(&row.try_get::<String, _>("outcome")?)
            .ok_or(corrupt("help_projects.outcome"))?,
        words: words.ok_or(corrupt("help_projects.ending"))?,
    }))
}

fn at(row: &AnyRow, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
    let at = row.try_get::<Option<i64>, _>(column)?;
    at.map(|at| Timestamp::from_millisecond(at).map_err(|_| StoreError::Corrupt(column)))
        .transpose()
}
