//! Offers and the list under many at once: seats come free, are offered, taken, refused, left to end, and wanted by others who
//! do not wait. Nobody who waits is passed over, and no seat is given twice.

use super::{CLIENTS, Load, asked, book, cancels, change, hold, rounds, somebody, tuesday};
use crate::Person;
use crate::world;
use domain::agenda::offers::{OfferKind, OfferState, Wish};
use domain::message::Channels;
use domain::request::Way;
use jiff::{SignedDuration, Timestamp};
use store::{AgendaError, Answer, NewOffers, NewRequest, Notify, Once, Store, Sweep, Swept, Time};
use tokio::task::JoinSet;

/// Sends a request that waits, so many milliseconds after noon.
async fn waits(store: &Store, who: &Person, after: i64) {
    let mut request = world::request();
    "corto".clone_into(&mut request.motive);
    request.person.parts.clear();
    request.waiting = Some(Way::AtPolo);
    let new = NewRequest {
        request: &request,
        code: who.code.clone(),
        secret: who.secret.clone(),
        now: world::noon() + SignedDuration::from_millis(after),
        year: 2026,
        answer_by: world::answer_by(),
        notify: Notify::nobody(),
        once: Once::none(),
    };
    let sent = store.requests().create(new).await.expect("sent");
    assert!(sent.into_inner().waiting.is_some());
}

async fn sweep(store: &Store, now: Timestamp) -> Swept {
    let sweep = Sweep {
        now,
        until: now + SignedDuration::from_hours(24),
        channels: Channels::NONE,
    };
    store.offers().sweep(&sweep).await.expect("swept")
}

/// The times that somebody is offered now.
async fn offered(store: &Store, who: &Person) -> Vec<(String, Timestamp)> {
    let all = store.offers().of(&who.code).await.expect("read");
    let open = all.into_iter().filter(|offer| offer.state == OfferState::Open);
    open.map(|offer| (offer.id, offer.start)).collect()
}

/// Takes an offer; whether it was given.
async fn accepts(store: &Store, who: &Person, offer: &str, now: Timestamp) -> bool {
    let (notify, once) = (Notify::nobody(), Once::none());
    let mut change = change(who, &notify, &once);
    change.now = now;
    match store.offers().accept(&change, offer).await {
        Ok(Answer::Fresh(_)) => true,
        Err(AgendaError::OfferGone) => false,
        other => panic!("neither taken nor gone: {other:?}"),
    }
}

async fn refuses(store: &Store, who: &Person) -> bool {
    let (notify, once) = (Notify::nobody(), Once::none());
    match store
        .offers()
        .refuse(&change(who, &notify, &once), Wish::Keep)
        .await
    {
        Ok(_) => true,
        Err(AgendaError::OfferGone) => false,
        Err(error) => panic!("neither refused nor gone: {error:?}"),
    }
}

async fn ends(world: &world::World) {
    world.execute("UPDATE slots SET offered = 1").await;
}

