//! On which days an opening returns.

use jiff::civil::{Date, Weekday};
use std::fmt;
use std::str::FromStr;

/// The longest round of weeks.
const MOST_WEEKS: u8 = 8;

/// How the days of the week are written.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

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
    /// Whether it falls on that day. Weeks begin on Monday and are counted from that of `first`, backwards too: whether the
    /// day lies before the first one is the opening's to say.
    pub fn falls_on(&self, day: Date, first: Date) -> bool {
        match *self {
            Self::Once(only) => day == only,
            Self::Weekly { every, weekday } => {
                let since_monday = days_from(first, day) + i64::from(first.weekday().to_monday_zero_offset());
                day.weekday() == weekday
                    && since_monday.div_euclid(7).rem_euclid(i64::from(every.max(1))) == 0
            }
            Self::Monthly { nth, weekday } => day.weekday() == weekday && nth.is_of(day),
        }
    }
}

impl Nth {
    /// Whether the day is that one among the days of its name in its month.
    fn is_of(self, day: Date) -> bool {
        match self {
            Self::From(nth) => (day.day() - 1) / 7 + 1 == i8::try_from(nth).unwrap_or(i8::MAX),
            Self::Last => day.day() > day.days_in_month() - 7,
        }
    }
}

/// How many days later the other day is.
fn days_from(first: Date, day: Date) -> i64 {
    day.duration_since(first).as_hours() / 24
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Once(day) => write!(f, "once {day}"),
            Self::Weekly { every: 1, weekday } => write!(f, "weekly {}", word(weekday)),
            Self::Weekly { every, weekday } => write!(f, "weekly/{every} {}", word(weekday)),
            Self::Monthly { nth, weekday } => match nth {
                Nth::From(nth) => write!(f, "monthly {nth} {}", word(weekday)),
                Nth::Last => write!(f, "monthly last {}", word(weekday)),
            },
        }
    }
}

impl FromStr for Recurrence {
    type Err = InvalidRecurrence;

    fn from_str(written: &str) -> Result<Self, InvalidRecurrence> {
        let (how, rest) = written.split_once(' ').ok_or(InvalidRecurrence)?;
        match (how, rest.split_once(' ')) {
            ("once", None) => day(rest).map(Self::Once),
            ("weekly", None) => weekday(rest).map(|weekday| Self::Weekly { every: 1, weekday }),
            ("monthly", Some(("last", name))) => weekday(name).map(|weekday| Self::Monthly {
                nth: Nth::Last,
                weekday,
            }),
            ("monthly", Some((nth, name))) => {
                let nth = Nth::From(number(nth, 4)?);
                weekday(name).map(|weekday| Self::Monthly { nth, weekday })
            }
            (how, None) => {
                let every = how.strip_prefix("weekly/").ok_or(InvalidRecurrence)?;
                let every = number(every, MOST_WEEKS)?;
                weekday(rest).map(|weekday| Self::Weekly { every, weekday })
            }
            _ => Err(InvalidRecurrence),
        }
    }
}

/// A date written as we write it: the library takes other forms too, an hour after it for one.
fn day(written: &str) -> Result<Date, InvalidRecurrence> {
    let day: Date = written.parse().map_err(|_| InvalidRecurrence)?;
    (day.to_string() == written)
        .then_some(day)
        .ok_or(InvalidRecurrence)
}

/// A single digit from 1 to `most`.
fn number(written: &str, most: u8) -> Result<u8, InvalidRecurrence> {
    match written.as_bytes() {
        [digit @ b'1'..=b'9'] if digit - b'0' <= most => Ok(digit - b'0'),
        _ => Err(InvalidRecurrence),
    }
}

fn weekday(written: &str) -> Result<Weekday, InvalidRecurrence> {
    let known = WEEKDAYS.iter().find(|(word, _)| *word == written);
    known.map(|(_, weekday)| *weekday).ok_or(InvalidRecurrence)
}

