//! The addresses of the endpoints, written once for both sides.

/// `POST`: a new request.
pub const REQUESTS: &str = "/api/v1/requests";
/// `POST`: what a reader says of a page.
pub const FEEDBACK: &str = "/api/v1/feedback";
/// `GET`: the description of this interface.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// `GET`: the request of that code, with `Authorization: Bearer` and the secret.
pub fn request(code: &str) -> String {
    format!("{REQUESTS}/{code}")
}

/// `POST`: a line added to the request.
pub fn lines(code: &str) -> String {
    format!("{REQUESTS}/{code}/lines")
}

/// `POST`: the request is taken back.
pub fn withdrawal(code: &str) -> String {
    format!("{REQUESTS}/{code}/withdrawal")
}
