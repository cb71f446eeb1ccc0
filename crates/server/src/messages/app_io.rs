//! Messages for the app IO: first whether the person takes them from this service, then the message. Nothing puts any yet:
//! it wants a fiscal code, which requests do not hold. Source: the technical guide of IO, «API Messaggi».

use super::gateway::{Gateway, Heard, reference, secret};
use super::{AppIoFile, CarrierError, Delivery, Letter};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use store::Claimed;

/// How long subject and text may be, in characters.
const SUBJECT: std::ops::RangeInclusive<usize> = 10..=120;
const MARKDOWN: std::ops::RangeInclusive<usize> = 80..=10_000;

/// The interface of the app IO, for one service.
pub struct AppIo {
    gateway: Gateway,
    url: String,
    key: HeaderValue,
}

impl AppIo {
    pub(super) fn new(settings: &AppIoFile) -> Result<Self, CarrierError> {
        let mut key = HeaderValue::try_from(secret(&settings.key_file)?)
            .map_err(|error| CarrierError::Client("app_io", error.to_string()))?;
        key.set_sensitive(true);
        Ok(Self {
            gateway: Gateway::new("app_io", &settings.url)?,
            url: settings.url.trim_end_matches('/').to_owned(),
            key,
        })
    }

    pub(super) async fn carry(&self, message: &Claimed, letter: &Letter) -> Delivery {
        let fits =
            |text: &str, bounds: std::ops::RangeInclusive<usize>| bounds.contains(&text.chars().count());
        if !fits(&letter.subject, SUBJECT) || !fits(&letter.body, MARKDOWN) {
            return Delivery::refused("length");
        }
        let person = message.recipient.address();
        let allowed = match self.post("profiles", &json!({ "fiscal_code": person })).await {
            Heard::Answer { status, after, body } => may_write(status, after, &body),
            // Nothing was sent yet, whatever became of the question.
            Heard::NoConnection | Heard::Silence => Some(Delivery::not_now("no connection")),
        };
        if let Some(instead) = allowed {
            return instead;
        }
        let message = json!({
            "fiscal_code": person,
            "content": { "subject": letter.subject, "markdown": letter.body },
        });
        match self.post("messages", &message).await {
            Heard::NoConnection => Delivery::not_now("no connection"),
            Heard::Silence => Delivery::Unknown("no answer"),
            Heard::Answer { status, body, .. } if status == StatusCode::CREATED => {
                Delivery::Taken(reference(&body))
            }
            // Somebody in between had no answer: IO itself may have taken it, and knows no key to find it again by.
            Heard::Answer {
                status: StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT,
                ..
            } => Delivery::Unknown("no answer behind the gateway"),
            Heard::Answer { status, after, .. } => refused(status, after),
        }
    }

    async fn post(&self, what: &str, body: &Value) -> Heard {
        let mut headers = HeaderMap::new();
        headers.insert("ocp-apim-subscription-key", self.key.clone());
        self.gateway
            .post(&format!("{}/{what}", self.url), headers, body)
            .await
    }
}

/// What to do instead of writing to that person; `None` where they may be written to.
fn may_write(status: StatusCode, after: Option<Duration>, profile: &Value) -> Option<Delivery> {
    match status {
        StatusCode::OK if profile["sender_allowed"] == true => None,
        StatusCode::OK => Some(Delivery::Unwanted("sender not allowed")),
        StatusCode::NOT_FOUND => Some(Delivery::Unwanted("no profile")),
        _ => Some(refused(status, after)),
    }
}

fn refused(status: StatusCode, after: Option<Duration>) -> Delivery {
    Delivery::NotTaken {
        error: format!("http {}", status.as_u16()),
        permanent: status == StatusCode::BAD_REQUEST,
        after,
    }
}
