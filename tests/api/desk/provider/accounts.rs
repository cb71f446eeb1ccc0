//! Whose account the provider opens: one that an administrator has given and that awaits it, and none besides.

use super::peer::{assert_refused, get, session, sign_in, ways_in, worlds, worlds_with};
use crate::desk::{PASSWORD, refusal};
use api::paths::desk as paths;
use serde_json::json;

const NONE: &str = "è ancora un account";

#[tokio::test]
async fn whoever_has_no_account_gets_none_and_an_account_that_does_not_await_the_provider_stays_shut() {
    for world in worlds().await {
        world.worker("sara", &["administrator:*:*"]).await;
        for name in ["nessuno", "sara", "X", "non è un nome"] {
            assert_refused(&sign_in(&world, name).await, 403, NONE, name);
        }
        let all = world.store.accounts().list().await.expect("accounts");
        assert_eq!(all.len(), 1);
    }
}

#[tokio::test]
async fn an_account_is_one_persons_from_the_first_sign_in_on() {
    for world in worlds().await {
        let sara = world.awaited("sara", &["social_worker:*:*"]).await;
        session(&sign_in(&world, "sara").await);
        // Another subject that the provider calls by the same name: `sub` tells them apart.
        assert_refused(&sign_in(&world, "sara~omonima").await, 403, NONE, "the namesake");
        // An administrator begins anew.
        world.allow(&sara.id, true).await;
        session(&sign_in(&world, "sara~omonima").await);
        assert_refused(&sign_in(&world, "sara").await, 403, NONE, "the first one");
    }
}

#[tokio::test]
async fn a_disabled_account_stays_shut_and_does_not_open_again_by_itself() {
    for world in worlds().await {
        let sara = world.awaited("sara", &["social_worker:*:*"]).await;
        let cookie = session(&sign_in(&world, "sara").await);
        let accounts = world.store.accounts();
        let now = world.state.clock.now();
        accounts.disable(&sara.id, None, now).await.expect("disabled");
        assert_eq!(refusal(&world.me(&cookie).await), (401, "not-signed-in"));
        assert_refused(&sign_in(&world, "sara").await, 403, NONE, "disabled");
        // One that awaits the provider still, and is disabled.
        world.allow(&sara.id, true).await;
        assert_refused(&sign_in(&world, "sara").await, 403, NONE, "awaited, and disabled");
    }
}

#[tokio::test]
async fn an_administrator_says_whose_account_the_provider_opens() {
    for world in worlds().await {
        let admin = world.worker("ada", &["administrator:*:*"]).await;
        let local = world.worker("lia", &["administrator:pablo:*"]).await;
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let (admin_session, local_session) = (world.signed_in(&admin).await, world.signed_in(&local).await);
        let path = paths::staff(&sara.id, "provider");
        let allow = |allowed: bool| json!({ "allowed": allowed });
        let beyond = world.act(&local_session, &path, &allow(true)).await;
        assert_eq!(refusal(&beyond), (403, "forbidden"));
        let own = world
            .act(&admin_session, &paths::staff(&admin.id, "provider"), &allow(true))
            .await;
        assert_eq!(refusal(&own), (409, "own-account"));
        let awaited = world.act(&admin_session, &path, &allow(true)).await;
        assert_eq!(awaited.text_of("provider"), "awaited");
        let cookie = session(&sign_in(&world, "sara").await);
        let list = world
            .get(paths::STAFF)
            .header("Cookie", &admin_session)
            .send()
            .await;
        let states = list.body.as_array().expect("accounts").iter();
        let states: Vec<_> = states
            .map(|member| member["provider"].as_str().expect("a word"))
            .collect();
        assert_eq!(states, ["no", "no", "linked"]);
        let ended = world.act(&admin_session, &path, &allow(false)).await;
        assert_eq!(ended.text_of("provider"), "no");
        // What it has opened is shut at once.
        assert_eq!(refusal(&world.me(&cookie).await), (401, "not-signed-in"));
        assert_refused(&sign_in(&world, "sara").await, 403, NONE, "ended");
        for what in ["provider_allowed", "provider_linked", "provider_ended"] {
            assert_eq!(world.done(what).await, 1, "{what}");
        }
    }
}

#[tokio::test]
async fn of_two_who_come_at_once_each_gets_a_session_and_the_account_is_linked_once() {
    for world in worlds().await {
        world.awaited("sara", &["social_worker:*:*"]).await;
        let (first, second) = tokio::join!(sign_in(&world, "sara"), sign_in(&world, "sara"));
        let entered = [first, second]
            .iter()
            .filter(|answer| answer.status == 200)
            .count();
        assert!(entered >= 1);
        assert_eq!(world.done("provider_linked").await, 1);
        assert_eq!(world.done("signed_in_by_provider").await, entered);
    }
}

#[tokio::test]
async fn where_passwords_are_switched_off_the_provider_alone_opens_the_desk() {
    for world in worlds_with("passwords = false").await {
        let sara = world.awaited("sara", &["social_worker:*:*"]).await;
        assert_eq!(
            ways_in(&world).send().await.body,
            json!({ "passwords": false, "providers": [{ "name": "Accesso di prova" }] })
        );
        let cookie = session(&sign_in(&world, "sara").await);
        for answer in [
            world.password_of("sara", PASSWORD).await,
            world.code_of(&cookie, &world.phone(&sara)).await,
            world
                .desk_post(paths::SETUP, &json!({ "ticket": "00000000000000000000000000" }))
                .send()
                .await,
            world
                .act(
                    &cookie,
                    paths::PASSWORD,
                    &json!({ "current": PASSWORD, "password": "cinque alberi verdi" }),
                )
                .await,
        ] {
            assert_eq!(refusal(&answer), (403, "passwords-off"));
        }
    }
}

#[tokio::test]
async fn without_a_provider_there_is_none_to_set_out_for() {
    for world in crate::world::worlds().await {
        assert_eq!(
            ways_in(&world).send().await.body,
            json!({ "passwords": true, "providers": [] })
        );
        let answer = world.desk_post(paths::SESSION_PROVIDER, &json!({})).send().await;
        assert_eq!(refusal(&answer), (404, "not-there"));
        let page = world.get("/desk/accesso/ritorno?state=x&code=y").send().await;
        assert_eq!(page.status, 404);
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_here_and_shows_the_way_out_there() {
    for world in worlds().await {
        let sara = world.awaited("sara", &["social_worker:*:*"]).await;
        let cookie = session(&sign_in(&world, "sara").await);
        let out = world.act(&cookie, paths::SESSION_PROVIDER_END, &json!({})).await;
        let url = out.text_of("url");
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        assert_eq!(refusal(&world.me(&cookie).await), (401, "not-signed-in"));
        assert!(url.contains("post_logout_redirect_uri=http"), "{url}");
        // The provider knows portal and address, and asks whether that was meant.
        let page = get(&url).await;
        assert_eq!(page.status(), 200, "{}", page.text().await.unwrap_or_default());
        // Whoever came with a password has nobody else to sign out from.
        let by_password = world.signed_in(&sara).await;
        let out = world
            .act(&by_password, paths::SESSION_PROVIDER_END, &json!({}))
            .await;
        assert_eq!(out.body, json!({}));
    }
}
