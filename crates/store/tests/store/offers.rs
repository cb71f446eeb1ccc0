//! Times offered to people, and who waits for one.

use crate::world::*;
use domain::agenda::offers::{OfferKind, OfferState, Wish};
use domain::agenda::{Opening, Recurrence, Terms, Who};
use domain::calendar::Holidays;
use domain::message::{Channel, Channels};
use domain::request::{Chosen, ReplyBy, Request, Way, WorkDay};
use domain::{Minute, Secret};
use jiff::civil::{Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::{
    AgendaError, Answer, Asked, Change, NewHold, NewOffers, NextOffers, Notify, Once, Plan, Standing, Sweep,
    Swept, Time,
};

/// Somebody who sees people for half an hour each, on Tuesdays from nine.
async fn tuesdays(world: &World, until: i8, last_day: i8) {
    let agenda = world.store.agenda();
    let opening = Opening {
        id: String::new(),
        worker: agenda.add_worker("Prima Prova").await.expect("a worker"),
        polo: "pablo".to_owned(),
        motives: vec!["casa".to_owned()],
        ways: vec![Way::AtPolo],
        recurrence: Recurrence::Weekly {
            every: 1,
            weekday: Weekday::Tuesday,
        },
        from: time(9, 0, 0, 0),
        to: time(until, 0, 0, 0),
        valid_from: date(2026, 11, 30),
        valid_until: Some(date(2026, 12, last_day)),
    };
    agenda.add_opening(&opening).await.expect("an opening");
    plan(world).await;
}

async fn plan(world: &World) {
    let terms = Terms {
        minutes: 60,
        buffer: 0,
        lead_hours: 1,
        horizon_days: 60,
        change_hours: 1,
        ways: vec![Way::AtPolo],
        seats: 1,
        who: Who::Anyone,
        near_percent: 0,
        near_days: 0,
        elsewhere: false,
    };
    let plan = Plan {
        motives: &[("casa".to_owned(), terms)],
        holidays: &Holidays::default(),
        zone: &TimeZone::UTC,
        first: date(2026, 11, 23),
        last: date(2026, 12, 31),
    };
    world.store.agenda().plan(&plan).await.expect("planned");
}

/// Tuesday 1 December at that hour, in UTC; in Italy it is one hour later.
fn tuesday(hour: i8) -> Timestamp {
    TimeZone::UTC
        .to_timestamp(date(2026, 12, 1).at(hour, 0, 0, 0))
        .expect("an instant")
}

fn waiter() -> Request {
    let mut request = request();
    request.waiting = Some(Way::AtPolo);
    request.person.parts.clear();
    request
}

async fn waits(world: &World, number: u32) {
    waits_with(world, &waiter(), number).await;
}

async fn waits_with(world: &World, request: &Request, number: u32) {
    let receipt = create_of(&world.store, request, number, Once::none()).await;
    let receipt = receipt.expect("created").into_inner();
    assert!(receipt.waiting.is_some());
}

async fn has_time(world: &World, number: u32, start: Timestamp) {
    let mut request = request();
    let start = start.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    request.chosen = Some(Chosen {
        start: Minute::parse_instant(&start).expect("a minute"),
        way: Way::AtPolo,
        hold: None,
    });
    create_of(&world.store, &request, number, Once::none())
        .await
        .expect("booked");
}

fn asked() -> Asked<'static> {
    Asked {
        polo: "pablo",
        motive: "casa",
        way: Way::AtPolo,
    }
}

fn mail() -> Channels {
    [Channel::Email].into_iter().collect()
}

async fn sweep_at(world: &World, now: Timestamp) -> Swept {
    let sweep = Sweep {
        now,
        until: now + SignedDuration::from_hours(24),
        channels: mail(),
    };
    world.store.offers().sweep(&sweep).await.expect("swept")
}

async fn free(world: &World) -> Vec<Timestamp> {
    let within = (noon(), tuesday(23));
    world
        .store
        .agenda()
        .free(asked(), within, noon())
        .await
        .expect("read")
}

