//! The load tests in full: `tests/load` for 250 rounds of each kind, on both engines. They say whether the books are right; this
//! says how long it took.

use std::time::Instant;

use crate::postgres::{self, Postgres};
use crate::{Outcome, command, progress};

const ROUNDS: u32 = 250;
/// What each round has: clients, and what they want.
const CLIENTS: u32 = 64;
const KINDS: u32 = 4;

/// A line of markdown.
pub(crate) fn table() -> Outcome<String> {
    progress::step("compiling the load tests", || {
        let mut build = command::cargo();
        build.args(["build", "--locked", "--release", "-p", "store", "--test", "load"]);
        command::quiet("load-build", &mut build)
    })?;
    let server = progress::step("starting a PostgreSQL for them", Postgres::start)?;
    let start = Instant::now();
    progress::step("64 clients on the last seats, 250 rounds of each kind", || {
        let mut test = command::cargo();
        test.args([
            "test",
            "--locked",
            "--release",
            "-p",
            "store",
            "--test",
            "load",
            "--",
            "--test-threads=1",
        ])
        .env(postgres::VARIABLE, &server.url)
        .env("POLO_LOAD_ROUNDS", ROUNDS.to_string());
        command::quiet("load", &mut test)
    })?;
    Ok(format!(
        "{KINDS} kinds × {ROUNDS} rounds × {CLIENTS} clients on SQLite and on PostgreSQL in {} s: over-booked 0, lost 0.",
        start.elapsed().as_secs()
    ))
}
