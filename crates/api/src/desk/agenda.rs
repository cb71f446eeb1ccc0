//! The agenda as the desk and the server say it to each other: who is expected, what is free, what changes what. Instants are
//! RFC 3339 in UTC; what is meant by the clock of the instance, `2026-11-30T09:00`, stands without a zone.

use serde::{Deserialize, Serialize};

/// Some days of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgendaView {
    /// The first day, `2026-11-30`.
    pub from: String,
    /// How many days: 1 to 14.
    pub days: u8,
    /// Whoever has an opening or an appointment here, by name.
    pub workers: Vec<AgendaWorker>,
    /// The days on which a Polo is closed, holidays among them.
    pub closed: Vec<ClosedDay>,
    /// When somebody is there.
    pub openings: Vec<Presence>,
    /// When somebody is away.
    pub away: Vec<Away>,
    /// The times that somebody could be given.
    pub free: Vec<FreeTime>,
    /// Who is expected, in order; without those called off.
    pub appointments: Vec<Expected>,
}

/// Somebody who can be met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgendaWorker {
    /// Names the person in addresses.
    pub id: String,
    /// As people read it.
    pub name: String,
}

/// A day on which a Polo is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosedDay {
    /// The Polo, by id; empty is all of them.
    pub polo: String,
    /// The day, `2026-12-07`.
    pub day: String,
    /// Whether it is a holiday, which nobody edits here.
    pub holiday: bool,
}

/// When a worker is there for appointments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Presence {
    /// The worker, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// From then
    pub start: String,
    /// until then.
    pub end: String,
}

/// When a worker is away. No reason is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Away {
    /// The worker, by id.
    pub worker: String,
    /// From then
    pub start: String,
    /// until then.
    pub end: String,
}

/// A time that somebody could be given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreeTime {
    /// The worker, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// For what, by ids.
    pub motives: Vec<String>,
    /// How: `at_polo`, `phone`, `video` or `home`.
    pub ways: Vec<String>,
    /// How many seats are left.
    pub seats: u32,
}

/// An appointment in the agenda: nothing of the person until the request is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Expected {
    /// Names it in addresses.
    pub id: String,
    /// The code of the request that has it.
    pub code: String,
    /// With whom, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// What for, by id.
    pub motive: String,
    /// How: `at_polo`, `phone`, `video` or `home`.
    pub way: String,
    /// `booked`, `attended`, `late` or `missed`.
    pub status: String,
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// Whether it can be said now how it went, or said otherwise.
    pub markable: bool,
}

/// The body of `POST /api/v1/desk/appointments/{id}/attendance`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Attendance {
    /// `attended`, `late` or `missed`; `booked` takes back what was said, on the same day.
    pub status: String,
}

/// The body of `POST /api/v1/desk/requests/{code}/appointment`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct GivenTime {
    /// When it begins: one of the free times.
    pub start: String,
    /// Where, by id; empty for where the appointment is now, or for the Polo of the request.
    pub polo: String,
    /// How; empty for how it is now, or for the first way that the motive offers.
    pub way: String,
    /// With whom, by id; empty for whoever is free.
    pub worker: String,
}

/// A request whose appointment was missed, and which has no other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissedView {
    /// The code of the request.
    pub code: String,
    /// When the appointment was.
    pub start: String,
}

/// What slots follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgendaRules {
    /// Whoever can be given an opening, by name.
    pub workers: Vec<AgendaWorker>,
    /// The openings that have not ended.
    pub openings: Vec<OpeningView>,
    /// The absences that have not ended.
    pub absences: Vec<AbsenceView>,
    /// The closed days to come, holidays not among them.
    pub closures: Vec<ClosedDay>,
}

/// When a worker is there, again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningView {
    /// Names it.
    pub id: String,
    /// The worker, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// For what, by ids.
    pub motives: Vec<String>,
    /// How: `at_polo`, `phone`, `video`, `home`.
    pub ways: Vec<String>,
    /// `once 2026-12-03`, `weekly mon`, `weekly/2 mon`, `monthly 1 thu` or `monthly last thu`.
    pub on: String,
    /// From this time of the day, `09:00`,
    pub from: String,
    /// to this one.
    pub to: String,
    /// The first day.
    pub valid_from: String,
    /// The last day; empty where there is none.
    pub valid_until: String,
}

/// When a worker is away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AbsenceView {
    /// Names it.
    pub id: String,
    /// The worker, by id.
    pub worker: String,
    /// From then, `2026-12-07T09:00`,
    pub from: String,
    /// until then.
    pub until: String,
}

