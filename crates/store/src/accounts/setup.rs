//! An account set up with a ticket: once, in time. Never here: whether the password is good and the code right.

use super::{
    AccountError, Accounts, Enrolment, Entry, RECOVERY, TICKET, account_place, enter, name_place,
    setup_place, tags, text, totp,
};
use crate::engine::retry;
use crate::error::StoreError;
use domain::Secret;
use jiff::Timestamp;
use sqlx::Row;

pub(super) async fn enrolment(
    accounts: &Accounts<'_>,
    ticket: &Secret,
    now: Timestamp,
) -> Result<Enrolment, AccountError> {
    let Accounts { database, vault } = *accounts;
    for tag in tags(vault, TICKET, &[ticket.expose().as_bytes()]) {
        let query = sqlx::query(
            "SELECT t.staff, t.totp, s.name, a.login FROM setups t JOIN staff s ON s.id = t.staff \
             JOIN accounts a ON a.staff = t.staff WHERE t.tag = $1 AND t.until_at > $2 AND s.active = 1",
        );
        let query = query.bind(tag).bind(now.as_millisecond());
        if let Some(row) = query.fetch_optional(database.reader()).await? {
            let staff: String = row.try_get("staff")?;
            let bytes = |column| row.try_get::<Vec<u8>, _>(column);
            return Ok(Enrolment {
                name: text(vault, name_place(&staff), &bytes("name")?)?,
                login: text(vault, account_place(&staff, "login"), &bytes("login")?)?,
                totp: totp(vault, setup_place(&staff), &bytes("totp")?)?,
            });
        }
    }
    Err(AccountError::NoTicket)
}

pub(super) async fn set_up(
    accounts: &Accounts<'_>,
    ticket: &Secret,
    given: (&str, u64, &[String]),
    now: Timestamp,
) -> Result<(), AccountError> {
    retry(|| attempt_set_up(accounts, ticket, given, now)).await
}

async fn attempt_set_up(
    accounts: &Accounts<'_>,
    ticket: &Secret,
    (password, step, recovery): (&str, u64, &[String]),
    now: Timestamp,
) -> Result<(), AccountError> {
    let Accounts { database, vault } = *accounts;
    let mut tx = database.write().await?;
    let mut used = None;
    for tag in tags(vault, TICKET, &[ticket.expose().as_bytes()]) {
        let claim = sqlx::query("DELETE FROM setups WHERE tag = $1 AND until_at > $2 RETURNING staff, totp");
        let claim = claim.bind(tag).bind(now.as_millisecond());
        used = used.or(claim.fetch_optional(&mut *tx).await?);
    }
    let row = used.ok_or(AccountError::NoTicket)?;
    let staff: String = row.try_get("staff")?;
    let secret = totp(vault, setup_place(&staff), &row.try_get::<Vec<u8>, _>("totp")?)?;
    let account =
        sqlx::query("UPDATE accounts SET password = $2, totp = $3, totp_step = $4 WHERE staff = $1");
    let account = account
        .bind(staff.clone())
        .bind(vault.seal(account_place(&staff, "password"), password.as_bytes())?);
    let account = account.bind(vault.seal(account_place(&staff, "totp"), &secret)?);
    let step = i64::try_from(step).map_err(|_| StoreError::Corrupt("accounts.totp_step"))?;
    account.bind(step).execute(&mut *tx).await?;
    let old = sqlx::query("DELETE FROM recovery_codes WHERE staff = $1").bind(staff.clone());
    old.execute(&mut *tx).await?;
    for code in recovery {
        let insert = sqlx::query("INSERT INTO recovery_codes (staff, tag) VALUES ($1, $2)");
        let insert = insert
            .bind(staff.clone())
            .bind(vault.hash(RECOVERY, &[staff.as_bytes(), code.as_bytes()]));
        insert.execute(&mut *tx).await?;
    }
    let entry = Entry {
        at: now.as_millisecond(),
        by: Some(&staff),
        staff: &staff,
        what: "set_up",
        detail: String::new(),
    };
    enter(&mut tx, vault, entry).await?;
    tx.commit().await?;
    Ok(())
}
