//! What the staff desk and the server say to each other. Instants are RFC 3339 in UTC. Whatever holds a password, a code or
//! a ticket has no `Debug`.

pub mod agenda;
pub mod audit;
pub mod numbers;
pub mod offers;
pub mod project;
pub mod provider;
pub mod work;

use crate::agenda::AppointmentView;
use crate::requests::LineView;
use serde::{Deserialize, Serialize};
use work::{AlikeView, Colleague, HandOverView, NoteView};

/// The body of `POST /api/v1/desk/session`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SignIn {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// What comes after the password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextStep {
    /// `code`: the code of the phone, or a recovery code, within five minutes.
    pub next: String,
}

/// The body of `POST /api/v1/desk/session/code`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SignInCode {
    /// The six digits of the phone, or a recovery code of ten letters and digits.
    pub code: String,
}

/// Whoever is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Names the person in addresses.
    pub id: String,
    /// The name that stands on records.
    pub name: String,
    /// What the person may do: `role:polo:area`, with `*` for all.
    pub grants: Vec<String>,
}

/// A session of whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// Names it; opens nothing.
    pub id: String,
    /// When it began.
    pub created_at: String,
    /// When it was last in use, to the minute.
    pub seen_at: String,
    /// Whether it is this one.
    pub current: bool,
}

/// What has ended, or is done, and leaves nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Done {
    /// Always true.
    pub done: bool,
}

/// The body of `POST /api/v1/desk/setup`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SetupTicket {
    /// The ticket that the administrator handed over: 26 letters and digits.
    pub ticket: String,
}

/// What a ticket opens.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// The name of the person.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The secret of the codes, in base 32, for typing into the phone.
    pub secret: String,
    /// The same as an `otpauth://` address, for a picture that the phone reads.
    pub otpauth: String,
}

/// The body of `POST /api/v1/desk/setup/done`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SetupDone {
    /// The ticket.
    pub ticket: String,
    /// The password, of twelve characters or more.
    pub password: String,
    /// The code that the phone shows now.
    pub code: String,
}

/// Recovery codes, shown here and never again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// Ten, each of which takes the place of one code of the phone.
    pub codes: Vec<String>,
}

/// The body of `POST /api/v1/desk/password`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewPassword {
    /// The password until now.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// The body of `POST /api/v1/desk/staff`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewStaff {
    /// The name that stands on records and that people read: up to 60 characters, on one line.
    pub name: String,
    /// The name to sign in with: 3 to 60 letters without accents, digits and `.-_@`.
    pub login: String,
    /// What the person may do: `role:polo:area`, with `*` for all.
    pub grants: Vec<String>,
}

/// The body of `POST /api/v1/desk/staff/{id}/grants`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewGrants {
    /// What the person may do from now on, in place of what it was.
    pub grants: Vec<String>,
}

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffView {
    /// Names the person in addresses.
    pub id: String,
    /// The name that stands on records.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether password and codes are set up.
    pub set_up: bool,
    /// What the person may do.
    pub grants: Vec<String>,
    /// How the account stands with the Comune's provider: `no`, `awaited` (it may open the account, and whose it is there is
    /// learnt at the first sign-in) or `linked`.
    #[serde(default)]
    pub provider: String,
}

/// A ticket to hand over, shown here and never again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketView {
    /// Whose account it sets up.
    pub id: String,
    /// 26 letters and digits in groups.
    pub ticket: String,
    /// Until when it holds.
    pub until: String,
}

/// A request in the list: nothing that concerns a person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queued {
    /// `K7M2Q-9XT4J`.
    pub code: String,
    /// `2026/000042`.
    pub protocol: String,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// The area of the motive, by id.
    pub area: String,
    /// `received`, `in_charge`, `answered`, `closed` or `withdrawn`.
    pub status: String,
    /// When it came.
    pub received_at: String,
    /// The day by which the Polo answers, `2026-11-27`.
    pub answer_by: String,
    /// While an answer is awaited: `late`, `today`, `soon` (two working days at most) or `in_time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lateness: Option<String>,
    /// While an answer is awaited: how many working days are left; below zero, how many have passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i32>,
    /// Who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<Colleague>,
    /// Whether that is whoever asks.
    pub mine: bool,
    /// The day of what is to be done next, `2026-11-30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<String>,
    /// Whether that day has come.
    pub overdue: bool,
    /// The hand-over that waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOverView>,
}

