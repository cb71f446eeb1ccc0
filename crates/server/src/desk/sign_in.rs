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
    sender: &'a Sender,
    account: &'a str,
}

impl<'a> Attempt<'a> {
    /// Whether there is room for one more, without taking it.
    pub(super) fn check(state: &AppState, sender: &Sender, account: &str) -> Result<(), Fail> {
        let now = state.clock.now();
        for who in [Who::Address(sender.address), Who::Account(account)] {
            state.throttle.check(Gate::SignIn, who, now).map_err(Fail::from)?;
        }
        Ok(())
    }

    /// Takes it: of many at once no more than the limit are looked at.
    pub(super) fn begin(state: &'a AppState, sender: &'a Sender, account: &'a str) -> Result<Self, Fail> {
        Self::check(state, sender, account)?;
        let now = state.clock.now();
        for who in [Who::Address(sender.address), Who::Account(account)] {
            state.throttle.count(Gate::SignIn, who, now).map_err(Fail::from)?;
        }
        Ok(Self {
            state,
            sender,
            account,
        })
    }

    /// It was right: it counts for nothing.
    pub(super) fn was_right(self) {
        for who in [Who::Address(self.sender.address), Who::Account(self.account)] {
            self.state.throttle.forget(Gate::SignIn, who);
        }
    }
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
    Attempt::check(state, sender, account)?;
    let turn = state.desk.turn().await?;
    let attempt = Attempt::begin(state, sender, account)?;
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
