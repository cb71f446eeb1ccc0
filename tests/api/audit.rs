//! The record, checked by whoever runs the portal: whole, or what of it is not as it was written.

use crate::process::told;
use crate::world::{World, worlds};
use serde_json::json;
use sqlx::Connection;
use std::process::Output;

/// What was printed, and whether the command says that all is well.
fn said(output: &Output) -> (bool, String) {
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!out.contains("Annamaria"), "{out}");
    (output.status.success(), out)
}

/// A request that was answered on the command line: four entries.
async fn worked_on(world: &World) -> String {
    let request = world.least_but("name", "Annamaria");
    let sent = world.post(api::paths::REQUESTS, &request).send().await;
    let code = sent.text_of("code");
    for command in ["show", "take", "close"] {
        let work = told(&world.database, &["requests", command, &code, "--who", "Sara B."]).await;
        assert!(work.status.success());
    }
    code.replace('-', "")
}

/// Somebody with the database in hand, whom no guard holds.
async fn by_hand(world: &World, sql: &str) {
    let guards = if world.database.is_sqlite() {
        "DROP TRIGGER IF EXISTS request_entries_unchanged; DROP TRIGGER IF EXISTS request_entries_kept"
    } else {
        "ALTER TABLE request_entries DISABLE TRIGGER USER"
    };
    sqlx::any::install_default_drivers();
    let connection = sqlx::AnyConnection::connect(&world.database.url).await;
    let mut connection = connection.expect("a connection");
    let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(format!("{guards}; {sql}")));
    sql.execute(&mut connection).await.expect("done");
    connection.close().await.expect("closed");
}

#[tokio::test]
async fn a_record_that_nobody_touched_is_as_it_was_written() {
    for world in worlds().await {
        worked_on(&world).await;
        let (well, out) = said(&told(&world.database, &["audit", "verify"]).await);
        assert!(well, "{out}");
        assert_eq!(out, "The record is as it was written: 5 entries, 1 requests.\n");
    }
}

#[tokio::test]
async fn a_change_a_removal_and_a_swap_are_told_with_their_place() {
    for (sql, words) in [
        (
            "UPDATE request_entries SET at = at + 60000 WHERE number = 2",
            "request 2026/000001: entry 2 is not what was written there",
        ),
        (
            "DELETE FROM request_entries WHERE number = 3",
            "request 2026/000001: entry 3 was removed",
        ),
        (
            "DELETE FROM requests",
            "request 2026/000001: it was removed by hand",
        ),
        (
            "UPDATE request_entries SET number = 9 WHERE number = 2; \
             UPDATE request_entries SET number = 2 WHERE number = 3; \
             UPDATE request_entries SET number = 3 WHERE number = 9",
            "request 2026/000001: entry 3 is not what was written there",
        ),
    ] {
        for world in worlds().await {
            worked_on(&world).await;
            by_hand(&world, sql).await;
            let output = told(&world.database, &["audit", "verify"]).await;
            let (well, out) = said(&output);
            assert!(!well && out.contains(words), "{out}");
            assert_eq!(output.status.code(), Some(1));
            let error = String::from_utf8_lossy(&output.stderr);
            assert!(error.contains("the record has"), "{error}");
        }
    }
}