/// A request that was opened: whoever sent it reads who did.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskRequest {
    /// Where it stands.
    pub request: Queued,
    /// When the person took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<String>,
    /// What concerns the person; absent once it is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonView>,
    /// How it ended: `helped`, `signposted`, `no_contact`, `gave_up` or `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Who agreed to it, where the Polo has written it: `person` or `representative`, and how: `in_person` or `phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<work::AgreementView>,
    /// The appointment: the booked one, or the last that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentView>,
    /// What person and Polo have written since, oldest first.
    pub lines: Vec<LineView>,
    /// The last hand-over, whatever became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOverView>,
    /// What is to be done next; empty where nothing is.
    pub next: String,
    /// What colleagues have noted, oldest first.
    pub notes: Vec<NoteView>,
    /// Other requests that give the same telephone number or email address, newest first.
    pub alike: Vec<AlikeView>,
    /// Who did what with it, oldest first.
    pub record: Vec<RecordView>,
}

/// What concerns the person of a request; the words are those of the form. What was not answered is empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonView {
    /// `myself`, `relative` or `other`.
    pub for_whom: String,
    /// Who asks, in relation to the person.
    pub role: String,
    /// Whether that person knows: `yes` or `no`.
    pub aware: String,
    /// The neighbourhood, by id.
    pub neighbourhood: String,
    /// `at_polo`, `phone`, `video`, `home` or `call_back`; empty is «to be agreed».
    pub way: String,
    /// `mon` to `fri`.
    pub days: Vec<String>,
    /// `morning`, `midday`, `afternoon`.
    pub parts: Vec<String>,
    /// Civil time in Italy, `2026-11-30T10:30`.
    pub call_at: String,
    /// The language the person speaks best.
    pub language: String,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// Whether Italian sign language is needed.
    pub sign_language: bool,
    /// What is needed to come and to be at ease.
    pub access: String,
    /// Someone the person would rather not meet.
    pub avoid: String,
    /// `phone`, `email` or `code`.
    pub reply_by: String,
    /// `+393331234567`.
    pub phone: String,
    /// An email address.
    pub email: String,
    /// Which name to use.
    pub name: String,
    /// When it is safe to call: `morning`, `midday`, `afternoon`, `evening`; none is any time.
    pub safe_hours: Vec<String>,
    /// Whether a message may be left.
    pub leave_message: bool,
    /// Anything else.
    pub note: String,
    /// Lines of the self-assessment that the person brought along.
    pub answers: Vec<String>,
}

/// Something that was done with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordView {
    /// When.
    pub at: String,
    /// The member of staff who did it; empty is the person who sent the request.
    pub who: String,
    /// `sent`, `line_added`, `shown`, `taken`, `answered`, `closed`, `withdrawn`, `booked`, `moved`, `cancelled`, `reopened`,
    /// `hand_over_asked`, `handed_over`, `hand_over_refused`, `hand_over_taken_back`, `noted`, `contacted`, `planned` or
    /// `compared`; of the help project `project_shown`, `project_written`, `project_reviewed`, `project_shared`,
    /// `project_unshared`, `project_objected`, `project_closed` or `project_reopened`.
    pub what: String,
    /// From where: `portal`, `desk`, `command_line` or `server`; empty where it was not kept yet. Never a network address.
    pub from: String,
    /// The session at the desk, by an id that opens nothing; empty where it was not the desk.
    pub session: String,
}

/// Something that was done with an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountRecordView {
    /// When.
    pub at: String,
    /// Who did it; empty is the command line.
    pub by: String,
    /// With whose account.
    pub whose: String,
    /// `added`, `set_up`, `granted`, `disabled`, `reset`, `signed_in`, `recovery_used`, `password_changed`,
    /// `token_reused`, `provider_allowed`, `provider_linked`, `provider_ended` or `signed_in_by_provider`.
    pub what: String,
    /// The grants that were given, between blanks.
    pub detail: String,
    /// From where, as in [`RecordView`].
    pub from: String,
    /// The session at the desk, as in [`RecordView`].
    pub session: String,
}
