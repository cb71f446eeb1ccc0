//! After a request, a line, a withdrawal, a feedback: what lies on the disk and what the program has logged tells nobody
//! who wrote, what, or from where.

use crate::process::{Polo, log, told};
use crate::world::{Database, client, content, least};
use serde_json::{Value, json};
use sqlx::{Connection, Row};
use std::path::Path;

/// What must be found nowhere.
const MARKS: [&str; 17] = [
    "Zarathustra",
    "3339876543",
    "333 987 6543",
    "zara@esempio.example",
    "la nota segreta",
    "il vicino Gustavo",
    "sedia a rotelle",
    "lingua amarica",
    "una nipote",
    "la riga portata",
    "la riga aggiunta",
    "il commento sulla pagina",
    "mio marito Ubaldo",
    "vicolo Introvabile",
    "198.51.100.77",
    "Agente-Riconoscibile",
    "chiave-riconoscibile",
];

#[tokio::test]
async fn nobody_who_reads_files_and_log_learns_anything() {
    for database in Database::all().await {
        let polo = Polo::serve_with(&database, &["--trusted-proxy", "127.0.0.1"]).await;
        let (code, secret) = speak(&polo.origin).await;
        // A worker reads it, which is written too.
        assert!(
            told(&database, &["requests", "show", &code])
                .await
                .status
                .success()
        );
        let running = dump(&database).await;
        assert!(
            holds(&running, &code.replace('-', "")),
            "the dump holds the request"
        );
        let written = std::fs::read_to_string(log(&database)).expect("a log");
        assert!(
            written.contains("/api/v1/requests/{code}"),
            "the log holds the answers: {written}"
        );
        let secrets = [secret.as_str(), &secret.replace('-', "")];
        for mark in MARKS.iter().chain(&secrets) {
            assert!(!holds(&running, mark), "{mark} is in the database's files");
            assert!(!written.contains(mark), "{mark} is in the log");
        }
        for mark in [code.as_str(), &code.replace('-', "")] {
            assert!(!written.contains(mark), "the code is in the log");
        }
        // Taken back, it leaves no more behind.
        let withdrawal = api::paths::withdrawal(&code.replace('-', ""));
        let withdrawn = post(&polo.origin, &withdrawal, &secret, &json!({})).await;
        assert_eq!(withdrawn["status"], "withdrawn");
        polo.kill().await;
        let left = dump(&database).await;
        assert!(MARKS.iter().all(|mark| !holds(&left, mark)));
    }
}

