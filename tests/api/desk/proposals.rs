//! `/api/v1/desk/waiting` and `…/proposals`: who waits, and the times that the Polo proposes.

use super::refusal;
use crate::agenda::waiting::{ask, one_thursday, seen, sweep, waiter, waits};
use crate::agenda::{FIRST, SECOND, booked, thursdays, times};
use crate::world::{World, worlds};
use api::paths::desk as paths;
use jiff::SignedDuration;
use serde_json::{Value, json};

const NEXT_WEEK: &str = "2026-12-03T10:00:00Z";

/// A request without a time, and somebody of its Polo who is signed in.
async fn without_a_time(world: &World) -> ((String, String), String) {
    let mut request = waiter(world);
    request["waiting"] = false.into();
    let sent = world.post(api::paths::REQUESTS, &request).send().await;
    let sara = world.worker("sara", &["front_desk:pablo:accoglienza"]).await;
    let session = world.signed_in(&sara).await;
    ((sent.text_of("code"), sent.text_of("secret")), session)
}

async fn propose(world: &World, session: &str, code: &str, times: &[&str]) -> crate::world::Answer {
    let path = paths::request(&code.replace('-', ""), "proposals");
    world.act(session, &path, &json!({ "times": times })).await
}

fn states(offers: &Value) -> Vec<&str> {
    let all = offers.as_array().expect("a list").iter();
    all.map(|offer| offer["state"].as_str().expect("a state"))
        .collect()
}

#[tokio::test]
async fn of_the_times_proposed_the_person_takes_one_and_the_others_are_free() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (sent, session) = without_a_time(&world).await;
        let made = propose(&world, &session, &sent.0, &[FIRST, SECOND]).await;
        assert_eq!(made.status, 200, "{}", made.text);
        assert_eq!(states(&made.body), ["open", "open"]);
        let free = times(&world, "motive=casa&polo=pablo&from=2026-11-23").await;
        assert_eq!(free.body["times"], json!([]));
        let view = seen(&world, &sent).await;
        assert_eq!(view["status"], "answered");
        assert_eq!(view["offers"][1]["start"], SECOND);
        assert_eq!(view["offers"][1]["kind"], "proposal");
        let body = json!({ "offer": view["offers"][1]["id"] });
        let taken = ask(&world, &sent, "offers/acceptance", &body).await;
        assert_eq!(taken.body["appointment"]["start"], SECOND);
        let free = times(&world, "motive=casa&polo=pablo&from=2026-11-23").await;
        assert_eq!(free.body["times"], json!([FIRST]));
        let all = world
            .get(&paths::request(&sent.0.replace('-', ""), "offers"))
            .header("Cookie", &session);
        let all = all.send().await;
        assert_eq!(states(&all.body), ["let_go", "taken"]);
    }
}

#[tokio::test]
async fn who_wants_none_of_them_says_what_would_be_better() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (sent, session) = without_a_time(&world).await;
        propose(&world, &session, &sent.0, &[FIRST, SECOND]).await;
        let refused = ask(&world, &sent, "offers/refusal", &json!({ "then": "call" })).await;
        assert_eq!(refused.status, 200, "{}", refused.text);
        assert!(refused.body.get("offers").is_none());
        // Nobody has taken it: it stands where it stood.
        assert_eq!(refused.body["status"], "received");
        let all = world.get(&paths::request(&sent.0.replace('-', ""), "offers"));
        let all = all.header("Cookie", &session).send().await;
        assert_eq!(states(&all.body), ["refused", "refused"]);
        assert_eq!(all.body[0]["wish"], "call");
        let free = times(&world, "motive=casa&polo=pablo&from=2026-11-23").await;
        assert_eq!(free.body["times"], json!([FIRST, SECOND]));
    }
}

#[tokio::test]
async fn a_proposal_is_changed_taken_back_and_ends_by_itself() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (sent, session) = without_a_time(&world).await;
        propose(&world, &session, &sent.0, &[FIRST, SECOND]).await;
        world.let_pass(SignedDuration::from_mins(1));
        let made = propose(&world, &session, &sent.0, &[SECOND, NEXT_WEEK]).await;
        assert_eq!(states(&made.body), ["let_go", "let_go", "open", "open"]);
        let end = paths::request(&sent.0.replace('-', ""), "proposals/end");
        for _ in 0..2 {
            let ended = world.act(&session, &end, &json!({})).await;
            assert_eq!(states(&ended.body), ["let_go"; 4], "{}", ended.text);
        }
        assert!(seen(&world, &sent).await.get("offers").is_none());
        propose(&world, &session, &sent.0, &[FIRST, SECOND]).await;
        world.let_pass(SignedDuration::from_hours(25));
        assert_eq!(sweep(&world).await.lapsed, 2);
        let opened = world.opened(&sent.0, "Sara", "2026-11-25T10:00:00Z").await;
        let record = opened.record.iter().map(|entry| entry.what.word());
        let record: Vec<_> = record.collect();
        assert_eq!(
            record,
            ["sent", "proposed", "proposed", "taken_back", "proposed", "shown"]
        );
    }
}

#[tokio::test]
async fn what_cannot_be_proposed_is_said_and_nothing_is_held() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (sent, session) = without_a_time(&world).await;
        booked(&world, SECOND).await;
        for (times, fault) in [
            (vec![FIRST], "proposals"),
            (vec![FIRST, FIRST], "proposals"),
            (
                vec![FIRST, SECOND, NEXT_WEEK, "2026-12-03T09:00:00Z"],
                "proposals",
            ),
            (vec![FIRST, "domani"], "time_form"),
            (vec![FIRST, SECOND], "time_taken"),
        ] {
            let refused = propose(&world, &session, &sent.0, &times).await;
            assert_eq!(refused.errors(), [("times", fault)], "{}", refused.text);
        }
        let free = times(&world, "motive=casa&polo=pablo&from=2026-11-23").await;
        assert_eq!(free.body["times"], json!([FIRST]));
        ask(&world, &sent, "withdrawal", &json!({})).await;
        let gone = propose(&world, &session, &sent.0, &[FIRST, NEXT_WEEK]).await;
        assert_eq!(refusal(&gone), (409, "person-withdrew"));
    }
}

#[tokio::test]
async fn the_desk_sees_who_waits_in_its_own_polo_and_area_and_nothing_of_the_person() {
    for world in worlds().await {
        one_thursday(&world).await;
        let (first, second) = (waits(&world).await, waits(&world).await);
        sweep(&world).await;
        world.let_pass(SignedDuration::from_mins(1));
        let third = waits(&world).await;
        let list = async |login: &str, grant: &str| {
            let worker = world.worker(login, &[grant]).await;
            let session = world.signed_in(&worker).await;
            let list = world.get(paths::WAITING).header("Cookie", &session);
            list.send().await.body
        };
        let here = list("sara", "front_desk:pablo:accoglienza").await;
        let codes: Vec<&str> = here
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["code"].as_str().expect("a code"))
            .collect();
        assert_eq!(codes.len(), 3);
        assert_eq!(codes[2], third.0);
        assert!(codes.contains(&first.0.as_str()) && codes.contains(&second.0.as_str()));
        assert_eq!(here[0]["place"], 1);
        assert_eq!(here[0]["offered_until"], "2026-11-24T09:00:00Z");
        assert_eq!(here[2]["offered_until"], "");
        assert_eq!(list("luca", "coordinator:pablo:disabilita").await, json!([]));
        assert_eq!(list("rita", "coordinator:lubiana-cittadella:*").await, json!([]));
    }
}
