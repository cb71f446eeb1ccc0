//! `POST /api/v1/requests/{code}/waiting` and its end: the list of those who wait for a time to come free.

use super::change::cancel;
use super::{FIRST, SECOND, booked, plan, times};
use crate::world::{Answer, World, worlds};
use domain::agenda::{Opening, Recurrence};
use domain::request::Way;
use jiff::SignedDuration;
use jiff::civil::{Weekday, date, time};
use serde_json::{Value, json};

/// Somebody at Pablo for housing, on one Thursday from 10 to 12, and never after.
pub(crate) async fn one_thursday(world: &World) {
    let agenda = world.store.agenda();
    let opening = Opening {
        id: String::new(),
        worker: agenda.add_worker("Giulia Prova").await.expect("a worker"),
        polo: "pablo".to_owned(),
        motives: vec!["casa".to_owned()],
        ways: vec![Way::AtPolo, Way::Phone],
        recurrence: Recurrence::Weekly {
            every: 1,
            weekday: Weekday::Thursday,
        },
        from: time(10, 0, 0, 0),
        to: time(12, 0, 0, 0),
        valid_from: date(2026, 11, 23),
        valid_until: Some(date(2026, 11, 26)),
    };
    agenda.add_opening(&opening).await.expect("an opening");
    plan(world).await;
}

/// A request that waits.
pub(crate) fn waiter(world: &World) -> Value {
    let mut request = world.least();
    for (field, answer) in [("motive", "casa"), ("polo", "pablo"), ("way", "at_polo")] {
        request[field] = answer.into();
    }
    request["waiting"] = true.into();
    request
}

/// Sends it; code and secret.
pub(crate) async fn waits(world: &World) -> (String, String) {
    let sent = world
        .post(api::paths::REQUESTS, &waiter(world))
        .from("192.0.2.40")
        .send()
        .await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    (sent.text_of("code"), sent.text_of("secret"))
}

pub(crate) async fn ask(
    world: &World,
    (code, secret): &(String, String),
    what: &str,
    body: &Value,
) -> Answer {
    let path = format!("{}/{what}", api::paths::request(&code.replace('-', "")));
    world.post(&path, body).secret(secret).send().await
}

pub(crate) async fn seen(world: &World, (code, secret): &(String, String)) -> Value {
    let path = api::paths::request(&code.replace('-', ""));
    let seen = world.get(&path).secret(secret).send().await;
    assert_eq!(seen.status, 200, "{}", seen.text);
    seen.body
}

pub(crate) async fn sweep(world: &World) -> store::Swept {
    server::offers::sweep(&world.state).await.expect("swept")
}

#[tokio::test]
async fn who_sends_a_request_without_a_time_may_wait_and_is_told_their_place() {
    for world in worlds().await {
        one_thursday(&world).await;
        booked(&world, FIRST).await;
        booked(&world, SECOND).await;
        let first = world.post(api::paths::REQUESTS, &waiter(&world)).key("k");
        let first = first.send().await;
        assert_eq!(first.body["waiting"], json!({ "place": 1, "asked": true }));
        let second = waits(&world).await;
        assert_eq!(
            seen(&world, &second).await["waiting"],
            json!({ "place": 2, "asked": true })
        );
        // Whoever did not hear the answer hears the same.
        let again = world
            .post(api::paths::REQUESTS, &waiter(&world))
            .key("k")
            .send()
            .await;
        assert_eq!(again.body["waiting"]["place"], 1);
        assert_eq!(again.body["code"], first.body["code"]);
    }
}

#[tokio::test]
async fn one_waits_in_a_way_that_can_be_booked_not_beside_a_time_or_a_call_and_not_in_danger() {
    for world in worlds().await {
        one_thursday(&world).await;
        for (field, answer) in [
            ("time", FIRST),
            ("way", "call_back"),
            ("way", "home"),
            ("motive", "violenza"),
        ] {
            let mut request = waiter(&world);
            request[field] = answer.into();
            request["phone"] = "333 1234567".into();
            let sent = world.post(api::paths::REQUESTS, &request).send().await;
            assert_eq!(sent.status, 422, "{field} {answer}: {}", sent.text);
        }
    }
}

