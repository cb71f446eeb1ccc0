//! Openings, absences and closed days: what a change would do, and what it does.

use super::super::refusal;
use super::{away, booked, booked_by_mail, closed, coordinator, edit, record, see, seen, told};
use crate::agenda::{FIRST, SECOND, thursdays, times};
use crate::world::{World, worlds};
use api::paths::desk as paths;
use serde_json::{Value, json};

/// The id of the only opening, and what it says.
async fn opening(world: &World, session: &str) -> Value {
    let rules = see(world, session, paths::AGENDA_RULES).await;
    rules.body["openings"][0].clone()
}

/// The opening with one thing changed.
fn changed(opening: &Value, field: &str, value: &str) -> Value {
    let mut body = opening.clone();
    body["act"] = "change".into();
    body[field] = value.into();
    body
}

#[tokio::test]
async fn who_has_an_appointment_on_a_closed_day_is_told_and_takes_another_time_at_once() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked_by_mail(&world, FIRST).await;
        let session = coordinator(&world).await;
        let (preview, done) = edit(&world, &session, "closures", &closed("pablo")).await;
        assert_eq!(preview.body["touched"][0]["start"], FIRST);
        assert_eq!(preview.body["touched"].as_array().map(Vec::len), Some(1));
        assert_eq!(
            (
                preview.body["go_count"].clone(),
                preview.body["calls_off"].clone()
            ),
            (json!(2), json!(true))
        );
        assert_eq!(
            (done.status.as_u16(), &done.body["called_off"]),
            (200, &json!(1)),
            "{}",
            done.text
        );
        assert_eq!(told(&world, &sent.0).await, ["confirmation", "called_off"]);
        assert_eq!(
            record(&world, &sent.0).await,
            [("sent", false), ("booked", false), ("cancelled", true)]
        );
        let view = seen(&world, &sent).await;
        assert_eq!(view.body["appointment"]["status"], "called_off");
        assert!(!view.text.contains("closure"));
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([]), "the seat is not offered again");
        let path = api::paths::appointment(&sent.0);
        let next = json!({ "start": "2026-12-03T10:00:00Z" });
        let chosen = world.post(&path, &next).secret(&sent.1).send().await;
        assert_eq!(chosen.body["appointment"]["status"], "booked", "{}", chosen.text);
    }
}

#[tokio::test]
async fn the_page_without_scripts_says_that_the_polo_called_it_off_and_offers_other_times() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let (code, secret) = booked(&world).await;
        let session = coordinator(&world).await;
        edit(&world, &session, "closures", &closed("pablo")).await;
        let opened = [("do", "open"), ("code", &*code), ("secret", &*secret)];
        let page = crate::forms::submit(&world, "/richiesta/", &opened).await;
        assert_eq!(page.status, 200);
        for words in ["Annullato dal Polo", "Ci dispiace", "Scegli un altro orario"] {
            assert!(page.text.contains(words), "{words}");
        }
        let times = [("do", "times"), ("code", &*code), ("secret", &*secret)];
        let page = crate::forms::submit(&world, "/richiesta/", &times).await;
        assert!(page.text.contains("2026-12-03T10:00:00Z"), "{}", page.text);
    }
}

#[tokio::test]
async fn an_absence_takes_what_overlaps_it_and_nothing_else() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let (first, second) = (
            booked_by_mail(&world, FIRST).await,
            booked_by_mail(&world, SECOND).await,
        );
        let session = coordinator(&world).await;
        let mut body = away(&giulia);
        body["from"] = "2026-11-26T11:30".into();
        let (preview, done) = edit(&world, &session, "absences", &body).await;
        assert_eq!(preview.body["touched"].as_array().map(Vec::len), Some(1));
        assert_eq!(done.body["called_off"], 1, "{}", done.text);
        assert_eq!(seen(&world, &first).await.body["appointment"]["status"], "booked");
        assert_eq!(
            seen(&world, &second).await.body["appointment"]["status"],
            "called_off"
        );
        // Taken back, the time can be had again; nobody is booked by themselves.
        let back = json!({ "act": "remove", "id": done.body["id"] });
        let (preview, done) = edit(&world, &session, "absences", &back).await;
        assert_eq!(
            (preview.body["appear_count"].clone(), done.status.as_u16()),
            (json!(1), 200)
        );
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([SECOND]));
        assert_eq!(
            seen(&world, &second).await.body["appointment"]["status"],
            "called_off"
        );
    }
}

