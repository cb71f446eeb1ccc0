//! What was there before the chain is taken into it, once, within the migration that brings the chain: a program that is
//! stopped half way begins again from the start. Never here: an entry made later; one without a link is a fault.

use super::chain::{ACCOUNTS, Chain, REGISTER, account_said, request_said, settle};
use super::register::{self, Note};
use super::verify::who;
use crate::error::StoreError;
use crate::requests::record::protocol;
use crate::vault::Vault;
use domain::Protocol;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// How many rows are held at once.
const PAGE: i64 = 500;
/// Nothing was kept of from where.
const UNKNOWN: (&str, &str) = ("", "");

/// Takes in every request and every entry that has no link yet.
pub(crate) async fn adopt(connection: &mut AnyConnection, vault: &Vault) -> Result<(), StoreError> {
    for name in [ACCOUNTS, REGISTER] {
        let chain = sqlx::query("INSERT INTO chains (name, count, head) VALUES ($1, 0, $2)");
        let chain = chain.bind(name).bind(Chain::named(vault, name).start());
        chain.execute(&mut *connection).await?;
    }
    let mut requests = 0_u64;
    let mut last = (i64::MIN, i64::MIN);
    loop {
        let page = sqlx::query(
            "SELECT code, protocol_year, protocol_number, received_at FROM requests \
             WHERE (protocol_year, protocol_number) > ($1, $2) ORDER BY protocol_year, protocol_number LIMIT $3",
        );
        let page = page.bind(last.0).bind(last.1).bind(PAGE);
        let rows = page.fetch_all(&mut *connection).await?;
        let Some(end) = rows.last() else { break };
        last = (end.try_get("protocol_year")?, end.try_get("protocol_number")?);
        let mut notes = Vec::with_capacity(rows.len());
        for row in &rows {
            let protocol = protocol(row)?;
            let came = Timestamp::from_millisecond(row.try_get("received_at")?)
                .map_err(|_| StoreError::Corrupt("requests.received_at"))?;
            notes.push(Note::Found(protocol, came));
            request(connection, vault, &row.try_get::<String, _>("code")?, protocol).await?;
            requests += 1;
        }
        register::enter(connection, vault, 0, &notes).await?;
    }
    let accounts = accounts(connection, vault).await?;
    tracing::info!(requests, accounts, "the record is chained");
    Ok(())
}

/// A request's own entries: as many as it was touched, which is no great number.
async fn request(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &str,
    protocol: Protocol,
) -> Result<(), StoreError> {
    let chain = Chain::of_request(vault, code, protocol);
    let entries =
        sqlx::query("SELECT number, at, what, who FROM request_entries WHERE code = $1 ORDER BY number");
    let rows = entries.bind(code.to_owned()).fetch_all(&mut *connection).await?;
    let mut head = chain.start();
    for row in &rows {
        let number: i64 = row.try_get("number")?;
        let who = who(vault, code, number, row.try_get("who")?)?;
        let what: String = row.try_get("what")?;
        let said = request_said(row.try_get("at")?, &what, who.as_deref(), UNKNOWN);
        let (link, next) = chain.next(number, &said, &head)?;
        let update = sqlx::query("UPDATE request_entries SET link = $3 WHERE code = $1 AND number = $2");
        let update = update.bind(code.to_owned()).bind(number).bind(link);
        update.execute(&mut *connection).await?;
        head = next;
    }
    let settle = sqlx::query("UPDATE requests SET entry_head = $2 WHERE code = $1");
    let settle = settle.bind(code.to_owned()).bind(head);
    settle.execute(connection).await?;
    Ok(())
}

async fn accounts(connection: &mut AnyConnection, vault: &Vault) -> Result<i64, StoreError> {
    let chain = Chain::named(vault, ACCOUNTS);
    let (mut count, mut head) = (0, chain.start());
    let mut last = (i64::MIN, String::new());
    loop {
        let page = sqlx::query(
            "SELECT id, at, by_staff, staff, what, detail FROM account_entries \
             WHERE (at, id) > ($1, $2) ORDER BY at, id LIMIT $3",
        );
        let page = page.bind(last.0).bind(last.1.clone()).bind(PAGE);
        let rows = page.fetch_all(&mut *connection).await?;
        let Some(end) = rows.last() else { break };
        last = (end.try_get("at")?, end.try_get("id")?);
        for row in &rows {
            count += 1;
            let (link, next) = chain.next(count, &account(row)?, &head)?;
            let update = sqlx::query("UPDATE account_entries SET number = $2, link = $3 WHERE id = $1");
            let update = update
                .bind(row.try_get::<String, _>("id")?)
                .bind(count)
                .bind(link);
            update.execute(&mut *connection).await?;
            head = next;
        }
    }
    let counted = sqlx::query("UPDATE chains SET count = $2 WHERE name = $1");
    let counted = counted.bind(ACCOUNTS).bind(count);
    counted.execute(&mut *connection).await?;
    settle(connection, ACCOUNTS, head).await?;
    Ok(count)
}

fn account(row: &AnyRow) -> Result<super::Said, StoreError> {
    let text = |column| row.try_get::<String, _>(column);
    let texts = [
        text("id")?,
        text("by_staff")?,
        text("staff")?,
        text("what")?,
        text("detail")?,
    ];
    let texts = [&*texts[0], &*texts[1], &*texts[2], &*texts[3], &*texts[4]];
    Ok(account_said(row.try_get("at")?, texts, UNKNOWN))
}
