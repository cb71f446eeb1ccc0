//! Gateways over HTTP that enforce what they document: for text messages, and for the app IO.

use super::peers::{put, states, worker};
use crate::world::{World, worlds};
use axum::extract::State as Of;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use domain::contact::Phone;
use domain::message::Recipient;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::State;
use tokio::net::TcpListener;

/// What a gateway has taken, by key, and which answers it gives first.
#[derive(Clone, Default)]
struct Desk {
    taken: Arc<Mutex<BTreeMap<String, Value>>>,
    first: Arc<Mutex<Vec<StatusCode>>>,
}

impl Desk {
    async fn open(&self, router: Router<Desk>) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let router = router.with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router.into_make_service()).await });
        port
    }

    fn says_first(&self) -> Option<Response> {
        let status = self.first.lock().expect("unbroken").pop()?;
        Some((status, [("Retry-After", "7200")]).into_response())
    }

    fn taken(&self) -> Vec<Value> {
        self.taken.lock().expect("unbroken").values().cloned().collect()
    }
}

async fn sms(Of(desk): Of<Desk>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    if headers
        .get("authorization")
        .is_none_or(|token| token != "Bearer gettone")
    {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Some(key) = headers.get("idempotency-key").and_then(|key| key.to_str().ok()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let text = |name: &str| body[name].as_str().unwrap_or_default();
    if !text("to").starts_with("+39") || text("text").is_empty() || text("reference") != key {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    if let Some(first) = desk.says_first() {
        return first;
    }
    desk.taken.lock().expect("unbroken").insert(key.to_owned(), body);
    (StatusCode::ACCEPTED, Json(json!({ "id": "sms-7" }))).into_response()
}

/// The worker's settings for a gateway at that port: the section, and what its secret is called.
fn gateway(world: &World, section: &str, secret: (&str, &str), port: u16) -> String {
    let file = world.database.folder.path().join(secret.0);
    std::fs::write(&file, format!("{}\n", secret.1)).expect("a file");
    format!(
        "[{section}]\nurl = \"http://127.0.0.1:{port}/\"\n{} = \"{}\"\n",
        secret.0,
        file.display()
    )
}

async fn put_sms(world: &World) -> String {
    put(world, |message| {
        message.recipient = Recipient::Sms(Phone::parse("333 1234567").expect("a number"));
    })
    .await
}

#[tokio::test]
async fn a_text_message_goes_by_the_documented_gateway() {
    for world in worlds().await {
        let desk = Desk::default();
        let port = desk.open(Router::new().route("/", post(sms))).await;
        let code = put_sms(&world).await;
        let worker = worker(&world, &gateway(&world, "sms", ("token_file", "gettone"), port));
        assert!(worker.one().await.expect("sent"));
        assert_eq!(states(&world.store, &code).await, [State::Sent]);
        let about = world.store.outbox().about(&code.parse().expect("a code")).await;
        assert_eq!(about.expect("read")[0].reference, "sms-7");
        let taken = desk.taken();
        assert_eq!(taken[0]["to"], "+393331234567");
        assert!(
            taken[0]["text"]
                .as_str()
                .expect("a text")
                .contains("giovedì 3 dicembre")
        );
    }
}

#[tokio::test]
async fn a_gateway_that_wants_rest_gets_it_and_one_that_fails_is_asked_again() {
    for world in worlds().await {
        let desk = Desk::default();
        desk.first
            .lock()
            .expect("unbroken")
            .extend([StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS]);
        let port = desk.open(Router::new().route("/", post(sms))).await;
        let code = put_sms(&world).await;
        let worker = worker(&world, &gateway(&world, "sms", ("token_file", "gettone"), port));
        assert!(worker.one().await.expect("tried"));
        world.let_pass(SignedDuration::from_hours(1));
        assert!(!worker.one().await.expect("it rests"));
        for _ in 0..2 {
            world.let_pass(SignedDuration::from_hours(2));
            assert!(worker.one().await.expect("tried"));
        }
        assert_eq!(desk.taken().len(), 1);
        assert_eq!(states(&world.store, &code).await, [State::Sent]);
    }
}

#[tokio::test]
async fn a_wrong_token_loses_nothing() {
    for world in worlds().await {
        let desk = Desk::default();
        let port = desk.open(Router::new().route("/", post(sms))).await;
        let code = put_sms(&world).await;
        let wrong = worker(&world, &gateway(&world, "sms", ("token_file", "altro"), port));
        for _ in 0..4 {
            assert!(wrong.one().await.expect("tried"));
            world.let_pass(SignedDuration::from_hours(1));
        }
        let right = worker(&world, &gateway(&world, "sms", ("token_file", "gettone"), port));
        assert!(right.one().await.expect("sent"));
        assert_eq!(states(&world.store, &code).await, [State::Sent]);
    }
}

const CITIZEN: &str = "RSSMRA85T10A562S";

fn has_key(headers: &HeaderMap) -> bool {
    headers
        .get("ocp-apim-subscription-key")
        .is_some_and(|key| key == "chiave")
}

async fn profiles(headers: HeaderMap, Json(body): Json<Value>) -> Response {
    match body["fiscal_code"].as_str() {
        _ if !has_key(&headers) => StatusCode::UNAUTHORIZED.into_response(),
        Some(CITIZEN) => Json(json!({ "sender_allowed": true })).into_response(),
        Some("RSSMRA85T10A562T") | None => StatusCode::BAD_REQUEST.into_response(),
        Some("VRDGPP13R10B293P") => Json(json!({ "sender_allowed": false })).into_response(),
        Some(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn messages(Of(desk): Of<Desk>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let length = |name: &str| {
        body["content"][name]
            .as_str()
            .map_or(0, |text| text.chars().count())
    };
    if !has_key(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if !(10..=120).contains(&length("subject")) || !(80..=10_000).contains(&length("markdown")) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    if let Some(first) = desk.says_first() {
        return first;
    }
    let to = body["fiscal_code"].as_str().unwrap_or_default().to_owned();
    desk.taken.lock().expect("unbroken").insert(to, body);
    (StatusCode::CREATED, Json(json!({ "id": "01IO" }))).into_response()
}

async fn app_io(world: &World, desk: &Desk, citizen: &str) -> (server::messages::Worker, String) {
    let router = Router::new()
        .route("/profiles", post(profiles))
        .route("/messages", post(messages));
    let port = desk.open(router).await;
    let code = put(world, |message| {
        message.recipient = Recipient::AppIo(citizen.parse().expect("a fiscal code"));
    })
    .await;
    (
        worker(world, &gateway(world, "app_io", ("key_file", "chiave"), port)),
        code,
    )
}

#[tokio::test]
async fn the_app_is_written_to_where_the_person_allows_it() {
    for world in worlds().await {
        let desk = Desk::default();
        desk.first
            .lock()
            .expect("unbroken")
            .push(StatusCode::TOO_MANY_REQUESTS);
        let (worker, code) = app_io(&world, &desk, CITIZEN).await;
        assert!(worker.one().await.expect("tried"));
        world.let_pass(SignedDuration::from_hours(1));
        assert!(!worker.one().await.expect("it rests"));
        world.let_pass(SignedDuration::from_hours(2));
        assert!(worker.one().await.expect("sent"));
        assert_eq!(states(&world.store, &code).await, [State::Sent]);
        assert_eq!(
            desk.taken()[0]["content"]["subject"],
            "Il tuo appuntamento di giovedì"
        );
    }
}

#[tokio::test]
async fn whoever_does_not_allow_it_is_left_alone() {
    for world in worlds().await {
        let desk = Desk::default();
        let (worker, code) = app_io(&world, &desk, "VRDGPP13R10B293P").await;
        assert!(worker.one().await.expect("asked"));
        assert_eq!(states(&world.store, &code).await, [State::Dropped]);
        assert!(desk.taken().is_empty());
    }
}

#[tokio::test]
async fn an_answer_lost_behind_the_gateway_of_the_app_leaves_a_doubt() {
    for world in worlds().await {
        let desk = Desk::default();
        desk.first
            .lock()
            .expect("unbroken")
            .push(StatusCode::GATEWAY_TIMEOUT);
        let (worker, code) = app_io(&world, &desk, CITIZEN).await;
        assert!(worker.one().await.expect("tried"));
        world.let_pass(SignedDuration::from_hours(1));
        assert!(!worker.one().await.expect("nothing to do"));
        assert_eq!(states(&world.store, &code).await, [State::Uncertain]);
    }
}
