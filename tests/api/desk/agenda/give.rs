//! `POST /api/v1/desk/requests/{code}/appointment` and its cancellation: what a worker does for a person who calls.

use super::super::refusal;
use super::{booked, booked_by_mail, coordinator, record, seen, told};
use crate::agenda::{FIRST, SECOND, thursdays, times};
use crate::world::{Answer, World, worlds};
use api::paths::desk as paths;
use serde_json::{Value, json};

async fn give(world: &World, session: &str, code: &str, body: &Value) -> Answer {
    world.act(session, &paths::appointment(code), body).await
}

#[tokio::test]
async fn a_worker_moves_an_appointment_and_the_person_is_told() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked_by_mail(&world, FIRST).await;
        let session = coordinator(&world).await;
        let moved = give(&world, &session, &sent.0, &json!({ "start": SECOND })).await;
        assert_eq!(
            (moved.status.as_u16(), &moved.body["start"]),
            (200, &json!(SECOND)),
            "{}",
            moved.text
        );
        assert_eq!(
            told(&world, &sent.0).await,
            ["confirmation", "moved", "reminder_48h", "reminder_3h"]
        );
        assert_eq!(record(&world, &sent.0).await[2..], [("moved", true)]);
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST]));
        assert_eq!(seen(&world, &sent).await.body["appointment"]["start"], SECOND);
    }
}

#[tokio::test]
async fn a_worker_gives_a_first_time_even_at_the_last_moment() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let mut plain = crate::agenda::booking(&world, "", "");
        plain["way"] = "".into();
        let answer = world.post(api::paths::REQUESTS, &plain).send().await;
        let sent = (answer.text_of("code").replace('-', ""), answer.text_of("secret"));
        world.set_clock("2026-11-26T08:00:00Z");
        let session = coordinator(&world).await;
        let body = json!({ "start": FIRST, "way": "phone", "worker": giulia });
        let given = give(&world, &session, &sent.0, &body).await;
        assert_eq!(
            (given.status.as_u16(), &given.body["way"]),
            (200, &json!("phone")),
            "{}",
            given.text
        );
        let taken = booked_none(&world, &session).await;
        assert_eq!(taken.errors(), [("start", "time_taken")]);
    }
}

/// Another request that wants the first time, too.
async fn booked_none(world: &World, session: &str) -> Answer {
    let mut plain = crate::agenda::booking(world, "", "");
    plain["way"] = "".into();
    let answer = world.post(api::paths::REQUESTS, &plain).send().await;
    give(
        world,
        session,
        &answer.text_of("code"),
        &json!({ "start": FIRST }),
    )
    .await
}

#[tokio::test]
async fn a_worker_calls_one_off_and_the_person_chooses_again() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked_by_mail(&world, FIRST).await;
        let session = coordinator(&world).await;
        let path = paths::cancellation(&sent.0);
        let call_off = || {
            let call = world.desk_post(&path, &json!({}));
            call.header("Cookie", &session).key("una").send()
        };
        let (off, again) = (call_off().await, call_off().await);
        assert_eq!(
            (off.status.as_u16(), &off.body["status"]),
            (200, &json!("cancelled")),
            "{}",
            off.text
        );
        assert_eq!(off.text, again.text);
        assert_eq!(told(&world, &sent.0).await, ["confirmation", "called_off"]);
        let none = world.act(&session, &path, &json!({})).await;
        assert_eq!(refusal(&none), (409, "no-appointment"));
        assert_eq!(
            seen(&world, &sent).await.body["appointment"]["status"],
            "called_off"
        );
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST, SECOND]));
    }
}

#[tokio::test]
async fn what_has_begun_or_is_over_is_not_moved() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world).await;
        world.set_clock("2026-11-26T09:05:00Z");
        let session = coordinator(&world).await;
        let next = json!({ "start": "2026-12-03T09:00:00Z" });
        assert_eq!(
            refusal(&give(&world, &session, &sent.0, &next).await),
            (409, "begun")
        );
        let off = world
            .act(&session, &paths::cancellation(&sent.0), &json!({}))
            .await;
        assert_eq!(refusal(&off), (409, "begun"));
        let withdrawn = world.post(&api::paths::withdrawal(&sent.0), &json!({}));
        assert_eq!(withdrawn.secret(&sent.1).send().await.status, 200);
        assert_eq!(
            refusal(&give(&world, &session, &sent.0, &next).await),
            (409, "person-withdrew")
        );
    }
}
