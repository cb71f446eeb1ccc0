//! The staff desk, as programs ask it: who signs in and how, what each may do, the first work on requests. Every endpoint
//! stands in [`endpoints`] with its action, and passes [`door`] before its handler is reached. Never here: the table of
//! roles (`domain::role`), SQL.

mod account;
mod agenda;
mod audit;
mod cookie;
mod door;
mod numbers;
mod offers;
mod openapi;
pub mod password;
mod project;
pub mod provider;
mod requests;
mod session;
mod sign_in;
mod staff;
pub mod totp;
mod work;
mod write;

use crate::clock::NoChance;
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use axum::Router;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use domain::Secret;
use domain::role::Action;
use jiff::{SignedDuration, Timestamp};
use store::{AccountError, DeskError, StoreError};
use tokio::sync::{Semaphore, SemaphorePermit};

pub use door::Signed;
pub(crate) use openapi::{describe, paths as described};
pub(crate) use requests::person_view;

/// How many passwords are hashed at once: each takes 19 MiB.
const TURNS: usize = 3;
/// How long a sign-in waits for its turn.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);
/// How long a ticket holds.
pub const TICKET: SignedDuration = SignedDuration::from_hours(24);

/// What the desk keeps in memory.
pub struct Desk {
    turns: Semaphore,
    plain_http: bool,
    provider: Option<provider::Provider>,
}

impl Desk {
    /// `plain_http` says that nobody but this machine can ask, without TLS: the one case in which a cookie need not be
    /// `Secure`.
    pub fn new(plain_http: bool) -> Self {
        Self {
            turns: Semaphore::new(TURNS),
            plain_http,
            provider: None,
        }
    }

    /// The same, with the Comune's provider as a way in.
    #[must_use]
    pub fn with_provider(self, provider: provider::Provider) -> Self {
        Self {
            provider: Some(provider),
            ..self
        }
    }

    fn provider(&self) -> Option<&provider::Provider> {
        self.provider.as_ref()
    }

    /// That passwords open the desk. Errors: 403.
    fn takes_passwords(&self) -> Result<(), Fail> {
        match &self.provider {
            Some(provider) if !provider.allows_passwords() => Err(Kind::PasswordsOff.into()),
            _ => Ok(()),
        }
    }

    /// The right to hash a password.
    async fn turn(&self) -> Result<SemaphorePermit<'_>, Fail> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.acquire()).await;
        turn.ok()
            .and_then(Result::ok)
            .ok_or_else(|| Kind::Unavailable.into())
    }
}

/// An address of the desk.
pub struct Endpoint {
    /// How it is asked.
    pub method: Method,
    /// Where, with `{code}` or `{id}`.
    pub path: &'static str,
    /// What it does; `None` is for whoever is not signed in yet.
    pub action: Option<Action>,
    /// What answers.
    pub answer: MethodRouter<AppState>,
}

