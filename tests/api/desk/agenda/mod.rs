//! The agenda at the desk. The world's clock stands at 10 on Monday 23 November 2026.

mod attendance;
mod edits;
mod give;
mod meanwhile;
mod show;
mod team;

use crate::agenda::{FIRST, booking};
use crate::world::{Answer, World};
use api::paths::desk as paths;
use serde_json::{Value, json};

/// Somebody who coordinates everything, signed in.
pub(super) async fn coordinator(world: &World) -> String {
    let carla = world.worker("carla", &["coordinator:*:*"]).await;
    world.signed_in(&carla).await
}

pub(super) async fn see(world: &World, session: &str, path: &str) -> Answer {
    world.get(path).header("Cookie", session).send().await
}

/// Shows what the change would do, then makes it; the preview and what was done.
pub(super) async fn edit(world: &World, session: &str, what: &str, body: &Value) -> (Answer, Answer) {
    let preview = world.act(session, &paths::agenda_preview(what), body).await;
    assert_eq!(preview.status, 200, "{}", preview.text);
    let mut body = body.clone();
    body["fingerprint"] = preview.body["fingerprint"].clone();
    let done = world.act(session, &paths::agenda_edit(what), &body).await;
    (preview, done)
}

/// Away on the whole of Thursday 26 November.
pub(super) fn away(worker: &str) -> Value {
    json!({ "act": "add", "worker": worker, "from": "2026-11-26T00:00", "until": "2026-11-27T00:00" })
}

pub(super) fn closed(polo: &str) -> Value {
    json!({ "act": "add", "polo": polo, "day": "2026-11-26" })
}

/// Sends a request that chooses that time, answered by mail; code and secret.
pub(super) async fn booked_by_mail(world: &World, start: &str) -> (String, String) {
    let mut request = booking(world, start, "");
    request["reply_by"] = "email".into();
    request["email"] = "annamaria@example.org".into();
    let answer = world.post(api::paths::REQUESTS, &request).send().await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    (answer.text_of("code").replace('-', ""), answer.text_of("secret"))
}

/// The same, of one who looks with the code.
pub(super) async fn booked(world: &World) -> (String, String) {
    let (code, secret) = crate::agenda::booked(world, FIRST).await;
    (code.replace('-', ""), secret)
}

/// The request as its owner sees it.
pub(super) async fn seen(world: &World, (code, secret): &(String, String)) -> Answer {
    world.get(&api::paths::request(code)).secret(secret).send().await
}

/// The kinds of messages about a request, in the order in which they are due.
pub(super) async fn told(world: &World, code: &str) -> Vec<&'static str> {
    let about = world.store.outbox().about(&code.parse().expect("a code")).await;
    let pending = about.expect("read").into_iter();
    pending
        .filter(|message| message.state == store::State::Pending)
        .map(|message| message.kind.word())
        .collect()
}

pub(super) async fn record(world: &World, code: &str) -> Vec<(&'static str, bool)> {
    let record = world
        .store
        .requests()
        .record(&code.parse().expect("a code"))
        .await;
    let record = record.expect("read").into_iter();
    record
        .map(|entry| (entry.what.word(), entry.who.is_some()))
        .collect()
}

/// What the agenda's addresses take, so that nothing but the role decides.
pub(super) fn body(path: &str, worker: &str) -> Option<Value> {
    let path = path.trim_end_matches("/preview");
    Some(match path.rsplit('/').next()? {
        "openings" => json!({
            "act": "add", "worker": worker, "polo": "san-leonardo", "motives": ["casa"], "ways": ["phone"],
            "on": "weekly fri", "from": "09:00", "to": "12:00", "valid_from": "2026-12-01",
        }),
        "absences" => {
            json!({ "act": "add", "worker": worker, "from": "2026-12-10T09:00", "until": "2026-12-10T12:00" })
        }
        "closures" => json!({ "act": "add", "polo": "san-leonardo", "day": "2026-12-17" }),
        "attendance" => json!({ "status": "attended" }),
        "appointment" => json!({ "start": "2026-12-03T09:00:00Z" }),
        _ => return None,
    })
}
