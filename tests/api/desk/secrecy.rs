//! What lies in the database and in the log gives nobody a way in, and says nothing of who signs in.

use crate::process::{Polo, log, told};
use crate::secrecy::{dump, holds};
use crate::world::{Database, client};
use api::paths::desk as paths;
use serde_json::{Value, json};

const MARKS: [&str; 4] = [
    "zoe.riconoscibile",
    "Zoe Riconoscibile",
    "la password segretissima",
    "Agente-Riconoscibile",
];

#[tokio::test]
async fn nobody_who_reads_files_and_log_can_get_in() {
    for database in Database::all().await {
        let polo = Polo::serve_with(&database, &[]).await;
        let add = [
            "staff",
            "add",
            "--name",
            MARKS[1],
            "--login",
            MARKS[0],
            "--role",
            "social_worker",
        ];
        let added = told(&database, &add).await;
        let added = String::from_utf8(added.stdout).expect("text");
        let ticket = added.lines().next().expect("a ticket").to_owned();
        let mut secrets = vec![ticket.clone(), ticket.replace('-', "")];
        let post = async |path: &str, cookie: &str, body: Value| {
            let call = client()
                .post(format!("{}{path}", polo.origin))
                .header("Sec-Fetch-Site", "same-origin")
                .header("User-Agent", MARKS[3])
                .header("Cookie", cookie);
            call.json(&body).send().await.expect("an answer")
        };
        let seen = post(paths::SETUP, "", json!({ "ticket": ticket })).await;
        let seen: Value = seen.json().await.expect("JSON");
        secrets.push(seen["secret"].as_str().expect("a secret").to_owned());
        let code = phone(secrets.last().expect("the secret"));
        let done = json!({ "ticket": ticket, "password": MARKS[2], "code": code });
        let done: Value = post(paths::SETUP_DONE, "", done)
            .await
            .json()
            .await
            .expect("JSON");
        let recovery = done["codes"].as_array().expect("codes").iter();
        let recovery: Vec<String> = recovery
            .map(|code| code.as_str().expect("a code").to_owned())
            .collect();
        let half = post(
            paths::SESSION,
            "",
            json!({ "login": MARKS[0], "password": MARKS[2] }),
        )
        .await;
        // On this machine alone, without TLS and without a proxy: a plain cookie.
        let set = |answer: &reqwest::Response| {
            let header = answer.headers()["set-cookie"].to_str().expect("text");
            assert!(header.starts_with("polo-desk=") && !header.contains("Secure"));
            header.split(';').next().expect("a cookie").to_owned()
        };
        let half = set(&half);
        let open = post(paths::SESSION_CODE, &half, json!({ "code": recovery[0] })).await;
        let open = set(&open);
        let me = client()
            .get(format!("{}{}", polo.origin, paths::ME))
            .header("Cookie", &open);
        assert_eq!(me.send().await.expect("an answer").status(), 200);
        // A proxy speaks for somebody else: then nothing goes without TLS.
        let proxied = client()
            .get(format!("{}{}", polo.origin, paths::ME))
            .header("X-Forwarded-For", "192.0.2.1")
            .header("Cookie", &open);
        assert_eq!(proxied.send().await.expect("an answer").status(), 401);
        for cookie in [&half, &open] {
            secrets.push(cookie.split_once('=').expect("a cookie").1.to_owned());
        }
        secrets.extend(
            recovery
                .iter()
                .flat_map(|code| [code.clone(), code.replace('-', "")]),
        );
        secrets.extend(MARKS.map(str::to_owned));
        let (kept, written) = (
            dump(&database).await,
            std::fs::read_to_string(log(&database)).expect("a log"),
        );
        assert!(written.contains("/api/v1/desk/session/code"), "{written}");
        for secret in &secrets {
            assert!(!holds(&kept, secret), "{secret} is in the database");
            assert!(!written.contains(secret.as_str()), "{secret} is in the log");
        }
        assert!(!kept.contains("argon2id"), "hashes are sealed");
        polo.kill().await;
    }
}

/// The code that a phone with this secret shows now, by the machine's own clock.
fn phone(secret: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = secret.chars().flat_map(|c| {
        let value = alphabet.find(c).expect("base 32");
        (0..5).rev().map(move |bit| value >> bit & 1)
    });
    let bits: Vec<usize> = bits.collect();
    let mut bytes = [0; 20];
    for (byte, bits) in bytes.iter_mut().zip(bits.chunks(8)) {
        let value = bits.iter().fold(0, |value, bit| value << 1 | bit);
        *byte = u8::try_from(value).expect("eight bits");
    }
    let now = server::clock::Clock::real().now();
    server::desk::totp::code(&bytes, server::desk::totp::step(now))
}
