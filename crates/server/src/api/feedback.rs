//! `/api/v1/feedback`: what a reader says of a page.

use super::body::Sent;
use super::extract::Key;
use super::requests::answered;
use crate::first_contact;
use crate::problem::Fail;
use crate::sender::Sender;
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::feedback::FeedbackForm;
use serde::{Deserialize, Serialize};
use store::Answer;

/// Thanks, and nothing to come back for.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub(super) struct Thanks {
    /// The path of the page that was spoken of.
    pub(super) page: String,
}

/// Says how clear a page is. Kept with the day, and with nothing of who says it.
#[utoipa::path(
    post, path = "/api/v1/feedback", tag = "feedback", operation_id = "create_feedback",
    request_body = FeedbackForm,
    responses((status = 201, body = Thanks, description = "The feedback is kept.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before."),
    )))
)]
pub(super) async fn create(
    State(state): State<AppState>,
    sender: Sender,
    Key(key): Key,
    sent: Sent<FeedbackForm>,
) -> Result<Response, Fail> {
    let once = sent.once(key.as_deref());
    let answer = first_contact::feedback(&state, &sender, &sent.body, &once).await?;
    let thanks = Thanks { page: sent.body.page };
    let answer = match answer {
        Answer::Fresh(()) => Answer::Fresh(thanks),
        Answer::Replayed(()) => Answer::Replayed(thanks),
    };
    Ok(answered(StatusCode::CREATED, answer))
}
