//! What an appointment makes people be written, as a real mail server receives it.

use super::change::{cancel, choose};
use super::{FIRST, SECOND, booking, thursdays};
use crate::messages::peers::{MAILBOX, MailServer, worker};
use crate::world::{World, worlds};
use serde_json::json;
use server::messages::Worker;

/// Books the first time, answered by mail.
async fn booked_by_mail(world: &World) -> (String, String) {
    thursdays(world, "pablo", "casa").await;
    let mut request = booking(world, FIRST, "");
    request["reply_by"] = "email".into();
    request["email"] = MAILBOX.into();
    let answer = world.post("/api/v1/requests", &request).send().await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    (answer.text_of("code"), answer.text_of("secret"))
}

/// The words of the subjects of all that arrives now.
async fn arriving(worker: &Worker, server: &mut MailServer) -> Vec<String> {
    while worker.one().await.expect("sent") {}
    let all = server.all().await;
    let texts = all.iter().map(|mail| mail["text"].as_str().expect("a text"));
    texts
        .map(|text| text.replace("=\r\n", "").replace("=3D", "="))
        .collect()
}

#[tokio::test]
async fn a_booking_is_confirmed_once_and_remembered_twice() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let worker = worker(&world, &server.settings());
        let (code, _) = booked_by_mail(&world).await;
        let came = arriving(&worker, &mut server).await;
        assert_eq!(came.len(), 1);
        assert!(came[0].contains("26 novembre alle 10:00"), "{}", came[0]);
        assert!(
            !came[0].contains(&code) && !came[0].contains("casa"),
            "{}",
            came[0]
        );
        for (at, more) in [
            ("2026-11-24T08:59:00Z", 0),
            ("2026-11-24T09:00:01Z", 1),
            ("2026-11-26T06:00:01Z", 1),
            ("2026-11-26T08:30:00Z", 0),
        ] {
            world.set_clock(at);
            assert_eq!(arriving(&worker, &mut server).await.len(), more, "{at}");
        }
    }
}

#[tokio::test]
async fn a_reminder_that_could_not_go_in_time_does_not_go() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let worker = worker(&world, &server.settings());
        booked_by_mail(&world).await;
        arriving(&worker, &mut server).await;
        world.set_clock("2026-11-26T08:00:00Z");
        assert_eq!(arriving(&worker, &mut server).await.len(), 0);
    }
}

#[tokio::test]
async fn a_move_is_told_and_its_reminders_go_with_it() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let worker = worker(&world, &server.settings());
        let sent = booked_by_mail(&world).await;
        arriving(&worker, &mut server).await;
        choose(&world, &sent, &json!({ "start": SECOND })).await;
        let came = arriving(&worker, &mut server).await;
        assert!(
            came.len() == 1 && came[0].contains("26 novembre alle 11:00"),
            "{came:?}"
        );
        // That of the old time is gone: at its hour nothing comes.
        world.set_clock("2026-11-24T09:30:00Z");
        assert_eq!(arriving(&worker, &mut server).await.len(), 0);
        world.set_clock("2026-11-24T10:00:01Z");
        assert_eq!(arriving(&worker, &mut server).await.len(), 1);
    }
}

#[tokio::test]
async fn once_called_off_it_is_not_remembered() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let worker = worker(&world, &server.settings());
        let sent = booked_by_mail(&world).await;
        arriving(&worker, &mut server).await;
        cancel(&world, &sent, "k").await;
        assert_eq!(arriving(&worker, &mut server).await.len(), 1);
        world.set_clock("2026-11-26T06:30:00Z");
        assert_eq!(arriving(&worker, &mut server).await.len(), 0);
    }
}

#[tokio::test]
async fn who_looks_with_the_code_is_not_written_to() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (code, _) = super::booked(&world, FIRST).await;
        let about = world.store.outbox().about(&code.parse().expect("a code")).await;
        assert!(about.expect("read").is_empty());
    }
}
