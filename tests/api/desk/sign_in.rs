//! `POST /api/v1/desk/session` and `/session/code`.

use super::{PASSWORD, RECOVERY, cookie, refusal};
use crate::world::worlds;
use api::paths::desk as paths;
use jiff::SignedDuration;
use serde_json::json;

#[tokio::test]
async fn password_and_code_let_somebody_in() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let half = world.password_of("SARA", PASSWORD).await;
        assert_eq!(
            (half.status.as_u16(), half.text_of("next").as_str()),
            (200, "code")
        );
        assert_eq!(refusal(&world.me(&cookie(&half)).await), (401, "not-signed-in"));
        let open = world.code_of(&cookie(&half), &world.phone(&sara)).await;
        let set = open.header("set-cookie");
        assert!(set.starts_with("__Host-polo-desk="), "{set}");
        assert!(
            set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"),
            "{set}"
        );
        let me = world.me(&cookie(&open)).await;
        assert_eq!(me.text_of("name"), "Nome di sara");
        assert_eq!(me.body["grants"], json!(["social_worker:*:*"]));
        assert_eq!(me.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_wrong_password_a_wrong_login_and_one_who_left_get_the_same_answer() {
    for world in worlds().await {
        world.worker("sara", &["social_worker:*:*"]).await;
        let gone = world.worker("gino", &["social_worker:*:*"]).await;
        let accounts = world.store.accounts();
        let disabled = accounts.disable(&gone.id, None, world.state.clock.now()).await;
        disabled.expect("disabled");
        let wrong = [
            world.password_of("sara", "quattro cavalli rossi").await,
            world.password_of("nessuno", PASSWORD).await,
            world.password_of("gino", PASSWORD).await,
            world.password_of("not a login!", PASSWORD).await,
        ];
        for answer in &wrong {
            assert_eq!(refusal(answer), (401, "wrong-sign-in"));
            assert_eq!(answer.text, wrong[0].text);
            assert_eq!(answer.header("set-cookie"), "");
        }
    }
}

#[tokio::test]
async fn a_code_is_taken_once_and_a_wrong_one_reads_the_same() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let (code, first) = (world.phone(&sara), world.password_of("sara", PASSWORD).await);
        assert_eq!(world.code_of(&cookie(&first), &code).await.status, 200);
        let second = cookie(&world.password_of("sara", PASSWORD).await);
        let again = world.code_of(&second, &code).await;
        let wrong = world.code_of(&second, "000000").await;
        assert_eq!(refusal(&again), (401, "wrong-sign-in"));
        assert_eq!(again.text, wrong.text);
        world.let_pass(SignedDuration::from_secs(30));
        assert_eq!(world.code_of(&second, &world.phone(&sara)).await.status, 200);
        // The way in is over once it has been gone.
        world.let_pass(SignedDuration::from_secs(30));
        let after = world.code_of(&second, &world.phone(&sara)).await;
        assert_eq!(refusal(&after), (401, "not-signed-in"));
    }
}

#[tokio::test]
async fn of_two_who_send_one_code_at_once_one_gets_in() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let first = cookie(&world.password_of("sara", PASSWORD).await);
        let second = cookie(&world.password_of("sara", PASSWORD).await);
        let code = world.phone(&sara);
        let (first, second) = tokio::join!(world.code_of(&first, &code), world.code_of(&second, &code));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
    }
}

#[tokio::test]
async fn a_recovery_code_takes_the_place_of_the_phone_once() {
    for world in worlds().await {
        world.worker("sara", &["social_worker:*:*"]).await;
        let written = RECOVERY[1].to_lowercase();
        let written = format!("{}-{}", &written[..5], &written[5..]);
        let first = cookie(&world.password_of("sara", PASSWORD).await);
        assert_eq!(world.code_of(&first, &written).await.status, 200);
        let second = cookie(&world.password_of("sara", PASSWORD).await);
        let again = world.code_of(&second, &written).await;
        assert_eq!(refusal(&again), (401, "wrong-sign-in"));
        assert_eq!(world.code_of(&second, RECOVERY[0]).await.status, 200);
    }
}

#[tokio::test]
async fn there_are_five_minutes_between_password_and_code() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let half = cookie(&world.password_of("sara", PASSWORD).await);
        world.let_pass(SignedDuration::from_mins(5));
        let late = world.code_of(&half, &world.phone(&sara)).await;
        assert_eq!(refusal(&late), (401, "not-signed-in"));
    }
}

