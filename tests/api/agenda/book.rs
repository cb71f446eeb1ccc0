//! `POST /api/v1/requests` with a time.

use super::{FIRST, SECOND, booked, booking, thursdays, times};
use crate::world::worlds;
use serde_json::json;

#[tokio::test]
async fn a_request_with_a_time_has_an_appointment_and_the_owner_sees_it() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = world
            .post("/api/v1/requests", &booking(&world, FIRST, ""))
            .key("k")
            .send()
            .await;
        let appointment = json!({
            "start": FIRST, "end": "2026-11-26T09:45:00Z", "polo": "pablo", "motive": "casa", "way": "at_polo",
            "status": "booked", "change_until": "2026-11-25T09:00:00Z", "changeable": true,
        });
        assert_eq!(sent.body["appointment"], appointment);
        let again = world
            .post("/api/v1/requests", &booking(&world, FIRST, ""))
            .key("k")
            .send()
            .await;
        assert_eq!(again.text, sent.text);
        let path = api::paths::request(&sent.text_of("code").replace('-', ""));
        let seen = world.get(&path).secret(&sent.text_of("secret")).send().await;
        assert_eq!(seen.body["appointment"], appointment);
        world.set_clock("2026-11-25T09:00:00Z");
        let seen = world.get(&path).secret(&sent.text_of("secret")).send().await;
        assert_eq!(seen.body["appointment"]["changeable"], json!(false));
    }
}

#[tokio::test]
async fn two_people_one_seat_the_second_is_told_and_nothing_of_theirs_is_kept() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        booked(&world, FIRST).await;
        let second = world
            .post("/api/v1/requests", &booking(&world, FIRST, ""))
            .send()
            .await;
        assert_eq!(
            (second.status.as_u16(), second.errors()),
            (422, vec![("time", "time_taken")])
        );
        assert_eq!(world.listed().await.len(), 1);
        // The next time is theirs if they want it, and its protocol number follows the first one's.
        let third = world
            .post("/api/v1/requests", &booking(&world, SECOND, ""))
            .send()
            .await;
        assert_eq!(third.text_of("protocol"), "2026/000002");
    }
}

#[tokio::test]
async fn a_worker_is_never_in_two_places_whatever_the_lengths() {
    for world in worlds().await {
        let worker = thursdays(&world, "pablo", "casa").await;
        let mut opening = world.store.agenda().openings().await.expect("openings").remove(0);
        // An hour of something else within the same morning, by the same person.
        opening.worker = worker;
        opening.motives = vec!["famiglia".to_owned()];
        opening.from = jiff::civil::time(10, 30, 0, 0);
        world
            .store
            .agenda()
            .add_opening(&opening)
            .await
            .expect("an opening");
        super::plan(&world).await;
        let family = times(&world, "motive=famiglia&polo=pablo").await;
        assert_eq!(family.body["times"], json!(["2026-11-26T09:30:00Z"]));
        booked(&world, SECOND).await;
        let family = times(&world, "motive=famiglia&polo=pablo").await;
        assert_eq!(family.body["times"], json!([]));
        let mut other = booking(&world, "2026-11-26T09:30:00Z", "");
        other["motive"] = "famiglia".into();
        let refused = world.post("/api/v1/requests", &other).send().await;
        assert_eq!(refused.errors(), [("time", "time_taken")]);
    }
}

#[tokio::test]
async fn two_workers_at_the_same_time_are_two_seats() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        thursdays(&world, "pablo", "casa").await;
        booked(&world, FIRST).await;
        booked(&world, FIRST).await;
        let third = world
            .post("/api/v1/requests", &booking(&world, FIRST, ""))
            .send()
            .await;
        assert_eq!(third.errors(), [("time", "time_taken")]);
    }
}

#[tokio::test]
async fn a_time_that_nobody_offers_is_refused() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        for (field, answer, errors) in [
            ("time", "2026-11-26T09:17:00Z", vec![("time", "time_taken")]),
            ("time", "giovedì", vec![("time", "time_form")]),
            ("way", "", vec![("way", "missing")]),
            (
                "way",
                "call_back",
                vec![("time", "not_offered"), ("phone", "missing")],
            ),
            ("way", "video", vec![("time", "not_offered")]),
        ] {
            let mut request = booking(&world, FIRST, "");
            request[field] = answer.into();
            let refused = world.post("/api/v1/requests", &request).send().await;
            assert_eq!(refused.errors(), errors, "{field} {answer}");
        }
    }
}
