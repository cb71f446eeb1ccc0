//! `POST /api/v1/feedback`.

use crate::world::worlds;
use jiff::SignedDuration;
use serde_json::{Value, json};

const FEEDBACK: &str = api::paths::FEEDBACK;

fn fair() -> Value {
    json!({ "page": "/servizi/", "rating": "2", "hard": "clear", "detail": "Non ho capito i tempi." })
}

#[tokio::test]
async fn what_a_reader_says_is_counted_under_its_page() {
    for world in worlds().await {
        let answer = world.post(FEEDBACK, &fair()).send().await;
        assert_eq!(
            (answer.status.as_u16(), answer.text_of("page")),
            (201, "/servizi/".to_owned())
        );
        let happy = json!({ "page": "/servizi/", "rating": "5", "liked": "complete" });
        assert_eq!(world.post(FEEDBACK, &happy).send().await.status, 201);
        let summary = world.store.feedback().summary().await.expect("a summary");
        assert_eq!(summary.len(), 1);
        assert_eq!(summary[0].stars, [0, 1, 0, 0, 1]);
        assert_eq!(summary[0].hard.get("clear"), Some(&1));
        assert_eq!(summary[0].liked.get("complete"), Some(&1));
    }
}

#[tokio::test]
async fn a_slip_is_told_and_nothing_is_kept() {
    for world in worlds().await {
        for (field, value, fault) in [
            ("rating", "", "missing"),
            ("rating", "6", "not_offered"),
            ("hard", "segreto", "not_offered"),
            ("page", "https://elsewhere.example/", "not_offered"),
            ("detail", "a\0b", "hidden_character"),
            ("detail", &"x".repeat(201), "too_long"),
        ] {
            let mut body = fair();
            body[field] = value.into();
            let refused = world.post(FEEDBACK, &body).send().await;
            assert_eq!(
                (refused.status.as_u16(), refused.problem()),
                (422, "fields"),
                "{field}: {value}"
            );
            assert!(refused.errors().contains(&(field, fault)), "{}", refused.text);
        }
        assert!(
            world
                .store
                .feedback()
                .summary()
                .await
                .expect("a summary")
                .is_empty()
        );
    }
}

#[tokio::test]
async fn sent_again_with_its_key_it_counts_once() {
    for world in worlds().await {
        let first = world.post(FEEDBACK, &fair()).key("k").send().await;
        let again = world.post(FEEDBACK, &fair()).key("k").send().await;
        assert_eq!(
            (again.status.as_u16(), again.header("idempotency-replayed")),
            (201, "true")
        );
        assert_eq!(again.text, first.text);
        let mut other = fair();
        other["rating"] = "3".into();
        let other = world.post(FEEDBACK, &other).key("k").send().await;
        assert_eq!((other.status.as_u16(), other.problem()), (422, "key-reused"));
        let summary = world.store.feedback().summary().await.expect("a summary");
        assert_eq!(summary[0].stars.iter().sum::<u64>(), 1);
    }
}

#[tokio::test]
async fn thirty_an_hour_from_one_address() {
    for world in worlds().await {
        for _ in 0..30 {
            assert_eq!(world.post(FEEDBACK, &fair()).send().await.status, 201);
        }
        let refused = world.post(FEEDBACK, &fair()).send().await;
        assert_eq!((refused.status.as_u16(), refused.problem()), (429, "throttled"));
        world.let_pass(SignedDuration::from_hours(1));
        assert_eq!(world.post(FEEDBACK, &fair()).send().await.status, 201);
    }
}