#[tokio::test]
async fn after_ten_wrong_ones_account_and_address_wait() {
    for world in worlds().await {
        world.worker("sara", &["social_worker:*:*"]).await;
        world.worker("anna", &["social_worker:*:*"]).await;
        let elsewhere = |login: &str, from| {
            let body = json!({ "login": login, "password": PASSWORD });
            world.desk_post(paths::SESSION, &body).from(from).send()
        };
        for _ in 0..10 {
            assert_eq!(world.password_of("sara", "sbagliata davvero").await.status, 401);
        }
        // From the same address nobody gets in, be they right; from elsewhere only the account that was guessed at waits.
        for answer in [
            world.password_of("sara", PASSWORD).await,
            world.password_of("anna", PASSWORD).await,
            elsewhere("sara", "192.0.2.99").await,
        ] {
            assert_eq!(refusal(&answer), (429, "throttled"));
            assert_eq!(answer.header("retry-after"), "900");
        }
        assert_eq!(elsewhere("anna", "192.0.2.99").await.status, 200);
        world.let_pass(SignedDuration::from_mins(15));
        assert_eq!(world.password_of("sara", PASSWORD).await.status, 200);
    }
}

#[tokio::test]
async fn a_login_that_nobody_has_waits_like_one_that_somebody_has() {
    for world in worlds().await {
        for number in 0..11 {
            let body = json!({ "login": "nessuno", "password": "sbagliata davvero" });
            let from = ["192.0.2.31", "192.0.2.32"][number % 2];
            let answer = world.desk_post(paths::SESSION, &body).from(from).send().await;
            assert_eq!(answer.status, if number < 10 { 401 } else { 429 });
        }
    }
}

#[tokio::test]
async fn nonsense_from_one_address_keeps_nobody_else_waiting() {
    for world in worlds().await {
        world.worker("sara", &["social_worker:*:*"]).await;
        for _ in 0..11 {
            world.password_of("", "").await;
            let ticket = json!({ "ticket": "niente" });
            world.desk_post(paths::SETUP, &ticket).send().await;
        }
        let elsewhere = |path: &str, body| world.desk_post(path, &body).from("192.0.2.98").send();
        let nonsense = elsewhere(paths::SETUP, json!({ "ticket": "niente" })).await;
        assert_eq!(nonsense.status, 404);
        let right = elsewhere(paths::SESSION, json!({ "login": "sara", "password": PASSWORD })).await;
        assert_eq!(right.status, 200);
    }
}

#[tokio::test]
async fn codes_cannot_be_guessed_at_for_long() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let half = cookie(&world.password_of("sara", PASSWORD).await);
        let guesses = (0..30).map(|_| world.code_of(&half, "000000"));
        let mut heard = 0;
        for guess in guesses {
            heard += usize::from(guess.await.status == 401);
        }
        assert_eq!(heard, 10);
        assert_eq!(world.code_of(&half, &world.phone(&sara)).await.status, 429);
    }
}

#[tokio::test]
async fn a_page_of_another_site_sends_nothing() {
    for world in worlds().await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let session = world.signed_in(&sara).await;
        let end = || {
            world
                .post(paths::SESSION_END, &json!({}))
                .header("Cookie", &session)
        };
        for foreign in [
            end(),
            end().header("Origin", "https://evil.example"),
            end().header("Origin", "null"),
            end().header("Sec-Fetch-Site", "cross-site"),
            end()
                .header("Sec-Fetch-Site", "same-site")
                .header("Origin", &format!("http://{}", world.address())),
        ] {
            assert_eq!(refusal(&foreign.send().await), (403, "cross-site"));
        }
        let body = json!({ "login": "sara", "password": PASSWORD });
        let sign_in = world.post(paths::SESSION, &body).send().await;
        assert_eq!(refusal(&sign_in), (403, "cross-site"));
        // A form cannot send JSON.
        let form = world
            .call(reqwest::Method::POST, paths::SESSION_END)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Cookie", &session)
            .header("Content-Type", "text/plain")
            .raw("{}");
        assert_eq!(refusal(&form.send().await), (415, "unsupported-media-type"));
        assert_eq!(world.me(&session).await.status, 200);
        let own = end().header("Sec-Fetch-Site", "same-origin").send().await;
        assert_eq!(own.status, 200);
    }
}