/// Only this round's morning, so that all who wait want the same few seats.
async fn only(load: &Load, round: u32) {
    ends(&load.world).await;
    let morning = tuesday(round, 0).as_millisecond();
    let pool = load.world.raw().await;
    sqlx::query("UPDATE slots SET offered = 0 WHERE start_at < $1 OR start_at >= $2")
        .bind(morning)
        .bind(morning + 7_200_000)
        .execute(&pool)
        .await
        .expect("taken out");
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn seats_that_come_free_under_many_go_to_who_came_first() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            only(&load, round).await;
            // All eight half hours are somebody's.
            let mut owners = Vec::new();
            for seat in 0..8 {
                let owner = somebody();
                let start = tuesday(round, 30 * (seat / 2));
                assert!(book(&load.stores[0], &owner, "corto", start, None).await);
                owners.push(owner);
            }
            let mut queue = Vec::new();
            for after in 0..6 {
                let who = somebody();
                waits(&load.stores[0], &who, after).await;
                queue.push(who);
            }
            // Four seats come free while others want them and both processes offer them.
            let mut clients = JoinSet::new();
            for client in 0..CLIENTS {
                let store = load.store(client);
                let owner = owners[client as usize / 4 % 4].clone();
                clients.spawn(async move {
                    let start = tuesday(round, 30 * i64::from(client / 8 % 2));
                    match client % 4 {
                        0 => {
                            cancels(&store, &owner).await;
                        }
                        1 => {
                            sweep(&store, world::noon()).await;
                        }
                        2 => assert!(!book(&store, &somebody(), "corto", start, None).await),
                        _ => assert!(hold(&store, "corto", start, world::noon()).await.is_none()),
                    }
                });
            }
            clients.join_all().await;
            for owner in &owners[..4] {
                cancels(&load.stores[0], owner).await;
            }
            sweep(&load.stores[0], world::noon()).await;
            for (place, who) in queue.iter().enumerate() {
                let offers = offered(&load.stores[0], who).await;
                assert_eq!(offers.len(), usize::from(place < 4), "place {place}");
            }
            load.check(4, "seats offered").await;
        }
        load.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn offers_end_under_those_who_take_refuse_and_want_them() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            only(&load, round).await;
            let mut queue = Vec::new();
            for after in 0..16 {
                let who = somebody();
                waits(&load.stores[0], &who, after).await;
                queue.push(who);
            }
            assert_eq!(sweep(&load.stores[0], world::noon()).await.offered, 8);
            // A day later half of them answer, while the offers of all are over for the other process.
            let late = world::noon() + SignedDuration::from_hours(24);
            let early = late - SignedDuration::from_secs(1);
            let mut clients = JoinSet::new();
            for client in 0..CLIENTS {
                let (store, who) = (load.store(client), queue[client as usize % 8].clone());
                clients.spawn(async move {
                    match client / 8 % 4 {
                        0 => {
                            let open = offered(&store, &who).await;
                            match open.first() {
                                Some((id, _)) => i64::from(accepts(&store, &who, id, early).await),
                                None => 0,
                            }
                        }
                        1 => {
                            refuses(&store, &who).await;
                            0
                        }
                        2 => {
                            sweep(&store, late).await;
                            0
                        }
                        _ => {
                            let start = tuesday(round, 30);
                            i64::from(book(&store, &somebody(), "corto", start, None).await)
                        }
                    }
                });
            }
            let told: i64 = clients.join_all().await.into_iter().sum();
            load.check(told, "offers that end").await;
            // Nobody who did not take a time has lost their place.
            let waiting = load.world.count("SELECT COUNT(*) FROM waiting").await;
            let taken = "SELECT COUNT(*) FROM offers WHERE state = 'taken'";
            assert_eq!(waiting + load.world.count(taken).await, 16);
        }
        load.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_times_proposed_to_many_each_takes_one_and_the_rest_is_free() {
    for world in world::worlds().await {
        let load = Load::new(world).await;
        for round in 0..rounds() {
            load.clear().await;
            only(&load, round).await;
            let mut clients = JoinSet::new();
            for client in 0..CLIENTS {
                let store = load.store(client);
                clients.spawn(async move {
                    let who = somebody();
                    let mut request = world::request();
                    "corto".clone_into(&mut request.motive);
                    let new = NewRequest {
                        request: &request,
                        code: who.code.clone(),
                        secret: who.secret.clone(),
                        now: world::noon(),
                        year: 2026,
                        answer_by: world::answer_by(),
                        notify: Notify::nobody(),
                        once: Once::none(),
                    };
                    store.requests().create(new).await.expect("sent");
                    let first = i64::from(client % 3) * 30;
                    let times = [first, first + 30].map(|minutes| Time {
                        asked: asked("corto"),
                        start: tuesday(round, minutes),
                    });
                    let notify = Notify::nobody();
                    let new = NewOffers {
                        code: &who.code,
                        kind: OfferKind::Proposal,
                        times: &times,
                        until: world::noon() + SignedDuration::from_hours(24),
                        now: world::noon(),
                        notify: &notify,
                        who: Some("Prova"),
                    };
                    match store.offers().make(&new).await {
                        Ok(made) => {
                            assert_eq!(made.len(), 2);
                            assert!(accepts(&store, &who, &made[1].id, world::noon()).await);
                            true
                        }
                        Err(AgendaError::Taken) => false,
                        Err(error) => panic!("neither proposed nor taken: {error:?}"),
                    }
                });
            }
            let told = super::count(&clients.join_all().await);
            // Who asks while others hold two each may find one taken, but never all of them.
            assert!((3..=8).contains(&told), "{told}");
            load.check(told, "times proposed").await;
        }
        load.end().await;
    }
}
