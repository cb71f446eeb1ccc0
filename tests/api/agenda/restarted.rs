//! PostgreSQL crashes and comes back, again and again, while many book, move and call off: the program stays, says that the
//! database is away, and whatever it told before and after is so. On a server of its own: `cargo xtask test` gives one.

use super::killed::{ANSWERED, Told, book_and_change, check, free, request, staff};
use crate::process::Polo;
use crate::world::Database;
use sqlx::{Connection, Row};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

const CRASHES: u32 = 3;
const CLIENTS: u32 = 16;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_of_an_appointment_outlives_the_database_server() {
    let Some(database) = Database::frail().await else {
        eprintln!("POLO_TEST_POSTGRES_FRAIL is not set: no PostgreSQL may be crashed");
        return;
    };
    let store = database.store().await;
    store.migrate().await.expect("migrated");
    staff(&store).await;
    store.close().await;
    let flags = ["--trusted-proxy", "127.0.0.1"];
    let processes = [
        Polo::serve_with(&database, &flags).await,
        Polo::serve_with(&database, &flags).await,
    ];
    let times = Arc::new(free(&processes[0].origin).await);
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let origin = processes[client as usize % 2].origin.clone();
            tokio::spawn(book_and_change(origin, request(), times.clone()))
        })
        .collect();
    for _ in 0..CRASHES {
        after_answers(6 * CLIENTS).await;
        crash(&database.url).await;
    }
    after_answers(6 * CLIENTS).await;
    let mut told = Told::new();
    for polo in processes {
        polo.kill().await;
    }
    for client in clients {
        told.extend(client.await.expect("a client"));
    }
    assert!(told.len() > 20, "only {} were told something", told.len());
    check(&database, &told).await;
}

/// Waits for so many more answers.
async fn after_answers(more: u32) {
    let enough = ANSWERED.load(Ordering::Relaxed) + more;
    for _ in 0..3000 {
        if ANSWERED.load(Ordering::Relaxed) >= enough {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the answers stopped");
}

/// `kill -9` of one of its processes: the server ends all the others, and recovers from what it has written ahead.
async fn crash(url: &str) {
    let mut connection = connected(url).await;
    let own = "SELECT pg_backend_pid()";
    let row = sqlx::query(own)
        .fetch_one(&mut connection)
        .await
        .expect("a process");
    let process: i32 = row.get(0);
    let killed = tokio::process::Command::new("kill")
        .args(["-9", &process.to_string()])
        .status()
        .await
        .expect("kill runs");
    assert!(killed.success());
    assert!(
        sqlx::query("SELECT 1").execute(&mut connection).await.is_err(),
        "it goes on as if nothing had happened"
    );
    drop(connected(url).await);
}

/// A connection, once the server takes one.
async fn connected(url: &str) -> sqlx::PgConnection {
    for _ in 0..600 {
        if let Ok(connection) = sqlx::PgConnection::connect(url).await {
            return connection;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server does not come back");
}
