//! A request goes to a colleague or to another Polo, who accepts or refuses.

use crate::desk::refusal;
use crate::world::worlds;
use api::paths::desk as paths;
use serde_json::json;

#[tokio::test]
async fn a_colleague_accepts_and_the_person_reads_it_in_plain_words() {
    for world in worlds().await {
        let asked = world.asked(json!({})).await;
        let code = &asked.0;
        world.asked(json!({})).await;
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let gino = world
            .desk("gino", &["social_worker:san-leonardo:accoglienza"])
            .await;
        let far = world.desk("far", &["social_worker:pablo:*"]).await;
        sara.does(code, "take", json!({})).await;
        let colleagues = world
            .get(&paths::request(code, "colleagues"))
            .header("Cookie", &sara.session)
            .send()
            .await;
        assert_eq!(
            colleagues.body,
            json!([{ "id": gino.worker.id, "name": "Nome di gino" }])
        );
        let asks = json!({ "to": gino.worker.id, "why": "Conosci già la famiglia" });
        let waiting = sara.does(code, "hand-over", asks).await;
        assert_eq!(waiting["worker"]["name"], "Nome di sara");
        assert_eq!(waiting["hand_over"]["for_you"], false);
        let list = gino.list("").await;
        assert_eq!(list[0]["hand_over"]["for_you"], true);
        assert_eq!(list[0]["hand_over"]["why"], "Conosci già la famiglia");
        assert_eq!(gino.codes("?mine=true").await, [code.as_str()]);
        for other in [&sara, &far] {
            let refused = other.act(code, "hand-over/accept", json!({})).await;
            assert_eq!(refusal(&refused), (403, "forbidden"));
        }
        let had = gino.does(code, "hand-over/accept", json!({})).await;
        assert_eq!((&had["mine"], &had["hand_over"]), (&json!(true), &json!(null)));
        let again = gino.act(code, "hand-over/accept", json!({})).await;
        assert_eq!(refusal(&again), (409, "no-hand-over"));
        let owned = world.owned(&asked).await;
        let events: Vec<_> = owned["events"].as_array().expect("a list").iter().collect();
        assert_eq!(events.last().expect("one")["what"], "handed_over");
        assert!(!owned.to_string().contains("famiglia"));
    }
}

#[tokio::test]
async fn another_polo_gets_it_and_only_then_can_work_on_it() {
    for world in worlds().await {
        let asked = world.asked(json!({ "name": "Annamaria" })).await;
        let code = &asked.0;
        let front = world.desk("porta", &["front_desk:san-leonardo:*"]).await;
        let pablo = world.desk("paola", &["social_worker:pablo:accoglienza"]).await;
        let other = world.desk("piero", &["social_worker:pablo:disabilita"]).await;
        assert_eq!(
            refusal(&pablo.act(code, "open", json!({})).await),
            (403, "forbidden")
        );
        front.does(code, "hand-over", json!({ "polo": "pablo" })).await;
        // Whoever is to decide may read what it is about.
        assert_eq!(pablo.opened(code).await["person"]["name"], "Annamaria");
        let note = pablo.act(code, "notes", json!({ "text": "Vediamo." })).await;
        assert_eq!(refusal(&note), (403, "forbidden"));
        assert_eq!(
            refusal(&other.act(code, "open", json!({})).await),
            (403, "forbidden")
        );
        assert!(other.codes("").await.is_empty());
        let twice = front.act(code, "hand-over", json!({ "polo": "lubiana" })).await;
        assert_eq!(refusal(&twice), (409, "hand-over-pending"));
        let had = pablo.does(code, "hand-over/accept", json!({})).await;
        assert_eq!(
            (&had["polo"], &had["status"], &had["mine"]),
            (&json!("pablo"), &json!("in_charge"), &json!(true))
        );
        assert!(front.codes("").await.is_empty());
        assert_eq!(
            refusal(&front.act(code, "open", json!({})).await),
            (403, "forbidden")
        );
        let owned = world.owned(&asked).await;
        assert_eq!(
            (&owned["polo"], &owned["motive"]),
            (&json!("pablo"), &json!("casa"))
        );
    }
}

#[tokio::test]
async fn another_area_of_the_same_polo_gets_it_and_the_motive_stays() {
    for world in worlds().await {
        let (code, _) = world.asked(json!({})).await;
        let sara = world
            .desk("sara", &["social_worker:san-leonardo:accoglienza"])
            .await;
        let dora = world
            .desk("dora", &["social_worker:san-leonardo:disabilita"])
            .await;
        sara.does(&code, "hand-over", json!({ "area": "disabilita" }))
            .await;
        let had = dora.does(&code, "hand-over/accept", json!({})).await;
        assert_eq!(
            (&had["area"], &had["motive"]),
            (&json!("disabilita"), &json!("casa"))
        );
        assert_eq!(dora.codes("").await, [code.as_str()]);
        assert!(sara.codes("").await.is_empty());
        dora.does(&code, "answer", json!({ "text": "Ti chiamo io." }))
            .await;
        assert_eq!(
            refusal(&sara.act(&code, "answer", json!({ "text": "Io pure." })).await),
            (403, "forbidden")
        );
    }
}

