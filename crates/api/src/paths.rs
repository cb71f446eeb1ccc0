//! The addresses of the endpoints, written once for both sides.

/// `POST`: a new request.
pub const REQUESTS: &str = "/api/v1/requests";
/// `POST`: the free times of a motive at a Polo.
pub const TIMES: &str = "/api/v1/times";
/// `POST`: a seat held while the form is filled.
pub const HOLDS: &str = "/api/v1/holds";
/// `POST`: a hold let go.
pub const RELEASE: &str = "/api/v1/holds/release";
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

/// `POST`: a time chosen for the request, be it the first or another.
pub fn appointment(code: &str) -> String {
    format!("{REQUESTS}/{code}/appointment")
}

/// `POST`: the appointment of the request is cancelled; the request stays.
pub fn cancellation(code: &str) -> String {
    format!("{REQUESTS}/{code}/appointment/cancellation")
}

/// `GET`: the appointment of the request as an iCalendar file, `text/calendar`.
pub fn calendar(code: &str) -> String {
    format!("{REQUESTS}/{code}/appointment.ics")
}
