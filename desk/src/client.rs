//! The only place that speaks with the server: JSON, with the cookie of the session. Every failure comes back as a
//! [`Problem`] that can be shown; that nobody is signed in any longer is told to the app, which asks to sign in again.

use crate::texts::app as words;
use api::Problem;
use gloo::net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use yew::Callback;

/// The kind of the problem that nobody is signed in.
const NOT_SIGNED_IN: &str = "/problems/not-signed-in";

/// Speaks with the server.
#[derive(Clone, PartialEq)]
pub struct Client {
    /// Told that the session is no longer.
    pub ended: Callback<()>,
}

/// The body of what needs none.
#[derive(Serialize)]
struct Nothing {}

impl Client {
    /// Asks for something.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Problem> {
        parse(&self.text(path).await?)
    }

    /// Asks for something, and takes it as it comes.
    pub async fn text(&self, path: &str) -> Result<String, Problem> {
        self.send(Method::GET, path, None).await
    }

    /// Sends something.
    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Problem> {
        // What crosses the wire is made of texts, numbers and lists: it cannot fail to be JSON.
        let body = serde_json::to_string(body).unwrap_or_default();
        parse(&self.send(Method::POST, path, Some(body)).await?)
    }

    /// Does something that needs no more words.
    pub async fn act<T: DeserializeOwned>(&self, path: &str) -> Result<T, Problem> {
        self.post(path, &Nothing {}).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<String>) -> Result<String, Problem> {
        let builder = RequestBuilder::new(path)
            .method(method)
            .header("Accept-Language", "it");
        let sent = match body {
            Some(body) => match builder.header("Content-Type", "application/json").body(body) {
                Ok(request) => request.send().await,
                Err(error) => Err(error),
            },
            None => builder.send().await,
        };
        let response = sent.map_err(|_| unreachable())?;
        let ok = response.ok();
        let text = response.text().await.map_err(|_| unreachable())?;
        if ok {
            return Ok(text);
        }
        let problem: Problem = serde_json::from_str(&text).unwrap_or_else(|_| unreachable());
        if is_signed_out(&problem) {
            self.ended.emit(());
        }
        Err(problem)
    }
}

/// Whether the problem is that nobody is signed in: the app asks to, and the screen need not speak of it.
pub fn is_signed_out(problem: &Problem) -> bool {
    problem.kind == NOT_SIGNED_IN
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    serde_json::from_str(text).map_err(|_| Problem {
        kind: "/problems/not-understood".to_owned(),
        title: words::NOT_UNDERSTOOD.to_owned(),
        detail: words::NOT_UNDERSTOOD_DETAIL.to_owned(),
        ..Problem::default()
    })
}

/// The server was not reached, or something else answered in its place.
fn unreachable() -> Problem {
    Problem {
        kind: "/problems/unreachable".to_owned(),
        title: words::UNREACHABLE.to_owned(),
        detail: words::UNREACHABLE_DETAIL.to_owned(),
        ..Problem::default()
    }
}
