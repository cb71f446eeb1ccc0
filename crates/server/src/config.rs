//! What can be set: flags, `POLO_*` variables, a TOML file, in that order, then the defaults. Never here: what it is for.

use crate::desk::provider::{ProviderFile, ProviderSettingsError};
use crate::logging::Format;
use crate::messages::{AppIoFile, GatewayFile, MailFile, Settings, SettingsError};
use crate::sender::Trust;
use crate::throttle::{Limit, Limits};
use clap::Args;
use jiff::SignedDuration;
use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// What every command that touches the database can be told.
#[derive(Args, Clone, Debug, Default)]
pub struct CommonArgs {
    /// A TOML file with the settings that neither flags nor variables give
    #[arg(long, global = true, env = "POLO_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// sqlite:PATH or postgres://… [default: sqlite:polo.db]
    #[arg(
        long,
        global = true,
        env = "POLO_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// The keys that open personal fields [default: beside the SQLite file, polo.keys for PostgreSQL]
    #[arg(long, global = true, env = "POLO_KEYS", value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// How log lines are written [default: text]
    #[arg(long, global = true, env = "POLO_LOG_FORMAT", value_name = "FORMAT")]
    pub log: Option<Format>,
}

/// What `serve` can be told beside that.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeArgs {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "POLO_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// The folder that `build-site` has made [default: dist]
    #[arg(long, env = "POLO_SITE", value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// A folder of open-data files that `numbers` has made, published at /dati/ [default: none is published]
    #[arg(long, env = "POLO_OPEN_DATA", value_name = "DIR")]
    pub open_data: Option<PathBuf>,
    /// A proxy whose X-Forwarded-For and X-Forwarded-Proto are true; may be given again
    #[arg(long, env = "POLO_TRUSTED_PROXY", value_name = "IP", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
}

/// The TOML file. Every key may be absent; one that is unknown is an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    database: Option<String>,
    keys: Option<PathBuf>,
    log: Option<Format>,
    listen: Option<SocketAddr>,
    site: Option<PathBuf>,
    open_data: Option<PathBuf>,
    trusted_proxy: Vec<IpAddr>,
    /// People always come by https, whatever the proxy says of it.
    https: bool,
    throttle: ThrottleFile,
    mail: Option<MailFile>,
    sms: Option<GatewayFile>,
    app_io: Option<AppIoFile>,
    oidc: Option<ProviderFile>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ThrottleFile {
    wrong_codes: Option<usize>,
    wrong_codes_minutes: Option<u32>,
    requests_per_hour: Option<usize>,
    feedback_per_hour: Option<usize>,
    holds_per_hour: Option<usize>,
}

/// The settings that hold. No `Debug`: the address of a database may hold a password.
#[derive(Clone)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The file of keys.
    pub keys: PathBuf,
    /// How log lines are written.
    pub log: Format,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The folder of the built site.
    pub site: PathBuf,
    /// The folder of open-data files, where they are published.
    pub open_data: Option<PathBuf>,
    /// Which proxies to believe.
    pub trust: Trust,
    /// How often an address may do what could be abused.
    pub limits: Limits,
    /// The ways that messages can go.
    pub messages: Settings,
    /// The Comune's provider, where people of the staff sign in through one.
    pub oidc: Option<ProviderFile>,
}

/// The file of settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{path}: {1}", path = .0.display())]
    Unreadable(PathBuf, std::io::Error),
    /// It is not what it should be.
    #[error("{path}: {1}", path = .0.display())]
    Wrong(PathBuf, toml::de::Error),
    /// A limit of zero would shut everyone out.
    #[error("{path}: `{1}` in [throttle] must be at least 1", path = .0.display())]
    Zero(PathBuf, &'static str),
    /// Messages could not go that way.
    #[error("{path}: {1}", path = .0.display())]
    Messages(PathBuf, SettingsError),
    /// Nobody could sign in through the provider, or too many.
    #[error("{path}: {1}", path = .0.display())]
    Provider(PathBuf, ProviderSettingsError),
}

