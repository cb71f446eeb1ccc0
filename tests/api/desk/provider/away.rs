//! A provider that is not there, that takes its time, or that says what it should not.

use super::peer::{Browser, assert_refused, issuer, sign_in, worlds, worlds_at};
use crate::desk::{PASSWORD, refusal};
use api::paths::desk as paths;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const MOMENT: Duration = Duration::from_millis(700);

/// Something that takes connections and answers each with these bytes, or never.
async fn imposter(answer: Option<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                match answer {
                    Some(answer) => drop(stream.write_all(answer.as_bytes()).await),
                    None => tokio::time::sleep(Duration::from_mins(1)).await,
                }
            });
        }
    });
    format!("http://{address}")
}

#[tokio::test]
async fn where_the_provider_is_away_passwords_still_open_the_desk() {
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let nobody = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    for world in worlds_at(&nobody, "", MOMENT).await {
        let sara = world.worker("sara", &["social_worker:*:*"]).await;
        let answer = world.desk_post(paths::SESSION_PROVIDER, &json!({})).send().await;
        assert_eq!(refusal(&answer), (502, "provider-away"));
        world.signed_in(&sara).await;
        assert_eq!(world.password_of("sara", PASSWORD).await.status, 200);
    }
}

#[tokio::test]
async fn a_silent_provider_keeps_nobody_for_long_and_those_who_wait_do_not_queue() {
    let silent = imposter(None).await;
    for world in worlds_at(&silent, "", MOMENT).await {
        let began = Instant::now();
        let ask = || world.desk_post(paths::SESSION_PROVIDER, &json!({})).send();
        let answers = tokio::join!(ask(), ask(), ask(), ask(), ask(), ask());
        for answer in <[_; 6]>::from(answers) {
            assert_eq!(refusal(&answer), (502, "provider-away"));
        }
        assert!(began.elapsed() < 5 * MOMENT, "{:?}", began.elapsed());
    }
}

#[tokio::test]
async fn a_provider_that_takes_its_time_over_the_token_is_not_waited_for() {
    for world in worlds_at(issuer(), "", Duration::from_secs(2)).await {
        world.awaited("sara", &["social_worker:*:*"]).await;
        let answer = sign_in(&world, "sara~slow").await;
        assert_refused(&answer, 502, "non risponde", "slow");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    for world in worlds().await {
        world.awaited("sara", &["social_worker:*:*"]).await;
        assert_refused(
            &sign_in(&world, "sara~long").await,
            502,
            "non risponde",
            "a megabyte",
        );
    }
}

#[tokio::test]
async fn a_description_that_is_anothers_or_none_or_elsewhere_is_not_believed() {
    let json = |body: &str| {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    let anothers = json(
        "{\"issuer\":\"https://another.example\",\"authorization_endpoint\":\"https://another.example/auth\",\
         \"jwks_uri\":\"https://another.example/jwks\",\"response_types_supported\":[\"code\"],\
         \"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"RS256\"]}",
    );
    let elsewhere = format!(
        "HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        issuer()
    );
    for (answer, what) in [
        (anothers, "another's"),
        (json("{}"), "an empty one"),
        (json("nonsense"), "none"),
        (elsewhere, "a redirection"),
    ] {
        let issuer = imposter(Some(answer)).await;
        for world in worlds_at(&issuer, "", MOMENT).await {
            let answer = world.desk_post(paths::SESSION_PROVIDER, &json!({})).send().await;
            assert_eq!(refusal(&answer), (502, "provider-away"), "{what}");
        }
    }
}

#[tokio::test]
async fn a_provider_that_does_not_take_our_secret_is_as_good_as_away() {
    for world in worlds_at(issuer(), "client_id = \"nobody\"", Duration::from_secs(20)).await {
        let browser = Browser::set_out(&world).await;
        assert!(browser.url.contains("client_id=nobody"));
    }
}