#[tokio::test]
async fn one_joins_later_leaves_and_joins_again_at_the_end() {
    for world in worlds().await {
        one_thursday(&world).await;
        booked(&world, FIRST).await;
        booked(&world, SECOND).await;
        let mut request = waiter(&world);
        request["waiting"] = false.into();
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        let late = (sent.text_of("code"), sent.text_of("secret"));
        assert!(seen(&world, &late).await.get("waiting").is_none());
        let joined = ask(&world, &late, "waiting", &json!({})).await;
        assert_eq!(
            (joined.status.as_u16(), &joined.body["waiting"]["place"]),
            (200, &json!(1))
        );
        world.let_pass(SignedDuration::from_mins(1));
        let other = waits(&world).await;
        // Asked twice, the place is the same.
        world.let_pass(SignedDuration::from_mins(1));
        assert_eq!(
            ask(&world, &late, "waiting", &json!({})).await.body["waiting"]["place"],
            1
        );
        let left = ask(&world, &late, "waiting/end", &json!({})).await;
        assert!(left.status == 200 && left.body.get("waiting").is_none());
        assert_eq!(ask(&world, &late, "waiting/end", &json!({})).await.status, 200);
        assert_eq!(seen(&world, &other).await["waiting"]["place"], 1);
        assert_eq!(
            ask(&world, &late, "waiting", &json!({})).await.body["waiting"]["place"],
            2
        );
        let opened = world.opened(&late.0, "Sara", "2026-11-23T10:00:00Z").await;
        let record: Vec<_> = opened.record.iter().map(|entry| entry.what.word()).collect();
        assert_eq!(
            record,
            ["sent", "waits", "waits", "waits_no_more", "waits", "shown"]
        );
    }
}

#[tokio::test]
async fn who_has_a_time_waits_for_none_and_a_wrong_secret_changes_nothing() {
    for world in worlds().await {
        one_thursday(&world).await;
        let sent = booked(&world, FIRST).await;
        let refused = ask(&world, &sent, "waiting", &json!({})).await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem()),
            (409, "has-appointment")
        );
        let waiting = waits(&world).await;
        let stolen = (waiting.0.clone(), sent.1.clone());
        for what in ["waiting", "waiting/end"] {
            assert_eq!(ask(&world, &stolen, what, &json!({})).await.status, 404);
        }
        assert_eq!(seen(&world, &waiting).await["waiting"]["place"], 1);
        let gone = ask(&world, &waiting, "withdrawal", &json!({})).await;
        assert_eq!(gone.status, 200, "{}", gone.text);
        let refused = ask(&world, &waiting, "waiting", &json!({})).await;
        assert_eq!(refused.problem(), "already-withdrawn");
    }
}

#[tokio::test]
async fn a_time_that_comes_free_is_shown_to_nobody_before_it_is_offered() {
    for world in worlds().await {
        one_thursday(&world).await;
        let first = booked(&world, FIRST).await;
        booked(&world, SECOND).await;
        let waiting = waits(&world).await;
        cancel(&world, &first, "k").await;
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([]));
        assert!(free.body.get("first").is_none());
        let hold = super::hold(&world, FIRST).await;
        assert_eq!(hold.errors(), [("time", "time_taken")]);
        assert_eq!(sweep(&world).await.offered, 1);
        let view = seen(&world, &waiting).await;
        assert_eq!(view["offers"][0]["start"], FIRST);
        assert_eq!(view["offers"][0]["kind"], "waiting");
        assert_eq!(view["offers"][0]["until"], "2026-11-24T09:00:00Z");
    }
}

#[tokio::test]
async fn who_can_come_on_mondays_alone_keeps_no_thursday_from_others() {
    for world in worlds().await {
        one_thursday(&world).await;
        let mut request = waiter(&world);
        request["days"] = json!(["mon"]);
        world.post(api::paths::REQUESTS, &request).send().await;
        assert_eq!(sweep(&world).await.offered, 0);
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST, SECOND]));
    }
}
