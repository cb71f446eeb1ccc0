//! The program with `[oidc]` in its settings, started as its owner starts it.

use super::peer::issuer;
use crate::process::{Polo, polo};
use crate::world::{Database, client};
use api::paths::desk as paths;
use serde_json::Value;

fn settings(database: &Database, secret: &str, more: &str) -> String {
    let path = database.folder.path().join("polo.toml");
    let text = format!(
        "[oidc]\nissuer = \"{}\"\nclient_id = \"polo\"\nclient_secret_file = \"{secret}\"\norigin = \"http://127.0.0.1\"\n\
         name = \"Accesso di prova\"\n{more}\n",
        issuer()
    );
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

#[tokio::test]
async fn the_program_offers_the_provider_that_its_settings_name_and_its_log_says_nothing_secret() {
    for database in Database::all().await {
        let secret = database.folder.path().join("secret");
        std::fs::write(&secret, "un segreto riconoscibile\n").expect("written");
        let file = settings(&database, &secret.display().to_string(), "any_factor = true");
        let polo = Polo::serve_with(&database, &["--config", &file]).await;
        let ways = client()
            .get(format!("{}{}", polo.origin, paths::PROVIDERS))
            .send()
            .await;
        let ways: Value = ways.expect("an answer").json().await.expect("JSON");
        assert_eq!(ways["providers"][0]["name"], "Accesso di prova");
        let post = client()
            .post(format!("{}{}", polo.origin, paths::SESSION_PROVIDER))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/json")
            .body("{}");
        let answer = post.send().await.expect("an answer");
        let set = answer.headers()["set-cookie"].to_str().expect("text").to_owned();
        // On this machine alone, without TLS and without a proxy: a plain cookie.
        assert!(
            set.starts_with("polo-desk-way=") && !set.contains("Secure"),
            "{set}"
        );
        let url: Value = answer.json().await.expect("JSON");
        let url = url["url"].as_str().expect("an address").to_owned();
        let back = format!(
            "{}/desk/accesso/ritorno?state=marchio&code=codicesegreto",
            polo.origin
        );
        assert_eq!(client().get(back).send().await.expect("an answer").status(), 400);
        let log = std::fs::read_to_string(crate::process::log(&database)).expect("a log");
        assert!(log.contains("/desk/accesso/ritorno"), "{log}");
        let nonce = url.split("nonce=").nth(1).and_then(|rest| rest.split('&').next());
        for mark in [
            "riconoscibile",
            "marchio",
            "codicesegreto",
            nonce.expect("a nonce"),
        ] {
            assert!(!log.contains(mark), "{mark}: {log}");
        }
        polo.kill().await;
    }
}

#[tokio::test]
async fn settings_that_would_not_do_stop_the_program_with_a_word_why() {
    let database = Database::all().await.remove(0);
    let (nowhere, there) = ("/nowhere/secret", database.folder.path().join("secret"));
    std::fs::write(&there, "x").expect("written");
    let there = there.display().to_string();
    for (secret, more, said) in [
        (nowhere, "any_factor = true", "/nowhere/secret"),
        (&there, "", "nothing of a second factor"),
        (&there, "any_factor = true\nissue = 1", "issue"),
    ] {
        let file = settings(&database, secret, more);
        let mut command = polo();
        command.args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--config",
            &file,
            "--database",
            &database.url,
        ]);
        command
            .arg("--keys")
            .arg(database.keys())
            .arg("--site")
            .arg(database.site());
        let output = command.output().await.expect("polo runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(said), "{said}: {told}");
    }
}
