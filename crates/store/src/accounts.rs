//! Accounts of the staff and their sessions: who signs in, what each may do, who is signed in now. Never here: whether a
//! password is right or a code is (the server reckons), what a role may do (the domain's table), HTTP.

mod manage;
mod provider;
mod sessions;
mod setup;
mod sign_in;

use crate::audit::{self, ACCOUNTS, Chain, Origin, account_said};
use crate::engine::Database;
use crate::error::StoreError;
use crate::vault::{Place, Vault, random};
use domain::Secret;
use domain::role::{Grant, Login};
use jiff::{SignedDuration, Timestamp};
use sqlx::{AnyConnection, Row};
use std::fmt;

pub use provider::{AtProvider, Vouched};
pub use sessions::{SessionShown, Sessions, Signed};
pub use sign_in::Proof;

/// How long a session may rest before it ends.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long a session lasts at most.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// After how long in use a session gets another token.
pub const ROTATED_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// How long the token before it still opens, for calls that were under way.
pub const OVERLAP: SignedDuration = SignedDuration::from_secs(10);
/// How long somebody has between password and code.
pub const HALF_WAY: SignedDuration = SignedDuration::from_mins(5);
/// How long somebody has at the provider.
pub const PROVIDER_WAY: SignedDuration = SignedDuration::from_mins(10);
/// How long what was done with accounts is kept.
pub(crate) const ENTRIES_KEPT: SignedDuration = SignedDuration::from_hours(24 * 365);

const LOGIN: &str = "account login";
const TICKET: &str = "account ticket";
const RECOVERY: &str = "account recovery code";
const SESSION: &str = "session token";
/// The stage of a session that opens the desk.
const OPEN: &str = "open";

/// The accounts of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// Somebody who is to have an account.
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    /// The name that stands on records and that people read, of one line.
    pub name: &'a str,
    /// The name to sign in with.
    pub login: &'a Login,
    /// What the person may do.
    pub grants: &'a [Grant],
    /// With which the person sets the account up.
    pub ticket: Ticket<'a>,
    /// Who gives it, by id; `None` is the command line.
    pub by: Option<&'a str>,
    /// When.
    pub now: Timestamp,
}

/// What lets somebody set an account up, once.
#[derive(Clone, Copy)]
pub struct Ticket<'a> {
    /// Drawn by the caller, handed to the person, kept as a keyed hash.
    pub secret: &'a Secret,
    /// The secret of the codes to come, drawn by the caller.
    pub totp: [u8; 20],
    /// Until when it holds.
    pub until: Timestamp,
}

/// An account as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Names the person in addresses and in the database.
    pub id: String,
    /// The name that stands on records.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether password and codes are set up.
    pub set_up: bool,
    /// What the person may do, in order.
    pub grants: Vec<Grant>,
    /// How the account stands with the provider.
    pub provider: AtProvider,
}

/// What a ticket opens.
#[derive(Clone)]
pub struct Enrolment {
    /// The name of the person.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The secret of the codes.
    pub totp: [u8; 20],
}

/// What is compared with a password.
#[derive(Clone)]
pub struct Credentials {
    /// Whose they are.
    pub staff: String,
    /// The hash, as the server wrote it.
    pub password: String,
}

/// What a code of the phone is compared with.
#[derive(Clone, Copy)]
pub struct Codes {
    /// The secret of the codes.
    pub totp: [u8; 20],
    /// The last step whose code was taken.
    pub step: u64,
}

