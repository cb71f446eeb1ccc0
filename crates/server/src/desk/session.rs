//! `/api/v1/desk/session`, `/me`, `/sessions`: signing in, in two steps, and out. Each step gives another token: one that was
//! there before, whoever set it, is nobody's.

use super::cookie::Cookie;
use super::door::Signed;
use super::sign_in::{Attempt, prove};
use super::{draw, totp};
use crate::api::{Nothing, Sent};
use crate::problem::{Fail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use api::desk::{Done, Me, NextStep, SessionView, SignIn, SignInCode};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use domain::base32;
use domain::role::Login;
use store::Proof;

/// An answer with its cookie.
type WithCookie<T> = ([(HeaderName, HeaderValue); 1], Json<T>);

/// How many digits a recovery code has, of 32 each.
pub(super) const RECOVERY_DIGITS: usize = 10;

/// Name and password. The cookie that comes with the answer opens nothing but the next step.
#[utoipa::path(
    post, path = "/api/v1/desk/session", tag = "desk", operation_id = "desk_sign_in", request_body = SignIn,
    responses((status = 200, body = NextStep, description = "Now the code of the phone."))
)]
pub(super) async fn sign_in(
    State(state): State<AppState>,
    sender: Sender,
    cookie: Cookie,
    sent: Sent<SignIn>,
) -> Result<WithCookie<NextStep>, Fail> {
    state.desk.takes_passwords()?;
    let SignIn { login, password } = &sent.body;
    let parsed = login.parse::<Login>().ok();
    // What is no login is tried as nobody's, and counted as if it were one.
    let account = parsed.as_ref().map_or(login.as_str(), Login::as_str);
    let credentials = async {
        match &parsed {
            Some(login) => state.store.accounts().credentials(login).await,
            None => Ok(None),
        }
    };
    let staff = prove(&state, &sender, account, credentials, password).await?;
    let token = draw(&state)?;
    state
        .store
        .sessions()
        .half_way(&staff, &token, state.clock.now())
        .await?;
    let next = NextStep {
        next: "code".to_owned(),
    };
    Ok(([(header::SET_COOKIE, cookie.set(&token))], Json(next)))
}

/// The code of the phone, or a recovery code. The cookie that comes with the answer is the session.
#[utoipa::path(
    post, path = "/api/v1/desk/session/code", tag = "desk", operation_id = "desk_sign_in_code", request_body = SignInCode,
    responses((status = 200, body = Done, description = "Signed in."))
)]
pub(super) async fn code(
    State(state): State<AppState>,
    sender: Sender,
    cookie: Cookie,
    sent: Sent<SignInCode>,
) -> Result<WithCookie<Done>, Fail> {
    state.desk.takes_passwords()?;
    let now = state.clock.now();
    let half = cookie.token.as_ref().ok_or(Kind::NotSignedIn)?;
    let staff = state.store.sessions().who_is_half_way(half, now).await?;
    let staff = staff.ok_or(Kind::NotSignedIn)?;
    let attempt = Attempt::at(&state, &sender, &staff)?;
    let token = draw(&state)?;
    let codes = state.store.accounts().codes(&staff).await?;
    let codes = codes.ok_or(Kind::WrongSignIn)?;
    let recovery = recovery_code(&sent.body.code);
    let step = totp::matching(&codes.totp, &sent.body.code, now, codes.step);
    let proof = match (step, &recovery) {
        (Some(step), _) => Proof::Step(step),
        (None, Some(recovery)) => Proof::Recovery(recovery),
        (None, None) => return Err(Kind::WrongSignIn.into()),
    };
    if !state.store.sessions().open(half, proof, &token, now).await? {
        return Err(Kind::WrongSignIn.into());
    }
    attempt.was_right();
    Ok((
        [(header::SET_COOKIE, cookie.set(&token))],
        Json(Done { done: true }),
    ))
}

/// What was typed, if it may be a recovery code.
fn recovery_code(typed: &str) -> Option<String> {
    let digits = base32::digits(typed).filter(|digits| digits.len() == RECOVERY_DIGITS)?;
    Some(digits.into_iter().map(base32::character).collect())
}

/// Signs out. The session ends: its token opens nothing ever again.
#[utoipa::path(
    post, path = "/api/v1/desk/session/end", tag = "desk", operation_id = "desk_sign_out",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Done, description = "Signed out."))
)]
pub(super) async fn end(
    State(state): State<AppState>,
    signed: Signed,
    cookie: Cookie,
    _: Sent<Nothing>,
) -> Result<WithCookie<Done>, Fail> {
    state
        .store
        .sessions()
        .end(signed.staff(), signed.session())
        .await?;
    Ok(([(header::SET_COOKIE, cookie.clear())], Json(Done { done: true })))
}

/// Whoever is signed in, and what they may do.
#[utoipa::path(
    get, path = "/api/v1/desk/me", tag = "desk", operation_id = "desk_me",
    responses((status = 200, body = Me, description = "Whoever is signed in."))
)]
pub(super) async fn me(signed: Signed) -> Json<Me> {
    Json(Me {
        id: signed.staff().to_owned(),
        name: signed.name().to_owned(),
        grants: signed.grants().iter().map(ToString::to_string).collect(),
    })
}

/// One's own sessions, newest first.
#[utoipa::path(
    get, path = "/api/v1/desk/sessions", tag = "desk", operation_id = "desk_sessions",
    responses((status = 200, body = Vec<SessionView>, description = "The sessions that are open."))
)]
pub(super) async fn list(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Vec<SessionView>>, Fail> {
    let sessions = state.store.sessions();
    let sessions = sessions.list(signed.staff(), state.clock.now()).await?;
    let views = sessions.into_iter().map(|session| SessionView {
        current: session.id == signed.session(),
        id: session.id,
        created_at: session.created_at.to_string(),
        seen_at: session.seen_at.to_string(),
    });
    Ok(Json(views.collect()))
}

/// Ends one of one's own sessions.
#[utoipa::path(
    post, path = "/api/v1/desk/sessions/{id}/end", tag = "desk", operation_id = "desk_end_session",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Done, description = "The session has ended."))
)]
pub(super) async fn end_one(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<Done>, Fail> {
    if state.store.sessions().end(signed.staff(), &id).await? {
        Ok(Json(Done { done: true }))
    } else {
        Err(Kind::NotThere.into())
    }
}
