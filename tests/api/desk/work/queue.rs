//! Who has a request, what comes first, how late an answer is.

use crate::desk::refusal;
use crate::world::worlds;
use jiff::SignedDuration;
use serde_json::json;

#[tokio::test]
async fn whoever_takes_a_request_has_it_and_colleagues_see_who() {
    for world in worlds().await {
        let (one, two) = (world.asked(json!({})).await.0, world.asked(json!({})).await.0);
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let gino = world
            .desk("gino", &["social_worker:san-leonardo:accoglienza"])
            .await;
        let taken = sara.does(&one, "take", json!({})).await;
        assert_eq!(taken["worker"]["name"], "Nome di sara");
        assert_eq!(taken["mine"], true);
        let seen = gino.list("").await;
        let seen = seen
            .iter()
            .find(|seen| seen["worker"].is_object())
            .expect("it is there");
        assert_eq!(
            (&seen["worker"]["id"], &seen["mine"]),
            (&json!(sara.worker.id), &json!(false))
        );
        assert_eq!(refusal(&gino.act(&one, "take", json!({})).await), (409, "taken"));
        assert_eq!(sara.codes("?mine=true").await, [one.as_str()]);
        assert!(gino.codes("?mine=true").await.is_empty());
        gino.does(&two, "take", json!({})).await;
        assert_eq!(gino.codes("?mine=true").await, [two.as_str()]);
        assert_eq!(gino.codes("").await.len(), 2);
        assert_eq!(
            gino.opened(&one).await["request"]["worker"]["name"],
            "Nome di sara"
        );
    }
}

#[tokio::test]
async fn of_two_who_take_it_at_once_one_has_it_and_the_record_names_that_one() {
    for world in worlds().await {
        let (code, secret) = world.asked(json!({})).await;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        let gino = world.desk("gino", &["social_worker:*:*"]).await;
        let (first, second) = tokio::join!(
            sara.act(&code, "take", json!({})),
            gino.act(&code, "take", json!({}))
        );
        let (won, lost) = if first.status == 200 {
            (first, second)
        } else {
            (second, first)
        };
        assert_eq!((won.status.as_u16(), refusal(&lost)), (200, (409, "taken")));
        let name = won.body["worker"]["name"].clone();
        let opened = sara.opened(&code).await;
        assert_eq!(opened["request"]["worker"]["name"], name);
        assert_eq!(opened["record"][1]["who"], name);
        let owned = world.owned(&(code, secret)).await;
        assert_eq!(owned["events"][0]["what"], "taken");
        assert_eq!(owned["status"], "in_charge");
    }
}

#[tokio::test]
async fn an_answered_request_that_nobody_has_can_still_be_taken() {
    for world in worlds().await {
        let (code, _) = world.asked(json!({})).await;
        let front = world.desk("porta", &["front_desk:*:*"]).await;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        front
            .does(&code, "answer", json!({ "text": "Ti richiamiamo." }))
            .await;
        let taken = sara.does(&code, "take", json!({})).await;
        assert_eq!(
            (&taken["status"], &taken["mine"]),
            (&json!("answered"), &json!(true))
        );
    }
}

#[tokio::test]
async fn lateness_is_a_word_and_days_that_count_working_days() {
    for world in worlds().await {
        // Monday 23 November 2026; five working days are until Monday 30.
        let (code, _) = world.asked(json!({})).await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        for (day, word, left) in [
            ("2026-11-24", "in_time", 4),
            ("2026-11-27", "soon", 1),
            ("2026-11-29", "soon", 1),
            ("2026-11-30", "today", 0),
            ("2026-12-02", "late", -2),
        ] {
            world.set_clock(&format!("{day}T10:00:00Z"));
            let session = world.signed_in(&sara).await;
            let list = world
                .get(api::paths::desk::REQUESTS)
                .header("Cookie", &session)
                .send()
                .await;
            let seen = &list.body[0];
            assert_eq!(
                (&seen["lateness"], &seen["days_left"]),
                (&json!(word), &json!(left)),
                "{day}"
            );
        }
        let session = world.signed_in(&sara).await;
        let path = api::paths::desk::request(&code, "answer");
        let answered = world.act(&session, &path, &json!({ "text": "Eccoci." })).await;
        assert!(answered.body["lateness"].is_null() && answered.body["days_left"].is_null());
    }
}

#[tokio::test]
async fn what_is_planned_stands_before_the_others_on_its_day_and_not_before() {
    for world in worlds().await {
        let (old, _) = world.asked(json!({})).await;
        world.let_pass(SignedDuration::from_hours(24));
        let (planned, _) = world.asked(json!({})).await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        let next = json!({ "on": "2026-11-26", "text": "Sentire il medico" });
        let path = api::paths::desk::request(&planned, "next");
        let set = world.act(&session, &path, &next).await;
        assert_eq!(
            (&set.body["next_on"], &set.body["overdue"]),
            (&json!("2026-11-26"), &json!(false))
        );
        let order = async || {
            let session = world.signed_in(&sara).await;
            let list = world
                .get(api::paths::desk::REQUESTS)
                .header("Cookie", &session)
                .send()
                .await;
            assert!(!list.text.contains("medico"), "a list says no more than the day");
            let code = |one: &serde_json::Value| one["code"].as_str().expect("a code").replace('-', "");
            list.body
                .as_array()
                .expect("a list")
                .iter()
                .map(code)
                .collect::<Vec<_>>()
        };
        assert_eq!(order().await, [old.as_str(), &planned]);
        world.set_clock("2026-11-26T08:00:00Z");
        assert_eq!(order().await, [planned.as_str(), &old]);
        let session = world.signed_in(&sara).await;
        for (slip, errors) in [
            (
                json!({ "on": "2026-11-25", "text": "Ieri" }),
                [("on", "time_past")],
            ),
            (json!({ "on": "2028-11-25", "text": "Poi" }), [("on", "day_far")]),
            (json!({ "on": "domani", "text": "Poi" }), [("on", "time_form")]),
            (json!({ "on": "2026-11-27" }), [("text", "missing")]),
            (json!({ "text": "Senza giorno" }), [("on", "missing")]),
        ] {
            assert_eq!(world.act(&session, &path, &slip).await.errors(), errors);
        }
        let none = world.act(&session, &path, &json!({})).await;
        assert!(none.body["next_on"].is_null(), "{}", none.text);
    }
}
