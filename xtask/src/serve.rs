//! `cargo xtask serve`: builds, then becomes the server, so that Ctrl-C and kill reach it without a go-between.

use std::net::SocketAddr;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
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

/// Invented staff in the new database, so that there are times to choose from.
fn fill() -> Outcome {
    let mut demo = Command::new(Profile::Dev.polo());
    demo.args(["demo", "--database", DATABASE, "--site", paths::DIST]);
    progress::step("inventing staff and their openings", || {
        command::quiet("demo", &mut demo)
    })
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
            println!("\n  The portal is at http://{address}/  (Ctrl-C stops it)\n");
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
