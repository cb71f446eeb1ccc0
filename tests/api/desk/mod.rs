//! The staff desk: who gets in, how long, and what each may do there.

mod agenda;
mod commands;
mod numbers;
pub(crate) mod project;
mod proposals;
mod provider;
mod requests;
mod roles;
mod secrecy;
mod sessions;
mod set_up;
mod sign_in;
mod staff;
mod work;

use crate::world::{Answer, Call, World};
use api::paths::desk as paths;
use domain::Secret;
use domain::role::Grant;
use jiff::SignedDuration;
use serde_json::{Value, json};
use server::desk::{password, totp};
use std::sync::OnceLock;
use store::{NewAccount, Ticket};

pub(super) const PASSWORD: &str = "quattro cavalli blu";

/// Somebody of the staff, whose account is set up.
pub(super) struct Worker {
    pub(super) id: String,
    pub(super) login: String,
    pub(super) totp: [u8; 20],
}

/// The codes for when the phone is lost, as the store keeps them.
pub(super) const RECOVERY: [&str; 2] = ["0123456789", "ABCDEFGHJK"];

impl World {
    /// Somebody with these grants, their account set up.
    pub(super) async fn worker(&self, login: &str, grants: &[&str]) -> Worker {
        static HASH: OnceLock<String> = OnceLock::new();
        let hash = HASH.get_or_init(|| password::hash(PASSWORD, [3; 16]).expect("memory"));
        let now = self.state.clock.now();
        let grants: Vec<Grant> = grants
            .iter()
            .map(|grant| grant.parse().expect("a grant"))
            .collect();
        let secret = Secret::from_random(self.state.chance.draw().expect("chance"));
        let totp = self.state.chance.draw().expect("chance");
        let new = NewAccount {
            name: &format!("Nome di {login}"),
            login: &login.parse().expect("a login"),
            grants: &grants,
            ticket: Ticket {
                secret: &secret,
                totp,
                until: now + SignedDuration::from_hours(1),
            },
            by: None,
            now,
        };
        let accounts = self.store.accounts();
        let id = accounts.add(new).await.expect("added");
        let recovery = RECOVERY.map(str::to_owned);
        let set_up = accounts.set_up(&secret, hash, 0, &recovery, now).await;
        set_up.expect("set up");
        Worker {
            id,
            login: login.to_owned(),
            totp,
        }
    }

    /// A post from a page of ours.
    pub(super) fn desk_post(&self, path: &str, body: &Value) -> Call {
        let origin = format!("http://{}", self.address());
        self.post(path, body).header("Origin", &origin)
    }

    /// The password's step.
    pub(super) async fn password_of(&self, login: &str, password: &str) -> Answer {
        let body = json!({ "login": login, "password": password });
        self.desk_post(paths::SESSION, &body).send().await
    }

    /// The code's step.
    pub(super) async fn code_of(&self, cookie: &str, code: &str) -> Answer {
        let body = json!({ "code": code });
        self.desk_post(paths::SESSION_CODE, &body)
            .header("Cookie", cookie)
            .send()
            .await
    }

    /// The code that the phone shows now.
    pub(super) fn phone(&self, worker: &Worker) -> String {
        totp::code(&worker.totp, totp::step(self.state.clock.now()))
    }

    /// Signs in, with the next code of the phone; gives the cookie.
    pub(super) async fn signed_in(&self, worker: &Worker) -> String {
        self.let_pass(SignedDuration::from_secs(30));
        let half = self.password_of(&worker.login, PASSWORD).await;
        assert_eq!(half.status, 200, "{}", half.text);
        let open = self.code_of(&cookie(&half), &self.phone(worker)).await;
        assert_eq!(open.status, 200, "{}", open.text);
        cookie(&open)
    }

    pub(super) async fn me(&self, cookie: &str) -> Answer {
        self.get(paths::ME).header("Cookie", cookie).send().await
    }

    /// Does something, with `{}` or what it takes.
    pub(super) async fn act(&self, cookie: &str, path: &str, body: &Value) -> Answer {
        self.desk_post(path, body).header("Cookie", cookie).send().await
    }
}

/// The cookie that an answer sets, as a browser sends it back.
pub(super) fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    set.split(';').next().unwrap_or_default().to_owned()
}

/// Status and kind of a refusal.
pub(super) fn refusal(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.problem())
}
