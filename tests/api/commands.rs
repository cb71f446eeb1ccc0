//! The command line, by which the Polo reads and answers its requests until it has a desk.

use crate::process::{polo, told};
use crate::world::{Database, worlds};
use serde_json::Value;
use std::process::{Output, Stdio};
use tokio::io::AsyncWriteExt;

/// What a command prints about this database when it reads that text.
async fn told_of(database: &Database, arguments: &[&str], text: &str) -> Output {
    let mut polo = polo();
    polo.args(arguments)
        .args(["--database", &database.url, "--keys"])
        .arg(database.keys());
    polo.stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = polo.spawn().expect("polo starts");
    let mut input = child.stdin.take().expect("its input");
    // A command that refuses before it reads closes its input.
    let _ = input.write_all(text.as_bytes()).await;
    drop(input);
    child.wait_with_output().await.expect("polo runs")
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success() && output.stdout.is_empty());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

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
        request["answers"] = serde_json::json!(["Quante persone vivono in casa? 3", "Hai un lavoro? No"]);
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
            "\nRisposte che porta:        Quante persone vivono in casa? 3\n",
            "\n                           Hai un lavoro? No\n",
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
async fn whoever_looks_with_a_code_finds_the_answer_of_the_polo() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let path = api::paths::request(&code.replace('-', ""));
        let see = || world.get(&path).secret(&secret).send();
        let who = ["--who", "Sara B."];
        let take = [&["requests", "take", &code][..], &who].concat();
        text(&told(&world.database, &take).await);
        assert_eq!(see().await.body["status"], "in_charge");
        let typed = code.to_lowercase();
        let answer = [&["requests", "answer", &typed][..], &who].concat();
        let words = "Ciao,\nti aspettiamo martedì alle 10.\n";
        let printed = text(&told_of(&world.database, &answer, words).await);
        assert!(
            printed.contains(&code) && !printed.contains("martedì"),
            "{printed}"
        );
        let seen = see().await;
        assert_eq!(seen.body["status"], "answered");
        assert_eq!(seen.body["lines"].as_array().map(Vec::len), Some(1));
        assert_eq!(seen.body["lines"][0]["author"], "polo");
        assert_eq!(
            seen.body["lines"][0]["text"],
            "Ciao,\nti aspettiamo martedì alle 10."
        );
        let close = [&["requests", "close", &code][..], &who].concat();
        text(&told(&world.database, &close).await);
        let seen = see().await;
        assert_eq!(seen.body["status"], "closed");
        let late = world
            .post(
                &format!("{path}/lines"),
                &serde_json::json!({ "text": "Ancora una cosa" }),
            )
            .secret(&secret)
            .key("tardi")
            .send()
            .await;
        assert_eq!(
            (late.status.as_u16(), late.problem()),
            (409, "closed"),
            "nobody would read it"
        );
        assert_eq!(seen.body["lines"].as_array().map(Vec::len), Some(1));
        // To work on a request is not to open it: what the person confided was shown to nobody.
        assert_eq!(seen.body["openings"], serde_json::json!([]));
        let shown = text(&told(&world.database, &["requests", "show", &code, "--who", "Rita L."]).await);
        for done in [
            "presa in carico",
            "risposta scritta",
            "chiusa",
            "Sara B.",
            "[",
            "Polo]",
        ] {
            assert!(shown.contains(done), "{done}: {shown}");
        }
        let openings = &see().await.body["openings"];
        assert_eq!(
            (openings.as_array().map(Vec::len), &openings[0]["who"]),
            (Some(1), &Value::from("Rita L."))
        );
    }
}

