//! The help project as the person reads it under their code. Never here: the Polo's own notes, older versions.

use serde::{Deserialize, Serialize};

/// What the person and the Polo have agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedProject {
    /// Since when the person has it under their code, RFC 3339 in UTC.
    pub since: String,
    /// When it was last changed.
    pub changed_at: String,
    /// What the person wants.
    pub goals: Vec<SharedGoal>,
    /// Who does what.
    pub actions: Vec<SharedAction>,
    /// How it went, oldest first.
    pub reviews: Vec<ReviewView>,
    /// When one looks at it together again, `2026-11-30`; empty where that is not said.
    pub review_on: String,
    /// Whether the person has said that they do not agree with something, since the last change.
    pub objected: bool,
    /// How it ended: `reached`, `partly`, `stopped`, `elsewhere` or `other`; empty where it goes on.
    pub outcome: String,
    /// A few words on how it ended.
    pub ending: String,
}

/// A goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedGoal {
    /// What the person wants.
    pub what: String,
    /// How one will know that it is reached; may be empty.
    pub sign: String,
    /// `2026-11-30`, or empty.
    pub by: String,
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SharedAction {
    /// What is to be done.
    pub what: String,
    /// `person`, `polo`, `asl`, `school`, `association` or `other`.
    pub who: String,
    /// Who that is; may be empty.
    pub name: String,
    /// `2026-11-30`, or empty.
    pub by: String,
    /// `to_do`, `doing`, `done` or `dropped`.
    pub state: String,
    /// Why it was dropped; empty otherwise.
    pub why: String,
}

/// A review that was held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewView {
    /// `2026-11-30`.
    pub held_on: String,
    /// What was seen.
    pub seen: String,
    /// What comes next; may be empty.
    pub next: String,
}
