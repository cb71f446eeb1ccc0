//! Accounts given, changed and taken away, and the record of that. Each change is one transaction, which puts it on the
//! record. Never here: whether whoever asks may.

use super::{
    AccountEntry, AccountError, Accounts, Entry, LOGIN, Member, NewAccount, TICKET, Ticket, account_place,
    enter, name_place, provider, row_name, setup_place, tags, text,
};
use crate::engine::retry;
use crate::error::StoreError;
use crate::requests::record::origin;
use crate::vault::Vault;
use domain::role::{Grant, Role};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};
use std::collections::BTreeMap;

pub(super) async fn exist(accounts: &Accounts<'_>) -> Result<bool, StoreError> {
    let query = sqlx::query("SELECT COUNT(*) AS found FROM accounts");
    let row = query.fetch_one(accounts.database.reader()).await?;
    Ok(row.try_get::<i64, _>("found")? > 0)
}

pub(super) async fn add(accounts: &Accounts<'_>, new: NewAccount<'_>) -> Result<String, AccountError> {
    retry(|| attempt_add(accounts, new)).await
}

async fn attempt_add(accounts: &Accounts<'_>, new: NewAccount<'_>) -> Result<String, AccountError> {
    let Accounts { database, vault } = *accounts;
    let (id, at) = (row_name()?, new.now.as_millisecond());
    let login = new.login.as_str().as_bytes();
    let mut tx = database.write().await?;
    for tag in tags(vault, LOGIN, &[login]) {
        let taken = sqlx::query("SELECT staff FROM accounts WHERE login_tag = $1").bind(tag);
        if taken.fetch_optional(&mut *tx).await?.is_some() {
            return Err(AccountError::LoginTaken);
        }
    }
    let staff = sqlx::query("INSERT INTO staff (id, name) VALUES ($1, $2)");
    let name = vault.seal(name_place(&id), new.name.as_bytes())?;
    staff.bind(id.clone()).bind(name).execute(&mut *tx).await?;
    let account = sqlx::query(
        "INSERT INTO accounts (staff, login_tag, login, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (login_tag) DO NOTHING",
    );
    let account = account.bind(id.clone()).bind(vault.hash(LOGIN, &[login]));
    let account = account
        .bind(vault.seal(account_place(&id, "login"), login)?)
        .bind(at);
    if account.execute(&mut *tx).await?.rows_affected() == 0 {
        return Err(AccountError::LoginTaken);
    }
    write_grants(&mut tx, &id, new.grants).await?;
    write_ticket(&mut tx, vault, &id, new.ticket).await?;
    let entry = Entry {
        at,
        by: new.by,
        staff: &id,
        what: "added",
        detail: written(new.grants),
    };
    enter(&mut tx, vault, entry).await?;
    tx.commit().await?;
    Ok(id)
}

async fn write_grants(
    connection: &mut AnyConnection,
    staff: &str,
    grants: &[Grant],
) -> Result<(), StoreError> {
    for grant in grants {
        let insert = sqlx::query(
            "INSERT INTO grants (staff, role, polo, area) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (staff, role, polo, area) DO NOTHING",
        );
        let insert = insert.bind(staff.to_owned()).bind(grant.role.word());
        let insert = insert
            .bind(grant.polo.clone().unwrap_or_default())
            .bind(grant.area.clone().unwrap_or_default());
        insert.execute(&mut *connection).await?;
    }
    Ok(())
}

async fn write_ticket(
    connection: &mut AnyConnection,
    vault: &Vault,
    staff: &str,
    ticket: Ticket<'_>,
) -> Result<(), StoreError> {
    let insert = sqlx::query(
        "INSERT INTO setups (staff, tag, totp, until_at) VALUES ($1, $2, $3, $4) ON CONFLICT (staff) DO UPDATE \
         SET tag = excluded.tag, totp = excluded.totp, until_at = excluded.until_at",
    );
    let insert = insert
        .bind(staff.to_owned())
        .bind(vault.hash(TICKET, &[ticket.secret.expose().as_bytes()]));
    let insert = insert
        .bind(vault.seal(setup_place(staff), &ticket.totp)?)
        .bind(ticket.until.as_millisecond());
    insert.execute(connection).await?;
    Ok(())
}

