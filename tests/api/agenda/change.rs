//! `POST /api/v1/requests/{code}/appointment`, its cancellation, its calendar.

use super::{FIRST, SECOND, booked, thursdays, times};
use crate::world::{Answer, World, worlds};
use serde_json::{Value, json};
use std::process::Stdio;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

fn path(code: &str, what: &str) -> String {
    format!("{}/{what}", api::paths::request(&code.replace('-', "")))
}

pub(super) async fn choose(world: &World, (code, secret): &(String, String), body: &Value) -> Answer {
    world
        .post(&path(code, "appointment"), body)
        .secret(secret)
        .send()
        .await
}

pub(super) async fn cancel(world: &World, (code, secret): &(String, String), key: &str) -> Answer {
    let call = world.post(&path(code, "appointment/cancellation"), &json!({}));
    call.secret(secret).key(key).send().await
}

async fn calendar(world: &World, (code, secret): &(String, String)) -> Answer {
    world
        .get(&path(code, "appointment.ics"))
        .secret(secret)
        .send()
        .await
}

fn record(opened: &store::Opened) -> Vec<&str> {
    opened.record.iter().map(|entry| entry.what.word()).collect()
}

#[tokio::test]
async fn a_move_frees_the_old_seat_and_stands_on_the_record() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world, FIRST).await;
        let moved = choose(&world, &sent, &json!({ "start": SECOND })).await;
        assert_eq!(moved.status, 200, "{}", moved.text);
        assert_eq!(moved.body["appointment"]["start"], SECOND);
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST]));
        let opened = world.opened(&sent.0, "Sara", "2026-11-23T10:00:00Z").await;
        assert_eq!(record(&opened), ["sent", "booked", "moved", "shown"]);
    }
}

#[tokio::test]
async fn a_move_to_a_taken_time_changes_nothing() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (sent, other) = (booked(&world, FIRST).await, booked(&world, SECOND).await);
        let refused = choose(&world, &sent, &json!({ "start": SECOND })).await;
        assert_eq!(refused.errors(), [("time", "time_taken")]);
        let seen = world.get(path(&sent.0, "").trim_end_matches('/'));
        assert_eq!(
            seen.secret(&sent.1).send().await.body["appointment"]["start"],
            FIRST
        );
        // And the same secret opens nobody else's.
        let stolen = choose(
            &world,
            &(other.0, sent.1),
            &json!({ "start": "2026-12-03T09:00:00Z" }),
        )
        .await;
        assert_eq!(stolen.problem(), "no-such-request");
    }
}

#[tokio::test]
async fn called_off_it_is_free_for_others_and_another_time_may_be_chosen() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world, FIRST).await;
        let off = cancel(&world, &sent, "k").await;
        assert_eq!(
            (off.status.as_u16(), off.body["appointment"]["status"].clone()),
            (200, json!("cancelled"))
        );
        let again = cancel(&world, &sent, "k").await;
        assert_eq!(
            (again.header("idempotency-replayed"), &again.text),
            ("true", &off.text)
        );
        assert_eq!(cancel(&world, &sent, "other").await.problem(), "no-appointment");
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST, SECOND]));
        let anew = choose(&world, &sent, &json!({ "start": SECOND })).await;
        assert_eq!(anew.body["appointment"]["status"], "booked");
    }
}

#[tokio::test]
async fn too_near_it_is_changed_by_calling() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world, FIRST).await;
        world.set_clock("2026-11-25T09:00:00Z");
        assert_eq!(cancel(&world, &sent, "k").await.problem(), "too-late");
        let later = json!({ "start": "2026-12-03T09:00:00Z" });
        assert_eq!(choose(&world, &sent, &later).await.problem(), "too-late");
    }
}

#[tokio::test]
async fn a_request_without_a_time_may_choose_one_later() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let mut plain = super::booking(&world, "", "");
        plain["way"] = "".into();
        let answer = world.post("/api/v1/requests", &plain).send().await;
        let sent = (answer.text_of("code"), answer.text_of("secret"));
        assert_eq!(calendar(&world, &sent).await.problem(), "no-appointment");
        let chosen = choose(&world, &sent, &json!({ "start": FIRST, "way": "phone" })).await;
        assert_eq!(chosen.body["appointment"]["way"], "phone");
    }
}

