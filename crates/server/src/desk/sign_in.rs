//! How a password or a code is tried: within limits for each address and each account, hashed by a few at a time, and with the
//! same answer after the same work whoever it is that does not exist. Never here: HTTP.

use super::password;
use crate::problem::{Fail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use crate::throttle::{Gate, Who};
use store::{Credentials, StoreError};

/// Something that may be wrong, and is counted as wrong until it turns out to be right.
pub(super) struct Attempt<'a> {
    state: &'a AppState,
    who: Vec<Who<'a>>,
}

impl<'a> Attempt<'a> {
    /// At an account, which counts beside the address.
    pub(super) fn at(state: &'a AppState, sender: &Sender, account: &'a str) -> Result<Self, Fail> {
        Self::begin(state, vec![Who::Address(sender.address), Who::Account(account)])
    }

    /// At no account in particular.
    pub(super) fn from(state: &'a AppState, sender: &Sender) -> Result<Self, Fail> {
        Self::begin(state, vec![Who::Address(sender.address)])
    }

    /// Counts it where there is room: of many at once no more than the limit are looked at.
    fn begin(state: &'a AppState, who: Vec<Who<'a>>) -> Result<Self, Fail> {
        check(state, &who)?;
        for one in &who {
            state.throttle.count(Gate::SignIn, *one, state.clock.now())?;
        }
        Ok(Self { state, who })
    }

    /// It was right: it counts for nothing.
    pub(super) fn was_right(self) {
        for one in self.who {
            self.state.throttle.forget(Gate::SignIn, one);
        }
    }
}

/// Whether there is room for one more, without taking it.
fn check(state: &AppState, who: &[Who<'_>]) -> Result<(), Fail> {
    for one in who {
        state.throttle.check(Gate::SignIn, *one, state.clock.now())?;
    }
    Ok(())
}

/// Whose password this is; the account is the login as it was typed, or the id of whoever is signed in. Errors: 401 for a
/// wrong password and for nobody alike, 429, 503.
pub(super) async fn prove(
    state: &AppState,
    sender: &Sender,
    account: &str,
    credentials: impl Future<Output = Result<Option<Credentials>, StoreError>>,
    typed: &str,
) -> Result<String, Fail> {
    // Whoever has to wait takes nobody's turn.
    check(state, &[Who::Address(sender.address), Who::Account(account)])?;
    let turn = state.desk.turn().await?;
    let attempt = Attempt::at(state, sender, account)?;
    let credentials = credentials.await?;
    let kept = credentials
        .as_ref()
        .map(|credentials| credentials.password.clone());
    let (kept, typed) = (kept.unwrap_or_else(password::nobodys), typed.to_owned());
    let right = tokio::task::spawn_blocking(move || password::agrees(&typed, &kept)).await;
    drop(turn);
    match credentials {
        Some(credentials) if right.unwrap_or(false) => {
            attempt.was_right();
            Ok(credentials.staff)
        }
        _ => Err(Kind::WrongSignIn.into()),
    }
}

/// The hash of a new password.
pub(super) async fn hashed(state: &AppState, password: &str) -> Result<String, Fail> {
    let (salt, password) = (state.chance.draw()?, password.to_owned());
    let turn = state.desk.turn().await?;
    let hash = tokio::task::spawn_blocking(move || password::hash(&password, salt)).await;
    drop(turn);
    hash.ok().flatten().ok_or_else(|| Kind::Unavailable.into())
}
