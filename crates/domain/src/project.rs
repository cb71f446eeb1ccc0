//! The help project (*progetto di aiuto*): goals agreed with the person, who does what by when, and how it went. As it may be
//! stored ([`Plan`]); as it is typed, it is a [`Draft`]. Nothing of it is asked by `assess`, or reaches it:
//! whatever somebody does or leaves undone changes no benefit. What is typed has no `Debug`: it is personal.

mod draft;

use crate::fault::Fault;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use draft::{ActionDraft, Draft, GoalDraft, ReviewDraft};

/// How many goals a project may have.
pub const MOST_GOALS: usize = 12;
/// How many actions a project may have.
pub const MOST_ACTIONS: usize = 30;
/// How many times a project may be looked at again.
pub const MOST_REVIEWS: usize = 40;
/// The years that a day of a project may lie in.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

crate::words! {
    /// Who does something.
    Doer {
        /// The person.
        Person = "person",
        /// The Polo.
        Polo = "polo",
        /// The health service.
        Asl = "asl",
        /// The school.
        School = "school",
        /// An association.
        Association = "association",
        /// Somebody else, by name.
        Other = "other",
    }
}

crate::words! {
    /// How far an action is.
    Progress {
        /// Not begun.
        ToDo = "to_do",
        /// Under way.
        Doing = "doing",
        /// Done.
        Done = "done",
        /// Given up, and why is said.
        Dropped = "dropped",
    }
}

crate::words! {
    /// Where a project stands.
    Standing {
        /// Only the Polo reads it.
        Draft = "draft",
        /// The person reads it with code and secret.
        Shared = "shared",
        /// It has ended.
        Closed = "closed",
    }
}

crate::words! {
    /// How the person said that they agree.
    Given {
        /// Face to face.
        InPerson = "in_person",
        /// By phone.
        ByPhone = "by_phone",
        /// On paper.
        InWriting = "in_writing",
    }
}

crate::words! {
    /// How a project ended.
    Outcome {
        /// The goals are reached.
        Reached = "reached",
        /// Some of them are.
        Partly = "partly",
        /// The person wants no more of it.
        Stopped = "stopped",
        /// Others go on with it.
        Elsewhere = "elsewhere",
        /// Otherwise.
        Other = "other",
    }
}

/// A day, written `2026-11-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Day {
    /// Parses a day of this century; empty is none.
    pub fn parse(typed: &str) -> Result<Option<Self>, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let day: Date = typed.parse().map_err(|_| Fault::DayForm)?;
        if typed.len() == 10 && YEARS.contains(&day.year()) {
            Ok(Some(Self(day)))
        } else {
            Err(Fault::DayForm)
        }
    }

    /// The day itself.
    pub fn date(self) -> Date {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(stored: String) -> Result<Self, &'static str> {
        let day = Self::parse(&stored).map_err(Fault::name)?;
        day.ok_or("missing")
    }
}

/// A goal that may be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// What the person wants.
    pub what: Text<200>,
    /// How one will know.
    pub sign: Text<200>,
    /// By when.
    pub by: Option<Day>,
}

/// An action that may be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What is to be done.
    pub what: Text<200>,
    /// By whom.
    pub who: Doer,
    /// Who that is.
    pub name: Text<80>,
    /// By when.
    pub by: Option<Day>,
    /// How far it is.
    pub state: Progress,
    /// Why it was dropped.
    pub why: Text<200>,
}

/// A review that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// When.
    pub held_on: Day,
    /// What was seen.
    pub seen: Text<600>,
    /// What comes next.
    pub next: Text<600>,
}

/// What a version of a project holds; sealed at rest as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the person wants, in the order agreed.
    pub goals: Vec<Goal>,
    /// Who does what, in the order agreed.
    pub actions: Vec<Action>,
    /// When one looks at it together again.
    pub review_on: Option<Day>,
    /// What colleagues alone read: never shown to the person.
    pub note: Text<2000>,
    /// The reviews held, oldest first.
    pub reviews: Vec<Review>,
}

#[cfg(test)]
mod tests {
    /// A wall, not a habit: what somebody does or leaves undone must not be within reach of what they are entitled to.
    #[test]
    fn the_self_assessment_knows_nothing_of_a_project() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/assess");
        let mut folders = vec![folder];
        let mut looked_at = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let code = std::fs::read_to_string(&path).expect("a file");
                assert!(!code.contains("project"), "{}", path.display());
                looked_at += 1;
            }
        }
        assert!(looked_at > 10);
    }
}