/// The body of `POST /api/v1/desk/agenda/openings` and of its `/preview`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct OpeningEdit {
    /// `add`, `change` or `remove`.
    pub act: String,
    /// The opening that changes or goes; of one that goes nothing else is read.
    pub id: String,
    /// The worker, by id; of one that changes it stays.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// For what, by ids.
    pub motives: Vec<String>,
    /// How: `at_polo`, `phone`, `video`, `home`.
    pub ways: Vec<String>,
    /// `once 2026-12-03`, `weekly mon`, `weekly/2 mon`, `monthly 1 thu` or `monthly last thu`.
    pub on: String,
    /// From this time of the day, `09:00`,
    pub from: String,
    /// to this one.
    pub to: String,
    /// The first day.
    pub valid_from: String,
    /// The last day; empty where there is none.
    pub valid_until: String,
    /// Whether whoever has an appointment that the opening no longer has is told that it is off, and chooses another. If not,
    /// they keep it.
    pub call_off: bool,
    /// That of the preview; the preview itself needs none.
    pub fingerprint: String,
}

/// The body of `POST /api/v1/desk/agenda/absences` and of its `/preview`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AbsenceEdit {
    /// `add`, `change` or `remove`.
    pub act: String,
    /// The absence that changes or goes.
    pub id: String,
    /// The worker, by id; of one that changes it stays.
    pub worker: String,
    /// From then, `2026-12-07T09:00`,
    pub from: String,
    /// until then.
    pub until: String,
    /// That of the preview; the preview itself needs none.
    pub fingerprint: String,
}

/// The body of `POST /api/v1/desk/agenda/closures` and of its `/preview`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ClosureEdit {
    /// `add` or `remove`.
    pub act: String,
    /// The Polo, by id; empty is all of them.
    pub polo: String,
    /// The day, `2026-12-07`.
    pub day: String,
    /// That of the preview; the preview itself needs none.
    pub fingerprint: String,
}

/// What a change would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewView {
    /// How many times come.
    pub appear_count: u32,
    /// The first hundred of them.
    pub appear: Vec<TimeOf>,
    /// How many times go, whether or not somebody has them.
    pub go_count: u32,
    /// The first hundred of them.
    pub go: Vec<TimeOf>,
    /// Who has an appointment then.
    pub touched: Vec<TouchedView>,
    /// Whether those appointments are called off; of an opening the body says.
    pub calls_off: bool,
    /// What the change must state.
    pub fingerprint: String,
}

/// A time with a worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimeOf {
    /// The worker, by id.
    pub worker: String,
    /// When it begins.
    pub start: String,
}

/// An appointment that a change touches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchedView {
    /// The code of the request that has it.
    pub code: String,
    /// With whom, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// What for, by id.
    pub motive: String,
    /// How.
    pub way: String,
    /// When it begins.
    pub start: String,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EditedView {
    /// The id of what was added or changed; empty for a closed day.
    pub id: String,
    /// How many slots are new.
    pub added: u64,
    /// How many are gone, or no longer offered.
    pub removed: u64,
    /// How many appointments were called off.
    pub called_off: u64,
    /// How many stay though the opening no longer has their time.
    pub kept: u64,
}

/// The team of whoever coordinates: who has how much to do, what nobody has taken, where times run out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamView {
    /// The Monday of the week of the appointments.
    pub week: String,
    /// Whoever has an opening, by name.
    pub workers: Vec<TeamLoad>,
    /// What nobody has taken.
    pub untaken: Vec<Untaken>,
    /// What is left to people, of every motive at every Polo that has an opening for it.
    pub outlook: Vec<OutlookView>,
    /// With how few times left there is a warning.
    pub few: u32,
}

/// What a worker has to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamLoad {
    /// Names the person in addresses.
    pub id: String,
    /// As people read it.
    pub name: String,
    /// How many appointments there are this week.
    pub appointments: u64,
    /// How many requests that are not closed the person has in charge.
    pub in_charge: u64,
}

/// Requests that nobody has taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Untaken {
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How many.
    pub requests: u64,
    /// The oldest promise among them, `2026-11-27`.
    pub answer_by: String,
    /// Whether that day has passed.
    pub late: bool,
}

/// What is left of a motive at a Polo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutlookView {
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How many times can be had now.
    pub free: u64,
    /// The first of them; empty where there is none.
    pub first: String,
    /// `none`, `few`, `far` (the first one is later than the answer that is promised), or empty where all is well.
    pub warning: String,
}