#[tokio::test]
async fn what_cannot_be_answered_says_why_and_repeats_nothing() {
    for world in worlds().await {
        let (code, secret) = world.sent().await;
        let answer = ["requests", "answer", &code, "--who", "Sara B."];
        for (words, said) in [
            (String::new(), "empty"),
            (" \n".to_owned(), "empty"),
            (
                "segreto".repeat(100),
                "up to 600 characters, and this one has 700",
            ),
        ] {
            let error = refused(&told_of(&world.database, &answer, &words).await);
            assert!(error.contains(said) && !error.contains("segreto"), "{error}");
        }
        let nameless = told_of(&world.database, &["requests", "answer", &code], "segreto").await;
        assert!(refused(&nameless).contains("--who"));
        let blank = ["requests", "answer", &code, "--who", " "];
        assert!(refused(&told_of(&world.database, &blank, "segreto").await).contains("60 characters"));
        let nobodys = domain::Code::from_random([1; 6]).to_string();
        for work in ["take", "answer", "close"] {
            let nobodys = ["requests", work, &nobodys, "--who", "Sara B."];
            let error = refused(&told_of(&world.database, &nobodys, "segreto").await);
            assert!(
                error.contains("no request has this code") && !error.contains("segreto"),
                "{error}"
            );
        }
        let path = api::paths::request(&code.replace('-', ""));
        let seen = world.get(&path).secret(&secret).send().await;
        assert_eq!(
            (&seen.body["status"], &seen.body["lines"]),
            (&Value::from("received"), &serde_json::json!([]))
        );
        let withdrawal = world
            .post(&format!("{path}/withdrawal"), &serde_json::json!({}))
            .secret(&secret)
            .send()
            .await;
        assert_eq!(withdrawal.status, 200);
        let error = refused(&told_of(&world.database, &answer, "segreto").await);
        assert!(
            error.contains("withdrawn") && !error.contains("segreto"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_new_key_is_put_on_top_and_what_the_old_one_sealed_still_opens() {
    for world in worlds().await {
        let (code, _) = world.sent().await;
        let keys = world.database.keys();
        let before = std::fs::read_to_string(&keys).expect("keys");
        let rotated = text(&told(&world.database, &["keys", "rotate"]).await);
        assert!(rotated.contains("restart"), "{rotated}");
        let after = std::fs::read_to_string(&keys).expect("keys");
        let key = |text: &str| {
            text.lines()
                .find(|line| line.starts_with(['1', '2']))
                .map(str::to_owned)
        };
        let (old, new) = (key(&before).expect("a key"), key(&after).expect("a key"));
        assert!(new.starts_with('2') && after.contains(&old));
        assert!(!rotated.contains(new.split('"').nth(1).expect("the key itself")));
        text(&told(&world.database, &["requests", "show", &code]).await);
        std::fs::remove_file(&keys).expect("removed");
        assert!(refused(&told(&world.database, &["keys", "rotate"]).await).contains("polo.keys"));
        assert!(!keys.exists());
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
        let hard = serde_json::json!({ "page": "/polo/", "rating": "2", "detail": "Non trovo\ngli orari" });
        assert_eq!(world.post(api::paths::FEEDBACK, &hard).send().await.status, 201);
        let comments = text(&told(&world.database, &["feedback", "comments"]).await);
        assert_eq!(
            comments,
            "2026-11-23  2/5  /polo/\n    Non trovo\n    gli orari\n"
        );
        let one = text(&told(&world.database, &["feedback", "comments", "--limit", "1"]).await);
        assert!(one.contains("--limit"), "{one}");
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

#[tokio::test]
async fn the_search_answers_whoever_edits_content() {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
    let ask = async |arguments: &[&str]| {
        let mut asked = polo();
        asked.arg("search").args(arguments).args(["--content", content]);
        asked.output().await.expect("it runs")
    };
    let found = text(&ask(&["mi picchia", "--limit", "2"]).await);
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 2, "{found}");
    assert!(lines[0].starts_with("1  /aiuto-urgente/violenza/  "), "{found}");
    assert!(!ask(&["rent", "--lang", "xx"]).await.status.success());
}

#[tokio::test]
async fn the_finder_answers_whoever_edits_the_streets() {
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
    for (address, said) in [
        (
            "via Verona 36/A",
            "via Verona: Polo San Leonardo, quartiere San Leonardo\n",
        ),
        (
            "v. verna, 36",
            "via Verona: Polo San Leonardo, quartiere San Leonardo\n",
        ),
        ("piazza Verona 3", "Quale? via Verona 3\n"),
        ("via Altrove 1", "Non lo so: chiama 0521 40521\n"),
    ] {
        let mut asked = polo();
        asked.args(["find", address, "--content", content]);
        assert_eq!(text(&asked.output().await.expect("it runs")), said, "{address}");
    }
}
