//! `POST /api/v1/requests/{code}/offers/…`: what a person answers to the times that they are offered.

use super::change::cancel;
use super::waiting::{ask, one_thursday, seen, sweep, waiter, waits};
use super::{FIRST, SECOND, booked, times};
use crate::messages::peers::{MAILBOX, MailServer, worker};
use crate::world::{World, worlds};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Both times of the Thursday are somebody's, one waits, and the first comes free and is offered.
async fn offered(world: &World) -> (String, String) {
    one_thursday(world).await;
    let first = booked(world, FIRST).await;
    booked(world, SECOND).await;
    let waiting = waits(world).await;
    cancel(world, &first, "k").await;
    assert_eq!(sweep(world).await.offered, 1);
    waiting
}

async fn id(world: &World, waiting: &(String, String)) -> Value {
    seen(world, waiting).await["offers"][0]["id"].clone()
}

#[tokio::test]
async fn an_offer_taken_is_an_appointment_and_the_place_on_the_list_is_given_up() {
    for world in worlds().await {
        let waiting = offered(&world).await;
        let body = json!({ "offer": id(&world, &waiting).await });
        let path = api::paths::acceptance(&waiting.0.replace('-', ""));
        let take = || world.post(&path, &body).secret(&waiting.1).key("take");
        let taken = take().send().await;
        assert_eq!(taken.status, 200, "{}", taken.text);
        assert_eq!(taken.body["appointment"]["start"], FIRST);
        assert!(taken.body.get("waiting").is_none() && taken.body.get("offers").is_none());
        let again = take().send().await;
        assert_eq!(again.header("idempotency-replayed"), "true");
        let other = ask(&world, &waiting, "offers/acceptance", &body).await;
        assert_eq!((other.status.as_u16(), other.problem()), (409, "offer-gone"));
    }
}

#[tokio::test]
async fn an_offer_is_the_persons_alone() {
    for world in worlds().await {
        let waiting = offered(&world).await;
        let second = waits(&world).await;
        let body = json!({ "offer": id(&world, &waiting).await });
        let taken = ask(&world, &second, "offers/acceptance", &body).await;
        assert_eq!(taken.problem(), "offer-gone");
        let stolen = (waiting.0.clone(), second.1.clone());
        let taken = ask(&world, &stolen, "offers/acceptance", &body).await;
        assert_eq!(taken.problem(), "no-such-request");
        // Nor is it free for anybody, by whatever way.
        assert_eq!(
            times(&world, "motive=casa&polo=pablo").await.body["times"],
            json!([])
        );
        let hold = super::hold(&world, FIRST).await;
        assert_eq!(hold.errors(), [("time", "time_taken")]);
    }
}

#[tokio::test]
async fn an_offer_refused_goes_to_the_next_and_the_person_keeps_their_place_or_leaves() {
    for world in worlds().await {
        let first = offered(&world).await;
        world.let_pass(SignedDuration::from_mins(1));
        let second = waits(&world).await;
        let odd = ask(&world, &first, "offers/refusal", &json!({})).await;
        assert_eq!(odd.errors(), [("then", "missing")]);
        let kept = ask(&world, &first, "offers/refusal", &json!({ "then": "keep" })).await;
        assert_eq!(kept.status, 200, "{}", kept.text);
        assert_eq!(kept.body["waiting"]["place"], 1);
        assert_eq!(sweep(&world).await.offered, 1);
        assert_eq!(seen(&world, &second).await["offers"][0]["start"], FIRST);
        let left = ask(&world, &second, "offers/refusal", &json!({ "then": "leave" })).await;
        assert!(left.body.get("waiting").is_none(), "{}", left.text);
        // Whom it was offered to does not want it, nobody else waits: it is everybody's.
        assert_eq!(sweep(&world).await.offered, 0);
        assert_eq!(
            times(&world, "motive=casa&polo=pablo").await.body["times"],
            json!([FIRST])
        );
        let gone = ask(&world, &first, "offers/refusal", &json!({ "then": "keep" })).await;
        assert_eq!(gone.problem(), "offer-gone");
    }
}

#[tokio::test]
async fn an_offer_without_an_answer_passes_on_and_the_late_answer_is_told_so() {
    for world in worlds().await {
        let first = offered(&world).await;
        let second = waits(&world).await;
        let body = json!({ "offer": id(&world, &first).await });
        world.let_pass(SignedDuration::from_hours(24));
        // Over, though nobody has swept: neither shown nor given.
        assert!(seen(&world, &first).await.get("offers").is_none());
        let late = ask(&world, &first, "offers/acceptance", &body).await;
        assert_eq!(late.problem(), "offer-gone");
        let swept = sweep(&world).await;
        assert_eq!((swept.lapsed, swept.offered), (1, 1));
        assert_eq!(seen(&world, &second).await["offers"][0]["start"], FIRST);
        assert_eq!(seen(&world, &first).await["waiting"]["asked"], true);
    }
}

#[tokio::test]
async fn after_two_offers_without_an_answer_one_is_asked_again_when_one_says_so() {
    for world in worlds().await {
        one_thursday(&world).await;
        let waiting = waits(&world).await;
        for (at, start) in [("2026-11-23T09:00:00Z", FIRST), ("2026-11-24T09:00:00Z", SECOND)] {
            world.set_clock(at);
            sweep(&world).await;
            assert_eq!(seen(&world, &waiting).await["offers"][0]["start"], start);
        }
        world.set_clock("2026-11-25T08:59:59Z");
        sweep(&world).await;
        world.set_clock("2026-11-25T09:00:00Z");
        assert_eq!(sweep(&world).await.lapsed, 1);
        let view = seen(&world, &waiting).await;
        assert_eq!(view["waiting"], json!({ "place": 1, "asked": false }));
        let asked = ask(&world, &waiting, "waiting", &json!({})).await;
        assert_eq!(asked.body["waiting"], json!({ "place": 1, "asked": true }));
    }
}

#[tokio::test]
async fn who_may_be_written_to_is_told_until_when_the_time_is_held_and_who_looks_with_the_code_is_not() {
    for world in worlds().await {
        let mut server = MailServer::start("accept").await;
        let postman = worker(&world, &server.settings());
        one_thursday(&world).await;
        let (first, second) = (booked(&world, FIRST).await, booked(&world, SECOND).await);
        let mut by_mail = waiter(&world);
        by_mail["reply_by"] = "email".into();
        by_mail["email"] = MAILBOX.into();
        world.post(api::paths::REQUESTS, &by_mail).send().await;
        let by_code = waits(&world).await;
        cancel(&world, &first, "k").await;
        cancel(&world, &second, "l").await;
        assert_eq!(sweep(&world).await.offered, 2);
        while postman.one().await.expect("sent") {}
        let came = server.all().await;
        assert_eq!(came.len(), 1);
        let text = came[0]["text"].as_str().expect("a text");
        let text = text.replace("=\r\n", "").replace("=3D", "=");
        assert!(text.contains("26 novembre alle 10:00"), "{text}");
        assert!(text.contains("24 novembre alle 10:00"), "{text}");
        assert_eq!(seen(&world, &by_code).await["offers"][0]["start"], SECOND);
    }
}
