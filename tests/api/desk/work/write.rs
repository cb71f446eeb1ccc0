//! A request that somebody of the staff writes for a person who is there, or on the telephone.

use super::Desk;
use crate::agenda::{FIRST, thursdays};
use crate::desk::refusal;
use crate::world::{Answer, worlds};
use api::paths::desk as paths;
use serde_json::{Value, json};

async fn write(desk: &Desk<'_>, body: &Value, key: &str) -> Answer {
    let call = desk.world.desk_post(paths::REQUESTS, body).key(key);
    call.header("Cookie", &desk.session).send().await
}

fn asked(also: &Value) -> Value {
    let mut request = json!({
        "motive": "casa", "polo": "pablo", "reply_by": "code", "name": "Annamaria",
        "agreed_by": "person", "agreed_how": "phone",
    });
    for (field, answer) in also.as_object().expect("answers") {
        request[field] = answer.clone();
    }
    request
}

#[tokio::test]
async fn the_person_gets_code_and_secret_and_reads_who_wrote_it() {
    for world in worlds().await {
        let front = world.desk("porta", &["front_desk:pablo:accoglienza"]).await;
        let sent = write(&front, &asked(&json!({})), "k").await;
        assert_eq!(sent.status, 201, "{}", sent.text);
        let again = write(&front, &asked(&json!({})), "k").await;
        assert_eq!(
            (&again.text, again.header("idempotency-replayed")),
            (&sent.text, "true")
        );
        assert_eq!(world.listed().await.len(), 1);
        let other = write(&front, &asked(&json!({ "note": "Altro" })), "k").await;
        assert_eq!(other.problem(), "key-reused");
        let owned = (sent.text_of("code").replace('-', ""), sent.text_of("secret"));
        assert_eq!(world.owned(&owned).await["status"], "received");
        let opened = front.opened(&owned.0).await;
        assert_eq!(opened["agreement"], json!({ "by": "person", "how": "phone" }));
        let first = &opened["record"][0];
        assert_eq!(
            (&first["who"], &first["what"]),
            (&json!("Nome di porta"), &json!("sent"))
        );
        let gone = world
            .post(&api::paths::withdrawal(&owned.0), &json!({}))
            .secret(&owned.1)
            .send()
            .await;
        assert_eq!(gone.status, 200);
        assert!(front.opened(&owned.0).await["agreement"].is_null());
    }
}

#[tokio::test]
async fn nothing_is_written_without_an_agreement_or_beyond_ones_polo_and_area() {
    for world in worlds().await {
        let front = world.desk("porta", &["front_desk:pablo:accoglienza"]).await;
        let mut silent = asked(&json!({ "reply_by": "" }));
        silent["agreed_by"] = "".into();
        silent["agreed_how"] = "piccione".into();
        let silent = write(&front, &silent, "a").await;
        assert_eq!(
            silent.errors(),
            [
                ("agreed_by", "missing"),
                ("agreed_how", "not_offered"),
                ("reply_by", "missing")
            ]
        );
        for (key, beyond) in [
            ("b", json!({ "polo": "lubiana" })),
            ("c", json!({ "motive": "disabilita" })),
        ] {
            assert_eq!(
                refusal(&write(&front, &asked(&beyond), key).await),
                (403, "forbidden")
            );
        }
        let auditor = world.desk("aldo", &["auditor:*:*"]).await;
        assert_eq!(
            refusal(&write(&auditor, &asked(&json!({})), "d").await),
            (403, "forbidden")
        );
        assert!(world.listed().await.is_empty());
    }
}

#[tokio::test]
async fn a_time_is_held_and_booked_and_what_is_for_staff_is_theirs_to_book() {
    for world in worlds().await {
        thursdays(&world, "pablo", "altro").await;
        let front = world.desk("porta", &["front_desk:*:*"]).await;
        let of = json!({ "motive": "altro", "polo": "pablo", "way": "at_polo" });
        let times = world.act(&front.session, paths::TIMES, &of).await;
        assert_eq!(times.text_of("first"), FIRST);
        let mut wanted = of.clone();
        wanted["start"] = FIRST.into();
        // Many behind one address: none of the staff is told to wait.
        let mut held = String::new();
        for _ in 0..40 {
            wanted["instead_of"] = held.as_str().into();
            let answer = world.act(&front.session, paths::HOLDS, &wanted).await;
            assert_eq!(answer.status, 201, "{}", answer.text);
            held = answer.text_of("hold");
        }
        let booked = asked(&json!({ "motive": "altro", "way": "at_polo", "time": FIRST, "hold": held }));
        let sent = write(&front, &booked, "k").await;
        assert_eq!(sent.body["appointment"]["start"], FIRST, "{}", sent.text);
        let code = sent.text_of("code").replace('-', "");
        let opened = front.opened(&code).await;
        assert_eq!(opened["appointment"]["status"], "booked");
        assert_eq!(opened["record"][1]["who"], "Nome di porta");
        let second = write(&front, &booked, "other").await;
        assert_eq!(second.errors(), [("time", "time_taken")]);
    }
}
