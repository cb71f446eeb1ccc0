//! What can be set of messages: `[mail]`, `[sms]`, `[app_io]` of the settings' file. A channel whose section is missing is
//! not used. Passwords and keys stand in files of their own, which only `serve` reads.

use domain::message::{Channel, Channels};
use lettre::Address;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::path::PathBuf;

/// The channels that are set up.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Where mail goes.
    pub mail: Option<MailFile>,
    /// Where text messages go.
    pub sms: Option<GatewayFile>,
    /// Where messages for the app IO go.
    pub app_io: Option<AppIoFile>,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS after a first word in clear, or nothing is sent; port 587.
    #[default]
    Starttls,
    /// TLS from the first byte; port 465.
    Tls,
    /// None: for a server on this machine alone; port 25.
    None,
}

/// `[mail]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailFile {
    /// The server.
    pub host: String,
    /// Its port, where it is not the usual one.
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Security,
    /// The account, where the server asks for one.
    pub user: Option<String>,
    /// The file that holds its password.
    pub password_file: Option<PathBuf>,
    /// Who it comes from, `Comune di Parma <appuntamenti@comune.example>`.
    pub from: Mailbox,
    /// Where answers go.
    pub reply_to: Option<Mailbox>,
    /// How this machine names itself to the server.
    pub hello: Option<String>,
}

/// `[sms]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayFile {
    /// Where messages are posted.
    pub url: String,
    /// The file that holds the token.
    pub token_file: PathBuf,
}

/// `[app_io]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppIoFile {
    /// Where the interface is.
    #[serde(default = "app_io_url")]
    pub url: String,
    /// The file that holds the key of the service.
    pub key_file: PathBuf,
}

fn app_io_url() -> String {
    "https://api.io.pagopa.it/api/v1".to_owned()
}

/// The settings would send what is personal in clear, or cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Mail to another machine without TLS.
    #[error("`security = \"none\"` in [mail] is for a server on this machine alone")]
    MailInClear,
    /// An account without a password, or the other way round.
    #[error("`user` and `password_file` in [mail] go together")]
    HalfAnAccount,
    /// A gateway on another machine without TLS.
    #[error("`url` in [{0}] must begin with https://, or name this machine")]
    GatewayInClear(&'static str),
}

impl Settings {
    /// The channels that are set up.
    pub fn channels(&self) -> Channels {
        let channels = [
            self.mail.as_ref().map(|_| Channel::Email),
            self.sms.as_ref().map(|_| Channel::Sms),
            self.app_io.as_ref().map(|_| Channel::AppIo),
        ];
        channels.into_iter().flatten().collect()
    }

    /// What would not do, if anything.
    pub fn check(&self) -> Result<(), SettingsError> {
        if let Some(mail) = &self.mail {
            if mail.security == Security::None && !is_here(&mail.host) {
                return Err(SettingsError::MailInClear);
            }
            if mail.user.is_some() != mail.password_file.is_some() {
                return Err(SettingsError::HalfAnAccount);
            }
        }
        let gateways = [
            ("sms", self.sms.as_ref().map(|sms| &sms.url)),
            ("app_io", self.app_io.as_ref().map(|app_io| &app_io.url)),
        ];
        for (name, url) in gateways {
            if url.is_some_and(|url| !is_safe(url)) {
                return Err(SettingsError::GatewayInClear(name));
            }
        }
        Ok(())
    }
}

impl MailFile {
    /// The port that holds.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Starttls => 587,
            Security::Tls => 465,
            Security::None => 25,
        })
    }

    /// What stands after the `@` of each Message-ID.
    pub fn domain(&self) -> &str {
        Address::domain(&self.from.email)
    }
}

fn is_safe(url: &str) -> bool {
    match reqwest::Url::parse(url) {
        Ok(url) if url.scheme() == "https" => true,
        Ok(url) => url.scheme() == "http" && url.host_str().is_some_and(is_here),
        Err(_) => false,
    }
}

fn is_here(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "::1" | "[::1]")
}