#[tokio::test]
async fn a_change_that_touches_something_else_by_now_is_shown_again_first() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let session = coordinator(&world).await;
        let mut body = away(&giulia);
        let preview = world
            .act(&session, &paths::agenda_preview("absences"), &body)
            .await;
        body["fingerprint"] = preview.body["fingerprint"].clone();
        let sent = booked(&world).await;
        let refused = world.act(&session, &paths::agenda_edit("absences"), &body).await;
        assert_eq!(refusal(&refused), (409, "preview-changed"));
        assert_eq!(seen(&world, &sent).await.body["appointment"]["status"], "booked");
        let (_, done) = edit(&world, &session, "absences", &away(&giulia)).await;
        assert_eq!(done.body["called_off"], 1);
    }
}

#[tokio::test]
async fn the_same_change_sent_twice_is_made_once() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let session = coordinator(&world).await;
        let mut body = away(&giulia);
        let preview = world
            .act(&session, &paths::agenda_preview("absences"), &body)
            .await;
        body["fingerprint"] = preview.body["fingerprint"].clone();
        let send = || {
            let call = world.desk_post(&paths::agenda_edit("absences"), &body);
            call.header("Cookie", &session).key("una").send()
        };
        let (first, again) = (send().await, send().await);
        assert_eq!((first.status.as_u16(), &first.text), (200, &again.text));
        let rules = see(&world, &session, paths::AGENDA_RULES).await;
        assert_eq!(rules.body["absences"].as_array().map(Vec::len), Some(1));
    }
}

#[tokio::test]
async fn whoever_is_booked_keeps_their_time_when_an_opening_changes_unless_the_worker_says_otherwise() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let sent = booked_by_mail(&world, FIRST).await;
        let session = coordinator(&world).await;
        let later = changed(&opening(&world, &session).await, "from", "11:00");
        let (preview, done) = edit(&world, &session, "openings", &later).await;
        assert_eq!(
            preview.body["touched"].as_array().map(Vec::len),
            Some(1),
            "{}",
            preview.text
        );
        assert_eq!(
            (done.body["kept"].clone(), done.body["called_off"].clone()),
            (json!(1), json!(0))
        );
        assert_eq!(seen(&world, &sent).await.body["appointment"]["status"], "booked");
        assert_eq!(
            told(&world, &sent.0).await,
            ["confirmation", "reminder_48h", "reminder_3h"]
        );
        let back = changed(&opening(&world, &session).await, "from", "10:00");
        edit(&world, &session, "openings", &back).await;
        let mut gone = json!({ "act": "remove", "id": back["id"] });
        gone["call_off"] = true.into();
        let (_, done) = edit(&world, &session, "openings", &gone).await;
        assert_eq!(done.body["called_off"], 1, "{}", done.text);
        assert_eq!(
            seen(&world, &sent).await.body["appointment"]["status"],
            "called_off"
        );
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["first"], Value::Null);
    }
}

#[tokio::test]
async fn a_new_opening_can_be_booked_as_soon_as_it_is_there() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let session = coordinator(&world).await;
        let body = json!({
            "act": "add", "worker": giulia, "polo": "pablo", "motives": ["casa"], "ways": ["at_polo"],
            "on": "weekly fri", "from": "09:00", "to": "10:00", "valid_from": "2026-11-23", "valid_until": "2026-11-29",
        });
        let (preview, done) = edit(&world, &session, "openings", &body).await;
        assert_eq!(
            preview.body["appear"][0]["start"], "2026-11-27T08:00:00Z",
            "{}",
            preview.text
        );
        assert_eq!(
            (preview.body["appear_count"].clone(), done.status.as_u16()),
            (json!(1), 200)
        );
        let free = times(&world, "motive=casa&polo=pablo").await;
        assert_eq!(free.body["times"], json!([FIRST, SECOND, "2026-11-27T08:00:00Z"]));
    }
}

#[tokio::test]
async fn a_hold_on_a_time_that_is_gone_books_nothing() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let hold = crate::agenda::hold(&world, FIRST).await.text_of("hold");
        let session = coordinator(&world).await;
        edit(&world, &session, "absences", &away(&giulia)).await;
        let late = crate::agenda::booking(&world, FIRST, &hold);
        let late = world.post(api::paths::REQUESTS, &late).send().await;
        assert_eq!(late.errors(), [("time", "time_taken")]);
    }
}

