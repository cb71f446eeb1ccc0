//! Help projects: written in versions, shared with the person and taken back, looked at again, closed. What is read is on the
//! request's record, as what is changed is. Never here: whether a plan is fair (the domain has checked it), words for people.

mod citizen;
mod read;
mod remind;
mod write;

use crate::agenda::Notify;
use crate::engine::Database;
use crate::error::{ProjectError, StoreError};
use crate::once::{Answer, Once};
use crate::vault::{Place, Vault};
use domain::project::{Day, Given, Outcome, Plan, Review, Standing};
use domain::request::Line;
use domain::text::Text;
use domain::{Code, Secret};
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) use citizen::erase;
pub(crate) use read::load_shared;

/// How many versions a project may have: more than any needs, so that a program gone wrong ends.
pub const MAX_VERSIONS: u32 = 300;

/// How a project ended, in a few words for the person.
pub type EndingWords = Text<600>;

/// The help projects of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Projects<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// A project as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// What the newest version says.
    pub plan: Plan,
    /// Every version, oldest first; the last is the newest.
    pub versions: Vec<VersionShown>,
    /// That the person agrees to have it under their code.
    pub agreement: Option<Agreement>,
    /// When the person said that they do not agree with something, since the newest version.
    pub objected_at: Option<Timestamp>,
    /// How it ended.
    pub closing: Option<Closing>,
}

impl Project {
    /// The number of the newest version.
    pub fn version(&self) -> u32 {
        self.versions.last().map_or(0, |version| version.number)
    }

    /// Where it stands.
    pub fn standing(&self) -> Standing {
        match (&self.closing, &self.agreement) {
            (Some(_), _) => Standing::Closed,
            (None, Some(_)) => Standing::Shared,
            (None, None) => Standing::Draft,
        }
    }
}

/// A version, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionShown {
    /// From 1.
    pub number: u32,
    /// When it was written.
    pub at: Timestamp,
    /// By whom of the staff.
    pub who: String,
}

/// That the person agrees to have the project under their code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// When it was recorded.
    pub at: Timestamp,
    /// How the person said so.
    pub given: Given,
    /// Who of the staff recorded it.
    pub who: String,
}

/// How a project ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// When.
    pub at: Timestamp,
    /// How.
    pub outcome: Outcome,
    /// A few words for the person.
    pub words: EndingWords,
}

/// Who of the staff changes a project, when, and how the person is reminded of it.
#[derive(Clone, Copy)]
pub struct WrittenBy<'a> {
    /// The name that goes on the record.
    pub who: &'a str,
    /// When.
    pub now: Timestamp,
    /// By which channels; the language is that of earlier messages about the request, where there are some.
    pub notify: &'a Notify,
    /// Where days begin.
    pub zone: &'a TimeZone,
}

/// What is changed. `based_on` is the version that was read: where there is a newer one nothing is changed.
#[derive(Clone, Copy)]
pub enum ProjectChange<'a> {
    /// Another version. The reviews of `plan` count for nothing: those that were held stay.
    Write {
        /// 0 writes the first.
        based_on: u32,
        /// What it says.
        plan: &'a Plan,
    },
    /// It was looked at again: another version, with the day of the next time.
    Review {
        /// The version that was looked at.
        based_on: u32,
        /// What was seen.
        review: &'a Review,
        /// The day of the next one.
        next_on: Option<Day>,
    },
    /// The person agrees to have it under their code.
    Share {
        /// The version that they agreed to.
        based_on: u32,
        /// How they said so.
        given: Given,
    },
    /// The person no longer agrees, and told somebody of the staff.
    Unshare,
    /// It has ended.
    Close {
        /// The version that ended.
        based_on: u32,
        /// How.
        outcome: Outcome,
        /// A few words for the person.
        words: &'a EndingWords,
    },
    /// It goes on after all.
    Reopen,
}

impl<'a> Projects<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Opens the project of a request for `who` of the staff, and puts that on the record; `None` where there is none.
    pub async fn show(&self, code: &Code, who: &str, now: Timestamp) -> Result<Option<Project>, StoreError> {
        read::show(self, code, who, now).await
    }

    /// Opens what a version said, and puts that on the record; `None` where there is none of that number.
    pub async fn show_version(
        &self,
        code: &Code,
        number: u32,
        who: &str,
        now: Timestamp,
    ) -> Result<Option<(VersionShown, Plan)>, StoreError> {
        read::show_version(self, code, number, who, now).await
    }

    /// Changes it; gives it as it then stands.
    pub async fn change(
        &self,
        code: &Code,
        change: ProjectChange<'_>,
        by: WrittenBy<'_>,
    ) -> Result<Project, ProjectError> {
        write::change(self, code, change, by).await
    }

    /// The person wants it under their code no longer. It stays at the Polo.
    pub async fn take_back(
        &self,
        opening: (&Code, &Secret),
        now: Timestamp,
        once: &Once,
    ) -> Result<Answer<Timestamp>, ProjectError> {
        citizen::change(self, opening, citizen::Said::TakeBack, now, once).await
    }

    /// The person does not agree with something, and says with what: a line under the request, and a mark on the project.
    pub async fn object(
        &self,
        opening: (&Code, &Secret),
        line: &Line,
        now: Timestamp,
        once: &Once,
    ) -> Result<Answer<Timestamp>, ProjectError> {
        citizen::change(self, opening, citizen::Said::Object(line), now, once).await
    }
}

fn place<'a>(code: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "help_projects",
        row: code,
        column,
    }
}

fn version_place<'a>(row: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "help_project_versions",
        row,
        column,
    }
}

fn version_row(code: &Code, number: i64) -> String {
    format!("{}/{number}", code.as_str())
}