/// Says everything there is to say, by every way there is; gives code and secret.
async fn speak(origin: &str) -> (String, String) {
    let catalogue = content();
    let mut request = least(catalogue.catalogue("it"));
    let answers = json!({
        "for_whom": "relative", "role": "una nipote", "name": "Zarathustra", "phone": "333 987 6543", "reply_by": "phone",
        "email": "zara@esempio.example", "note": "la nota segreta", "avoid": "il vicino Gustavo",
        "access": "sedia a rotelle", "language": "lingua amarica", "call_at": "",
        "answers": ["Che cosa? la riga portata", "E poi? la riga portata"],
    });
    request
        .as_object_mut()
        .expect("an object")
        .extend(answers.as_object().expect("an object").clone());
    let sent: Value = post(origin, api::paths::REQUESTS, "", &request).await;
    let text = |field: &str| sent[field].as_str().expect("a receipt").to_owned();
    let (code, secret) = (text("code"), text("secret"));
    let bare = code.replace('-', "");
    post(
        origin,
        &api::paths::lines(&bare),
        &secret,
        &json!({ "text": "la riga aggiunta" }),
    )
    .await;
    // Wrong ways leave traces too.
    post(
        origin,
        &api::paths::lines(&bare),
        "zara@esempio.example",
        &json!({ "text": "la nota segreta" }),
    )
    .await;
    post(
        origin,
        api::paths::REQUESTS,
        "",
        &json!({ "Zarathustra": "333 987 6543", "note": "la nota segreta\0" }),
    )
    .await;
    let odd = client()
        .get(format!("{origin}/Zarathustra/?phone=3339876543"))
        .header("X-Forwarded-For", "198.51.100.77");
    odd.send().await.expect("an answer");
    for (path, words) in [
        ("/cerca/", "words=mio+marito+Ubaldo"),
        ("/trova-il-tuo-polo/", "words=vicolo+Introvabile+7"),
    ] {
        let form = client()
            .post(format!("{origin}{path}"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", "198.51.100.77")
            .body(words);
        assert_eq!(form.send().await.expect("an answer").status(), 200, "{path}");
    }
    let feedback =
        json!({ "page": "/servizi/", "rating": "1", "hard": "clear", "detail": "il commento sulla pagina" });
    post(origin, api::paths::FEEDBACK, "", &feedback).await;
    (code, secret)
}

async fn post(origin: &str, path: &str, secret: &str, body: &Value) -> Value {
    let call = client()
        .post(format!("{origin}{path}"))
        .json(body)
        .bearer_auth(secret);
    let call = call
        .header("X-Forwarded-For", "198.51.100.77")
        .header("User-Agent", "Agente-Riconoscibile/1.0");
    let call = call.header("Idempotency-Key", format!("chiave-riconoscibile-{path}"));
    call.send().await.expect("an answer").json().await.expect("JSON")
}

/// Every byte that the database keeps: files, write-ahead log and index, or the server's whole folder where it can be read;
/// where it cannot, every row as text. The marks are ASCII, which survives being read as UTF-8 whatever stands around it.
pub(crate) async fn dump(database: &Database) -> String {
    String::from_utf8_lossy(&bytes_of(database).await).into_owned()
}

async fn bytes_of(database: &Database) -> Vec<u8> {
    let mut bytes = Vec::new();
    if database.is_sqlite() {
        for name in ["polo.db", "polo.db-wal", "polo.db-shm"] {
            bytes.extend(std::fs::read(database.folder.path().join(name)).unwrap_or_default());
        }
        return bytes;
    }
    let mut connection = sqlx::PgConnection::connect(&database.url)
        .await
        .expect("a connection");
    let tables = sqlx::query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
    for table in tables.fetch_all(&mut connection).await.expect("tables") {
        let table: String = table.get(0);
        // Bytes come out as they are, so that a text kept as bytes is found too.
        let rows = format!("SELECT textsend(t::text) FROM {table} t");
        for row in sqlx::query(sqlx::AssertSqlSafe(rows))
            .fetch_all(&mut connection)
            .await
            .expect("rows")
        {
            let text = row.get::<Vec<u8>, _>(0);
            bytes.extend(unhexed(&text));
            bytes.extend(text);
        }
    }
    let folder = sqlx::query("SHOW data_directory")
        .fetch_one(&mut connection)
        .await
        .expect("a folder");
    sqlx::query("CHECKPOINT")
        .execute(&mut connection)
        .await
        .expect("written to the disk");
    let folder: String = folder.get(0);
    let here = std::fs::read_dir(Path::new(&folder).join("pg_wal")).is_ok();
    if here {
        read_all(Path::new(&folder), &mut bytes);
    } else {
        eprintln!("the PostgreSQL server's files cannot be read from here: its rows are looked at alone");
    }
    bytes
}

/// The bytes behind every `\x…` of PostgreSQL's text.
fn unhexed(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let mut bytes = Vec::new();
    for hex in text.split("\\x").skip(1) {
        let digits: Vec<u32> = hex.chars().map_while(|digit| digit.to_digit(16)).collect();
        bytes.extend(
            digits
                .chunks_exact(2)
                .filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()),
        );
        bytes.push(b'\n');
    }
    bytes
}

fn read_all(folder: &Path, bytes: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_all(&path, bytes);
        } else {
            bytes.extend(std::fs::read(&path).unwrap_or_default());
        }
    }
}

/// Whether the mark stands in the text, in UTF-8 or, as some programs keep text, in UTF-16.
pub(crate) fn holds(text: &str, mark: &str) -> bool {
    let wide: String = mark.chars().flat_map(|c| [c, '\0']).collect();
    text.contains(mark) || text.contains(&wide)
}
