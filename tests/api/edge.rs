//! Whatever can come in at the door: it gets a clear 4xx, and nothing is stored.

use crate::world::{World, worlds};
use reqwest::Method;
use server::problem::{self, Kind};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const REQUESTS: &str = api::paths::REQUESTS;

async fn sent_as(world: &World, kind: &str, body: impl Into<reqwest::Body>) -> crate::world::Answer {
    world
        .call(Method::POST, REQUESTS)
        .header("Content-Type", kind)
        .raw(body)
        .send()
        .await
}

/// What comes back for these bytes.
async fn spoken(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes).await.expect("written");
    let mut answer = Vec::new();
    // A server that closes early has answered all the same.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn what_is_not_json_in_utf8_is_not_read() {
    for world in worlds().await {
        let body = world.least().to_string();
        for kind in [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=iso-8859-1",
        ] {
            let answer = sent_as(&world, kind, body.clone()).await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (415, "unsupported-media-type"),
                "{kind}"
            );
        }
        let none = world.call(Method::POST, REQUESTS).raw(body.clone()).send().await;
        assert_eq!(none.status, 415);
        let packed = world
            .call(Method::POST, REQUESTS)
            .header("Content-Type", "application/json");
        assert_eq!(
            packed
                .header("Content-Encoding", "gzip")
                .raw(body.clone())
                .send()
                .await
                .status,
            415
        );
        assert!(world.listed().await.is_empty());
        assert_eq!(
            sent_as(&world, "application/json; charset=UTF-8", body)
                .await
                .status,
            201
        );
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_malformed() {
    for world in worlds().await {
        let latin1 = [
            world
                .least_but("note", "?")
                .to_string()
                .replace('?', "")
                .into_bytes(),
            vec![0xe8],
        ]
        .concat();
        let twice = world.least().to_string().replacen('{', r#"{"motive":"x","#, 1);
        let more = format!("{} {{}}", world.least());
        let bodies: [&[u8]; 8] = [
            b"",
            b"{",
            b"[]",
            b"null",
            b"{\"note\":\"\xe8\"}",
            &latin1,
            twice.as_bytes(),
            more.as_bytes(),
        ];
        for body in bodies {
            let answer = sent_as(&world, "application/json", body.to_vec()).await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (400, "malformed"),
                "{}",
                String::from_utf8_lossy(body)
            );
        }
        let deep = sent_as(&world, "application/json", "[".repeat(16_000)).await;
        assert_eq!(deep.problem(), "malformed");
        assert!(world.listed().await.is_empty());
    }
}

/// The largest body, as `docs/operations.md` says it.
const LIMIT: usize = 128 * 1024;

#[tokio::test]
async fn what_is_too_large_is_said_to_be_whether_or_not_it_says_so_itself() {
    for world in worlds().await {
        let most = world.least().to_string();
        let padded = |length: usize| format!("{most}{}", " ".repeat(length - most.len()));
        assert_eq!(
            sent_as(&world, "application/json", padded(LIMIT)).await.status,
            201
        );
        for length in [LIMIT + 1, 300_000, 3_000_000] {
            let answer = sent_as(&world, "application/json", padded(length)).await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (413, "too-large"),
                "{length}"
            );
        }
        // In chunks, without a length.
        let chunks = format!("4000\r\n{}\r\n", " ".repeat(0x4000)).repeat(LIMIT / 0x4000 + 1);
        let head = format!(
            "POST {REQUESTS} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
        );
        let bytes = format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n");
        let answer = spoken(world.address(), bytes.as_bytes()).await;
        assert!(
            answer.starts_with("HTTP/1.1 413 ") && answer.contains("/problems/too-large"),
            "{answer}"
        );
        assert_eq!(world.listed().await.len(), 1);
    }
}

#[tokio::test]
async fn an_address_that_does_not_exist_and_a_method_that_is_not_taken_say_so() {
    for world in worlds().await {
        for path in [
            "/api",
            "/api/",
            "/api/v1",
            "/api/v1/nothing",
            "/api/v1/requests/",
            "/api/v2/requests",
            "/api/v1/requests/K7M2Q9XT4J/x",
        ] {
            let answer = world.get(path).send().await;
            assert_eq!(
                (answer.status.as_u16(), answer.problem()),
                (404, "no-such-address"),
                "{path}"
            );
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        let answer = world.get(REQUESTS).send().await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem(), answer.header("allow")),
            (405, "method-not-allowed", "POST")
        );
        let head = world.call(Method::HEAD, api::paths::OPENAPI).send().await;
        assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
        let preflight = world
            .call(Method::OPTIONS, REQUESTS)
            .header("Origin", "https://elsewhere.example")
            .send()
            .await;
        assert_eq!(preflight.status, 405);
        assert_eq!(preflight.header("access-control-allow-origin"), "");
    }
}

#[tokio::test]
async fn every_problem_has_words_in_every_language() {
    for world in worlds().await {
        for bundle in world.state.site.languages() {
            for &kind in Kind::ALL {
                let problem = problem::words(&kind.into(), bundle);
                assert!(
                    !problem.title.is_empty() && !problem.detail.is_empty(),
                    "{}: {kind:?}",
                    bundle.language.id
                );
            }
        }
    }
}

#[tokio::test]
async fn a_body_that_never_comes_is_not_waited_for() {
    for world in worlds().await {
        let bytes = format!(
            "POST {REQUESTS} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{{"
        );
        let start = std::time::Instant::now();
        let answer = spoken(world.address(), bytes.as_bytes()).await;
        assert!(
            answer.starts_with("HTTP/1.1 408 ") && answer.contains("/problems/too-slow"),
            "{answer}"
        );
        assert!((9..15).contains(&start.elapsed().as_secs()));
        // A head that never ends is cut off.
        let start = std::time::Instant::now();
        spoken(world.address(), b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;
        assert!((9..15).contains(&start.elapsed().as_secs()));
    }
}

#[tokio::test]
async fn the_process_says_that_it_is_alive_and_ready() {
    for world in worlds().await {
        for (path, words) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
            let answer = world.get(path).send().await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, words));
        }
        world.store.close().await;
        assert_eq!(world.get("/readyz").send().await.status, 503);
        assert_eq!(world.get("/healthz").send().await.status, 200);
        let answer = world.post(REQUESTS, &world.least()).send().await;
        assert_eq!(
            (
                answer.status.as_u16(),
                answer.problem(),
                answer.header("retry-after")
            ),
            (503, "unavailable", "5")
        );
    }
}
