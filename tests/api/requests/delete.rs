//! «Delete my data»: `POST /api/v1/requests/{code}/withdrawal` of a request that the Polo has closed.

use super::path;
use crate::process::told;
use crate::world::{World, worlds};
use jiff::SignedDuration;
use serde_json::json;
use store::Retention;

async fn closed(world: &World) -> (String, String) {
    let request = world.least_but("name", "Annamaria");
    let sent = world.post(api::paths::REQUESTS, &request).send().await;
    let (code, secret) = (sent.text_of("code"), sent.text_of("secret"));
    let code_of = code.parse().expect("a code");
    let requests = world.store.requests();
    let line = domain::request::Line::parse("ti aspettiamo").expect("a line");
    let now = world.state.clock.now();
    requests
        .answer(&code_of, "Sara B.", &line, now)
        .await
        .expect("answered");
    requests.close(&code_of, "Sara B.", now).await.expect("closed");
    (code, secret)
}

async fn erase(world: &World, (code, secret): &(String, String)) -> crate::world::Answer {
    let withdrawal = world.post(&format!("{}/withdrawal", path(code)), &json!({}));
    withdrawal.secret(secret).send().await
}

#[tokio::test]
async fn what_was_confided_goes_at_once_and_the_skeleton_says_so() {
    for world in worlds().await {
        let sent = closed(&world).await;
        let answer = erase(&world, &sent).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.text_of("status"), "withdrawn");
        assert_eq!(answer.body["lines"], json!([]));
        let opened = world.opened(&sent.0, "Sara B.", "2026-11-24T09:00:00Z").await;
        assert!(opened.person.is_none() && opened.lines.is_empty());
        let record: Vec<_> = opened.record.iter().map(|entry| entry.what.word()).collect();
        assert_eq!(record, ["sent", "answered", "closed", "erased", "shown"]);
        let again = erase(&world, &sent).await;
        assert_eq!(again.problem(), "already-withdrawn");
        let verified = told(&world.database, &["audit", "verify"]).await;
        assert!(verified.status.success());
    }
}

#[tokio::test]
async fn the_skeleton_goes_when_the_closed_request_would_have_gone() {
    for world in worlds().await {
        let sent = closed(&world).await;
        let closing = world.state.clock.now();
        world.let_pass(SignedDuration::from_hours(24 * 700));
        assert_eq!(erase(&world, &sent).await.status, 200);
        let retention = Retention::default();
        let after = |days: i64| closing + SignedDuration::from_hours(24 * days);
        let early = world.store.purge(after(729), &retention).await.expect("purged");
        assert_eq!(early.withdrawn, 0);
        let due = world.store.purge(after(731), &retention).await.expect("purged");
        assert_eq!(due.withdrawn, 1);
        assert!(world.listed().await.is_empty());
    }
}