/// What the person of that number sees now: their place, and the times that they are offered.
async fn seen(world: &World, number: u32) -> (Option<u32>, Vec<Timestamp>) {
    let opened = world.store.requests().open(&code(number), &secret(number)).await;
    let opened = opened.expect("read").expect("found");
    let offers = opened.offers.iter().map(|offer| offer.start).collect();
    (opened.waiting.map(|waiting| waiting.place), offers)
}

struct Asking {
    code: domain::Code,
    secret: Secret,
    notify: Notify,
    once: Once,
    now: Timestamp,
}

impl Asking {
    fn of(number: u32, now: Timestamp) -> Self {
        Self {
            code: code(number),
            secret: secret(number),
            notify: Notify::nobody(),
            once: Once::none(),
            now,
        }
    }

    fn change(&self) -> Change<'_> {
        Change {
            code: &self.code,
            secret: &self.secret,
            limit: SignedDuration::from_hours(1),
            now: self.now,
            notify: &self.notify,
            once: &self.once,
        }
    }
}

async fn cancel(world: &World, number: u32, now: Timestamp) {
    let asking = Asking::of(number, now);
    world
        .store
        .agenda()
        .cancel(&asking.change())
        .await
        .expect("cancelled");
}

async fn accept(world: &World, number: u32, now: Timestamp) -> Result<Timestamp, AgendaError> {
    let asking = Asking::of(number, now);
    let open = world.store.offers().of(&asking.code).await.expect("read");
    let open = open.iter().rfind(|offer| offer.state == OfferState::Open);
    let id = open.map_or("none", |offer| offer.id.as_str());
    let accepted = world.store.offers().accept(&asking.change(), id).await?;
    Ok(accepted.into_inner().start)
}

async fn refuse(world: &World, number: u32, wish: Wish, now: Timestamp) -> Result<Answer<()>, AgendaError> {
    let asking = Asking::of(number, now);
    world.store.offers().refuse(&asking.change(), wish).await
}

/// Whether every seat that is taken is somebody's, once.
async fn check(world: &World) {
    let wrong = "SELECT COUNT(*) FROM slots s WHERE taken > seats OR taken <> \
        (SELECT COUNT(*) FROM holds h WHERE h.slot = s.id) \
        + (SELECT COUNT(*) FROM offers o WHERE o.slot = s.id AND o.state = 'open') \
        + (SELECT COUNT(*) FROM appointments a WHERE a.slot = s.id AND a.status = 'booked')";
    assert_eq!(world.count(wrong).await, 0);
}

fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * number)
}

#[tokio::test]
async fn a_time_that_comes_free_goes_to_who_came_first_and_to_nobody_else_meanwhile() {
    for world in worlds().await {
        tuesdays(&world, 10, 1).await;
        has_time(&world, 1, tuesday(9)).await;
        waits(&world, 2).await;
        waits(&world, 3).await;
        assert_eq!(seen(&world, 2).await, (Some(1), vec![]));
        assert_eq!(seen(&world, 3).await, (Some(2), vec![]));
        cancel(&world, 1, noon()).await;
        // Free, and for those who wait: nobody else sees it, nor can have it who knew of it.
        assert_eq!(free(&world).await, []);
        let wanted = NewHold {
            time: Time {
                asked: asked(),
                start: tuesday(9),
            },
            token: secret(99),
            instead_of: None,
            until: noon() + SignedDuration::from_mins(10),
        };
        let held = world.store.agenda().hold(&wanted, noon()).await;
        assert!(matches!(held, Err(AgendaError::Taken)), "{held:?}");
        assert_eq!(sweep_at(&world, noon()).await.offered, 1);
        assert_eq!(seen(&world, 2).await, (Some(1), vec![tuesday(9)]));
        assert_eq!(seen(&world, 3).await, (Some(2), vec![]));
        assert_eq!(sweep_at(&world, noon()).await, Swept::default());
        check(&world).await;
        assert_eq!(accept(&world, 2, noon()).await.expect("taken"), tuesday(9));
        assert_eq!(seen(&world, 2).await, (None, vec![]));
        assert_eq!(seen(&world, 3).await, (Some(1), vec![]));
        check(&world).await;
        world.end().await;
    }
}

