//! The rules once more, by looking at every five minutes of the clock and every day of the calendar, with none of the
//! domain's own ways of reckoning.

use super::world::World;
use domain::agenda::{Nth, Recurrence};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

const TICK: SignedDuration = SignedDuration::from_mins(5);
/// No clock is further than this from UTC.
const FURTHEST: SignedDuration = SignedDuration::from_hours(15);

/// The Mondays after Easter, as the almanacs have them.
const EASTER_MONDAYS: [(i16, i8, i8); 9] = [
    (2023, 4, 10),
    (2024, 4, 1),
    (2025, 4, 21),
    (2026, 4, 6),
    (2027, 3, 29),
    (2028, 4, 17),
    (2029, 4, 2),
    (2030, 4, 22),
    (2031, 4, 14),
];

/// Every five minutes around that stretch of the clock.
fn ticks(from: DateTime, until: DateTime) -> impl Iterator<Item = Timestamp> {
    let utc = |at| TimeZone::UTC.to_timestamp(at).expect("years around 2027");
    let (first, last) = (utc(from) - FURTHEST, utc(until) + FURTHEST);
    std::iter::successors(Some(first), |tick| Some(*tick + TICK)).take_while(move |tick| *tick <= last)
}

/// From the first to the last moment at which the clock shows a time from `from` to `until`.
pub(crate) fn shown(zone: &TimeZone, from: DateTime, until: DateTime) -> Option<(Timestamp, Timestamp)> {
    let mut shown = ticks(from, until).filter(|tick| {
        let clock = zone.to_datetime(*tick);
        from <= clock && clock < until
    });
    let first = shown.next()?;
    Some((first, shown.last().unwrap_or(first) + TICK))
}

/// The first moment at which the clock shows that day or a later one.
fn midnight(zone: &TimeZone, day: Date) -> Timestamp {
    let at = day.to_datetime(Time::midnight());
    ticks(at, at)
        .find(|tick| zone.to_datetime(*tick).date() >= day)
        .expect("the day comes")
}

/// Day by day from the first one on.
pub(crate) fn falls_on(recurrence: Recurrence, day: Date, first: Date) -> bool {
    match recurrence {
        Recurrence::Once(only) => day == only,
        Recurrence::Weekly { every, weekday } => {
            let mut monday = first;
            while monday.weekday() != Weekday::Monday {
                monday = monday.yesterday().expect("years around 2027");
            }
            let mut week = 0;
            while monday + 7.days() <= day {
                monday += 7.days();
                week += 1;
            }
            day >= monday && week % u32::from(every) == 0 && day.weekday() == weekday
        }
        Recurrence::Monthly { nth, weekday } => {
            let month = day
                .first_of_month()
                .series(1.day())
                .take_while(|other| other.month() == day.month());
            let named: Vec<Date> = month.filter(|other| other.weekday() == weekday).collect();
            match nth {
                Nth::From(nth) => named.get(usize::from(nth) - 1) == Some(&day),
                Nth::Last => named.last() == Some(&day),
            }
        }
    }
}

fn is_closed(world: &World, day: Date) -> bool {
    let fixed = world.holidays.fixed.contains(&(day.month(), day.day()));
    let easter_monday = EASTER_MONDAYS.contains(&(day.year(), day.month(), day.day()));
    let of_it = world.closures.iter().filter(|closure| closure.day == day);
    let mut of_it = of_it.filter(|closure| {
        closure
            .polo
            .as_deref()
            .is_none_or(|polo| polo == world.opening.polo)
    });
    fixed || easter_monday || of_it.next().is_some()
}

/// A day of an opening.
#[derive(Debug)]
pub(crate) struct Day {
    pub(crate) day: Date,
    /// When the opening begins and ends on it.
    pub(crate) opening: (Timestamp, Timestamp),
    /// Start and end of every slot that fits, without those that an absence takes.
    pub(crate) slots: Vec<(Timestamp, Timestamp)>,
    /// When slots open that are not held back,
    pub(crate) far: Timestamp,
    /// and those that are.
    pub(crate) near: Timestamp,
}

/// The days on which the opening holds and the clock shows a time of it.
pub(crate) fn days(world: &World) -> Vec<Day> {
    let (first, last) = world.days;
    let opening = &world.opening;
    let holds = |day: &Date| {
        *day >= opening.valid_from
            && opening.valid_until.is_none_or(|until| *day <= until)
            && falls_on(opening.recurrence, *day, opening.valid_from)
            && !is_closed(world, *day)
    };
    let own = world
        .absences
        .iter()
        .filter(|absence| absence.worker == opening.worker);
    let away: Vec<_> = own
        .filter_map(|absence| shown(&world.zone, absence.from, absence.until))
        .collect();
    let days = first.series(1.day()).take_while(|day| *day <= last).filter(holds);
    days.filter_map(|day| {
        let (from, to) = shown(
            &world.zone,
            day.to_datetime(opening.from),
            day.to_datetime(opening.to),
        )?;
        let midnight = |days: u16| midnight(&world.zone, day - i32::from(days).days());
        Some(Day {
            day,
            opening: (from, to),
            slots: fitting(world, (from, to), &away),
            far: midnight(world.terms.horizon_days),
            near: midnight(world.terms.near_days),
        })
    })
    .collect()
}

fn fitting(
    world: &World,
    (from, to): (Timestamp, Timestamp),
    away: &[(Timestamp, Timestamp)],
) -> Vec<(Timestamp, Timestamp)> {
    let (minutes, buffer) = (i64::from(world.terms.minutes), i64::from(world.terms.buffer));
    let open = (to - from).total(jiff::Unit::Minute).expect("minutes") as i64;
    let starts = (0..open).filter(|minute| minute % (minutes + buffer) == 0 && minute + minutes <= open);
    starts
        .map(|minute| (from + minute.minutes(), from + (minute + minutes).minutes()))
        .filter(|(start, end)| away.iter().all(|(from, until)| end <= from || until <= start))
        .collect()
}
