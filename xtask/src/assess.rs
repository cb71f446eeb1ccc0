//! How long the self-assessment takes: natively, by an example of `content` that loads the real rules; and in a browser at a phone's
//! speed, by the engine compiled alone (`bench/phone`), whose bytes are its share of the app's WASM. Its budget stands in `phone.mjs`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::build::TEMPLATE;
use crate::{Failure, Outcome, command, html, node, paths, progress, rust};

/// A markdown table of the engine alone, built for release. Leaves the rules for [`phone`].
pub(crate) fn table() -> Outcome<String> {
    fs::create_dir_all(folder())
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder().display())))?;
    let mut example = command::cargo();
    example.args(["run", "--quiet", "--locked", "--release"]);
    example.args(["--package", "content", "--example", "assess_speed", "--"]);
    progress::step("the engine of the self-assessment, natively", || {
        command::answer(example.arg(rules()))
    })
}

/// The same at a phone's speed, and what the engine weighs.
pub(crate) fn phone() -> Outcome<String> {
    rust::ensure_wasm()?;
    node::ensure()?;
    let chromium = node::ensure_chromium()?;
    let programs = progress::step("the engine of the self-assessment, for the browser", || {
        let timed = program("timed", &["--features", "cases"])?;
        let engine = program("engine", &["--features", "engine"])?;
        let empty = program("empty", &[])?;
        Ok([timed, engine, empty])
    })?;
    let mut browser = Command::new("node");
    browser.arg("xtask/phone.mjs").args(programs).arg(rules());
    progress::step("the engine of the self-assessment, in a browser", || {
        command::answer(browser.env("CHROME_PATH", chromium))
    })
}

/// A program of `bench/phone`, made as small as the app is.
fn program(name: &str, features: &[&str]) -> Outcome<PathBuf> {
    let mut build = command::cargo();
    build.args(["build", "--quiet", "--locked", "--profile", "wasm-release"]);
    build.args([
        "--target",
        rust::WASM,
        "--manifest-path",
        "bench/phone/Cargo.toml",
    ]);
    build.arg("--target-dir").arg(folder()).args(features);
    command::answer(&mut build)?;
    let made = folder().join(rust::WASM).join("wasm-release/polo_phone.wasm");
    let small = folder().join(format!("{name}.wasm"));
    let template = fs::read_to_string(TEMPLATE)
        .map_err(|error| Failure::new(format!("cannot read {TEMPLATE}: {error}")))?;
    let mut shrink = node::program("wasm-opt");
    shrink.args(wasm_opt(&template)).arg(&made).arg("-o").arg(&small);
    command::answer(&mut shrink)?;
    Ok(small)
}

/// What Trunk tells wasm-opt of the app.
fn wasm_opt(template: &str) -> Vec<String> {
    let tags = html::tags(template);
    let value = |name| tags.iter().find_map(|tag| tag.value(name));
    let level = value("data-wasm-opt").map(|level| format!("-O{level}"));
    let params = value("data-wasm-opt-params").unwrap_or_default();
    level
        .into_iter()
        .chain(params.split_whitespace().map(str::to_owned))
        .collect()
}

/// Where the rules lie as a phone reads them.
fn rules() -> PathBuf {
    folder().join("rules-it.bin")
}

fn folder() -> PathBuf {
    paths::absolute(paths::cargo_target().join("phone"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_made_small_as_the_app_is() {
        let template =
            "<link data-trunk data-wasm-opt=\"z\" data-wasm-opt-params=\"--converge --enable-sign-ext\">";
        assert_eq!(wasm_opt(template), ["-Oz", "--converge", "--enable-sign-ext"]);
    }
}
