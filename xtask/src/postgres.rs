//! A PostgreSQL of our own for the tests: a new cluster in a temporary folder, on a free port of this machine, with the
//! durability of a real one, gone at the end. The system's own clusters are never touched.

use std::fs;
use std::io::Read as _;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::guard::{Ending, Guarded};
use crate::packages::{self, Package};
use crate::{Failure, Outcome, command, http, paths};

/// The variable that tells the tests where the server is.
pub(crate) const VARIABLE: &str = "POLO_TEST_POSTGRES";
/// The variable that tells them where one is that they may crash.
pub(crate) const FRAIL: &str = "POLO_TEST_POSTGRES_FRAIL";

/// A running server; it stops when this goes.
pub(crate) struct Postgres {
    _server: Guarded,
    /// `postgres://…` with a superuser's name and password.
    pub(crate) url: String,
}

/// Where the server's programs are; installs them where that can be done.
pub(crate) fn ensure() -> Outcome<PathBuf> {
    if let Some(folder) = programs() {
        return Ok(folder);
    }
    packages::install(&Package {
        apt: "postgresql",
        what: "the PostgreSQL server (initdb, postgres)",
    })?;
    programs().ok_or_else(|| {
        Failure::new("PostgreSQL was installed, but no initdb is on PATH or in /usr/lib/postgresql/*/bin")
    })
}

fn programs() -> Option<PathBuf> {
    let whole = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| {
            entries
                .flatten()
                .map(|entry| entry.path().join("bin"))
                .filter(whole)
                .collect()
        })
        .unwrap_or_default();
    versions.sort_by_key(|folder| {
        let version = folder
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned());
        version
            .and_then(|text| text.parse::<u32>().ok())
            .unwrap_or_default()
    });
    versions.pop().or_else(|| {
        paths::on_path("initdb")?
            .canonicalize()
            .ok()?
            .parent()
            .map(Path::to_owned)
            .filter(whole)
    })
}

impl Postgres {
    /// Makes a cluster and starts its server.
    pub(crate) fn start() -> Outcome<Self> {
        Self::start_as("")
    }

    /// The same, beside others of this process: `name` is another for each.
    pub(crate) fn start_as(name: &str) -> Outcome<Self> {
        let programs = ensure()?;
        remove_abandoned();
        let folder = std::env::temp_dir().join(format!("{PREFIX}{}{name}", std::process::id()));
        let made = prepare(&programs, &folder);
        if made.is_err() {
            let _ = fs::remove_dir_all(&folder);
        }
        let password = made?;
        let address = http::free_address()?;
        let mut server = as_server_user(&programs.join("postgres"))?;
        server
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-h", "127.0.0.1", "-k", ""]);
        server
            .args(["-p", &address.port().to_string(), "-c", "max_connections=200"])
            .current_dir("/");
        let ending = Ending {
            signal: "INT",
            folder: Some(&folder),
        };
        let mut guarded = Guarded::start(&format!("postgres{name}"), &server, &ending)?;
        guarded.wait_until("postgres", Duration::from_mins(1), || ready(&programs, address))?;
        Ok(Self {
            _server: guarded,
            url: format!("postgres://polo:{password}@{address}/postgres"),
        })
    }
}

const PREFIX: &str = "polo-test-postgres-";

/// Makes the folder and the cluster in it; gives back the superuser's password.
fn prepare(programs: &Path, folder: &Path) -> Outcome<String> {
    let failed =
        |error: std::io::Error| Failure::new(format!("cannot prepare {}: {error}", folder.display()));
    let password = password()?;
    fs::create_dir_all(folder).map_err(failed)?;
    let secret = folder.join("password");
    fs::write(&secret, &password).map_err(failed)?;
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    if let Some(user) = server_user()? {
        let mut own = Command::new("chown");
        command::answer(own.arg("-R").arg(format!("{user}:")).arg(folder))?;
    }
    let mut init = as_server_user(&programs.join("initdb"))?;
    init.arg("-D")
        .arg(folder.join("data"))
        .arg("--pwfile")
        .arg(&secret);
    // --no-sync spares the new cluster's first flush only: the server itself flushes each commit, as a real one does.
    init.args([
        "-U",
        "polo",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ])
    .current_dir("/");
    command::quiet("initdb", &mut init)?;
    fs::remove_file(secret).map_err(failed)?;
    Ok(password)
}

/// Removes the folders of runs that were cut down together with their guard (the machine went off).
fn remove_abandoned() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = name.strip_prefix(PREFIX) else {
            continue;
        };
        let process = process.split('-').next().unwrap_or(process);
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(process).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn ready(programs: &Path, address: SocketAddr) -> bool {
    let mut ask = Command::new(programs.join("pg_isready"));
    ask.args([
        "-q",
        "-h",
        "127.0.0.1",
        "-p",
        &address.port().to_string(),
        "-d",
        "postgres",
    ]);
    ask.status().is_ok_and(|status| status.success())
}

/// The server refuses to run as root: then it runs as the user that Debian makes for it.
fn server_user() -> Outcome<Option<&'static str>> {
    if !packages::is_root() {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    ["postgres", "nobody"]
        .into_iter()
        .find(|user| users.lines().any(|line| line.split(':').next() == Some(*user)))
        .map(Some)
        .ok_or_else(|| {
            Failure::new("PostgreSQL refuses to run as root, and there is no user `postgres` to run it as")
        })
}

fn as_server_user(program: &Path) -> Outcome<Command> {
    let Some(user) = server_user()? else {
        return Ok(Command::new(program));
    };
    let group = command::answer(Command::new("id").args(["-g", user]))?;
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", user, "--regid", &group, "--clear-groups", "--"])
        .arg(program);
    Ok(command)
}

fn password() -> Outcome<String> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .map_err(|error| Failure::new(format!("cannot read /dev/urandom: {error}")))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
