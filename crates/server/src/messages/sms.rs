//! Text messages, by the gateway that `docs/operations.md` describes. Never here: words, and whether a phone may get them.

use super::gateway::{Gateway, Heard, reference, secret};
use super::{CarrierError, Delivery, GatewayFile};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::json;
use store::Claimed;

/// A gateway for text messages.
pub struct Sms {
    gateway: Gateway,
    url: String,
    token: HeaderValue,
}

impl Sms {
    pub(super) fn new(settings: &GatewayFile) -> Result<Self, CarrierError> {
        let token = secret(&settings.token_file)?;
        let mut token = HeaderValue::try_from(format!("Bearer {token}"))
            .map_err(|error| CarrierError::Client("sms", error.to_string()))?;
        token.set_sensitive(true);
        Ok(Self {
            gateway: Gateway::new("sms", &settings.url)?,
            url: settings.url.clone(),
            token,
        })
    }

    pub(super) async fn carry(&self, message: &Claimed, text: &str) -> Delivery {
        let Ok(key) = HeaderValue::try_from(&message.id) else {
            return Delivery::refused("name");
        };
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, self.token.clone());
        headers.insert("idempotency-key", key);
        let body = json!({ "to": message.recipient.address(), "text": text, "reference": message.id });
        match self.gateway.post(&self.url, headers, &body).await {
            Heard::NoConnection => Delivery::not_now("no connection"),
            Heard::Silence => Delivery::Unknown("no answer"),
            Heard::Answer { status, after, body } => said(status, after, reference(&body)),
        }
    }
}

/// A gateway knows a message again by its key, so that one it took before a proxy's 502 is not sent twice.
fn said(status: StatusCode, after: Option<std::time::Duration>, reference: String) -> Delivery {
    match status {
        _ if status.is_success() => Delivery::Taken(reference),
        StatusCode::CONFLICT => Delivery::Taken("before".to_owned()),
        // The settings are at fault, not the message.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => {
            Delivery::not_now(format!("http {}", status.as_u16()))
        }
        _ => Delivery::NotTaken {
            error: format!("http {}", status.as_u16()),
            permanent: status.is_client_error()
                && !matches!(
                    status,
                    StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT
                ),
            after,
        },
    }
}
