//! What comes in headers and addresses: idempotency keys, secrets, codes. Never here: whether they are the right ones.

use crate::problem::{Fail, Kind};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header;
use axum::http::request::Parts;

/// The longest key that we take.
const KEY_LIMIT: usize = 128;

/// The header `Idempotency-Key`, where there is one: 1 to 128 visible ASCII characters.
pub(crate) struct Key(pub(crate) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        let mut keys = parts.headers.get_all("idempotency-key").iter();
        let Some(key) = keys.next() else {
            return Ok(Self(None));
        };
        let visible = (1..=KEY_LIMIT).contains(&key.len()) && key.as_bytes().iter().all(u8::is_ascii_graphic);
        match key.to_str() {
            Ok(key) if visible && keys.next().is_none() => Ok(Self(Some(key.to_owned()))),
            _ => Err(Kind::BadKey.into()),
        }
    }
}

/// The code in the address and the secret in `Authorization: Bearer`, as they were written.
pub(super) struct Credentials {
    code: String,
    secret: String,
}

impl Credentials {
    pub(super) fn pair(&self) -> (&str, &str) {
        (&self.code, &self.secret)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Credentials {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fail> {
        let written = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let (scheme, secret) = written
            .and_then(|written| written.split_once(' '))
            .ok_or(Kind::NoSecret)?;
        if !scheme.eq_ignore_ascii_case("bearer") || secret.trim().is_empty() {
            return Err(Kind::NoSecret.into());
        }
        let secret = secret.trim().to_owned();
        // An address that is not UTF-8 once decoded holds no code that anyone has.
        let path = RawPathParams::from_request_parts(parts, state)
            .await
            .map_err(|_| Kind::NoSuchAddress)?;
        let code = path
            .iter()
            .find(|(name, _)| *name == "code")
            .map(|(_, code)| code.to_owned());
        Ok(Self {
            code: code.unwrap_or_default(),
            secret,
        })
    }
}
