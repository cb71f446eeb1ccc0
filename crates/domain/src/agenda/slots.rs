//! From openings to slots. Never here: which of them somebody has (the store), and what the clock does (`stretch.rs`).

use super::stretch::{begins, stretch};
use super::{Absence, Closure, Opening, Slot, Terms};
use crate::calendar::Holidays;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// What keeps an opening from holding.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// The days on which no Polo works.
    pub holidays: &'a Holidays,
    /// The days on which some Polo does not.
    pub closures: &'a [Closure],
    /// When staff are away.
    pub absences: &'a [Absence],
    /// In which civil times are meant.
    pub zone: &'a TimeZone,
}

/// The slots of an opening for one of its motives, from `first` to `last`, both included, in order of time: inside the
/// opening, outside absences and closed days, each as long as the terms say whatever the clock does that night.
///
/// The first begins with the opening; each next one when the one before and its buffer are over. An absence takes the slots
/// that it touches and moves none. A slot that would close before it opens is left out.
pub fn slots(
    opening: &Opening,
    motive: &str,
    terms: &Terms,
    (first, last): (Date, Date),
    calendar: &Calendar<'_>,
) -> Vec<Slot> {
    let ways: Vec<_> = (terms.ways.iter().copied())
        .filter(|way| opening.ways.contains(way))
        .collect();
    let is_for_it = opening.motives.iter().any(|id| id == motive);
    if ways.is_empty() || !is_for_it || terms.minutes == 0 {
        return Vec::new();
    }
    let away: Vec<_> = (calendar.absences.iter())
        .filter(|absence| absence.worker == opening.worker)
        .filter_map(|absence| stretch(absence.from, absence.until, calendar.zone))
        .collect();
    let first = first.max(opening.valid_from);
    let last = opening.valid_until.map_or(last, |until| until.min(last));
    let days = first.series(1.day()).take_while(|day| *day <= last);
    days.filter(|day| holds_on(opening, *day, calendar))
        .flat_map(|day| times(opening, terms, day, &away, calendar.zone))
        .map(|time| Slot {
            opening: opening.id.clone(),
            worker: opening.worker.clone(),
            polo: opening.polo.clone(),
            motive: motive.to_owned(),
            ways: ways.clone(),
            start: time.start,
            end: time.end,
            busy_until: time.busy_until,
            opens: time.opens,
            closes: time.closes,
            seats: terms.seats,
        })
        .collect()
}

/// Whether an opening holds on that day: it is valid, returns on it, and its Polo is open. Absences may still take every slot
/// of it.
pub fn holds_on(opening: &Opening, day: Date, calendar: &Calendar<'_>) -> bool {
    let closed = |closure: &Closure| {
        closure.day == day && closure.polo.as_ref().is_none_or(|polo| *polo == opening.polo)
    };
    day >= opening.valid_from
        && opening.valid_until.is_none_or(|until| day <= until)
        && opening.recurrence.falls_on(day, opening.valid_from)
        && !calendar.holidays.is_holiday(day)
        && !calendar.closures.iter().any(closed)
}

/// The times of a slot, by the names that it has for them.
struct Times {
    start: Timestamp,
    end: Timestamp,
    busy_until: Timestamp,
    opens: Timestamp,
    closes: Timestamp,
}

fn times(
    opening: &Opening,
    terms: &Terms,
    day: Date,
    away: &[(Timestamp, Timestamp)],
    zone: &TimeZone,
) -> Vec<Times> {
    let Some((from, to)) = stretch(day.to_datetime(opening.from), day.to_datetime(opening.to), zone) else {
        return Vec::new();
    };
    let length = SignedDuration::from_mins(terms.minutes.into());
    let step = length + SignedDuration::from_mins(terms.buffer.into());
    let free: Vec<_> = std::iter::successors(Some(from), |start| start.checked_add(step).ok())
        .map_while(|start| Some((start, start.checked_add(length).ok()?)))
        .take_while(|(_, end)| *end <= to)
        .filter(|(start, end)| !away.iter().any(|(from, until)| start < until && from < end))
        .collect();

    let held = held_back(free.len(), terms.near_percent);
    let midnight_before = |days: u16| {
        let day = day.checked_sub(i32::from(days).days()).ok()?;
        begins(day.to_datetime(Time::midnight()), zone)
    };
    let (far, near) = (
        midnight_before(terms.horizon_days),
        midnight_before(terms.near_days),
    );
    let lead = SignedDuration::from_hours(terms.lead_hours.into());
    let made = free.iter().enumerate().filter_map(|(index, &(start, end))| {
        let is_held = is_held(index, held, free.len());
        let times = Times {
            start,
            end,
            busy_until: start.checked_add(step).ok()?,
            opens: if is_held { near } else { far }?,
            closes: start.checked_sub(lead).ok()?,
        };
        (times.opens < times.closes).then_some(times)
    });
    made.collect()
}

/// How many of the slots of an opening on one day are held back for the near days: the share rounded down, so that the far
/// days never get less than theirs; but one where there are two slots or more, so that a short opening keeps something too.
fn held_back(slots: usize, percent: u8) -> usize {
    let share = slots * usize::from(percent.min(100)) / 100;
    let least = usize::from(percent > 0 && slots >= 2);
    share.max(least)
}

/// Whether that slot is one of those held back. They lie evenly over the day, each in the middle of its part (Bresenham's
/// line), so that a near morning is as likely as a near noon, and the same ones each time the slots are reckoned.
fn is_held(index: usize, held: usize, slots: usize) -> bool {
    let until = |index: usize| (2 * index * held + slots) / (2 * slots);
    until(index + 1) > until(index)
}
