//! What must hold for any agenda, held against the same rules told by brute force: in zones whose clocks change at odd hours,
//! with absences, closed days, holidays and terms of all kinds.

#[path = "agenda/brute.rs"]
mod brute;
#[path = "agenda/world.rs"]
mod world;

use brute::Day;
use domain::agenda::{Absence, Closure, Nth, Recurrence, Slot, Terms, holds_on};
use domain::calendar::Holidays;
use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use world::{World, ZONES, changes, plain_opening, plain_terms, terms, world, zone};

fn minutes(minutes: u16) -> SignedDuration {
    SignedDuration::from_mins(minutes.into())
}

/// The slots of each day, with what is known of that day without them.
fn by_day(world: &World, slots: &[Slot]) -> Vec<(Day, Vec<Slot>)> {
    let of = |day: &Day| {
        let (from, to) = day.opening;
        let of_it = slots.iter().filter(|slot| from <= slot.start && slot.start < to);
        of_it.cloned().collect()
    };
    let days = brute::days(world).into_iter();
    days.map(|day| (of(&day), day))
        .map(|(slots, day)| (day, slots))
        .collect()
}

/// The ways that both offer, in the terms' order.
fn common_ways(world: &World) -> Vec<domain::request::Way> {
    let ways = world.terms.ways.iter().copied();
    ways.filter(|way| world.opening.ways.contains(way)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_slot_that_there_should_be_is_there_and_no_other(world in world()) {
        let slots = world.slots();
        let bookable = !common_ways(&world).is_empty();
        let mut told = 0;
        for (day, slots) in by_day(&world, &slots) {
            told += slots.len();
            let mut left = slots.iter().peekable();
            for (start, end) in day.slots.iter().copied().filter(|_| bookable) {
                let closes = start - SignedDuration::from_hours(world.terms.lead_hours.into());
                let Some(slot) = left.next_if(|slot| slot.start == start) else {
                    let is_late = day.far >= closes || (world.terms.near_percent > 0 && day.near >= closes);
                    prop_assert!(is_late, "{start} of {} is missing", day.day);
                    continue;
                };
                prop_assert_eq!(slot.end, end);
                prop_assert_eq!(slot.closes, closes);
                prop_assert!(slot.opens == day.far || (world.terms.near_percent > 0 && slot.opens == day.near));
                prop_assert!(slot.opens < slot.closes, "{start} could never be booked");
            }
            prop_assert_eq!(left.next(), None, "on {}", day.day);
        }
        prop_assert_eq!(told, slots.len(), "each lies in a day of the opening");
    }

    #[test]
    fn a_slot_is_as_long_as_the_terms_say_and_the_worker_is_free_before_the_next(world in world()) {
        let slots = world.slots();
        for slot in &slots {
            prop_assert_eq!(slot.end.duration_since(slot.start), minutes(world.terms.minutes));
            prop_assert_eq!(slot.busy_until.duration_since(slot.end), minutes(world.terms.buffer));
            prop_assert_eq!(&slot.ways, &common_ways(&world));
            prop_assert_eq!(slot.seats, world.terms.seats);
            let names = [&slot.opening, &slot.worker, &slot.polo, &slot.motive];
            prop_assert_eq!(names, ["o", "w", "nord", "casa"]);
        }
        for pair in slots.windows(2) {
            prop_assert!(pair[0].busy_until <= pair[1].start);
        }
    }

    #[test]
    fn nobody_is_given_a_time_at_which_the_worker_is_away_or_the_polo_closed(world in world()) {
        for slot in world.slots() {
            let mut tick = slot.start;
            while tick < slot.end {
                let clock = world.zone.to_datetime(tick);
                let away = world.absences.iter().find(|absence| {
                    absence.worker == "w" && absence.from <= clock && clock < absence.until
                });
                prop_assert_eq!(away, None, "at {}", clock);
                tick += SignedDuration::from_mins(1);
            }
            // An opening never reaches into another day: the clock alone may show one, for minutes, where it goes back at
            // midnight.
            let day = world.zone.to_datetime(slot.start).date();
            let (first, last) = world.days;
            prop_assert!(first <= day && day <= last);
            prop_assert!(holds_on(&world.opening, day, &world.calendar()));
            let closed = |closure: &Closure| closure.day == day && closure.polo.as_deref() != Some("sud");
            prop_assert!(!world.closures.iter().any(closed));
            prop_assert!(!world.holidays.is_holiday(day));
        }
    }

    #[test]
    fn the_share_held_back_is_right_and_lies_evenly_over_the_day(mut world in world()) {
        // Held back or not, every slot opens before it closes: none is left out.
        world.terms.lead_hours = 0;
        world.terms.near_days = 1;
        world.terms.horizon_days += 1;
        let percent = usize::from(world.terms.near_percent);
        for (day, slots) in by_day(&world, &world.slots()) {
            let all = slots.len();
            let held: Vec<bool> = slots.iter().map(|slot| slot.opens == day.near).collect();
            let count = held.iter().filter(|held| **held).count();
            match (percent, all * percent / 100) {
                (1.., 0) if all >= 2 => prop_assert_eq!(count, 1, "a short day keeps one"),
                (_, share) => prop_assert_eq!(count, share),
            }
            for length in 1..=all {
                for run in held.windows(length) {
                    let here = run.iter().filter(|held| **held).count();
                    let off = (here * all).abs_diff(length * count);
                    prop_assert!(off < all, "{held:?}: {here} of a run of {length}");
                }
            }
        }
    }

    #[test]
    fn whatever_takes_time_away_only_takes_slots_away(mut world in world()) {
        // Which slots are held back follows from how many there are.
        world.terms.near_percent = 0;
        let free = World { absences: vec![], closures: vec![], holidays: Holidays::default(), ..world.clone() };
        let free = free.slots();
        for slot in world.slots() {
            prop_assert!(free.contains(&slot), "{} is new", slot.start);
        }
    }

    #[test]
    fn a_recurrence_falls_where_a_calendar_on_the_wall_shows_it(world in world(), far in 0_i32..800) {
        let (opening, day) = (&world.opening, world.opening.valid_from + far.days());
        let recurrence = opening.recurrence;
        prop_assert_eq!(
            recurrence.falls_on(day, opening.valid_from),
            brute::falls_on(recurrence, day, opening.valid_from)
        );
        prop_assert_eq!(recurrence.to_string().parse(), Ok(recurrence));
    }

    #[test]
    fn no_text_whatever_breaks_the_reading_of_a_recurrence(
        any in any::<String>(),
        near in "(once|weekly|monthly|weekly/[0-9]{0,3})? ?(last|[0-9]|2026-1[0-9]-[0-9]{1,2})? ?(mon|thu|sun|MON|lun)?",
    ) {
        for written in [any, near] {
            if let Ok(recurrence) = written.parse::<Recurrence>() {
                let again = recurrence.to_string();
                prop_assert!(again == written || written.replace("weekly/1 ", "weekly ") == again, "{written:?}");
            }
        }
    }

    #[test]
    fn nothing_is_too_odd_to_ask_about(
        mut world in world(),
        terms in odd_terms(),
        (day, around) in (odd_day(), -40_i32..40),
        (from, to) in (odd_time(), odd_time()),
        (every, nth) in (any::<u8>(), any::<u8>()),
        kind in 0_u8..4,
    ) {
        let other = day.saturating_add(around.days());
        world.terms = terms;
        world.days = (day, other);
        world.opening.recurrence = match kind {
            0 => Recurrence::Once(day),
            1 => Recurrence::Weekly { every, weekday: Weekday::Monday },
            2 => Recurrence::Monthly { nth: Nth::From(nth), weekday: Weekday::Sunday },
            _ => Recurrence::Monthly { nth: Nth::Last, weekday: day.weekday() },
        };
        world.opening.valid_from = day.min(other);
        world.opening.valid_until = (around > 20).then_some(day);
        (world.opening.from, world.opening.to) = (from, to);
        let absence = |from, until| Absence { id: String::new(), worker: "w".into(), from, until };
        world.absences.push(absence(day.to_datetime(to), other.to_datetime(from)));
        world.absences.push(absence(DateTime::MAX, DateTime::MIN));
        world.closures.push(Closure { polo: None, day: other });
        for slot in world.slots() {
            prop_assert!(slot.start < slot.end && slot.end <= slot.busy_until && slot.opens < slot.closes);
        }
    }
}

fn odd_day() -> impl Strategy<Value = Date> {
    prop_oneof![
        Just(Date::MIN),
        Just(Date::MAX),
        (-9999_i16..=9999, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Date::new(year, month, day).expect("every month has them")),
    ]
}

fn odd_time() -> impl Strategy<Value = Time> {
    prop_oneof![
        Just(Time::MIN),
        Just(Time::MAX),
        (0_i8..24, 0_i8..60, 0_i8..60).prop_map(|(hour, minute, second)| time(hour, minute, second, 1)),
    ]
}

/// Numbers that no check would let through.
fn odd_terms() -> impl Strategy<Value = Terms> {
    let odd = prop_oneof![Just(0_u16), Just(1), Just(u16::MAX), any::<u16>()];
    let odd = prop::collection::vec(odd, 6);
    (terms(), odd, any::<u8>()).prop_map(|(terms, odd, near_percent)| Terms {
        minutes: odd[0],
        buffer: odd[1],
        lead_hours: odd[2],
        horizon_days: odd[3],
        near_days: odd[4],
        seats: odd[5],
        near_percent,
        ..terms
    })
}

#[test]
fn a_whole_year_with_every_change_of_clock_is_as_by_brute_force() {
    let mut changed = 0;
    for name in ZONES {
        let zone = zone(name);
        changed += changes(&zone, 2026).len();
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            let weekly = Recurrence::Weekly { every: 1, weekday };
            for (from, to) in [
                (time(0, 0, 0, 0), time(23, 55, 0, 0)),
                (time(0, 30, 0, 0), time(2, 30, 0, 0)),
            ] {
                let world = World {
                    zone: zone.clone(),
                    opening: plain_opening(weekly, (from, to), date(2026, 1, 1)),
                    terms: plain_terms(),
                    holidays: Holidays::default(),
                    closures: vec![],
                    absences: vec![],
                    days: (date(2026, 1, 1), date(2026, 12, 31)),
                };
                let found: Vec<_> = world.slots().iter().map(|slot| (slot.start, slot.end)).collect();
                let expected: Vec<_> = brute::days(&world)
                    .into_iter()
                    .flat_map(|day| day.slots)
                    .collect();
                assert_eq!(found, expected, "{weekday:?} in {name}");
            }
        }
    }
    assert!(changed >= 2 * (ZONES.len() - 1), "the year has no changes to try");
}

