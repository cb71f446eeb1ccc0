//! Times offered to people: what kinds of offers there are, on which days somebody can come, until when an answer is awaited.
//! Never here: who waits, and who has which offer (the store).

use crate::calendar::Holidays;
use crate::civil::Minute;
use crate::request::{DayPart, WorkDay};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// How long an offer holds its seat at least, where nothing closes before.
pub const OFFERED: SignedDuration = SignedDuration::from_hours(24);
/// How much of that must lie in working hours: whoever is told on Friday night is not asked to answer on Sunday.
pub const WORKING: SignedDuration = SignedDuration::from_hours(6);
/// A seat that can be booked for less than this any more is not offered to whoever waits: it is free for all.
pub const LEAST: SignedDuration = SignedDuration::from_hours(2);
/// So many offers in a row that nobody answers, and the person is not asked again until they say so.
pub const LAPSES: i64 = 2;

/// When offices are reached, whichever Polo it is.
const FROM: i8 = 9;
const TO: i8 = 18;
/// Further than this nobody's holidays go.
const DAYS: usize = 30;

/// Every day of the week, one bit each.
const ANY_DAY: i64 = 0b111_1111;
/// Every part of the day, one bit each.
const ANY_PART: i64 = 0b1111;

crate::words! {
    /// Why a time is offered.
    OfferKind {
        /// It came free, and the person waits for one.
        Waiting = "waiting",
        /// Somebody of the Polo proposes it.
        Proposal = "proposal",
        /// The Polo had to call an appointment off, and offers another time for it.
        Moved = "moved",
    }
}

crate::words! {
    /// Where an offer stands.
    OfferState {
        /// The seat is held, an answer is awaited.
        Open = "open",
        /// It is the person's appointment.
        Taken = "taken",
        /// The person does not want it.
        Refused = "refused",
        /// No answer came in time.
        Lapsed = "lapsed",
        /// It was let go: another one was taken, the request ended, or the Polo took it back.
        LetGo = "let_go",
    }
}

crate::words! {
    /// What somebody would rather have than the times offered.
    Wish {
        /// To go on waiting, in their place.
        Keep = "keep",
        /// To wait no more.
        Leave = "leave",
        /// Other times.
        Others = "others",
        /// To be called.
        Call = "call",
    }
}

/// On which days of the week, and in which parts of the day, somebody can come: a bit for each; for columns of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suits {
    /// Monday is the lowest bit.
    pub days: i64,
    /// As in [`DayPart::ALL`], the lowest first.
    pub parts: i64,
}

impl Suits {
    /// As a request says it: none of the days, or of the parts, means any.
    pub fn of(days: &[WorkDay], parts: &[DayPart]) -> Self {
        let mask = |bits: &mut dyn Iterator<Item = i64>, any| match bits.fold(0, |mask, bit| mask | bit) {
            0 => any,
            mask => mask,
        };
        Self {
            days: mask(&mut days.iter().map(|day| 1 << (*day as i64)), ANY_DAY),
            parts: mask(&mut parts.iter().map(|part| 1 << (*part as i64)), ANY_PART),
        }
    }

    /// Day and part that an instant lies in, by the clock in Italy.
    pub fn at(start: Timestamp) -> Self {
        let clock = Minute::of(start).in_italy();
        let part = match clock.time().0 {
            ..12 => DayPart::Morning,
            12..14 => DayPart::Midday,
            14..18 => DayPart::Afternoon,
            _ => DayPart::Evening,
        };
        Self {
            days: 1 << clock.weekday(),
            parts: 1 << (part as i64),
        }
    }

    /// Whether somebody who can come then can come at that instant.
    pub fn fits(self, start: Timestamp) -> bool {
        let at = Self::at(start);
        self.days & at.days != 0 && self.parts & at.parts != 0
    }
}

/// Until when an answer to an offer made now is awaited: [`OFFERED`] from now, and [`WORKING`] of working hours at least.
pub fn awaited_until(now: Timestamp, holidays: &Holidays, zone: &TimeZone) -> Timestamp {
    let later = now.saturating_add(OFFERED).unwrap_or(Timestamp::MAX);
    let first = zone.to_datetime(now).date();
    let mut left = WORKING;
    for day in first.series(1.day()).take(DAYS) {
        if !holidays.is_working(day) {
            continue;
        }
        let hour = |hour| zone.to_timestamp(day.at(hour, 0, 0, 0));
        let (Ok(from), Ok(to)) = (hour(FROM), hour(TO)) else {
            continue;
        };
        let from = from.max(now);
        let span = to.duration_since(from);
        if span >= left {
            return later.max(from.saturating_add(left).unwrap_or(Timestamp::MAX));
        }
        if span.is_positive() {
            left -= span;
        }
    }
    later
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Timestamp {
        instant.parse().expect("an instant")
    }

    #[test]
    fn whoever_named_no_day_can_come_on_any_and_whoever_named_some_on_those() {
        // A Thursday, at 10 in Parma.
        let thursday = at("2026-11-26T09:00:00Z");
        assert!(Suits::of(&[], &[]).fits(thursday));
        assert!(Suits::of(&[WorkDay::Thu], &[DayPart::Morning]).fits(thursday));
        assert!(!Suits::of(&[WorkDay::Mon, WorkDay::Fri], &[]).fits(thursday));
        assert!(!Suits::of(&[], &[DayPart::Midday, DayPart::Afternoon]).fits(thursday));
        // A Saturday is no working day that could be named.
        assert!(Suits::of(&[], &[]).fits(at("2026-11-28T09:00:00Z")));
        assert!(!Suits::of(WorkDay::ALL, &[]).fits(at("2026-11-28T09:00:00Z")));
    }

    #[test]
    fn parts_of_the_day_are_those_of_the_clock_in_italy_in_summer_and_winter() {
        let part = |instant: &str, part| Suits::of(&[], &[part]).fits(at(instant));
        assert!(part("2026-11-26T10:59:00Z", DayPart::Morning));
        assert!(part("2026-11-26T11:00:00Z", DayPart::Midday));
        assert!(part("2026-07-30T10:00:00Z", DayPart::Midday));
        assert!(part("2026-07-30T12:00:00Z", DayPart::Afternoon));
        assert!(part("2026-07-30T16:00:00Z", DayPart::Evening));
    }

    #[test]
    fn an_answer_is_awaited_for_a_day_and_over_a_weekend_until_monday() {
        let rome = TimeZone::get("Europe/Rome").expect("the bundled database has Rome");
        let holidays = Holidays { fixed: vec![(12, 8)] };
        let until = |instant: &str| awaited_until(at(instant), &holidays, &rome).to_string();
        assert_eq!(until("2026-11-24T09:00:00Z"), "2026-11-25T09:00:00Z");
        // At night: the day after has working hours enough by the evening.
        assert_eq!(until("2026-11-24T21:00:00Z"), "2026-11-25T21:00:00Z");
        // Friday at 17: an hour of that day, and five of Monday's.
        assert_eq!(until("2026-11-27T16:00:00Z"), "2026-11-30T13:00:00Z");
        // Monday night before a holiday.
        assert_eq!(until("2026-12-07T20:00:00Z"), "2026-12-09T14:00:00Z");
    }
}
