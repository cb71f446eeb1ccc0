//! Rust's own parts that a fresh rustup may lack: the target for the browser, the formatter, the linter.

use std::path::Path;
use std::process::Command;

use crate::{Failure, Outcome, command, paths, progress};

/// The browser's target.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the browser's target is there.
pub(crate) fn ensure_wasm() -> Outcome {
    let sysroot = command::answer(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(&sysroot)
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    rustup("Rust's target for the browser", &["target", "add", WASM])
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
pub(crate) fn ensure_components() -> Outcome {
    for (name, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if command::answer(command::cargo().args([name, "--version"])).is_err() {
            rustup(component, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(what: &str, words: &[&str]) -> Outcome {
    if paths::on_path("rustup").is_none() {
        return Err(Failure::new(format!(
            "{what} is missing: rustup {} (this Rust did not come by rustup: use its own way)",
            words.join(" ")
        )));
    }
    progress::step(&format!("installing {what} (rustup {})", words.join(" ")), || {
        command::quiet("rustup", Command::new("rustup").args(words))
    })
}
