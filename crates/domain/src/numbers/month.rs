//! Months of the calendar, and spans of them. Never here: instants.

use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// How many months a span has at most.
pub const LONGEST_SPAN: usize = 36;

/// A month, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

/// What was written is no month of the years 1970 to 9998, or no span of them; it says nothing of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is written 2026-11, and a span has 1 to {LONGEST_SPAN} of them")]
pub struct InvalidMonth;

impl Month {
    /// The month of that day.
    pub fn of(day: Date) -> Self {
        Self {
            first: day.first_of_month(),
        }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The month after it; the last of all is its own.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self::of(self.first.saturating_add(months.months()))
    }
}

impl FromStr for Month {
    type Err = InvalidMonth;

    fn from_str(written: &str) -> Result<Self, InvalidMonth> {
        let (year, month) = written.split_once('-').ok_or(InvalidMonth)?;
        let digits = |text: &str, width| text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(InvalidMonth);
        }
        let year = year.parse().map_err(|_| InvalidMonth)?;
        let month = month.parse().map_err(|_| InvalidMonth)?;
        if !(1970..=9998).contains(&year) {
            return Err(InvalidMonth);
        }
        let first = Date::new(year, month, 1).map_err(|_| InvalidMonth)?;
        Ok(Self { first })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// Months that follow each other, no more than [`LONGEST_SPAN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: Month,
    to: Month,
}

impl Span {
    /// From the first to the last, both included.
    pub fn new(from: Month, to: Month) -> Result<Self, InvalidMonth> {
        let span = Self { from, to };
        let many = span.months().take(LONGEST_SPAN + 1).count();
        if (1..=LONGEST_SPAN).contains(&many) {
            Ok(span)
        } else {
            Err(InvalidMonth)
        }
    }

    /// The first.
    pub fn from(self) -> Month {
        self.from
    }

    /// The last.
    pub fn to(self) -> Month {
        self.to
    }

    /// Each, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.from), |month| Some(month.next()))
            .take_while(move |month| *month <= self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(written: &str) -> Month {
        written.parse().expect("a month")
    }

    #[test]
    fn a_month_is_read_as_it_is_written() {
        assert_eq!(month("2026-11").to_string(), "2026-11");
        assert_eq!(month("2026-12").next(), month("2027-01"));
        assert_eq!(month("2026-01").plus(-1), month("2025-12"));
        for slip in [
            "",
            "2026",
            "2026-13",
            "2026-1",
            "26-01",
            "+026-01",
            "2026-+1",
            "1969-12",
            "9999-01",
            "2026-11-01",
        ] {
            assert_eq!(slip.parse::<Month>(), Err(InvalidMonth), "{slip}");
        }
    }

    #[test]
    fn a_span_goes_forward_and_has_an_end() {
        let span = |from, to| Span::new(month(from), month(to));
        assert_eq!(
            span("2026-11", "2027-02").map(|span| span.months().count()),
            Ok(4)
        );
        assert_eq!(
            span("2026-01", "2026-01").map(|span| span.months().count()),
            Ok(1)
        );
        assert_eq!(span("2026-02", "2026-01"), Err(InvalidMonth));
        assert!(span("2024-01", "2026-12").is_ok());
        assert_eq!(span("2024-01", "2027-01"), Err(InvalidMonth));
        assert_eq!(span("1970-01", "9998-12"), Err(InvalidMonth));
    }
}
