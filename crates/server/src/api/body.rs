//! A JSON body, read within its limits of size, time and form. Never here: what it says.

use super::strict::{self, Wrong};
use crate::first_contact;
use crate::problem::{Fail, Kind};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use store::Once;

/// The largest body, in bytes: twice a full request in Cyrillic, nearly all of which are the answers that it brings.
pub const BODY_LIMIT: usize = 128 * 1024;
/// What is too large is read and thrown away up to here, so that the sender comes to hear of it.
const DRAINED: usize = 1024 * 1024;
/// How long a body may take to arrive.
const READING: Duration = Duration::from_secs(10);

/// What was sent, and where to.
pub(crate) struct Sent<T> {
    /// What it says.
    pub(crate) body: T,
    path: String,
}

impl<T: Serialize> Sent<T> {
    /// What tells this sending from another.
    pub(crate) fn once(&self, key: Option<&str>) -> Once {
        first_contact::once(key, &self.path, &self.body)
    }
}

impl<T, S> FromRequest<S> for Sent<T>
where
    T: Default + Serialize + DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Fail;

    async fn from_request(request: Request, _: &S) -> Result<Self, Fail> {
        if !is_json(request.headers()) {
            return Err(Kind::UnsupportedMediaType.into());
        }
        let path = request.uri().path().to_owned();
        let bytes = tokio::time::timeout(READING, read(request.into_body()));
        let bytes = bytes.await.map_err(|_| Fail::from(Kind::TooSlow))??;
        let body = strict::parse(&bytes).map_err(|wrong| match wrong {
            Wrong::Malformed => Kind::Malformed.into(),
            Wrong::Fields(fields) => Fail::fields(fields),
        })?;
        Ok(Self { body, path })
    }
}

/// `application/json`, in UTF-8 if it says in what, and not compressed.
fn is_json(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let Some(kind) = text(header::CONTENT_TYPE) else {
        return false;
    };
    let mut parts = kind.split(';').map(str::trim);
    let json = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    let plain = text(header::CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    json && plain && parts.filter(|part| !part.is_empty()).all(is_utf8)
}

fn is_utf8(parameter: &str) -> bool {
    parameter.split_once('=').is_some_and(|(name, value)| {
        !name.trim().eq_ignore_ascii_case("charset")
            || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
    })
}

async fn read(mut body: Body) -> Result<Bytes, Fail> {
    let declared = axum::body::HttpBody::size_hint(&body).lower();
    if declared > DRAINED as u64 {
        return Err(Kind::TooLarge.into());
    }
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        // A connection that breaks within the body leaves nobody to answer to.
        let frame = frame.map_err(|_| Fail::from(Kind::Malformed))?;
        let Some(data) = frame.data_ref() else { continue };
        length += data.len();
        if length <= BODY_LIMIT {
            kept.extend_from_slice(data);
        } else if length > DRAINED {
            break;
        }
    }
    if length > BODY_LIMIT {
        Err(Kind::TooLarge.into())
    } else {
        Ok(kept.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn json_in_utf8_is_taken_and_nothing_else() {
        let taken = |kind: &'static str| {
            is_json(&HeaderMap::from_iter([(
                header::CONTENT_TYPE,
                HeaderValue::from_static(kind),
            )]))
        };
        for kind in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/json;charset=\"utf-8\"; q=1",
        ] {
            assert!(taken(kind), "{kind}");
        }
        for kind in [
            "text/json",
            "application/json; charset=latin1",
            "application/json; charset",
            "application/jsonp",
        ] {
            assert!(!taken(kind), "{kind}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