impl Config {
    /// Flags and variables (clap has put them together) over the file over the defaults.
    pub fn new(common: &CommonArgs, serve: &ServeArgs) -> Result<Self, ConfigError> {
        let file = common
            .config
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default();
        let database = common
            .database
            .clone()
            .or(file.database)
            .unwrap_or_else(|| "sqlite:polo.db".to_owned());
        let keys = common
            .keys
            .clone()
            .or(file.keys)
            .unwrap_or_else(|| keys_of(&database));
        let proxies = if serve.trusted_proxy.is_empty() {
            file.trusted_proxy
        } else {
            serve.trusted_proxy.clone()
        };
        let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        Ok(Self {
            keys,
            database,
            log: common.log.or(file.log).unwrap_or_default(),
            listen: serve.listen.or(file.listen).unwrap_or(local),
            site: serve.site.clone().or(file.site).unwrap_or_else(|| "dist".into()),
            open_data: serve.open_data.clone().or(file.open_data),
            trust: Trust {
                proxies,
                always_https: file.https,
            },
            limits: file.throttle.limits(),
            messages: Settings {
                mail: file.mail,
                sms: file.sms,
                app_io: file.app_io,
            },
            oidc: file.oidc,
        })
    }
}

impl ThrottleFile {
    fn limits(self) -> Limits {
        let default = Limits::default();
        let minutes = self
            .wrong_codes_minutes
            .map(|minutes| SignedDuration::from_mins(minutes.into()));
        let hourly = |most: Option<usize>, otherwise: Limit| Limit {
            most: most.unwrap_or(otherwise.most),
            ..otherwise
        };
        Limits {
            wrong_codes: Limit {
                most: self.wrong_codes.unwrap_or(default.wrong_codes.most),
                within: minutes.unwrap_or(default.wrong_codes.within),
            },
            new_requests: hourly(self.requests_per_hour, default.new_requests),
            feedback: hourly(self.feedback_per_hour, default.feedback),
            sign_ins: default.sign_ins,
            holds: hourly(self.holds_per_hour, default.holds),
            provider: default.provider,
        }
    }

    fn zero(self) -> Option<&'static str> {
        let minutes = self.wrong_codes_minutes.map(|minutes| minutes as usize);
        let figures = [
            ("wrong_codes", self.wrong_codes),
            ("wrong_codes_minutes", minutes),
            ("requests_per_hour", self.requests_per_hour),
            ("feedback_per_hour", self.feedback_per_hour),
            ("holds_per_hour", self.holds_per_hour),
        ];
        figures
            .into_iter()
            .find(|(_, figure)| *figure == Some(0))
            .map(|(name, _)| name)
    }
}

fn read(path: &Path) -> Result<File, ConfigError> {
    let text =
        std::fs::read_to_string(path).map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
    let file: File = toml::from_str(&text).map_err(|error| ConfigError::Wrong(path.to_owned(), error))?;
    if let Some(name) = file.throttle.zero() {
        return Err(ConfigError::Zero(path.to_owned(), name));
    }
    let messages = Settings {
        mail: file.mail.clone(),
        sms: file.sms.clone(),
        app_io: file.app_io.clone(),
    };
    messages
        .check()
        .map_err(|error| ConfigError::Messages(path.to_owned(), error))?;
    if let Some(Err(error)) = file.oidc.as_ref().map(ProviderFile::check) {
        return Err(ConfigError::Provider(path.to_owned(), error));
    }
    Ok(file)
}

