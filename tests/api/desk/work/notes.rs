//! Notes, tries to reach the person, and who reads them.

use crate::desk::refusal;
use crate::world::worlds;
use api::paths::desk as paths;
use serde_json::json;

#[tokio::test]
async fn colleagues_read_a_note_and_neither_the_person_nor_the_auditor_does() {
    for world in worlds().await {
        let asked = world.asked(json!({})).await;
        let code = &asked.0;
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let gino = world.desk("gino", &["front_desk:san-leonardo:accoglienza"]).await;
        let auditor = world.desk("aldo", &["auditor:*:*"]).await;
        sara.does(code, "notes", json!({ "text": "Viene con la sorella" }))
            .await;
        assert_eq!(
            sara.act(code, "notes", json!({ "text": " " })).await.errors(),
            [("text", "missing")]
        );
        let long = sara.act(code, "notes", json!({ "text": "a".repeat(2001) })).await;
        assert_eq!(long.errors(), [("text", "too_long")]);
        let opened = gino.opened(code).await;
        assert_eq!(opened["notes"][0]["text"], "Viene con la sorella");
        assert_eq!(opened["notes"][0]["by"], "Nome di sara");
        assert!(!world.owned(&asked).await.to_string().contains("sorella"));
        let record = world
            .get(&paths::request(code, "record"))
            .header("Cookie", &auditor.session)
            .send()
            .await;
        assert!(record.text.contains("noted") && !record.text.contains("sorella"));
        for list in [sara.list("").await, gino.list("").await] {
            assert!(!json!(list).to_string().contains("sorella"));
        }
    }
}

#[tokio::test]
async fn a_try_to_reach_the_person_is_kept_and_messages_are_left_only_where_they_may_be() {
    for world in worlds().await {
        let (code, _) = world
            .asked(json!({ "reply_by": "phone", "phone": "333 1234567", "leave_message": "no" }))
            .await;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        let no = json!({ "way": "phone", "reached": "left_message" });
        let no = sara.act(&code, "contacts", no).await;
        assert_eq!(no.errors(), [("reached", "no_messages")]);
        let tried = json!({ "way": "phone", "reached": "no_answer", "at": "2026-11-23T08:30:00Z", "text": "Squilla" });
        sara.does(&code, "contacts", tried).await;
        let note = &sara.opened(&code).await["notes"][0];
        let told = [
            &note["kind"],
            &note["way"],
            &note["reached"],
            &note["tried_at"],
            &note["text"],
        ];
        assert_eq!(
            told,
            [
                &json!("contact"),
                &json!("phone"),
                &json!("no_answer"),
                &json!("2026-11-23T08:30:00Z"),
                &json!("Squilla")
            ]
        );
        let slip = json!({ "way": "piccione", "reached": "reached" });
        assert_eq!(
            sara.act(&code, "contacts", slip).await.errors(),
            [("way", "not_offered")]
        );
        let early = json!({ "way": "phone", "reached": "reached", "at": "2030-01-01T00:00:00Z" });
        assert_eq!(
            sara.act(&code, "contacts", early).await.errors(),
            [("at", "not_yet")]
        );
        let (other, _) = world
            .asked(json!({ "reply_by": "phone", "phone": "333 7654321", "leave_message": "yes" }))
            .await;
        let left = json!({ "way": "phone", "reached": "left_message" });
        sara.does(&other, "contacts", left).await;
    }
}

#[tokio::test]
async fn what_colleagues_wrote_goes_when_the_person_takes_the_request_back() {
    for world in worlds().await {
        let asked = world.asked(json!({ "phone": "333 1234567" })).await;
        let code = &asked.0;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        sara.does(code, "notes", json!({ "text": "Viene con la sorella" }))
            .await;
        sara.does(
            code,
            "next",
            json!({ "on": "2026-11-26", "text": "Sentire il medico" }),
        )
        .await;
        sara.does(
            code,
            "hand-over",
            json!({ "polo": "pablo", "why": "Si trasferisce" }),
        )
        .await;
        let gone = world
            .post(&api::paths::withdrawal(code), &json!({}))
            .secret(&asked.1)
            .send()
            .await;
        assert_eq!(gone.status, 200);
        let opened = sara.opened(code).await;
        assert_eq!((&opened["notes"], &opened["next"]), (&json!([]), &json!("")));
        assert!(opened["hand_over"].is_null() && opened["request"]["next_on"].is_null());
        for (verb, body) in [
            ("notes", json!({ "text": "Ancora" })),
            ("next", json!({ "on": "2026-11-26", "text": "Ancora" })),
            ("hand-over", json!({ "polo": "pablo" })),
            ("contacts", json!({ "way": "phone", "reached": "reached" })),
            ("answer", json!({ "text": "Ancora" })),
            ("close", json!({ "outcome": "gave_up" })),
            ("reopen", json!({ "why": "Ancora" })),
        ] {
            let boss = world.desk(&format!("capo.{verb}"), &["coordinator:*:*"]).await;
            assert_eq!(
                refusal(&boss.act(code, verb, body).await),
                (409, "person-withdrew"),
                "{verb}"
            );
        }
    }
}
