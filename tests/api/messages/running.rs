//! `polo serve` with a mail server: killed, stopped, in company.

use super::peers::{MAILBOX, MailServer, confirmation, states};
use crate::process::{Polo, log, told};
use crate::world::{Database, client, content, least};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use server::clock::Clock;
use std::collections::BTreeSet;
use std::time::Duration;
use store::{State, Store};

/// A store with a request, and a file of settings for this server.
async fn prepared(database: &Database, server: &MailServer) -> (Store, String, String) {
    let file = database.folder.path().join("polo.toml");
    std::fs::write(&file, server.settings()).expect("a file");
    let polo = Polo::serve(database).await;
    let sent = client()
        .post(format!("{}{}", polo.origin, api::paths::REQUESTS))
        .json(&least(content().catalogue("it")))
        .send()
        .await
        .expect("an answer");
    let receipt: Value = sent.json().await.expect("JSON");
    polo.kill().await;
    let code = receipt["code"].as_str().expect("a code").to_owned();
    let file = file.to_str().expect("a path").to_owned();
    (database.store().await, code, file)
}

fn now() -> Timestamp {
    Clock::real().now()
}

async fn put(store: &Store, code: &str, dedupe: &str) {
    let message = confirmation(code, now(), dedupe);
    store.outbox().put(&message).await.expect("put");
}

#[tokio::test]
async fn killed_while_the_server_thinks_it_leaves_a_doubt_and_sends_nothing_twice() {
    for database in Database::all().await {
        let mut server = MailServer::start("slow:60000").await;
        let (store, code, file) = prepared(&database, &server).await;
        put(&store, &code, "a").await;
        let polo = Polo::serve_with(&database, &["--config", &file]).await;
        assert!(server.next(Duration::from_secs(10)).await.is_some());
        polo.kill().await;
        let again = Polo::serve_with(&database, &["--config", &file]).await;
        assert!(server.next(Duration::from_secs(6)).await.is_none());
        assert_eq!(states(&store, &code).await, [State::Sending]);
        again.kill().await;
        // Once the lease is over.
        let later = now() + SignedDuration::from_mins(6);
        let outbox = store.outbox();
        let claimed = outbox.claim(domain::message::Channel::Email, later, 1, SignedDuration::ZERO);
        assert!(claimed.await.expect("looked").is_empty());
        assert_eq!(states(&store, &code).await, [State::Uncertain]);
        let status = told(&database, &["messages", "status"]).await;
        let status = String::from_utf8_lossy(&status.stdout).into_owned();
        assert!(status.contains("uncertain") && status.contains(&code), "{status}");
        assert!(!status.contains(MAILBOX), "{status}");
    }
}

#[tokio::test]
async fn asked_to_stop_it_ends_the_message_at_hand() {
    for database in Database::all().await {
        let mut server = MailServer::start("slow:1500").await;
        let (store, code, file) = prepared(&database, &server).await;
        put(&store, &code, "a").await;
        put(&store, &code, "b").await;
        let mut polo = Polo::serve_with(&database, &["--config", &file]).await;
        assert!(server.next(Duration::from_secs(10)).await.is_some());
        polo.ask_to_stop().await;
        assert!(polo.end().await.success());
        let mut states = states(&store, &code).await;
        states.sort_unstable();
        assert_eq!(states, [State::Pending, State::Sent]);
        assert!(server.all().await.is_empty());
    }
}

#[tokio::test]
async fn two_programs_send_two_hundred_messages_each_once_and_tell_nobody() {
    for database in Database::all().await {
        let mut server = MailServer::start("accept").await;
        let (store, code, file) = prepared(&database, &server).await;
        for number in 0..200 {
            put(&store, &code, &number.to_string()).await;
        }
        let one = Polo::serve_with(&database, &["--config", &file]).await;
        let two = Polo::serve_with(&database, &["--config", &file]).await;
        let mut names = Vec::new();
        while names.len() < 200 {
            let message = server
                .next(Duration::from_secs(20))
                .await
                .expect("another message");
            let text = message["text"].as_str().expect("a text");
            let name = text.lines().find(|line| line.starts_with("Message-ID: "));
            names.push(name.expect("a name").to_owned());
        }
        assert!(server.all().await.is_empty());
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), 200);
        assert!(
            states(&store, &code)
                .await
                .iter()
                .all(|state| *state == State::Sent)
        );
        one.kill().await;
        two.kill().await;
        let written = std::fs::read_to_string(log(&database)).expect("a log");
        assert!(written.contains("\"became\":\"sent\""), "{written}");
        assert!(!written.contains("zenobia") && !written.contains(&code) && !written.contains("esempio"));
    }
}
