//! Agendas that nobody thought of: an opening around a change of clock or anywhere, with what keeps it from holding.
//! Days and clocks are multiples of five minutes, so that `brute` can look at each of them.

use domain::agenda::{Absence, Calendar, Closure, Nth, Opening, Recurrence, Slot, Terms, Who, slots};
use domain::calendar::Holidays;
use domain::request::Way;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Zones that change in spring and autumn, by half an hour, at midnight, around a month of the moon, or never.
pub(crate) const ZONES: [&str; 9] = [
    "Europe/Rome",
    "Australia/Lord_Howe",
    "America/Havana",
    "Africa/Casablanca",
    "America/Scoresbysund",
    "Pacific/Chatham",
    "Asia/Beirut",
    "Europe/Dublin",
    "Asia/Kolkata",
];

pub(crate) const MOTIVE: &str = "casa";
const BOOKABLE: [Way; 4] = [Way::AtPolo, Way::Phone, Way::Video, Way::Home];
/// Steps of five minutes in a day.
const TICKS: i32 = 288;

/// All that slots follow from.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) zone: TimeZone,
    pub(crate) opening: Opening,
    pub(crate) terms: Terms,
    pub(crate) holidays: Holidays,
    pub(crate) closures: Vec<Closure>,
    pub(crate) absences: Vec<Absence>,
    pub(crate) days: (Date, Date),
}

impl World {
    pub(crate) fn calendar(&self) -> Calendar<'_> {
        Calendar {
            holidays: &self.holidays,
            closures: &self.closures,
            absences: &self.absences,
            zone: &self.zone,
        }
    }

    pub(crate) fn slots(&self) -> Vec<Slot> {
        slots(&self.opening, MOTIVE, &self.terms, self.days, &self.calendar())
    }
}

pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("the bundled database")
}

/// The days of a year on which the clock of a zone changes.
pub(crate) fn changes(zone: &TimeZone, year: i16) -> Vec<Date> {
    let from: Timestamp = format!("{year}-01-01T00:00:00Z").parse().expect("an instant");
    let changes = zone.following(from).map(|change| change.timestamp());
    changes
        .map(|moment| zone.to_datetime(moment).date())
        .take_while(|day| day.year() == year)
        .collect()
}

pub(crate) fn plain_terms() -> Terms {
    Terms {
        minutes: 30,
        buffer: 0,
        lead_hours: 0,
        horizon_days: 30,
        change_hours: 0,
        ways: vec![Way::AtPolo],
        seats: 1,
        who: Who::Anyone,
        near_percent: 0,
        near_days: 0,
        elsewhere: false,
    }
}

pub(crate) fn plain_opening(recurrence: Recurrence, (from, to): (Time, Time), valid_from: Date) -> Opening {
    Opening {
        id: "o".into(),
        worker: "w".into(),
        polo: "nord".into(),
        motives: vec![MOTIVE.into()],
        ways: vec![Way::AtPolo],
        recurrence,
        from,
        to,
        valid_from,
        valid_until: None,
    }
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).expect("years around 2027")
}

/// So many steps of five minutes after midnight, on the clock.
fn clock(day: Date, ticks: i32) -> DateTime {
    let midnight = day.to_datetime(Time::midnight());
    midnight
        .checked_add((i64::from(ticks) * 5).minutes())
        .expect("years around 2027")
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0_i8..7).prop_map(|day| Weekday::from_monday_zero_offset(day).expect("0 to 6"))
}

/// How an opening returns; where `None` stands, on the day that all turns around, or on its weekday.
#[derive(Clone, Debug)]
enum Returns {
    Once,
    Weekly(u8, Option<Weekday>),
    Monthly(Nth, Option<Weekday>),
}

impl Returns {
    fn around(self, day: Date) -> Recurrence {
        let or = |weekday: Option<Weekday>| weekday.unwrap_or(day.weekday());
        match self {
            Self::Once => Recurrence::Once(day),
            Self::Weekly(every, weekday) => Recurrence::Weekly {
                every,
                weekday: or(weekday),
            },
            Self::Monthly(nth, weekday) => Recurrence::Monthly {
                nth,
                weekday: or(weekday),
            },
        }
    }
}

fn returns() -> impl Strategy<Value = Returns> {
    let nth = prop_oneof![(1_u8..=4).prop_map(Nth::From), Just(Nth::Last)];
    prop_oneof![
        1 => Just(Returns::Once),
        3 => prop::option::weighted(0.25, weekday()).prop_map(|day| Returns::Weekly(1, day)),
        3 => (2_u8..=8, prop::option::weighted(0.25, weekday())).prop_map(|(every, day)| Returns::Weekly(every, day)),
        2 => (nth, prop::option::weighted(0.25, weekday())).prop_map(|(nth, day)| Returns::Monthly(nth, day)),
    ]
}

