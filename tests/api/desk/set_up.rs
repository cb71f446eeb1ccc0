//! `POST /api/v1/desk/setup` and `/setup/done`: from the ticket to the first sign-in.

use super::{cookie, refusal};
use crate::world::{World, worlds};
use api::paths::desk as paths;
use domain::Secret;
use jiff::SignedDuration;
use serde_json::json;
use server::desk::{ticket_until, totp};
use store::{NewAccount, Ticket};

const TOTP: [u8; 20] = [9; 20];

/// Gives Anna an account; gives its ticket.
async fn ticket(world: &World) -> String {
    let secret = Secret::from_random([5; 16]);
    let now = world.state.clock.now();
    let new = NewAccount {
        name: "Anna B.",
        login: &"anna".parse().expect("a login"),
        grants: &[],
        ticket: Ticket {
            secret: &secret,
            totp: TOTP,
            until: ticket_until(now),
        },
        by: None,
        now,
    };
    world.store.accounts().add(new).await.expect("added");
    secret.grouped()
}

#[tokio::test]
async fn a_ticket_becomes_an_account_with_password_phone_and_recovery_codes() {
    for world in worlds().await {
        let ticket = ticket(&world).await;
        let seen = world
            .desk_post(paths::SETUP, &json!({ "ticket": ticket }))
            .send()
            .await;
        assert_eq!(
            (seen.text_of("name"), seen.text_of("login")),
            ("Anna B.".into(), "anna".into())
        );
        let secret = seen.text_of("secret");
        assert!(secret.len() == 32 && seen.text_of("otpauth").contains(&secret));
        let code = totp::code(&TOTP, totp::step(world.state.clock.now()));
        let done = json!({ "ticket": ticket, "password": "tre gatti sul tetto", "code": code });
        let set_up = world.desk_post(paths::SETUP_DONE, &done).send().await;
        let codes = set_up.body["codes"].as_array().expect("codes").clone();
        assert_eq!(codes.len(), 10);
        // The ticket is used up, and so is the code that showed the phone to be the right one.
        let again = world.desk_post(paths::SETUP_DONE, &done).send().await;
        assert_eq!(refusal(&again), (404, "no-ticket"));
        let half = cookie(&world.password_of("anna", "tre gatti sul tetto").await);
        assert_eq!(world.code_of(&half, &code).await.status, 401);
        let recovery = codes[3].as_str().expect("a code");
        let open = world.code_of(&half, recovery).await;
        assert_eq!(world.me(&cookie(&open)).await.text_of("name"), "Anna B.");
    }
}

#[tokio::test]
async fn a_weak_password_and_a_wrong_code_are_told_and_the_ticket_stays() {
    for world in worlds().await {
        let ticket = ticket(&world).await;
        let done = |password: &str, code: &str| {
            let body = json!({ "ticket": ticket, "password": password, "code": code });
            world.desk_post(paths::SETUP_DONE, &body).send()
        };
        let code = totp::code(&TOTP, totp::step(world.state.clock.now()));
        let weak = done("corta", "000000").await;
        assert_eq!(
            weak.errors(),
            [("password", "password_short"), ("code", "code_wrong")]
        );
        let common = done("password1234", &code).await;
        assert_eq!(common.errors(), [("password", "password_common")]);
        assert_eq!(done("tre gatti sul tetto", &code).await.status, 200);
    }
}

#[tokio::test]
async fn a_ticket_holds_for_a_day_and_nobody_guesses_one() {
    for world in worlds().await {
        let ticket = ticket(&world).await;
        let see = |ticket: &str| world.desk_post(paths::SETUP, &json!({ "ticket": ticket })).send();
        let other = Secret::from_random([6; 16]).grouped();
        for wrong in [other.as_str(), "non un biglietto"] {
            assert_eq!(refusal(&see(wrong).await), (404, "no-ticket"));
        }
        world.let_pass(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
        assert_eq!(see(&ticket).await.status, 200);
        world.let_pass(SignedDuration::from_secs(1));
        assert_eq!(refusal(&see(&ticket).await), (404, "no-ticket"));
        for _ in 0..9 {
            assert_eq!(see(&other).await.status, 404);
        }
        assert_eq!(refusal(&see(&other).await), (429, "throttled"));
    }
}
