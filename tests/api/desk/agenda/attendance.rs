//! `POST /api/v1/desk/appointments/{id}/attendance`: who came.

use super::super::refusal;
use super::{booked, record, see, seen};
use crate::agenda::thursdays;
use crate::world::{Answer, World, worlds};
use api::paths::desk as paths;
use serde_json::json;

const DAY: &str = "/api/v1/desk/agenda?from=2026-11-26&days=1";

async fn front_desk(world: &World) -> String {
    let sara = world.worker("sara", &["front_desk:pablo:*"]).await;
    world.signed_in(&sara).await
}

/// The id of the only appointment.
async fn id(world: &World, session: &str) -> String {
    let day = see(world, session, DAY).await;
    day.body["appointments"][0]["id"]
        .as_str()
        .expect("an appointment")
        .to_owned()
}

async fn mark(world: &World, session: &str, id: &str, status: &str) -> Answer {
    world
        .act(session, &paths::attendance(id), &json!({ "status": status }))
        .await
}

#[tokio::test]
async fn who_came_is_said_from_when_it_began_and_taken_back_on_the_same_day() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world).await;
        let session = front_desk(&world).await;
        let id = id(&world, &session).await;
        assert_eq!(
            refusal(&mark(&world, &session, &id, "attended").await),
            (409, "not-begun")
        );
        world.set_clock("2026-11-26T09:00:00Z");
        let session = world
            .signed_in(&world.worker("rita", &["social_worker:pablo:accoglienza"]).await)
            .await;
        let came = mark(&world, &session, &id, "late").await;
        assert_eq!(
            (&came.body["status"], &came.body["markable"]),
            (&json!("late"), &json!(true))
        );
        assert_eq!(
            mark(&world, &session, &id, "late").await.status,
            200,
            "said twice, it is said once"
        );
        assert_eq!(
            mark(&world, &session, &id, "missed").await.body["status"],
            "missed"
        );
        assert_eq!(
            mark(&world, &session, &id, "booked").await.body["status"],
            "booked"
        );
        assert_eq!(
            mark(&world, &session, &id, "attended").await.body["status"],
            "attended"
        );
        let whats: Vec<_> = record(&world, &sent.0).await;
        assert_eq!(
            whats[2..],
            [
                ("came_late", true),
                ("did_not_meet", true),
                ("mark_undone", true),
                ("came", true)
            ]
        );
        world.set_clock("2026-11-27T09:00:00Z");
        let session = world
            .signed_in(&world.worker("nina", &["social_worker:pablo:accoglienza"]).await)
            .await;
        assert_eq!(
            refusal(&mark(&world, &session, &id, "booked").await),
            (409, "mark-settled")
        );
        assert_eq!(
            refusal(&mark(&world, &session, &id, "missed").await),
            (409, "mark-settled")
        );
        let slip = mark(&world, &session, &id, "boh").await;
        assert_eq!(slip.errors(), [("status", "standing")]);
        assert_eq!(
            refusal(&mark(&world, &session, "nessuno", "late").await),
            (404, "not-there")
        );
        let day = see(&world, &session, DAY).await;
        assert_eq!(day.body["appointments"][0]["markable"], false);
    }
}

#[tokio::test]
async fn a_missed_one_is_pointed_at_until_there_is_another() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world).await;
        world.set_clock("2026-11-26T10:00:00Z");
        let session = front_desk(&world).await;
        let id = id(&world, &session).await;
        mark(&world, &session, &id, "missed").await;
        let missed = see(&world, &session, paths::AGENDA_MISSED).await;
        assert_eq!(
            missed.body[0]["code"].as_str().map(|code| code.replace('-', "")),
            Some(sent.0.clone())
        );
        let other = world.worker("altrove", &["front_desk:lubiana:*"]).await;
        let elsewhere = world.signed_in(&other).await;
        assert_eq!(
            see(&world, &elsewhere, paths::AGENDA_MISSED).await.body,
            json!([])
        );
        let path = api::paths::appointment(&sent.0);
        let next = json!({ "start": "2026-12-03T09:00:00Z" });
        world.post(&path, &next).secret(&sent.1).send().await;
        assert_eq!(see(&world, &session, paths::AGENDA_MISSED).await.body, json!([]));
        // The request has another appointment by now: what was said stays.
        assert_eq!(
            refusal(&mark(&world, &session, &id, "booked").await),
            (409, "mark-settled")
        );
    }
}

#[tokio::test]
async fn the_person_reads_nothing_that_judges() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked(&world).await;
        world.set_clock("2026-11-26T10:00:00Z");
        let session = front_desk(&world).await;
        let id = id(&world, &session).await;
        mark(&world, &session, &id, "late").await;
        let texts = &world.state.site.bundle("it").texts;
        let status = seen(&world, &sent).await.body["appointment"]["status"].clone();
        let words = |status: &str| texts.named(&format!("appointment_state_{status}")).to_owned();
        assert_eq!(words(status.as_str().expect("a word")), words("attended"));
        assert_eq!(words("missed"), "Non ci siamo visti");
    }
}
