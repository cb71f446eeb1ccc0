//! Whether the process is alive, and whether it can do its work: for whoever watches over it.

use crate::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;

/// `/healthz` and `/readyz`.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(async || said(StatusCode::OK, "alive\n")))
        .route("/readyz", get(ready))
}

/// Whether the database answers and every migration is done.
async fn ready(State(state): State<AppState>) -> impl IntoResponse {
    match state.store.ready().await {
        Ok(()) => said(StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            said(StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}

fn said(status: StatusCode, words: &'static str) -> impl IntoResponse {
    (status, [(header::CACHE_CONTROL, "no-store")], words)
}