fn written(grants: &[Grant]) -> String {
    let grants: Vec<String> = grants.iter().map(ToString::to_string).collect();
    grants.join(" ")
}

pub(super) async fn list(accounts: &Accounts<'_>) -> Result<Vec<Member>, StoreError> {
    let Accounts { database, vault } = *accounts;
    let mut tx = database.read().await?;
    let mut grants = all_grants(&mut tx).await?;
    let query = sqlx::query(
        "SELECT s.id, s.name, s.active, a.login, a.password, l.staff AS linked, l.subject_tag FROM accounts a \
         JOIN staff s ON s.id = a.staff LEFT JOIN provider_links l ON l.staff = a.staff",
    );
    let rows = query.fetch_all(&mut *tx).await?;
    tx.commit().await?;
    let members = rows.iter().map(|row| member(vault, row, &mut grants));
    let mut members = members.collect::<Result<Vec<_>, StoreError>>()?;
    members.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(members)
}

fn member(
    vault: &Vault,
    row: &AnyRow,
    grants: &mut BTreeMap<String, Vec<Grant>>,
) -> Result<Member, StoreError> {
    let id: String = row.try_get("id")?;
    Ok(Member {
        name: text(vault, name_place(&id), &row.try_get::<Vec<u8>, _>("name")?)?,
        login: text(
            vault,
            account_place(&id, "login"),
            &row.try_get::<Vec<u8>, _>("login")?,
        )?,
        active: row.try_get::<i64, _>("active")? != 0,
        set_up: row.try_get::<Option<Vec<u8>>, _>("password")?.is_some(),
        grants: grants.remove(&id).unwrap_or_default(),
        provider: provider::standing(
            row.try_get::<Option<String>, _>("linked")?.is_some(),
            row.try_get::<Option<Vec<u8>>, _>("subject_tag")?.as_deref(),
        ),
        id,
    })
}

async fn all_grants(connection: &mut AnyConnection) -> Result<BTreeMap<String, Vec<Grant>>, StoreError> {
    let query = sqlx::query("SELECT staff, role, polo, area FROM grants ORDER BY staff, role, polo, area");
    let mut all: BTreeMap<String, Vec<Grant>> = BTreeMap::new();
    for row in query.fetch_all(connection).await? {
        all.entry(row.try_get("staff")?).or_default().push(grant(&row)?);
    }
    Ok(all)
}

pub(super) fn grant(row: &AnyRow) -> Result<Grant, StoreError> {
    let some = |id: String| (!id.is_empty()).then_some(id);
    Ok(Grant {
        role: Role::of(&row.try_get::<String, _>("role")?).ok_or(StoreError::Corrupt("grants.role"))?,
        polo: some(row.try_get("polo")?),
        area: some(row.try_get("area")?),
    })
}

pub(super) async fn set_grants(
    accounts: &Accounts<'_>,
    staff: &str,
    grants: &[Grant],
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), AccountError> {
    let change = Change::Grants(grants);
    retry(|| attempt_change(accounts, staff, change, by, now)).await
}

pub(super) async fn disable(
    accounts: &Accounts<'_>,
    staff: &str,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), AccountError> {
    retry(|| attempt_change(accounts, staff, Change::Disabled, by, now)).await
}

pub(super) async fn reset(
    accounts: &Accounts<'_>,
    staff: &str,
    ticket: Ticket<'_>,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), AccountError> {
    let change = Change::Reset(ticket);
    retry(|| attempt_change(accounts, staff, change, by, now)).await
}

