//! `cargo xtask bench`: what the README and `docs/decisions.md` publish, as markdown. Each measure has a module; this file only
//! names them.

use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use crate::build::{self, Profile};
use crate::guard::{Ending, Guarded};
use crate::{
    Failure, Outcome, agenda, args, assess, budgets, cold, http, lighthouse, load, paths, progress, sites,
};

/// Measures what was chosen, or everything.
pub(crate) fn run(only: &[String]) -> Outcome {
    let wants = |name: &str| only.is_empty() || only.iter().any(|chosen| chosen == name);
    // The engine and the agenda are timed without the site.
    let alone = ["assess", "load"];
    if args::BENCHES
        .iter()
        .any(|name| !alone.contains(name) && wants(name))
    {
        build::site(Profile::Release)?;
    }
    let mut quick = Ok(());
    if wants("weights") {
        println!("\n## Page weights (brotli)\n\n{}", budgets::table());
    }
    if wants("cold") {
        let table = progress::step("cold visits on a slow phone, three a page", || {
            served(cold::table)
        })?;
        println!("\n## Cold, processor 6 times slower, slow 4G (median of 3)\n\n{table}");
    }
    if wants("assess") {
        println!("\n## The self-assessment\n\n{}", assess::table()?);
        let phone = assess::phone()?;
        println!("\n{phone}");
        quick = check(&phone);
    }
    if wants("sites") {
        println!(
            "\n## A site of ten thousand pages (quickest of 3)\n\n{}",
            sites::table()?
        );
    }
    if wants("agenda") {
        let table = agenda::table()?;
        println!("\n## The agenda on SQLite, as it fills\n\n{table}");
        quick = quick.and(check(&table));
    }
    if wants("load") {
        println!("\n## Many at once on few seats\n\n{}", load::table()?);
    }
    if wants("lighthouse") {
        let table = progress::step("Lighthouse, a phone, three runs a page", || {
            served(lighthouse::table)
        })?;
        println!(
            "\n## Lighthouse, mobile (median of {})\n\n{table}",
            lighthouse::RUNS
        );
    }
    if wants("weights") {
        budgets::check()?;
    }
    quick
}

/// Measures something of the release build while it serves the site, on a database that goes with it.
fn served<T>(measure: impl FnOnce(SocketAddr) -> Outcome<T>) -> Outcome<T> {
    let address = http::free_address()?;
    let folder = std::env::temp_dir().join(format!("polo-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
    let mut polo = Command::new(Profile::Release.polo());
    polo.args(["serve", "--listen", &address.to_string(), "--site", paths::DIST]);
    polo.arg("--database")
        .arg(format!("sqlite:{}", folder.join("bench.db").display()));
    let ending = Ending {
        signal: "TERM",
        folder: Some(&folder),
    };
    let mut server = Guarded::start("bench-server", &polo, &ending)?;
    server.wait_until("bench-server", Duration::from_secs(30), || {
        http::answers(address, "/readyz")
    })?;
    measure(address)
}

/// Fails where a table says that a budget is not kept.
fn check(table: &str) -> Outcome {
    let over: Vec<&str> = table.lines().filter(|line| line.contains("**over**")).collect();
    if over.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("over its budget:\n{}", over.join("\n"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_its_budget_is_named() {
        let kept = "| twelve | 1.20 | 2.00 | 5 |";
        assert!(check(kept).is_ok());
        let over = format!("{kept}\n| shared | 5.10 | 6.00 | 5 **over** |");
        let why = check(&over).unwrap_err().0;
        assert!(why.contains("shared") && !why.contains("twelve"), "{why}");
    }
}