#[test]
fn the_agendas_tried_have_something_in_them() {
    let mut runner = TestRunner::deterministic();
    let worlds: Vec<World> = (0..300)
        .map(|_| world().new_tree(&mut runner).expect("a world").current())
        .collect();
    let with = |what: &str, least: usize, is_so: &dyn Fn(&World, &[Slot]) -> bool| {
        let count = worlds.iter().filter(|world| is_so(world, &world.slots())).count();
        assert!(count >= least, "{what}: {count} of {}, not {least}", worlds.len());
    };
    let fewer_than = |world: &World, slots: &[Slot], without: &dyn Fn(&mut World)| {
        let mut other = world.clone();
        without(&mut other);
        slots.len() < other.slots().len()
    };
    with("slots", 100, &|_, slots| !slots.is_empty());
    with("more than one slot on a day", 75, &|_, slots| {
        slots
            .windows(2)
            .any(|pair| pair[1].start.duration_since(pair[0].end) < SignedDuration::from_hours(6))
    });
    with(
        "a slot on a day on which the clock changes",
        30,
        &|world, slots| {
            slots.iter().any(|slot| {
                let day = world.zone.to_datetime(slot.start).date();
                changes(&world.zone, day.year()).contains(&day)
            })
        },
    );
    with("an opening that is longer or shorter for it", 10, &|world, _| {
        brute::days(world).iter().any(|day| {
            let on_the_clock = world.opening.from.duration_until(world.opening.to);
            day.opening.1.duration_since(day.opening.0) != on_the_clock
        })
    });
    with(
        "both changes of clock between the first day and the last",
        40,
        &|world, _| {
            let (first, last) = world.days;
            let within = |day: &Date| first <= *day && *day <= last;
            let years = first.year()..=last.year();
            years
                .flat_map(|year| changes(&world.zone, year))
                .filter(within)
                .count()
                >= 2
        },
    );
    with("an absence that takes a slot", 8, &|world, slots| {
        fewer_than(world, slots, &|world| world.absences.clear())
    });
    with("a closed day that takes a slot", 12, &|world, slots| {
        fewer_than(world, slots, &|world| world.closures.clear())
    });
    with("a holiday that takes a slot", 8, &|world, slots| {
        fewer_than(world, slots, &|world| world.holidays.fixed.clear())
    });
    with("slots held back", 30, &|world, slots| {
        let day = |slot: &Slot, days: i32| world.zone.to_datetime(slot.start).date() - days.days();
        slots.iter().any(|slot| {
            world.terms.near_days < world.terms.horizon_days
                && world.zone.to_datetime(slot.opens).date() == day(slot, world.terms.near_days.into())
        })
    });
    with("slots that would open too late", 8, &|world, slots| {
        fewer_than(world, slots, &|world| {
            world.terms.lead_hours = 0;
            world.terms.near_percent = 0;
        })
    });
}
