//! A day of the calendar, in four bytes and without a time library, which would cost the phone 25 kB.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A day, as the number 20261122: later days are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// The first day that there is.
    pub const FIRST: Self = Self(10_000_101);

    /// That day, where the calendar has it and its year has four digits.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let fits = (1000..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        fits.then_some(Self(year * 10_000 + month * 100 + day))
    }

    /// As the number 20261122.
    pub(super) fn number(self) -> u32 {
        self.0
    }

    pub(super) fn from_number(number: u32) -> Option<Self> {
        Self::new(number / 10_000, number / 100 % 100, number % 100)
    }

    /// Reads `2026-11-22`.
    pub fn parse(written: &str) -> Option<Self> {
        let bytes = written.as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let number = |from: usize, to: usize| {
            bytes.get(from..to)?.iter().try_fold(0, |sum: u32, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
            })
        };
        Self::new(number(0, 4)?, number(5, 7)?, number(8, 10)?)
    }

    /// For example 2026.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// From 1 to 12.
    pub fn month(self) -> u32 {
        self.0 / 100 % 100
    }

    /// From 1 to 31.
    pub fn day(self) -> u32 {
        self.0 % 100
    }

    /// The same day so many months later, or the last of that month.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let count = (self.year() * 12 + self.month() - 1).saturating_add(months);
        let (year, month) = ((count / 12).min(9999), count % 12 + 1);
        Self(year * 10_000 + month * 100 + self.day().min(days_in(year, month)))
    }

    /// Whole years from an earlier day to this one: an age.
    pub fn years_since(self, earlier: Self) -> u32 {
        (self.0.saturating_sub(earlier.0)) / 10_000
    }

    /// The least number of months in which this day is reached from an earlier one: six on the last day of six months.
    pub fn months_since(self, earlier: Self) -> u32 {
        if self <= earlier {
            return 0;
        }
        let months = (self.year() * 12 + self.month()) - (earlier.year() * 12 + earlier.month());
        months + u32::from(earlier.plus_months(months) < self)
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `2026-11-22`
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_number(u32::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("not a day of the calendar"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Day {
        Day::parse(written).expect("a day")
    }

    #[test]
    fn days_are_of_the_calendar() {
        for slip in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "",
        ] {
            assert_eq!(Day::parse(slip), None, "{slip}");
        }
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
    }

    #[test]
    fn six_months_end_on_the_same_day_or_on_the_last_of_the_month() {
        assert_eq!(day("2026-11-10").months_since(day("2026-05-10")), 6);
        assert_eq!(day("2026-11-11").months_since(day("2026-05-10")), 7);
        assert_eq!(day("2026-02-28").months_since(day("2025-08-31")), 6);
        assert_eq!(day("2026-03-01").months_since(day("2025-08-31")), 7);
        assert_eq!(day("2026-05-10").months_since(day("2026-05-10")), 0);
        assert_eq!(day("2026-03-15").years_since(day("1966-03-16")), 59);
        assert_eq!(day("2026-03-16").years_since(day("1966-03-16")), 60);
    }
}
