//! `kill -9` while many book, move and call off, by two processes where the database is PostgreSQL: whatever was told is so,
//! nobody is overbooked, and no seat is lost with a hold that nobody has any more.

use crate::process::Polo;
use crate::world::{Database, client, content, least};
use domain::agenda::{Opening, Recurrence};
use domain::request::Way;
use jiff::civil::{Weekday, date, time};
use serde_json::{Value, json};
use sqlx::Row;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const ROUNDS: u64 = 8;
const CLIENTS: u32 = 16;

/// How many answers all have had.
pub(super) static ANSWERED: AtomicU32 = AtomicU32::new(0);

/// What somebody was told last of the appointment of a code: its start, or that it is called off.
pub(super) type Told = BTreeMap<String, (String, Option<String>)>;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_of_an_appointment_outlives_the_process() {
    let request = request();
    for database in Database::all().await {
        let store = database.store().await;
        store.migrate().await.expect("migrated");
        staff(&store).await;
        let mut told = Told::new();
        for round in 0..ROUNDS {
            let flags = ["--trusted-proxy", "127.0.0.1"];
            let mut processes = vec![Polo::serve_with(&database, &flags).await];
            if !database.is_sqlite() {
                processes.push(Polo::serve_with(&database, &flags).await);
            }
            let origins: Vec<String> = processes.iter().map(|polo| polo.origin.clone()).collect();
            let times = Arc::new(free(&origins[0]).await);
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    let origin = origins[client as usize % origins.len()].clone();
                    tokio::spawn(book_and_change(origin, request.clone(), times.clone()))
                })
                .collect();
            // In the middle of it, however slow the disk is: after so many answers, and a moment that differs.
            let enough = ANSWERED.load(Ordering::Relaxed) + 6 * CLIENTS;
            for _ in 0..2000 {
                if ANSWERED.load(Ordering::Relaxed) >= enough {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            tokio::time::sleep(Duration::from_millis(7 * round % 40)).await;
            for polo in processes {
                polo.kill().await;
            }
            for client in clients {
                told.extend(client.await.expect("a client"));
            }
        }
        assert!(told.len() > 20, "only {} were told something", told.len());
        check(&database, &told).await;
        store.close().await;
    }
}

/// What is asked for in these tests.
pub(super) fn request() -> Value {
    let mut request = least(content().catalogue("it"));
    for (field, answer) in [("motive", "casa"), ("polo", "pablo"), ("way", "at_polo")] {
        request[field] = answer.into();
    }
    request
}

pub(super) async fn staff(store: &store::Store) {
    let agenda = store.agenda();
    for name in ["Prima Prova", "Seconda Prova"] {
        let worker = agenda.add_worker(name).await.expect("a worker");
        for weekday in [Weekday::Monday, Weekday::Wednesday, Weekday::Friday] {
            let opening = Opening {
                id: String::new(),
                worker: worker.clone(),
                polo: "pablo".to_owned(),
                motives: vec!["casa".to_owned()],
                ways: vec![Way::AtPolo],
                recurrence: Recurrence::Weekly { every: 1, weekday },
                from: time(8, 0, 0, 0),
                to: time(20, 0, 0, 0),
                valid_from: date(2026, 1, 1),
                valid_until: None,
            };
            agenda.add_opening(&opening).await.expect("an opening");
        }
    }
}

