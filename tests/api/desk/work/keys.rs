//! Whatever changes something may be sent twice: it is done once, and answered.

use super::Desk;
use crate::world::{Answer, worlds};
use api::paths::desk as paths;
use serde_json::{Value, json};

async fn keyed(desk: &Desk<'_>, code: &str, (verb, body): (&str, &Value), key: &str) -> Answer {
    let call = desk.world.desk_post(&paths::request(code, verb), body).key(key);
    call.header("Cookie", &desk.session).send().await
}

#[tokio::test]
async fn the_same_sending_is_done_once_and_another_under_its_key_is_refused() {
    for world in worlds().await {
        let (other, _) = world.asked(json!({ "phone": "333 1234567" })).await;
        let (code, _) = world.asked(json!({ "phone": "333 1234567" })).await;
        let boss = world.desk("capo", &["coordinator:*:*"]).await;
        let pablo = world.desk("paola", &["social_worker:pablo:*"]).await;
        for (verb, body) in [
            ("open", json!({})),
            ("take", json!({})),
            ("answer", json!({ "text": "Ti aspettiamo." })),
            ("notes", json!({ "text": "Una nota" })),
            ("contacts", json!({ "way": "email", "reached": "reached" })),
            ("next", json!({ "on": "2026-11-30", "text": "Risentirla" })),
            ("alike", json!({ "code": other, "verdict": "same" })),
            ("hand-over", json!({ "polo": "pablo" })),
            ("hand-over/take-back", json!({})),
            ("close", json!({ "outcome": "helped" })),
            ("reopen", json!({ "why": "Serve ancora" })),
        ] {
            let first = keyed(&boss, &code, (verb, &body), verb).await;
            assert_eq!(first.status, 200, "{verb}: {}", first.text);
            let again = keyed(&boss, &code, (verb, &body), verb).await;
            assert_eq!(
                (again.status.as_u16(), again.header("idempotency-replayed")),
                (200, "true"),
                "{verb}: {}",
                again.text
            );
        }
        boss.does(&code, "hand-over", json!({ "polo": "pablo" })).await;
        for _ in 0..2 {
            let accepted = keyed(&pablo, &code, ("hand-over/accept", &json!({})), "accept").await;
            assert_eq!(
                (accepted.status.as_u16(), &accepted.body["mine"]),
                (200, &json!(true))
            );
        }
        let opened = boss.opened(&code).await;
        assert_eq!(opened["lines"].as_array().expect("lines").len(), 1);
        let record = opened["record"].as_array().expect("a record");
        let times = |what: &str| record.iter().filter(|entry| entry["what"] == what).count();
        for what in [
            "taken",
            "answered",
            "noted",
            "contacted",
            "planned",
            "closed",
            "handed_over",
        ] {
            assert_eq!(times(what), 1, "{what}");
        }
        assert_eq!(times("shown"), 2);
        let reused = keyed(&boss, &code, ("notes", &json!({ "text": "Altra" })), "notes").await;
        assert_eq!(reused.problem(), "key-reused");
        // A key is its sender's: under a colleague's, something else happens.
        let hers = keyed(&pablo, &code, ("notes", &json!({ "text": "Una nota" })), "notes").await;
        assert!(!hers.headers.contains_key("idempotency-replayed"));
        assert_eq!(
            boss.opened(&code).await["notes"].as_array().expect("notes").len(),
            4
        );
    }
}

#[tokio::test]
async fn sent_many_times_at_once_it_is_done_once() {
    for world in worlds().await {
        let (code, _) = world.asked(json!({})).await;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        let body = json!({ "text": "Una riga sola." });
        let send = || keyed(&sara, &code, ("answer", &body), "k");
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        for answer in [a, b, c, d] {
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
        assert_eq!(
            sara.opened(&code).await["lines"].as_array().expect("lines").len(),
            1
        );
    }
}