/// What is changed about an account.
#[derive(Clone, Copy)]
enum Change<'a> {
    Grants(&'a [Grant]),
    Disabled,
    Reset(Ticket<'a>),
}

async fn attempt_change(
    accounts: &Accounts<'_>,
    staff: &str,
    change: Change<'_>,
    by: Option<&str>,
    now: Timestamp,
) -> Result<(), AccountError> {
    let Accounts { database, vault } = *accounts;
    let mut tx = database.write().await?;
    let before = administrators(&mut tx).await?;
    let exists = sqlx::query("UPDATE accounts SET created_at = created_at WHERE staff = $1");
    let exists = exists.bind(staff.to_owned()).execute(&mut *tx).await?;
    if exists.rows_affected() == 0 {
        return Err(AccountError::NotFound);
    }
    let (what, detail) = match change {
        Change::Grants(grants) => {
            run(&mut tx, "DELETE FROM grants WHERE staff = $1", staff).await?;
            write_grants(&mut tx, staff, grants).await?;
            ("granted", written(grants))
        }
        Change::Disabled => {
            run(&mut tx, "UPDATE staff SET active = 0 WHERE id = $1", staff).await?;
            run(&mut tx, "DELETE FROM sessions WHERE staff = $1", staff).await?;
            run(&mut tx, "DELETE FROM setups WHERE staff = $1", staff).await?;
            run(&mut tx, "DELETE FROM provider_links WHERE staff = $1", staff).await?;
            ("disabled", String::new())
        }
        Change::Reset(ticket) => {
            for sql in [
                "UPDATE staff SET active = 1 WHERE id = $1",
                "UPDATE accounts SET password = NULL, totp = NULL WHERE staff = $1",
                "DELETE FROM recovery_codes WHERE staff = $1",
                "DELETE FROM sessions WHERE staff = $1",
            ] {
                run(&mut tx, sql, staff).await?;
            }
            write_ticket(&mut tx, vault, staff, ticket).await?;
            ("reset", String::new())
        }
    };
    if before > 0 && administrators(&mut tx).await? == 0 {
        return Err(AccountError::LastAdministrator);
    }
    let entry = Entry {
        at: now.as_millisecond(),
        by,
        staff,
        what,
        detail,
    };
    enter(&mut tx, vault, entry).await?;
    tx.commit().await?;
    Ok(())
}

async fn run(connection: &mut AnyConnection, sql: &'static str, staff: &str) -> Result<(), StoreError> {
    sqlx::query(sql)
        .bind(staff.to_owned())
        .execute(connection)
        .await?;
    Ok(())
}

/// How many may give accounts everywhere. Their rows are held until the transaction ends, or two administrators could
/// disable each other at once.
async fn administrators(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    let hold = sqlx::query(
        "UPDATE accounts SET created_at = created_at WHERE staff IN \
         (SELECT staff FROM grants WHERE role = $1 AND polo = '' AND area = '')",
    );
    hold.bind(Role::Administrator.word())
        .execute(&mut *connection)
        .await?;
    let count = sqlx::query(
        "SELECT COUNT(*) AS found FROM grants g JOIN staff s ON s.id = g.staff \
         WHERE g.role = $1 AND g.polo = '' AND g.area = '' AND s.active = 1",
    );
    let row = count
        .bind(Role::Administrator.word())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("found")?)
}

pub(super) async fn record(accounts: &Accounts<'_>, limit: u32) -> Result<Vec<AccountEntry>, StoreError> {
    let Accounts { database, vault } = *accounts;
    let query = sqlx::query(
        "SELECT e.at, e.by_staff, e.staff, e.what, e.detail, e.origin, e.session, w.name AS whose, b.name AS who FROM account_entries e \
         JOIN staff w ON w.id = e.staff LEFT JOIN staff b ON b.id = e.by_staff ORDER BY e.at DESC, e.number DESC LIMIT $1",
    );
    let rows = query.bind(i64::from(limit)).fetch_all(database.reader()).await?;
    let entries = rows.iter().map(|row| {
        let (staff, by): (String, String) = (row.try_get("staff")?, row.try_get("by_staff")?);
        let who = row.try_get::<Option<Vec<u8>>, _>("who")?;
        let who = who.map(|sealed| text(vault, name_place(&by), &sealed));
        Ok(AccountEntry {
            at: Timestamp::from_millisecond(row.try_get("at")?)
                .map_err(|_| StoreError::Corrupt("account_entries.at"))?,
            by: who.transpose()?,
            whose: text(vault, name_place(&staff), &row.try_get::<Vec<u8>, _>("whose")?)?,
            what: row.try_get("what")?,
            detail: row.try_get("detail")?,
            origin: origin(row)?,
        })
    });
    entries.collect()
}
