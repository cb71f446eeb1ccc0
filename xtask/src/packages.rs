//! Programs that come from the system: installed by apt where we may, asked for in one line where we may not.

use std::process::{Command, Stdio};

use crate::{Failure, Outcome, command, paths, progress};

/// A package and what it is for.
pub(crate) struct Package {
    /// Its name in Debian.
    pub(crate) apt: &'static str,
    /// What is missing without it, in words.
    pub(crate) what: &'static str,
}

/// Installs a package, as root or through sudo.
pub(crate) fn install(package: &Package) -> Outcome {
    let missing = |how: &str| Failure::new(format!("{} is missing: {how}", package.what));
    if paths::on_path("apt-get").is_none() {
        return Err(missing(&format!(
            "install it with your system's package manager (in Debian: {})",
            package.apt
        )));
    }
    if !is_root() && !may_sudo() {
        return Err(missing(&format!("sudo apt-get install {}", package.apt)));
    }
    progress::step(
        &format!("installing {} (apt-get install {})", package.what, package.apt),
        || {
            command::quiet("apt-update", &mut apt(&["update"]))?;
            command::quiet(
                "apt-install",
                &mut apt(&["install", "-y", "--no-install-recommends", package.apt]),
            )
        },
    )
}

/// Whether we are root.
pub(crate) fn is_root() -> bool {
    command::answer(Command::new("id").arg("-u")).is_ok_and(|user| user == "0")
}

/// Whether sudo lets us without a password; a question in the middle of a log would wait for ever.
fn may_sudo() -> bool {
    Command::new("sudo")
        .args(["-n", "true"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn apt(words: &[&str]) -> Command {
    let mut command = if is_root() {
        Command::new("env")
    } else {
        Command::new("sudo")
    };
    command
        .arg("DEBIAN_FRONTEND=noninteractive")
        .arg("apt-get")
        .arg("-q")
        .args(words);
    command
}
