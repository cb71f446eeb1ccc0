//! Everything that is held of a person for a request, as the person gets it. Instants are RFC 3339 in UTC.

use crate::agenda::AppointmentView;
use crate::desk::PersonView;
use crate::offers::{OfferView, WaitingView};
use crate::project::SharedProject;
use crate::requests::LineView;
use serde::{Deserialize, Serialize};

/// The answer of `POST /api/v1/requests/{code}/data`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyData {
    /// When it was put together.
    pub made_at: String,
    /// The request itself.
    pub request: RequestData,
    /// What the person confided; nothing where it was erased.
    pub person: Option<PersonView>,
    /// What person and Polo have written since, oldest first.
    pub lines: Vec<LineView>,
    /// Every appointment, in the order in which they were booked.
    pub appointments: Vec<AppointmentView>,
    /// The place on the list of those who wait for a time.
    pub waiting: Option<WaitingView>,
    /// The times that are held for the person until they answer.
    pub offers: Vec<OfferView>,
    /// The help project, where the person has agreed to have it under their code.
    pub project: Option<SharedProject>,
    /// The messages to the person that are still kept.
    pub messages: Vec<MessageData>,
    /// Who did what with the request, oldest first.
    pub record: Vec<RecordData>,
    /// How long all this is kept, in the language of the answer.
    pub kept: String,
    /// What is not in it, why, and how to ask for it, in the language of the answer.
    pub not_here: Vec<String>,
}

/// What the Polo keeps of a request beside what was confided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestData {
    /// The code.
    pub code: String,
    /// The protocol number.
    pub protocol: String,
    /// `received`, `in_charge`, `answered`, `closed` or `withdrawn`.
    pub status: String,
    /// The id of its motive.
    pub motive: String,
    /// The id of its Polo.
    pub polo: String,
    /// When it came.
    pub received_at: String,
    /// By when the Polo answers, a day.
    pub answer_by: String,
    /// How it ended: `helped`, `signposted`, `no_contact`, `gave_up` or `other`; empty where nobody has said so.
    pub outcome: String,
    /// Who agreed to it, where the Polo has written it: `person` or `representative`; else empty.
    pub agreed_by: String,
    /// How: `in_person` or `phone`; else empty.
    pub agreed_how: String,
    /// When the Polo closed it; empty where it did not.
    pub closed_at: String,
    /// When the person had it erased; empty where they did not.
    pub withdrawn_at: String,
}

/// A message to the person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageData {
    /// What it is about: `confirmation`, `moved`, `cancelled`, `reminder_48h`, `reminder_3h`, `answered`, `offer` or `code`.
    pub kind: String,
    /// `email`, `sms` or `app_io`.
    pub channel: String,
    /// `pending`, `sending`, `sent`, `expired`, `dropped`, `failed` or `uncertain`.
    pub state: String,
    /// When it was, or is, to go.
    pub due_at: String,
    /// When it ended; empty while it has not.
    pub ended_at: String,
    /// The address that it goes to; empty once it has ended, when it is erased.
    pub to: String,
}

/// Something that was done with the request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordData {
    /// When.
    pub at: String,
    /// What, a word.
    pub what: String,
    /// The member of staff; empty is the person.
    pub who: String,
    /// From where: `portal`, `desk`, `command_line` or `server`; empty where it was not kept.
    pub from: String,
}
