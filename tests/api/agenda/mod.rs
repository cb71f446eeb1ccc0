//! Times, holds and appointments. The world's clock stands at 10 on Monday 23 November 2026.

mod book;
mod change;
mod holds;
mod killed;
mod messages;
mod offers;
mod restarted;
mod times;
mod two;
pub(crate) mod waiting;
mod who;

use crate::world::{Answer, World};
use domain::agenda::{Opening, Recurrence};
use domain::request::Way;
use jiff::civil::{Weekday, date, time};
use serde_json::{Value, json};

/// Somebody at a Polo for a motive, on Thursdays from 10 to 12 (9 to 11 in UTC), from now on.
pub(crate) async fn thursdays(world: &World, polo: &str, motive: &str) -> String {
    let agenda = world.store.agenda();
    let worker = agenda.add_worker("Giulia Prova").await.expect("a worker");
    let opening = Opening {
        id: String::new(),
        worker: worker.clone(),
        polo: polo.to_owned(),
        motives: vec![motive.to_owned()],
        ways: vec![Way::AtPolo, Way::Phone],
        recurrence: Recurrence::Weekly {
            every: 1,
            weekday: Weekday::Thursday,
        },
        from: time(10, 0, 0, 0),
        to: time(12, 0, 0, 0),
        valid_from: date(2026, 11, 23),
        valid_until: None,
    };
    agenda.add_opening(&opening).await.expect("an opening");
    plan(world).await;
    worker
}

pub(crate) async fn plan(world: &World) {
    let now = world.state.clock.now();
    server::planning::plan(&world.store, &world.state.site, now)
        .await
        .expect("planned");
}

/// The first of them, as an instant.
pub(crate) const FIRST: &str = "2026-11-26T09:00:00Z";
/// The one after it: 45 minutes and a quarter of an hour for the worker.
pub(crate) const SECOND: &str = "2026-11-26T10:00:00Z";

/// Asks for times: `motive=casa&polo=pablo`.
pub(crate) async fn times(world: &World, asked: &str) -> Answer {
    let pairs = asked.split('&').filter_map(|pair| pair.split_once('='));
    let body: serde_json::Map<_, _> = pairs
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    world.post(api::paths::TIMES, &body.into()).send().await
}

pub(crate) fn wanted(start: &str) -> Value {
    json!({ "motive": "casa", "polo": "pablo", "way": "at_polo", "start": start })
}

pub(crate) async fn hold(world: &World, start: &str) -> Answer {
    world.post("/api/v1/holds", &wanted(start)).send().await
}

/// A request that chooses that time.
pub(crate) fn booking(world: &World, start: &str, hold: &str) -> Value {
    let mut request = world.least();
    for (field, answer) in [
        ("motive", "casa"),
        ("polo", "pablo"),
        ("way", "at_polo"),
        ("time", start),
        ("hold", hold),
    ] {
        request[field] = answer.into();
    }
    request
}

/// Sends it; code and secret.
pub(crate) async fn booked(world: &World, start: &str) -> (String, String) {
    let answer = world
        .post("/api/v1/requests", &booking(world, start, ""))
        .send()
        .await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    (answer.text_of("code"), answer.text_of("secret"))
}
