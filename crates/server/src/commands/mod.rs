//! What each command of `polo` does. Never here: how its words are read (`cli`), what a request means (`first_contact`).

mod agenda;
mod assess;
mod audit;
mod check;
mod demo;
mod demo_project;
mod desk;
mod feedback;
mod find;
mod keys;
mod messages;
mod numbers;
mod requests;
mod search;
mod serve;
mod staff;

use crate::cli::{
    AgendaCommand, Cli, Command, FeedbackCommand, KeysCommand, MessagesCommand, RequestsCommand,
};
use crate::clock::{Clock, NoChance, in_italy};
use crate::config::{CommonArgs, Config, ConfigError, ServeArgs};
use crate::logging;
use crate::messages::CarrierError;
use crate::site::{self, BuildError};
use std::io::{self, Write};
use std::path::PathBuf;
use store::{AccountError, DeskError, ProjectError, Retention, Store, StoreError, Vault, VaultError};

/// Why a command did not do what it was told; for whoever runs the portal.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The settings.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys.
    #[error("{path}: {1}", path = .0.display())]
    Keys(PathBuf, VaultError),
    /// The database was sealed with other keys.
    #[error("{path}: there is no such file, and the database holds what was sealed with the keys that it held; put it back", path = .0.display())]
    KeysGone(PathBuf),
    /// The site cannot be read.
    #[error("{path}: {1} (make it with `polo build-site`)", path = .0.display())]
    Site(PathBuf, io::Error),
    /// The site was not built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A way for messages.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// The Comune's provider.
    #[error(transparent)]
    Provider(#[from] crate::desk::provider::ProviderError),
    /// The content has faults, which were printed.
    #[error("the content has {0} faults")]
    Content(usize),
    /// The content has no such language.
    #[error("no language of site.toml has the id {0}")]
    NoSuchLanguage(String),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, io::Error),
    /// What came is no household.
    #[error(transparent)]
    Household(#[from] assess::NoHousehold),
    /// What was written on the command line is no code.
    #[error(transparent)]
    Code(#[from] domain::code::InvalidCode),
    /// No request has it.
    #[error("no request has this code")]
    NoSuchRequest,
    /// What was asked cannot be done with that request.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// An account cannot be given or changed.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// What was written is no id.
    #[error(transparent)]
    Grant(#[from] domain::role::InvalidGrant),
    /// The answer cannot be kept.
    #[error(transparent)]
    Answer(#[from] desk::UnfitAnswer),
    /// The agenda cannot be taken in.
    #[error(transparent)]
    Agenda(#[from] agenda::UnfitAgenda),
    /// There are no files of numbers.
    #[error(transparent)]
    Numbers(#[from] numbers::NoNumbers),
    /// A help project cannot be written.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The catalogue has changed under what is invented.
    #[error("the invented request does not suit the catalogue")]
    Example,
    /// No randomness.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The record is not as it was written; what was found was printed.
    #[error("the record has {0} faults")]
    Record(u64),
    /// The file of heads cannot be read.
    #[error("{path}: {1}", path = .0.display())]
    Heads(PathBuf, audit::UnfitHeads),
    /// Nobody reads what is printed.
    #[error("cannot print: {0}")]
    Print(#[from] io::Error),
}

/// Does what the command line says.
pub async fn run(cli: Cli) -> Result<(), CommandError> {
    match cli.command {
        Command::Serve { common, serve } => serve::run(Config::new(&common, &serve)?).await,
        Command::Migrate { common } => migrate(&common).await,
        Command::Check {
            content,
            on,
            until,
            report,
        } => {
            let on = on.unwrap_or_else(|| in_italy(Clock::real().now()).date());
            check::run(&content, on, &check::Also { until, report })
        }
        Command::Search {
            question,
            lang,
            content,
            limit,
        } => {
            let on = in_italy(Clock::real().now()).date();
            search::run(&content, on, lang.as_deref(), &question, limit)
        }
        Command::Find { address, content } => {
            let on = in_italy(Clock::real().now()).date();
            find::run(&content, on, &address)
        }
        Command::Assess {
            on,
            lang,
            explain,
            content,
        } => {
            let on = on.unwrap_or_else(|| in_italy(Clock::real().now()).date());
            assess::run(&content, on, lang.as_deref(), explain)
        }
        Command::BuildSite {
            content,
            assets,
            fixed,
            out,
            uncompressed,
        } => {
            let today = in_italy(Clock::real().now()).date();
            build(
                &site::Sources {
                    content,
                    assets,
                    fixed,
                    today,
                    compressed: !uncompressed,
                },
                &out,
            )
            .await
        }
        Command::Requests { common, command } => on_requests(&common, command).await,
        Command::Agenda {
            common,
            site,
            command,
        } => match command {
            AgendaCommand::Load { file } => agenda::load(&with_site(&common, site)?, &file).await,
            AgendaCommand::Plan => agenda::plan(&with_site(&common, site)?).await,
            AgendaCommand::Left => agenda::left(&with_site(&common, site)?).await,
        },
        Command::Demo { common, site } => agenda::demo(&with_site(&common, site)?).await,
        Command::Feedback { common, command } => feedback(&open(&common).await?, command).await,
        Command::Numbers {
            common,
            site,
            out,
            from,
            to,
        } => numbers::run(&with_site(&common, site)?, &out, (from, to)).await,
        Command::Messages { common, command } => match command {
            MessagesCommand::Status { limit } => messages::status(&open(&common).await?, limit).await,
            MessagesCommand::Show { code } => messages::show(&open(&common).await?, &code).await,
        },
        Command::Keys {
            common,
            command: KeysCommand::Rotate,
        } => keys::rotate(&settings(&common)?.keys),
        Command::Staff { common, command } => staff::run(&common, command).await,
        Command::Roles => staff::print_roles(),
        Command::Audit { common, command } => audit::run(&open(&common).await?, command).await,
        Command::Purge { common } => purge(&open(&common).await?).await,
    }
}

async fn on_requests(common: &CommonArgs, command: RequestsCommand) -> Result<(), CommandError> {
    match command {
        RequestsCommand::List {
            polo,
            status,
            limit,
            json,
        } => {
            let filter = store::Filter {
                polo,
                status: status.map(|status| status.0),
                limit,
            };
            requests::list(&open(common).await?, &filter, json).await
        }
        RequestsCommand::Show { code, who } => requests::show(&open(common).await?, &code, &who).await,
        RequestsCommand::Take { work } => desk::take(&open(common).await?, &work).await,
        RequestsCommand::Answer { work } => desk::answer(&open(common).await?, &work).await,
        RequestsCommand::Close { work } => desk::close(&open(common).await?, &work).await,
    }
}

async fn feedback(store: &Store, command: FeedbackCommand) -> Result<(), CommandError> {
    match command {
        FeedbackCommand::Summary => feedback::summary(store).await,
        FeedbackCommand::Comments { limit } => feedback::comments(store, limit).await,
    }
}

/// The store of the settings, ready for use; the keys must be there.
async fn open(common: &CommonArgs) -> Result<Store, CommandError> {
    open_config(&settings(common)?).await
}

async fn open_config(config: &Config) -> Result<Store, CommandError> {
    let keys_error = |error| CommandError::Keys(config.keys.clone(), error);
    let vault = Vault::open(&config.keys).map_err(keys_error)?;
    let store = Store::connect(&config.database, vault).await?;
    store.ready().await?;
    Ok(store)
}

/// The store of the settings, its keys and tables made where they are not there yet.
async fn prepare(config: &Config) -> Result<Store, CommandError> {
    let fresh = !config.keys.exists();
    // Keys that were mislaid must not be replaced without a word: what they sealed would be lost for good.
    let vault = if fresh {
        Vault::generate()
    } else {
        Vault::open(&config.keys)
    };
    let keys_error = |error| CommandError::Keys(config.keys.clone(), error);
    let store = Store::connect(&config.database, vault.map_err(keys_error)?).await?;
    if !fresh {
        store.migrate().await?;
        return Ok(store);
    }
    // Before any migration: one of them marks what it finds with the keys.
    if !store.is_new().await? {
        return Err(CommandError::KeysGone(config.keys.clone()));
    }
    store.close().await;
    let vault = Vault::create(&config.keys).map_err(keys_error)?;
    let store = Store::connect(&config.database, vault).await?;
    store.migrate().await?;
    Ok(store)
}

fn with_site(common: &CommonArgs, site: Option<PathBuf>) -> Result<Config, ConfigError> {
    let serve = ServeArgs {
        site,
        ..ServeArgs::default()
    };
    Config::new(common, &serve)
}

fn settings(common: &CommonArgs) -> Result<Config, CommandError> {
    let config = Config::new(common, &ServeArgs::default())?;
    logging::start(config.log);
    Ok(config)
}

async fn migrate(common: &CommonArgs) -> Result<(), CommandError> {
    let store = prepare(&settings(common)?).await?;
    store.close().await;
    Ok(writeln!(io::stdout().lock(), "The database is up to date.")?)
}

async fn build(sources: &site::Sources, out: &std::path::Path) -> Result<(), CommandError> {
    match site::build(sources, out).await {
        Ok(built) => Ok(writeln!(
            io::stdout().lock(),
            "{} pages in {}",
            built.pages,
            out.display()
        )?),
        Err(BuildError::Content(findings)) => Err(check::print(&findings)?),
        Err(error) => Err(error.into()),
    }
}

async fn purge(store: &Store) -> Result<(), CommandError> {
    let now = Clock::real().now();
    store.purge(now, &Retention::default()).await?;
    audit::purged(store, now).await
}