/// Something that was done with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEntry {
    /// When.
    pub at: Timestamp,
    /// Who did it, by name; `None` is the command line.
    pub by: Option<String>,
    /// With whose account, by name.
    pub whose: String,
    /// What, a word: `added`, `set_up`, `granted`, `disabled`, `reset`, `signed_in`, `recovery_used`, `password_changed`,
    /// `token_reused`, `provider_allowed`, `provider_linked`, `provider_ended`, `signed_in_by_provider`.
    pub what: String,
    /// The grants that were given, as they are written, between blanks; else empty.
    pub detail: String,
    /// From where.
    pub origin: Origin,
}

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Nobody has this id or login.
    #[error("nobody has this account")]
    NotFound,
    /// Somebody has this login.
    #[error("somebody has this login")]
    LoginTaken,
    /// Nobody would be left who can give accounts.
    #[error("nobody would be left who administers every Polo: give that to somebody else first")]
    LastAdministrator,
    /// The ticket is unknown, used, or too old; which is not told.
    #[error("this ticket holds no longer")]
    NoTicket,
    /// The store's own trouble.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<'a> Accounts<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Whether there is any account.
    pub async fn exist(&self) -> Result<bool, StoreError> {
        manage::exist(self).await
    }

    /// Gives somebody an account; answers with the id. It opens nothing until it is set up.
    pub async fn add(&self, new: NewAccount<'_>) -> Result<String, AccountError> {
        manage::add(self, new).await
    }

    /// Every account, by name.
    pub async fn list(&self) -> Result<Vec<Member>, StoreError> {
        manage::list(self).await
    }

    /// The account of that id.
    pub async fn find(&self, staff: &str) -> Result<Option<Member>, StoreError> {
        Ok(self.list().await?.into_iter().find(|member| member.id == staff))
    }

    /// Says what somebody may do from now on, in place of what it was.
    pub async fn set_grants(
        &self,
        staff: &str,
        grants: &[Grant],
        by: Option<&str>,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        manage::set_grants(self, staff, grants, by, now).await
    }

    /// Ends all sessions of somebody who may sign in no longer.
    pub async fn disable(&self, staff: &str, by: Option<&str>, now: Timestamp) -> Result<(), AccountError> {
        manage::disable(self, staff, by, now).await
    }

    /// Takes password, codes and sessions away and gives a ticket in their place; a disabled account may be set up again.
    pub async fn reset(
        &self,
        staff: &str,
        ticket: Ticket<'_>,
        by: Option<&str>,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        manage::reset(self, staff, ticket, by, now).await
    }

    /// What the ticket opens.
    pub async fn enrolment(&self, ticket: &Secret, now: Timestamp) -> Result<Enrolment, AccountError> {
        setup::enrolment(self, ticket, now).await
    }

    /// Uses the ticket up: from then on the account opens with this password, codes after `step`, or one of the recovery
    /// codes.
    pub async fn set_up(
        &self,
        ticket: &Secret,
        password: &str,
        step: u64,
        recovery: &[String],
        now: Timestamp,
    ) -> Result<(), AccountError> {
        setup::set_up(self, ticket, (password, step, recovery), now).await
    }

    /// What the password of that login is compared with; `None` for whoever may not sign in, as for nobody.
    pub async fn credentials(&self, login: &Login) -> Result<Option<Credentials>, StoreError> {
        sign_in::credentials(self, login).await
    }

    /// The same, of somebody who is signed in.
    pub async fn own_credentials(&self, staff: &str) -> Result<Option<Credentials>, StoreError> {
        sign_in::own_credentials(self, staff).await
    }

    /// What the codes of somebody are compared with.
    pub async fn codes(&self, staff: &str) -> Result<Option<Codes>, StoreError> {
        sign_in::codes(self, staff).await
    }

    /// Changes a password and ends every session of that person but `session`.
    pub async fn set_password(
        &self,
        staff: &str,
        password: &str,
        session: &str,
        now: Timestamp,
    ) -> Result<(), AccountError> {
        sign_in::set_password(self, staff, password, session, now).await
    }

    /// What was done with accounts, newest first, no more than `limit`.
    pub async fn record(&self, limit: u32) -> Result<Vec<AccountEntry>, StoreError> {
        manage::record(self, limit).await
    }
}

/// Something to put on the record of accounts.
struct Entry<'a> {
    at: i64,
    by: Option<&'a str>,
    staff: &'a str,
    what: &'static str,
    detail: String,
}

