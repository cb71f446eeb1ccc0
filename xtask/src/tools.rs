//! The two tools of the build that are Rust packages: Trunk and wasm-bindgen's command. Installed once a version, beside
//! each other, in the user's cache; never in the user's own `~/.cargo/bin`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Failure, Outcome, command, progress};

/// A program that cargo installs, pinned.
struct Tool {
    /// The folder's name in the cache, before the version.
    name: &'static str,
    package: &'static str,
    version: &'static str,
    program: &'static str,
    features: &'static [&'static str],
}

const TRUNK: Tool = Tool {
    name: "trunk",
    package: "trunk",
    version: "0.21.14",
    program: "trunk",
    // Without its default features it does not ask the network for newer versions of itself; it does not compile without TLS.
    features: &["--no-default-features", "--features", "rustls"],
};

const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.129",
    program: "wasm-bindgen",
    features: &[],
};

/// Makes sure that both are there; gives back the folders to put on PATH.
pub(crate) fn ensure() -> Outcome<Vec<PathBuf>> {
    same_version_as_the_library()?;
    [&WASM_BINDGEN, &TRUNK].into_iter().map(Tool::ensure).collect()
}

/// wasm-bindgen's command reads what wasm-bindgen's macros wrote: the versions must be the same to the last digit.
fn same_version_as_the_library() -> Outcome {
    let lock = fs::read_to_string("Cargo.lock")
        .map_err(|error| Failure::new(format!("cannot read Cargo.lock: {error}")))?;
    let locked = locked_version(&lock, "wasm-bindgen");
    if locked == Some(WASM_BINDGEN.version) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Cargo.lock has wasm-bindgen {}, the tool is pinned to {}: set the same in Cargo.toml and in xtask/src/tools.rs",
        locked.unwrap_or("nowhere"),
        WASM_BINDGEN.version
    )))
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

impl Tool {
    fn ensure(&self) -> Outcome<PathBuf> {
        let root = cache()?.join(format!("{}-{}", self.name, self.version));
        let folder = root.join("bin");
        if folder.join(self.program).is_file() {
            return Ok(folder);
        }
        let what = format!(
            "installing {} {} (once; some minutes)",
            self.package, self.version
        );
        progress::step(&what, || self.install(&root))?;
        Ok(folder)
    }

    fn install(&self, root: &Path) -> Outcome {
        let mut cargo = command::cargo();
        cargo
            .args(["install", "--locked", "--version", self.version, "--root"])
            .arg(root);
        cargo.args(self.features).arg(self.package);
        // It runs for seconds a day: minutes of optimising it would never be won back (Trunk: 6 min 16 s of processor time at
        // level 1, 3 min 35 s at 0).
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        cargo.env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        // Our own settings are for our own packages.
        cargo
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET");
        command::quiet(&format!("install-{}", self.name), &mut cargo)
    }
}

/// The folder of the tools in the user's cache.
pub(crate) fn cache() -> Outcome<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")))
        .ok_or_else(|| Failure::new("neither XDG_CACHE_HOME nor HOME is set: no place for the tools"))?;
    Ok(base.join("polo/tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_names_one_version_of_each_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.1"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
