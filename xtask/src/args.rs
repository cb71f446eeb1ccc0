//! The command line, parsed by hand: four words and one option.

use std::net::SocketAddr;

use crate::{Failure, Outcome};

/// What `cargo xtask` prints when asked, or when it does not understand.
pub(crate) const USAGE: &str = "\
cargo xtask serve            sets up, builds, starts the portal on this machine and prints its address
cargo xtask test             sets up, then checks everything; --only STEP[,STEP] for a part
                             steps: fmt clippy deny unit check budgets browser
cargo xtask build            release: dist/ and target/release/polo
cargo xtask bench            weights, cold visits on a slow phone, the self-assessment's speed, a big site
                             beside Hugo, the agenda as it fills, Lighthouse;
                             --only weights|cold|assess|sites|agenda|load|lighthouse";

/// A command, understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the usage.
    Help,
    /// Build and run the portal here.
    Serve,
    /// Wait until the server at `address` is ready, then print where it is. `serve` starts this beside the server.
    Announce {
        /// Where the server listens.
        address: SocketAddr,
    },
    /// Run the checks named, or all if none is.
    Test(Vec<String>),
    /// Build for release.
    Build,
    /// Run the measures named, or all if none is.
    Bench(Vec<String>),
}

/// The steps of `test`, in their order.
pub(crate) const TEST_STEPS: &[&str] = &["fmt", "clippy", "deny", "unit", "check", "budgets", "browser"];
/// The measures of `bench`, in their order.
pub(crate) const BENCHES: &[&str] = &[
    "weights",
    "cold",
    "assess",
    "sites",
    "agenda",
    "load",
    "lighthouse",
];

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: impl Iterator<Item = String>) -> Outcome<Command> {
    let words: Vec<String> = words.collect();
    let (name, rest) = match words.split_first() {
        None => return Ok(Command::Help),
        Some((name, rest)) => (name.as_str(), rest),
    };
    match name {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "test" => only(rest, TEST_STEPS).map(Command::Test),
        "bench" => only(rest, BENCHES).map(Command::Bench),
        "announce" => match rest {
            [address] => address
                .parse()
                .map(|address| Command::Announce { address })
                .map_err(|_| Failure::new(format!("not an address: {address}"))),
            _ => Err(Failure::new("announce takes an address")),
        },
        "serve" if rest.is_empty() => Ok(Command::Serve),
        "build" if rest.is_empty() => Ok(Command::Build),
        "serve" | "build" => Err(Failure::new(format!("{name} takes no option"))),
        _ => Err(Failure::new(format!("no such command: {name}"))),
    }
}

fn only(words: &[String], known: &[&str]) -> Outcome<Vec<String>> {
    let mut chosen = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let list = match word.strip_prefix("--only") {
            Some("") => words.next().ok_or_else(|| Failure::new("--only wants a step"))?,
            Some(joined) if joined.starts_with('=') => &joined[1..],
            _ => return Err(Failure::new(format!("no such option: {word}"))),
        };
        for step in list.split(',') {
            if !known.contains(&step) {
                return Err(Failure::new(format!(
                    "no such step: {step}; there are: {}",
                    known.join(" ")
                )));
            }
            chosen.push(step.to_owned());
        }
    }
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn only_takes_a_list_in_either_spelling() {
        let both = vec!["fmt".to_owned(), "unit".to_owned()];
        assert_eq!(read("test --only fmt,unit").unwrap(), Command::Test(both.clone()));
        assert_eq!(read("test --only=fmt --only unit").unwrap(), Command::Test(both));
        assert_eq!(read("test").unwrap(), Command::Test(Vec::new()));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert!(read("test --only fnt").unwrap_err().0.contains("fnt"));
        assert!(read("tset").unwrap_err().0.contains("tset"));
        assert!(read("serve --fast").unwrap_err().0.contains("serve"));
    }
}