fn keys_of(database: &str) -> PathBuf {
    let beside = database
        .strip_prefix("sqlite:")
        .map(|path| path.strip_prefix("//").unwrap_or(path));
    beside.map_or_else(
        || "polo.keys".into(),
        |path| Path::new(path).with_extension("keys"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn file(text: &str) -> (tempfile::NamedTempFile, CommonArgs) {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(text.as_bytes()).expect("written");
        let common = CommonArgs {
            config: Some(file.path().to_owned()),
            ..CommonArgs::default()
        };
        (file, common)
    }

    #[test]
    fn without_a_word_it_is_sqlite_here_with_the_keys_beside_it() {
        let config = Config::new(&CommonArgs::default(), &ServeArgs::default()).expect("defaults");
        assert_eq!(
            (config.database.as_str(), config.keys),
            ("sqlite:polo.db", PathBuf::from("polo.keys"))
        );
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(keys_of("sqlite:target/a.db"), PathBuf::from("target/a.keys"));
        assert_eq!(keys_of("postgres://localhost/polo"), PathBuf::from("polo.keys"));
    }

    #[test]
    fn a_flag_beats_the_file_and_the_file_the_default() {
        let (_file, mut common) =
            file("database = \"sqlite:file.db\"\nsite = \"there\"\n[throttle]\nwrong_codes = 3\n");
        common.database = Some("sqlite:flag.db".into());
        let config = Config::new(&common, &ServeArgs::default()).expect("fair");
        assert_eq!(
            (config.database.as_str(), config.site),
            ("sqlite:flag.db", PathBuf::from("there"))
        );
        assert_eq!(config.limits.wrong_codes.most, 3);
        assert_eq!(config.limits.new_requests, Limits::default().new_requests);
    }

    #[test]
    fn the_example_says_what_holds_without_it() {
        let (_file, common) = file(include_str!("../../../docs/polo.example.toml"));
        let example = Config::new(&common, &ServeArgs::default()).expect("fair");
        let default = Config::new(&CommonArgs::default(), &ServeArgs::default()).expect("defaults");
        assert_eq!(
            (example.database, example.keys, example.log),
            (default.database, default.keys, default.log)
        );
        assert_eq!(
            (example.listen, example.site, example.trust),
            (default.listen, default.site, default.trust)
        );
        assert_eq!(example.limits, default.limits);
    }

    #[test]
    fn what_the_example_leaves_to_be_uncommented_can_be_used() {
        let example = include_str!("../../../docs/polo.example.toml");
        let wanted = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
        let lines: Vec<&str> = example
            .lines()
            .filter(wanted)
            .map(|line| line.trim_start_matches('#'))
            .collect();
        let (_file, common) = file(&lines.join("\n"));
        let config = Config::new(&common, &ServeArgs::default()).expect("fair");
        for channel in domain::message::Channel::ALL {
            assert!(config.messages.channels().has(*channel), "{channel:?}");
        }
        assert_eq!(config.messages.mail.expect("mail").port(), 587);
        assert!(config.oidc.is_some_and(|oidc| oidc.passwords));
    }

    #[test]
    fn nothing_personal_goes_over_the_network_in_clear() {
        let mail = "[mail]\nfrom = \"a@b.example\"\nhost = \"smtp.example\"\nsecurity = \"none\"\n";
        let sms = "[sms]\nurl = \"http://gateway.example/\"\ntoken_file = \"t\"\n";
        for text in [mail, sms] {
            let (_file, common) = file(text);
            let error = Config::new(&common, &ServeArgs::default()).err();
            assert!(matches!(error, Some(ConfigError::Messages(..))), "{text}");
        }
        let (_file, common) = file(&mail.replace("smtp.example", "127.0.0.1"));
        Config::new(&common, &ServeArgs::default()).expect("on this machine");
    }

    #[test]
    fn a_slip_in_the_file_is_told_with_its_place() {
        let (_file, common) = file("databse = \"sqlite:a.db\"\n");
        let error = Config::new(&common, &ServeArgs::default())
            .err()
            .expect("a slip")
            .to_string();
        assert!(error.contains("databse") && error.contains("line 1"), "{error}");
        let (_file, common) = file("[throttle]\nfeedback_per_hour = 0\n");
        assert!(Config::new(&common, &ServeArgs::default()).is_err());
    }
}
