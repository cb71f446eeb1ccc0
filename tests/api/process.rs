//! The program itself, started as its owner starts it.

use crate::world::Database;
use std::path::PathBuf;
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// A running `polo serve`. Killed when it goes.
pub(crate) struct Polo {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) origin: String,
    _out: BufReader<ChildStdout>,
}

/// `polo` with nothing of this test's surroundings but the program itself.
pub(crate) fn polo() -> Command {
    let mut polo = Command::new(env!("CARGO_BIN_EXE_polo"));
    polo.env_clear().kill_on_drop(true);
    polo
}

/// What a command prints about this database.
pub(crate) async fn told(database: &Database, arguments: &[&str]) -> Output {
    let mut polo = polo();
    polo.args(arguments)
        .args(["--database", &database.url, "--keys"])
        .arg(database.keys());
    polo.output().await.expect("polo runs")
}

pub(crate) fn log(database: &Database) -> PathBuf {
    database.folder.path().join("polo.log")
}

impl Polo {
    /// Starts it on a free port and waits for its line.
    pub(crate) async fn serve(database: &Database) -> Self {
        Self::serve_with(database, &[]).await
    }

    pub(crate) async fn serve_with(database: &Database, more: &[&str]) -> Self {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(log(database))
            .expect("a log");
        let mut polo = polo();
        polo.args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--log",
            "json",
            "--database",
            &database.url,
            "--keys",
        ]);
        polo.arg(database.keys())
            .arg("--site")
            .arg(database.site())
            .args(more);
        let mut child = polo
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("polo starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        let read = tokio::time::timeout(Duration::from_secs(20), out.read_line(&mut line)).await;
        read.expect("polo is ready in time").expect("a line");
        let Some(origin) = line.trim().strip_prefix("polo is ready at ") else {
            let log = std::fs::read_to_string(self::log(database)).unwrap_or_default();
            panic!("it said {line:?} and logged {log}");
        };
        Self {
            origin: origin.trim_end_matches('/').to_owned(),
            child,
            _out: out,
        }
    }

    /// `kill -9`.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.expect("killed");
    }

    /// Asks it to stop, without waiting.
    pub(crate) async fn ask_to_stop(&self) {
        let process = self.child.id().expect("it runs").to_string();
        let asked = Command::new("kill")
            .args(["-TERM", &process])
            .status()
            .await
            .expect("kill runs");
        assert!(asked.success());
    }

    pub(crate) async fn end(&mut self) -> ExitStatus {
        let end = tokio::time::timeout(Duration::from_secs(20), self.child.wait()).await;
        end.expect("it ends in time").expect("it ran")
    }
}
