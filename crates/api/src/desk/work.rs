//! The work on requests, as it travels: who has one, hand-overs, notes, what comes next, how it ends, and requests that staff
//! write for a person.

use crate::requests::NewRequest;
use serde::{Deserialize, Serialize};

/// Somebody of the staff, as colleagues know them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Names the person in addresses.
    pub id: String,
    /// The name that stands on records.
    pub name: String,
}

/// A hand-over of a request.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOverView {
    /// Names it.
    pub id: String,
    /// Who would like the request to go.
    pub by: Colleague,
    /// To whom; absent is whoever has that area at that Polo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Colleague>,
    /// The Polo, by id.
    pub polo: String,
    /// The area, by id.
    pub area: String,
    /// Since when.
    pub at: String,
    /// `pending`, `accepted`, `refused` or `withdrawn`.
    pub state: String,
    /// Why it is to go; may be empty.
    pub why: String,
    /// Why it was refused; empty unless it was.
    pub reply: String,
    /// Whether it is for whoever asks to accept or refuse.
    pub for_you: bool,
}

/// A note for colleagues, which the person never reads.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteView {
    /// When it was written.
    pub at: String,
    /// By whom.
    pub by: String,
    /// `note`, `contact` (the person was looked for) or `reopened` (why).
    pub kind: String,
    /// What it says; may be empty for a contact.
    pub text: String,
    /// Of a contact: `phone`, `email` or `in_person`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// Of a contact: `reached`, `no_answer` or `left_message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<String>,
    /// Of a contact: when it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried_at: Option<String>,
}

/// Another request that gives the same telephone number or email address: perhaps of the same person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlikeView {
    /// `K7M2Q-9XT4J`.
    pub code: String,
    /// `2026/000042`.
    pub protocol: String,
    /// The motive, by id.
    pub motive: String,
    /// `received`, `in_charge`, `answered` or `closed`.
    pub status: String,
    /// When it came.
    pub received_at: String,
    /// What somebody has said of the two: `same` or `different`; empty is nothing yet.
    pub verdict: String,
}

/// Who agreed to a request that the Polo has written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementView {
    /// `person` or `representative`.
    pub by: String,
    /// `in_person` or `phone`.
    pub how: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/hand-over`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewHandOver {
    /// A colleague of this Polo and area, by id; empty is whoever has the area at the Polo that follows.
    pub to: String,
    /// The Polo, by id; empty is the one that has it.
    pub polo: String,
    /// The area, by id, which that Polo must have; empty is the one that has it.
    pub area: String,
    /// Why: up to 300 characters; may be empty.
    pub why: String,
}

/// The body of posts that want a reason: a refused hand-over, a request opened again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewReason {
    /// 1 to 300 characters.
    pub why: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/notes`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewNote {
    /// 1 to 2000 characters.
    pub text: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/contacts`: the person was looked for.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewContact {
    /// `phone`, `email` or `in_person`.
    pub way: String,
    /// `reached`, `no_answer`, or `left_message` where the person has agreed to messages.
    pub reached: String,
    /// When, an instant that has passed; empty is now.
    pub at: String,
    /// Up to 2000 characters; may be empty.
    pub text: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/next`: what is to be done next. All empty, nothing is any more.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewNext {
    /// The day, `2026-11-30`: today at the earliest, in a year at the latest.
    pub on: String,
    /// What, 1 to 300 characters.
    pub text: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/alike`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewVerdict {
    /// The code of the other request.
    pub code: String,
    /// `same` or `different`; empty takes back what was said.
    pub verdict: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/close`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Closing {
    /// How it ended: `helped`, `signposted`, `no_contact`, `gave_up` or `other`. Needed; the person reads it.
    pub outcome: String,
}

/// The body of `POST /api/v1/desk/requests`: a request that somebody of the staff writes for a person, who is there or on the
/// telephone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewAtDesk {
    /// What the portal's form asks; `consent` follows from the agreement.
    #[serde(flatten)]
    pub request: NewRequest,
    /// Who agreed: `person` or `representative`. Needed.
    pub agreed_by: String,
    /// How: `in_person` or `phone`. Needed.
    pub agreed_how: String,
}
