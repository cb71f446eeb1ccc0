//! From openings to slots.

use super::{Absence, Closure, Opening, Slot, Terms};
use crate::calendar::Holidays;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What keeps an opening from holding.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// The days on which no Polo works.
    pub holidays: &'a Holidays,
    /// The days on which some Polo does not.
    pub closures: &'a [Closure],
    /// When staff are away.
    pub absences: &'a [Absence],
    /// In which civil times are meant.
    pub zone: &'a TimeZone,
}

/// The slots of an opening for one of its motives, from `first` to `last`, both included, in order of time: inside the
/// opening, outside absences and closed days, each as long as the terms say whatever the clock does that night.
pub fn slots(
    _opening: &Opening,
    _motive: &str,
    _terms: &Terms,
    (_first, _last): (Date, Date),
    _calendar: &Calendar<'_>,
) -> Vec<Slot> {
    Vec::new()
}
