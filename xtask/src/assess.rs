//! How long the self-assessment takes: natively, by an example of `content` that loads the real rules; and in a browser at a phone's
//! speed, by the engine compiled alone (`bench/phone`), whose bytes are its share of the app's WASM. Its budget, 5 ms, is held there.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Failure, Outcome, command, dist, node, paths, progress, rust};

/// As the apps get them in `index.html`.
const WASM_OPT: &[&str] = &[
    "-Oz",
    "--converge",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A markdown table of the engine alone, built for release.
pub(crate) fn table() -> Outcome<String> {
    let mut example = command::cargo();
    example.args(["run", "--quiet", "--locked", "--release"]);
    example.args(["--package", "content", "--example", "assess_speed"]);
    progress::step("the engine of the self-assessment, natively", || {
        command::answer(&mut example)
    })
}

/// The same at a phone's speed, with the rules of the built site.
pub(crate) fn phone() -> Outcome<String> {
    rust::ensure_wasm()?;
    let chromium = node::ensure_chromium()?;
    let engine = program("engine", &["--features", "engine"])?;
    let empty = program("empty", &[])?;
    let files = dist::files(&Path::new(paths::DIST).join("data"));
    let rules = files.into_iter().find(|file| {
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned());
        let plain = file.extension().is_some_and(|ending| ending == "bin");
        plain && name.is_some_and(|name| name.starts_with("rules-it-"))
    });
    let rules = rules.ok_or_else(|| Failure::new("the built site has no rules of the self-assessment"))?;
    let mut browser = Command::new("node");
    browser.arg("xtask/phone.mjs").args([engine, empty, rules]);
    progress::step("the engine of the self-assessment, in a browser", || {
        command::answer(browser.env("CHROME_PATH", chromium))
    })
}

/// A program of `bench/phone`, made as small as the apps are.
fn program(name: &str, features: &[&str]) -> Outcome<PathBuf> {
    let folder = paths::absolute(paths::cargo_target().join("phone").join(name));
    let mut build = command::cargo();
    build.args(["build", "--quiet", "--locked", "--profile", "wasm-release"]);
    build.args([
        "--target",
        "wasm32-unknown-unknown",
        "--manifest-path",
        "bench/phone/Cargo.toml",
    ]);
    build.arg("--target-dir").arg(&folder).args(features);
    let made = folder.join("wasm32-unknown-unknown/wasm-release/polo_phone.wasm");
    let small = folder.join("small.wasm");
    let what = format!("the engine of the self-assessment for the browser ({name})");
    progress::step(&what, || {
        command::answer(&mut build)?;
        let mut shrink = node::program("wasm-opt");
        command::answer(shrink.args(WASM_OPT).arg(&made).arg("-o").arg(&small))
    })?;
    Ok(small)
}
