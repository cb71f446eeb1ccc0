//! `POST /api/v1/requests`, carried out.

use crate::world::{worlds, worlds_with};
use domain::{Code, Secret};
use jiff::SignedDuration;
use serde_json::json;
use server::clock::Chance;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

const REQUESTS: &str = api::paths::REQUESTS;

#[tokio::test]
async fn motive_polo_and_a_way_of_answering_are_enough() {
    for world in worlds().await {
        let answer = world.post(REQUESTS, &world.least()).send().await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let code: Code = answer.text_of("code").parse().expect("a code");
        let secret: Secret = answer.text_of("secret").parse().expect("a secret");
        assert_eq!(
            answer.header("location"),
            format!("/api/v1/requests/{}", code.as_str())
        );
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.text_of("protocol"), "2026/000001");
        assert_eq!(answer.text_of("polo"), world.catalogue.poli[0].id);
        assert_eq!(answer.text_of("received_at"), "2026-11-23T09:00:00Z");
        assert_eq!(answer.text_of("answer_by"), "2026-11-30");
        let link = answer.text_of("link");
        assert!(
            link.starts_with('/') && link.ends_with(&format!("/#{}.{}", code.as_str(), secret.expose())),
            "{link}"
        );
        let seen = world
            .get(answer.header("location"))
            .secret(&answer.text_of("secret"))
            .send()
            .await;
        assert_eq!(
            (seen.status.as_u16(), seen.text_of("status")),
            (200, "received".to_owned())
        );
    }
}

#[tokio::test]
async fn everything_that_was_said_is_there_for_the_polo() {
    for world in worlds().await {
        let polo = &world.catalogue.poli[1];
        let request = json!({
            "motive": world.catalogue.motives[1].id, "for_whom": "relative", "role": "figlia", "aware": "yes",
            "neighbourhood": polo.neighbourhoods[0].id, "way": "call_back", "days": ["fri", "mon"],
            "parts": ["morning"], "call_at": "2026-11-30T10:30", "language": "አማርኛ", "interpreter": true,
            "sign_language": true, "access": "senza scale", "avoid": "il mio vicino", "reply_by": "phone",
            "phone": "333 123 4567", "email": "Anna@Example.ORG", "name": "Anna 👋", "safe_hours": ["evening"],
            "leave_message": "yes", "note": "prima riga\r\nseconda riga", "consent": true,
            "answers": ["Quante persone vivono in casa? 3", " Hai un lavoro? «No» ", ""],
        });
        let answer = world.post(REQUESTS, &request).send().await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        assert_eq!(answer.text_of("polo"), polo.id);
        let opened = world
            .opened(&answer.text_of("code"), "Sara", "2026-11-23T10:00:00Z")
            .await;
        let person = opened.person.expect("a person");
        let person = serde_json::to_value(person).expect("JSON");
        let expected = json!({
            "for_whom": "relative", "role": "figlia", "aware": "yes", "neighbourhood": polo.neighbourhoods[0].id,
            "way": "call_back", "days": ["mon", "fri"], "parts": ["morning"], "call_at": "2026-11-30T10:30",
            "language": "አማርኛ", "interpreter": true, "sign_language": true, "access": "senza scale",
            "avoid": "il mio vicino", "reply_by": "phone", "phone": "+393331234567", "email": "Anna@example.org",
            "name": "Anna 👋", "safe_hours": ["evening"], "leave_message": true, "note": "prima riga\nseconda riga",
            "answers": ["Quante persone vivono in casa? 3", "Hai un lavoro? «No»"],
        });
        assert_eq!(person, expected);
    }
}

#[tokio::test]
async fn as_many_answers_as_fit_may_be_brought_in_any_letters() {
    for world in worlds().await {
        let lines = |many: usize, characters: usize| vec!["🏠".repeat(characters); many];
        let send = |answers: Vec<String>| {
            let body = world.least_but("answers", answers);
            world.post(REQUESTS, &body).send()
        };
        let most = send(lines(80, 300)).await;
        assert_eq!(most.status, 201, "{}", most.text);
        for (answers, fault, figures) in [
            (lines(81, 1), "too_many", ["80", "81"]),
            (lines(1, 301), "too_long", ["300", "301"]),
        ] {
            let refused = send(answers).await;
            assert_eq!(refused.errors(), [("answers", fault)]);
            let detail = refused.body["errors"][0]["detail"].as_str().expect("words");
            assert!(figures.iter().all(|figure| detail.contains(figure)), "{detail}");
        }
        assert_eq!(world.listed().await.len(), 1);
    }
}

#[tokio::test]
async fn the_year_of_the_protocol_is_that_of_the_clock_on_the_wall() {
    for world in worlds().await {
        world.set_clock("2026-12-31T22:59:59Z");
        let old = world.post(REQUESTS, &world.least()).send().await;
        assert_eq!(old.text_of("protocol"), "2026/000001");
        world.set_clock("2026-12-31T23:00:00Z");
        let new = world.post(REQUESTS, &world.least()).send().await;
        assert_eq!(new.text_of("protocol"), "2027/000001");
        // Friday the first and Wednesday the sixth are holidays, and a weekend lies between.
        assert_eq!(new.text_of("answer_by"), "2027-01-11");
    }
}

#[tokio::test]
async fn the_link_leads_to_the_page_of_the_language_that_was_spoken() {
    for world in worlds().await {
        let english = world
            .post(REQUESTS, &world.least())
            .header("Accept-Language", "en-GB, it;q=0.5")
            .send()
            .await;
        let italian = world.post(REQUESTS, &world.least()).send().await;
        assert!(english.text_of("link").starts_with("/en/"));
        assert!(!italian.text_of("link").starts_with("/en/"));
    }
}

