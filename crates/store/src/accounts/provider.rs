//! Signing in through the Comune's provider: a way in that was begun and by which browser, and which account is whose there.
//! Never here: the provider itself, its tokens and what they claim.

use super::{
    AccountError, Accounts, Entry, LOGIN, OPEN, PROVIDER_WAY, Sessions, enter, row_name, tags, text,
};
use crate::engine::retry;
use crate::error::StoreError;
use crate::vault::Place;
use domain::Secret;
use domain::role::Login;
use jiff::Timestamp;
use sqlx::{AnyConnection, Row};

const BEGUN: &str = "provider sign-in";
const SUBJECT: &str = "provider subject";

/// How an account stands with the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtProvider {
    /// The provider does not open it.
    No,
    /// It may, and whose account it is there is learnt at the first sign-in.
    Awaited,
    /// It does, for one subject of the provider's.
    Linked,
}

/// Whom the provider has made sure of. It has no `Debug`.
#[derive(Clone, Copy)]
pub struct Vouched<'a> {
    /// Who says so: the address of the provider.
    pub issuer: &'a str,
    /// What it calls the person, for ever.
    pub subject: &'a str,
    /// The login that the person has according to it; counts for accounts that await their first sign-in, and for no other.
    pub login: Option<&'a Login>,
}

