//! The only place that speaks with the server: JSON, with the cookie of the session. Every failure comes back as a
//! [`Problem`] that can be shown; that nobody is signed in any longer is told to the app, which asks to sign in again.

use crate::texts::app as words;
use api::Problem;
use gloo::net::http::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::Callback;

/// The kind of the problem that nobody is signed in.
const NOT_SIGNED_IN: &str = "/problems/not-signed-in";

/// Speaks with the server.
#[derive(Clone)]
pub struct Client {
    /// Told that the session is no longer.
    ended: Callback<()>,
    /// The keys of what was sent and not heard of: sent once more, it is the same sending.
    unheard: Rc<RefCell<BTreeMap<String, String>>>,
}

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.unheard, &other.unheard)
    }
}

/// The body of what needs none.
#[derive(Serialize)]
struct Nothing {}

impl Client {
    /// Tells `ended` that nobody is signed in any longer.
    pub fn new(ended: Callback<()>) -> Self {
        Self {
            ended,
            unheard: Rc::default(),
        }
    }

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
        let sending = body.as_ref().map(|body| format!("{path} {body}"));
        let sent = match body {
            Some(body) => {
                let key = self.key(sending.as_deref().unwrap_or_default());
                let builder = builder
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", &key);
                match builder.body(body) {
                    Ok(request) => request.send().await,
                    Err(error) => Err(error),
                }
            }
            None => builder.send().await,
        };
        let response = sent.map_err(|_| unreachable())?;
        let ok = response.ok();
        let text = response.text().await.map_err(|_| unreachable())?;
        if let Some(sending) = sending {
            self.unheard.borrow_mut().remove(&sending);
        }
        if ok {
            return Ok(text);
        }
        let problem: Problem = serde_json::from_str(&text).unwrap_or_else(|_| unreachable());
        if is_signed_out(&problem) {
            self.ended.emit(());
        }
        Err(problem)
    }

    /// The key of a sending: a new one, or that of the same sending of which nothing was heard.
    fn key(&self, sending: &str) -> String {
        let mut unheard = self.unheard.borrow_mut();
        let key = unheard
            .entry(sending.to_owned())
            .or_insert_with(portal::client::new_key);
        key.clone()
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
