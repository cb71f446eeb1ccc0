//! Running other programs: quietly with a log, or with their lines shown as they come.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{Failure, Outcome, paths, progress};

/// How many lines of a log are shown when a program fails: from its first error on, and at its end.
const HEAD: usize = 25;
const TAIL: usize = 30;

/// Cargo, the very one that started us.
pub(crate) fn cargo() -> Command {
    calling_cargo(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that is cargo or calls it, without what `cargo run` set for us: that is about this program, and build scripts of
/// other packages may read it.
pub(crate) fn calling_cargo(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    // The WASM is public: no folder of the machine that made it may stand in it.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", paths::remapped());
    command
}

/// Runs a program to its end; its output goes to `target/xtask/<log>.log`, whose tail is shown if it fails.
pub(crate) fn quiet(log: &str, command: &mut Command) -> Outcome {
    let path = Path::new(paths::TRACES).join(format!("{log}.log"));
    let writer = create(&path)?;
    let errors = writer.try_clone().map_err(|error| unusable(&path, &error))?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(writer)
        .stderr(errors)
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    let start = Instant::now();
    let mut shown = start;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| cannot_start(command, &error))? {
            break status;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        if shown.elapsed() >= progress::pulse() {
            shown = Instant::now();
            progress::alive(start.elapsed(), &last_line(&path));
        }
    };
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{}\n{} ended with {status}; all of it in {}",
        excerpt(&path),
        name(command),
        path.display()
    )))
}

/// Runs a program to its end with its lines shown as they come. Beside the outcome, it gives back those lines of standard
/// output that `keep` chooses, failed or not.
pub(crate) fn streamed(command: &mut Command, keep: impl Fn(&str) -> bool) -> (Vec<String>, Outcome) {
    let mut kept = Vec::new();
    let outcome = stream(command, |line| {
        println!("{line}");
        if keep(line) {
            kept.push(line.to_owned());
        }
    });
    (kept, outcome)
}

fn stream(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let bytes =
                line.map_err(|error| Failure::new(format!("cannot read from {}: {error}", name(command))))?;
            each(&String::from_utf8_lossy(&bytes));
        }
    }
    let status = child.wait().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{} ended with {status}", name(command))))
    }
}

/// Runs a program whose whole output is an answer.
pub(crate) fn answer(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure::new(format!(
            "{} ended with {}: {}",
            name(command),
            output.status,
            said.trim()
        )))
    }
}

fn create(path: &Path) -> Outcome<File> {
    fs::create_dir_all(paths::TRACES)
        .and_then(|()| File::create(path))
        .map_err(|error| unusable(path, &error))
}

fn unusable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot write {}: {error}", path.display()))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot run {}: {error}", name(command)))
}

/// The program and its first words, for messages.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or(OsStr::new("?"))
            .to_string_lossy()
            .into_owned(),
    ];
    words.extend(
        command
            .get_args()
            .take(6)
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn last_line(path: &PathBuf) -> String {
    fs::read(path)
        .ok()
        .and_then(|bytes| {
            String::from_utf8_lossy(&bytes)
                .lines()
                .rev()
                .find(|line| !line.trim().is_empty())
                .map(str::to_owned)
        })
        .unwrap_or_default()
}

/// What of a log helps: from the first error on, and the end.
fn excerpt(path: &Path) -> String {
    let Ok(bytes) = fs::read(path) else {
        return String::new();
    };
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.len().saturating_sub(TAIL);
    let first = lines
        .iter()
        .position(|line| line.starts_with("error") || line.contains(" error"))
        .unwrap_or(end)
        .min(end);
    let head = (first + HEAD).min(end);
    let mut shown: Vec<String> = lines[first..head]
        .iter()
        .map(|line| format!("    {line}"))
        .collect();
    if head < end {
        shown.push("    …".to_owned());
    }
    shown.extend(lines[end..].iter().map(|line| format!("    {line}")));
    shown.join("\n")
}
