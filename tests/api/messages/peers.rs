//! The other end: npm's mail server as a process of its own, and messages to send to it.

use crate::world::World;
use domain::contact::Email;
use domain::message::{Kind, Recipient};
use domain::request::Way;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use server::messages::{Carrier, Settings, Worker};
use std::process::Stdio;
use std::time::Duration;
use store::{Fill, NewMessage, State, Store};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

pub(crate) const MAILBOX: &str = "zenobia@esempio.example";

/// A mail server on a port of its own. Gone with the test.
pub(crate) struct MailServer {
    pub(super) port: u16,
    lines: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl MailServer {
    pub(crate) async fn start(mode: &str) -> Self {
        Self::start_on(mode, 0).await
    }

    pub(super) async fn start_on(mode: &str, port: u16) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/peers/smtp.mjs");
        let mut process = Command::new("node")
            .args([script, mode, &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("node runs");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let first = tokio::time::timeout(Duration::from_secs(20), lines.next_line()).await;
        let first = first.expect("it starts in time").expect("a line");
        let port = first.expect("smtp-server is there: npm ci installs it");
        Self {
            port: port.parse().expect("a port"),
            lines,
            _process: process,
        }
    }

    /// The next message that came, `None` where none comes for a while.
    pub(crate) async fn next(&mut self, patience: Duration) -> Option<Value> {
        let line = tokio::time::timeout(patience, self.lines.next_line())
            .await
            .ok()?;
        serde_json::from_str(&line.expect("read")?).expect("JSON")
    }

    /// All that came, once nothing comes for a moment.
    pub(crate) async fn all(&mut self) -> Vec<Value> {
        let mut all = Vec::new();
        while let Some(message) = self.next(Duration::from_millis(400)).await {
            all.push(message);
        }
        all
    }

    pub(crate) fn settings(&self) -> String {
        settings(self.port)
    }
}

/// The `[mail]` of a server on that port of this machine.
pub(super) fn settings(port: u16) -> String {
    format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\n\
         from = \"Comune di Parma <appuntamenti@comune.example>\"\n"
    )
}

/// A worker for the first channel of these settings.
pub(crate) fn worker(world: &World, settings: &str) -> Worker {
    #[derive(serde::Deserialize)]
    struct File {
        mail: Option<server::messages::MailFile>,
        sms: Option<server::messages::GatewayFile>,
        app_io: Option<server::messages::AppIoFile>,
    }
    let file: File = toml::from_str(settings).expect("settings");
    let settings = Settings {
        mail: file.mail,
        sms: file.sms,
        app_io: file.app_io,
    };
    settings.check().expect("fair settings");
    let carrier = Carrier::all(&settings).expect("a carrier").remove(0);
    Worker::new(&world.state, carrier)
}

/// A confirmation by mail, due now, of an appointment on Thursday 3 December at half past ten.
pub(super) fn confirmation(code: &str, now: Timestamp, dedupe: &str) -> NewMessage {
    NewMessage {
        request: code.replace('-', "").parse().expect("a code"),
        kind: Kind::Confirmation,
        recipient: Recipient::Email(Email::parse(MAILBOX).expect("an address")),
        language: "it".to_owned(),
        fill: Fill {
            start: Some("2026-12-03T09:30:00Z".parse().expect("an instant")),
            way: Some(Way::AtPolo),
            until: None,
            code: String::new(),
        },
        due: now,
        expires: now + SignedDuration::from_hours(48),
        dedupe: dedupe.to_owned(),
    }
}

/// Puts one in a world that has a request; gives the request's code.
pub(super) async fn put(world: &World, change: impl FnOnce(&mut NewMessage)) -> String {
    let (code, _) = world.sent().await;
    let mut message = confirmation(&code, world.state.clock.now(), &code);
    change(&mut message);
    world.store.outbox().put(&message).await.expect("put");
    code
}

pub(super) async fn states(store: &Store, code: &str) -> Vec<State> {
    let about = store.outbox().about(&code.parse().expect("a code")).await;
    about
        .expect("read")
        .into_iter()
        .map(|message| message.state)
        .collect()
}
