//! Sessions: how long they last, and that what has ended opens nothing.

use super::{PASSWORD, cookie, refusal};
use crate::world::worlds;
use api::paths::desk as paths;
use jiff::SignedDuration;
use serde_json::json;

#[tokio::test]
async fn a_cookie_that_was_there_before_is_nobodys() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let planted = "__Host-polo-desk=00000000000000000000000000";
        let body = json!({ "login": "sara", "password": PASSWORD });
        let half = world.desk_post(paths::SESSION, &body).header("Cookie", planted);
        let half = cookie(&half.send().await);
        assert_ne!(half, planted);
        let open = world.code_of(&half, &world.phone(&sara)).await;
        assert_ne!(cookie(&open), half);
        for spent in [planted, &half] {
            assert_eq!(refusal(&world.me(spent).await), (401, "not-signed-in"));
        }
        assert_eq!(world.me(&cookie(&open)).await.status, 200);
    }
}

#[tokio::test]
async fn a_session_in_use_changes_its_cookie_and_the_old_one_ends_it() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let first = world.signed_in(&sara).await;
        world.let_pass(SignedDuration::from_mins(14));
        assert_eq!(world.me(&first).await.header("set-cookie"), "");
        world.let_pass(SignedDuration::from_mins(1));
        let rotated = world.me(&first).await;
        let second = cookie(&rotated);
        assert!(rotated.status == 200 && !second.is_empty() && second != first);
        // Calls that were under way still get through, and do not rotate again.
        world.let_pass(SignedDuration::from_secs(9));
        let late = world.me(&first).await;
        assert_eq!((late.status.as_u16(), late.header("set-cookie")), (200, ""));
        assert_eq!(world.me(&second).await.status, 200);
        // Later it is in two hands: whoever has the new one is out as well.
        world.let_pass(SignedDuration::from_secs(1));
        assert_eq!(refusal(&world.me(&first).await), (401, "not-signed-in"));
        assert_eq!(refusal(&world.me(&second).await), (401, "not-signed-in"));
    }
}

#[tokio::test]
async fn of_many_calls_at_once_one_changes_the_cookie() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        world.let_pass(SignedDuration::from_mins(20));
        let calls = (0..8).map(|_| tokio::spawn(world.get(paths::ME).header("Cookie", &session).send()));
        let mut changed = 0;
        for call in calls.collect::<Vec<_>>() {
            let answer = call.await.expect("sent");
            assert_eq!(answer.status, 200);
            changed += usize::from(!answer.header("set-cookie").is_empty());
        }
        assert_eq!(changed, 1);
    }
}

#[tokio::test]
async fn half_an_hour_of_rest_ends_a_session() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        world.let_pass(SignedDuration::from_mins(30));
        assert_eq!(refusal(&world.me(&session).await), (401, "not-signed-in"));
    }
}

#[tokio::test]
async fn after_twelve_hours_it_ends_however_busy() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let mut session = world.signed_in(&sara).await;
        for _ in 0..35 {
            world.let_pass(SignedDuration::from_mins(20));
            let answer = world.me(&session).await;
            assert_eq!(answer.status, 200);
            session = cookie(&answer);
        }
        world.let_pass(SignedDuration::from_mins(20));
        assert_eq!(refusal(&world.me(&session).await), (401, "not-signed-in"));
    }
}

#[tokio::test]
async fn what_was_signed_out_of_is_not_let_in_again() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        let out = world.act(&session, paths::SESSION_END, &json!({})).await;
        assert_eq!(out.status, 200);
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        for _ in 0..2 {
            assert_eq!(refusal(&world.me(&session).await), (401, "not-signed-in"));
        }
    }
}

#[tokio::test]
async fn a_session_elsewhere_can_be_seen_and_ended() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let gino = world.worker("gino", &["social_worker:*:*"]).await;
        let (elsewhere, here) = (world.signed_in(&sara).await, world.signed_in(&sara).await);
        let ginos = world.signed_in(&gino).await;
        let list = |session: String| async {
            let call = world.get(paths::SESSIONS).header("Cookie", &{ session });
            call.send().await.body
        };
        let sessions = list(here.clone()).await;
        assert_eq!(sessions.as_array().map(Vec::len), Some(2));
        assert_eq!(
            (sessions[0]["current"].clone(), sessions[1]["current"].clone()),
            (json!(true), json!(false))
        );
        let id = sessions[1]["id"].as_str().expect("an id").to_owned();
        let others = world.act(&ginos, &paths::session_end(&id), &json!({})).await;
        assert_eq!(refusal(&others), (404, "not-there"));
        assert_eq!(world.me(&elsewhere).await.status, 200);
        let ended = world.act(&here, &paths::session_end(&id), &json!({})).await;
        assert_eq!(ended.status, 200);
        assert_eq!(world.me(&elsewhere).await.status, 401);
        assert_eq!(list(here).await.as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn another_password_ends_all_other_sessions() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let (elsewhere, here) = (world.signed_in(&sara).await, world.signed_in(&sara).await);
        let change = |current: &str, password: &str| json!({ "current": current, "password": password });
        let wrong = change("non questa qui", "cinque alberi verdi");
        let wrong = world.act(&here, paths::PASSWORD, &wrong).await;
        assert_eq!(refusal(&wrong), (401, "wrong-sign-in"));
        let short = world
            .act(&here, paths::PASSWORD, &change(PASSWORD, "corta"))
            .await;
        assert_eq!(short.errors(), [("password", "password_short")]);
        assert_eq!(world.me(&elsewhere).await.status, 200);
        let changed = change(PASSWORD, "cinque alberi verdi");
        let changed = world.act(&here, paths::PASSWORD, &changed).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        assert_eq!(world.me(&elsewhere).await.status, 401);
        assert_eq!(world.me(&here).await.status, 200);
        assert_eq!(world.password_of("sara", PASSWORD).await.status, 401);
        assert_eq!(world.password_of("sara", "cinque alberi verdi").await.status, 200);
    }
}

#[tokio::test]
async fn purging_leaves_those_that_are_open() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        world.signed_in(&sara).await;
        world.let_pass(SignedDuration::from_mins(40));
        let open = world.signed_in(&sara).await;
        let now = world.state.clock.now();
        world
            .store
            .purge(now, &store::Retention::default())
            .await
            .expect("purged");
        assert_eq!(world.me(&open).await.status, 200);
        let left = world.store.sessions().list(&sara.id, now).await.expect("a list");
        assert_eq!(left.len(), 1);
    }
}
