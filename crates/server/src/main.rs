//! `polo`: reads the command line, does what it says, says what went wrong.

use clap::Parser;
use server::cli::Cli;
use std::io::Write;
use std::process::ExitCode;
use store::Origin;

#[tokio::main]
async fn main() -> ExitCode {
    // On the heap: what all commands need together is much for a stack.
    let work = Box::pin(server::commands::run(Cli::parse()));
    match Origin::CommandLine.during(work).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where the standard error is closed, the exit code still says it.
            let _ = writeln!(std::io::stderr().lock(), "polo: {error}");
            ExitCode::FAILURE
        }
    }
}
