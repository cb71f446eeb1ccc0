//! A request for an appointment or a call-back: as it is typed ([`Draft`]), as it may be stored ([`Request`]), and the
//! steps it is asked in. One check serves the phone, the page without JavaScript, and the interface.

mod check;
mod form;
mod step;

use crate::civil::Minute;
use crate::code::Secret;
use crate::contact::{Email, Phone};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use form::OddPair;
pub use step::Step;

/// The answers as typed, one field each; empty is «not answered». The names are those of the form's fields and of JSON.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a tick of the form, and a field of JSON by that name"
)]
pub struct Draft {
    /// What it is about: the id of a motive. Needed.
    pub motive: String,
    /// `myself`, `relative` or `other` (a professional or neighbour for another person); empty means `myself`.
    pub for_whom: String,
    /// Who asks, in relation to the person: «figlia», «medico», «vicina». Up to 80 characters.
    pub role: String,
    /// Whether that person knows: `yes` or `no`.
    pub aware: String,
    /// The id of the neighbourhood; the Polo follows from it.
    pub neighbourhood: String,
    /// The id of the Polo. Needed, unless the neighbourhood says it.
    pub polo: String,
    /// `at_polo`, `phone`, `video`, `home` or `call_back` (as soon as the Polo can); empty means «to be agreed».
    pub way: String,
    /// `mon` to `fri`; none means any day.
    pub days: Vec<String>,
    /// `morning`, `midday`, `afternoon`; none means any time.
    pub parts: Vec<String>,
    /// A date and time that would suit, civil time in Italy, `2026-11-30T10:30`.
    pub call_at: String,
    /// The time chosen among the free ones: when it begins, an instant, `2026-12-01T08:30:00Z`; empty means none.
    pub time: String,
    /// The hold on that time, as the server gave it; without one the time is booked if it is still free.
    pub hold: String,
    /// Whether the person would wait for a time to come free, where there is none to choose.
    pub waiting: bool,
    /// The language the person speaks best. Up to 60 characters.
    pub language: String,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// Whether Italian sign language (LIS) is needed.
    pub sign_language: bool,
    /// What is needed to come and to be at ease. Up to 200 characters.
    pub access: String,
    /// Someone the person would rather not meet. Up to 120 characters.
    pub avoid: String,
    /// How the Polo answers: `phone`, `email` or `code` (the person looks with code and secret). Needed.
    pub reply_by: String,
    /// A telephone number; needed for answers by phone, and for a talk by phone.
    pub phone: String,
    /// An email address; needed for answers by email.
    pub email: String,
    /// Which name to use. Up to 60 characters.
    pub name: String,
    /// When it is safe to call: `morning`, `midday`, `afternoon`, `evening`; none means any time.
    pub safe_hours: Vec<String>,
    /// Whether a message may be left: `yes` or `no`; empty means `no`.
    pub leave_message: String,
    /// Anything else, up to 600 characters.
    pub note: String,
    /// Lines of the self-assessment that the person brings along, question and answer: «Quante persone vivono in casa? 3».
    /// Up to 80 lines of up to 300 characters; empty ones are left out.
    pub answers: Vec<String>,
    /// Whether the privacy text was read and the answers may be used for this request. Needed.
    pub consent: bool,
}

/// Personal answers must not end up in a log by way of `{:?}`: only the names of the answered fields show.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut answered: Vec<&str> = self.pairs().into_iter().map(|(name, _)| name).collect();
        answered.dedup();
        f.debug_struct("Draft").field("answered", &answered).finish()
    }
}

crate::words! {
    /// For whom help is asked.
    ForWhom {
        /// The person who writes.
        Myself = "myself",
        /// Someone of the family.
        Relative = "relative",
        /// Another person: the writer is a professional, a neighbour, a friend.
        Other = "other",
    }
}

crate::words! {
    /// How to meet.
    Way {
        /// At the Polo.
        AtPolo = "at_polo",
        /// An appointment by phone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// At the person's home.
        Home = "home",
        /// The Polo calls as soon as it can.
        CallBack = "call_back",
    }
}

crate::words! {
    /// A working day.
    WorkDay {
        /// Monday.
        Mon = "mon",
        /// Tuesday.
        Tue = "tue",
        /// Wednesday.
        Wed = "wed",
        /// Thursday.
        Thu = "thu",
        /// Friday.
        Fri = "fri",
    }
}

crate::words! {
    /// A part of the day.
    DayPart {
        /// Until noon.
        Morning = "morning",
        /// From noon to two.
        Midday = "midday",
        /// From two to six.
        Afternoon = "afternoon",
        /// After six; offered for calls only.
        Evening = "evening",
    }
}

crate::words! {
    /// How the Polo answers.
    ReplyBy {
        /// By telephone.
        Phone = "phone",
        /// By email.
        Email = "email",
        /// Not at all: the person looks with code and secret.
        Code = "code",
    }
}

crate::words! {
    /// Yes or no.
    YesNo {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
    }
}

crate::words! {
    /// Where a request stands.
    Status {
        /// Sent, and nobody has taken it yet.
        Received = "received",
        /// A worker has it.
        InCharge = "in_charge",
        /// The Polo has answered.
        Answered = "answered",
        /// Done.
        Closed = "closed",
        /// The person took it back; their data are erased.
        Withdrawn = "withdrawn",
    }
}

/// A request that can be stored: everything in it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The id of a motive of the catalogue.
    pub motive: String,
    /// The id of a Polo of the catalogue.
    pub polo: String,
    /// The time chosen among the free ones.
    pub chosen: Option<Chosen>,
    /// The way of meeting for which the person waits that a time comes free, where they do: never [`Way::CallBack`].
    pub waiting: Option<Way>,
    /// What concerns the person: sealed at rest as one.
    pub person: Person,
}

/// A time that the person has chosen for an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// When it begins, in UTC.
    pub start: Minute,
    /// How to meet, never [`Way::CallBack`].
    pub way: Way,
    /// The hold on it.
    pub hold: Option<Secret>,
}

/// The personal part of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "each field is documented on `Draft`, where it is typed"
)]
pub struct Person {
    pub for_whom: ForWhom,
    pub role: Text<80>,
    pub aware: Option<YesNo>,
    pub neighbourhood: Option<String>,
    pub way: Option<Way>,
    pub days: Vec<WorkDay>,
    pub parts: Vec<DayPart>,
    /// `2026-11-30T10:30`, civil time in Italy.
    pub call_at: Option<String>,
    pub language: Text<60>,
    pub interpreter: bool,
    pub sign_language: bool,
    pub access: Text<200>,
    pub avoid: Text<120>,
    pub reply_by: ReplyBy,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub name: Text<60>,
    pub safe_hours: Vec<DayPart>,
    pub leave_message: bool,
    pub note: Text<600>,
    /// Requests written before answers could be brought lack it.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// A line of the self-assessment that comes with a request.
pub type Answer = Text<300>;

/// How many such lines a request may bring.
pub const MOST_ANSWERS: usize = 80;

/// A line that the person adds to a request: 1 to 600 characters.
pub type Line = Text<600>;
