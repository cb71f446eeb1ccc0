//! Signing in through the Comune's provider: people are sent there with a cookie that knows them again, come back
//! with a code, and get the session that a password would have given them. Never here: what a role may do, SQL.

mod client;
mod page;
mod settings;
mod token;
mod wire;

pub use client::{BACK, PATIENCE, Provider, ProviderError};
pub use settings::{ProviderFile, ProviderSettingsError};

use super::cookie::Cookie;
use super::door::Signed;
use super::staff::{another, as_it_is};
use super::{Endpoint, draw};
use crate::api::{Nothing, Sent};
use crate::problem::{Fail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use crate::throttle::Gate;
use api::desk::StaffView;
use api::desk::provider::{AtProvider, ProviderAccess, ProviderView, SignedOut, WaysIn};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use client::{Proof, Refused};
use domain::Secret;
use domain::role::{Action, Login};
use serde::Deserialize;
use store::{Origin, Vouched};

/// The provider's part of `desk::endpoints`.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let endpoint = |method, path, action, answer| Endpoint {
        method,
        path,
        action,
        answer,
    };
    vec![
        endpoint(Method::GET, "/api/v1/desk/providers", None, get(ways_in)),
        endpoint(Method::POST, "/api/v1/desk/session/provider", None, post(set_out)),
        endpoint(
            Method::POST,
            "/api/v1/desk/session/provider/end",
            Some(Action::OwnAccount),
            post(sign_out),
        ),
        endpoint(
            Method::POST,
            "/api/v1/desk/staff/{id}/provider",
            Some(Action::ManageAccounts),
            post(allow),
        ),
    ]
}

/// The page that the provider sends people back to: a browser asks for it, no program.
pub(super) fn router() -> Router<AppState> {
    Router::new().route(BACK, get(come_back))
}

/// By which ways somebody can sign in.
#[utoipa::path(
    get, path = "/api/v1/desk/providers", tag = "desk", operation_id = "desk_providers",
    responses((status = 200, body = WaysIn, description = "The ways in."))
)]
pub(super) async fn ways_in(State(state): State<AppState>) -> Json<WaysIn> {
    let provider = state.desk.provider();
    Json(WaysIn {
        passwords: provider.is_none_or(Provider::allows_passwords),
        providers: provider
            .map(|provider| ProviderView {
                name: provider.name().to_owned(),
            })
            .into_iter()
            .collect(),
    })
}

/// Sets out for the provider. The cookie that comes with the answer knows this browser again; it holds ten minutes.
#[utoipa::path(
    post, path = "/api/v1/desk/session/provider", tag = "desk", operation_id = "desk_set_out",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = AtProvider, description = "Where to go on."))
)]
pub(super) async fn set_out(
    State(state): State<AppState>,
    sender: Sender,
    cookie: Cookie,
    _: Sent<Nothing>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<AtProvider>), Fail> {
    let provider = state.desk.provider().ok_or(Kind::NotThere)?;
    let now = state.clock.now();
    state.throttle.count(Gate::Provider, sender.address, now)?;
    let (browser, secret) = (draw(&state)?, draw(&state)?);
    let proof = Proof {
        nonce: draw(&state)?.expose().to_owned(),
        verifier: BASE64_URL_SAFE_NO_PAD.encode(state.chance.draw::<32>()?),
    };
    let url = provider.way_in(secret.expose().to_owned(), &proof, now).await?;
    let written = format!("{} {}", proof.nonce, proof.verifier);
    let sessions = state.store.sessions();
    sessions.set_out(&browser, &secret, &written, now).await?;
    Ok((
        [(header::SET_COOKIE, cookie.set_way(&browser))],
        Json(AtProvider { url }),
    ))
}

/// What the provider says when it sends somebody back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    state: String,
    code: Option<String>,
    iss: Option<String>,
}

/// Somebody comes back from the provider. The page that answers goes on by itself: the session's cookie is `Strict`, and a
/// browser that another site has sent here would not send it with a redirection.
async fn come_back(
    State(state): State<AppState>,
    sender: Sender,
    cookie: Cookie,
    back: Result<Query<Back>, QueryRejection>,
) -> Response {
    let bundle = state.site.bundle(&sender.language);
    let back = back.map(|Query(back)| back).unwrap_or_default();
    let entering = Box::pin(enter(&state, &sender, &cookie, back));
    match Origin::Desk(String::new()).during(entering).await {
        Ok(token) => {
            let cookies = [cookie.set(&token), cookie.clear_way()].map(|set| (header::SET_COOKIE, set));
            (AppendHeaders(cookies), page::entered(bundle)).into_response()
        }
        Err(fail) => {
            let clear = AppendHeaders([(header::SET_COOKIE, cookie.clear_way())]);
            (fail.status(), clear, page::refused(bundle, &fail)).into_response()
        }
    }
}

