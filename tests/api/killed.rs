//! `kill -9` in the middle of a stream of requests, twenty times: whatever was answered 201 is there, whole, and nothing
//! is there by half.

use crate::process::Polo;
use crate::world::{Database, client, content, everything, least};
use domain::Code;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use store::Store;

const ROUNDS: usize = 20;
const SENDERS: u32 = 6;

/// What was acknowledged: the code, and the answer it came with.
type Acknowledged = BTreeMap<String, Value>;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_acknowledged_outlives_the_process() {
    let content = content();
    let request = Arc::new({
        let mut request = least(content.catalogue("it"));
        request["note"] = "una nota intera, dalla prima all'ultima parola".into();
        request
    });
    for database in Database::all().await {
        let mut all = Acknowledged::new();
        for round in 0..ROUNDS {
            let polo = Polo::serve_with(&database, &["--trusted-proxy", "127.0.0.1"]).await;
            let senders: Vec<_> = (0..SENDERS)
                .map(|_| tokio::spawn(stream(polo.origin.clone(), request.clone())))
                .collect();
            first_answer().await;
            tokio::time::sleep(moment(round)).await;
            polo.kill().await;
            let mut fresh = Acknowledged::new();
            for sender in senders {
                fresh.extend(sender.await.expect("a sender"));
            }
            let polo = Polo::serve_with(&database, &["--trusted-proxy", "127.0.0.1"]).await;
            for (code, receipt) in &fresh {
                assert_there(&polo.origin, code, receipt).await;
            }
            polo.kill().await;
            all.extend(fresh);
        }
        assert!(
            all.len() > ROUNDS,
            "only {} requests were acknowledged",
            all.len()
        );
        assert_whole(&database.store().await, &all).await;
        eprintln!(
            "{ROUNDS} kills, {} acknowledged requests, all there ({})",
            all.len(),
            database.url.split(':').next().unwrap_or("")
        );
    }
}

/// How many were acknowledged.
static HEARD: AtomicU32 = AtomicU32::new(0);

/// Waits until one more is acknowledged: however slow the machine is, the stream flows when it is cut.
async fn first_answer() {
    let before = HEARD.load(Ordering::Relaxed);
    for _ in 0..2000 {
        if HEARD.load(Ordering::Relaxed) > before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A moment that differs from round to round and from run to run: between 20 and 320 milliseconds.
fn moment(round: usize) -> Duration {
    let seed = u64::from(std::process::id()) + 7919 * u64::try_from(round).unwrap_or(0);
    Duration::from_millis(20 + seed.wrapping_mul(2_654_435_761) % 300)
}

/// Sends until nobody answers any more.
async fn stream(origin: String, request: Arc<Value>) -> Acknowledged {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (client, mut acknowledged) = (client(), Acknowledged::new());
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let from = format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255);
        let call = client
            .post(format!("{origin}{}", api::paths::REQUESTS))
            .json(&*request);
        let call = call
            .header("X-Forwarded-For", from)
            .header("Idempotency-Key", format!("{}-{number}", std::process::id()));
        let Ok(answer) = call.send().await else {
            return acknowledged;
        };
        assert_eq!(answer.status(), 201);
        // Whoever has heard «201» and lost the rest has no code to ask with: that one is found among the whole ones.
        let Ok(receipt) = answer.json::<Value>().await else {
            return acknowledged;
        };
        HEARD.fetch_add(1, Ordering::Relaxed);
        acknowledged.insert(receipt["code"].as_str().expect("a code").to_owned(), receipt);
    }
}

async fn assert_there(origin: &str, code: &str, receipt: &Value) {
    let url = format!("{origin}{}", api::paths::request(&code.replace('-', "")));
    let answer = client()
        .get(url)
        .bearer_auth(receipt["secret"].as_str().expect("a secret"))
        .send()
        .await;
    let answer = answer.expect("an answer");
    assert_eq!(answer.status(), 200, "{code} was acknowledged and is not there");
    let view: Value = answer.json().await.expect("JSON");
    for field in ["code", "protocol", "polo", "received_at", "answer_by"] {
        assert_eq!(view[field], receipt[field], "{code}");
    }
}

/// Every request that is there is there to the last word, acknowledged or not, under a number of its own.
async fn assert_whole(store: &Store, acknowledged: &Acknowledged) {
    let listed = everything(store).await;
    let mut protocols: Vec<_> = listed.iter().map(|request| request.protocol).collect();
    protocols.sort_unstable();
    protocols.dedup();
    assert_eq!(protocols.len(), listed.len());
    let codes: std::collections::BTreeSet<String> =
        listed.iter().map(|request| request.code.to_string()).collect();
    assert!(acknowledged.keys().all(|code| codes.contains(code)));
    // One in twenty is opened: opening writes to the record.
    for request in listed.iter().step_by(20) {
        let code: &Code = &request.code;
        let opened = store
            .requests()
            .show(code, "prova", request.received_at)
            .await
            .expect("it opens")
            .expect("it is there");
        assert_eq!(
            opened.person.expect("a person").note.as_str(),
            "una nota intera, dalla prima all'ultima parola"
        );
        assert_eq!(opened.record.len(), 2);
    }
}