impl Sessions<'_> {
    /// Notes that this browser has set out for the provider; `proof` is given back to whoever comes with both secrets, once,
    /// within [`super::PROVIDER_WAY`].
    pub async fn set_out(
        &self,
        browser: &Secret,
        state: &Secret,
        proof: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Accounts { database, vault } = self.accounts;
        retry(|| async {
            let id = row_name()?;
            let until = now.saturating_add(PROVIDER_WAY).unwrap_or(now);
            let mut tx = database.write().await?;
            let over = sqlx::query("DELETE FROM provider_sign_ins WHERE until_at <= $1");
            over.bind(now.as_millisecond()).execute(&mut *tx).await?;
            let begin = sqlx::query(
                "INSERT INTO provider_sign_ins (id, tag, proof, until_at) VALUES ($1, $2, $3, $4)",
            );
            let begin = begin
                .bind(id.clone())
                .bind(vault.hash(BEGUN, &both(browser, state)));
            let begin = begin
                .bind(vault.seal(proof_place(&id), proof.as_bytes())?)
                .bind(until.as_millisecond());
            begin.execute(&mut *tx).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// The proof of the way in that this browser began with this state; from then on it is used up.
    pub async fn came_back(
        &self,
        browser: &Secret,
        state: &Secret,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let Accounts { database, vault } = self.accounts;
        retry(|| async {
            let mut tx = database.write().await?;
            let mut found = None;
            for tag in tags(vault, BEGUN, &both(browser, state)) {
                let used = sqlx::query(
                    "DELETE FROM provider_sign_ins WHERE tag = $1 AND until_at > $2 RETURNING id, proof",
                );
                let used = used.bind(tag).bind(now.as_millisecond());
                found = found.or(used.fetch_optional(&mut *tx).await?);
            }
            tx.commit().await?;
            let Some(row) = found else { return Ok(None) };
            let id: String = row.try_get("id")?;
            let proof = row.try_get::<Vec<u8>, _>("proof")?;
            Ok(Some(text(vault, proof_place(&id), &proof)?))
        })
        .await
    }

    /// Signs in whoever the provider has made sure of: the account that is theirs there, or one that awaits them under that
    /// login and is theirs from then on. `false` where there is none.
    pub async fn open_vouched(
        &self,
        whom: Vouched<'_>,
        token: &Secret,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        retry(|| async {
            let mut tx = self.accounts.database.write().await?;
            let known = self.linked(&mut tx, whom).await?;
            let awaited = match (&known, whom.login) {
                (None, Some(login)) => self.awaited(&mut tx, login).await?,
                _ => None,
            };
            let may_link = awaited.is_some();
            let Some(staff) = known.or(awaited) else {
                return Ok(false);
            };
            // The account's row first, as whoever changes the account does; what was read before may have passed.
            if !is_active(&mut tx, &staff).await? {
                return Ok(false);
            }
            let mut is_theirs = self.linked(&mut tx, whom).await?.as_deref() == Some(&*staff);
            if !is_theirs && may_link {
                is_theirs = self.link(&mut tx, whom, &staff, now).await?;
            }
            if !is_theirs {
                return Ok(false);
            }
            self.insert(&mut tx, &staff, token, (OPEN, "signed_in_by_provider"), now)
                .await?;
            let mark = sqlx::query("UPDATE sessions SET vouched = 1 WHERE tag = $1");
            mark.bind(self.tag(token)).execute(&mut *tx).await?;
            tx.commit().await?;
            Ok(true)
        })
        .await
    }

    /// Whose account it is at the provider, by id.
    async fn linked(
        &self,
        connection: &mut AnyConnection,
        whom: Vouched<'_>,
    ) -> Result<Option<String>, StoreError> {
        let mut found = None;
        for tag in tags(self.accounts.vault, SUBJECT, &subject(whom)) {
            let query = sqlx::query("SELECT staff FROM provider_links WHERE subject_tag = $1").bind(tag);
            found = found.or(query.fetch_optional(&mut *connection).await?);
        }
        Ok(found.map(|row| row.try_get("staff")).transpose()?)
    }

    /// The account of that login which awaits its first sign-in, by id.
    async fn awaited(
        &self,
        connection: &mut AnyConnection,
        login: &Login,
    ) -> Result<Option<String>, StoreError> {
        let mut found = None;
        for tag in tags(self.accounts.vault, LOGIN, &[login.as_str().as_bytes()]) {
            let query = sqlx::query(
                "SELECT a.staff FROM accounts a JOIN provider_links l ON l.staff = a.staff \
                 WHERE a.login_tag = $1 AND l.subject_tag IS NULL",
            );
            found = found.or(query.bind(tag).fetch_optional(&mut *connection).await?);
        }
        Ok(found.map(|row| row.try_get("staff")).transpose()?)
    }

    /// Gives an account that awaits its first sign-in to whoever has come; `false` where it awaits nobody any longer.
    async fn link(
        &self,
        connection: &mut AnyConnection,
        whom: Vouched<'_>,
        staff: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let vault = self.accounts.vault;
        let claim = sqlx::query(
            "UPDATE provider_links SET subject_tag = $2 WHERE staff = $1 AND subject_tag IS NULL",
        );
        let claim = claim
            .bind(staff.to_owned())
            .bind(vault.hash(SUBJECT, &subject(whom)));
        if claim.execute(&mut *connection).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let entry = Entry {
            at: now.as_millisecond(),
            by: Some(staff),
            staff,
            what: "provider_linked",
            detail: String::new(),
        };
        enter(connection, vault, entry).await?;
        Ok(true)
    }

    /// Whether the provider has opened this session.
    pub async fn is_vouched(&self, session: &str) -> Result<bool, StoreError> {
        let query = sqlx::query("SELECT vouched FROM sessions WHERE id = $1").bind(session.to_owned());
        let row = query.fetch_optional(self.accounts.database.reader()).await?;
        Ok(row
            .map(|row| row.try_get::<i64, _>("vouched"))
            .transpose()?
            .is_some_and(|vouched| vouched != 0))
    }
}

impl Accounts<'_> {
    /// Says whether the provider may open an account from now on. Where it may, whose account it is there is learnt at the
    /// next sign-in, whatever was learnt before. Sessions that the provider has opened end.
    pub async fn allow_provider(
        &self,
        staff: &str,
        allowed: bool,
        by: Option<&str>,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        retry(|| self.attempt_allow(staff, allowed, by, now)).await
    }

    async fn attempt_allow(
        &self,
        staff: &str,
        allowed: bool,
        by: Option<&str>,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        let at = now.as_millisecond();
        let mut tx = self.database.write().await?;
        if !hold(&mut tx, staff).await? {
            return Err(AccountError::NotFound);
        }
        for sql in [
            "DELETE FROM provider_links WHERE staff = $1",
            "DELETE FROM sessions WHERE staff = $1 AND vouched = 1",
        ] {
            let end = sqlx::query(sql).bind(staff.to_owned());
            end.execute(&mut *tx).await?;
        }
        if allowed {
            let allow = sqlx::query("INSERT INTO provider_links (staff, created_at) VALUES ($1, $2)");
            allow.bind(staff.to_owned()).bind(at).execute(&mut *tx).await?;
        }
        let entry = Entry {
            at,
            by,
            staff,
            what: if allowed {
                "provider_allowed"
            } else {
                "provider_ended"
            },
            detail: String::new(),
        };
        enter(&mut tx, self.vault, entry).await?;
        Ok(tx.commit().await?)
    }
}

/// Holds the row of an account until the transaction ends; `false` where there is none.
async fn hold(connection: &mut AnyConnection, staff: &str) -> Result<bool, StoreError> {
    let hold = sqlx::query("UPDATE accounts SET created_at = created_at WHERE staff = $1");
    let rows = hold.bind(staff.to_owned()).execute(connection).await?;
    Ok(rows.rows_affected() > 0)
}

/// Whether somebody may sign in, and stays so until the transaction ends: whoever disables the account holds its row, too.
async fn is_active(connection: &mut AnyConnection, staff: &str) -> Result<bool, StoreError> {
    if !hold(connection, staff).await? {
        return Ok(false);
    }
    let query = sqlx::query("SELECT active FROM staff WHERE id = $1").bind(staff.to_owned());
    let row = query.fetch_one(connection).await?;
    Ok(row.try_get::<i64, _>("active")? != 0)
}

/// How the link of a row of accounts is read: `linked` counts its rows, `subject_tag` is the subject's.
pub(super) fn standing(linked: bool, subject: Option<&[u8]>) -> AtProvider {
    match (linked, subject) {
        (false, _) => AtProvider::No,
        (true, None) => AtProvider::Awaited,
        (true, Some(_)) => AtProvider::Linked,
    }
}

fn both<'a>(browser: &'a Secret, state: &'a Secret) -> [&'a [u8]; 2] {
    [browser.expose().as_bytes(), state.expose().as_bytes()]
}

fn subject(whom: Vouched<'_>) -> [&[u8]; 2] {
    [whom.issuer.as_bytes(), whom.subject.as_bytes()]
}

fn proof_place(id: &str) -> Place<'_> {
    Place {
        table: "provider_sign_ins",
        row: id,
        column: "proof",
    }
}
