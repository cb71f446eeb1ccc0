//! Times that the Polo proposes to a person, and who waits, as the desk sees them.

use serde::{Deserialize, Serialize};

/// The body of `POST /api/v1/desk/requests/{code}/proposals`: two or three free times, of which the person takes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewProposals {
    /// When each begins, RFC 3339 in UTC.
    pub times: Vec<String>,
    /// The Polo, by id; empty for that of the request.
    pub polo: String,
    /// How to meet; empty for the first way that the motive offers.
    pub way: String,
}

/// A time that was offered to a person, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedTime {
    /// Names it.
    pub id: String,
    /// `waiting`, `proposal` or `moved`.
    pub kind: String,
    /// `open`, `taken`, `refused`, `lapsed` (no answer in time) or `let_go`.
    pub state: String,
    /// When the appointment would begin.
    pub start: String,
    /// When it would end.
    pub end: String,
    /// The Polo, by id.
    pub polo: String,
    /// How to meet.
    pub way: String,
    /// When it was offered.
    pub made_at: String,
    /// Until when it is, or was, held.
    pub until: String,
    /// What the person would rather have, where they refused: `keep`, `leave`, `others` or `call`; else empty.
    pub wish: String,
}

/// A request that waits for a time to come free.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitsView {
    /// `K7M2Q-9XT4J`.
    pub code: String,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// The area of the motive, by id.
    pub area: String,
    /// How to meet.
    pub way: String,
    /// From 1, in the order of arrival, for that motive at that Polo.
    pub place: u32,
    /// Since when it waits.
    pub since: String,
    /// Whether times that come free are offered to it: not after two offers without an answer.
    pub asked: bool,
    /// Until when the time is held that it is offered now; empty where there is none.
    pub offered_until: String,
}
