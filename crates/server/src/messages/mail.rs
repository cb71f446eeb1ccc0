//! Mail, over SMTP. The steps are taken one by one, so that it is known at each failure whether the server can have taken
//! the message: not before the end of its text was sent, and not after an answer that says no. Never here: words.

use super::settings::Security;
use super::{CarrierError, Delivery, Letter, MailFile};
use jiff::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use std::iter;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::Claimed;
use tokio::time::timeout;

/// From the first word to the leave to send the text.
const ENVELOPE: Duration = Duration::from_secs(30);
/// From the text to the answer: servers may look for viruses in between.
const TEXT: Duration = Duration::from_mins(1);
/// For a last word that nobody depends on.
const GOODBYE: Duration = Duration::from_secs(2);

/// A mail server, and how to speak to it.
pub struct Mail {
    settings: MailFile,
    account: Option<Credentials>,
    tls: Option<TlsParameters>,
    hello: ClientId,
}

/// How far the conversation had come when it failed.
enum Failed {
    /// Before the message was spoken of: the settings, or the server as a whole.
    Before(Error),
    /// The server refused sender, recipient or message.
    Envelope(Error),
    /// The address has letters that this server cannot read.
    Letters,
}

impl Mail {
    pub(super) fn new(settings: &MailFile) -> Result<Self, CarrierError> {
        let password = settings
            .password_file
            .as_deref()
            .map(super::gateway::secret)
            .transpose()?;
        let account = settings
            .user
            .clone()
            .zip(password)
            .map(|(user, password)| Credentials::new(user, password));
        let tls = (settings.security != Security::None)
            .then(|| TlsParameters::new(settings.host.clone()))
            .transpose()
            .map_err(|error| CarrierError::Client("mail", error.to_string()))?;
        Ok(Self {
            account,
            tls,
            hello: settings
                .hello
                .clone()
                .map_or_else(ClientId::default, ClientId::Domain),
            settings: settings.clone(),
        })
    }

    pub(super) async fn carry(&self, message: &Claimed, letter: &Letter, now: Timestamp) -> Delivery {
        let Some(written) = self.written(message, letter, now) else {
            return Delivery::refused("address");
        };
        let mut connection = match timeout(ENVELOPE, self.envelope(&written)).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(failed)) => return failed.into(),
            Err(_) => return Delivery::not_now("smtp timeout"),
        };
        // The second part comes when the first was written whole, just before the end of the text.
        let whole = AtomicBool::new(false);
        let text = written.formatted();
        let end = iter::once_with(|| {
            whole.store(true, Ordering::Relaxed);
            &[][..]
        });
        let answer = timeout(
            TEXT,
            connection.message_iter(iter::once(text.as_slice()).chain(end)),
        )
        .await;
        match answer {
            Ok(Ok(taken)) => {
                // What it is worth knowing is known; whether the server hears a goodbye is all the same.
                let _ = timeout(GOODBYE, connection.quit()).await;
                Delivery::Taken(taken.first_line().unwrap_or_default().to_owned())
            }
            Ok(Err(error)) if error.status().is_some() => Failed::Envelope(error).into(),
            Ok(Err(_)) if !whole.load(Ordering::Relaxed) => Delivery::not_now("smtp broken off"),
            Ok(Err(_)) => Delivery::Unknown("smtp no answer"),
            Err(_) => Delivery::Unknown("smtp no answer in time"),
        }
    }

    fn written(&self, message: &Claimed, letter: &Letter, now: Timestamp) -> Option<Message> {
        let to = message.recipient.address().parse().ok()?;
        let id = format!("<{}@{}>", message.id, self.settings.domain());
        // Whoever is away need not tell a program so (RFC 3834).
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        let mut builder = Message::builder()
            .from(self.settings.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .date(now.into())
            .message_id(Some(id))
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = &self.settings.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        builder.body(letter.body.clone()).ok()
    }

    /// Up to the leave to send the text.
    async fn envelope(&self, message: &Message) -> Result<AsyncSmtpConnection, Failed> {
        let envelope = message.envelope();
        let mut connection = self.connection().await.map_err(Failed::Before)?;
        let mut parameters = Vec::new();
        let mut addresses = envelope.to().iter().chain(envelope.from());
        if !addresses.all(|address| address.to_string().is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Failed::Letters);
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let from = MailFrom::new(envelope.from().cloned(), parameters);
        connection.command(from).await.map_err(Failed::Envelope)?;
        for to in envelope.to() {
            let to = Rcpt::new(to.clone(), Vec::new());
            connection.command(to).await.map_err(Failed::Envelope)?;
        }
        connection.command(Data).await.map_err(Failed::Envelope)?;
        Ok(connection)
    }

    async fn connection(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = (self.settings.host.as_str(), self.settings.port());
        let at_once = self
            .tls
            .clone()
            .filter(|_| self.settings.security == Security::Tls);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(ENVELOPE), &self.hello, at_once, None).await?;
        if let Some(tls) = self
            .tls
            .clone()
            .filter(|_| self.settings.security == Security::Starttls)
        {
            connection.starttls(tls, &self.hello).await?;
        }
        if let Some(account) = &self.account {
            connection.auth(DEFAULT_MECHANISMS, account).await?;
        }
        Ok(connection)
    }
}

impl From<Failed> for Delivery {
    /// What the server said is not repeated: it may quote the address.
    fn from(failed: Failed) -> Self {
        let word = |error: &Error| {
            error
                .status()
                .map_or_else(|| "smtp no connection".to_owned(), |code| format!("smtp {code}"))
        };
        match failed {
            Failed::Envelope(error) if error.is_permanent() => Self::refused(word(&error)),
            Failed::Before(error) | Failed::Envelope(error) => Self::not_now(word(&error)),
            Failed::Letters => Self::refused("smtp letters"),
        }
    }
}