/// Ways, some of the four, in any order; seldom none.
fn ways() -> impl Strategy<Value = Vec<Way>> {
    let some = subsequence(BOOKABLE.to_vec(), 2..=4).prop_shuffle();
    prop_oneof![30 => some, 1 => Just(Vec::new())]
}

pub(crate) fn terms() -> impl Strategy<Value = Terms> {
    let minutes = prop_oneof![4 => 5_u16..=60, 1 => 5_u16..=480];
    let buffer = prop_oneof![2 => Just(0), 2 => 0_u16..=20, 1 => 0_u16..=120];
    let lead = prop_oneof![Just(0), 0_u16..=96];
    let share = prop_oneof![1 => Just(0), 2 => 1_u8..=90];
    let near = (share, 0_u16..=8);
    (
        (minutes, buffer),
        lead,
        prop_oneof![1_u16..=6, 7_u16..=60],
        ways(),
        1_u16..=200,
        near,
    )
        .prop_map(
            |((minutes, buffer), lead_hours, horizon_days, ways, seats, (near_percent, near_days))| Terms {
                minutes,
                buffer,
                lead_hours,
                horizon_days,
                ways,
                seats,
                near_percent,
                near_days,
                ..plain_terms()
            },
        )
}

/// From one tick of the day to a later one: often at night, when clocks change.
fn hours() -> impl Strategy<Value = (i32, i32)> {
    let begins = prop_oneof![0_i32..40, 0..TICKS - 1];
    let lasts = prop_oneof![1_i32..12, 12..72, 12..TICKS];
    (begins, lasts).prop_map(|(begins, lasts)| (begins, (begins + lasts).min(TICKS - 1)))
}

/// The day that all turns around: one on which the clock changes, two times out of three, where there is one.
fn anchor() -> impl Strategy<Value = (TimeZone, Date)> {
    let day = (2024_i16..=2030, 1_i16..=365, 0_usize..4, 0_u8..3);
    (select(&ZONES[..]), day).prop_map(|(name, (year, of_year, index, kind))| {
        let zone = zone(name);
        let changes = changes(&zone, year);
        let anywhere = later(Date::new(year, 1, 1).expect("a year"), i32::from(of_year) - 1);
        let day = match kind {
            0 => anywhere,
            _ => changes
                .get(index % changes.len().max(1))
                .copied()
                .unwrap_or(anywhere),
        };
        (zone, day)
    })
}

fn absences() -> impl Strategy<Value = Vec<(i32, i32, i32, bool)>> {
    let one = (
        -3_i32..=3,
        0..TICKS,
        prop_oneof![1_i32..24, 1..500],
        prop::bool::weighted(0.8),
    );
    prop::collection::vec(one, 0..5)
}

/// Days from the one that all turns around; often one of the same name.
fn about() -> impl Strategy<Value = i32> {
    prop_oneof![(-2_i32..=2).prop_map(|weeks| 7 * weeks), -9_i32..=9]
}

fn closures() -> impl Strategy<Value = Vec<(i32, Option<&'static str>)>> {
    let polo = select(vec![None, Some("nord"), Some("sud")]);
    prop::collection::vec((about(), polo), 0..3)
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let opening = (
        returns(),
        hours(),
        ways(),
        -120_i32..=5,
        prop::option::weighted(0.3, -3_i32..=200),
    );
    let range = prop_oneof![3 => (-12_i32..=1, -1_i32..=12), 1 => (-190_i32..=-150, 180_i32..=200)];
    let closed = (closures(), prop::collection::vec(about(), 0..2));
    (anchor(), opening, terms(), range, absences(), closed).prop_map(
        |(
            (zone, day),
            (returns, hours, ways, valid, until),
            terms,
            range,
            absences,
            (closures, holidays),
        )| {
            let time = |ticks| clock(day, ticks).time();
            let times = (time(hours.0), time(hours.1));
            World {
                zone,
                opening: Opening {
                    ways,
                    valid_until: until.map(|days| later(day, days)).filter(|_| valid < -3),
                    ..plain_opening(returns.around(day), times, later(day, valid))
                },
                terms,
                holidays: Holidays {
                    fixed: (holidays.into_iter())
                        .map(|days| (later(day, days).month(), later(day, days).day()))
                        .collect(),
                },
                closures: (closures.into_iter())
                    .map(|(days, polo)| Closure {
                        polo: polo.map(Into::into),
                        day: later(day, days),
                    })
                    .collect(),
                absences: (absences.into_iter())
                    .map(|(days, tick, lasts, own)| Absence {
                        id: String::new(),
                        worker: if own { "w" } else { "another" }.into(),
                        from: clock(later(day, days), tick),
                        until: clock(later(day, days), tick + lasts),
                    })
                    .collect(),
                days: (later(day, range.0), later(day, range.1)),
            }
        },
    )
}
