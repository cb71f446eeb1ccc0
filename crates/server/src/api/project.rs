//! What the person does with the help project under their code; they read it with their request.

use super::body::Sent;
use super::extract::{Credentials, Key};
use super::requests::{Nothing, answered};
use crate::problem::Fail;
use crate::project;
use crate::sender::Sender;
use crate::state::AppState;
use api::requests::{NewLine, RequestView};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// The person wants the help project under their code no longer. It stays at the Polo. Answers with the request as it now stands.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/project/unsharing", tag = "requests", operation_id = "unshare_project",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = RequestView, description = "It is no longer here.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn unshare(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = project::take_back(&state, &sender, credentials.pair(), &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// The person does not agree with something in it, and says with what: a line under the request, and a mark that the Polo sees.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/project/objection", tag = "requests", operation_id = "object_to_project",
    request_body = NewLine,
    responses((status = 201, body = RequestView, description = "The line is kept.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn object(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<NewLine>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = project::object(&state, &sender, credentials.pair(), &sent.body, &once).await?;
    Ok(answered(StatusCode::CREATED, answer))
}
