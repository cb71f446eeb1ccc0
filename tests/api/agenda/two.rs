//! Two processes on one database behind one address: each call may reach the one or the other. Nobody is overbooked, everyone
//! is told the truth, each message goes out once, and work that comes round is done by one of them.

use super::killed::{ANSWERED, Told, book_and_change, check, free, request, staff};
use crate::messages::peers::MailServer;
use crate::process::{Polo, log};
use crate::world::{Database, client};
use serde_json::Value;
use sqlx::Row;
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

const CLIENTS: u32 = 16;

/// The messages that came.
type Came = Arc<Mutex<Vec<Value>>>;

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_behind_one_address_are_as_one() {
    for database in Database::all().await {
        let mail = MailServer::start("accept").await;
        let file = database.folder.path().join("polo.toml");
        std::fs::write(&file, mail.settings()).expect("a file");
        let came = collected(mail);
        let store = database.store().await;
        store.migrate().await.expect("migrated");
        staff(&store).await;
        let flags = [
            "--trusted-proxy",
            "127.0.0.1",
            "--config",
            file.to_str().expect("a path"),
        ];
        let mut processes = vec![
            Polo::serve_with(&database, &flags).await,
            Polo::serve_with(&database, &flags).await,
        ];
        let origin = one_address(processes.iter().map(|polo| polo.origin.clone()).collect()).await;
        let times = Arc::new(free(&origin).await);
        let mut request = request();
        request["reply_by"] = "email".into();
        request["email"] = "zenobia@esempio.example".into();
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| tokio::spawn(book_and_change(origin.clone(), request.clone(), times.clone())))
            .collect();
        let enough = ANSWERED.load(Ordering::Relaxed) + 12 * CLIENTS;
        for _ in 0..3000 {
            if ANSWERED.load(Ordering::Relaxed) >= enough {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // Where both stop, the clients have no one any more; what both were doing is done to its end.
        for polo in &processes {
            polo.ask_to_stop().await;
        }
        for polo in &mut processes {
            assert!(polo.end().await.success());
        }
        let mut told = Told::new();
        for client in clients {
            told.extend(client.await.expect("a client"));
        }
        assert!(told.len() > 20, "only {} were told something", told.len());
        check(&database, &told).await;
        let written = std::fs::read_to_string(log(&database)).expect("a log");
        assert_eq!(written.matches("\"message\":\"purged\"").count(), 1, "{written}");
        each_message_once(&database, &flags, &came).await;
        store.close().await;
    }
}

/// Reads what comes as it comes: the mail server waits for its reader.
fn collected(mut mail: MailServer) -> Came {
    let came = Came::default();
    let all = came.clone();
    tokio::spawn(async move {
        while let Some(message) = mail.next(Duration::from_mins(10)).await {
            all.lock().expect("nobody panicked").push(message);
        }
    });
    came
}

/// An address whose connections go to the one and to the other in turn, as a balancer does.
async fn one_address(origins: Vec<String>) -> String {
    let door = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = door.local_addr().expect("an address");
    tokio::spawn(async move {
        let mut turn = origins.iter().cycle();
        while let Ok((mut caller, _)) = door.accept().await {
            let origin = turn
                .next()
                .expect("some")
                .trim_start_matches("http://")
                .to_owned();
            tokio::spawn(async move {
                let Ok(mut other) = TcpStream::connect(origin).await else {
                    return;
                };
                let _ = tokio::io::copy_bidirectional(&mut caller, &mut other).await;
            });
        }
    });
    format!("http://{address}")
}

/// Both send what is left; then all that was due has gone, and the mail server has had each message once.
async fn each_message_once(database: &Database, flags: &[&str], came: &Came) {
    let processes = [
        Polo::serve_with(database, flags).await,
        Polo::serve_with(database, flags).await,
    ];
    // It answers: the one that is asked has started its work.
    let alive = client().get(format!("{}/healthz", processes[1].origin)).send();
    assert!(alive.await.expect("an answer").status().is_success());
    let count = async |pool: &sqlx::AnyPool, sql: &'static str| -> i64 {
        let row = sqlx::query(sql).fetch_one(pool).await.expect("counted");
        row.try_get(0).expect("a number")
    };
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&database.url).await.expect("a connection");
    for _ in 0..600 {
        let left = "SELECT COUNT(*) FROM outbox WHERE ended_at IS NULL AND kind NOT LIKE 'reminder%'";
        if count(&pool, left).await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let sent = "SELECT COUNT(*) FROM outbox WHERE state = 'sent'";
    let ended = "SELECT COUNT(*) FROM outbox WHERE state IN ('failed', 'uncertain', 'expired')";
    let (sent, ended) = (count(&pool, sent).await, count(&pool, ended).await);
    pool.close().await;
    // What it took a moment ago has still to be read.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let came = came.lock().expect("nobody panicked").clone();
    let names: BTreeSet<String> = came.iter().map(name).collect();
    assert_eq!(
        (names.len(), ended),
        (came.len(), 0),
        "some came twice, or in doubt"
    );
    assert_eq!(i64::try_from(came.len()).expect("few"), sent);
    assert!(sent > 20, "only {sent} were sent");
    for polo in processes {
        polo.kill().await;
    }
}

fn name(message: &Value) -> String {
    let text = message["text"].as_str().expect("a text");
    let name = text.lines().find(|line| line.starts_with("Message-ID: "));
    name.expect("a name").to_owned()
}
