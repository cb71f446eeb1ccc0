//! Which days an office works, and by when it has promised to answer.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Nothing is counted further than this: about ten years.
const FARTHEST: usize = 3660;

/// The days on which the offices of the instance are closed beside Saturdays and Sundays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// Month and day, each year: the national holidays and the patron saint.
    pub fixed: Vec<(i8, i8)>,
}

impl Holidays {
    /// Whether offices work on that day: neither a holiday nor a Saturday or Sunday.
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_holiday(day)
    }

    /// Whether that day is a holiday. Easter Monday is one everywhere in Italy (L. 260/1949). An ordinary Saturday or Sunday
    /// is none: a Polo may open on it.
    pub fn is_holiday(&self, day: Date) -> bool {
        self.fixed.contains(&(day.month(), day.day()))
            || easter(day.year()).and_then(|sunday| sunday.tomorrow().ok()) == Some(day)
    }

    /// The working days after `from`, up to and with `until`, within about ten years; none where that is no later.
    pub fn working_days(&self, from: Date, until: Date) -> u16 {
        let days = std::iter::successors(from.tomorrow().ok(), |day| day.checked_add(1.day()).ok());
        let working = days
            .take_while(|day| *day <= until)
            .take(FARTHEST)
            .filter(|day| self.is_working(*day));
        u16::try_from(working.count()).unwrap_or(u16::MAX)
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

/// Easter Sunday of a year of the Gregorian calendar (the «anonymous» algorithm, Nature, 1876); none before the year 0.
#[expect(
    clippy::many_single_char_names,
    reason = "the names that the algorithm was published with"
)]
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(u16::try_from(year).ok()?);
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
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_as_the_almanacs_have_it() {
        for day in [
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2038, 4, 25),
        ] {
            assert_eq!(easter(day.year()), Some(day));
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

    #[test]
    fn a_saturday_is_no_working_day_and_no_holiday() {
        let holidays = Holidays {
            fixed: vec![(12, 25), (12, 26)],
        };
        let asked = |day| (holidays.is_working(day), holidays.is_holiday(day));
        assert_eq!(asked(date(2026, 12, 19)), (false, false), "a Saturday");
        assert_eq!(
            asked(date(2026, 12, 26)),
            (false, true),
            "a Saturday, and St Stephen's"
        );
        assert_eq!(asked(date(2026, 4, 6)), (false, true), "Easter Monday");
        assert_eq!(
            asked(date(2026, 4, 5)),
            (false, false),
            "Easter itself is a Sunday like others"
        );
        assert_eq!(asked(date(2026, 12, 21)), (true, false), "a Monday");
    }

    #[test]
    fn no_year_is_too_odd_to_ask_about() {
        let years = (-9999..=9999_i16).filter_map(|year| Date::new(year, 4, 6).ok());
        for day in years.chain([Date::MIN, Date::MAX]) {
            Holidays::default().is_holiday(day);
            let easter = easter(day.year());
            assert!(
                easter.is_none_or(|easter| easter.weekday() == Weekday::Sunday),
                "{easter:?}"
            );
            assert_eq!(easter.is_some(), day.year() >= 0);
        }
    }

    #[test]
    fn waits_are_counted_in_working_days() {
        let holidays = Holidays { fixed: vec![(12, 8)] };
        let friday = date(2026, 12, 4);
        for (until, days) in [
            (friday, 0),
            (date(2026, 12, 5), 0),
            (date(2026, 12, 7), 1),
            (date(2026, 12, 9), 2),
            (date(2026, 12, 1), 0),
        ] {
            assert_eq!(holidays.working_days(friday, until), days, "{until}");
        }
        assert!(holidays.working_days(Date::MIN, Date::MAX) > 2000);
        let promised = holidays.promise(friday, 5);
        assert_eq!(holidays.working_days(friday, promised), 5);
    }
}
