//! Dates and times as people of the page's language write them. The names of days and months are texts.

use crate::bundle::Bundle;
use crate::texts::Key;
use domain::calendar;
use jiff::civil::{Date, DateTime};

/// `2026-11-27` as «venerdì 27 novembre 2026». What is not a date comes back as it was.
pub fn day(bundle: &Bundle, written: &str) -> String {
    parse_date(written).map_or_else(|| written.to_owned(), |date| date_in_words(bundle, date))
}

/// `2026-11-27` as «novembre 2026», for facts that are known to the month.
pub fn month(bundle: &Bundle, written: &str) -> String {
    let name = |date: Date| format!("{} {}", nth(bundle, Key::date_months, date.month()), date.year());
    parse_date(written).map_or_else(|| written.to_owned(), name)
}

/// `2026-11-30T10:30`, civil time, as «lunedì 30 novembre 2026, 10:30».
pub fn minute(bundle: &Bundle, written: &str) -> String {
    calendar::parse_minute(written).map_or_else(|| written.to_owned(), |time| minute_in_words(bundle, time))
}

/// `2026-11-22T09:05:00Z` as «domenica 22 novembre 2026, 10:05»: civil time in Italy.
pub fn instant(bundle: &Bundle, written: &str) -> String {
    let utc = written.get(..16).and_then(calendar::parse_minute);
    utc.map_or_else(
        || written.to_owned(),
        |utc| minute_in_words(bundle, calendar::italian_time(utc)),
    )
}

fn minute_in_words(bundle: &Bundle, time: DateTime) -> String {
    format!(
        "{}, {}:{:02}",
        date_in_words(bundle, time.date()),
        time.hour(),
        time.minute()
    )
}

fn parse_date(written: &str) -> Option<Date> {
    calendar::parse_minute(&format!("{written}T00:00")).map(DateTime::date)
}

fn date_in_words(bundle: &Bundle, date: Date) -> String {
    let weekday = nth(bundle, Key::date_days, date.weekday().to_monday_one_offset());
    let month = nth(bundle, Key::date_months, date.month());
    let (day, year) = (date.day().to_string(), date.year().to_string());
    bundle.texts.fill(
        Key::date_form,
        &[
            ("weekday", weekday),
            ("day", &day),
            ("month", month),
            ("year", &year),
        ],
    )
}

/// The name of that number, from 1, in a text that lists names.
fn nth(bundle: &Bundle, names: Key, number: i8) -> &str {
    let at = usize::try_from(number).unwrap_or_default().saturating_sub(1);
    bundle.texts.get(names).split(' ').nth(at).unwrap_or_default()
}
