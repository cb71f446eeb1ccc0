//! A change of the agenda while people book: whoever was told that they have a time has it, or is told that they have not.

use super::{coordinator, seen, told};
use crate::agenda::{booking, plan, thursdays};
use crate::world::{World, worlds};
use api::paths::desk as paths;
use jiff::civil::time;
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Each address may send a few.
const ADDRESSES: [&str; 8] = [
    "192.0.2.20",
    "192.0.2.21",
    "192.0.2.22",
    "192.0.2.23",
    "192.0.2.24",
    "192.0.2.25",
    "192.0.2.26",
    "192.0.2.27",
];

/// Books that time and gives code and secret, or nothing where it is no longer there.
async fn book(world: &World, start: &str, from: &'static str) -> Option<(String, String)> {
    let mut request = booking(world, start, "");
    request["reply_by"] = "email".into();
    request["email"] = "annamaria@example.org".into();
    let answer = world.post(api::paths::REQUESTS, &request).from(from).send().await;
    if answer.status == 422 {
        assert_eq!(answer.errors(), [("time", "time_taken")]);
        return None;
    }
    assert_eq!(answer.status, 201, "{}", answer.text);
    Some((answer.text_of("code").replace('-', ""), answer.text_of("secret")))
}

/// Puts the absence in, looking again as long as something has changed meanwhile.
async fn put_in(world: &World, session: &str, worker: &str, day: i64) {
    for _ in 0..50 {
        let mut body = json!({
            "act": "add", "worker": worker,
            "from": format!("2026-12-{day:02}T00:00"), "until": format!("2026-12-{:02}T00:00", day + 1),
        });
        let preview = world
            .act(session, &paths::agenda_preview("absences"), &body)
            .await;
        body["fingerprint"] = preview.body["fingerprint"].clone();
        let done = world.act(session, &paths::agenda_edit("absences"), &body).await;
        match done.status.as_u16() {
            200 => return,
            409 => {}
            _ => panic!("{}", done.text),
        }
    }
    panic!("the absence never came in");
}

#[tokio::test]
async fn whoever_books_while_an_absence_comes_in_is_booked_or_told() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let agenda = world.store.agenda();
        let mut afternoon = agenda.openings().await.expect("read").remove(0);
        (afternoon.from, afternoon.to) = (time(14, 0, 0, 0), time(18, 0, 0, 0));
        agenda.add_opening(&afternoon).await.expect("added");
        plan(&world).await;
        let session = coordinator(&world).await;
        let world = Arc::new(world);
        for day in [3, 10, 17] {
            // Those that people can book so far ahead.
            let start = move |at: usize| format!("2026-12-{day:02}T{}:00:00Z", [10, 13, 15, 16][at % 4]);
            let mut clients = JoinSet::new();
            for (at, from) in ADDRESSES.into_iter().enumerate() {
                let world = world.clone();
                clients.spawn(async move {
                    tokio::time::sleep(std::time::Duration::from_millis(4 * at as u64)).await;
                    book(&world, &start(at), from).await
                });
            }
            let planner = async {
                for _ in 0..3 {
                    plan(&world).await;
                }
            };
            tokio::join!(put_in(&world, &session, &giulia, day), planner);
            for one in clients.join_all().await.into_iter().flatten() {
                let view = seen(&world, &one).await;
                assert_eq!(view.body["appointment"]["status"], "called_off", "{}", view.text);
                assert!(told(&world, &one.0).await.contains(&"called_off"));
            }
            assert_eq!(book(&world, &start(0), "192.0.2.30").await, None);
        }
    }
}
