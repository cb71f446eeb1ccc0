//! The interface for programs: JSON in, JSON out. Each handler reads what came, makes one call, answers. Never here:
//! rules (`domain`), what a request becomes (`first_contact`), words (`problem`).

mod agenda;
mod body;
mod extract;
mod feedback;
mod offers;
mod openapi;
mod project;
mod requests;
mod strict;

use crate::desk;
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{MethodRouter, any, get, post};

pub(crate) use agenda::CALENDAR;
pub use body::BODY_LIMIT;
pub(crate) use body::Sent;
pub(crate) use extract::Key;
pub use openapi::description;
pub(crate) use openapi::key;
pub(crate) use requests::{Nothing, answered};

/// Every address but the desk's (`desk::endpoints`) and what answers there. A test holds the description against it.
pub fn endpoints() -> Vec<(&'static str, MethodRouter<AppState>)> {
    vec![
        ("/api/v1/requests", post(requests::create)),
        ("/api/v1/requests/{code}", get(requests::show)),
        ("/api/v1/requests/{code}/lines", post(requests::add_line)),
        ("/api/v1/requests/{code}/withdrawal", post(requests::withdraw)),
        ("/api/v1/requests/{code}/data", post(requests::data)),
        ("/api/v1/requests/{code}/appointment", post(agenda::choose)),
        (
            "/api/v1/requests/{code}/appointment/cancellation",
            post(agenda::cancel),
        ),
        ("/api/v1/requests/{code}/appointment.ics", get(agenda::calendar)),
        ("/api/v1/requests/{code}/waiting", post(offers::wait)),
        ("/api/v1/requests/{code}/waiting/end", post(offers::leave)),
        ("/api/v1/requests/{code}/offers/acceptance", post(offers::accept)),
        ("/api/v1/requests/{code}/offers/refusal", post(offers::refuse)),
        (
            "/api/v1/requests/{code}/project/unsharing",
            post(project::unshare),
        ),
        ("/api/v1/requests/{code}/project/objection", post(project::object)),
        ("/api/v1/times", post(agenda::times)),
        ("/api/v1/holds", post(agenda::hold)),
        ("/api/v1/holds/release", post(agenda::release)),
        ("/api/v1/feedback", post(feedback::create)),
        ("/api/v1/openapi.json", get(openapi::show)),
    ]
}

/// The interface.
pub fn router(state: &AppState) -> Router<AppState> {
    let unknown = || any(async || Fail::from(Kind::NoSuchAddress));
    let known = endpoints()
        .into_iter()
        .fold(Router::new(), |router, (path, answer)| router.route(path, answer));
    known
        .merge(desk::router(state))
        .method_not_allowed_fallback(async || Fail::from(Kind::MethodNotAllowed))
        .route("/api", unknown())
        .route("/api/", unknown())
        .route("/api/{*path}", unknown())
        .layer(axum::middleware::map_response(keep_nowhere))
}

/// An answer may hold what someone wrote: no cache keeps it.
async fn keep_nowhere(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
