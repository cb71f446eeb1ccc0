//! `GET /api/v1/requests/{code}`.

use super::path;
use crate::world::{World, worlds};
use domain::{Code, Secret};
use jiff::SignedDuration;

/// A code and a secret that could be ones and are not.
fn others() -> (String, String) {
    (
        Code::from_random([1, 2, 3, 4, 5, 6]).to_string(),
        Secret::from_random([5; 16]).grouped(),
    )
}

async fn guess(world: &World, code: &str, secret: &str) -> crate::world::Answer {
    world.get(&path(code)).secret(secret).send().await
}

#[tokio::test]
async fn code_and_secret_show_where_the_request_stands_and_not_what_was_confided() {
    for world in worlds().await {
        let sent = world
            .post(api::paths::REQUESTS, &world.least_but("note", "una confidenza"))
            .send()
            .await;
        let seen = guess(&world, &sent.text_of("code"), &sent.text_of("secret")).await;
        assert_eq!(seen.status, 200);
        for field in ["code", "protocol", "polo", "received_at", "answer_by"] {
            assert_eq!(seen.text_of(field), sent.text_of(field));
        }
        assert_eq!(seen.text_of("motive"), world.catalogue.motives[0].id);
        assert_eq!(seen.text_of("status"), "received");
        assert!(!seen.text.contains("confidenza"));
        assert_eq!(seen.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_code_and_secret_copied_by_hand_open_it_too() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let by_hand = |text: &str| text.to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(
            world
                .get(&api::paths::request(&by_hand(&code)))
                .secret(&by_hand(&secret))
                .send()
                .await
                .status,
            200
        );
        let bare = world
            .get(&path(&code))
            .header("Authorization", &format!("bearer {}", secret.replace('-', "")));
        assert_eq!(bare.send().await.status, 200);
    }
}

#[tokio::test]
async fn an_unknown_code_and_a_wrong_secret_get_the_same_answer_to_the_byte() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let (other_code, other_secret) = others();
        let wrong = [
            guess(&world, &other_code, &secret).await,
            guess(&world, &code, &other_secret).await,
            guess(&world, &code, "non-un-segreto").await,
            guess(&world, &other_code, "x").await,
        ];
        for answer in &wrong {
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (404, "no-such-request")
            );
            assert_eq!(answer.text, wrong[0].text);
            let mut headers = answer.headers.clone();
            headers.remove("date");
            let mut first = wrong[0].headers.clone();
            first.remove("date");
            assert_eq!(headers, first);
        }
    }
}

#[tokio::test]
async fn what_is_no_code_is_told_what_is_wrong_with_it() {
    for world in worlds().await {
        let secret = others().1;
        for (code, fault) in [
            ("K7M2Q9XT4", "code_length"),
            ("K7M2Q9XT4U", "code_alphabet"),
            ("00000-00001", "code_check"),
        ] {
            let answer = world.get(&api::paths::request(code)).secret(&secret).send().await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (400, "bad-code"),
                "{code}"
            );
            assert_eq!(answer.errors(), [("code", fault)]);
        }
        let odd = world
            .get("/api/v1/requests/%00%D0%9F")
            .secret(&secret)
            .send()
            .await;
        assert_eq!((odd.status.as_u16(), odd.problem()), (400, "bad-code"));
    }
}

#[tokio::test]
async fn without_a_secret_nothing_is_said() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let none = world.get(&path(&code)).send().await;
        assert_eq!(
            (
                none.status.as_u16(),
                none.problem(),
                none.header("www-authenticate")
            ),
            (401, "no-secret", "Bearer")
        );
        let basic = world
            .get(&path(&code))
            .header("Authorization", &format!("Basic {secret}"))
            .send()
            .await;
        assert_eq!(basic.status, 401);
        let in_the_address = world
            .get(&format!("{}?secret={secret}", path(&code)))
            .send()
            .await;
        assert_eq!(in_the_address.status, 401);
    }
}

#[tokio::test]
async fn after_ten_wrong_guesses_even_the_right_one_has_to_wait() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let (other_code, other_secret) = others();
        for number in 0..10 {
            let answer = if number % 2 == 0 {
                guess(&world, &code, &other_secret).await
            } else {
                guess(&world, &other_code, &secret).await
            };
            assert_eq!(answer.status, 404, "guess {number}");
            world.let_pass(SignedDuration::from_secs(1));
        }
        for (code, secret) in [(&code, &other_secret), (&other_code, &secret), (&code, &secret)] {
            let answer = guess(&world, code, secret).await;
            assert_eq!((answer.status.as_u16(), answer.problem()), (429, "throttled"));
            assert_eq!(answer.header("retry-after"), "890");
        }
        let elsewhere = world
            .get(&path(&code))
            .secret(&secret)
            .from("192.0.2.11")
            .send()
            .await;
        assert_eq!(elsewhere.status, 200);
        world.let_pass(SignedDuration::from_secs(890));
        assert_eq!(guess(&world, &code, &secret).await.status, 200);
    }
}

#[tokio::test]
async fn right_ones_are_never_counted_and_a_slip_of_the_pen_is_not_a_guess() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        for _ in 0..30 {
            assert_eq!(guess(&world, &code, &secret).await.status, 200);
            assert_eq!(guess(&world, "K7M2Q", &secret).await.status, 400);
        }
    }
}

#[tokio::test]
async fn of_many_guesses_at_once_no_more_than_ten_hear_that_they_were_wrong() {
    for world in worlds().await {
        let (code, other) = (world.sent().await.0, others().1);
        let guesses = (0..40).map(|_| tokio::spawn(world.get(&path(&code)).secret(&other).send()));
        let mut wrong = 0;
        for guess in guesses.collect::<Vec<_>>() {
            let status = guess.await.expect("sent").status;
            assert!(status == 404 || status == 429, "{status}");
            wrong += usize::from(status == 404);
        }
        assert_eq!(wrong, 10);
    }
}

#[tokio::test]
async fn a_whole_household_of_the_new_internet_counts_as_one() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let other = others().1;
        let from = |address, secret: &str| world.get(&path(&code)).secret(secret).from(address).send();
        for _ in 0..10 {
            assert_eq!(from("2001:db8:0:1::1", &other).await.status, 404);
        }
        assert_eq!(from("2001:db8:0:1:ffff::2", &secret).await.status, 429);
        assert_eq!(from("2001:db8:0:2::1", &secret).await.status, 200);
    }
}

#[tokio::test]
async fn the_person_reads_who_has_read() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        assert_eq!(
            guess(&world, &code, &secret).await.body["openings"],
            serde_json::json!([])
        );
        let at = "2026-11-24T08:30:00Z";
        world.opened(&code, "Sara B.", at).await;
        let seen = guess(&world, &code, &secret).await;
        assert_eq!(
            seen.body["openings"],
            serde_json::json!([{ "at": at, "who": "Sara B." }])
        );
    }
}