#[tokio::test]
async fn withdrawn_with_its_request_the_seat_is_free() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world, FIRST).await;
        let withdrawn = world
            .post(&path(&sent.0, "withdrawal"), &json!({}))
            .secret(&sent.1)
            .send()
            .await;
        assert_eq!(withdrawn.body["appointment"]["status"], "cancelled");
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST, SECOND]));
        assert_eq!(
            choose(&world, &sent, &json!({ "start": FIRST })).await.problem(),
            "already-withdrawn"
        );
    }
}

#[tokio::test]
async fn another_polo_is_as_good_where_the_motive_allows_it() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        thursdays(&world, "lubiana", "casa").await;
        let sent = booked(&world, FIRST).await;
        let moved = choose(&world, &sent, &json!({ "start": FIRST, "polo": "lubiana" })).await;
        assert_eq!(moved.body["appointment"]["polo"], "lubiana");
        assert_eq!(moved.text_of("polo"), "pablo");
    }
}

/// What a strict reader of others understands of a calendar file; it ends with the fault where there is one.
async fn understood(file: &str) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/peers/ics.mjs");
    let mut reader = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let mut input = reader.stdin.take().expect("its input");
    input.write_all(file.as_bytes()).await.expect("written");
    drop(input);
    let read = reader.wait_with_output().await.expect("it ends");
    assert!(read.status.success(), "refused: {file}");
    serde_json::from_slice(&read.stdout).expect("JSON")
}

#[tokio::test]
async fn a_strict_calendar_takes_the_file_and_its_changes() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world, FIRST).await;
        let first = understood(&calendar(&world, &sent).await.text).await;
        choose(&world, &sent, &json!({ "start": SECOND })).await;
        let moved = understood(&calendar(&world, &sent).await.text).await;
        cancel(&world, &sent, "k").await;
        let gone = understood(&calendar(&world, &sent).await.text).await;
        let steps = [&first, &moved, &gone].map(|file| {
            assert_eq!(
                (&file["uid"], &file["method"]),
                (&first["uid"], &json!("PUBLISH"))
            );
            (
                file["sequence"].clone(),
                file["start"].clone(),
                file["status"].clone(),
            )
        });
        let (nine, ten) = ("2026-11-26T09:00:00.000Z", "2026-11-26T10:00:00.000Z");
        let expected = [
            (0, nine, "CONFIRMED"),
            (1, ten, "CONFIRMED"),
            (2, ten, "CANCELLED"),
        ];
        assert_eq!(steps, expected.map(|(a, b, c)| (json!(a), json!(b), json!(c))));
    }
}

#[tokio::test]
async fn a_calendar_follows_a_move_and_says_nothing_of_what_it_is_about() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world, FIRST).await;
        let first = calendar(&world, &sent).await;
        assert_eq!(first.header("content-type"), "text/calendar; charset=utf-8");
        assert!(
            first.text.contains("DTSTART:20261126T090000Z\r\n") && first.text.contains("SEQUENCE:0\r\n"),
            "{}",
            first.text
        );
        choose(&world, &sent, &json!({ "start": SECOND })).await;
        let second = calendar(&world, &sent).await;
        assert!(
            second.text.contains("DTSTART:20261126T100000Z\r\n") && second.text.contains("SEQUENCE:1\r\n"),
            "{}",
            second.text
        );
        cancel(&world, &sent, "k").await;
        let third = calendar(&world, &sent).await;
        assert!(
            third.text.contains("STATUS:CANCELLED\r\n") && third.text.contains("SEQUENCE:2\r\n"),
            "{}",
            third.text
        );
        let uid = |answer: &Answer| {
            answer
                .text
                .lines()
                .find(|line| line.starts_with("UID:"))
                .map(str::to_owned)
        };
        assert!(uid(&first).is_some() && uid(&first) == uid(&second) && uid(&second) == uid(&third));
        for word in [
            "Polo",
            "sociale",
            "casa",
            "Giulia",
            &sent.0,
            &sent.0.replace('-', ""),
            &sent.1,
        ] {
            assert!(!third.text.contains(word), "{word} in {}", third.text);
        }
    }
}