#[tokio::test]
async fn an_offer_that_nobody_answers_passes_on_and_after_two_the_person_is_asked_no_more() {
    for world in worlds().await {
        tuesdays(&world, 11, 1).await;
        waits(&world, 1).await;
        assert_eq!(sweep_at(&world, noon()).await.offered, 1);
        waits(&world, 2).await;
        assert_eq!(sweep_at(&world, noon()).await.offered, 1);
        assert_eq!(seen(&world, 1).await.1, [tuesday(9)]);
        assert_eq!(seen(&world, 2).await.1, [tuesday(10)]);
        // Each is offered what the other left, but never the same time twice.
        let swept = sweep_at(&world, noon() + days(1)).await;
        assert_eq!((swept.lapsed, swept.offered), (2, 2));
        assert_eq!(seen(&world, 1).await.1, [tuesday(10)]);
        assert_eq!(seen(&world, 2).await.1, [tuesday(9)]);
        let swept = sweep_at(&world, noon() + days(2)).await;
        assert_eq!((swept.lapsed, swept.offered), (2, 0));
        let opened = world.store.requests().open(&code(1), &secret(1)).await;
        let waiting = opened.expect("read").expect("found").waiting.expect("waits");
        assert!(!waiting.asked);
        // Both places are kept, nobody is asked, and the times are free for all.
        assert_eq!(free(&world).await, [tuesday(9), tuesday(10)]);
        check(&world).await;
        let asking = Asking::of(1, noon() + days(2));
        world
            .store
            .offers()
            .wait(&asking.change(), Way::AtPolo)
            .await
            .expect("asked again");
        assert_eq!(seen(&world, 1).await.0, Some(1));
        world.end().await;
    }
}

#[tokio::test]
async fn who_refuses_keeps_their_place_or_leaves_and_the_next_is_asked() {
    for world in worlds().await {
        tuesdays(&world, 10, 8).await;
        has_time(&world, 3, tuesday(9) + days(7)).await;
        waits(&world, 1).await;
        waits(&world, 2).await;
        sweep_at(&world, noon()).await;
        assert_eq!(seen(&world, 1).await.1, [tuesday(9)]);
        refuse(&world, 1, Wish::Keep, noon()).await.expect("refused");
        assert_eq!(seen(&world, 1).await, (Some(1), vec![]));
        sweep_at(&world, noon()).await;
        assert_eq!(seen(&world, 2).await.1, [tuesday(9)]);
        // What one refused is not offered again; another time is, to who came first.
        cancel(&world, 3, noon()).await;
        sweep_at(&world, noon()).await;
        assert_eq!(seen(&world, 1).await.1, [tuesday(9) + days(7)]);
        refuse(&world, 2, Wish::Leave, noon()).await.expect("refused");
        assert_eq!(seen(&world, 2).await, (None, vec![]));
        // Nobody on the list could have it: it is free for all.
        assert_eq!(sweep_at(&world, noon()).await.offered, 0);
        assert_eq!(free(&world).await, [tuesday(9)]);
        check(&world).await;
        world.end().await;
    }
}

#[tokio::test]
async fn a_time_on_a_day_on_which_the_first_cannot_come_is_the_nexts_or_everybodys() {
    for world in worlds().await {
        tuesdays(&world, 10, 1).await;
        let mut mondays = waiter();
        mondays.person.days = vec![WorkDay::Mon];
        waits_with(&world, &mondays, 1).await;
        assert_eq!(free(&world).await, [tuesday(9)]);
        assert_eq!(sweep_at(&world, noon()).await.offered, 0);
        waits(&world, 2).await;
        assert_eq!(free(&world).await, []);
        sweep_at(&world, noon()).await;
        assert_eq!(seen(&world, 1).await, (Some(1), vec![]));
        assert_eq!(seen(&world, 2).await, (Some(2), vec![tuesday(9)]));
        world.end().await;
    }
}