#[tokio::test]
async fn a_slip_is_named_and_changes_nothing() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let session = coordinator(&world).await;
        let rules = see(&world, &session, paths::AGENDA_RULES).await.text;
        let opening = super::body("/openings", &giulia).expect("a body");
        for (what, mut body, field, value, fault) in [
            ("openings", opening.clone(), "act", json!("drop"), "not_offered"),
            ("openings", opening.clone(), "polo", json!("marte"), "not_offered"),
            ("openings", opening.clone(), "motives", json!([]), "missing"),
            (
                "openings",
                opening.clone(),
                "motives",
                json!(["luna"]),
                "not_offered",
            ),
            (
                "openings",
                opening.clone(),
                "ways",
                json!(["call_back"]),
                "not_offered",
            ),
            (
                "openings",
                opening.clone(),
                "on",
                json!("ogni tanto"),
                "recurrence",
            ),
            ("openings", opening.clone(), "from", json!("9"), "time_of_day"),
            ("openings", opening.clone(), "to", json!("08:00"), "span_order"),
            (
                "openings",
                opening.clone(),
                "valid_from",
                json!("domani"),
                "date_form",
            ),
            (
                "openings",
                opening.clone(),
                "valid_until",
                json!("2026-11-01"),
                "span_order",
            ),
            (
                "openings",
                opening.clone(),
                "worker",
                json!("nessuno"),
                "worker_unknown",
            ),
            (
                "absences",
                away(&giulia),
                "until",
                json!("2026-11-25T10:00"),
                "span_order",
            ),
            ("absences", away(&giulia), "from", json!("ieri"), "time_form"),
            (
                "absences",
                away(&giulia),
                "from",
                json!("1926-11-25T10:00"),
                "date_far",
            ),
            (
                "absences",
                away(&giulia),
                "worker",
                json!("nessuno"),
                "worker_unknown",
            ),
            (
                "closures",
                closed("pablo"),
                "day",
                json!("2026-02-30"),
                "date_form",
            ),
            ("closures", closed("pablo"), "polo", json!("marte"), "not_offered"),
        ] {
            body[field] = value;
            for path in [paths::agenda_preview(what), paths::agenda_edit(what)] {
                let refused = world.act(&session, &path, &body).await;
                assert_eq!(refused.errors(), [(field, fault)], "{}", refused.text);
            }
        }
        assert_eq!(see(&world, &session, paths::AGENDA_RULES).await.text, rules);
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_taken_away() {
    for world in worlds().await {
        let session = coordinator(&world).await;
        for (what, body) in [
            ("openings", json!({ "act": "remove", "id": "nessuna" })),
            ("absences", json!({ "act": "remove", "id": "nessuna" })),
            (
                "closures",
                json!({ "act": "remove", "polo": "pablo", "day": "2026-11-26" }),
            ),
        ] {
            let gone = world.act(&session, &paths::agenda_preview(what), &body).await;
            assert_eq!(refusal(&gone), (404, "not-there"), "{what}");
        }
    }
}

#[tokio::test]
async fn whoever_coordinates_a_part_changes_nothing_that_is_of_others_too() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let agenda = world.store.agenda();
        let mut other = agenda.openings().await.expect("read").remove(0);
        other.motives = vec!["anziani".to_owned()];
        agenda.add_opening(&other).await.expect("added");
        let area = world.worker("area", &["coordinator:pablo:accoglienza"]).await;
        let session = world.signed_in(&area).await;
        for (what, body) in [
            ("absences", away(&giulia)),
            ("closures", closed("pablo")),
            ("closures", closed("")),
        ] {
            let refused = world.act(&session, &paths::agenda_preview(what), &body).await;
            assert_eq!(refusal(&refused), (403, "forbidden"), "{what}");
        }
        let polo = world.worker("polo", &["coordinator:pablo:*"]).await;
        let session = world.signed_in(&polo).await;
        assert_eq!(
            edit(&world, &session, "absences", &away(&giulia)).await.1.status,
            200
        );
        let all = world
            .act(&session, &paths::agenda_preview("closures"), &closed(""))
            .await;
        assert_eq!(refusal(&all), (403, "forbidden"));
    }
}
