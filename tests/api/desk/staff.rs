//! `/api/v1/desk/staff`, `/record`.

use super::{PASSWORD, refusal};
use crate::world::worlds;
use api::paths::desk as paths;
use serde_json::json;

#[tokio::test]
async fn an_administrator_gives_an_account_and_the_record_says_so() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:*:*", "auditor:*:*"]).await;
        let session = world.signed_in(&ada).await;
        // The record is in the order of the clock.
        world.let_pass(jiff::SignedDuration::from_secs(1));
        let new = json!({ "name": "Gino R.", "login": "Gino.R", "grants": ["front_desk:san-leonardo:*"] });
        let added = world.act(&session, paths::STAFF, &new).await;
        assert_eq!(added.status, 201, "{}", added.text);
        assert_eq!(added.text_of("ticket").len(), 29);
        let taken = world.act(&session, paths::STAFF, &new).await;
        assert_eq!(taken.errors(), [("login", "login_taken")]);
        let list = world.get(paths::STAFF).header("Cookie", &session).send().await;
        let gino = &list.body[0];
        assert_eq!(
            (&gino["login"], &gino["set_up"], &gino["active"]),
            (&json!("gino.r"), &json!(false), &json!(true))
        );
        let record = world.get(paths::RECORD).header("Cookie", &session).send().await;
        let entry = &record.body[0];
        let shown = [&entry["by"], &entry["whose"], &entry["what"], &entry["detail"]];
        assert_eq!(
            shown,
            [
                &json!("Nome di ada"),
                &json!("Gino R."),
                &json!("added"),
                &json!("front_desk:san-leonardo:*")
            ]
        );
    }
}

#[tokio::test]
async fn what_is_written_wrongly_is_told_field_by_field() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:*:*"]).await;
        let session = world.signed_in(&ada).await;
        let slip = json!({ "name": "", "login": "x y", "grants": ["front_desk:atlantide:*"] });
        let refused = world.act(&session, paths::STAFF, &slip).await;
        assert_eq!(
            refused.errors(),
            [("name", "missing"), ("login", "login_form"), ("grants", "grants")]
        );
    }
}

#[tokio::test]
async fn an_administrator_of_a_polo_gives_nothing_beyond_it() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:san-leonardo:*"]).await;
        let far = world.worker("far", &["front_desk:*:*"]).await;
        let session = world.signed_in(&ada).await;
        let new = |login: &str, grant: &str| json!({ "name": "Gino R.", "login": login, "grants": [grant] });
        let beyond = world
            .act(&session, paths::STAFF, &new("gino", "front_desk:*:*"))
            .await;
        assert_eq!(refusal(&beyond), (403, "forbidden"));
        let within = new("gino", "front_desk:san-leonardo:*");
        let within = world.act(&session, paths::STAFF, &within).await;
        assert_eq!(within.status, 201);
        let id = within.text_of("id");
        let more = json!({ "grants": ["social_worker:*:*"] });
        let more = world.act(&session, &paths::staff(&id, "grants"), &more).await;
        assert_eq!(refusal(&more), (403, "forbidden"));
        for verb in ["disable", "reset"] {
            let others = world
                .act(&session, &paths::staff(&far.id, verb), &json!({}))
                .await;
            assert_eq!(refusal(&others), (403, "forbidden"), "{verb}");
        }
        let list = world.get(paths::STAFF).header("Cookie", &session).send().await;
        let logins: Vec<_> = list.body.as_array().expect("a list").iter().collect();
        assert!(logins.iter().all(|member| member["login"] != "far"), "{logins:?}");
    }
}

#[tokio::test]
async fn nobody_changes_their_own_account_and_the_last_administrator_stays() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:*:*"]).await;
        let eva = world.worker("eva", &["administrator:*:*"]).await;
        let session = world.signed_in(&ada).await;
        let own = json!({ "grants": ["administrator:*:*", "social_worker:*:*"] });
        let own = world.act(&session, &paths::staff(&ada.id, "grants"), &own).await;
        assert_eq!(refusal(&own), (409, "own-account"));
        let disabled = world
            .act(&session, &paths::staff(&eva.id, "disable"), &json!({}))
            .await;
        assert_eq!(disabled.body["active"], false);
        let accounts = world.store.accounts();
        let last = accounts.disable(&ada.id, None, world.state.clock.now()).await;
        assert!(matches!(last, Err(store::AccountError::LastAdministrator)));
        assert_eq!(world.me(&session).await.status, 200);
    }
}

#[tokio::test]
async fn of_two_administrators_who_disable_each_other_one_is_left() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:*:*"]).await;
        let eva = world.worker("eva", &["administrator:*:*"]).await;
        let (accounts, now) = (world.store.accounts(), world.state.clock.now());
        let (first, second) = tokio::join!(
            accounts.disable(&ada.id, Some(&eva.id), now),
            accounts.disable(&eva.id, Some(&ada.id), now)
        );
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    }
}

#[tokio::test]
async fn whoever_is_disabled_is_out_at_once_and_a_reset_lets_them_back() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:*:*"]).await;
        let gino = world.worker("gino", &["front_desk:*:*"]).await;
        let (session, ginos) = (world.signed_in(&ada).await, world.signed_in(&gino).await);
        let disabled = world
            .act(&session, &paths::staff(&gino.id, "disable"), &json!({}))
            .await;
        assert_eq!(disabled.status, 200);
        assert_eq!(refusal(&world.me(&ginos).await), (401, "not-signed-in"));
        assert_eq!(world.password_of("gino", PASSWORD).await.status, 401);
        let reset = world
            .act(&session, &paths::staff(&gino.id, "reset"), &json!({}))
            .await;
        let ticket = json!({ "ticket": reset.text_of("ticket") });
        let seen = world.desk_post(paths::SETUP, &ticket).send().await;
        assert_eq!(seen.text_of("login"), "gino");
        // The old password is gone, whatever becomes of the ticket.
        assert_eq!(world.password_of("gino", PASSWORD).await.status, 401);
    }
}

#[tokio::test]
async fn other_grants_hold_for_sessions_that_are_open() {
    for world in worlds().await {
        let ada = world.worker("ada", &["administrator:*:*"]).await;
        let gino = world.worker("gino", &["auditor:*:*"]).await;
        let (session, ginos) = (world.signed_in(&ada).await, world.signed_in(&gino).await);
        let queue = || world.get(paths::REQUESTS).header("Cookie", &ginos).send();
        assert_eq!(refusal(&queue().await), (403, "forbidden"));
        let more = json!({ "grants": ["front_desk:*:*"] });
        let more = world
            .act(&session, &paths::staff(&gino.id, "grants"), &more)
            .await;
        assert_eq!(more.body["grants"], json!(["front_desk:*:*"]));
        assert_eq!(queue().await.status, 200);
        let none = json!({ "grants": [] });
        world
            .act(&session, &paths::staff(&gino.id, "grants"), &none)
            .await;
        assert_eq!(queue().await.status, 403);
        assert_eq!(world.me(&ginos).await.status, 200);
    }
}
