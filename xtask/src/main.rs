//! The commands of the README: `cargo xtask serve | test | build | bench`.
//! What lives here: installing the tools of the pinned versions, and calling cargo, Trunk, npm, PostgreSQL and Chromium in
//! order. What never does: rules of the portal, or a dependency (this crate must compile in seconds on a fresh machine).
#![expect(
    clippy::print_stdout,
    reason = "a command line program speaks on standard output"
)]

#[cfg(not(unix))]
compile_error!("these commands need a Unix (Linux, macOS; on Windows, the Linux subsystem)");

mod agenda;
mod args;
mod assess;
mod bench;
mod budgets;
mod build;
mod cold;
mod command;
mod dist;
mod guard;
mod hash;
mod html;
mod http;
mod lighthouse;
mod load;
mod node;
mod packages;
mod paths;
mod postgres;
mod progress;
mod rust;
mod serve;
mod sites;
mod stamp;
mod tally;
mod test;
mod tools;
mod weights;

use std::process::ExitCode;

use args::Command;

/// Why a command stopped, in words for whoever typed it.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// A failure with its sentence.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

/// What a step gives back.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(Failure(text)) => {
            eprintln!("{text}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    let outcome = paths::enter_root().and_then(|()| match command {
        Command::Help => {
            println!("{}", args::USAGE);
            Ok(())
        }
        Command::Serve => serve::run(),
        Command::Announce { address } => {
            serve::announce(address);
            Ok(())
        }
        Command::Test(selection) => test::run(&selection),
        Command::Build => build::run(),
        Command::Bench(selection) => bench::run(&selection),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(text)) => {
            eprintln!("\n{text}");
            ExitCode::FAILURE
        }
    }
}
