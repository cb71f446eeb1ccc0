//! The agenda: staff and when they are there, the slots that follow, and who holds which. A seat is claimed by one conditional
//! update under its worker's lock; the tables themselves refuse a seat too many and a worker in two places. Never here: which
//! slots follow from an opening, until when a person may change their mind (arguments), names of people.

mod appointments;
mod claim;
mod desk;
mod edit;
mod free;
mod holds;
mod notices;
mod offers;
mod plan;
mod week;

pub use desk::{ByStaff, Cause, Mark};
pub use edit::{Act, Edit, Edited, Preview, Touched};
pub use week::{Between, FreeSlot, Load, Meeting, Missed, Outlook, Untaken};

pub(crate) use appointments::{
    Kept, all as all_appointments, book, last as last_appointment, release_of, tell_booked,
};

pub use offers::{NewOffers, NextOffers, Offer, Offers, Sweep, Swept, Waiting, Waits};
pub(crate) use offers::{end_all as end_offers, enter_list, open_offers, waits};
pub(crate) use plan::purge;

use crate::engine::Database;
use crate::error::{AgendaError, EditError, MarkError, StoreError};
use crate::once::{Answer, Once};
use crate::vault::Vault;
use domain::agenda::{Absence, Closure, Opening, Terms};
use domain::calendar::Holidays;
use domain::message::Channels;
use domain::request::Way;
use domain::{Code, Secret};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The agenda of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Agenda<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// A member of staff who can be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Names the row.
    pub id: String,
    /// As people read it.
    pub name: String,
    /// Whether they still work here.
    pub active: bool,
}

/// What slots follow from, beside what the agenda keeps.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The motives that can be booked, by id.
    pub motives: &'a [(String, Terms)],
    /// The days on which no Polo works.
    pub holidays: &'a Holidays,
    /// In which civil times are meant.
    pub zone: &'a TimeZone,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// What changed when the slots were made anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// Slots that are new.
    pub added: u64,
    /// Slots that are no longer there, and that nobody had.
    pub removed: u64,
    /// Slots that are no longer offered, though somebody has them.
    pub orphaned: u64,
}

/// What somebody would like to have.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The Polo, by id.
    pub polo: &'a str,
    /// The motive, by id.
    pub motive: &'a str,
    /// How to meet.
    pub way: Way,
}

/// A time for an appointment.
#[derive(Clone, Copy, Debug)]
pub struct Time<'a> {
    /// What for, where, how.
    pub asked: Asked<'a>,
    /// When it begins.
    pub start: Timestamp,
}

/// A seat to hold.
#[derive(Clone, Debug)]
pub struct NewHold<'a> {
    /// The time.
    pub time: Time<'a>,
    /// Drawn by the caller; whoever has it has the seat.
    pub token: Secret,
    /// A hold that this one takes the place of.
    pub instead_of: Option<Secret>,
    /// Until when.
    pub until: Timestamp,
}

/// A seat that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// When the appointment begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Until when the seat is held.
    pub until: Timestamp,
}

domain::words! {
    /// Where an appointment stands.
    Standing {
        /// It is to come, or nobody has said how it went.
        Booked = "booked",
        /// It was called off.
        Cancelled = "cancelled",
        /// The person came.
        Attended = "attended",
        /// The person came late.
        Late = "late",
        /// The person did not come.
        Missed = "missed",
    }
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Names it in calendars.
    pub id: String,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How to meet.
    pub way: Way,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Where it stands.
    pub standing: Standing,
    /// How often it was changed since it was booked.
    pub sequence: u32,
    /// Whether the Polo called it off, and not the person.
    pub by_polo: bool,
    /// When it last was.
    pub changed_at: Timestamp,
}

/// By which ways, and in which language, people are told what becomes of an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notify {
    /// The channels that are set up.
    pub channels: Channels,
    /// The id of the language.
    pub language: String,
}

