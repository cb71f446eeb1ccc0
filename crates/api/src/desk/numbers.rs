//! How many, how long: numbers without people. Small ones are hidden, and so is what would give them away.

use serde::{Deserialize, Serialize};

/// The answer of `GET /api/v1/desk/numbers`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumbersView {
    /// The first month, `2026-01`.
    pub from: String,
    /// The last month.
    pub to: String,
    /// By what they are grouped: `polo`, `area`, `motive`, `month`.
    pub by: Vec<String>,
    /// When they were counted.
    pub counted_at: String,
    /// A row for each group in which something was counted. What has no row is none.
    pub rows: Vec<NumbersRow>,
    /// All of it together.
    pub total: NumbersRow,
}

/// A group and its numbers. What it is not grouped by is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumbersRow {
    /// The Polo, by id.
    pub polo: String,
    /// The area, by id.
    pub area: String,
    /// The motive, by id.
    pub motive: String,
    /// `2026-11`
    pub month: String,
    /// `requests` (by the month in which they came), made of `in_time`, `late`, `open` and `taken_back`; `ended` (by the month
    /// of their end), made of `helped`, `signposted`, `no_contact`, `gave_up`, `other` and `withdrawn`; `appointments` (by the
    /// month for which they were set), made of `booked`, `attended`, `came_late`, `missed` and `cancelled`. In this order.
    pub counts: Vec<CountView>,
    /// `taken`, `answer` and `appointment`: from the day on which the request came. In this order.
    pub waits: Vec<WaitView>,
}

/// So many of something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CountView {
    /// Of what.
    pub what: String,
    /// `exact`; `few`, of which no more is told than that it is 1 to 4; or `about`, where small numbers are part of it.
    pub shown: String,
    /// The number, or what it should be about; absent where it is few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// It is no less.
    pub least: u64,
    /// It is no more.
    pub most: u64,
}

/// How many working days people waited; absent where fewer than five did, or where it would tell of a hidden number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitView {
    /// For what.
    pub what: String,
    /// Half waited no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<u32>,
    /// Nine in ten waited no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nine_in_ten: Option<u32>,
}