/// Every address of the desk. Tests walk it with each role, and hold the description against it.
pub fn endpoints() -> Vec<Endpoint> {
    use Action::{Answer, Close, ListQueue, ManageAccounts, OpenRequest, OwnAccount, ReadRecord, Take};
    let first = vec![
        open("/api/v1/desk/session", None, post(session::sign_in)),
        open("/api/v1/desk/session/code", None, post(session::code)),
        act("/api/v1/desk/session/end", OwnAccount, post(session::end)),
        see("/api/v1/desk/me", OwnAccount, get(session::me)),
        see("/api/v1/desk/sessions", OwnAccount, get(session::list)),
        act(
            "/api/v1/desk/sessions/{id}/end",
            OwnAccount,
            post(session::end_one),
        ),
        act("/api/v1/desk/password", OwnAccount, post(account::password)),
        open("/api/v1/desk/setup", None, post(account::setup)),
        open("/api/v1/desk/setup/done", None, post(account::setup_done)),
        see("/api/v1/desk/staff", ManageAccounts, get(staff::list)),
        act("/api/v1/desk/staff", ManageAccounts, post(staff::add)),
        act(
            "/api/v1/desk/staff/{id}/disable",
            ManageAccounts,
            post(staff::disable),
        ),
        act(
            "/api/v1/desk/staff/{id}/grants",
            ManageAccounts,
            post(staff::grants),
        ),
        act(
            "/api/v1/desk/staff/{id}/reset",
            ManageAccounts,
            post(staff::reset),
        ),
        see("/api/v1/desk/record", ReadRecord, get(staff::record)),
        see("/api/v1/desk/requests", ListQueue, get(requests::list)),
        act(
            "/api/v1/desk/requests/{code}/open",
            OpenRequest,
            post(requests::open),
        ),
        act("/api/v1/desk/requests/{code}/take", Take, post(requests::take)),
        act(
            "/api/v1/desk/requests/{code}/answer",
            Answer,
            post(requests::answer),
        ),
        act("/api/v1/desk/requests/{code}/close", Close, post(requests::close)),
        see(
            "/api/v1/desk/requests/{code}/record",
            ReadRecord,
            get(requests::record),
        ),
    ];
    [
        first,
        agenda::endpoints(),
        audit::endpoints(),
        numbers::endpoints(),
        offers::endpoints(),
        project::endpoints(),
        provider::endpoints(),
        work::endpoints(),
        write::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn open(path: &'static str, action: Option<Action>, answer: MethodRouter<AppState>) -> Endpoint {
    Endpoint {
        method: Method::POST,
        path,
        action,
        answer,
    }
}

/// An address at which whoever may do that does something.
fn act(path: &'static str, action: Action, answer: MethodRouter<AppState>) -> Endpoint {
    open(path, Some(action), answer)
}

/// An address at which whoever may do that sees something.
fn see(path: &'static str, action: Action, answer: MethodRouter<AppState>) -> Endpoint {
    Endpoint {
        method: Method::GET,
        ..open(path, Some(action), answer)
    }
}

/// The desk, each address behind its door.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    endpoints()
        .into_iter()
        .fold(provider::router(), |router, endpoint| {
            let door = from_fn_with_state((state.clone(), endpoint.action), door::pass);
            router.route(endpoint.path, endpoint.answer.route_layer(door))
        })
}

/// A secret of 128 bits: a token or a ticket.
fn draw(state: &AppState) -> Result<Secret, Fail> {
    Ok(Secret::from_random(state.chance.draw()?))
}

/// Until when a ticket given now holds.
pub fn ticket_until(now: Timestamp) -> Timestamp {
    now.saturating_add(TICKET).unwrap_or(Timestamp::MAX)
}

impl From<NoChance> for Fail {
    fn from(error: NoChance) -> Self {
        tracing::error!(%error);
        Kind::Unavailable.into()
    }
}

/// The store's errors hold no personal data; they are for the log.
impl From<StoreError> for Fail {
    fn from(error: StoreError) -> Self {
        crate::first_contact::Refusal::from(error).into()
    }
}

impl From<AccountError> for Fail {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NotFound => Kind::NotThere.into(),
            AccountError::LoginTaken => Self::field("login", "login_taken"),
            AccountError::LastAdministrator => Kind::LastAdministrator.into(),
            AccountError::NoTicket => Kind::NoTicket.into(),
            AccountError::Store(error) => error.into(),
        }
    }
}

impl From<DeskError> for Fail {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound => Kind::UnknownRequest.into(),
            DeskError::Withdrawn => Kind::PersonWithdrew.into(),
            DeskError::Closed => Kind::ClosedAtDesk.into(),
            DeskError::AlreadyTaken => Kind::Taken.into(),
            DeskError::TooManyLines => Kind::TooManyAnswers.into(),
            DeskError::TooManyNotes => Kind::TooManyNotes.into(),
            DeskError::NotClosed => Kind::NotClosed.into(),
            DeskError::HandOverPending => Kind::HandOverPending.into(),
            DeskError::NoHandOver => Kind::NoHandOver.into(),
            DeskError::NoMessages => Self::field("reached", "no_messages"),
            DeskError::NotAlike => Kind::NotAlike.into(),
            DeskError::KeyReused => Kind::KeyReused.into(),
            DeskError::Store(error) => error.into(),
        }
    }
}
