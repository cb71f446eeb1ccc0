//! `/api/v1/requests/{code}/waiting` and `…/offers`: the list of those who wait, and what they are offered.

use super::body::Sent;
use super::extract::{Credentials, Key};
use super::requests::{Nothing, answered};
use crate::offers;
use crate::problem::Fail;
use crate::sender::Sender;
use crate::state::AppState;
use api::offers::{Acceptance, NewRefusal};
use api::requests::RequestView;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// Waits for a time to come free, at the end of the list; who waits already keeps their place, and is asked again.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/waiting", tag = "offers", operation_id = "wait",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = RequestView, description = "The request waits.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn wait(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = offers::wait(&state, &sender, credentials.pair(), &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// Waits no more; what was offered from the list is let go. Done as well where the request waits for nothing.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/waiting/end", tag = "offers", operation_id = "wait_no_more",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = RequestView, description = "The request waits no more.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn leave(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = offers::leave(&state, &sender, credentials.pair(), &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// Takes a time that is offered: it becomes the appointment, and all else that was offered is free for others at once.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/offers/acceptance", tag = "offers", operation_id = "accept_offer",
    request_body = Acceptance,
    responses((status = 200, body = RequestView, description = "The time is the person's.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn accept(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<Acceptance>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = offers::accept(&state, &sender, credentials.pair(), &sent.body, &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// Refuses all that is offered, and says what would be better.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/offers/refusal", tag = "offers", operation_id = "refuse_offers",
    request_body = NewRefusal,
    responses((status = 200, body = RequestView, description = "Nothing is held any more.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn refuse(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<NewRefusal>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = offers::refuse(&state, &sender, credentials.pair(), &sent.body, &once).await?;
    Ok(answered(StatusCode::OK, answer))
}
