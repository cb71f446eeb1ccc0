//! `/api/v1/desk/requests`: the first work on requests.

use super::refusal;
use crate::world::{World, worlds};
use api::paths::desk as paths;
use serde_json::{Value, json};

/// Sends a request of that motive to that Polo; gives its code, without the hyphen, and the secret.
async fn sent(world: &World, motive: &str, polo: &str) -> (String, String) {
    let mut request = world.least_but("name", "Annamaria");
    request["motive"] = motive.into();
    request["polo"] = polo.into();
    request["phone"] = "333 1234567".into();
    let sent = world.post(api::paths::REQUESTS, &request).send().await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    (sent.text_of("code").replace('-', ""), sent.text_of("secret"))
}

async fn queue(world: &World, session: &str) -> Vec<Value> {
    let answer = world.get(paths::REQUESTS).header("Cookie", session).send().await;
    assert!(!answer.text.contains("Annamaria"));
    answer.body.as_array().expect("a list").clone()
}

#[tokio::test]
async fn the_list_is_of_ones_own_polo_and_area_with_the_oldest_promise_first() {
    for world in worlds().await {
        let (leonardo, other) = (&world.catalogue.poli[0].id, &world.catalogue.poli[1].id);
        sent(&world, "soldi", leonardo).await;
        world.let_pass(jiff::SignedDuration::from_hours(24));
        let (casa, _) = sent(&world, "casa", leonardo).await;
        sent(&world, "casa", other).await;
        sent(&world, "anziani", leonardo).await;
        let grants = [
            format!("social_worker:{leonardo}:accoglienza"),
            format!("coordinator:{leonardo}:accoglienza"),
        ];
        let sara = world.worker("sara", &[&grants[0], &grants[1]]).await;
        let session = world.signed_in(&sara).await;
        let motives = |list: &[Value]| {
            let motives = list.iter().map(|one| one["motive"].as_str().expect("a motive"));
            motives.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(motives(&queue(&world, &session).await), ["soldi", "casa"]);
        let closed = world
            .act(
                &session,
                &paths::request(&casa, "close"),
                &json!({ "outcome": "helped" }),
            )
            .await;
        assert_eq!(closed.text_of("status"), "closed");
        assert_eq!(motives(&queue(&world, &session).await), ["soldi"]);
        let all = world.worker("tutti", &["front_desk:*:*"]).await;
        let session = world.signed_in(&all).await;
        let list = queue(&world, &session).await;
        assert_eq!(list.len(), 3);
        assert!(list.iter().any(|one| one["area"] == "non-autosufficienza"));
    }
}

#[tokio::test]
async fn opening_taking_answering_and_closing_stand_on_the_record_with_a_name() {
    for world in worlds().await {
        let (code, secret) = sent(&world, "casa", &world.catalogue.poli[0].id).await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        let act = |verb: &'static str, body: Value| {
            let (world, session, path) = (&world, &session, paths::request(&code, verb));
            async move { world.act(session, &path, &body).await }
        };
        let opened = act("open", json!({})).await;
        assert_eq!(opened.body["person"]["name"], "Annamaria");
        assert_eq!(opened.body["person"]["phone"], "+393331234567");
        assert_eq!(opened.body["record"][1]["who"], "Nome di sara");
        assert_eq!(act("take", json!({})).await.text_of("status"), "in_charge");
        let said = act("answer", json!({ "text": "Ti aspettiamo giovedì." })).await;
        assert_eq!(said.text_of("status"), "answered");
        let empty = act("answer", json!({ "text": " " })).await;
        assert_eq!(empty.errors(), [("text", "missing")]);
        assert_eq!(act("close", json!({})).await.errors(), [("outcome", "missing")]);
        let end = json!({ "outcome": "signposted" });
        assert_eq!(act("close", end.clone()).await.text_of("status"), "closed");
        assert_eq!(refusal(&act("close", end).await), (409, "closed-at-desk"));
        let seen = world
            .get(&api::paths::request(&code))
            .secret(&secret)
            .send()
            .await;
        assert_eq!(seen.body["openings"][0]["who"], "Nome di sara");
        assert_eq!(seen.body["lines"][0]["text"], "Ti aspettiamo giovedì.");
        assert_eq!(seen.body["outcome"], "signposted");
        let auditor = world.worker("aldo", &["auditor:*:*"]).await;
        let session = world.signed_in(&auditor).await;
        let record = world
            .get(&paths::request(&code, "record"))
            .header("Cookie", &session)
            .send()
            .await;
        let whats: Vec<_> = record.body.as_array().expect("a record").iter().collect();
        let whats: Vec<_> = whats
            .iter()
            .map(|entry| entry["what"].as_str().expect("a word"))
            .collect();
        assert_eq!(whats, ["sent", "shown", "taken", "answered", "closed"]);
        assert!(!record.text.contains("Annamaria"));
    }
}

#[tokio::test]
async fn of_two_workers_who_take_one_request_one_gets_it() {
    for world in worlds().await {
        let (code, _) = sent(&world, "casa", &world.catalogue.poli[0].id).await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let gino = world.worker("gino", &["social_worker:*:*"]).await;
        let (saras, ginos) = (world.signed_in(&sara).await, world.signed_in(&gino).await);
        let (path, nothing) = (paths::request(&code, "take"), json!({}));
        let (first, second) = tokio::join!(
            world.act(&saras, &path, &nothing),
            world.act(&ginos, &path, &nothing)
        );
        let lost = if first.status == 200 { &second } else { &first };
        assert!(first.status == 200 || second.status == 200);
        assert_eq!(refusal(lost), (409, "taken"));
    }
}

#[tokio::test]
async fn what_was_taken_back_or_never_was_is_told() {
    for world in worlds().await {
        let (code, secret) = sent(&world, "casa", &world.catalogue.poli[0].id).await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        let gone = world
            .post(&api::paths::withdrawal(&code), &json!({}))
            .secret(&secret)
            .send()
            .await;
        assert_eq!(gone.status, 200);
        let taken = world
            .act(&session, &paths::request(&code, "take"), &json!({}))
            .await;
        assert_eq!(refusal(&taken), (409, "person-withdrew"));
        let opened = world
            .act(&session, &paths::request(&code, "open"), &json!({}))
            .await;
        assert!(opened.body["person"].is_null() && !opened.body["withdrawn_at"].is_null());
        let other = domain::Code::from_random([1, 2, 3, 4, 5, 6]);
        let unknown = paths::request(other.as_str(), "take");
        let unknown = world.act(&session, &unknown, &json!({})).await;
        assert_eq!(refusal(&unknown), (404, "unknown-request"));
        let slip = world
            .act(&session, &paths::request("K7M2Q", "take"), &json!({}))
            .await;
        assert_eq!(refusal(&slip), (400, "bad-code"));
    }
}