/// The token of the session of whoever has come back.
async fn enter(state: &AppState, sender: &Sender, cookie: &Cookie, back: Back) -> Result<Secret, Fail> {
    let provider = state.desk.provider().ok_or(Kind::NotThere)?;
    let now = state.clock.now();
    let begun: Secret = back.state.parse().map_err(|_| Kind::SignInLost)?;
    let browser = cookie.way.as_ref().ok_or(Kind::SignInLost)?;
    let sessions = state.store.sessions();
    let proof = sessions.came_back(browser, &begun, now).await?;
    let proof = proof.as_deref().and_then(read).ok_or(Kind::SignInLost)?;
    // Another provider's answer, with which this one's code would be fetched (RFC 9207).
    if back.iss.is_some_and(|issuer| issuer != provider.issuer()) {
        return Err(Refused::Untrue("it came from another provider").into());
    }
    let code = back.code.ok_or(Refused::Declined)?;
    let arrived = provider.arrived(code, &proof, now).await?;
    let (issuer, subject) = (provider.issuer(), arrived.claimed.subject().to_string());
    let whom = Vouched {
        issuer,
        subject: &subject,
        login: None,
    };
    let token = draw(state)?;
    let mut entered = sessions.open_vouched(whom, &token, now).await?;
    if !entered && let Some(login) = provider.login(arrived).await? {
        let login = login.parse::<Login>().map_err(|_| Kind::NoAccount)?;
        let whom = Vouched {
            login: Some(&login),
            ..whom
        };
        entered = sessions.open_vouched(whom, &token, now).await?;
    }
    if !entered {
        return Err(Kind::NoAccount.into());
    }
    // Whoever came in counts for nothing.
    state.throttle.forget(Gate::Provider, sender.address);
    Ok(token)
}

fn read(written: &str) -> Option<Proof> {
    let (nonce, verifier) = written.split_once(' ')?;
    Some(Proof {
        nonce: nonce.to_owned(),
        verifier: verifier.to_owned(),
    })
}

/// Signs out here, and says where to go on to sign out at the provider, for whoever came through it.
#[utoipa::path(
    post, path = "/api/v1/desk/session/provider/end", tag = "desk", operation_id = "desk_sign_out_everywhere",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = SignedOut, description = "Signed out here."))
)]
pub(super) async fn sign_out(
    State(state): State<AppState>,
    signed: Signed,
    cookie: Cookie,
    _: Sent<Nothing>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<SignedOut>), Fail> {
    let sessions = state.store.sessions();
    let vouched = sessions.is_vouched(signed.session()).await?;
    sessions.end(signed.staff(), signed.session()).await?;
    let provider = state.desk.provider().filter(|_| vouched);
    let url = match provider {
        Some(provider) => provider.way_out(state.clock.now()).await,
        None => None,
    };
    Ok(([(header::SET_COOKIE, cookie.clear())], Json(SignedOut { url })))
}

/// Says whether the provider may open an account. Whose it is there is learnt at the next sign-in.
#[utoipa::path(
    post, path = "/api/v1/desk/staff/{id}/provider", tag = "desk", operation_id = "desk_allow_provider",
    request_body = ProviderAccess,
    responses((status = 200, body = StaffView, description = "The account as it is now."))
)]
pub(super) async fn allow(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    sent: Sent<ProviderAccess>,
) -> Result<Json<StaffView>, Fail> {
    another(&state, &signed, &id).await?;
    let accounts = state.store.accounts();
    accounts
        .allow_provider(&id, sent.body.allowed, Some(signed.staff()), state.clock.now())
        .await?;
    as_it_is(&state, &id).await
}

/// The reason is for the log; it says nothing of who it was.
impl From<Refused> for Fail {
    fn from(refused: Refused) -> Self {
        tracing::warn!(%refused, "nobody came in through the provider");
        Self::from(match refused {
            Refused::Away(_) => Kind::ProviderAway,
            Refused::Declined => Kind::ProviderDeclined,
            Refused::Untrue(_) => Kind::ProviderUntrue,
            Refused::Weak => Kind::ProviderWeak,
        })
    }
}
