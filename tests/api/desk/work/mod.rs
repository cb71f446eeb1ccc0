//! The work on requests at the desk: who has one, to whom it is given, what is noted, how it ends.

mod alike;
mod close;
mod hand_over;
mod keys;
mod notes;
mod queue;
mod told;
mod write;

use super::Worker;
use crate::world::{Answer, World};
use api::paths::desk as paths;
use serde_json::{Value, json};

/// Somebody of the staff who is signed in.
pub(super) struct Desk<'a> {
    pub(super) world: &'a World,
    pub(super) worker: Worker,
    pub(super) session: String,
}

impl World {
    /// Somebody with these grants, signed in.
    pub(super) async fn desk(&self, login: &str, grants: &[&str]) -> Desk<'_> {
        let worker = self.worker(login, grants).await;
        let session = self.signed_in(&worker).await;
        Desk {
            world: self,
            worker,
            session,
        }
    }

    /// Sends a request about housing to San Leonardo, with these answers beside; gives code and secret.
    pub(super) async fn asked(&self, also: Value) -> (String, String) {
        let mut request = self.least();
        request["motive"] = "casa".into();
        request["polo"] = "san-leonardo".into();
        for (field, answer) in also.as_object().expect("answers") {
            request[field] = answer.clone();
        }
        let sent = self.post(api::paths::REQUESTS, &request).send().await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        (sent.text_of("code").replace('-', ""), sent.text_of("secret"))
    }

    /// The request as its owner sees it.
    pub(super) async fn owned(&self, (code, secret): &(String, String)) -> Value {
        let seen = self.get(&api::paths::request(code)).secret(secret).send().await;
        assert_eq!(seen.status, 200, "{}", seen.text);
        seen.body
    }
}

impl Desk<'_> {
    pub(super) async fn act(&self, code: &str, verb: &str, body: Value) -> Answer {
        self.world
            .act(&self.session, &paths::request(code, verb), &body)
            .await
    }

    /// The same, which must be done.
    pub(super) async fn does(&self, code: &str, verb: &str, body: Value) -> Value {
        let answer = self.act(code, verb, body).await;
        assert_eq!(answer.status, 200, "{verb}: {}", answer.text);
        answer.body
    }

    pub(super) async fn opened(&self, code: &str) -> Value {
        self.does(code, "open", json!({})).await
    }

    /// The codes in the list, without hyphens.
    pub(super) async fn codes(&self, narrowed: &str) -> Vec<String> {
        let list = self.list(narrowed).await;
        let code = |one: &Value| one["code"].as_str().expect("a code").replace('-', "");
        list.iter().map(code).collect()
    }

    pub(super) async fn list(&self, narrowed: &str) -> Vec<Value> {
        let path = format!("{}{narrowed}", paths::REQUESTS);
        let list = self.world.get(&path).header("Cookie", &self.session).send().await;
        list.body.as_array().expect("a list").clone()
    }
}
