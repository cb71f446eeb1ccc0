//! The body of a form: pairs of names and values in UTF-8, `application/x-www-form-urlencoded`.

use crate::problem::Kind;
use crate::state::AppState;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::request::{Draft, OddPair};
use std::borrow::Cow;

/// What steers the steps; everything else in a step's form is an answer.
const STEERING: [&str; 12] = [
    "from",
    "go",
    "changing",
    "key",
    "keep",
    "held_end",
    "held_until",
    "held_of",
    "week",
    "elsewhere",
    "day_part",
    "offered",
];

/// In bytes: every field at its longest, each character escaped. Nine tenths are the answers that a request may bring.
const MAX_BODY: usize = 320 * 1024;

/// The pairs of a form.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// The value of that name; the last one where it came more than once, as a pressed button comes last.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The answers in it.
    pub(super) fn draft(&self) -> Result<Draft, OddPair> {
        let answers = self
            .0
            .iter()
            .filter(|(name, _)| !STEERING.contains(&name.as_str()));
        Draft::from_pairs(answers.map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

impl FromRequest<AppState> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let bundle = state.site.bundle(state.site.language_of(request.uri().path()));
        if !is_form(request.headers()) {
            return Err(super::refuse(state, bundle, Kind::NotForm).await);
        }
        let Ok(body) = axum::body::to_bytes(request.into_body(), MAX_BODY).await else {
            return Err(super::refuse(state, bundle, Kind::TooLarge).await);
        };
        match pairs(&body) {
            Some(pairs) => Ok(Self(pairs)),
            None => Err(super::refuse(state, bundle, Kind::OddForm).await),
        }
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let written = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut parts = written.split(';').map(str::trim);
    let right = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
    right
        && parts.all(|part| {
            !part.to_ascii_lowercase().starts_with("charset=")
                || part[8..].trim_matches('"').eq_ignore_ascii_case("utf-8")
        })
}

/// The pairs; `None` where something is not UTF-8 once its escapes are read.
fn pairs(body: &[u8]) -> Option<Vec<(String, String)>> {
    let pairs = body.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
    let pair = |pair: &[u8]| {
        let at = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
        Some((text(&pair[..at])?, text(pair.get(at + 1..).unwrap_or_default())?))
    };
    pairs.map(pair).collect()
}

fn text(escaped: &[u8]) -> Option<String> {
    let spaced: Cow<'_, [u8]> = escaped
        .iter()
        .map(|&byte| if byte == b'+' { b' ' } else { byte })
        .collect();
    String::from_utf8(percent_encoding::percent_decode(&spaced).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_as_browsers_write_them() {
        let read =
            pairs(b"note=Ciao%2C+come+va%3F%0D%0A%C3%A8&days=mon&days=tue&empty=&bare").expect("UTF-8");
        let form = Form(read);
        assert_eq!(form.value("note"), Some("Ciao, come va?\r\nè"));
        assert_eq!(
            (form.value("days"), form.value("empty"), form.value("bare")),
            (Some("tue"), Some(""), Some(""))
        );
    }

    #[test]
    fn what_is_not_utf_8_is_refused() {
        assert_eq!(pairs(b"note=caff%E8"), None);
        assert_eq!(pairs(b"note=\xe8"), None);
    }

    #[test]
    fn the_kind_of_body_is_held_to() {
        let is = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(value));
            is_form(&headers)
        };
        assert!(is("application/x-www-form-urlencoded"));
        assert!(is("application/x-www-form-urlencoded; charset=UTF-8"));
        assert!(!is("application/x-www-form-urlencoded; charset=iso-8859-1"));
        assert!(!is("multipart/form-data; boundary=x"));
    }
}
