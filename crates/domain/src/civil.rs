//! Civil time to the minute, in Italy: what a form's field holds and what a page shows. Small enough for the phone, which
//! loads no library of time for it; tests hold every rule here against one that knows the time zone database.

/// A day and an hour as a wall clock shows them, kept as minutes since 1970-01-01T00:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(i64);

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

impl Minute {
    /// 1970-01-01T00:00
    pub const EPOCH: Self = Self(0);

    /// Midnight at the beginning of that day; `None` where the calendar has no such day between the years 1 and 9999.
    pub fn midnight(year: i64, month: i64, day: i64) -> Option<Self> {
        let start = Self(days_from_civil(year, month, day) * DAY);
        ((1..=9999).contains(&year) && start.date() == (year, month, day)).then_some(start)
    }

    /// That hour and minute of the day that `self` lies in; `None` where a clock has no such hour.
    pub fn at(self, hour: i64, minute: i64) -> Option<Self> {
        let on_a_clock = (0..24).contains(&hour) && (0..60).contains(&minute);
        on_a_clock.then(|| Self(self.0.div_euclid(DAY) * DAY + hour * HOUR + minute))
    }

    /// Reads `2026-11-22T10:30`, the form of a `datetime-local` field; seconds, where there are any, are passed over.
    pub fn parse(written: &str) -> Option<Self> {
        let (date, time) = written.split_once('T')?;
        let mut time = time.splitn(3, ':');
        let (hour, minute) = (number(time.next()?, 2)?, number(time.next()?, 2)?);
        if let Some(second) = time.next() {
            number(second, 2).filter(|second| *second < 60)?;
        }
        Self::parse_date(date)?.at(hour, minute)
    }

    /// Reads `2026-11-22` as its midnight.
    pub fn parse_date(written: &str) -> Option<Self> {
        let mut date = written.splitn(3, '-');
        Self::midnight(
            number(date.next()?, 4)?,
            number(date.next()?, 2)?,
            number(date.next()?, 2)?,
        )
    }

    /// Reads `2026-11-22T09:30:00Z`, an instant to the minute, as its clock in UTC.
    pub fn parse_instant(written: &str) -> Option<Self> {
        let minute = written.strip_suffix(":00Z")?;
        (minute.len() == "2026-11-22T09:30".len()).then(|| Self::parse(minute))?
    }

    /// The instant of this clock in UTC, in seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0 * 60
    }

    /// Year, month from 1, day from 1.
    pub fn date(self) -> (i64, i64, i64) {
        civil_from_days(self.0.div_euclid(DAY))
    }

    /// Hour and minute.
    pub fn time(self) -> (i64, i64) {
        let minutes = self.0.rem_euclid(DAY);
        (minutes / HOUR, minutes % HOUR)
    }

    /// The day of the week, from 0 for Monday.
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        usize::try_from((self.0.div_euclid(DAY) + 3).rem_euclid(7)).unwrap_or_default()
    }

    /// So many days later on the wall clock.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY)
    }

    /// Whether the change of clock skips it: from 2 to 3 on the last Sunday of March (Directive 2000/84/EC).
    pub fn is_skipped(self) -> bool {
        let (year, month, _) = self.date();
        month == 3
            && self >= last_sunday(year, 3).plus(2 * HOUR)
            && self < last_sunday(year, 3).plus(3 * HOUR)
    }

    /// Civil time in Italy, where `self` is in UTC: an hour more, two from the last Sunday of March to that of October,
    /// each at one in UTC (Directive 2000/84/EC).
    #[must_use]
    pub fn in_italy(self) -> Self {
        let (year, ..) = self.date();
        let summer = last_sunday(year, 3).plus(HOUR) <= self && self < last_sunday(year, 10).plus(HOUR);
        self.plus(if summer { 2 * HOUR } else { HOUR })
    }

    /// The minute of an instant, in UTC.
    pub fn of(instant: jiff::Timestamp) -> Self {
        Self(instant.as_second().div_euclid(60))
    }

    fn plus(self, minutes: i64) -> Self {
        Self(self.0 + minutes)
    }
}

/// Seconds are let go: forms speak of minutes.
impl From<jiff::civil::DateTime> for Minute {
    fn from(time: jiff::civil::DateTime) -> Self {
        let days = days_from_civil(time.year().into(), time.month().into(), time.day().into());
        Self(days * DAY + i64::from(time.hour()) * HOUR + i64::from(time.minute()))
    }
}

/// The midnight of the last Sunday of a month of 31 days.
fn last_sunday(year: i64, month: i64) -> Minute {
    let last = Minute(days_from_civil(year, month, 31) * DAY);
    let after_sunday = i64::try_from((last.weekday() + 1) % 7).unwrap_or_default();
    last.plus_days(-after_sunday)
}

fn number(digits: &str, width: usize) -> Option<i64> {
    (digits.len() == width && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Days since 1970-01-01 in the Gregorian calendar (H. Hinnant, «chrono-compatible low-level date algorithms»).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The other way round.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::{DateTime, datetime};
    use jiff::tz::{AmbiguousOffset, TimeZone};

    /// Every half hour of ten years, and now and then one of ten centuries.
    fn times() -> impl Iterator<Item = DateTime> {
        let near = datetime(2024, 1, 1, 0, 0, 0, 0)
            .series(30.minutes())
            .take(10 * 366 * 48);
        near.chain(datetime(1600, 1, 1, 0, 0, 0, 0).series(1_003.hours()).take(8_000))
    }

    #[test]
    fn the_calendar_is_the_librarys() {
        for time in times() {
            let ours = Minute::from(time);
            assert_eq!(
                ours.date(),
                (time.year().into(), time.month().into(), time.day().into())
            );
            assert_eq!(ours.time(), (time.hour().into(), time.minute().into()));
            assert_eq!(
                ours.weekday(),
                usize::try_from(time.weekday().to_monday_zero_offset()).expect("0 to 6")
            );
            assert_eq!(
                Minute::parse(&time.strftime("%Y-%m-%dT%H:%M").to_string()),
                Some(ours),
                "{time}"
            );
        }
    }

    #[test]
    fn the_change_of_clock_is_that_of_the_time_zone_database() {
        let rome = TimeZone::get("Europe/Rome").expect("the bundled database has Rome");
        for time in times().filter(|time| time.year() >= 2024) {
            let gap = matches!(
                rome.to_ambiguous_timestamp(time).offset(),
                AmbiguousOffset::Gap { .. }
            );
            assert_eq!(Minute::from(time).is_skipped(), gap, "{time}");
            let instant = TimeZone::UTC.to_timestamp(time).expect("UTC skips nothing");
            assert_eq!(
                Minute::from(time).in_italy(),
                Minute::from(rome.to_datetime(instant)),
                "{time} UTC"
            );
        }
    }

    #[test]
    fn what_no_calendar_and_no_clock_has_is_refused() {
        for slip in [
            "",
            "2027-02-29T10:00",
            "2027-1-1T10:00",
            "2027-01-01 10:00",
            "2027-01-01T24:00",
            "2027-01-01T10:60",
            "à",
        ] {
            assert_eq!(Minute::parse(slip), None, "{slip}");
        }
        assert!(Minute::parse("2028-02-29T10:00:00").is_some());
        assert_eq!(Minute::parse("2027-01-01T10:00:61"), None);
    }
}
