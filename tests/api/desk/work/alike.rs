//! Requests that may be of the same person: pointed at, never put together.

use crate::desk::refusal;
use crate::world::worlds;
use serde_json::json;

#[tokio::test]
async fn requests_of_one_polo_with_the_same_contact_are_pointed_at() {
    for world in worlds().await {
        let (one, _) = world.asked(json!({ "phone": "333 1234567" })).await;
        let (two, _) = world
            .asked(json!({ "phone": "+39 333 123 4567", "email": "anna@example.org", "motive": "soldi" }))
            .await;
        let (three, secret) = world.asked(json!({ "email": "Anna@Example.org" })).await;
        world
            .asked(json!({ "phone": "333 1234567", "polo": "pablo" }))
            .await;
        world.asked(json!({ "phone": "333 7654321" })).await;
        let sara = world.desk("sara", &["social_worker:san-leonardo:*"]).await;
        let alike = async |code: &str| {
            let opened = sara.opened(code).await;
            let all = opened["alike"].as_array().expect("a list").clone();
            let mut codes: Vec<String> = all
                .iter()
                .map(|one| one["code"].as_str().expect("a code").replace('-', ""))
                .collect();
            codes.sort();
            codes
        };
        assert_eq!(alike(&one).await, [two.as_str()]);
        let mut both = [one.clone(), three.clone()];
        both.sort();
        assert_eq!(alike(&two).await, both);
        // Whoever has only one area hears nothing of the others.
        let dora = world.desk("dora", &["social_worker:*:disabilita"]).await;
        let (hers, _) = world
            .asked(json!({ "phone": "333 1234567", "motive": "disabilita" }))
            .await;
        assert_eq!(dora.opened(&hers).await["alike"], json!([]));
        let gone = world
            .post(&api::paths::withdrawal(&three), &json!({}))
            .secret(&secret)
            .send()
            .await;
        assert_eq!(gone.status, 200);
        assert!(!alike(&two).await.contains(&three));
    }
}

#[tokio::test]
async fn a_worker_says_same_or_not_and_can_take_it_back() {
    for world in worlds().await {
        let (one, _) = world.asked(json!({ "phone": "333 1234567" })).await;
        let (two, _) = world.asked(json!({ "phone": "333 1234567" })).await;
        let (three, _) = world.asked(json!({})).await;
        let sara = world.desk("sara", &["social_worker:*:*"]).await;
        let said = async |code: &str| sara.opened(code).await["alike"][0]["verdict"].clone();
        assert_eq!(said(&one).await, "");
        sara.does(&one, "alike", json!({ "code": two, "verdict": "same" }))
            .await;
        assert_eq!(
            (said(&one).await, said(&two).await),
            (json!("same"), json!("same"))
        );
        sara.does(&two, "alike", json!({ "code": one, "verdict": "different" }))
            .await;
        assert_eq!(said(&one).await, "different");
        sara.does(&one, "alike", json!({ "code": two })).await;
        assert_eq!(said(&two).await, "");
        for other in [&three, &one] {
            let no = sara
                .act(&one, "alike", json!({ "code": other, "verdict": "same" }))
                .await;
            assert_eq!(refusal(&no), (409, "not-alike"));
        }
        let slip = sara
            .act(&one, "alike", json!({ "code": two, "verdict": "boh" }))
            .await;
        assert_eq!(slip.errors(), [("verdict", "not_offered")]);
    }
}
