//! The command line: its words and nothing else. What each command does is in `commands`.

use crate::config::{CommonArgs, ServeArgs};
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::numbers::Month;
use domain::request::Status;
use domain::role::{Login, Role};
use domain::text::Text;
use jiff::civil::Date;
use std::path::PathBuf;

/// The portal of the Poli sociali territoriali.
#[derive(Debug, Parser)]
#[command(name = "polo", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site and the interface, until SIGTERM or SIGINT
    Serve {
        #[command(flatten)]
        #[expect(
            missing_docs,
            reason = "the words for people are those of the arguments themselves"
        )]
        common: CommonArgs,
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        serve: ServeArgs,
    },
    /// Bring the database's tables up to date (`serve` does so too)
    Migrate {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
    },
    /// Check pages, texts and data files
    Check {
        /// The folder of pages, texts and data
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
        /// Check as if it were that day, like 2027-01-31
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// List the figures whose last day is no later than this, and the pages that show them
        #[arg(long, value_name = "DATE")]
        until: Option<Date>,
        /// List how readable each page is (Gulpease, from 0 to 100)
        #[arg(long)]
        report: bool,
    },
    /// Ask the search, as a person would: which pages come, in which order
    Search {
        /// The question
        question: String,
        /// In this language, by id; by default the first of site.toml
        #[arg(long, value_name = "ID")]
        lang: Option<String>,
        /// The folder of pages, texts and data
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
        /// No more than these
        #[arg(long, value_name = "NUMBER", default_value_t = 5)]
        limit: usize,
    },
    /// Ask the finder, as a person would: whose Polo is this address?
    Find {
        /// Street and number
        address: String,
        /// The folder of pages, texts and data
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
    },
    /// Assess the household of the standard input (JSON): what it may be entitled to, whom to call, where to go
    Assess {
        /// By the rules of that day, like 2026-11-22; by default those of today
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// In this language, by id; by default the first of site.toml
        #[arg(long, value_name = "ID")]
        lang: Option<String>,
        /// Say it as to a person instead of as JSON
        #[arg(long)]
        explain: bool,
        /// The folder of pages, texts and data
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
    },
    /// Build the site that `serve` serves
    BuildSite {
        /// The folder of pages, texts and data
        #[arg(long, value_name = "DIR", default_value = "content")]
        content: PathBuf,
        /// The folder of styles and of the compiled portal
        #[arg(long, value_name = "DIR")]
        assets: PathBuf,
        /// The folder of fonts, icons and scripts
        #[arg(long = "static", value_name = "DIR", default_value = "static")]
        fixed: PathBuf,
        /// Where the site goes; what is there is replaced
        #[arg(long, value_name = "DIR", default_value = "dist")]
        out: PathBuf,
        /// Leave out the compressed copies: quicker to build, slower to visit
        #[arg(long)]
        uncompressed: bool,
    },
    /// The requests that people have sent
    Requests {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// What to do with them.
        #[command(subcommand)]
        command: RequestsCommand,
    },
    /// Who can be booked, and when
    Agenda {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// The folder that `build-site` has made [default: dist]
        #[arg(long, global = true, env = "POLO_SITE", value_name = "DIR")]
        site: Option<PathBuf>,
        /// What to do with it.
        #[command(subcommand)]
        command: AgendaCommand,
    },
    /// Fill a new database with invented staff, openings and requests, to show the portal with times to choose from, and the desk
    Demo {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// The folder that `build-site` has made [default: dist]
        #[arg(long, env = "POLO_SITE", value_name = "DIR")]
        site: Option<PathBuf>,
    },
    /// The accounts of the staff desk
    Staff {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// What to do with them.
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// Print which role may do what
    Roles,
    /// What readers have said of the pages
    Feedback {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// What to do with it.
        #[command(subcommand)]
        command: FeedbackCommand,
    },
    /// Write the open-data files: requests, waits and appointments of months that are over, small numbers hidden
    Numbers {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// The folder that `build-site` has made [default: dist]
        #[arg(long, env = "POLO_SITE", value_name = "DIR")]
        site: Option<PathBuf>,
        /// The folder for the files; `serve --open-data` publishes it
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The first month, like 2026-01; by default 24 in all
        #[arg(long, value_name = "MONTH")]
        from: Option<Month>,
        /// The last month; by default the last that is over
        #[arg(long, value_name = "MONTH")]
        to: Option<Month>,
    },
    /// The messages to people: mail, text messages, app IO
    Messages {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// What to do with them.
        #[command(subcommand)]
        command: MessagesCommand,
    },
    /// The keys that open personal fields
    Keys {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// What to do with them.
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// The record of who did what: is it as it was written?
    Audit {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
        /// What to do with it.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Erase what has been kept for its time (`serve` does so every day)
    Purge {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        common: CommonArgs,
    },
}

/// What can be done with requests.
#[derive(Debug, Subcommand)]
pub enum RequestsCommand {
    /// List them, newest first, without anything that concerns a person
    List {
        /// Only those of this Polo, by id
        #[arg(long, value_name = "ID")]
        polo: Option<String>,
        /// Only those that stand here
        #[arg(long)]
        status: Option<StatusArg>,
        /// No more than these
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        limit: u32,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Open one and print it. The opening goes on the record, which the person can read
    Show {
        /// The code
        code: String,
        /// Who opens it: the name that the person will read
        #[arg(long, value_name = "NAME", default_value = "Polo", value_parser = name)]
        who: String,
    },
    /// Take one in charge: the person sees that somebody has it
    Take {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        work: WorkArgs,
    },
    /// Answer one with the text of the standard input, up to 600 characters: the person finds it with code and secret
    Answer {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        work: WorkArgs,
    },
    /// Close one: it takes no more answers, and is erased when its time has passed
    Close {
        #[command(flatten)]
        #[expect(missing_docs, reason = "as above")]
        work: WorkArgs,
    },
}

/// Which request is worked on, and by whom.
#[derive(Args, Clone, Debug)]
pub struct WorkArgs {
    /// The code
    pub code: String,
    /// Who does it: the name that stands on the record
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub who: String,
}

/// A name for the record: of one line, and not so long that it hides what stands beside it.
fn name(typed: &str) -> Result<String, &'static str> {
    match Text::<60>::parse(typed) {
        Ok(name) if !name.is_empty() && !name.as_str().contains(['\n', '\t']) => Ok(name.into()),
        _ => Err("a name has 1 to 60 characters, on one line"),
    }
}

/// What can be done with the agenda.
#[derive(Debug, Subcommand)]
pub enum AgendaCommand {
    /// Take in a file of staff, openings, absences and closed days (docs/agenda.example.toml)
    Load {
        /// The file
        file: PathBuf,
    },
    /// Make the slots anew (`serve` does so every hour)
    Plan,
    /// How many times are left of each motive at each Polo, and where they run out
    Left,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Give somebody an account; prints the ticket with which they set it up within 24 hours
    Add {
        /// The name that stands on records, which people read
        #[arg(long, value_name = "NAME", value_parser = name)]
        name: String,
        /// The name to sign in with
        #[arg(long, value_name = "LOGIN")]
        login: Login,
        /// What they are
        #[arg(long)]
        role: RoleArg,
        /// In this Polo alone, by id
        #[arg(long, value_name = "ID")]
        polo: Option<String>,
        /// In this area alone, by id
        #[arg(long, value_name = "ID")]
        area: Option<String>,
    },
    /// List the accounts
    List,
    /// Let somebody in no longer; their sessions end at once
    Disable {
        /// The name that they sign in with
        login: Login,
    },
    /// For a lost phone or a forgotten password: takes both away and prints a new ticket
    Reset {
        /// The name that they sign in with
        login: Login,
    },
    /// Let the Comune's provider open an account; whose it is there is learnt at the next sign-in
    Provider {
        /// The name that they sign in with, which the provider's claim must say
        login: Login,
        /// Let it open the account no longer; sessions that it has opened end at once
        #[arg(long)]
        off: bool,
    },
}

/// A role of the desk.
#[derive(Clone, Copy, Debug)]
pub struct RoleArg(pub Role);

impl ValueEnum for RoleArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [RoleArg; 5] = [
            RoleArg(Role::FrontDesk),
            RoleArg(Role::SocialWorker),
            RoleArg(Role::Coordinator),
            RoleArg(Role::Administrator),
            RoleArg(Role::Auditor),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.word()))
    }
}

