//! On which days an opening returns.

use jiff::civil::{Date, Weekday};
use std::fmt;
use std::str::FromStr;

/// On which days something returns. Written `once 2026-12-03`, `weekly mon`, `weekly/2 mon` (every other week, counted from
/// the week of the opening's first day), `monthly 1 thu` (the first Thursday), `monthly last thu`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// On one day.
    Once(Date),
    /// Every so many weeks, 1 to 8.
    Weekly {
        /// Every how many weeks.
        every: u8,
        /// On which day.
        weekday: Weekday,
    },
    /// Once a month.
    Monthly {
        /// Which of the month's.
        nth: Nth,
        /// Which day.
        weekday: Weekday,
    },
}

/// Which of the days of one name in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// From 1 to 4.
    From(u8),
    /// The last one.
    Last,
}

/// What was written is no recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a recurrence is `once 2026-12-03`, `weekly mon`, `weekly/2 mon`, `monthly 1 thu` or `monthly last thu`"
)]
pub struct InvalidRecurrence;

impl Recurrence {
    /// Whether it falls on that day, counted from `first`.
    pub fn falls_on(&self, _day: Date, _first: Date) -> bool {
        false
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl FromStr for Recurrence {
    type Err = InvalidRecurrence;

    fn from_str(_written: &str) -> Result<Self, InvalidRecurrence> {
        Err(InvalidRecurrence)
    }
}