impl Notify {
    /// Nobody is told anything.
    pub fn nobody() -> Self {
        Self {
            channels: Channels::NONE,
            language: String::new(),
        }
    }
}

/// A change by whoever holds code and secret.
#[derive(Clone)]
pub struct Change<'a> {
    /// The request.
    pub code: &'a Code,
    /// Its secret.
    pub secret: &'a Secret,
    /// How long before its start an appointment can be moved or cancelled at the latest.
    pub limit: SignedDuration,
    /// When it is asked.
    pub now: Timestamp,
    /// How the person is told.
    pub notify: &'a Notify,
    /// Whether it is the same asking as an earlier one.
    pub once: &'a Once,
}

impl<'a> Agenda<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Writes a member of staff; gives the id.
    pub async fn add_worker(&self, name: &str) -> Result<String, StoreError> {
        plan::add_worker(self, name).await
    }

    /// Everybody who can be booked, or could.
    pub async fn workers(&self) -> Result<Vec<Worker>, StoreError> {
        plan::workers(self).await
    }

    /// Writes an opening; gives the id that it is kept under, whatever it said. Slots follow with [`Agenda::plan`].
    pub async fn add_opening(&self, opening: &Opening) -> Result<String, StoreError> {
        plan::add_opening(self, opening).await
    }

    /// Ends an opening for good. Slots go with the next [`Agenda::plan`].
    pub async fn remove_opening(&self, id: &str) -> Result<bool, StoreError> {
        plan::remove(self, "DELETE FROM openings WHERE id = $1", id).await
    }

    /// All openings.
    pub async fn openings(&self) -> Result<Vec<Opening>, StoreError> {
        plan::openings(self).await
    }

    /// Writes an absence; gives the id that it is kept under, whatever it said.
    pub async fn add_absence(&self, absence: &Absence) -> Result<String, StoreError> {
        plan::add_absence(self, absence).await
    }

    /// Takes an absence back.
    pub async fn remove_absence(&self, id: &str) -> Result<bool, StoreError> {
        plan::remove(self, "DELETE FROM absences WHERE id = $1", id).await
    }

    /// All absences.
    pub async fn absences(&self) -> Result<Vec<Absence>, StoreError> {
        plan::absences(self).await
    }

    /// Writes a closed day, if it is not there yet.
    pub async fn add_closure(&self, closure: &Closure) -> Result<(), StoreError> {
        plan::add_closure(self, closure).await
    }

    /// All closed days.
    pub async fn closures(&self) -> Result<Vec<Closure>, StoreError> {
        plan::closures(self).await
    }

    /// Makes the slots of these days what openings, absences and terms say. Done twice, or by two at once, it is done once.
    /// A slot that somebody has is never taken away: it is no longer offered.
    pub async fn plan(&self, plan: &Plan<'_>) -> Result<Planned, StoreError> {
        plan::run(self, plan).await
    }

    /// The times that can be had from `first` until before `end`, in order, each once.
    pub async fn free(
        &self,
        asked: Asked<'_>,
        (first, end): (Timestamp, Timestamp),
        now: Timestamp,
    ) -> Result<Vec<Timestamp>, StoreError> {
        free::between(self, asked, (first, end), now).await
    }

    /// The first time that can be had from `from` on.
    pub async fn first_free(
        &self,
        asked: Asked<'_>,
        from: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        free::first(self, asked, from, now).await
    }

    /// The last time that can be had before `before`.
    pub async fn last_free(
        &self,
        asked: Asked<'_>,
        before: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        free::last(self, asked, before, now).await
    }

    /// Holds a seat; the hold that it takes the place of is let go in the same transaction, or stays where nothing is free.
    pub async fn hold(&self, new: &NewHold<'_>, now: Timestamp) -> Result<Held, AgendaError> {
        holds::hold(self, new, now).await
    }

    /// Lets a hold go; `false` where there is none any more.
    pub async fn release(&self, token: &Secret) -> Result<bool, StoreError> {
        holds::release(self, token).await
    }

    /// Lets go every hold whose time is over; says how many there were. Meant to run every few seconds.
    pub async fn release_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        holds::release_expired(self, now).await
    }

    /// Gives the request that time: its first appointment, or another time for the one that it has. In the second case the old
    /// seat goes when the new one is there, or nothing changes.
    pub async fn choose(
        &self,
        change: &Change<'_>,
        time: Time<'_>,
    ) -> Result<Answer<Appointment>, AgendaError> {
        appointments::choose(self, change, time).await
    }

    /// Calls the request's appointment off; the seat is free for others at once.
    pub async fn cancel(&self, change: &Change<'_>) -> Result<Answer<Appointment>, AgendaError> {
        appointments::cancel(self, change).await
    }

    /// What a change of openings, absences or closed days would do.
    pub async fn preview(&self, edit: &Edit, plan: &Plan<'_>, now: Timestamp) -> Result<Preview, EditError> {
        edit::preview(self, edit, plan, now).await
    }

    /// Carries a change out as its preview said, with the slots that follow and the people who are told; or nothing, where
    /// something of the preview is no longer so.
    pub async fn carry_out(&self, act: &Act<'_>) -> Result<Answer<Edited>, EditError> {
        edit::carry_out(self, act).await
    }

    /// Gives a request that time, with that worker if one is named: its first appointment or another one. Lead and horizon are
    /// for people who book by themselves.
    pub async fn give(
        &self,
        by: &ByStaff<'_>,
        time: Time<'_>,
        worker: Option<&str>,
    ) -> Result<Answer<Appointment>, AgendaError> {
        desk::give(self, by, time, worker).await
    }

    /// Calls the request's appointment off for the Polo.
    pub async fn call_off(&self, by: &ByStaff<'_>) -> Result<Answer<Appointment>, AgendaError> {
        desk::call_off_one(self, by).await
    }

    /// Says how an appointment went, or takes that back. `since` is the midnight after which it can be taken back.
    pub async fn mark(
        &self,
        mark: &Mark<'_>,
        now: Timestamp,
        since: Timestamp,
    ) -> Result<Meeting, MarkError> {
        desk::mark(self, mark, now, since).await
    }

    /// The appointment of that id.
    pub async fn appointment(&self, id: &str) -> Result<Option<Meeting>, StoreError> {
        week::appointment(self, id).await
    }

    /// The appointments of these days that were not called off, in order.
    pub async fn appointments(&self, between: &Between<'_>) -> Result<Vec<Meeting>, StoreError> {
        week::appointments(self, between).await
    }

    /// The times of these days from `now` on that somebody could be given, each with its motives.
    pub async fn free_slots(
        &self,
        between: &Between<'_>,
        now: Timestamp,
    ) -> Result<Vec<FreeSlot>, StoreError> {
        week::free_slots(self, between, now).await
    }

    /// The open requests whose last appointment was missed, and which have no other.
    pub async fn missed(&self) -> Result<Vec<Missed>, StoreError> {
        week::missed(self).await
    }

    /// How many times are left to people, by Polo and motive.
    pub async fn outlook(&self, now: Timestamp) -> Result<Vec<Outlook>, StoreError> {
        week::outlook(self, now).await
    }

    /// How many appointments each worker has on these days, by Polo and motive.
    pub async fn loads(&self, between: &Between<'_>) -> Result<Vec<Load>, StoreError> {
        week::loads(self, between).await
    }

    /// How many open requests each worker has, by Polo and motive.
    pub async fn in_charge(&self) -> Result<Vec<Load>, StoreError> {
        week::in_charge(self).await
    }

    /// The requests that nobody has taken, by Polo and motive.
    pub async fn untaken(&self) -> Result<Vec<Untaken>, StoreError> {
        week::untaken(self).await
    }
}