/// What can be done with feedback.
#[derive(Debug, Subcommand)]
pub enum FeedbackCommand {
    /// Stars and aspects, page by page
    Summary,
    /// The words that readers wrote, newest first
    Comments {
        /// No more than these
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        limit: u32,
    },
}

/// What can be done with messages.
#[derive(Debug, Subcommand)]
pub enum MessagesCommand {
    /// How many stand where, and those that somebody should look after, without anything that concerns a person
    Status {
        /// No more of those than these
        #[arg(long, value_name = "NUMBER", default_value_t = 50)]
        limit: u32,
    },
    /// What became of the messages about a request, and how the provider calls them
    Show {
        /// The code
        code: String,
    },
}

/// What can be done with the record.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Go through all of it; the exit code is 1 if something was changed, removed, moved or added by hand
    Verify {
        /// Hold it against heads that were printed before: a database put back to an earlier state is found
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
    },
    /// Print where every chain ends now, to be kept elsewhere; holds nothing of any person
    Heads,
    /// What was erased because its time had passed, how many of which class, newest first
    Purges {
        /// No more than these
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        limit: u32,
    },
}

/// What can be done with the keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Put a new key on top of the file; the older ones stay, for what they have sealed
    Rotate,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug)]
pub struct StatusArg(pub Status);

impl ValueEnum for StatusArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [StatusArg; 5] = [
            StatusArg(Status::Received),
            StatusArg(Status::InCharge),
            StatusArg(Status::Answered),
            StatusArg(Status::Closed),
            StatusArg(Status::Withdrawn),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.0.word()))
    }
}