fn word(weekday: Weekday) -> &'static str {
    let known = WEEKDAYS.iter().find(|(_, day)| *day == weekday);
    known.map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    fn read(written: &str) -> Recurrence {
        written.parse().expect(written)
    }

    /// The days of a year on which it falls, counted from `first`.
    fn days(written: &str, first: Date, year: i16) -> Vec<Date> {
        let recurrence = read(written);
        let all = date(year, 1, 1)
            .series(1.day())
            .take_while(|day| day.year() == year);
        all.filter(|day| recurrence.falls_on(*day, first)).collect()
    }

    #[test]
    fn every_recurrence_reads_back_as_it_was_written() {
        let mut all = vec!["once 2026-12-03".to_owned(), "once 2028-02-29".to_owned()];
        for (day, _) in WEEKDAYS {
            all.push(format!("weekly {day}"));
            all.extend((2..=8).map(|every| format!("weekly/{every} {day}")));
            all.extend((1..=4).map(|nth| format!("monthly {nth} {day}")));
            all.push(format!("monthly last {day}"));
        }
        for written in all {
            assert_eq!(read(&written).to_string(), written);
        }
        assert_eq!(
            read("weekly/1 mon"),
            read("weekly mon"),
            "every week, said at length"
        );
    }

    #[test]
    fn what_is_written_otherwise_is_refused() {
        for slip in [
            "",
            " ",
            "once",
            "once ",
            "once 2026-2-3",
            "once 2026-02-30",
            "once 20261203",
            "once 2026-12-03T10:00",
            "once 2026-12-03 ",
            "once  2026-12-03",
            "weekly",
            "weekly Mon",
            "weekly monday",
            "weekly mon tue",
            "weekly/ mon",
            "weekly/0 mon",
            "weekly/9 mon",
            "weekly/02 mon",
            "weekly/+2 mon",
            "weekly/256 mon",
            "weekly/٢ mon",
            "monthly mon",
            "monthly 0 mon",
            "monthly 5 mon",
            "monthly 1  mon",
            "monthly 1 mon ",
            "monthly last",
            "monthly Last mon",
            "yearly 1 mon",
            "à è",
            "\0 \0 \0",
        ] {
            assert_eq!(slip.parse::<Recurrence>(), Err(InvalidRecurrence), "{slip:?}");
        }
    }

    #[test]
    fn every_other_week_counts_from_the_week_of_the_first_day() {
        // 2026-12-03 is a Thursday: its week began on 30 November, so its own Monday has passed.
        let mondays = days("weekly/2 mon", date(2026, 12, 3), 2027);
        assert_eq!(mondays[..2], [date(2027, 1, 11), date(2027, 1, 25)]);
        let december = days("weekly/2 mon", date(2026, 12, 3), 2026);
        assert_eq!(
            december[december.len() - 2..],
            [date(2026, 12, 14), date(2026, 12, 28)]
        );
        // The Sunday of the first day's week is of that week, not of the next.
        let sunday = read("weekly/2 sun");
        assert!(sunday.falls_on(date(2026, 12, 6), date(2026, 12, 3)));
        assert!(!sunday.falls_on(date(2026, 12, 13), date(2026, 12, 3)));
    }

    #[test]
    fn the_days_of_a_month_are_counted_by_their_name() {
        let first = date(2026, 1, 1);
        let first_thursdays = days("monthly 1 thu", first, 2026);
        assert_eq!(first_thursdays.len(), 12);
        assert_eq!(first_thursdays[..2], [date(2026, 1, 1), date(2026, 2, 5)]);
        assert_eq!(days("monthly 4 thu", first, 2026)[0], date(2026, 1, 22));
        let last = days("monthly last thu", first, 2026);
        assert_eq!(
            (last.len(), last[0], last[1]),
            (12, date(2026, 1, 29), date(2026, 2, 26))
        );
        assert_eq!(days("monthly last sun", first, 2028)[1], date(2028, 2, 27));
    }

    #[test]
    fn no_day_and_no_number_is_too_odd_to_ask_about() {
        let odd = [
            Recurrence::Weekly {
                every: 0,
                weekday: Weekday::Monday,
            },
            Recurrence::Weekly {
                every: 255,
                weekday: Weekday::Sunday,
            },
            Recurrence::Monthly {
                nth: Nth::From(0),
                weekday: Weekday::Monday,
            },
            Recurrence::Monthly {
                nth: Nth::From(255),
                weekday: Weekday::Monday,
            },
            Recurrence::Once(Date::MIN),
        ];
        for recurrence in odd {
            for day in [Date::MIN, date(2026, 12, 3), Date::MAX] {
                for first in [Date::MIN, date(2026, 12, 3), Date::MAX] {
                    recurrence.falls_on(day, first);
                    let _ = recurrence.to_string().parse::<Recurrence>();
                }
            }
        }
    }
}
