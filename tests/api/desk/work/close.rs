//! How a request ends, and how it is opened again.

use crate::desk::refusal;
use crate::world::worlds;
use serde_json::json;

#[tokio::test]
async fn it_ends_with_an_outcome_that_the_person_reads_and_what_waited_ends_with_it() {
    for world in worlds().await {
        let asked = world.asked(json!({})).await;
        let code = &asked.0;
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let pablo = world.desk("paola", &["social_worker:pablo:*"]).await;
        sara.does(code, "next", json!({ "on": "2026-11-26", "text": "Richiamare" }))
            .await;
        sara.does(code, "hand-over", json!({ "polo": "pablo" })).await;
        let slip = sara.act(code, "close", json!({ "outcome": "perso" })).await;
        assert_eq!(slip.errors(), [("outcome", "not_offered")]);
        sara.does(code, "close", json!({ "outcome": "no_contact" })).await;
        let owned = world.owned(&asked).await;
        assert_eq!(
            (&owned["status"], &owned["outcome"]),
            (&json!("closed"), &json!("no_contact"))
        );
        assert!(sara.codes("").await.is_empty() && pablo.codes("").await.is_empty());
        let opened = sara.opened(code).await;
        assert_eq!(
            (&opened["outcome"], &opened["next"]),
            (&json!("no_contact"), &json!(""))
        );
        assert_eq!(opened["hand_over"]["state"], "withdrawn");
        for (verb, body) in [
            ("hand-over", json!({ "polo": "pablo" })),
            ("next", json!({ "on": "2026-11-26", "text": "Ancora" })),
            ("take", json!({})),
        ] {
            assert_eq!(
                refusal(&sara.act(code, verb, body).await),
                (409, "closed-at-desk"),
                "{verb}"
            );
        }
        // What happens after is noted all the same.
        sara.does(code, "notes", json!({ "text": "Ha richiamato dopo" }))
            .await;
    }
}

#[tokio::test]
async fn a_coordinator_opens_it_again_with_a_reason_and_another_promise() {
    for world in worlds().await {
        let asked = world.asked(json!({})).await;
        let code = &asked.0;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        sara.does(code, "take", json!({})).await;
        let boss = world
            .desk("capo", &["coordinator:san-leonardo:accoglienza"])
            .await;
        let open = boss.act(code, "reopen", json!({ "why": "Serve ancora" })).await;
        assert_eq!(refusal(&open), (409, "not-closed"));
        sara.does(code, "close", json!({ "outcome": "gave_up" })).await;
        let no = sara.act(code, "reopen", json!({ "why": "Serve ancora" })).await;
        assert_eq!(refusal(&no), (403, "forbidden"));
        world.set_clock("2026-12-01T09:00:00Z");
        let boss = world
            .desk("capa", &["coordinator:san-leonardo:accoglienza"])
            .await;
        assert_eq!(
            boss.act(code, "reopen", json!({})).await.errors(),
            [("why", "missing")]
        );
        let again = boss
            .does(code, "reopen", json!({ "why": "Ha richiamato lei" }))
            .await;
        // Who had it has it again.
        assert_eq!(
            (&again["status"], &again["worker"]["name"]),
            (&json!("in_charge"), &json!("Nome di sara"))
        );
        assert_eq!(
            (&again["answer_by"], &again["days_left"]),
            (&json!("2026-12-08"), &json!(5))
        );
        let note = &boss.opened(code).await["notes"][0];
        assert_eq!(
            (&note["kind"], &note["text"]),
            (&json!("reopened"), &json!("Ha richiamato lei"))
        );
        let owned = world.owned(&asked).await;
        assert!(owned["outcome"].is_null() && !owned.to_string().contains("richiamato"));
        assert_eq!(owned["events"][2]["what"], "reopened");
    }
}
