//! The command line, by which the Polo reads its requests until it has a desk.

use crate::process::{polo, told};
use crate::world::{Database, worlds};
use serde_json::Value;

fn text(output: &std::process::Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).expect("text")
}

#[tokio::test]
async fn the_list_shows_what_came_and_nothing_of_whom() {
    for world in worlds().await {
        let mut request = world.least_but("name", "Annamaria");
        request["polo"] = world.catalogue.poli[1].id.clone().into();
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        world.sent().await;
        let code = sent.text_of("code");
        let all = text(&told(&world.database, &["requests", "list"]).await);
        assert_eq!(all.lines().count(), 3, "{all}");
        assert!(
            all.contains(&code)
                && all.contains("2026/000001")
                && all.contains("ricevuta")
                && !all.contains("Annamaria")
        );
        let polo = &world.catalogue.poli[1].id;
        let some = text(
            &told(
                &world.database,
                &[
                    "requests", "list", "--polo", polo, "--status", "received", "--json",
                ],
            )
            .await,
        );
        let some: Value = serde_json::from_str(&some).expect("JSON");
        assert_eq!(some.as_array().map(Vec::len), Some(1));
        assert_eq!(
            (some[0]["code"].as_str(), some[0]["status"].as_str()),
            (Some(code.as_str()), Some("received"))
        );
        let none = text(
            &told(
                &world.database,
                &["requests", "list", "--status", "withdrawn", "--json"],
            )
            .await,
        );
        assert_eq!(none.trim(), "[]");
    }
}

#[tokio::test]
async fn opening_one_prints_it_and_the_person_reads_who_did() {
    for world in worlds().await {
        let mut request = world.least_but("name", "Annamaria");
        request["note"] = "Prima riga\nseconda riga".into();
        request["phone"] = "333 1234567".into();
        let sent = world.post(api::paths::REQUESTS, &request).send().await;
        let (code, secret) = (sent.text_of("code"), sent.text_of("secret"));
        let shown = text(
            &told(
                &world.database,
                &["requests", "show", &code.to_lowercase(), "--who", "Sara B."],
            )
            .await,
        );
        for words in [
            "Annamaria",
            "+393331234567",
            "Prima riga",
            "seconda riga",
            "Sara B.",
            "NO",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let seen = world
            .get(&api::paths::request(&code.replace('-', "")))
            .secret(&secret)
            .send()
            .await;
        assert_eq!(seen.body["openings"][0]["who"], "Sara B.");
    }
}

#[tokio::test]
async fn a_code_that_is_none_or_nobodys_is_told_apart_and_ends_badly() {
    for world in worlds().await {
        let none = told(&world.database, &["requests", "show", "ABC"]).await;
        assert!(!none.status.success() && String::from_utf8_lossy(&none.stderr).contains("10 characters"));
        let nobodys = domain::Code::from_random([1; 6]).to_string();
        let nobodys = told(&world.database, &["requests", "show", &nobodys]).await;
        assert!(!nobodys.status.success() && String::from_utf8_lossy(&nobodys.stderr).contains("no request"));
    }
}

#[tokio::test]
async fn what_readers_said_is_summed_up() {
    for world in worlds().await {
        let feedback = serde_json::json!({ "page": "/servizi/", "rating": "5", "liked": "clear" });
        assert_eq!(
            world.post(api::paths::FEEDBACK, &feedback).send().await.status,
            201
        );
        let summary = text(&told(&world.database, &["feedback", "summary"]).await);
        assert!(
            summary.contains("/servizi/") && summary.contains("liked: clear 1"),
            "{summary}"
        );
    }
}

#[tokio::test]
async fn purging_says_what_went() {
    for world in worlds().await {
        // Sent on the clock of the test, which is long past for the program's own once its answer is a day old.
        world.set_clock("2020-01-01T00:00:00Z");
        let sent = world
            .post(api::paths::REQUESTS, &world.least())
            .key("k")
            .send()
            .await;
        let withdrawal = format!(
            "{}/withdrawal",
            api::paths::request(&sent.text_of("code").replace('-', ""))
        );
        let withdrawn = world
            .post(&withdrawal, &serde_json::json!({}))
            .secret(&sent.text_of("secret"))
            .send()
            .await;
        assert_eq!(withdrawn.status, 200);
        let purged = text(&told(&world.database, &["purge"]).await);
        assert!(
            purged.contains("withdrawn requests: 1") && purged.contains("sendings: 1"),
            "{purged}"
        );
        assert!(world.listed().await.is_empty());
    }
}

#[tokio::test]
async fn migrating_makes_tables_and_keys_and_does_no_harm_twice() {
    for database in Database::all().await {
        text(&told(&database, &["migrate"]).await);
        assert!(database.keys().exists());
        text(&told(&database, &["migrate"]).await);
        text(&told(&database, &["requests", "list"]).await);
    }
}

#[tokio::test]
async fn without_tables_or_keys_reading_says_what_to_do() {
    for database in Database::all().await {
        let keys = told(&database, &["requests", "list"]).await;
        assert!(!keys.status.success() && String::from_utf8_lossy(&keys.stderr).contains("polo.keys"));
        database.store().await;
        let tables = told(&database, &["requests", "list"]).await;
        assert!(!tables.status.success() && String::from_utf8_lossy(&tables.stderr).contains("polo migrate"));
    }
}

#[tokio::test]
async fn content_with_a_fault_is_named_by_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let checked = polo()
        .arg("check")
        .arg("--content")
        .arg(folder.path())
        .output()
        .await
        .expect("it runs");
    assert!(!checked.status.success());
    assert!(String::from_utf8_lossy(&checked.stdout).contains("site.toml"));
}
