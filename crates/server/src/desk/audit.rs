//! `/api/v1/desk/purges`: what was erased because its time had passed, for whoever checks the record. Never here: the erasing.

use super::Endpoint;
use super::door::Signed;
use crate::problem::Fail;
use crate::state::AppState;
use api::desk::audit::PurgeView;
use axum::Json;
use axum::extract::State;
use axum::http::Method;
use axum::routing::get;
use domain::role::Action;

/// How many are shown.
const SHOWN: u32 = 500;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![Endpoint {
        method: Method::GET,
        path: "/api/v1/desk/purges",
        action: Some(Action::ReadRecord),
        answer: get(purges),
    }]
}

/// What was erased because its time had passed, how many of which class and why, newest first. For whoever reads the record of
/// every Polo.
#[utoipa::path(
    get, path = "/api/v1/desk/purges", tag = "desk", operation_id = "desk_purges",
    responses((status = 200, body = Vec<PurgeView>, description = "The 500 newest."))
)]
pub(super) async fn purges(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Vec<PurgeView>>, Fail> {
    signed.may(Action::ReadRecord, None, None)?;
    let erasures = state.store.audit().erasures(SHOWN).await?;
    let views = erasures.iter().map(|erasure| PurgeView {
        at: erasure.at.to_string(),
        class: erasure.class.word().to_owned(),
        count: erasure.count,
        reason: erasure.reason.word().to_owned(),
        kept_hours: erasure.kept.as_hours(),
        from: erasure.origin.to_string(),
    });
    Ok(Json(views.collect()))
}
