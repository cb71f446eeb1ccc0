//! `POST /api/v1/requests`, refused: nothing is stored, and the person hears what to do.

use crate::world::worlds;
use serde_json::{Value, json};

const REQUESTS: &str = api::paths::REQUESTS;

#[tokio::test]
async fn an_empty_form_hears_of_all_that_is_missing_at_once() {
    for world in worlds().await {
        let answer = world.post(REQUESTS, &json!({})).send().await;
        assert_eq!((answer.status.as_u16(), answer.problem()), (422, "fields"));
        let expected = [
            ("motive", "missing"),
            ("polo", "missing"),
            ("reply_by", "missing"),
            ("consent", "no_consent"),
        ];
        assert_eq!(answer.errors(), expected);
        assert_eq!(answer.header("content-language"), "it");
        let english = world
            .post(REQUESTS, &json!({}))
            .header("Accept-Language", "en")
            .send()
            .await;
        assert_eq!(english.header("content-language"), "en");
        assert_ne!(
            english.body["errors"][0]["detail"],
            answer.body["errors"][0]["detail"]
        );
        assert!(world.listed().await.is_empty());
    }
}

#[tokio::test]
async fn each_slip_is_told_beside_its_field_and_never_repeats_what_was_written() {
    for world in worlds().await {
        let long = "parola ".repeat(100);
        let slips: [(&str, Value, &str); 21] = [
            ("motive", "segreto".into(), "not_offered"),
            ("polo", "segreto".into(), "not_offered"),
            ("neighbourhood", "segreto".into(), "not_offered"),
            ("reply_by", "segreto".into(), "not_offered"),
            ("days", json!(["segreto"]), "not_offered"),
            ("days", json!(["sun"]), "not_offered"),
            ("parts", json!(["evening"]), "not_offered"),
            ("note", long.into(), "too_long"),
            ("note", "segreto\0".into(), "hidden_character"),
            ("name", "segreto\u{202e}".into(), "hidden_character"),
            ("phone", "segreto".into(), "phone_characters"),
            ("phone", "12345".into(), "phone_short"),
            ("phone", "333 123 4567 89".into(), "phone_long"),
            ("email", "segreto".into(), "email_no_at"),
            ("email", "segreto@localhost".into(), "email_form"),
            ("call_at", "segreto".into(), "time_form"),
            ("call_at", "2026-11-23T10:00".into(), "time_past"),
            ("call_at", "2027-11-23T10:00".into(), "time_far"),
            ("answers", json!(["Chi? segreto".repeat(30)]), "too_long"),
            ("answers", json!(["Chi?", "segreto\0"]), "hidden_character"),
            ("consent", false.into(), "no_consent"),
        ];
        for (field, answer, fault) in slips {
            let refused = world
                .post(REQUESTS, &world.least_but(field, answer.clone()))
                .send()
                .await;
            assert_eq!(
                (refused.status.as_u16(), refused.problem()),
                (422, "fields"),
                "{field}: {answer}"
            );
            assert!(
                refused.errors().contains(&(field, fault)),
                "{field}: {answer}: {}",
                refused.text
            );
            assert!(!refused.text.contains("segreto"), "{}", refused.text);
        }
        assert!(world.listed().await.is_empty());
    }
}

#[tokio::test]
async fn figures_stand_in_the_words() {
    for world in worlds().await {
        let refused = world
            .post(REQUESTS, &world.least_but("note", "é".repeat(601)))
            .send()
            .await;
        let detail = refused.body["errors"][0]["detail"].as_str().expect("words");
        assert!(detail.contains("600") && detail.contains("601"), "{detail}");
        assert_eq!(
            world
                .post(REQUESTS, &world.least_but("note", "é".repeat(600)))
                .send()
                .await
                .status,
            201
        );
    }
}

#[tokio::test]
async fn an_hour_that_the_change_of_clock_skips_is_none() {
    for world in worlds().await {
        world.set_clock("2027-03-20T09:00:00Z");
        let refused = world
            .post(REQUESTS, &world.least_but("call_at", "2027-03-28T02:30"))
            .send()
            .await;
        assert_eq!(refused.errors(), [("call_at", "time_skipped")]);
        assert_eq!(
            world
                .post(REQUESTS, &world.least_but("call_at", "2027-03-28T03:00"))
                .send()
                .await
                .status,
            201
        );
    }
}

#[tokio::test]
async fn what_has_passed_is_judged_by_the_clock_on_the_wall() {
    for world in worlds().await {
        // Nine in London is ten in Parma.
        let at = |time: &str| world.post(REQUESTS, &world.least_but("call_at", time)).send();
        assert_eq!(at("2026-11-23T10:00").await.errors(), [("call_at", "time_past")]);
        assert_eq!(at("2026-11-23T10:01").await.status, 201);
    }
}

#[tokio::test]
async fn whoever_wants_a_call_leaves_a_number() {
    for world in worlds().await {
        let refused = world
            .post(REQUESTS, &world.least_but("way", "call_back"))
            .send()
            .await;
        assert_eq!(refused.errors(), [("phone", "missing")]);
        let refused = world
            .post(REQUESTS, &world.least_but("reply_by", "email"))
            .send()
            .await;
        assert_eq!(refused.errors(), [("email", "missing")]);
    }
}

#[tokio::test]
async fn a_neighbourhood_of_another_polo_is_pointed_out() {
    for world in worlds().await {
        let elsewhere = world.catalogue.poli[1].neighbourhoods[0].id.clone();
        let refused = world
            .post(REQUESTS, &world.least_but("neighbourhood", elsewhere))
            .send()
            .await;
        assert_eq!(refused.errors(), [("polo", "other_polo")]);
    }
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_before_anything_is_done() {
    for world in worlds().await {
        for key in ["", "con spazio", &"k".repeat(129), "perché"] {
            let answer = world.post(REQUESTS, &world.least()).key(key).send().await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (400, "bad-key"),
                "{key}"
            );
        }
        let twice = world
            .post(REQUESTS, &world.least())
            .key("a")
            .key("b")
            .send()
            .await;
        assert_eq!((twice.status.as_u16(), twice.problem()), (400, "bad-key"));
        assert!(world.listed().await.is_empty());
        assert_eq!(
            world
                .post(REQUESTS, &world.least())
                .key(&"k".repeat(128))
                .send()
                .await
                .status,
            201
        );
    }
}

#[tokio::test]
async fn an_unknown_field_or_one_of_another_kind_is_named() {
    for world in worlds().await {
        let mut body = world.least();
        body["admin"] = "segreto".into();
        body["note"] = 7.into();
        body["days"] = "mon".into();
        body["interpreter"] = "segreto".into();
        body["phone"] = Value::Null;
        let refused = world.post(REQUESTS, &body).send().await;
        assert_eq!((refused.status.as_u16(), refused.problem()), (422, "fields"));
        let expected = [
            ("admin", "unknown_field"),
            ("days", "not_a_list"),
            ("interpreter", "not_true_or_false"),
            ("note", "not_a_text"),
            ("phone", "not_a_text"),
        ];
        assert_eq!(refused.errors(), expected);
        assert!(!refused.text.contains("segreto"));
        assert!(world.listed().await.is_empty());
    }
}
