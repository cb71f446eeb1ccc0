//! `GET /api/v1/desk/agenda/team`: loads, what nobody took, where times run out.

use super::{away, booked, coordinator, edit, see};
use crate::agenda::thursdays;
use crate::world::worlds;
use api::paths::desk as paths;
use serde_json::json;

#[tokio::test]
async fn a_coordinator_sees_loads_and_what_waits_and_is_warned_before_times_run_out() {
    for world in worlds().await {
        let giulia = thursdays(&world, "pablo", "casa").await;
        let (code, _) = booked(&world).await;
        let session = coordinator(&world).await;
        let team = see(&world, &session, paths::AGENDA_TEAM).await;
        assert_eq!(team.body["week"], "2026-11-23");
        assert_eq!(
            team.body["workers"],
            json!([{ "id": giulia, "name": "Giulia Prova", "appointments": 1, "in_charge": 0 }])
        );
        assert_eq!(team.body["untaken"][0]["requests"], 1);
        assert_eq!(team.body["untaken"][0]["late"], false);
        world
            .act(&session, &paths::request(&code, "take"), &json!({}))
            .await;
        let taken = see(&world, &session, paths::AGENDA_TEAM).await;
        assert_eq!(taken.body["untaken"], json!([]));
        let workers = taken.body["workers"].as_array().expect("workers");
        assert!(
            workers.iter().any(|worker| worker["in_charge"] == 1),
            "{}",
            taken.text
        );
        let left = &team.body["outlook"][0];
        assert_eq!(
            (&left["polo"], &left["motive"], &left["warning"]),
            (&json!("pablo"), &json!("casa"), &json!(""))
        );
        assert!(
            left["free"].as_u64().is_some_and(|free| free >= 5),
            "{}",
            team.text
        );
        // The first free time is further than the promise of five working days.
        let mut long = away(&giulia);
        long["until"] = "2026-12-05T00:00".into();
        edit(&world, &session, "absences", &long).await;
        let team = see(&world, &session, paths::AGENDA_TEAM).await;
        assert_eq!(team.body["outlook"][0]["warning"], "far", "{}", team.text);
        assert_eq!(team.body["outlook"][0]["first"], "2026-12-10T10:00:00Z");
        let rules = see(&world, &session, paths::AGENDA_RULES).await;
        let gone = json!({ "act": "remove", "id": rules.body["absences"][0]["id"] });
        edit(&world, &session, "absences", &gone).await;
        let mut short = rules.body["openings"][0].clone();
        short["act"] = "change".into();
        short["valid_until"] = "2026-11-29".into();
        edit(&world, &session, "openings", &short).await;
        let team = see(&world, &session, paths::AGENDA_TEAM).await;
        assert_eq!(team.body["outlook"][0]["warning"], "few", "{}", team.text);
        world.set_clock("2026-11-30T09:00:00Z");
        let session = world
            .signed_in(&world.worker("nina", &["coordinator:pablo:*"]).await)
            .await;
        let team = see(&world, &session, paths::AGENDA_TEAM).await;
        assert_eq!(team.body["outlook"][0]["warning"], "none", "{}", team.text);
        let other = world.worker("altrove", &["coordinator:lubiana:*"]).await;
        let elsewhere = world.signed_in(&other).await;
        let team = see(&world, &elsewhere, paths::AGENDA_TEAM).await;
        for list in ["workers", "untaken", "outlook"] {
            assert_eq!(team.body[list], json!([]), "{list}");
        }
    }
}

#[tokio::test]
async fn what_is_left_is_printed_for_whoever_keeps_it_running() {
    for world in worlds().await {
        thursdays(&world, "pablo", "casa").await;
        let site = world.database.site();
        let site = site.to_str().expect("a path");
        let printed = crate::process::told(&world.database, &["agenda", "left", "--site", site]).await;
        let printed = String::from_utf8(printed.stdout).expect("text");
        // The program's own clock says what is left.
        let line = printed.lines().next().expect("a line");
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields[..2], ["pablo", "casa"], "{printed}");
        assert_eq!(fields.len(), 5, "{printed}");
    }
}
