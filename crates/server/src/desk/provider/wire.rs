//! How the provider is asked: our own HTTP client, within limits of time and size, over TLS or on this machine, following no
//! redirection. Never here: what is asked.

use super::settings::is_safe;
use crate::messages::prepare_tls;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::Client;
use std::pin::Pin;
use std::time::Duration;

/// A description, keys and a token are a few kilobytes.
const LONGEST: usize = 256 * 1024;

/// The client of the provider.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    client: Client,
}

/// The provider was not heard. It says nothing of what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unheard {
    /// The address is in clear and on another machine.
    #[error("an address without TLS")]
    InClear,
    /// There was no answer, or it broke off, or it came too late.
    #[error("no answer")]
    Silence,
    /// The answer is longer than any that we take.
    #[error("an answer that is too long")]
    TooLong,
}

impl Wire {
    /// `patience` is how long each answer may take in all.
    pub(super) fn new(patience: Duration, local: bool) -> Result<Self, reqwest::Error> {
        prepare_tls();
        let mut client = Client::builder()
            .connect_timeout(patience)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none());
        if local {
            // On this machine: no proxy stands in between.
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build()?,
        })
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unheard> {
        let request = reqwest::Request::try_from(request).map_err(|_| Unheard::InClear)?;
        if !is_safe(request.url()) {
            return Err(Unheard::InClear);
        }
        let silence = |_| Unheard::Silence;
        let mut answer = self.client.execute(request).await.map_err(silence)?;
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(silence)? {
            if body.len() + part.len() > LONGEST {
                return Err(Unheard::TooLong);
            }
            body.extend_from_slice(&part);
        }
        let mut response = HttpResponse::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Wire {
    type Error = Unheard;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unheard>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
