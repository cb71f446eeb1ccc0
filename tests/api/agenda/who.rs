//! Who may book: anybody, a professional for another person, staff alone. In the tests' world «documenti» is for
//! professionals and «altro» for staff.

use super::{FIRST, booking, thursdays, times};
use crate::world::{World, worlds};
use serde_json::{Value, json};

fn booking_of(world: &World, motive: &str, answers: &Value) -> Value {
    let mut request = booking(world, FIRST, "");
    request["motive"] = motive.into();
    for (field, answer) in answers.as_object().expect("answers") {
        request[field] = answer.clone();
    }
    request
}

#[tokio::test]
async fn what_is_for_professionals_shows_no_times_to_others() {
    for world in worlds().await {
        thursdays(&world, "pablo", "documenti").await;
        for (whom, shown) in [
            ("", false),
            ("myself", false),
            ("relative", false),
            ("other", true),
        ] {
            let asked = times(&world, &format!("motive=documenti&polo=pablo&for_whom={whom}")).await;
            assert_eq!(asked.body["first"].is_string(), shown, "{whom}: {}", asked.text);
            let wanted = json!({
                "motive": "documenti", "polo": "pablo", "way": "at_polo", "start": FIRST, "for_whom": whom,
            });
            let held = world.post(api::paths::HOLDS, &wanted).send().await;
            assert_eq!(held.status.is_success(), shown, "{whom}: {}", held.text);
        }
        let slip = times(&world, "motive=documenti&polo=pablo&for_whom=gatto").await;
        assert_eq!(slip.errors(), [("for_whom", "not_offered")]);
    }
}

#[tokio::test]
async fn a_professional_books_for_a_person_who_agrees_and_says_who_they_are() {
    for world in worlds().await {
        thursdays(&world, "pablo", "documenti").await;
        let send = async |answers| {
            let request = booking_of(&world, "documenti", &answers);
            world.post(api::paths::REQUESTS, &request).send().await
        };
        let own = send(json!({})).await;
        assert_eq!(own.errors(), [("time", "not_offered")]);
        let silent = send(json!({ "for_whom": "other", "role": "medico" })).await;
        assert_eq!(silent.errors(), [("aware", "missing")]);
        let against = send(json!({ "for_whom": "other", "role": "medico", "aware": "no" })).await;
        assert_eq!(against.errors(), [("aware", "no_agreement")]);
        let nameless = send(json!({ "for_whom": "other", "aware": "yes" })).await;
        assert_eq!(nameless.errors(), [("role", "missing")]);
        let booked = send(json!({ "for_whom": "other", "role": "medico", "aware": "yes" })).await;
        assert_eq!(booked.status, 201, "{}", booked.text);
        let code = booked.text_of("code").replace('-', "");
        let opened = world.opened(&code, "Rita Levi", FIRST).await;
        let person = opened.person.expect("it is there");
        assert_eq!(person.aware, Some(domain::request::YesNo::Yes));
        // With code and secret it is theirs to move.
        let second = json!({ "start": "2026-11-26T09:40:00Z" });
        let moved = world
            .post(&api::paths::appointment(&code), &second)
            .secret(&booked.text_of("secret"))
            .send()
            .await;
        assert_eq!(moved.status, 200, "{}", moved.text);
    }
}

#[tokio::test]
async fn what_is_for_staff_is_nobody_elses_to_book_or_to_choose_later() {
    for world in worlds().await {
        thursdays(&world, "pablo", "altro").await;
        let other = json!({ "for_whom": "other", "role": "medico", "aware": "yes" });
        let request = booking_of(&world, "altro", &other);
        let refused = world.post(api::paths::REQUESTS, &request).send().await;
        assert_eq!(refused.errors(), [("time", "not_offered")]);
        let mut later = request.clone();
        later["time"] = "".into();
        let sent = world.post(api::paths::REQUESTS, &later).send().await;
        let code = sent.text_of("code").replace('-', "");
        let choose = world.post(&api::paths::appointment(&code), &json!({ "start": FIRST }));
        let chosen = choose.secret(&sent.text_of("secret")).send().await;
        assert_eq!(chosen.errors(), [("time", "not_offered")]);
    }
}
