//! `/api/v1/desk/setup`, `/password`: an account set up with a ticket, a password changed.

use super::door::Signed;
use super::session::RECOVERY_DIGITS;
use super::sign_in::{Attempt, hashed, prove};
use super::{password as rules, totp};
use crate::api::Sent;
use crate::problem::{Fail, FieldFail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use api::desk::{Done, Enrolment, NewPassword, RecoveryCodes, SetupDone, SetupTicket};
use axum::Json;
use axum::extract::State;
use domain::{Secret, base32};

/// How many recovery codes an account has.
const RECOVERY_CODES: usize = 10;

/// What a ticket opens: whose account, and the secret for the phone.
#[utoipa::path(
    post, path = "/api/v1/desk/setup", tag = "desk", operation_id = "desk_setup", request_body = SetupTicket,
    responses((status = 200, body = Enrolment, description = "The secret of the codes, the same until the account is set up."))
)]
pub(super) async fn setup(
    State(state): State<AppState>,
    sender: Sender,
    sent: Sent<SetupTicket>,
) -> Result<Json<Enrolment>, Fail> {
    let (_, found) = enrolment(&state, &sender, &sent.body.ticket).await?;
    Ok(Json(Enrolment {
        secret: totp::base32(&found.totp),
        otpauth: totp::otpauth(&found.totp, &found.login),
        name: found.name,
        login: found.login,
    }))
}

/// Sets the account up: the ticket is used up. The recovery codes are shown here and never again.
#[utoipa::path(
    post, path = "/api/v1/desk/setup/done", tag = "desk", operation_id = "desk_setup_done", request_body = SetupDone,
    responses((status = 200, body = RecoveryCodes, description = "The account opens with password and code."))
)]
pub(super) async fn setup_done(
    State(state): State<AppState>,
    sender: Sender,
    sent: Sent<SetupDone>,
) -> Result<Json<RecoveryCodes>, Fail> {
    let body = &sent.body;
    let (ticket, found) = enrolment(&state, &sender, &body.ticket).await?;
    let now = state.clock.now();
    let step = totp::matching(&found.totp, &body.code, now, 0);
    let faults: Vec<FieldFail> = rules::fault(&body.password, &found.login)
        .into_iter()
        .chain(step.is_none().then(|| FieldFail::new("code", "code_wrong")))
        .collect();
    let Some(step) = step.filter(|_| faults.is_empty()) else {
        return Err(Fail::fields(faults));
    };
    let hash = hashed(&state, &body.password).await?;
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| Ok(base32::encode(&state.chance.draw::<7>()?, RECOVERY_DIGITS)))
        .collect::<Result<_, Fail>>()?;
    state
        .store
        .accounts()
        .set_up(&ticket, &hash, step, &codes, now)
        .await?;
    let codes = codes.iter().map(|code| format!("{}-{}", &code[..5], &code[5..]));
    Ok(Json(RecoveryCodes {
        codes: codes.collect(),
    }))
}

/// The ticket and what it opens. Wrong ones are counted by address.
async fn enrolment(
    state: &AppState,
    sender: &Sender,
    ticket: &str,
) -> Result<(Secret, store::Enrolment), Fail> {
    // A ticket gives a password: where none opens the desk, there is none to give.
    state.desk.takes_passwords()?;
    let attempt = Attempt::from(state, sender)?;
    let ticket: Secret = ticket.parse().map_err(|_| Kind::NoTicket)?;
    let accounts = state.store.accounts();
    let found = accounts.enrolment(&ticket, state.clock.now()).await?;
    attempt.was_right();
    Ok((ticket, found))
}

/// Changes one's password; every other session of one's own ends.
#[utoipa::path(
    post, path = "/api/v1/desk/password", tag = "desk", operation_id = "desk_password", request_body = NewPassword,
    responses((status = 200, body = Done, description = "The new password holds."))
)]
pub(super) async fn password(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    sent: Sent<NewPassword>,
) -> Result<Json<Done>, Fail> {
    state.desk.takes_passwords()?;
    let accounts = state.store.accounts();
    let credentials = accounts.own_credentials(signed.staff());
    prove(&state, &sender, signed.staff(), credentials, &sent.body.current).await?;
    let own = accounts.find(signed.staff()).await?.ok_or(Kind::NotThere)?;
    if let Some(fault) = rules::fault(&sent.body.password, &own.login) {
        return Err(Fail::fields(vec![fault]));
    }
    let hash = hashed(&state, &sent.body.password).await?;
    accounts
        .set_password(signed.staff(), &hash, signed.session(), state.clock.now())
        .await?;
    Ok(Json(Done { done: true }))
}
