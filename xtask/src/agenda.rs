//! How the agenda fares as it fills: free times of a month, bookings beside bare commits, the server's memory at rest; by an
//! example of `store` that fills a database, and by the server on what it leaves. The budgets are those of `docs/decisions.md`.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::build::Profile;
use crate::{Failure, Outcome, command, http, paths, progress};

/// How many appointments there are.
const COUNTS: [u32; 3] = [1_000, 100_000, 1_000_000];
/// A month's free times of a Polo with twenty staff, at the 95th percentile, in milliseconds, with 100,000 appointments.
const MONTH: f64 = 20.0;
/// Bookings for each bare commit of rows of the same sizes.
const RATIO: f64 = 0.5;
/// The server at rest, in MB.
const REST: f64 = 40.0;
/// How long the server is left alone before it is weighed: it plans when it starts.
const SETTLED: Duration = Duration::from_secs(10);

/// A markdown table, a row for each count; what is over its budget is marked.
pub(crate) fn table() -> Outcome<String> {
    let mut rows = vec![
        "| appointments | a month, median | p95 (ms) | bookings/s | bare commits/s | ratio | at rest (MB) |"
            .to_owned(),
        "|--:|--:|--:|--:|--:|--:|--:|".to_owned(),
    ];
    for count in COUNTS {
        let folder = std::env::temp_dir().join(format!("polo-bench-agenda-{}", std::process::id()));
        let made = row(count, &folder);
        // Whatever came of it: with a million appointments it is more than a gigabyte.
        let _ = fs::remove_dir_all(&folder);
        rows.push(made?);
    }
    Ok(rows.join("\n"))
}

fn row(count: u32, folder: &Path) -> Outcome<String> {
    fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
    let mut example = command::cargo();
    example.args(["run", "--quiet", "--locked", "--release"]);
    example.args(["--package", "store", "--example", "agenda_speed", "--"]);
    example.arg(count.to_string()).arg(folder);
    let said = progress::step(&format!("the agenda with {count} appointments"), || {
        command::answer(&mut example)
    })?;
    let figures: Vec<f64> = said
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let &[_, median, p95, booking, commit] = figures.as_slice() else {
        return Err(Failure::new(format!("not five figures: {said}")));
    };
    let rest = progress::step("the server at rest on it", || rest(folder))?;
    let ratio = booking / commit;
    let marked = |value: f64, over: bool| format!("{value:.2}{}", if over { " **over**" } else { "" });
    Ok(format!(
        "| {count} | {median:.2} | {} | {booking:.0} | {commit:.0} | {} | {} |",
        // What the budget is for; a million shows how it grows.
        marked(p95, p95 > MONTH && count <= 100_000),
        marked(ratio, ratio < RATIO),
        marked(rest, rest > REST),
    ))
}

/// A server that ends with this.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The resident memory of the server on that database, once nobody asks anything of it.
fn rest(folder: &Path) -> Outcome<f64> {
    let address = http::free_address()?;
    let mut polo = Command::new(Profile::Release.polo());
    polo.args(["serve", "--listen", &address.to_string(), "--site", paths::DIST]);
    polo.arg("--database")
        .arg(format!("sqlite:{}", folder.join("polo.db").display()));
    polo.arg("--keys").arg(folder.join("polo.keys"));
    polo.stdout(Stdio::null()).stderr(Stdio::null());
    let server = polo
        .spawn()
        .map_err(|error| Failure::new(format!("cannot start the server: {error}")))?;
    let server = Server(server);
    wait(address)?;
    std::thread::sleep(SETTLED);
    let status = format!("/proc/{}/status", server.0.id());
    let status = fs::read_to_string(&status)
        .map_err(|error| Failure::new(format!("cannot read {status} (Linux has it): {error}")))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|word| word.parse::<f64>().ok());
    kilobytes
        .map(|kilobytes| kilobytes / 1024.0)
        .ok_or_else(|| Failure::new("the system does not say how much memory the server takes"))
}

fn wait(address: SocketAddr) -> Outcome {
    let start = Instant::now();
    while start.elapsed() < Duration::from_mins(2) {
        if http::answers(address, "/readyz") {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(Failure::new("the server does not get ready"))
}
