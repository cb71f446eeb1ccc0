//! Requests that may be of the same person: those of one Polo that give the same telephone number or email address, which
//! keyed hashes tell. They are pointed at; nothing is ever put together by a program.

use super::{Acting, Alike, At, why_not};
use crate::error::{DeskError, StoreError};
use crate::requests::record::{LISTED, listed};
use crate::requests::{Listed, What};
use crate::vault::Vault;
use domain::Code;
use domain::desk::Verdict;
use domain::request::Person;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeMap;

const CONTACT: &str = "request contact";

/// Keeps the keyed hashes of the contacts that a request gives.
pub(crate) async fn tag(
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    person: &Person,
) -> Result<(), StoreError> {
    for contact in contacts(person) {
        let insert =
            sqlx::query("INSERT INTO request_contacts (code, tag) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        let insert = insert
            .bind(code.as_str().to_owned())
            .bind(vault.hash(CONTACT, &[contact.as_bytes()]));
        insert.execute(&mut *connection).await?;
    }
    Ok(())
}

/// A telephone number begins with `+`, an address holds `@`: the two cannot be taken for each other. Of an address, capitals
/// do not count.
fn contacts(person: &Person) -> impl Iterator<Item = String> {
    let phone = person.phone.as_ref().map(|phone| phone.as_str().to_owned());
    let email = person.email.as_ref();
    let email = email.map(|email| email.as_str().to_lowercase());
    phone.into_iter().chain(email)
}

/// The others of the same Polo, with what somebody has said of each; the newest first.
pub(super) async fn all(
    connection: &mut AnyConnection,
    vault: &Vault,
    (code, polo): (&Code, &str),
    person: Option<&Person>,
) -> Result<Vec<Alike>, StoreError> {
    let mut found: BTreeMap<String, Listed> = BTreeMap::new();
    for contact in person.into_iter().flat_map(contacts) {
        let parts: [&[u8]; 1] = [contact.as_bytes()];
        let mut tags = vault.older_hashes(CONTACT, &parts);
        tags.push(vault.hash(CONTACT, &parts));
        for tag in tags {
            let sql = format!(
                "{LISTED} WHERE polo = $1 AND code <> $2 AND status <> 'withdrawn' \
                 AND EXISTS (SELECT 1 FROM request_contacts c WHERE c.code = requests.code AND c.tag = $3)"
            );
            let query = sqlx::query(AssertSqlSafe(sql)).bind(polo.to_owned());
            let query = query.bind(code.as_str().to_owned()).bind(tag);
            for row in query.fetch_all(&mut *connection).await? {
                let other = listed(&row)?;
                found.insert(other.code.as_str().to_owned(), other);
            }
        }
    }
    let verdicts = verdicts(connection, code).await?;
    let mut alike: Vec<Alike> = found
        .into_iter()
        .map(|(code, request)| Alike {
            request,
            verdict: verdicts.get(&code).copied(),
        })
        .collect();
    alike.sort_by_key(|alike| std::cmp::Reverse(alike.request.received_at));
    Ok(alike)
}

async fn verdicts(
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<BTreeMap<String, Verdict>, StoreError> {
    let query = sqlx::query(
        "SELECT CASE WHEN one = $1 THEN other ELSE one END AS code, verdict FROM request_pairs \
         WHERE one = $1 OR other = $1",
    );
    let rows = query.bind(code.as_str().to_owned()).fetch_all(connection).await?;
    let read = |row: &sqlx::any::AnyRow| {
        let verdict = Verdict::of(&row.try_get::<String, _>("verdict")?);
        let verdict = verdict.ok_or(StoreError::Corrupt("request_pairs.verdict"))?;
        Ok((row.try_get("code")?, verdict))
    };
    rows.iter().map(read).collect()
}

pub(super) async fn judge(
    (connection, _): At<'_>,
    acting: &Acting<'_>,
    other: &Code,
    verdict: Option<Verdict>,
) -> Result<What, DeskError> {
    let (one, two) = (acting.code.as_str(), other.as_str());
    let (one, two) = if one < two { (one, two) } else { (two, one) };
    // Both are held, in one order for all: neither can be taken back meanwhile.
    for code in [one, two] {
        let hold = sqlx::query(
            "UPDATE requests SET note_count = note_count WHERE code = $1 AND status <> 'withdrawn'",
        );
        let hold = hold.bind(code.to_owned()).execute(&mut *connection).await?;
        if hold.rows_affected() == 0 {
            return Err(why_not(connection, if code == two { other } else { acting.code }).await?);
        }
    }
    if one == two || !share(connection, one, two).await? {
        return Err(DeskError::NotAlike);
    }
    let Some(verdict) = verdict else {
        let forget = sqlx::query("DELETE FROM request_pairs WHERE one = $1 AND other = $2");
        let forget = forget.bind(one.to_owned()).bind(two.to_owned());
        forget.execute(connection).await?;
        return Ok(What::Compared);
    };
    let keep = sqlx::query(
        "INSERT INTO request_pairs (one, other, verdict) VALUES ($1, $2, $3) \
         ON CONFLICT (one, other) DO UPDATE SET verdict = excluded.verdict",
    );
    let keep = keep
        .bind(one.to_owned())
        .bind(two.to_owned())
        .bind(verdict.word());
    keep.execute(connection).await?;
    Ok(What::Compared)
}

/// Whether the two give a contact in common, and stand at the same Polo.
async fn share(connection: &mut AnyConnection, one: &str, two: &str) -> Result<bool, StoreError> {
    let query = sqlx::query(
        "SELECT COUNT(*) AS found FROM request_contacts a JOIN request_contacts b ON b.tag = a.tag \
         JOIN requests r ON r.code = a.code JOIN requests s ON s.code = b.code AND s.polo = r.polo \
         WHERE a.code = $1 AND b.code = $2",
    );
    let query = query.bind(one.to_owned()).bind(two.to_owned());
    let found: i64 = query.fetch_one(connection).await?.try_get("found")?;
    Ok(found > 0)
}
