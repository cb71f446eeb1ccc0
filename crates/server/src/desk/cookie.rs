//! The cookie that says who asks, and the one that knows a browser again which comes back from the provider. `__Host-polo-desk`
//! is `Secure` and belongs to this host alone; `polo-desk`, without TLS, is for a developer's own machine. Never here: what the
//! tokens in them open.

use crate::sender::Peer;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::Secret;
use std::convert::Infallible;
use std::net::IpAddr;

const NAME: &str = "__Host-polo-desk";
const PLAIN_NAME: &str = "polo-desk";
const WAY_NAME: &str = "__Host-polo-desk-way";
const PLAIN_WAY_NAME: &str = "polo-desk-way";

/// The session: no other site's page makes a browser send it.
const SESSION: (&str, &str, &str) = (NAME, PLAIN_NAME, "Strict");
/// The way in through the provider: whoever comes back is sent by another site, with a link and nothing else, which `Lax` allows.
const WAY: (&str, &str, &str) = (WAY_NAME, PLAIN_WAY_NAME, "Lax");

/// The cookie of a request, and how to answer with another.
#[derive(Clone)]
pub(super) struct Cookie {
    /// The token that came, if one did that could be one.
    pub(super) token: Option<Secret>,
    /// What knows a browser again that has set out for the provider.
    pub(super) way: Option<Secret>,
    plain: bool,
}

impl Cookie {
    pub(super) fn of(state: &AppState, peer: Option<IpAddr>, headers: &HeaderMap) -> Self {
        let plain = state.desk.plain_http
            && peer.is_some_and(|peer| peer.to_canonical().is_loopback())
            && !state.trust.is_https(peer, headers)
            && !is_forwarded(headers);
        let named = |(name, plain_name, _)| token(headers, if plain { plain_name } else { name });
        Self {
            token: named(SESSION),
            way: named(WAY),
            plain,
        }
    }

    /// The header that sets the token; the browser forgets it when it is closed.
    pub(super) fn set(&self, token: &Secret) -> HeaderValue {
        self.header(SESSION, token.expose(), "")
    }

    /// The header that takes it away.
    pub(super) fn clear(&self) -> HeaderValue {
        self.header(SESSION, "", "; Max-Age=0")
    }

    /// The header that sets what knows the browser again, for as long as a way in holds.
    pub(super) fn set_way(&self, browser: &Secret) -> HeaderValue {
        let longest = format!("; Max-Age={}", store::PROVIDER_WAY.as_secs());
        self.header(WAY, browser.expose(), &longest)
    }

    /// The header that takes that away.
    pub(super) fn clear_way(&self) -> HeaderValue {
        self.header(WAY, "", "; Max-Age=0")
    }

    fn header(&self, (name, plain_name, site): (&str, &str, &str), value: &str, more: &str) -> HeaderValue {
        let (name, secure) = if self.plain {
            (plain_name, "")
        } else {
            (name, "; Secure")
        };
        let cookie = format!("{name}={value}; Path=/{secure}; HttpOnly; SameSite={site}{more}");
        // Letters and digits alone: there is no way of not being a header.
        let mut cookie = HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""));
        cookie.set_sensitive(true);
        cookie
    }
}

/// Whether a proxy speaks for somebody: then it is not this machine that asks.
fn is_forwarded(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-forwarded-proto", "via"]
        .iter()
        .any(|name| headers.contains_key(*name))
}

fn token(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let all = headers.get_all(header::COOKIE).iter();
    let mut pairs = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(found, _)| *found == name)?;
    value.parse().ok()
}

impl FromRequestParts<AppState> for Cookie {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0);
        Ok(Self::of(state, peer, &parts.headers))
    }
}