async fn enter(connection: &mut AnyConnection, vault: &Vault, entry: Entry<'_>) -> Result<(), StoreError> {
    let (id, by, origin) = (row_name()?, entry.by.unwrap_or_default(), Origin::now());
    let (number, before) = audit::claim(connection, ACCOUNTS, 1).await?;
    let texts = [&*id, by, entry.staff, entry.what, &*entry.detail];
    let said = account_said(entry.at, texts, origin.parts());
    let (link, head) = Chain::named(vault, ACCOUNTS).next(number, &said, &before)?;
    let insert = sqlx::query(
        "INSERT INTO account_entries (id, at, by_staff, staff, what, detail, number, origin, session, link) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let (word, session) = origin.parts();
    let insert = insert.bind(id).bind(entry.at).bind(by.to_owned());
    let insert = insert.bind(entry.staff.to_owned()).bind(entry.what);
    let insert = insert.bind(entry.detail).bind(number).bind(word);
    let insert = insert.bind(session.to_owned()).bind(link);
    insert.execute(&mut *connection).await?;
    audit::settle(connection, ACCOUNTS, head).await
}

/// Erases sessions and tickets that are over: how many of each.
pub(crate) async fn purge(connection: &mut AnyConnection, now: Timestamp) -> Result<(u64, u64), StoreError> {
    let mut gone = async |sql: &'static str, span| -> Result<u64, StoreError> {
        let purge = sqlx::query(sql).bind(before(now, span));
        Ok(purge.execute(&mut *connection).await?.rows_affected())
    };
    let sessions = gone("DELETE FROM sessions WHERE created_at < $1", LONGEST).await?
        + gone("DELETE FROM sessions WHERE seen_at < $1", IDLE).await?;
    let tickets = gone("DELETE FROM setups WHERE until_at < $1", SignedDuration::ZERO).await?;
    gone(
        "DELETE FROM provider_sign_ins WHERE until_at < $1",
        SignedDuration::ZERO,
    )
    .await?;
    Ok((sessions, tickets))
}

/// Erases the beginning of the record of accounts, as far as its time has passed: how many entries, after which number it
/// begins now, and behind which head.
pub(crate) async fn purge_record(
    connection: &mut AnyConnection,
    vault: &Vault,
    now: Timestamp,
) -> Result<Option<(u64, i64, Vec<u8>)>, StoreError> {
    // Up to the first that stays, so that what is left is one chain.
    let last = sqlx::query(
        "SELECT number, link FROM account_entries WHERE number < COALESCE(\
         (SELECT MIN(number) FROM account_entries WHERE at >= $1), \
         (SELECT MAX(number) + 1 FROM account_entries)) ORDER BY number DESC LIMIT 1",
    );
    let last = last.bind(before(now, ENTRIES_KEPT));
    let Some(row) = last.fetch_optional(&mut *connection).await? else {
        return Ok(None);
    };
    let (number, link): (i64, Vec<u8>) = (row.try_get("number")?, row.try_get("link")?);
    let head = Chain::named(vault, ACCOUNTS).head(number, &link)?;
    let gone = sqlx::query("DELETE FROM account_entries WHERE number <= $1").bind(number);
    let gone = gone.execute(connection).await?.rows_affected();
    Ok(Some((gone, number, head)))
}

/// So long before `now`, in Unix milliseconds.
fn before(now: Timestamp, span: SignedDuration) -> i64 {
    now.saturating_sub(span)
        .unwrap_or(Timestamp::MIN)
        .as_millisecond()
}

/// The keyed hashes under which these parts may stand: the newest key's first.
fn tags(vault: &Vault, label: &str, parts: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut tags = vec![vault.hash(label, parts)];
    tags.extend(vault.older_hashes(label, parts));
    tags
}

fn row_name() -> Result<String, StoreError> {
    let name = u128::from_be_bytes(random()?);
    Ok(format!("{name:032x}"))
}

fn name_place(staff: &str) -> Place<'_> {
    Place {
        table: "staff",
        row: staff,
        column: "name",
    }
}

fn account_place<'a>(staff: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "accounts",
        row: staff,
        column,
    }
}

fn setup_place(staff: &str) -> Place<'_> {
    Place {
        table: "setups",
        row: staff,
        column: "totp",
    }
}

fn text(vault: &Vault, place: Place<'_>, sealed: &[u8]) -> Result<String, StoreError> {
    let column = place.column;
    String::from_utf8(vault.unseal(place, sealed)?).map_err(|_| StoreError::Corrupt(column))
}

fn totp(vault: &Vault, place: Place<'_>, sealed: &[u8]) -> Result<[u8; 20], StoreError> {
    let secret = vault.unseal(place, sealed)?;
    secret.try_into().map_err(|_| StoreError::Corrupt("totp"))
}

impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enrolment(…)")
    }
}
