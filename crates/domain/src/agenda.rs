//! The agenda: what an appointment may be, when staff are there for it, and the slots that follow. Civil times are those
//! of the instance's time zone, which is an argument like the clock. Never here: who holds which slot (the store).

pub mod offers;
mod recurrence;
mod slots;
mod stretch;

use crate::request::Way;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

pub use recurrence::{InvalidRecurrence, Nth, Recurrence};
pub use slots::{Calendar, holds_on, slots};
pub use stretch::stretch;

/// On which terms a motive can be booked: part of the motive's row in the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How long an appointment is, in minutes: 5 to 480.
    pub minutes: u16,
    /// How long the worker needs after it, in minutes.
    #[serde(default)]
    pub buffer: u16,
    /// How long before its start it can be booked at the latest, in hours.
    pub lead_hours: u16,
    /// How many days ahead it can be booked: 1 to 365.
    pub horizon_days: u16,
    /// Until how many hours before its start the person may move or cancel it.
    pub change_hours: u16,
    /// How to meet, in the order offered; never empty, never [`Way::CallBack`].
    pub ways: Vec<Way>,
    /// How many people one slot takes: 1, or the seats of a group meeting.
    #[serde(default = "one")]
    pub seats: u16,
    /// Who may book it.
    #[serde(default)]
    pub who: Who,
    /// Which part of the slots is held back for the near days, in percent: 0 to 90.
    #[serde(default)]
    pub near_percent: u8,
    /// From how many days before their start those can be booked.
    #[serde(default)]
    pub near_days: u16,
    /// Whether somebody may book it at a Polo other than their own.
    #[serde(default)]
    pub elsewhere: bool,
}

fn one() -> u16 {
    1
}

/// Who may book a motive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// Anybody.
    #[default]
    Anyone,
    /// A professional for another person, and staff.
    Professional,
    /// Staff alone.
    Staff,
}

/// When a member of staff is there for appointments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Names it.
    pub id: String,
    /// The member of staff, by id.
    pub worker: String,
    /// Where, by id.
    pub polo: String,
    /// For what, by ids of motives; a motive without terms yields nothing.
    pub motives: Vec<String>,
    /// How to meet there; what the motive's terms do not offer yields nothing.
    pub ways: Vec<Way>,
    /// On which days.
    pub recurrence: Recurrence,
    /// From this time of the day,
    pub from: Time,
    /// to this one, which is later.
    pub to: Time,
    /// The first day on which it holds; «every other week» counts from its week.
    pub valid_from: Date,
    /// The last day, where there is one.
    pub valid_until: Option<Date>,
}

/// When a member of staff is not there, whatever the openings say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Names it.
    pub id: String,
    /// The member of staff, by id.
    pub worker: String,
    /// From then
    pub from: DateTime,
    /// until then, which is later.
    pub until: DateTime,
}

/// A day on which a Polo is closed beside the holidays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The Polo, by id; `None` is all of them.
    pub polo: Option<String>,
    /// The day.
    pub day: Date,
}

/// A time that somebody can have with a member of staff, for one motive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The opening that it lies in, by id.
    pub opening: String,
    /// The member of staff, by id.
    pub worker: String,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How to meet: what both the opening and the terms offer.
    pub ways: Vec<Way>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Until when the worker is taken by it: its end and the buffer.
    pub busy_until: Timestamp,
    /// From when it can be booked.
    pub opens: Timestamp,
    /// From when it can no longer be booked.
    pub closes: Timestamp,
    /// How many people it takes.
    pub seats: u16,
}

impl Way {
    /// Ways as one whole number, a bit for each; for columns of the database.
    pub fn mask(ways: &[Self]) -> i64 {
        ways.iter().fold(0, |mask, way| mask | way.bit())
    }

    /// The ways of that mask, in the order in which they are listed.
    pub fn of_mask(mask: i64) -> Vec<Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|way| mask & way.bit() != 0)
            .collect()
    }

    /// Its bit in a mask.
    pub fn bit(self) -> i64 {
        1 << (self as i64)
    }
}
