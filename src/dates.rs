//! Dates and times as people of the page's language write them. The names of days and months are texts.

use crate::bundle::Bundle;
use crate::texts::Key;
use domain::Minute;

/// `2026-11-27` as «venerdì 27 novembre 2026». What is not a date comes back as it was.
pub fn day(bundle: &Bundle, written: &str) -> String {
    Minute::parse_date(written).map_or_else(|| written.to_owned(), |date| day_of_year(bundle, date))
}

/// `2026-11-27` as «novembre 2026», for facts that are known to the month.
pub fn month(bundle: &Bundle, written: &str) -> String {
    let name = |date: Minute| {
        let (year, month, _) = date.date();
        format!("{} {year}", nth(bundle, Key::date_months, month - 1))
    };
    Minute::parse_date(written).map_or_else(|| written.to_owned(), name)
}

/// `2026-11-30T10:30`, civil time, as «lunedì 30 novembre 2026, 10:30».
pub fn minute(bundle: &Bundle, written: &str) -> String {
    Minute::parse(written).map_or_else(|| written.to_owned(), |time| minute_in_words(bundle, time))
}

/// `2026-11-22T09:05:00Z` as «domenica 22 novembre 2026, 10:05»: civil time in Italy.
pub fn instant(bundle: &Bundle, written: &str) -> String {
    let utc = written.get(..16).and_then(Minute::parse);
    utc.map_or_else(
        || written.to_owned(),
        |utc| minute_in_words(bundle, utc.in_italy()),
    )
}

/// `2026-12-03T09:30:00Z` as «giovedì 3 dicembre alle 10:30», for what is near: civil time in Italy.
pub fn near(bundle: &Bundle, written: &str) -> String {
    let day = crate::times::day_of(written).map_or_else(|| written.to_owned(), |day| near_day(bundle, day));
    bundle
        .texts
        .fill(Key::date_at, &[("day", &day), ("time", &clock(written))])
}

/// «giovedì 3 dicembre»
pub fn near_day(bundle: &Bundle, date: Minute) -> String {
    in_form(bundle, Key::date_near, date)
}

/// `2026-12-03T09:42:17Z` as «10:42»: civil time in Italy.
pub fn clock(written: &str) -> String {
    let utc = written.get(..16).and_then(Minute::parse);
    utc.map_or_else(|| written.to_owned(), |utc| clock_of(utc.in_italy()))
}

/// «10:42»
pub fn clock_of(time: Minute) -> String {
    let (hour, minute) = time.time();
    format!("{hour}:{minute:02}")
}

fn minute_in_words(bundle: &Bundle, time: Minute) -> String {
    format!("{}, {}", day_of_year(bundle, time), clock_of(time))
}

/// «giovedì 3 dicembre 2026»
pub fn day_of_year(bundle: &Bundle, date: Minute) -> String {
    in_form(bundle, Key::date_form, date)
}

/// The name of its day of the week, «giovedì».
pub fn weekday(bundle: &Bundle, time: Minute) -> &str {
    nth(
        bundle,
        Key::date_days,
        i64::try_from(time.weekday()).unwrap_or_default(),
    )
}

/// In a text that has places for `weekday`, `day`, `month` and `year`, or for some of them.
pub fn in_form(bundle: &Bundle, form: Key, date: Minute) -> String {
    let weekday = weekday(bundle, date);
    let (year, month, day) = date.date();
    let month = nth(bundle, Key::date_months, month - 1);
    let (day, year) = (day.to_string(), year.to_string());
    let parts = [
        ("weekday", weekday),
        ("day", &day),
        ("month", month),
        ("year", &year),
    ];
    bundle.texts.fill(form, &parts)
}

/// The name at that place, from 0, in a text that lists names.
fn nth(bundle: &Bundle, names: Key, at: i64) -> &str {
    let at = usize::try_from(at).unwrap_or_default();
    bundle.texts.get(names).split(' ').nth(at).unwrap_or_default()
}
