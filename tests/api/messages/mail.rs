//! Mail to a real server, that takes it, refuses it, or goes away in the middle.

use super::peers::{MAILBOX, MailServer, put, settings, states, worker};
use crate::world::worlds;
use domain::message::Kind;
use jiff::SignedDuration;
use std::time::Duration;
use store::State;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn a_confirmation_arrives_once_and_says_little() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let code = put(&world, |_| {}).await;
        let worker = worker(&world, &server.settings());
        assert!(worker.one().await.expect("sent"));
        assert!(!worker.one().await.expect("nothing more"));
        let came = server.all().await;
        assert_eq!(came.len(), 1);
        assert_eq!(came[0]["to"][0], MAILBOX);
        let text = came[0]["text"].as_str().expect("a text");
        for header in [
            "From: \"Comune di Parma\" <appuntamenti@comune.example>",
            "Auto-Submitted: auto-generated",
            "Date: Mon, 23 Nov 2026",
            "Message-ID: <",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(text.contains(header), "{header} is not in {text}");
        }
        for mark in [
            code.as_str(),
            &code.replace('-', ""),
            "Polo",
            "sociale",
            "http-equiv",
            "<img",
        ] {
            assert!(!text.contains(mark), "{mark} is in {text}");
        }
        assert_eq!(states(&world.store, &code).await, [State::Sent]);
    }
}

#[tokio::test]
async fn a_server_that_was_down_gets_it_once_it_is_up() {
    for world in worlds().await {
        let port = MailServer::start("accept").await.port;
        let code = put(&world, |_| {}).await;
        let worker = worker(&world, &settings(port));
        assert!(worker.one().await.expect("tried"));
        assert_eq!(states(&world.store, &code).await, [State::Pending]);
        let mut server = MailServer::start_on("accept", port).await;
        world.let_pass(HOUR);
        assert!(worker.one().await.expect("sent"));
        assert_eq!(server.all().await.len(), 1);
        assert_eq!(states(&world.store, &code).await, [State::Sent]);
    }
}

#[tokio::test]
async fn what_is_known_not_to_have_been_taken_is_tried_again_under_the_same_name() {
    for mode in ["later", "drop-before"] {
        for world in worlds().await {
            let mut server = MailServer::start(mode).await;
            let code = put(&world, |_| {}).await;
            let worker = worker(&world, &server.settings());
            assert!(worker.one().await.expect("tried"));
            assert_eq!(states(&world.store, &code).await, [State::Pending], "{mode}");
            assert!(!worker.one().await.expect("it waits"));
            world.let_pass(HOUR);
            assert!(worker.one().await.expect("sent"));
            assert_eq!(server.all().await.len(), 1, "{mode}");
            assert_eq!(states(&world.store, &code).await, [State::Sent], "{mode}");
        }
    }
}

#[tokio::test]
async fn a_mailbox_that_is_refused_is_given_up_soon_and_not_quoted() {
    for world in worlds().await {
        let server = MailServer::start("refuse").await;
        let code = put(&world, |_| {}).await;
        let worker = worker(&world, &server.settings());
        for _ in 0..3 {
            assert!(worker.one().await.expect("tried"));
            world.let_pass(HOUR);
        }
        let trouble = world.store.outbox().in_trouble(5).await.expect("read");
        assert_eq!(
            (trouble[0].state, trouble[0].error.as_str()),
            (State::Failed, "smtp 550")
        );
        assert_eq!(trouble[0].request.to_string(), code);
    }
}

#[tokio::test]
async fn where_the_answer_is_lost_it_is_uncertain_and_not_sent_again() {
    for world in worlds().await {
        let mut server = MailServer::start("drop-after").await;
        let code = put(&world, |_| {}).await;
        let worker = worker(&world, &server.settings());
        assert!(worker.one().await.expect("tried"));
        assert_eq!(states(&world.store, &code).await, [State::Uncertain]);
        world.let_pass(HOUR);
        assert!(!worker.one().await.expect("nothing to do"));
        assert_eq!(server.all().await.len(), 1);
    }
}

#[tokio::test]
async fn a_late_or_cancelled_reminder_does_not_go() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let late = put(&world, |message| {
            message.kind = Kind::Reminder3h;
            message.expires = message.due;
        })
        .await;
        let cancelled = put(&world, |message| message.kind = Kind::Reminder48h).await;
        let outbox = world.store.outbox();
        let request = cancelled.parse().expect("a code");
        let dropped = outbox
            .cancel(&request, Kind::REMINDERS, world.state.clock.now())
            .await;
        assert_eq!(dropped.expect("cancelled"), 1);
        let worker = worker(&world, &server.settings());
        assert!(!worker.one().await.expect("nothing to do"));
        assert!(server.next(Duration::from_millis(200)).await.is_none());
        assert_eq!(states(&world.store, &late).await, [State::Expired]);
        assert_eq!(states(&world.store, &cancelled).await, [State::Dropped]);
    }
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_is_told_nothing() {
    for world in worlds().await {
        let mut server = MailServer::start("untrusted").await;
        let code = put(&world, |_| {}).await;
        let password = world.database.folder.path().join("password");
        std::fs::write(&password, "parola\n").expect("a file");
        let account = format!(
            "security = \"starttls\"\nuser = \"polo\"\npassword_file = \"{}\"",
            password.display()
        );
        let settings = server.settings().replace("security = \"none\"", &account);
        assert!(worker(&world, &settings).one().await.expect("tried"));
        assert_eq!(states(&world.store, &code).await, [State::Pending]);
        assert!(server.all().await.is_empty(), "neither account nor message");
    }
}

#[tokio::test]
async fn whoever_rings_need_not_wait_for_the_next_look() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let worker = worker(&world, &server.settings());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(worker.run(async { drop(stopped.await) }));
        // It has looked, and waits.
        tokio::time::sleep(Duration::from_millis(500)).await;
        put(&world, |_| {}).await;
        world.state.postbox.ring();
        assert!(server.next(Duration::from_secs(3)).await.is_some());
        stop.send(()).expect("it runs");
        running.await.expect("it ends");
    }
}
