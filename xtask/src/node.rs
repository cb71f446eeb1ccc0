//! The npm packages: the sources of the styles, wasm-opt, and what the browser tests need.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::hash::Hash;
use crate::packages::{self, Package};
use crate::stamp::Stamp;
use crate::{Failure, Outcome, command, paths, progress};

/// The oldest Node that every package takes: (major, minor).
const NODE: (u32, u32) = (20, 19);

/// Makes sure that `node_modules` is what `package-lock.json` says.
pub(crate) fn ensure() -> Outcome {
    let version = command::answer(Command::new("node").arg("--version"))
        .map_err(|_| Failure::new("Node is missing: install Node 20.19 or later, with npm"))?;
    if !recent(&version) {
        return Err(Failure::new(format!(
            "Node {version} is too old: 20.19 or later is needed"
        )));
    }
    let mut inputs = Hash::new("npm ci 1");
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        inputs.add_content(Path::new(file));
    }
    let stamp = Stamp::new("npm", &inputs);
    if stamp.holds(Path::new("node_modules/.package-lock.json")) {
        return Ok(());
    }
    progress::step("installing the npm packages (npm ci)", || {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]);
        npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .env("PUPPETEER_SKIP_DOWNLOAD", "1");
        command::quiet("npm-ci", &mut npm)
    })?;
    stamp.set()
}

/// The folder of the packages' commands.
pub(crate) fn programs() -> PathBuf {
    paths::absolute("node_modules/.bin")
}

/// A command of a package. Never `npx`: it asks the network for what it does not find.
pub(crate) fn program(name: &str) -> Command {
    Command::new(programs().join(name))
}

/// Chromium; installs it where that can be done. Playwright and Lighthouse bring none of their own.
pub(crate) fn ensure_chromium() -> Outcome<PathBuf> {
    if let Some(found) = chromium() {
        return Ok(found);
    }
    packages::install(&Package {
        apt: "chromium",
        what: "Chromium",
    })?;
    chromium().ok_or_else(|| Failure::new("Chromium was installed, but is not on PATH: set CHROME_PATH"))
}

fn chromium() -> Option<PathBuf> {
    std::env::var_os("CHROME_PATH")
        .map(PathBuf::from)
        .filter(|file| file.is_file())
        .or_else(|| {
            [
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ]
            .into_iter()
            .find_map(paths::on_path)
        })
}

fn recent(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or_default());
    (
        numbers.next().unwrap_or_default(),
        numbers.next().unwrap_or_default(),
    ) >= NODE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_as_numbers() {
        assert!(recent("v20.20.2"));
        assert!(recent("v22.3.0"));
        assert!(!recent("v20.9.0"));
        assert!(!recent("nonsense"));
    }
}
