//! Programs that must not outlive us: a database, a server. What lives here: a dead man's handle. Each runs under a small
//! shell that holds the other end of a pipe of ours; when we end, however we end (an error, Ctrl-C, kill -9), the pipe closes,
//! the shell stops the program, waits for it and removes its folder.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Failure, Outcome, paths};

/// $1 signal, $2 folder to remove (or nothing), then the program and its words. Background jobs of a shell lose standard input,
/// so the pipe is kept as 3; the program must not inherit it.
const HANDLE: &str = r#"
signal=$1 folder=$2; shift 2
exec 3<&0 </dev/null
"$@" 3<&- & program=$!
(read -r _ <&3; kill -s "$signal" "$program") 2>/dev/null & watcher=$!
wait "$program"; code=$?
kill "$watcher" 2>/dev/null
if [ -n "$folder" ]; then rm -rf -- "$folder"; fi
exit "$code"
"#;

/// How long a program may take to stop, before we go on without it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running program that ends with us.
pub(crate) struct Guarded {
    shell: Child,
    what: String,
}

/// How to stop a program, and what it leaves behind.
pub(crate) struct Ending<'a> {
    /// The signal that asks it to stop.
    pub(crate) signal: &'a str,
    /// A folder to remove once it has.
    pub(crate) folder: Option<&'a Path>,
}

impl Guarded {
    /// Starts `command`; its output goes to `target/xtask/<log>.log`.
    pub(crate) fn start(log: &str, command: &Command, ending: &Ending<'_>) -> Outcome<Self> {
        let what = command.get_program().to_string_lossy().into_owned();
        let path = log_path(log);
        let failed = |error: std::io::Error| Failure::new(format!("cannot start {what}: {error}"));
        std::fs::create_dir_all(paths::TRACES).map_err(failed)?;
        let writer = std::fs::File::create(&path).map_err(failed)?;
        let errors = writer.try_clone().map_err(failed)?;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", HANDLE, "sh", ending.signal])
            .arg(ending.folder.unwrap_or(Path::new("")));
        shell.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            shell.current_dir(folder);
        }
        // A group of its own: Ctrl-C is for us, and reaches the program as an orderly stop.
        let shell = shell
            .stdin(Stdio::piped())
            .stdout(writer)
            .stderr(errors)
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        Ok(Self { shell, what })
    }

    /// Waits until `ready` says so; fails if the program ends before, or takes longer than `limit`.
    pub(crate) fn wait_until(&mut self, log: &str, limit: Duration, ready: impl Fn() -> bool) -> Outcome {
        let start = Instant::now();
        while start.elapsed() < limit {
            if ready() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.shell.try_wait() {
                let said = std::fs::read_to_string(log_path(log)).unwrap_or_default();
                return Err(Failure::new(format!(
                    "{} ended with {status}:\n{}",
                    self.what,
                    said.trim()
                )));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(Failure::new(format!(
            "{} is not ready after {limit:?}; see {}",
            self.what,
            log_path(log).display()
        )))
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if !matches!(self.shell.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        eprintln!(
            "{} does not stop; its shell is process {}",
            self.what,
            self.shell.id()
        );
    }
}

fn log_path(log: &str) -> PathBuf {
    Path::new(paths::TRACES).join(format!("{log}.log"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_ends_with_its_guard_and_its_folder_goes() {
        paths::enter_root().unwrap();
        let folder = std::env::temp_dir().join(format!("polo-guard-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut program = Command::new("sh");
        program.args([
            "-c",
            "trap 'echo stopped; exit 0' TERM; echo $$; while :; do sleep 0.05; done",
        ]);
        let ending = Ending {
            signal: "TERM",
            folder: Some(&folder),
        };
        let mut guarded = Guarded::start("guard-test", &program, &ending).unwrap();
        let said = || std::fs::read_to_string(log_path("guard-test")).unwrap_or_default();
        guarded
            .wait_until("guard-test", Duration::from_secs(5), || said().ends_with('\n'))
            .unwrap();
        drop(guarded);
        assert!(said().ends_with("stopped\n"), "{}", said());
        assert!(!folder.exists());
    }

    #[test]
    fn a_program_that_ends_by_itself_is_noticed() {
        paths::enter_root().unwrap();
        let mut program = Command::new("sh");
        program.args(["-c", "echo no; exit 3"]);
        let ending = Ending {
            signal: "TERM",
            folder: None,
        };
        let mut guarded = Guarded::start("guard-test-2", &program, &ending).unwrap();
        let failure = guarded
            .wait_until("guard-test-2", Duration::from_secs(5), || false)
            .unwrap_err();
        assert!(failure.0.contains("no"), "{}", failure.0);
    }
}
