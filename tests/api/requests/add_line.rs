//! `POST /api/v1/requests/{code}/lines`.

use super::path;
use crate::world::{Answer, World, worlds};
use domain::Secret;
use jiff::SignedDuration;
use serde_json::json;

async fn add(world: &World, (code, secret): &(String, String), text: &str, key: &str) -> Answer {
    let call = world
        .post(&format!("{}/lines", path(code)), &json!({ "text": text }))
        .secret(secret);
    call.key(key).send().await
}

#[tokio::test]
async fn a_line_is_added_and_seen_under_the_request() {
    for world in worlds().await {
        let sent = world.sent().await;
        add(&world, &sent, "Posso venire anche martedì.", "a").await;
        world.let_pass(SignedDuration::from_mins(5));
        let second = add(&world, &sent, "  Anzi,\r\nmercoledì.  ", "b").await;
        assert_eq!(second.status, 201);
        let expected = json!([
            { "at": "2026-11-23T09:00:00Z", "author": "citizen", "text": "Posso venire anche martedì." },
            { "at": "2026-11-23T09:05:00Z", "author": "citizen", "text": "Anzi,\nmercoledì." },
        ]);
        assert_eq!(second.body["lines"], expected);
        assert_eq!(
            world.get(&path(&sent.0)).secret(&sent.1).send().await.body,
            second.body
        );
    }
}

#[tokio::test]
async fn a_line_says_something_and_fits() {
    for world in worlds().await {
        let sent = world.sent().await;
        for (text, fault) in [
            ("", "missing"),
            (" \n ", "missing"),
            ("a\0b", "hidden_character"),
            (&"x".repeat(601), "too_long"),
        ] {
            let refused = add(&world, &sent, text, "k").await;
            assert_eq!((refused.status.as_u16(), refused.problem()), (422, "fields"));
            assert_eq!(refused.errors(), [("text", fault)]);
        }
        let absent = world
            .post(&format!("{}/lines", path(&sent.0)), &json!({}))
            .secret(&sent.1)
            .send()
            .await;
        assert_eq!(absent.errors(), [("text", "missing")]);
        let odd = world
            .post(&format!("{}/lines", path(&sent.0)), &json!({ "testo": "a" }))
            .secret(&sent.1)
            .send()
            .await;
        assert_eq!(odd.errors(), [("testo", "unknown_field")]);
        assert_eq!(
            world.get(&path(&sent.0)).secret(&sent.1).send().await.body["lines"],
            json!([])
        );
    }
}

#[tokio::test]
async fn sent_again_with_its_key_it_stands_there_once() {
    for world in worlds().await {
        let sent = world.sent().await;
        let first = add(&world, &sent, "Una riga", "k").await;
        let again = add(&world, &sent, "Una riga", "k").await;
        assert_eq!(
            (again.status.as_u16(), again.header("idempotency-replayed")),
            (201, "true")
        );
        assert_eq!(again.text, first.text);
        let other = add(&world, &sent, "Un'altra", "k").await;
        assert_eq!((other.status.as_u16(), other.problem()), (422, "key-reused"));
        let elsewhere = world.sent().await;
        assert_eq!(
            add(&world, &elsewhere, "Una riga", "k")
                .await
                .header("idempotency-replayed"),
            ""
        );
    }
}

#[tokio::test]
async fn twenty_lines_and_no_more() {
    for world in worlds().await {
        let sent = world.sent().await;
        for number in 0..20 {
            assert_eq!(
                add(&world, &sent, &format!("riga {number}"), &format!("k{number}"))
                    .await
                    .status,
                201
            );
        }
        let refused = add(&world, &sent, "una di troppo", "k20").await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem()),
            (409, "too-many-lines")
        );
    }
}

#[tokio::test]
async fn whoever_has_not_the_secret_adds_nothing_and_is_counted() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let wrong = (code.clone(), Secret::from_random([8; 16]).grouped());
        for _ in 0..10 {
            let answer = add(&world, &wrong, "ciao", "k").await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (404, "no-such-request")
            );
        }
        assert_eq!(
            add(&world, &(code.clone(), secret.clone()), "ciao", "k")
                .await
                .status,
            429
        );
        world.let_pass(SignedDuration::from_mins(15));
        assert_eq!(
            world.get(&path(&code)).secret(&secret).send().await.body["lines"],
            json!([])
        );
        let none = world
            .post(&format!("{}/lines", path(&code)), &json!({ "text": "ciao" }))
            .send()
            .await;
        assert_eq!(none.status, 401);
    }
}
