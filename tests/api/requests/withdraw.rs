//! `POST /api/v1/requests/{code}/withdrawal`.

use super::path;
use crate::world::{Answer, World, worlds};
use domain::Secret;
use serde_json::json;

async fn withdraw(world: &World, (code, secret): &(String, String), key: &str) -> Answer {
    world
        .post(&format!("{}/withdrawal", path(code)), &json!({}))
        .secret(secret)
        .key(key)
        .send()
        .await
}

#[tokio::test]
async fn what_was_confided_is_gone_and_what_happened_stays() {
    for world in worlds().await {
        let sent = world.sent().await;
        let line = world
            .post(
                &format!("{}/lines", path(&sent.0)),
                &json!({ "text": "una riga" }),
            )
            .secret(&sent.1);
        assert_eq!(line.send().await.status, 201);
        let answer = withdraw(&world, &sent, "k").await;
        assert_eq!(
            (answer.status.as_u16(), answer.text_of("status")),
            (200, "withdrawn".to_owned())
        );
        assert_eq!(answer.body["lines"], json!([]));
        assert_eq!(answer.text_of("protocol"), "2026/000001");
        assert_eq!(
            world.get(&path(&sent.0)).secret(&sent.1).send().await.body,
            answer.body
        );
        assert!(
            world
                .opened(&sent.0, "Sara", "2026-11-24T09:00:00Z")
                .await
                .person
                .is_none()
        );
    }
}

#[tokio::test]
async fn a_second_time_says_so_and_the_same_sending_is_answered_alike() {
    for world in worlds().await {
        let sent = world.sent().await;
        let first = withdraw(&world, &sent, "k").await;
        let again = withdraw(&world, &sent, "k").await;
        assert_eq!(
            (again.status.as_u16(), again.header("idempotency-replayed")),
            (200, "true")
        );
        assert_eq!(again.text, first.text);
        let second = withdraw(&world, &sent, "other").await;
        assert_eq!(
            (second.status.as_u16(), second.problem()),
            (409, "already-withdrawn")
        );
        let line = world
            .post(&format!("{}/lines", path(&sent.0)), &json!({ "text": "ripenso" }))
            .secret(&sent.1);
        let line = line.send().await;
        assert_eq!((line.status.as_u16(), line.problem()), (409, "already-withdrawn"));
    }
}

#[tokio::test]
async fn whoever_has_not_the_secret_withdraws_nothing() {
    for world in worlds().await {
        let sent = world.sent().await;
        let wrong = (sent.0.clone(), Secret::from_random([8; 16]).grouped());
        assert_eq!(withdraw(&world, &wrong, "k").await.problem(), "no-such-request");
        assert_eq!(
            world
                .get(&path(&sent.0))
                .secret(&sent.1)
                .send()
                .await
                .text_of("status"),
            "received"
        );
    }
}

#[tokio::test]
async fn nothing_more_is_said_than_that() {
    for world in worlds().await {
        let sent = world.sent().await;
        let odd = world
            .post(
                &format!("{}/withdrawal", path(&sent.0)),
                &json!({ "why": "segreto" }),
            )
            .secret(&sent.1);
        let odd = odd.send().await;
        assert_eq!(odd.errors(), [("why", "unknown_field")]);
        assert_eq!(
            world
                .get(&path(&sent.0))
                .secret(&sent.1)
                .send()
                .await
                .text_of("status"),
            "received"
        );
    }
}
