//! Asking a gateway over HTTP, and what its silence means. Never here: what is asked.

use super::CarrierError;
use http::{HeaderMap, StatusCode, header};
use reqwest::{Client, Url};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(30);
/// However long a gateway asks to be left alone.
const LONGEST_REST: Duration = Duration::from_hours(6);

/// A client for one gateway. It follows no redirection, which could carry the key elsewhere, and keeps no connection: one
/// that is closed just as a request sets out leaves in doubt what came of it.
pub(super) struct Gateway {
    client: Client,
}

/// What came of a request.
pub(super) enum Heard {
    /// An answer.
    Answer {
        /// 2xx, 4xx, 5xx.
        status: StatusCode,
        /// It asked to be left alone for so long.
        after: Option<Duration>,
        /// Its JSON; null where it is none.
        body: Value,
    },
    /// The request did not reach it.
    NoConnection,
    /// It may have, and there was no answer.
    Silence,
}

impl Gateway {
    pub(super) fn new(section: &'static str, url: &str) -> Result<Self, CarrierError> {
        super::prepare_tls();
        let mut client = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0);
        if Url::parse(url).is_ok_and(|url| url.scheme() == "http") {
            // On this machine: no proxy stands in between.
            client = client.no_proxy();
        }
        let client = client.build();
        let client = client.map_err(|error| CarrierError::Client(section, error.to_string()))?;
        Ok(Self { client })
    }

    /// Posts JSON under these headers.
    pub(super) async fn post(&self, url: &str, headers: HeaderMap, body: &Value) -> Heard {
        let sent = self.client.post(url).headers(headers).json(body).send().await;
        let answer = match sent {
            Ok(answer) => answer,
            Err(error) if error.is_connect() || error.is_builder() => return Heard::NoConnection,
            Err(_) => return Heard::Silence,
        };
        Heard::Answer {
            status: answer.status(),
            after: rest(answer.headers()),
            // What counts is the status: a body that breaks off changes nothing.
            body: answer.json().await.unwrap_or_default(),
        }
    }
}

/// `Retry-After`, in seconds; a date is answered by our own rhythm.
fn rest(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    let rest = Duration::from_secs(seconds.trim().parse().ok()?);
    Some(rest.min(LONGEST_REST))
}

/// The one line of a file.
pub(super) fn secret(file: &Path) -> Result<String, CarrierError> {
    let text = std::fs::read_to_string(file).map_err(|error| CarrierError::Secret(file.to_owned(), error))?;
    Ok(text.trim().to_owned())
}

/// How the provider calls what it took: `id` of its answer, a text or a number.
pub(super) fn reference(body: &Value) -> String {
    match &body["id"] {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => String::new(),
    }
}