#[tokio::test]
async fn whoever_refuses_says_why_and_it_stays() {
    for world in worlds().await {
        let (code, _) = world.asked(json!({})).await;
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let pablo = world.desk("paola", &["social_worker:pablo:*"]).await;
        sara.does(&code, "take", json!({})).await;
        sara.does(&code, "hand-over", json!({ "polo": "pablo" })).await;
        let silent = pablo.act(&code, "hand-over/refuse", json!({})).await;
        assert_eq!(silent.errors(), [("why", "missing")]);
        pablo
            .does(
                &code,
                "hand-over/refuse",
                json!({ "why": "Abita a San Leonardo" }),
            )
            .await;
        let opened = sara.opened(&code).await;
        assert_eq!(opened["hand_over"]["state"], "refused");
        assert_eq!(opened["hand_over"]["reply"], "Abita a San Leonardo");
        assert_eq!(
            (&opened["request"]["mine"], &opened["request"]["polo"]),
            (&json!(true), &json!("san-leonardo"))
        );
        assert!(pablo.codes("").await.is_empty());
        sara.does(&code, "hand-over", json!({ "polo": "pablo" })).await;
        let back = sara.does(&code, "hand-over/take-back", json!({})).await;
        assert!(back["hand_over"].is_null());
        let late = pablo.act(&code, "hand-over/accept", json!({})).await;
        assert_eq!(refusal(&late), (403, "forbidden"));
        let whats: Vec<String> = sara.opened(&code).await["record"]
            .as_array()
            .expect("a record")
            .iter()
            .filter_map(|entry| entry["what"].as_str().filter(|what| what.contains("hand")))
            .map(str::to_owned)
            .collect();
        assert_eq!(
            whats,
            [
                "hand_over_asked",
                "hand_over_refused",
                "hand_over_asked",
                "hand_over_taken_back"
            ]
        );
    }
}

#[tokio::test]
async fn of_accepting_and_taking_back_at_once_one_happens() {
    for world in worlds().await {
        for _ in 0..5 {
            world.let_pass(jiff::SignedDuration::from_hours(1));
            let (code, _) = world.asked(json!({})).await;
            let login = format!("s{}", &code.to_lowercase());
            let sara = world.desk(&login, &["social_worker:san-leonardo:*"]).await;
            let pablo = world.desk(&format!("p{login}"), &["social_worker:pablo:*"]).await;
            sara.does(&code, "hand-over", json!({ "polo": "pablo" })).await;
            let (accepted, back) = tokio::join!(
                pablo.act(&code, "hand-over/accept", json!({})),
                sara.act(&code, "hand-over/take-back", json!({}))
            );
            assert!(
                (accepted.status == 200) != (back.status == 200),
                "{} {}",
                accepted.text,
                back.text
            );
            let here = if accepted.status == 200 { &pablo } else { &sara };
            let there = if accepted.status == 200 { &sara } else { &pablo };
            assert!(here.codes("").await.contains(&code) && !there.codes("").await.contains(&code));
        }
    }
}

#[tokio::test]
async fn nobody_is_given_what_they_cannot_take_and_no_place_what_it_does_not_offer() {
    for world in worlds().await {
        let (code, _) = world.asked(json!({})).await;
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let front = world.desk("porta", &["front_desk:*:*"]).await;
        let far = world.desk("far", &["social_worker:pablo:*"]).await;
        let slip = |body| sara.act(&code, "hand-over", body);
        for to in [&front.worker.id, &far.worker.id] {
            assert_eq!(slip(json!({ "to": to })).await.errors(), [("to", "not_offered")]);
        }
        assert_eq!(
            slip(json!({ "polo": "atlantide" })).await.errors(),
            [("polo", "not_offered")]
        );
        assert_eq!(
            slip(json!({ "area": "magia" })).await.errors(),
            [("area", "not_offered")]
        );
        assert_eq!(slip(json!({})).await.errors(), [("to", "missing")]);
        sara.does(&code, "take", json!({})).await;
        assert_eq!(
            slip(json!({ "to": sara.worker.id })).await.errors(),
            [("to", "not_offered")]
        );
        let long = json!({ "polo": "pablo", "why": "a".repeat(301) });
        assert_eq!(slip(long).await.errors(), [("why", "too_long")]);
    }
}
