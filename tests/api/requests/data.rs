//! `POST /api/v1/requests/{code}/data`: everything that is held of a person, for that person.

use super::path;
use crate::world::{World, worlds};
use domain::Secret;
use serde_json::{Value, json};

async fn sent(world: &World) -> (String, String) {
    let mut request = world.least_but("name", "Annamaria");
    request["note"] = "Prima riga\nseconda riga".into();
    request["phone"] = "333 1234567".into();
    request["reply_by"] = "phone".into();
    request["avoid"] = "il mio vicino".into();
    request["answers"] = json!(["Hai un lavoro? No"]);
    let sent = world.post(api::paths::REQUESTS, &request).send().await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    (sent.text_of("code"), sent.text_of("secret"))
}

async fn data(world: &World, (code, secret): &(String, String)) -> crate::world::Answer {
    let path = api::paths::data(&code.replace('-', ""));
    world.post(&path, &json!({})).secret(secret).send().await
}

#[tokio::test]
async fn the_person_gets_all_that_is_held_and_reads_what_is_not_in_it() {
    for world in worlds().await {
        let sent = sent(&world).await;
        let line = world.post(
            &format!("{}/lines", path(&sent.0)),
            &json!({ "text": "solo di mattina" }),
        );
        assert_eq!(line.secret(&sent.1).send().await.status, 201);
        world.opened(&sent.0, "Sara B.", "2026-11-23T10:00:00Z").await;
        let answer = data(&world, &sent).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store");
        let all = &answer.body;
        let person = &all["person"];
        assert_eq!(
            (
                &person["name"],
                &person["phone"],
                &person["note"],
                &person["avoid"]
            ),
            (
                &json!("Annamaria"),
                &json!("+393331234567"),
                &json!("Prima riga\nseconda riga"),
                &json!("il mio vicino")
            )
        );
        assert_eq!(person["answers"], json!(["Hai un lavoro? No"]));
        assert_eq!(all["request"]["protocol"], "2026/000001");
        assert_eq!(all["lines"][0]["text"], "solo di mattina");
        let record: Vec<_> = all["record"]
            .as_array()
            .expect("a record")
            .iter()
            .map(|entry| entry["what"].as_str().expect("a word"))
            .collect();
        assert_eq!(record, ["sent", "line_added", "shown", "data_given"]);
        assert_eq!(all["record"][2]["who"], "Sara B.");
        let not_here = all["not_here"].to_string();
        assert!(not_here.contains("appunti"), "{not_here}");
        assert!(all["kept"].as_str().expect("words").contains("due anni"));
    }
}

#[tokio::test]
async fn it_comes_in_the_language_in_which_it_is_asked() {
    for world in worlds().await {
        let sent = sent(&world).await;
        let path = api::paths::data(&sent.0.replace('-', ""));
        let call = world.post(&path, &json!({})).secret(&sent.1);
        let answer = call.header("Accept-Language", "en").send().await;
        assert!(answer.text_of("kept").contains("two years"), "{}", answer.text);
    }
}

#[tokio::test]
async fn an_appointment_and_what_was_written_about_it_are_in_it() {
    for world in worlds().await {
        let mut request = world.least();
        request["reply_by"] = "email".into();
        request["email"] = "annamaria@example.org".into();
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        let keys = (sent.text_of("code"), sent.text_of("secret"));
        let answer = data(&world, &keys).await;
        assert_eq!(answer.body["appointments"], json!([]));
        // Without an appointment there is nothing to write about.
        assert_eq!(answer.body["messages"], json!([]));
    }
}

#[tokio::test]
async fn whoever_has_not_the_secret_gets_nothing_and_is_counted() {
    for world in worlds().await {
        let sent = sent(&world).await;
        let wrong = (sent.0.clone(), Secret::from_random([8; 16]).grouped());
        for _ in 0..10 {
            let refused = data(&world, &wrong).await;
            assert_eq!(
                (refused.status.as_u16(), refused.problem()),
                (404, "no-such-request")
            );
        }
        assert_eq!(data(&world, &wrong).await.problem(), "throttled");
        let record = world
            .opened(&sent.0, "Sara B.", "2026-11-23T10:00:00Z")
            .await
            .record;
        assert_eq!(record.len(), 2, "{record:?}");
    }
}

#[tokio::test]
async fn of_what_was_taken_back_the_skeleton_is_given() {
    for world in worlds().await {
        let sent = sent(&world).await;
        let withdrawal = world.post(&format!("{}/withdrawal", path(&sent.0)), &json!({}));
        assert_eq!(withdrawal.secret(&sent.1).send().await.status, 200);
        let answer = data(&world, &sent).await;
        assert_eq!(answer.status, 200);
        assert_eq!(
            (&answer.body["person"], &answer.body["lines"]),
            (&Value::Null, &json!([]))
        );
        assert!(!answer.text.contains("Annamaria") && !answer.text.contains("333"));
        assert!(!answer.body["request"]["withdrawn_at"].to_string().is_empty());
    }
}

#[tokio::test]
async fn nothing_is_asked_beside_the_secret() {
    for world in worlds().await {
        let sent = sent(&world).await;
        let path = api::paths::data(&sent.0.replace('-', ""));
        let odd = world.post(&path, &json!({ "why": "segreto" })).secret(&sent.1);
        assert_eq!(odd.send().await.errors(), [("why", "unknown_field")]);
    }
}

#[test]
fn whatever_can_be_done_with_a_request_has_words_for_the_person() {
    for file in ["it", "en"] {
        let texts = format!("{}/../../content/texts/{file}.toml", env!("CARGO_MANIFEST_DIR"));
        let texts = std::fs::read_to_string(texts).expect("the texts");
        let data = texts.split_once("\n[data]\n").expect("a table").1;
        let words = |group: &str, word: &str| {
            let line = format!("\n{group}_{word} = \"");
            assert!(data.contains(&line), "{file}: data_{group}_{word}");
        };
        for what in store::What::ALL {
            words("what", what.word());
        }
        for kind in domain::message::Kind::ALL {
            words("kind", kind.word());
        }
        for state in store::State::ALL {
            words("state", state.word());
        }
        for channel in domain::message::Channel::ALL {
            words("channel", channel.word());
        }
    }
}
