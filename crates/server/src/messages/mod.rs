//! Messages to people: their words, the ways they go, and the worker that takes them out of the outbox. Never here: who
//! gets one and when (whoever writes an appointment puts its messages beside it), SQL.

mod app_io;
mod compose;
mod gateway;
mod gsm;
mod mail;
mod settings;
mod sms;
mod worker;

pub use compose::{Letter, letter, short};
pub use gsm::septets;
pub use settings::{AppIoFile, GatewayFile, MailFile, Settings, SettingsError};
pub use worker::Worker;

use domain::message::{Channel, Channels};
use portal::Bundle;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::Claimed;
use tokio::sync::Notify;

/// What handlers need of messages: which ways there are, and a bell for the worker.
#[derive(Clone, Debug, Default)]
pub struct Postbox {
    /// The channels that this instance has the means to use; messages are put for no other.
    pub channels: Channels,
    bell: Arc<Notify>,
}

impl Postbox {
    /// With the means to use these channels.
    pub fn new(channels: Channels) -> Self {
        Self {
            channels,
            bell: Arc::default(),
        }
    }

    /// A message was put and committed: the worker need not wait for its next look.
    pub fn ring(&self) {
        self.bell.notify_waiters();
    }
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The provider took it, and calls it so.
    Taken(String),
    /// The provider did not take it, and may the next time.
    NotTaken {
        /// Why: a word of ours.
        error: String,
        /// The provider will most likely say the same again.
        permanent: bool,
        /// It asked to be left alone for so long.
        after: Option<Duration>,
    },
    /// The person does not take messages this way.
    Unwanted(&'static str),
    /// The provider may have taken it.
    Unknown(&'static str),
}

impl Delivery {
    /// Not taken, for a reason that may pass.
    pub(crate) fn not_now(error: impl Into<String>) -> Self {
        Self::NotTaken {
            error: error.into(),
            permanent: false,
            after: None,
        }
    }

    /// Not taken, for a reason that will hardly pass.
    pub(crate) fn refused(error: impl Into<String>) -> Self {
        Self::NotTaken {
            error: error.into(),
            permanent: true,
            after: None,
        }
    }
}

/// A way for messages to go that is set up.
pub enum Carrier {
    /// A mail server.
    Mail(Box<mail::Mail>),
    /// A gateway for text messages.
    Sms(sms::Sms),
    /// The app IO.
    AppIo(app_io::AppIo),
}

/// A way for messages cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The file that a password or key should be in.
    #[error("{path}: {1}", path = .0.display())]
    Secret(PathBuf, io::Error),
    /// The client for that section.
    #[error("[{0}]: {1}")]
    Client(&'static str, String),
}

impl Carrier {
    /// One for each section of the settings.
    pub fn all(settings: &Settings) -> Result<Vec<Self>, CarrierError> {
        let mail = settings.mail.as_ref().map(mail::Mail::new).transpose()?;
        let sms = settings.sms.as_ref().map(sms::Sms::new).transpose()?;
        let app_io = settings.app_io.as_ref().map(app_io::AppIo::new).transpose()?;
        let carriers = [
            mail.map(|mail| Self::Mail(Box::new(mail))),
            sms.map(Self::Sms),
            app_io.map(Self::AppIo),
        ];
        Ok(carriers.into_iter().flatten().collect())
    }

    /// The channel it serves.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Email,
            Self::Sms(_) => Channel::Sms,
            Self::AppIo(_) => Channel::AppIo,
        }
    }

    /// Composes and hands over one message, in the language of the bundle; ends well before its lease does.
    pub async fn carry(&self, message: &Claimed, bundle: &Bundle, now: jiff::Timestamp) -> Delivery {
        let incomplete = || Delivery::refused("incomplete");
        match self {
            Self::Sms(sms) => match short(bundle, message.kind, &message.fill) {
                Some(text) => sms.carry(message, &text).await,
                None => incomplete(),
            },
            Self::Mail(mail) => match letter(bundle, message.kind, &message.fill) {
                Some(letter) => mail.carry(message, &letter, now).await,
                None => incomplete(),
            },
            Self::AppIo(app_io) => match letter(bundle, message.kind, &message.fill) {
                Some(letter) => app_io.carry(message, &letter).await,
                None => incomplete(),
            },
        }
    }
}

/// Gives the clients of HTTP their ciphers, which the program brings along: once before the first client is built, and
/// no harm twice.
pub fn prepare_tls() {
    // An error means that it was done before.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
