//! `cargo xtask serve`: builds, then becomes the server, so that Ctrl-C and kill reach it without a go-between.

use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::build::{self, Profile};
use crate::{Failure, Outcome, command, http, paths, progress};

/// The port that is tried first.
const PORT: u16 = 8080;
const DATABASE: &str = "sqlite:target/polo.db";

/// Sets up, builds, and turns into `polo serve`. Returns only if that fails.
pub(crate) fn run() -> Outcome {
    build::site(Profile::Dev)?;
    if !Path::new(DATABASE.trim_start_matches("sqlite:")).exists() {
        fill()?;
    }
    let address = http::free_address_from(PORT)?;
    announce_later(address)?;
    let mut polo = Command::new(Profile::Dev.polo());
    polo.args([
        "serve",
        "--listen",
        &address.to_string(),
        "--database",
        DATABASE,
        "--site",
        paths::DIST,
    ]);
    let error = polo.exec();
    Err(Failure::new(format!("cannot start the server: {error}")))
}

/// The first accounts of the new database's desk: name, login, role.
const STAFF: [(&str, &str, &str); 2] = [
    ("Carla Esempio", "carla", "coordinator"),
    ("Remo Esempio", "remo", "administrator"),
];

/// Where their tickets are noted for the announcer.
fn tickets() -> PathBuf {
    Path::new(paths::TRACES).join("desk-tickets")
}

/// Invented staff, openings and requests in the new database, so that there are times to choose from and requests to answer;
/// accounts for the desk.
fn fill() -> Outcome {
    let mut demo = Command::new(Profile::Dev.polo());
    demo.args(["demo", "--database", DATABASE, "--site", paths::DIST]);
    progress::step("inventing staff, openings and requests", || {
        command::quiet("demo", &mut demo)
    })?;
    let mut noted = String::new();
    for (name, login, role) in STAFF {
        let mut add = Command::new(Profile::Dev.polo());
        add.args(["staff", "add", "--name", name, "--login", login, "--role", role]);
        let said = command::answer(add.args(["--database", DATABASE]))?;
        let ticket = said.lines().next().unwrap_or_default();
        let _ = writeln!(noted, "    {login} ({role}): {ticket}");
    }
    let file = tickets();
    fs::write(&file, noted).map_err(|error| Failure::new(format!("cannot write {}: {error}", file.display())))
}

/// Starts `xtask announce` through a shell that ends at once: the announcer is nobody's child, and nobody has to wait for it.
fn announce_later(address: SocketAddr) -> Outcome {
    let failed = |error: std::io::Error| Failure::new(format!("cannot start the announcer: {error}"));
    let program = std::env::current_exe().map_err(failed)?;
    let mut shell = Command::new("sh");
    shell
        .args(["-c", r#""$0" announce "$1" </dev/null &"#])
        .arg(program)
        .arg(address.to_string());
    shell.status().map(|_| ()).map_err(failed)
}

/// Waits until the server is ready, then says where the portal is. If the server never is, its own words say why.
pub(crate) fn announce(address: SocketAddr) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_mins(1) {
        if http::answers(address, "/readyz") {
            println!("\n  The portal is at http://{address}/  (Ctrl-C stops it)");
            println!("  The staff desk is at http://{address}/desk\n");
            let tickets = fs::read_to_string(tickets()).unwrap_or_default();
            if !tickets.is_empty() {
                println!(
                    "  Its first accounts are set up at http://{address}/desk/attiva, each with its ticket, once and within 24 hours:"
                );
                println!(
                    "{tickets}  Another ticket: {} staff reset LOGIN --database {DATABASE}\n",
                    Profile::Dev.polo().display()
                );
            }
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
