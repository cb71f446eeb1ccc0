//! The help project as the desk and the server say it. What holds words of a person has no `Debug`.

use crate::problem::Problem;
use crate::project::ReviewView;
use domain::project::{ActionDraft, GoalDraft};
use serde::{Deserialize, Serialize};

/// The body of `POST /api/v1/desk/requests/{code}/project`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SaveProject {
    /// The version that was read; 0 writes the first.
    pub version: u32,
    /// One to twelve.
    pub goals: Vec<GoalDraft>,
    /// Up to thirty.
    pub actions: Vec<ActionDraft>,
    /// When one looks at it together again, `2026-11-30`; empty is not said.
    pub review_on: String,
    /// What colleagues alone read. Up to 2000 characters.
    pub note: String,
}

/// The body of `POST …/project/review`: it was looked at again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewReview {
    /// The version that was looked at.
    pub version: u32,
    /// The day, `2026-11-30`. Needed.
    pub held_on: String,
    /// What was seen. Needed; up to 600 characters.
    pub seen: String,
    /// What comes next. Up to 600 characters.
    pub next: String,
    /// The day of the next one, `2026-11-30`; empty is not said.
    pub next_on: String,
}

/// The body of `POST …/project/share`: the person agrees to have it under their code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewAgreement {
    /// The version that they agreed to.
    pub version: u32,
    /// How they said so: `in_person`, `by_phone` or `in_writing`. Needed.
    pub given: String,
}

/// The body of `POST …/project/close`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewClosing {
    /// The version that ends.
    pub version: u32,
    /// `reached`, `partly`, `stopped`, `elsewhere` or `other`. Needed.
    pub outcome: String,
    /// A few words for the person. Up to 600 characters.
    pub words: String,
}

/// The body of `POST …/project/version`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct WhichVersion {
    /// From 1.
    pub version: u32,
}

/// A project as the desk reads it. Where the request has none, its version is 0 and all else is empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskProject {
    /// The number of the newest version.
    pub version: u32,
    /// `draft`, `shared` or `closed`; empty where there is none.
    pub status: String,
    /// What the newest version says.
    pub plan: PlanView,
    /// The reviews that were held, oldest first.
    pub reviews: Vec<ReviewView>,
    /// That the person agrees to have it under their code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementView>,
    /// When the person said that they do not agree with something, since the newest version; their words are a line of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objected_at: Option<String>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<ClosingView>,
    /// Every version, oldest first.
    pub versions: Vec<VersionView>,
}

/// What a version says.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanView {
    /// In the order agreed.
    pub goals: Vec<GoalDraft>,
    /// In the order agreed.
    pub actions: Vec<ActionDraft>,
    /// `2026-11-30`, or empty.
    pub review_on: String,
    /// What colleagues alone read.
    pub note: String,
}

/// That the person agrees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementView {
    /// When it was recorded.
    pub at: String,
    /// `in_person`, `by_phone` or `in_writing`.
    pub given: String,
    /// Who recorded it.
    pub who: String,
}

/// How a project ended.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosingView {
    /// When.
    pub at: String,
    /// `reached`, `partly`, `stopped`, `elsewhere` or `other`.
    pub outcome: String,
    /// A few words for the person.
    pub words: String,
}

/// A version, without what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionView {
    /// From 1.
    pub number: u32,
    /// When it was written.
    pub at: String,
    /// By whom.
    pub who: String,
}

/// A version that was opened.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenedVersion {
    /// Which, when, by whom.
    pub version: VersionView,
    /// What it says.
    pub plan: PlanView,
    /// The reviews held until then.
    pub reviews: Vec<ReviewView>,
}

/// Why a project was not changed (409). Where somebody changed it meanwhile (`/problems/project-changed`), the problem brings along
/// what it says now, so that nothing typed need be lost.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectConflict {
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
    /// The project as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<DeskProject>,
}
