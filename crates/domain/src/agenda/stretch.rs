//! What a stretch of civil time is in real time, whatever the clock does in it.
//!
//! A stretch lasts from the first moment at which the clock shows a time of it until the last. So it is whole: where an hour
//! comes twice, it begins with the first of the two and ends with the second. Where an hour is skipped, what begins or ends in
//! it does so at the change. Never here: what the stretch is for.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// From `from` to `until`, without `until` itself; `None` where the clock shows no time of it, or the calendar ends.
pub fn stretch(from: DateTime, until: DateTime, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let (begins, ends) = (begins(from, zone)?, ends(until, zone)?);
    (from < until && begins < ends).then_some((begins, ends))
}

/// The first moment at which the clock shows that time or a later one.
pub(super) fn begins(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let read = zone.to_ambiguous_timestamp(at);
    match read.offset() {
        AmbiguousOffset::Gap { after, .. } => change(at, after, zone),
        _ => read.earlier().ok(),
    }
}

/// The moment from which on the clock shows no earlier time.
fn ends(at: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let read = zone.to_ambiguous_timestamp(at);
    match read.offset() {
        AmbiguousOffset::Gap { after, .. } => change(at, after, zone),
        AmbiguousOffset::Fold { before, .. } => {
            let second = read.later().ok()?;
            let just_before = second.checked_sub(SignedDuration::from_nanos(1)).ok()?;
            // The first of the times that come twice: when it is shown again, no earlier one is.
            if zone.to_offset(just_before) == before {
                read.earlier().ok()
            } else {
                Some(second)
            }
        }
        AmbiguousOffset::Unambiguous { .. } => read.later().ok(),
    }
}

/// When the clock goes forward over a time that it skips; `after` is the offset from then on, by which that time has passed
/// already before the change.
fn change(skipped: DateTime, after: Offset, zone: &TimeZone) -> Option<Timestamp> {
    let before_it = after.to_timestamp(skipped).ok()?;
    zone.following(before_it)
        .map(|change| change.timestamp())
        .find(|moment| zone.to_datetime(*moment) >= skipped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(zone: &str, from: &str, until: &str) -> Option<(String, String)> {
        let zone = TimeZone::get(zone).expect("the bundled database");
        let [from, until] = [from, until].map(|written| written.parse::<DateTime>().expect(written));
        stretch(from, until, &zone).map(|(from, until)| (from.to_string(), until.to_string()))
    }

    fn utc(from: &str, until: &str) -> (String, String) {
        (from.to_owned(), until.to_owned())
    }

    #[test]
    fn an_ordinary_morning_is_what_the_clock_says() {
        let morning = read("Europe/Rome", "2026-12-03T09:00", "2026-12-03T12:00");
        assert_eq!(morning, Some(utc("2026-12-03T08:00:00Z", "2026-12-03T11:00:00Z")));
    }

    #[test]
    fn an_hour_that_is_skipped_takes_nothing_with_it() {
        // On 29 March 2026 the clock in Italy goes from 2 to 3, at one in UTC.
        let around = read("Europe/Rome", "2026-03-29T01:30", "2026-03-29T04:00");
        assert_eq!(around, Some(utc("2026-03-29T00:30:00Z", "2026-03-29T02:00:00Z")));
        let begins_in_it = read("Europe/Rome", "2026-03-29T02:30", "2026-03-29T04:00");
        assert_eq!(
            begins_in_it,
            Some(utc("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"))
        );
        let ends_in_it = read("Europe/Rome", "2026-03-29T01:30", "2026-03-29T02:30");
        assert_eq!(
            ends_in_it,
            Some(utc("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"))
        );
        assert_eq!(
            read("Europe/Rome", "2026-03-29T02:10", "2026-03-29T02:50"),
            None,
            "the clock never shows it"
        );
    }

    #[test]
    fn an_hour_that_comes_twice_leaves_the_stretch_whole() {
        // On 25 October 2026 the clock in Italy goes from 3 back to 2, at one in UTC.
        let begins_in_it = read("Europe/Rome", "2026-10-25T02:30", "2026-10-25T04:00");
        assert_eq!(
            begins_in_it,
            Some(utc("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"))
        );
        let ends_in_it = read("Europe/Rome", "2026-10-25T01:30", "2026-10-25T02:30");
        assert_eq!(
            ends_in_it,
            Some(utc("2026-10-24T23:30:00Z", "2026-10-25T01:30:00Z"))
        );
        let both = read("Europe/Rome", "2026-10-25T02:15", "2026-10-25T02:45");
        assert_eq!(both, Some(utc("2026-10-25T00:15:00Z", "2026-10-25T01:45:00Z")));
        let until_it = read("Europe/Rome", "2026-10-25T01:00", "2026-10-25T02:00");
        assert_eq!(
            until_it,
            Some(utc("2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z")),
            "what ends as the hour begins has none of it"
        );
        let after_it = read("Europe/Rome", "2026-10-25T03:00", "2026-10-25T04:00");
        assert_eq!(
            after_it,
            Some(utc("2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z"))
        );
    }

    #[test]
    fn a_midnight_that_is_skipped_or_comes_twice_is_a_midnight() {
        // Havana changes at midnight: on 8 March 2026 there is none, on 1 November it comes twice.
        let day = read("America/Havana", "2026-03-08T00:00", "2026-03-09T00:00");
        assert_eq!(day, Some(utc("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z")));
        let day_before = read("America/Havana", "2026-10-31T00:00", "2026-11-01T00:00");
        assert_eq!(
            day_before,
            Some(utc("2026-10-31T04:00:00Z", "2026-11-01T04:00:00Z"))
        );
        let day = read("America/Havana", "2026-11-01T00:00", "2026-11-02T00:00");
        assert_eq!(day, Some(utc("2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z")));
    }

    #[test]
    fn half_an_hour_and_a_whole_day_can_be_skipped_too() {
        let lord_howe = read("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-04T03:00");
        assert_eq!(
            lord_howe,
            Some(utc("2026-10-03T15:30:00Z", "2026-10-03T16:00:00Z"))
        );
        let apia = read("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T12:00");
        assert_eq!(apia, None, "Samoa went from the 29th to the 31st");
    }

    #[test]
    fn what_ends_before_it_begins_or_beyond_the_calendar_is_none() {
        assert_eq!(read("Europe/Rome", "2026-12-03T12:00", "2026-12-03T09:00"), None);
        assert_eq!(read("Europe/Rome", "2026-12-03T12:00", "2026-12-03T12:00"), None);
        let rome = TimeZone::get("Europe/Rome").expect("the bundled database");
        stretch(DateTime::MIN, DateTime::MAX, &rome);
        stretch(DateTime::MAX, DateTime::MIN, &rome);
    }
}
