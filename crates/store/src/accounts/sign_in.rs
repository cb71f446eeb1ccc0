//! What a password and a code are compared with, and that no code is taken twice. Never here: the comparing.

use super::{
    AccountError, Accounts, Codes, Credentials, Entry, LOGIN, RECOVERY, account_place, enter, tags, text,
    totp,
};
use crate::engine::retry;
use crate::error::StoreError;
use domain::role::Login;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// What shows, beside the password, that it is the person.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// The code of the phone, which was right, of this step.
    Step(u64),
    /// What may be a recovery code: ten digits of `domain::base32`.
    Recovery(&'a str),
}

pub(super) async fn credentials(
    accounts: &Accounts<'_>,
    login: &Login,
) -> Result<Option<Credentials>, StoreError> {
    let row = of_login(accounts, login).await?;
    row.map_or(Ok(None), |row| read(accounts, &row))
}

async fn of_login(accounts: &Accounts<'_>, login: &Login) -> Result<Option<AnyRow>, StoreError> {
    let mut found = None;
    for tag in tags(accounts.vault, LOGIN, &[login.as_str().as_bytes()]) {
        let query = sqlx::query(
            "SELECT a.staff, a.password FROM accounts a JOIN staff s ON s.id = a.staff \
             WHERE a.login_tag = $1 AND s.active = 1",
        );
        let row = query.bind(tag).fetch_optional(accounts.database.reader());
        found = found.or(row.await?);
    }
    Ok(found)
}

pub(super) async fn own_credentials(
    accounts: &Accounts<'_>,
    staff: &str,
) -> Result<Option<Credentials>, StoreError> {
    let query = sqlx::query("SELECT staff, password FROM accounts WHERE staff = $1").bind(staff.to_owned());
    let row = query.fetch_optional(accounts.database.reader()).await?;
    row.map_or(Ok(None), |row| read(accounts, &row))
}

fn read(accounts: &Accounts<'_>, row: &AnyRow) -> Result<Option<Credentials>, StoreError> {
    let staff: String = row.try_get("staff")?;
    let Some(sealed) = row.try_get::<Option<Vec<u8>>, _>("password")? else {
        return Ok(None);
    };
    let password = text(accounts.vault, account_place(&staff, "password"), &sealed)?;
    Ok(Some(Credentials { staff, password }))
}

pub(super) async fn codes(accounts: &Accounts<'_>, staff: &str) -> Result<Option<Codes>, StoreError> {
    let query = sqlx::query("SELECT totp, totp_step FROM accounts WHERE staff = $1 AND totp IS NOT NULL");
    let query = query.bind(staff.to_owned());
    let Some(row) = query.fetch_optional(accounts.database.reader()).await? else {
        return Ok(None);
    };
    let place = account_place(staff, "totp");
    Ok(Some(Codes {
        totp: totp(accounts.vault, place, &row.try_get::<Vec<u8>, _>("totp")?)?,
        step: row.try_get::<i64, _>("totp_step")?.unsigned_abs(),
    }))
}

/// Uses the proof up; `false` where it was used before, or is none.
pub(super) async fn consume(
    connection: &mut AnyConnection,
    accounts: &Accounts<'_>,
    staff: &str,
    proof: Proof<'_>,
    at: i64,
) -> Result<bool, StoreError> {
    match proof {
        Proof::Step(step) => {
            let step = i64::try_from(step).map_err(|_| StoreError::Corrupt("accounts.totp_step"))?;
            let claim = sqlx::query("UPDATE accounts SET totp_step = $2 WHERE staff = $1 AND totp_step < $2");
            let claim = claim.bind(staff.to_owned()).bind(step);
            Ok(claim.execute(connection).await?.rows_affected() > 0)
        }
        Proof::Recovery(code) => {
            let mut used = 0;
            for tag in tags(accounts.vault, RECOVERY, &[staff.as_bytes(), code.as_bytes()]) {
                let claim = sqlx::query("DELETE FROM recovery_codes WHERE staff = $1 AND tag = $2");
                let claim = claim.bind(staff.to_owned()).bind(tag);
                used += claim.execute(&mut *connection).await?.rows_affected();
            }
            if used > 0 {
                let entry = Entry {
                    at,
                    by: Some(staff),
                    staff,
                    what: "recovery_used",
                    detail: String::new(),
                };
                enter(connection, accounts.vault, entry).await?;
            }
            Ok(used > 0)
        }
    }
}

pub(super) async fn set_password(
    accounts: &Accounts<'_>,
    staff: &str,
    password: &str,
    session: &str,
    now: Timestamp,
) -> Result<(), AccountError> {
    retry(|| attempt_set_password(accounts, staff, password, session, now)).await
}

async fn attempt_set_password(
    accounts: &Accounts<'_>,
    staff: &str,
    password: &str,
    session: &str,
    now: Timestamp,
) -> Result<(), AccountError> {
    let mut tx = accounts.database.write().await?;
    let sealed = accounts
        .vault
        .seal(account_place(staff, "password"), password.as_bytes())?;
    let change = sqlx::query("UPDATE accounts SET password = $2 WHERE staff = $1 AND password IS NOT NULL");
    let change = change.bind(staff.to_owned()).bind(sealed);
    if change.execute(&mut *tx).await?.rows_affected() == 0 {
        return Err(AccountError::NotFound);
    }
    let others = sqlx::query("DELETE FROM sessions WHERE staff = $1 AND id <> $2");
    let others = others.bind(staff.to_owned()).bind(session.to_owned());
    others.execute(&mut *tx).await?;
    let entry = Entry {
        at: now.as_millisecond(),
        by: Some(staff),
        staff,
        what: "password_changed",
        detail: String::new(),
    };
    enter(&mut tx, accounts.vault, entry).await?;
    tx.commit().await?;
    Ok(())
}