/// The times that are free, once the new process has planned.
pub(super) async fn free(origin: &str) -> Vec<String> {
    let asked = json!({ "motive": "casa", "polo": "pablo" });
    for _ in 0..100 {
        let answer = client()
            .post(format!("{origin}{}", api::paths::TIMES))
            .json(&asked)
            .send()
            .await;
        let mut times: Value = answer.expect("an answer").json().await.expect("JSON");
        if let Some(next) = times["next"].as_str() {
            let asked = json!({ "motive": "casa", "polo": "pablo", "from": next });
            let more = client()
                .post(format!("{origin}{}", api::paths::TIMES))
                .json(&asked)
                .send()
                .await;
            let more: Value = more.expect("an answer").json().await.expect("JSON");
            let more = more["times"].as_array().cloned().unwrap_or_default();
            times["times"].as_array_mut().expect("a list").extend(more);
            let times = times["times"].as_array().expect("a list").iter();
            return times
                .map(|time| time.as_str().expect("a time").to_owned())
                .collect();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nothing is free");
}

/// Holds, books, moves, and calls every third off, until nobody answers any more.
pub(super) async fn book_and_change(origin: String, mut request: Value, times: Arc<Vec<String>>) -> Told {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (client, mut told) = (client(), Told::new());
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let time = |offset: u32| &times[(number.wrapping_mul(7919) + offset) as usize % times.len()];
        let from = format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255);
        let post = |path: &str, body: &Value, secret: &str| {
            let call = client.post(format!("{origin}{path}")).json(body);
            call.header("X-Forwarded-For", &from).bearer_auth(secret)
        };
        let held = json!({ "motive": "casa", "polo": "pablo", "way": "at_polo", "start": time(0) });
        let Some((status, held)) = answered(post(api::paths::HOLDS, &held, "-")).await else {
            return told;
        };
        if status == AWAY {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        }
        request["time"] = time(0).as_str().into();
        request["hold"] = held["hold"].as_str().unwrap_or_default().into();
        let Some((status, receipt)) = answered(post(api::paths::REQUESTS, &request, "-")).await else {
            return told;
        };
        if status == AWAY {
            continue;
        }
        if status != 201 {
            assert_eq!(receipt["errors"][0]["fault"], "time_taken", "{receipt}");
            continue;
        }
        let text = |field: &str| receipt[field].as_str().expect("a text").to_owned();
        let (code, secret) = (text("code").replace('-', ""), text("secret"));
        let start = |view: &Value| view["appointment"]["start"].as_str().map(str::to_owned);
        told.insert(code.clone(), (secret.clone(), start(&receipt)));
        // While a change is under way nobody can say which of the two it is: what was told before stands for neither.
        let before = told.remove(&code).expect("just told");
        let later = json!({ "start": time(1) });
        let Some((status, view)) = answered(post(&api::paths::appointment(&code), &later, &secret)).await
        else {
            return told;
        };
        let moved = match status {
            200 => (secret.clone(), start(&view)),
            AWAY => continue,
            _ => before,
        };
        if !number.is_multiple_of(3) {
            told.insert(code, moved);
            continue;
        }
        let Some((status, _)) = answered(post(&api::paths::cancellation(&code), &json!({}), &secret)).await
        else {
            return told;
        };
        if status != AWAY {
            assert_eq!(status, 200);
            told.insert(code, (secret, None));
        }
    }
}

/// What is answered while the database is away: it may have been done, or not.
const AWAY: u16 = 503;

/// `None` where nobody answered, or not to the end.
async fn answered(call: reqwest::RequestBuilder) -> Option<(u16, Value)> {
    let answer = call.send().await.ok()?;
    ANSWERED.fetch_add(1, Ordering::Relaxed);
    let status = answer.status().as_u16();
    assert!([200, 201, 422, AWAY].contains(&status), "{status}");
    Some((status, answer.json().await.ok()?))
}

pub(super) async fn check(database: &Database, told: &Told) {
    let store = database.store().await;
    for (code, (secret, start)) in told {
        let opened = store
            .requests()
            .open(&code.parse().expect("a code"), &secret.parse().expect("a secret"))
            .await;
        let appointment = opened
            .expect("read")
            .expect("it is there")
            .appointment
            .expect("it had one");
        let booked = (appointment.standing == store::Standing::Booked).then(|| appointment.start.to_string());
        assert_eq!(&booked, start, "{code}");
    }
    // Holds of those who were cut off end by themselves.
    let later = "2100-01-01T00:00:00Z".parse().expect("an instant");
    while store.agenda().release_expired(later).await.expect("swept") > 0 {}
    store.close().await;
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&database.url).await.expect("a connection");
    for (sql, what) in [
        (
            "SELECT COUNT(*) FROM slots s WHERE taken <> \
             (SELECT COUNT(*) FROM appointments a WHERE a.slot = s.id AND a.status = 'booked')",
            "a slot counts wrong",
        ),
        ("SELECT COUNT(*) FROM slots WHERE taken > seats", "overbooked"),
        (
            "SELECT COUNT(*) FROM slots s WHERE (taken > 0) <> EXISTS (SELECT 1 FROM busy b WHERE b.slot = s.id)",
            "busy and taken disagree",
        ),
    ] {
        let row = sqlx::query(sql).fetch_one(&pool).await.expect("counted");
        assert_eq!(row.try_get::<i64, _>(0).expect("a number"), 0, "{what}");
    }
    pool.close().await;
}
