//! Requests for an appointment or a call-back, as they travel.

use crate::agenda::AppointmentView;
use crate::offers::{OfferView, WaitingView};
use crate::project::SharedProject;
use serde::{Deserialize, Serialize};

/// The body of `POST /api/v1/requests`.
pub use domain::request::Draft as NewRequest;

/// The answer to a new request. The secret is shown here and never again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Ten characters and a hyphen: `K7M2Q-9XT4J`.
    pub code: String,
    /// Twenty-six letters and digits in groups.
    pub secret: String,
    /// The protocol number, `2026/000042`.
    pub protocol: String,
    /// The Polo that will answer, by id.
    pub polo: String,
    /// When the request was committed, RFC 3339 in UTC.
    pub received_at: String,
    /// The day by which the Polo answers, `2026-11-27`.
    pub answer_by: String,
    /// The appointment, where a time was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentView>,
    /// The place on the list, where the person waits for a time to come free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<WaitingView>,
    /// The path of the page that shows the request; code and secret stand in its fragment, which no server sees.
    pub link: String,
}

/// A request as its owner sees it: where it stands, not what was confided in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestView {
    /// `K7M2Q-9XT4J`.
    pub code: String,
    /// `2026/000042`.
    pub protocol: String,
    /// `received`, `in_charge`, `answered`, `closed` or `withdrawn`.
    pub status: String,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// RFC 3339 in UTC.
    pub received_at: String,
    /// `2026-11-27`.
    pub answer_by: String,
    /// The appointment, where there is one: the booked one, or the last that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentView>,
    /// The place on the list, where the person waits for a time to come free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<WaitingView>,
    /// The times that the person is offered, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<OfferView>,
    /// The help project, where the person has agreed to have it here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<SharedProject>,
    /// What person and Polo have written since, oldest first.
    pub lines: Vec<LineView>,
    /// Who opened the request at the Polo, oldest first.
    pub openings: Vec<Opening>,
    /// What became of it at the Polo, oldest first.
    #[serde(default)]
    pub events: Vec<Event>,
    /// How it ended, where it is closed and the Polo has said so: `helped`, `signposted`, `no_contact`, `gave_up` or `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// For whom it is: `myself`, `relative` or `other`; empty once it is taken back.
    #[serde(default)]
    pub for_whom: String,
}

/// Something that became of a request at the Polo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// RFC 3339 in UTC.
    pub at: String,
    /// `taken`, `handed_over`, `closed` or `reopened`.
    pub what: String,
}

/// A line of the talk under a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineView {
    /// RFC 3339 in UTC.
    pub at: String,
    /// `citizen` or `polo`.
    pub author: String,
    /// As written.
    pub text: String,
}

/// An opening of the request by someone of the Polo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opening {
    /// RFC 3339 in UTC.
    pub at: String,
    /// Who, as the Polo names its people.
    pub who: String,
}

/// The body of `POST /api/v1/requests/{code}/lines`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewLine {
    /// 1 to 600 characters.
    pub text: String,
}
