//! How `polo serve` begins and ends.

use crate::process::{Polo, polo};
use crate::world::{Database, client, content, everything, least};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn it_makes_tables_and_keys_by_itself_and_says_where_it_is() {
    for database in Database::all().await {
        let polo = Polo::serve(&database).await;
        assert!(!polo.origin.ends_with(":0"), "{}", polo.origin);
        let ready = client()
            .get(format!("{}/readyz", polo.origin))
            .send()
            .await
            .expect("an answer");
        assert_eq!(ready.status(), 200);
        let keys = std::fs::metadata(database.keys()).expect("a key file");
        assert_eq!(keys.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn asked_to_stop_it_first_answers_who_is_still_speaking() {
    for database in Database::all().await {
        let mut polo = Polo::serve(&database).await;
        let body = least(content().catalogue("it")).to_string();
        let (first, rest) = body.split_at(10);
        let address = polo.origin.strip_prefix("http://").expect("an origin").to_owned();
        let mut speaking = TcpStream::connect(&address).await.expect("a connection");
        let head = format!(
            "POST {} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{first}",
            api::paths::REQUESTS,
            body.len()
        );
        speaking.write_all(head.as_bytes()).await.expect("written");
        tokio::time::sleep(Duration::from_millis(200)).await;
        polo.ask_to_stop().await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(
            TcpStream::connect(&address).await.is_err(),
            "nobody new is taken in"
        );
        speaking.write_all(rest.as_bytes()).await.expect("written");
        let mut answer = String::new();
        speaking.read_to_string(&mut answer).await.expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
        assert!(polo.end().await.success());
        assert_eq!(everything(&database.store().await).await.len(), 1);
    }
}

/// Whether the system itself ended the connection; a program that drops a request ends it in an orderly way.
fn was_reset(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<std::io::Error>() {
            return error.kind() == std::io::ErrorKind::ConnectionReset;
        }
        cause = error.source();
    }
    false
}

#[tokio::test]
async fn none_of_a_stream_of_requests_is_dropped() {
    for database in Database::all().await {
        server::messages::prepare_tls();
        let mut polo = Polo::serve_with(&database, &["--trusted-proxy", "127.0.0.1"]).await;
        let body = least(content().catalogue("it"));
        let tasks: Vec<_> = (0..4)
            .map(|task| {
                let (url, body) = (format!("{}{}", polo.origin, api::paths::REQUESTS), body.clone());
                tokio::spawn(async move {
                    // A new connection each: one that is kept may be closed just as the next request sets out.
                    let client = reqwest::Client::builder()
                        .no_proxy()
                        .pool_max_idle_per_host(0)
                        .build()
                        .expect("a client");
                    let mut kept = 0;
                    for number in 0_u32.. {
                        let from = format!("10.{task}.{}.{}", number / 256, number % 256);
                        match client
                            .post(&url)
                            .header("X-Forwarded-For", from)
                            .json(&body)
                            .send()
                            .await
                        {
                            Ok(answer) if answer.status() == 201 => kept += 1,
                            Ok(answer) => panic!("{}", answer.status()),
                            // The door is closed, or the system had let us in and the program not yet: nothing was
                            // begun, which the count at the end holds.
                            Err(error) if error.is_connect() || was_reset(&error) => return kept,
                            Err(error) => panic!("dropped: {error:?}"),
                        }
                    }
                    kept
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(500)).await;
        polo.ask_to_stop().await;
        let mut kept = 0;
        for task in tasks {
            kept += task.await.expect("no request was dropped");
        }
        assert!(polo.end().await.success());
        assert!(kept > 0);
        assert_eq!(everything(&database.store().await).await.len(), kept);
    }
}

#[tokio::test]
async fn keys_that_were_mislaid_are_asked_for_and_not_replaced() {
    for database in Database::all().await {
        let polo = Polo::serve(&database).await;
        let body = least(content().catalogue("it"));
        let sent = client()
            .post(format!("{}{}", polo.origin, api::paths::REQUESTS))
            .json(&body)
            .send()
            .await;
        assert_eq!(sent.expect("an answer").status(), 201);
        polo.kill().await;
        let elsewhere = database.folder.path().join("kept-apart.keys");
        std::fs::rename(database.keys(), &elsewhere).expect("moved");
        let mut again = polo_serve(&database);
        let refused = again.output().await.expect("it runs");
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("polo.keys"));
        assert!(!database.keys().exists());
        std::fs::rename(&elsewhere, database.keys()).expect("moved back");
        Polo::serve(&database).await;
    }
}

fn polo_serve(database: &Database) -> tokio::process::Command {
    let mut again = polo();
    again
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--database",
            &database.url,
            "--keys",
        ])
        .arg(database.keys());
    again.arg("--site").arg(database.site());
    again
}

#[tokio::test]
async fn a_flag_beats_a_variable_and_a_variable_the_file() {
    let database = &Database::all().await[0];
    let file = database.folder.path().join("polo.toml");
    let text = "database = \"sqlite:/nowhere/file.db\"\nkeys = \"/nowhere/file.keys\"\n[throttle]\nrequests_per_hour = 1\n";
    std::fs::write(&file, text).expect("a file");
    let run = |flag: Option<&str>, variable: Option<&str>| {
        let mut command = polo();
        command
            .args(["migrate", "--config"])
            .arg(&file)
            .env("POLO_KEYS", database.keys());
        command
            .args(flag.iter().flat_map(|url| ["--database", url]))
            .envs(variable.map(|url| ("POLO_DATABASE", url)));
        async move { command.output().await.expect("it runs").status.success() }
    };
    assert!(!run(None, None).await);
    assert!(!run(None, Some("sqlite:/nowhere/variable.db")).await);
    assert!(run(None, Some(&database.url)).await);
    assert!(run(Some(&database.url), Some("sqlite:/nowhere/variable.db")).await);
}

#[tokio::test]
async fn the_file_sets_the_limits() {
    for database in Database::all().await {
        let file = database.folder.path().join("polo.toml");
        std::fs::write(&file, "[throttle]\nrequests_per_hour = 1\n").expect("a file");
        let polo = Polo::serve_with(&database, &["--config", file.to_str().expect("a path")]).await;
        let body = least(content().catalogue("it"));
        let send = || {
            client()
                .post(format!("{}{}", polo.origin, api::paths::REQUESTS))
                .json(&body)
                .send()
        };
        assert_eq!(send().await.expect("an answer").status(), 201);
        assert_eq!(send().await.expect("an answer").status(), 429);
    }
}
