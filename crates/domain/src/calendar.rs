//! Civil days and hours in Italy: which days an office works, by when it has promised to answer, which hours exist.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

/// The days on which the offices of the instance are closed beside Saturdays and Sundays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// Month and day, each year: the national holidays and the patron saint.
    pub fixed: Vec<(i8, i8)>,
}

impl Holidays {
    /// Whether offices work on that day. Easter Monday is a holiday everywhere in Italy (L. 260/1949).
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.fixed.contains(&(day.month(), day.day()))
            && easter(day.year()).tomorrow().map_or(true, |monday| monday != day)
    }

    /// The last of `working_days` working days after `from`: «entro 5 giorni lavorativi».
    pub fn promise(&self, from: Date, working_days: u8) -> Date {
        let mut day = from;
        let mut left = working_days;
        while left > 0 {
            let Ok(next) = day.checked_add(1.day()) else {
                return day;
            };
            day = next;
            if self.is_working(day) {
                left -= 1;
            }
        }
        day
    }
}

/// Whether the change of clock skips that hour: from 2 to 3 on the last Sunday of March (Directive 2000/84/EC). Known
/// without a time zone database, so that the phone need not load one; a test holds it against the database.
pub fn is_skipped(time: DateTime) -> bool {
    time.month() == 3 && time.day() >= 25 && time.weekday() == Weekday::Sunday && time.hour() == 2
}

/// Civil time in Italy at a time in UTC: an hour more, two from the last Sunday of March to that of October, each at one
/// in UTC (Directive 2000/84/EC). Like [`is_skipped`], it needs no database, and a test holds it against one.
pub fn italian_time(utc: DateTime) -> DateTime {
    let changes =
        |month| Date::constant(utc.year(), month, 31 - sundays_from_end(utc.year(), month)).at(1, 0, 0, 0);
    let summer = changes(3) <= utc && utc < changes(10);
    utc.checked_add(if summer { 2.hours() } else { 1.hour() })
        .unwrap_or(utc)
}

/// How many days the last Sunday of a month of 31 days lies before its end.
fn sundays_from_end(year: i16, month: i8) -> i8 {
    Date::constant(year, month, 31).weekday().to_sunday_zero_offset()
}

/// Reads `2026-11-22T10:30`, the form of a `datetime-local` field; seconds, where there are any, must be whole.
pub fn parse_minute(written: &str) -> Option<DateTime> {
    let (date, time) = written.split_once('T')?;
    let mut date = date.splitn(3, '-');
    let (year, month, day) = (
        number(date.next()?, 4)?,
        number(date.next()?, 2)?,
        number(date.next()?, 2)?,
    );
    let mut time = time.splitn(3, ':');
    let (hour, minute) = (number(time.next()?, 2)?, number(time.next()?, 2)?);
    if let Some(second) = time.next() {
        number(second, 2)?;
    }
    let (month, day, hour, minute) = (
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
    );
    DateTime::new(year, month, day, hour, minute, 0, 0).ok()
}

fn number(digits: &str, width: usize) -> Option<i16> {
    (digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Easter Sunday of a year of the Gregorian calendar (the «anonymous» algorithm, Nature, 1876).
#[expect(
    clippy::many_single_char_names,
    reason = "the names that the algorithm was published with"
)]
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (n / 31, n % 31 + 1);
    // The formula yields a day between 22 March and 25 April: both parts fit in an i8.
    Date::constant(
        year,
        i8::try_from(month).unwrap_or(4),
        i8::try_from(day).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};
    use jiff::tz::TimeZone;

    #[test]
    fn skipped_hours_are_those_of_the_time_zone_database() {
        let rome = TimeZone::get("Europe/Rome").expect("the bundled database has Rome");
        let mut time = datetime(2024, 1, 1, 0, 30, 0, 0);
        while time.year() < 2034 {
            assert_eq!(
                is_skipped(time),
                rome.to_ambiguous_timestamp(time).is_ambiguous()
                    && matches!(
                        rome.to_ambiguous_timestamp(time).offset(),
                        jiff::tz::AmbiguousOffset::Gap { .. }
                    ),
                "{time}"
            );
            time = time.checked_add(1.hour()).expect("within range");
        }
    }

    #[test]
    fn italian_time_is_that_of_the_time_zone_database() {
        let rome = TimeZone::get("Europe/Rome").expect("the bundled database has Rome");
        let mut utc = datetime(2024, 1, 1, 0, 30, 0, 0);
        while utc.year() < 2034 {
            let instant = TimeZone::UTC.to_timestamp(utc).expect("UTC skips nothing");
            assert_eq!(italian_time(utc), rome.to_datetime(instant), "{utc}");
            utc = utc.checked_add(1.hour()).expect("within range");
        }
    }

    #[test]
    fn minutes_as_a_field_writes_them() {
        assert_eq!(
            parse_minute("2027-03-28T02:30"),
            Some(datetime(2027, 3, 28, 2, 30, 0, 0))
        );
        assert_eq!(
            parse_minute("2027-03-28T02:30:00"),
            Some(datetime(2027, 3, 28, 2, 30, 0, 0))
        );
        for slip in [
            "",
            "2027-02-30T10:00",
            "2027-1-1T10:00",
            "2027-01-01 10:00",
            "2027-01-01T24:00",
            "à",
        ] {
            assert_eq!(parse_minute(slip), None, "{slip}");
        }
    }

    #[test]
    fn easter_as_the_almanacs_have_it() {
        for day in [
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2038, 4, 25),
        ] {
            assert_eq!(easter(day.year()), day);
        }
    }

    #[test]
    fn a_promise_passes_over_the_days_the_office_is_closed() {
        let holidays = Holidays {
            fixed: vec![(12, 25), (12, 26), (1, 1), (1, 6), (1, 13)],
        };
        assert_eq!(holidays.promise(date(2026, 11, 22), 5), date(2026, 11, 27));
        assert_eq!(holidays.promise(date(2026, 12, 23), 5), date(2026, 12, 31));
        assert_eq!(holidays.promise(date(2026, 4, 3), 1), date(2026, 4, 7));
    }
}
