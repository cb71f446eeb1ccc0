//! What every call to the desk passes: it comes from a page of ours, somebody is signed in, and their role lets them do that
//! somewhere. Whether it is in their Polo and area is the handler's question, in one line: [`Signed::may`].

use super::cookie::Cookie;
use crate::problem::{Fail, Kind};
use crate::sender::Peer;
use crate::state::AppState;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::role::{Action, Grant, may};
use std::sync::Arc;
use store::Origin;

/// Whoever is signed in.
#[derive(Clone)]
pub struct Signed(Arc<store::Signed>);

impl Signed {
    /// The person's id.
    pub fn staff(&self) -> &str {
        &self.0.staff
    }

    /// The name that goes on records.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The session's id.
    pub fn session(&self) -> &str {
        &self.0.session
    }

    /// What the person may do.
    pub fn grants(&self) -> &[Grant] {
        &self.0.grants
    }

    /// Whether the person may do that in this Polo and area; `None` stands for all of them. Errors: 403.
    pub fn may(&self, action: Action, polo: Option<&str>, area: Option<&str>) -> Result<(), Fail> {
        let allowed = |grant: &Grant| grant.allows(action, polo, area);
        if self.grants().iter().any(allowed) {
            Ok(())
        } else {
            Err(Kind::Forbidden.into())
        }
    }

    /// The grants by which the person may do that, each in its own Polo and area.
    pub fn by(&self, action: Action) -> impl Iterator<Item = &Grant> {
        self.grants().iter().filter(move |grant| may(grant.role, action))
    }
}

/// Lets a call through to its handler, or not; hands the new token on where the session has taken one.
pub(super) async fn pass(
    State((state, action)): State<(AppState, Option<Action>)>,
    mut request: Request,
    next: Next,
) -> Response {
    if !request.method().is_safe() && !is_from_our_page(request.headers()) {
        return Fail::from(Kind::CrossSite).into_response();
    }
    let Some(action) = action else {
        return Origin::Desk(String::new()).during(next.run(request)).await;
    };
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let cookie = Cookie::of(&state, peer, request.headers());
    match admit(&state, &cookie, action).await {
        Ok((signed, fresh)) => {
            let origin = Origin::Desk(signed.session().to_owned());
            request.extensions_mut().insert(signed);
            let mut response = origin.during(next.run(request)).await;
            let headers = response.headers_mut();
            // Where the handler has set one, as at signing out, that one holds.
            if let Some(fresh) = fresh.filter(|_| !headers.contains_key(header::SET_COOKIE)) {
                headers.insert(header::SET_COOKIE, cookie.set(&fresh));
            }
            response
        }
        Err(refused) => refused.into_response(),
    }
}

async fn admit(
    state: &AppState,
    cookie: &Cookie,
    action: Action,
) -> Result<(Signed, Option<domain::Secret>), Fail> {
    let token = cookie.token.as_ref().ok_or(Kind::NotSignedIn)?;
    let fresh = super::draw(state)?;
    let sessions = state.store.sessions();
    let found = sessions.signed(token, &fresh, state.clock.now());
    let signed = found.await?.ok_or(Kind::NotSignedIn)?;
    let fresh = signed.rotated.then_some(fresh);
    let signed = Signed(Arc::new(signed));
    // One's own account is there for whoever has no role (yet, or any longer).
    if action != Action::OwnAccount && signed.by(action).next().is_none() {
        return Err(Kind::Forbidden.into());
    }
    Ok((signed, fresh))
}

/// Whether a page of this very host sends it. A browser that says where from must say «same origin»; an older one, or a
/// program, must name this host as the origin.
fn is_from_our_page(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let origin = text(header::ORIGIN).and_then(|origin| origin.split_once("://"));
    origin.is_some_and(|(_, host)| text(header::HOST).is_some_and(|own| own.eq_ignore_ascii_case(host)))
}

impl FromRequestParts<AppState> for Signed {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Fail> {
        let signed = parts.extensions.get::<Self>().cloned();
        signed.ok_or_else(|| Kind::NotSignedIn.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_page_of_this_host_sends_anything() {
        let ours = |pairs: &[(&'static str, &'static str)]| {
            let mut headers =
                HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("polo.it:8443"))]);
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            is_from_our_page(&headers)
        };
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", "https://polo.it:8443")]));
        assert!(!ours(&[]));
        assert!(!ours(&[("origin", "null")]));
        assert!(!ours(&[("origin", "https://polo.it")]));
        assert!(!ours(&[("origin", "https://evil.example")]));
        for site in ["cross-site", "same-site", "none"] {
            let claim = [("sec-fetch-site", site), ("origin", "https://polo.it:8443")];
            assert!(!ours(&claim), "{site}");
        }
    }
}
