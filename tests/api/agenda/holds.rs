//! `POST /api/v1/holds` and `…/release`.

use super::{FIRST, SECOND, booking, hold, plan, thursdays, times, wanted};
use crate::world::{World, worlds};
use jiff::SignedDuration;
use serde_json::json;

async fn free(world: &World) -> serde_json::Value {
    times(world, "motive=casa&polo=pablo").await.body["times"].clone()
}

#[tokio::test]
async fn a_held_seat_is_nobody_elses_for_ten_minutes() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let held = hold(&world, FIRST).await;
        assert_eq!(held.status, 201, "{}", held.text);
        assert_eq!(held.text_of("until"), "2026-11-23T09:10:00Z");
        assert_eq!(held.text_of("end"), "2026-11-26T09:45:00Z");
        assert_eq!(free(&world).await, json!([SECOND]));
        assert_eq!(hold(&world, FIRST).await.errors(), [("time", "time_taken")]);
        world.let_pass(SignedDuration::from_mins(10));
        // Whoever comes next takes it, even before anything has swept.
        assert_eq!(hold(&world, FIRST).await.status, 201);
    }
}

#[tokio::test]
async fn a_hold_lets_the_one_before_it_go() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let first = hold(&world, FIRST).await.text_of("hold");
        let mut other = wanted(SECOND);
        other["instead_of"] = first.clone().into();
        let second = world.post("/api/v1/holds", &other).send().await;
        assert_eq!(second.status, 201, "{}", second.text);
        assert_eq!(free(&world).await, json!([FIRST]));
        // Where the other time is taken, what one has stays.
        assert_eq!(hold(&world, FIRST).await.status, 201);
        let mut back = wanted(FIRST);
        back["instead_of"] = second.text_of("hold").into();
        assert_eq!(
            world.post("/api/v1/holds", &back).send().await.errors(),
            [("time", "time_taken")]
        );
        assert_eq!(hold(&world, SECOND).await.errors(), [("time", "time_taken")]);
    }
}

#[tokio::test]
async fn the_same_time_may_be_held_anew() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let first = hold(&world, FIRST).await.text_of("hold");
        world.let_pass(SignedDuration::from_mins(8));
        let mut again = wanted(FIRST);
        again["instead_of"] = first.into();
        let again = world.post("/api/v1/holds", &again).send().await;
        assert_eq!(again.text_of("until"), "2026-11-23T09:18:00Z");
        assert_eq!(free(&world).await, json!([SECOND]));
    }
}

#[tokio::test]
async fn a_hold_let_go_is_free_at_once_and_no_hold_is_let_go_as_well() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let token = hold(&world, FIRST).await.text_of("hold");
        for body in [
            json!({ "hold": token }),
            json!({ "hold": token }),
            json!({ "hold": "niente" }),
        ] {
            assert_eq!(
                world.post("/api/v1/holds/release", &body).send().await.status,
                200
            );
        }
        assert_eq!(free(&world).await, json!([FIRST, SECOND]));
    }
}

#[tokio::test]
async fn what_is_over_is_swept_away() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        hold(&world, FIRST).await;
        world.let_pass(SignedDuration::from_mins(11));
        let released = world
            .store
            .agenda()
            .release_expired(world.state.clock.now())
            .await;
        assert_eq!(released.expect("swept"), 1);
        assert_eq!(free(&world).await, json!([FIRST, SECOND]));
    }
}

#[tokio::test]
async fn a_booking_takes_the_seat_that_is_held_and_a_late_one_the_seat_if_it_is_free() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let token = hold(&world, FIRST).await.text_of("hold");
        let sent = world
            .post("/api/v1/requests", &booking(&world, FIRST, &token))
            .send()
            .await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        assert_eq!(sent.body["appointment"]["start"], FIRST);
        let late = hold(&world, SECOND).await.text_of("hold");
        world.let_pass(SignedDuration::from_mins(20));
        let sent = world
            .post("/api/v1/requests", &booking(&world, SECOND, &late))
            .send()
            .await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        let third = world
            .post("/api/v1/requests", &booking(&world, SECOND, &late))
            .send()
            .await;
        assert_eq!(third.errors(), [("time", "time_taken")]);
    }
}

#[tokio::test]
async fn a_hold_outlives_a_new_plan() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let token = hold(&world, FIRST).await.text_of("hold");
        plan(&world).await;
        let sent = world
            .post("/api/v1/requests", &booking(&world, FIRST, &token))
            .send()
            .await;
        assert_eq!(sent.status, 201, "{}", sent.text);
    }
}

#[tokio::test]
async fn nobody_can_hold_a_whole_agenda() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        for _ in 0..60 {
            let token = hold(&world, FIRST).await.text_of("hold");
            let body = json!({ "hold": token });
            world.post("/api/v1/holds/release", &body).send().await;
        }
        assert_eq!(hold(&world, FIRST).await.problem(), "throttled");
        assert_eq!(
            world
                .post("/api/v1/holds", &wanted(FIRST))
                .from("192.0.2.77")
                .send()
                .await
                .status,
            201
        );
    }
}
