//! What every answer carries, whoever gives it.

use crate::world::{Answer, worlds};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use server::sender::{Peer, Trust};
use std::sync::Arc;
use tower::ServiceExt;

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-c3R5bGVz'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

fn assert_dressed(answer: &Answer) {
    assert_eq!(answer.header("content-security-policy"), POLICY);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert!(answer.header("permissions-policy").contains("camera=()"));
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(answer.header("set-cookie"), "");
    assert_eq!(answer.header("server"), "");
}

#[tokio::test]
async fn every_answer_is_dressed_alike() {
    for world in worlds().await {
        assert_dressed(&world.post(api::paths::REQUESTS, &world.least()).send().await);
        for path in [
            "/api/v1/openapi.json",
            "/api/v1/requests",
            "/api/v1/nothing",
            "/healthz",
            "/",
            "/not/there/",
        ] {
            assert_dressed(&world.get(path).send().await);
        }
    }
}

#[tokio::test]
async fn browsers_are_told_to_stay_with_https_once_they_came_by_it() {
    for world in worlds().await {
        let plain = world.get("/healthz").send().await;
        assert_eq!(plain.header("strict-transport-security"), "");
        let secure = world
            .get("/healthz")
            .header("X-Forwarded-Proto", "https")
            .send()
            .await;
        assert!(secure.header("strict-transport-security").starts_with("max-age="));
        let mut state = world.state.clone();
        state.trust = Arc::new(Trust::default());
        let call = |state| {
            let mut request = Request::get("/healthz")
                .header("X-Forwarded-Proto", "https")
                .body(Body::empty())
                .expect("a request");
            request
                .extensions_mut()
                .insert(Peer("127.0.0.1".parse().expect("an address")));
            server::serve::app(state).oneshot(request)
        };
        assert!(
            !call(state.clone())
                .await
                .expect("an answer")
                .headers()
                .contains_key("strict-transport-security")
        );
        state.trust = Arc::new(Trust {
            always_https: true,
            ..Trust::default()
        });
        assert!(
            call(state)
                .await
                .expect("an answer")
                .headers()
                .contains_key("strict-transport-security")
        );
    }
}

#[tokio::test]
async fn a_fault_of_ours_is_owned_to_and_gives_nothing_away() {
    async fn fault() -> &'static str {
        panic!("what someone wrote")
    }
    for world in worlds().await {
        let app = server::serve::dressed(Router::new().route("/fault", get(fault)), world.state.clone());
        let answer = app
            .oneshot(Request::get("/fault").body(Body::empty()).expect("a request"))
            .await
            .expect("an answer");
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.headers()["content-security-policy"], POLICY);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        let body = axum::body::to_bytes(answer.into_body(), 10_000)
            .await
            .expect("a body");
        let body = String::from_utf8(body.to_vec()).expect("text");
        assert!(
            body.contains("/problems/broken") && !body.contains("someone"),
            "{body}"
        );
    }
}
