//! Who asks, as far as the server needs to know: an address to count by, a language to answer in. Never here: anything
//! that lasts longer than the request, or that could be written to a log.

use crate::site::Site;
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The other end of the connection; the server puts it beside each request.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Whoever sent a request. It has no `Debug`: an address has no business in a log.
#[derive(Clone)]
pub struct Sender {
    /// Where the request came from, seen through the proxies we trust.
    pub address: IpAddr,
    /// The id of the language to answer in; always one that the site has.
    pub language: String,
}

impl Sender {
    /// The same, answered in that language: a page has one of its own, whatever the browser likes best.
    #[must_use]
    pub fn speaking(self, language: &str) -> Self {
        Self {
            language: language.to_owned(),
            ..self
        }
    }
}

impl FromRequestParts<AppState> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        Ok(Self {
            address: state.trust.address(peer, &parts.headers),
            language: language(&state.site, &parts.headers).to_owned(),
        })
    }
}

/// Whom to believe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are true.
    pub proxies: Vec<IpAddr>,
    /// Whether people always come by https, whatever the proxy says of it.
    pub always_https: bool,
}

impl Trust {
    /// The client's address: the peer, or for a proxy of ours the rightmost address that is not one.
    pub fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = peer.to_canonical();
        let hops: Vec<&str> = listed(headers, "x-forwarded-for").collect();
        for hop in hops.into_iter().rev() {
            if !self.is_proxy(address) {
                break;
            }
            // What stands left of something unreadable was not written by a proxy of ours.
            let Some(before) = parse_hop(hop) else { break };
            address = before.to_canonical();
        }
        address
    }

    /// Whether the person's browser came by https.
    pub fn is_https(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> bool {
        self.always_https
            || (peer.is_some_and(|peer| self.is_proxy(peer.to_canonical()))
                && listed(headers, "x-forwarded-proto")
                    .last()
                    .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")))
    }

    fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|proxy| proxy.to_canonical() == address)
    }
}

fn listed<'a>(headers: &'a HeaderMap, name: &'static str) -> impl Iterator<Item = &'a str> {
    let values = headers.get_all(name).iter();
    values
        .flat_map(|value| value.to_str().unwrap_or("?").split(','))
        .map(str::trim)
}

/// An address, alone or with a port.
fn parse_hop(hop: &str) -> Option<IpAddr> {
    let bare = hop
        .strip_prefix('[')
        .and_then(|hop| hop.strip_suffix(']'))
        .unwrap_or(hop);
    bare.parse()
        .ok()
        .or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// The site's language that `Accept-Language` likes best; the default one where it likes none.
pub fn language<'a>(site: &'a Site, headers: &HeaderMap) -> &'a str {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let offered: Vec<&str> = site
        .languages()
        .map(|bundle| bundle.language.id.as_str())
        .collect();
    choose(accepted, &offered).unwrap_or_default()
}

fn choose<'a>(accepted: &str, offered: &[&'a str]) -> Option<&'a str> {
    let mut wishes: Vec<(f32, &str)> = accepted
        .split(',')
        .map(wish)
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    // The sort is stable: among equals the first named wins.
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let find = |tag: &str| {
        let main = tag.split('-').next().unwrap_or(tag);
        let same = |wanted: &str| offered.iter().copied().find(|id| id.eq_ignore_ascii_case(wanted));
        same(tag).or_else(|| same(main))
    };
    wishes
        .into_iter()
        .find_map(|(_, tag)| find(tag))
        .or_else(|| offered.first().copied())
}

fn wish(part: &str) -> (f32, &str) {
    let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
    let weight = weight
        .trim()
        .strip_prefix("q=")
        .and_then(|weight| weight.parse().ok());
    (weight.unwrap_or(0.0), tag.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn trust() -> Trust {
        Trust {
            proxies: vec![ip("10.0.0.1"), ip("10.0.0.2")],
            always_https: false,
        }
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().fold(HeaderMap::new(), |mut headers, (name, value)| {
            headers.append(*name, HeaderValue::from_static(value));
            headers
        })
    }

    #[test]
    fn a_stranger_cannot_speak_for_others() {
        let forged = headers(&[("x-forwarded-for", "192.0.2.1")]);
        assert_eq!(trust().address(ip("198.51.100.9"), &forged), ip("198.51.100.9"));
    }

    #[test]
    fn our_proxies_say_who_came_and_what_stands_left_of_that_is_hearsay() {
        let seen = |value| trust().address(ip("10.0.0.1"), &headers(&[("x-forwarded-for", value)]));
        assert_eq!(seen("192.0.2.1"), ip("192.0.2.1"));
        assert_eq!(seen("203.0.113.5, 192.0.2.1, 10.0.0.2"), ip("192.0.2.1"));
        assert_eq!(seen("[2001:db8::1]:4711"), ip("2001:db8::1"));
        assert_eq!(seen("nobody, 10.0.0.2"), ip("10.0.0.2"));
        assert_eq!(seen("10.0.0.2"), ip("10.0.0.2"));
        let twice = headers(&[
            ("x-forwarded-for", "203.0.113.5"),
            ("x-forwarded-for", "192.0.2.1"),
        ]);
        assert_eq!(trust().address(ip("::ffff:10.0.0.1"), &twice), ip("192.0.2.1"));
    }

    #[test]
    fn https_is_what_our_own_proxy_says() {
        let secure = headers(&[("x-forwarded-proto", "https")]);
        assert!(trust().is_https(Some(ip("10.0.0.2")), &secure));
        assert!(!trust().is_https(Some(ip("192.0.2.1")), &secure));
        assert!(!trust().is_https(Some(ip("10.0.0.2")), &HeaderMap::new()));
    }

    #[test]
    fn the_language_liked_best_is_chosen() {
        let offered = ["it", "en", "zh-Hant"];
        for (accepted, chosen) in [
            ("", "it"),
            ("fr, de", "it"),
            ("fr;q=0.9, en-GB;q=0.8, it;q=0.7", "en"),
            ("it;q=0, en", "en"),
            ("ZH-hant", "zh-Hant"),
            ("en;q=nonsense, it", "it"),
        ] {
            assert_eq!(choose(accepted, &offered), Some(chosen), "{accepted}");
        }
    }
}
