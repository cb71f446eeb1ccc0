//! Tokens that do not hold: an attacker's, or those of a provider gone wrong.

use super::peer::{Browser, assert_refused, session, sign_in, worlds, worlds_with};
use jiff::SignedDuration;

#[tokio::test]
async fn a_token_that_does_not_hold_opens_nothing_and_links_nobody() {
    for world in worlds().await {
        for bend in [
            "expired", "old", "early", "audience", "both", "party", "nonce", "silent", "issuer", "swapped",
            "none", "secret", "confused", "stranger", "unknown", "missing",
        ] {
            let login = format!("sara{bend}");
            world.awaited(&login, &["social_worker:*:*"]).await;
            let answer = sign_in(&world, &format!("{login}~{bend}")).await;
            assert_refused(&answer, 403, "è stato fermato", bend);
        }
        for what in ["signed_in_by_provider", "provider_linked"] {
            assert_eq!(world.done(what).await, 0, "{what}");
        }
    }
}

#[tokio::test]
async fn a_provider_that_changes_its_keys_is_asked_for_them_and_not_at_every_forged_one() {
    for world in worlds().await {
        let name = format!("sara.{}", if world.database.is_sqlite() { "s" } else { "p" });
        world.awaited(&name, &["social_worker:*:*"]).await;
        let bent = format!("{name}~rotated");
        // What is known is of this very minute: whoever sends unknown keys cannot make us ask each time.
        assert_refused(&sign_in(&world, &bent).await, 403, "è stato fermato", "just now");
        let browser = Browser::set_out(&world).await;
        let back = browser.at_provider(&bent).await;
        world.let_pass(SignedDuration::from_secs(61));
        session(&browser.back(&back).await);
    }
}

#[tokio::test]
async fn what_the_token_does_not_say_of_the_login_is_asked_for() {
    for world in worlds().await {
        world.awaited("sara", &["social_worker:*:*"]).await;
        session(&sign_in(&world, "sara~bare").await);
    }
}

#[tokio::test]
async fn an_address_counts_as_a_login_once_the_provider_has_made_sure_of_it() {
    for world in worlds_with("claim = \"email\"\nscopes = [\"email\"]").await {
        world.awaited("sara@comune.example", &["social_worker:*:*"]).await;
        let unverified = sign_in(&world, "sara~unverified").await;
        assert_refused(&unverified, 403, "è ancora un account", "typed in by themselves");
        session(&sign_in(&world, "sara").await);
    }
}
