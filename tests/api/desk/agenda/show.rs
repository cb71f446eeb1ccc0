//! `GET /api/v1/desk/agenda`, its rules: what is shown, and to whom.

use super::{away, booked, closed, coordinator, edit, see};
use crate::agenda::{FIRST, SECOND, thursdays};
use crate::world::worlds;
use serde_json::json;

const WEEK: &str = "/api/v1/desk/agenda?from=2026-11-23&days=7";

#[tokio::test]
async fn a_week_shows_who_is_there_who_is_expected_and_what_is_free() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let (code, _) = booked(&world).await;
        let session = coordinator(&world).await;
        let week = see(&world, &session, WEEK).await;
        assert_eq!(
            week.body["workers"],
            json!([{ "id": giulia, "name": "Giulia Prova" }])
        );
        assert_eq!(
            week.body["openings"],
            json!([{ "worker": giulia, "polo": "pablo", "start": FIRST, "end": "2026-11-26T11:00:00Z" }])
        );
        let expected = &week.body["appointments"][0];
        assert_eq!(
            expected["code"].as_str().map(|code| code.replace('-', "")),
            Some(code)
        );
        for (field, value) in [
            ("start", FIRST),
            ("status", "booked"),
            ("motive", "casa"),
            ("way", "at_polo"),
        ] {
            assert_eq!(expected[field], value, "{}", week.text);
        }
        assert_eq!(expected["markable"], false);
        assert_eq!(
            week.body["free"].as_array().map(Vec::len),
            Some(1),
            "{}",
            week.text
        );
        assert_eq!(week.body["free"][0]["start"], SECOND);
        assert_eq!(week.body["free"][0]["motives"], json!(["casa"]));
        let other = see(&world, &session, &format!("{WEEK}&polo=lubiana")).await;
        assert_eq!(other.body["appointments"], json!([]));
        assert_eq!(other.body["openings"], json!([]));
    }
}

#[tokio::test]
async fn nobody_sees_what_is_in_another_polo_or_another_area() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        booked(&world).await;
        for (login, grant, sees) in [
            ("qui", "front_desk:pablo:accoglienza", 1),
            ("altrove", "coordinator:lubiana:*", 0),
            ("altra", "social_worker:*:disabilita", 0),
        ] {
            let worker = world.worker(login, &[grant]).await;
            let session = world.signed_in(&worker).await;
            let week = see(&world, &session, WEEK).await;
            for list in ["appointments", "free", "openings", "workers"] {
                assert_eq!(
                    week.body[list].as_array().map(Vec::len),
                    Some(sees),
                    "{list}: {}",
                    week.text
                );
            }
        }
    }
}

#[tokio::test]
async fn absences_closed_days_and_holidays_stand_on_their_days() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let session = coordinator(&world).await;
        assert_eq!(
            edit(&world, &session, "absences", &away(&giulia)).await.1.status,
            200
        );
        let week = see(&world, &session, WEEK).await;
        assert_eq!(
            week.body["away"],
            json!([{ "worker": giulia, "start": "2026-11-25T23:00:00Z", "end": "2026-11-26T23:00:00Z" }])
        );
        assert_eq!(
            edit(&world, &session, "closures", &closed("pablo"))
                .await
                .1
                .status,
            200
        );
        let week = see(&world, &session, WEEK).await;
        assert_eq!(
            week.body["closed"],
            json!([{ "polo": "pablo", "day": "2026-11-26", "holiday": false }])
        );
        assert_eq!(week.body["openings"], json!([]));
        let christmas = see(&world, &session, "/api/v1/desk/agenda?from=2026-12-25&days=1").await;
        assert_eq!(christmas.body["closed"][0]["holiday"], true);
        let rules = see(&world, &session, "/api/v1/desk/agenda/rules").await;
        assert_eq!(rules.body["absences"][0]["from"], "2026-11-26T00:00");
        assert_eq!(rules.body["openings"][0]["on"], "weekly thu");
        assert_eq!(rules.body["openings"][0]["from"], "10:00");
        assert_eq!(rules.body["closures"][0]["day"], "2026-11-26");
    }
}

#[tokio::test]
async fn days_that_no_calendar_has_are_refused() {
    for world in worlds().await {
        let session = coordinator(&world).await;
        for (query, field) in [
            ("from=domani", "from"),
            ("days=0", "days"),
            ("days=15", "days"),
            ("days=molti", "days"),
            ("anno=2026", "query"),
        ] {
            let refused = see(&world, &session, &format!("/api/v1/desk/agenda?{query}")).await;
            assert_eq!(refused.status, 422, "{query}");
            assert_eq!(refused.errors()[0].0, field, "{query}");
        }
    }
}

#[tokio::test]
async fn nothing_of_the_person_is_in_the_agenda() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        super::booked_by_mail(&world, FIRST).await;
        let session = coordinator(&world).await;
        for path in [
            WEEK,
            "/api/v1/desk/agenda/team",
            "/api/v1/desk/agenda/rules",
            "/api/v1/desk/agenda/missed",
        ] {
            let shown = see(&world, &session, path).await;
            assert!(!shown.text.contains("annamaria"), "{}", shown.text);
        }
    }
}