#[tokio::test]
async fn sent_again_with_the_same_key_it_counts_once_and_is_answered_alike() {
    for world in worlds().await {
        let send = || world.post(REQUESTS, &world.least()).key("una-chiave").send();
        let first = send().await;
        world.let_pass(SignedDuration::from_hours(23));
        let second = send().await;
        assert_eq!((first.status, &first.text), (second.status, &second.text));
        assert_eq!(first.header("location"), second.header("location"));
        assert_eq!(
            (
                first.header("idempotency-replayed"),
                second.header("idempotency-replayed")
            ),
            ("", "true")
        );
        assert_eq!(world.listed().await.len(), 1);
        world.let_pass(SignedDuration::from_hours(2));
        assert_ne!(send().await.text_of("code"), first.text_of("code"));
    }
}

#[tokio::test]
async fn the_order_of_the_fields_makes_no_other_sending_and_another_answer_does() {
    for world in worlds().await {
        let (motive, polo) = (&world.catalogue.motives[0].id, &world.catalogue.poli[0].id);
        let one = format!(r#"{{"motive":"{motive}","polo":"{polo}","reply_by":"code","consent":true}}"#);
        let other = format!(
            r#"{{ "consent": true, "reply_by": "code", "polo": "{polo}", "motive": "{motive}", "note": "" }}"#
        );
        let send = |body: String| {
            let call = world
                .call(reqwest::Method::POST, REQUESTS)
                .header("Content-Type", "application/json");
            call.key("k").raw(body).send()
        };
        assert_eq!(send(one).await.text, send(other).await.text);
        let changed = world
            .post(REQUESTS, &world.least_but("note", "altro"))
            .key("k")
            .send()
            .await;
        assert_eq!((changed.status.as_u16(), changed.problem()), (422, "key-reused"));
        assert_eq!(world.listed().await.len(), 1);
    }
}

#[tokio::test]
async fn sixteen_at_once_with_one_key_are_one_request() {
    for world in worlds().await {
        let sendings = (0..16).map(|_| world.post(REQUESTS, &world.least()).key("una-sola").send());
        let tasks: Vec<_> = sendings.map(tokio::spawn).collect();
        let (mut codes, mut fresh) = (BTreeSet::new(), 0);
        for task in tasks {
            let answer = task.await.expect("sent");
            assert_eq!(answer.status, 201, "{}", answer.text);
            fresh += usize::from(answer.header("idempotency-replayed").is_empty());
            codes.insert(answer.text_of("code"));
        }
        assert_eq!((codes.len(), fresh, world.listed().await.len()), (1, 1, 1));
    }
}

#[tokio::test]
async fn a_refused_sending_leaves_its_key_free_for_the_mended_one() {
    for world in worlds().await {
        let wrong = world
            .post(REQUESTS, &world.least_but("phone", "12"))
            .key("k")
            .send()
            .await;
        assert_eq!(wrong.status, 422);
        let mended = world.post(REQUESTS, &world.least()).key("k").send().await;
        assert_eq!(
            (mended.status.as_u16(), mended.header("idempotency-replayed")),
            (201, "")
        );
    }
}

#[tokio::test]
async fn a_code_that_is_taken_is_drawn_again() {
    // The first code drawn comes a second time; the third is a new one.
    let drawn = AtomicUsize::new(0);
    let chance = Chance::new(move |bytes| {
        let turn = if bytes.len() == 6 {
            drawn.fetch_add(1, Ordering::SeqCst) % 3
        } else {
            7
        };
        bytes.fill(u8::from(turn == 2));
        Ok(())
    });
    for world in worlds_with(&chance).await {
        let (first, _) = world.sent().await;
        let (second, _) = world.sent().await;
        assert_ne!(first, second);
    }
}

#[tokio::test]
async fn twenty_an_hour_from_one_address_and_the_next_is_told_when() {
    for world in worlds().await {
        for number in 0..20 {
            let key = format!("k{number}");
            assert_eq!(
                world.post(REQUESTS, &world.least()).key(&key).send().await.status,
                201
            );
            // Neither a repetition nor a slip is a new request.
            assert_eq!(
                world.post(REQUESTS, &world.least()).key(&key).send().await.status,
                201
            );
            assert_eq!(world.post(REQUESTS, &json!({})).send().await.status, 422);
        }
        let refused = world.post(REQUESTS, &world.least()).send().await;
        assert_eq!(
            (
                refused.status.as_u16(),
                refused.problem(),
                refused.header("retry-after")
            ),
            (429, "throttled", "3600")
        );
        assert_eq!(
            world
                .post(REQUESTS, &world.least())
                .from("192.0.2.11")
                .send()
                .await
                .status,
            201
        );
        world.let_pass(SignedDuration::from_hours(1));
        assert_eq!(world.post(REQUESTS, &world.least()).send().await.status, 201);
    }
}

#[tokio::test]
async fn whoever_asks_again_is_answered_even_when_the_hour_has_passed_and_the_limit_is_reached() {
    for world in worlds().await {
        let body = world.least_but("call_at", "2026-11-23T15:00");
        let first = world.post(REQUESTS, &body).key("ripeto").send().await;
        assert_eq!(first.status, 201);
        for _ in 1..20 {
            assert_eq!(world.post(REQUESTS, &world.least()).send().await.status, 201);
        }
        assert_eq!(world.post(REQUESTS, &world.least()).send().await.status, 429);
        let again = world.post(REQUESTS, &body).key("ripeto").send().await;
        assert_eq!((again.status, &again.body), (first.status, &first.body));
        world.let_pass(jiff::SignedDuration::from_hours(8));
        let later = world.post(REQUESTS, &body).key("ripeto").send().await;
        assert_eq!((later.status, &later.body), (first.status, &first.body));
        assert_eq!(world.listed().await.len(), 20);
    }
}