#[tokio::test]
async fn a_time_too_near_to_ask_anybody_is_free_for_all_and_no_offer_outlives_its_closing() {
    for world in worlds().await {
        tuesdays(&world, 10, 1).await;
        waits(&world, 1).await;
        // It closes at eight.
        let near = tuesday(8) - SignedDuration::from_mins(90);
        assert_eq!(sweep_at(&world, near).await.offered, 0);
        let within = (near, tuesday(23));
        let free = world.store.agenda().free(asked(), within, near).await;
        assert_eq!(free.expect("read"), [tuesday(9)]);
        let earlier = tuesday(8) - SignedDuration::from_hours(3);
        assert_eq!(sweep_at(&world, earlier).await.offered, 1);
        let offers = world.store.offers().of(&code(1)).await.expect("read");
        assert_eq!(offers[0].until, tuesday(8));
        world.end().await;
    }
}

#[tokio::test]
async fn of_the_times_proposed_one_is_taken_and_the_others_are_free_at_once() {
    for world in worlds().await {
        tuesdays(&world, 12, 1).await;
        create_of(&world.store, &request(), 1, Once::none())
            .await
            .expect("created");
        let times: Vec<Time<'_>> = [9, 10, 11]
            .map(|hour| Time {
                asked: asked(),
                start: tuesday(hour),
            })
            .into();
        let (code, notify) = (code(1), Notify::nobody());
        let new = NewOffers {
            code: &code,
            kind: OfferKind::Proposal,
            times: &times,
            until: noon() + days(1),
            now: noon(),
            notify: &notify,
            who: Some("Rita Levi"),
        };
        let offers = world.store.offers();
        assert_eq!(offers.make(&new).await.expect("proposed").len(), 3);
        assert_eq!(free(&world).await, []);
        // Proposed anew, the same times take the place of those of before.
        assert_eq!(offers.make(&new).await.expect("proposed").len(), 3);
        check(&world).await;
        assert_eq!(accept(&world, 1, noon()).await.expect("taken"), tuesday(11));
        assert_eq!(free(&world).await, [tuesday(9), tuesday(10)]);
        check(&world).await;
        assert!(matches!(
            accept(&world, 1, noon()).await,
            Err(AgendaError::OfferGone)
        ));
        let record = world.store.requests().record(&code).await.expect("read");
        let words: Vec<_> = record.iter().map(|entry| entry.what.word()).collect();
        assert_eq!(words, ["sent", "proposed", "proposed", "booked"]);
        world.end().await;
    }
}

#[tokio::test]
async fn all_the_times_are_proposed_or_none() {
    for world in worlds().await {
        tuesdays(&world, 11, 1).await;
        has_time(&world, 2, tuesday(10)).await;
        create_of(&world.store, &request(), 1, Once::none())
            .await
            .expect("created");
        let times = [9, 10].map(|hour| Time {
            asked: asked(),
            start: tuesday(hour),
        });
        let (code, notify) = (code(1), Notify::nobody());
        let new = NewOffers {
            code: &code,
            kind: OfferKind::Proposal,
            times: &times,
            until: noon() + days(1),
            now: noon(),
            notify: &notify,
            who: None,
        };
        let made = world.store.offers().make(&new).await;
        assert!(matches!(made, Err(AgendaError::Taken)), "{made:?}");
        assert_eq!(free(&world).await, [tuesday(9)]);
        check(&world).await;
        world.end().await;
    }
}

