//! `/api/v1/requests`: sent, looked at, added to, taken back.

use super::body::Sent;
use super::extract::{Credentials, Key};
use crate::first_contact;
use crate::my_data;
use crate::problem::Fail;
use crate::sender::Sender;
use crate::state::AppState;
use api::data::MyData;
use api::requests::{NewLine, NewRequest, Receipt, RequestView};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use store::Answer;

/// An object without fields.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// Sends a request for an appointment or a call-back. When the answer comes, the request is on the disk.
#[utoipa::path(
    post, path = "/api/v1/requests", tag = "requests", operation_id = "create_request",
    request_body = NewRequest,
    responses((status = 201, body = Receipt, description = "The request is kept.", headers(
        ("Location" = String, description = "The path of the request."),
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn create(
    State(state): State<AppState>,
    sender: Sender,
    Key(key): Key,
    sent: Sent<NewRequest>,
) -> Result<Response, Fail> {
    let answer = first_contact::send(&state, &sender, &sent.body, sent.once(key.as_deref())).await?;
    let code = match &answer {
        Answer::Fresh(receipt) | Answer::Replayed(receipt) => receipt.code.replace('-', ""),
    };
    let location = [(header::LOCATION, api::paths::request(&code))];
    Ok((location, answered(StatusCode::CREATED, answer)).into_response())
}

/// Where the request stands, what was written under it since, and who has read it.
#[utoipa::path(
    get, path = "/api/v1/requests/{code}", tag = "requests", operation_id = "show_request",
    responses((status = 200, body = RequestView, description = "The request as its owner sees it."))
)]
pub(super) async fn show(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
) -> Result<Json<RequestView>, Fail> {
    let (code, secret) = credentials.pair();
    Ok(Json(first_contact::view(&state, &sender, code, secret).await?))
}

/// Adds a line, up to twenty. Answers with the request as it now stands.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/lines", tag = "requests", operation_id = "add_line",
    request_body = NewLine,
    responses((status = 201, body = RequestView, description = "The line is kept.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn add_line(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<NewLine>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = first_contact::add_line(&state, &sender, credentials.pair(), &sent.body, &once).await?;
    Ok(answered(StatusCode::CREATED, answer))
}

/// Takes the request back: what was confided is erased at once. Answers with what is left.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/withdrawal", tag = "requests", operation_id = "withdraw_request",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = RequestView, description = "The request is withdrawn.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn withdraw(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = first_contact::withdraw(&state, &sender, credentials.pair(), &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// Gives the person everything that is held of them for the request. It goes on the record.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/data", tag = "requests", operation_id = "request_data",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = MyData, description = "Everything that is held, and what is not in it."))
)]
pub(super) async fn data(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    _: Sent<Nothing>,
) -> Result<Json<MyData>, Fail> {
    let pair = credentials.pair();
    Ok(Json(my_data::everything(&state, &sender, pair).await?))
}

/// The answer, marked where it was given before.
pub(crate) fn answered<T: Serialize>(status: StatusCode, answer: Answer<T>) -> Response {
    match answer {
        Answer::Fresh(body) => (status, Json(body)).into_response(),
        Answer::Replayed(body) => (status, [("idempotency-replayed", "true")], Json(body)).into_response(),
    }
}
