//! `cargo xtask test`: everything that a change must pass, quickest first. A step that fails does not hide the others, unless
//! they cannot be run without it; the end tells all, and repeats what the test runners counted.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::build::{self, Profile};
use crate::postgres::{self, Postgres};
use crate::tally::Tally;
use crate::{Failure, Outcome, args, budgets, command, node, paths, progress, rust};

/// How a step ended.
#[derive(Debug)]
enum End {
    Passed,
    /// With the reason.
    Failed(String),
    /// With the reason; this does not fail the run.
    NotRun(String),
}

struct Report {
    only: Vec<String>,
    ends: Vec<(&'static str, End, Duration)>,
    tally: Tally,
}

/// Runs the steps chosen, or all.
pub(crate) fn run(only: &[String]) -> Outcome {
    let mut report = Report {
        only: only.to_vec(),
        ends: Vec::new(),
        tally: Tally::default(),
    };
    let start = Instant::now();
    report.step("fmt", || rust::ensure_components().and_then(|()| formatting()));
    report.step("clippy", clippy);
    report.deny();
    report.unit();
    report.site();
    report.print(start.elapsed())
}

impl Report {
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|chosen| chosen == name)
    }

    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) -> bool {
        if !self.wants(name) {
            return true;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let end = match work() {
            Ok(()) => End::Passed,
            Err(Failure(text)) => {
                println!("{text}");
                End::Failed(text.lines().last().unwrap_or_default().to_owned())
            }
        };
        let passed = matches!(end, End::Passed);
        self.ends.push((name, end, start.elapsed()));
        passed
    }

    fn skip(&mut self, name: &'static str, why: &str) {
        if self.wants(name) {
            println!("\n== {name}: not run, {why}");
            self.ends
                .push((name, End::NotRun(why.to_owned()), Duration::ZERO));
        }
    }

    fn deny(&mut self) {
        if paths::on_path("cargo-deny").is_some() {
            self.step("deny", || {
                let mut deny = command::cargo();
                deny.args([
                    "deny",
                    "--offline",
                    // Without it only the portal's own crates would be looked at.
                    "--workspace",
                    "check",
                    "--hide-inclusion-graph",
                    "bans",
                    "licenses",
                    "sources",
                ]);
                progress::step("licences, bans and sources of the crates", || {
                    command::quiet("deny", &mut deny)
                })
            });
        } else {
            self.skip(
                "deny",
                "cargo-deny is not installed (cargo install --locked cargo-deny)",
            );
        }
    }

    fn unit(&mut self) {
        let mut tally = Tally::default();
        self.step("unit", || {
            // Programs and tests in one call: features are the same for both, and each crate is compiled once.
            progress::step("compiling the server and all tests", || {
                command::quiet(
                    "cargo-tests",
                    command::cargo().args(["build", "--locked", "--workspace", "--all-targets"]),
                )
            })?;
            // The mail server that messages are sent to in the tests.
            node::ensure()?;
            let server = progress::step("starting a PostgreSQL for the tests", Postgres::start)?;
            let frail = progress::step("starting one that a test may crash", || {
                Postgres::start_as("-frail")
            })?;
            let mut cargo = command::cargo();
            cargo
                .args(["test", "--locked", "--workspace", "--no-fail-fast"])
                .env(postgres::VARIABLE, &server.url)
                .env(postgres::FRAIL, &frail.url);
            let (lines, outcome) = command::streamed(&mut cargo, Tally::counts);
            tally.add(lines);
            outcome
        });
        self.tally.join(tally);
    }

    /// The steps that need the site.
    fn site(&mut self) {
        let steps = ["check", "budgets", "browser"];
        if !steps.iter().any(|name| self.wants(name)) {
            return;
        }
        println!("\n== site");
        let start = Instant::now();
        if let Err(Failure(text)) = build::site(Profile::Dev) {
            println!("{text}");
            let why = text.lines().last().unwrap_or_default().to_owned();
            self.ends.push(("site", End::Failed(why), start.elapsed()));
            for name in steps {
                self.skip(name, "the site was not built");
            }
            return;
        }
        self.ends.push(("site", End::Passed, start.elapsed()));
        self.step("check", || {
            let mut check = Command::new(Profile::Dev.polo());
            check.args(["check", "--content", paths::CONTENT]);
            progress::step("content: links, texts, figures", || {
                command::quiet("check", &mut check)
            })
        });
        self.step("budgets", || progress::step("sizes of the pages", budgets::check));
        let mut tally = Tally::default();
        self.step("browser", || browser(&mut tally));
        self.tally.join(tally);
    }

    fn print(&self, whole: Duration) -> Outcome {
        println!("\n== all steps");
        for (name, end, took) in &self.ends {
            let (mark, said) = match end {
                End::Passed => ("passed", String::new()),
                End::Failed(why) => ("FAILED", format!("  {why}")),
                End::NotRun(why) => ("not run", format!("  {why}")),
            };
            println!("  {name:<8} {mark:<8} {:>12}{said}", progress::seconds(*took));
        }
        println!("  {:<17} {:>12}\n", "together", progress::seconds(whole));
        let failed = self
            .ends
            .iter()
            .filter(|(_, end, _)| matches!(end, End::Failed(_)))
            .count();
        self.tally.print();
        if failed == 0 {
            Ok(())
        } else {
            Err(Failure::new(format!(
                "{failed} of {} steps failed",
                self.ends.len()
            )))
        }
    }
}

fn formatting() -> Outcome {
    progress::step("formatting (cargo fmt --all puts it right)", || {
        command::quiet("fmt", command::cargo().args(["fmt", "--all", "--check"]))
    })
}

fn clippy() -> Outcome {
    rust::ensure_components()?;
    rust::ensure_wasm()?;
    progress::step("clippy, for this machine", || {
        // Locked, here and below: what is tested is what Cargo.lock says, or the run fails.
        let words = [
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        command::quiet("clippy", command::cargo().args(words))
    })?;
    progress::step("clippy, for the browser", || {
        let words = [
            "clippy",
            "-p",
            "polo-portal",
            "-p",
            "polo-desk",
            "--target",
            rust::WASM,
            "--",
            "-D",
            "warnings",
        ];
        command::quiet("clippy-wasm", command::cargo().args(words))
    })
}

fn browser(tally: &mut Tally) -> Outcome {
    let chromium = node::ensure_chromium()?;
    let config = Path::new("tests/e2e/playwright.config.ts");
    if !config.is_file() {
        return Err(Failure::new(format!("{} is missing", config.display())));
    }
    let mut playwright = node::program("playwright");
    playwright.arg("test").arg("--config").arg(config);
    playwright
        .env("POLO_BIN", Profile::Dev.polo())
        .env("POLO_SITE", paths::absolute(paths::DIST));
    playwright.env("CHROME_PATH", chromium);
    let (lines, outcome) = command::streamed(&mut playwright, Tally::counts);
    tally.add(lines);
    outcome
}

const _: () = assert!(
    args::TEST_STEPS.len() == 7,
    "a step that can be chosen must be run above"
);