#[tokio::test]
async fn whoever_lost_a_time_is_offered_the_next_ones_before_those_who_wait() {
    for world in worlds().await {
        tuesdays(&world, 12, 1).await;
        has_time(&world, 1, tuesday(9)).await;
        waits(&world, 2).await;
        cancel(&world, 1, noon()).await;
        let (code, notify) = (code(1), Notify::nobody());
        let next = NextOffers {
            code: &code,
            kind: OfferKind::Moved,
            asked: asked(),
            most: 2,
            until: noon() + days(1),
            now: noon(),
            notify: &notify,
        };
        let made = world.store.offers().make_next(&next).await.expect("offered");
        let starts: Vec<_> = made.iter().map(|offer| offer.start).collect();
        assert_eq!(starts, [tuesday(9), tuesday(10)]);
        sweep_at(&world, noon()).await;
        assert_eq!(seen(&world, 2).await.1, [tuesday(11)]);
        check(&world).await;
        world.end().await;
    }
}

#[tokio::test]
async fn whatever_ends_a_request_lets_its_offers_go() {
    for world in worlds().await {
        tuesdays(&world, 11, 1).await;
        for number in [1, 2] {
            waits(&world, number).await;
        }
        assert_eq!(sweep_at(&world, noon()).await.offered, 2);
        let requests = world.store.requests();
        requests
            .withdraw(&code(1), &secret(1), noon(), &Once::none())
            .await
            .expect("withdrawn");
        requests
            .close(&code(2), "Rita Levi", noon())
            .await
            .expect("closed");
        assert_eq!(free(&world).await, [tuesday(9), tuesday(10)]);
        assert_eq!(world.count("SELECT COUNT(*) FROM waiting").await, 0);
        check(&world).await;
        world.end().await;
    }
}

#[tokio::test]
async fn who_takes_a_time_by_another_way_waits_no_more() {
    for world in worlds().await {
        tuesdays(&world, 11, 1).await;
        waits(&world, 1).await;
        sweep_at(&world, noon()).await;
        let asking = Asking::of(1, noon());
        let time = Time {
            asked: asked(),
            start: tuesday(10),
        };
        let chosen = world.store.agenda().choose(&asking.change(), time).await;
        let chosen = chosen.expect("chosen").into_inner();
        assert_eq!((chosen.standing, chosen.start), (Standing::Booked, tuesday(10)));
        assert_eq!(seen(&world, 1).await, (None, vec![]));
        assert_eq!(free(&world).await, [tuesday(9)]);
        check(&world).await;
        world.end().await;
    }
}

#[tokio::test]
async fn who_may_be_written_to_is_told_of_an_offer_once_and_not_once_it_is_gone() {
    for world in worlds().await {
        tuesdays(&world, 10, 1).await;
        let mut by_mail = waiter();
        by_mail.person.reply_by = ReplyBy::Email;
        waits_with(&world, &by_mail, 1).await;
        sweep_at(&world, noon()).await;
        sweep_at(&world, noon()).await;
        let told = world.store.outbox().about(&code(1)).await.expect("read");
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].kind, domain::message::Kind::Offer);
        refuse(&world, 1, Wish::Keep, noon()).await.expect("refused");
        let told = world.store.outbox().about(&code(1)).await.expect("read");
        assert_eq!(told[0].state, store::State::Dropped);
        world.end().await;
    }
}

#[tokio::test]
async fn who_waits_within_a_scope_is_listed_in_order() {
    for world in worlds().await {
        tuesdays(&world, 10, 1).await;
        waits(&world, 1).await;
        waits(&world, 2).await;
        sweep_at(&world, noon()).await;
        let list = async |polo: &str, motive: &str| {
            let scope = store::Scope {
                polo: Some(polo.to_owned()),
                area: Some("accoglienza".to_owned()),
                motives: vec![motive.to_owned()],
            };
            world.store.offers().list(&[scope], 10).await.expect("read")
        };
        let here = list("pablo", "casa").await;
        let places: Vec<_> = here.iter().map(|waits| waits.waiting.place).collect();
        assert_eq!(places, [1, 2]);
        assert!(here[0].offered_until.is_some() && here[1].offered_until.is_none());
        assert!(list("lubiana-cittadella", "casa").await.is_empty());
        assert!(list("pablo", "soldi").await.is_empty());
        world.end().await;
    }
}