#[tokio::test]
async fn heads_kept_elsewhere_find_what_was_put_back() {
    for world in worlds().await {
        let code = worked_on(&world).await;
        by_hand(
            &world,
            "CREATE TABLE earlier AS SELECT entry_count, entry_head FROM requests",
        )
        .await;
        let work = told(&world.database, &["requests", "show", &code, "--who", "Sara B."]).await;
        assert!(work.status.success());
        let (well, heads) = said(&told(&world.database, &["audit", "heads"]).await);
        assert!(well && !heads.contains(&code), "{heads}");
        let file = world.database.folder.path().join("heads.txt");
        let path = file.to_str().expect("a path");
        let against = ["audit", "verify", "--against", path];
        std::fs::write(&file, &heads).expect("written");
        assert!(said(&told(&world.database, &against).await).0);

        by_hand(
            &world,
            "DELETE FROM request_entries WHERE number = 5; UPDATE requests SET entry_count = 4, \
             entry_head = (SELECT entry_head FROM earlier)",
        )
        .await;
        assert!(said(&told(&world.database, &["audit", "verify"]).await).0);
        let (well, out) = said(&told(&world.database, &against).await);
        assert!(
            !well && out.contains("put back to an earlier state, or made anew"),
            "{out}"
        );

        let cut = heads.trim_end().trim_end_matches("end");
        std::fs::write(&file, cut).expect("written");
        let refused = told(&world.database, &against).await;
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("cut short"));
    }
}

#[tokio::test]
async fn what_a_purge_erased_is_printed_with_its_reason_and_the_auditor_reads_it() {
    for world in worlds().await {
        world.set_clock("2020-01-01T00:00:00Z");
        let sent = world.post(api::paths::REQUESTS, &world.least()).send().await;
        let path = api::paths::request(&sent.text_of("code").replace('-', ""));
        let withdrawal = world.post(&format!("{path}/withdrawal"), &json!({}));
        let withdrawn = withdrawal.secret(&sent.text_of("secret")).send().await;
        assert_eq!(withdrawn.status, 200);
        let (well, out) = said(&told(&world.database, &["purge"]).await);
        let rule = "withdrawn requests: 1 (kept 730 days from their withdrawal)";
        assert!(well && out.contains(rule), "{out}");
        let (well, listed) = said(&told(&world.database, &["audit", "purges"]).await);
        assert!(well && listed.contains(rule), "{listed}");
        assert!(said(&told(&world.database, &["audit", "verify"]).await).0);

        let auditor = world.worker("aldo", &["auditor:*:*"]).await;
        let session = world.signed_in(&auditor).await;
        let purges = world
            .get(api::paths::desk::PURGES)
            .header("Cookie", &session)
            .send()
            .await;
        let purges = purges.body.as_array().expect("a list");
        let one = purges.iter().find(|purge| purge["class"] == "withdrawn");
        let one = one.expect("there");
        assert_eq!(
            (&one["count"], &one["reason"], &one["kept_hours"], &one["from"]),
            (
                &json!(1),
                &json!("since_withdrawal"),
                &json!(730 * 24),
                &json!("command_line")
            )
        );
    }
}

#[tokio::test]
async fn an_entry_says_whether_it_came_from_the_desk_the_portal_or_the_command_line() {
    for world in worlds().await {
        let mut request = world.least();
        request["motive"] = "casa".into();
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        let code = sent.text_of("code").replace('-', "");
        let worker = world.worker("sara", &["coordinator:*:*", "auditor:*:*"]).await;
        let session = world.signed_in(&worker).await;
        let open = api::paths::desk::request(&code, "open");
        assert_eq!(world.act(&session, &open, &json!({})).await.status, 200);
        let closed = told(&world.database, &["requests", "close", &code, "--who", "Sara B."]).await;
        assert!(closed.status.success());
        let record = api::paths::desk::request(&code, "record");
        let record = world.get(&record).header("Cookie", &session).send().await;
        let said: Vec<_> = (0..3)
            .map(|at| (&record.body[at]["what"], &record.body[at]["from"]))
            .collect();
        assert_eq!(
            said,
            [
                (&json!("sent"), &json!("portal")),
                (&json!("shown"), &json!("desk")),
                (&json!("closed"), &json!("command_line")),
            ]
        );
        let sessions = world
            .get(api::paths::desk::SESSIONS)
            .header("Cookie", &session)
            .send()
            .await;
        assert_eq!(record.body[1]["session"], sessions.body[0]["id"]);
        assert_eq!(record.body[0]["session"], "");
    }
}
