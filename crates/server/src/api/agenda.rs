//! `/api/v1/times`, `/api/v1/holds` and the appointment of a request.

use super::body::Sent;
use super::extract::{Credentials, Key};
use super::requests::{Nothing, answered};
use crate::agenda::{self, TimesAsked};
use crate::problem::Fail;
use crate::sender::Sender;
use crate::state::AppState;
use api::agenda::{FreeTimes, Hold, NewHold, NewTime, Release};
use api::requests::RequestView;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The free times of a motive at a Polo, over seven days.
#[utoipa::path(
    post, path = "/api/v1/times", tag = "agenda", operation_id = "list_times",
    request_body = TimesAsked,
    responses((status = 200, body = FreeTimes, description = "What can be booked now; it may be gone a moment later."))
)]
pub(super) async fn times(
    State(state): State<AppState>,
    sender: Sender,
    sent: Sent<TimesAsked>,
) -> Result<Json<FreeTimes>, Fail> {
    Ok(Json(agenda::times(&state, &sender, &sent.body).await?))
}

/// Holds a seat for ten minutes while the form is filled.
#[utoipa::path(
    post, path = "/api/v1/holds", tag = "agenda", operation_id = "create_hold",
    request_body = NewHold,
    responses((status = 201, body = Hold, description = "The seat is held."))
)]
pub(super) async fn hold(
    State(state): State<AppState>,
    sender: Sender,
    sent: Sent<NewHold>,
) -> Result<Response, Fail> {
    let hold = agenda::hold(&state, &sender, &sent.body).await?;
    Ok((StatusCode::CREATED, Json(hold)).into_response())
}

/// Lets a hold go. A hold that is over, or never was, is let go as well.
#[utoipa::path(
    post, path = "/api/v1/holds/release", tag = "agenda", operation_id = "release_hold",
    request_body = Release,
    responses((status = 200, body = Nothing, description = "The seat is free for others."))
)]
pub(super) async fn release(
    State(state): State<AppState>,
    sent: Sent<Release>,
) -> Result<Json<Nothing>, Fail> {
    agenda::release(&state, &sent.body.hold).await?;
    Ok(Json(Nothing {}))
}

/// Chooses a time for the request: its first appointment, or another time for the one that it has. The old seat goes when the
/// new one is there, or nothing changes. Answers with the request as it now stands.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/appointment", tag = "agenda", operation_id = "choose_time",
    request_body = NewTime,
    responses((status = 200, body = RequestView, description = "The time is the person's.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn choose(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<NewTime>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = agenda::choose(&state, &sender, credentials.pair(), &sent.body, &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// Calls the appointment off; the seat is free for others at once, and the request stays. Answers with the request.
#[utoipa::path(
    post, path = "/api/v1/requests/{code}/appointment/cancellation", tag = "agenda", operation_id = "cancel_appointment",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = RequestView, description = "The appointment is called off.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn cancel(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
    Key(key): Key,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = agenda::cancel(&state, &sender, credentials.pair(), &once).await?;
    Ok(answered(StatusCode::OK, answer))
}

/// The appointment for a calendar. A moved one has the same UID and a higher SEQUENCE.
#[utoipa::path(
    get, path = "/api/v1/requests/{code}/appointment.ics", tag = "agenda", operation_id = "show_calendar",
    responses((status = 200, body = String, content_type = "text/calendar; charset=utf-8", description = "RFC 5545."))
)]
pub(super) async fn calendar(
    State(state): State<AppState>,
    sender: Sender,
    credentials: Credentials,
) -> Result<Response, Fail> {
    let (code, secret) = credentials.pair();
    let file = agenda::calendar(&state, &sender, code, secret).await?;
    Ok(([(header::CONTENT_TYPE, CALENDAR)], file).into_response())
}

/// The content type of an iCalendar file.
pub(crate) const CALENDAR: &str = "text/calendar; charset=utf-8";
