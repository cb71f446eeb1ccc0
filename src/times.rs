//! The free times of a motive at a Polo while somebody looks at them, and the seat that is held for them meanwhile: what
//! the request and the page of a request have in common. Never here: how they look (`components/free_times`).

use crate::bundle::Bundle;
use api::agenda::{FreeTimes, Hold};
use domain::Minute;
use domain::request::Draft;
use serde::Serialize;

/// The free times at hand, and how they are looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Look {
    /// The times of the week shown; none where nobody asked, or nothing came.
    pub times: Option<FreeTimes>,
    /// `morning` or `afternoon` where only those are shown.
    pub part: String,
    /// None of the times was chosen: the Polo is to call.
    pub call: bool,
    /// Where they are meanwhile.
    #[serde(skip)]
    pub coming: Coming,
    /// What was asked for last: what was asked before it may come after it, and is passed over.
    #[serde(skip)]
    pub wanted: String,
    /// The time was chosen in the week, not as the first of all: only one of the two shows as chosen.
    #[serde(skip)]
    pub in_week: bool,
}

/// Where free times are that were asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coming {
    /// There, or nobody has asked for any.
    #[default]
    Still,
    /// On their way.
    Asked,
    /// They did not come.
    Missing,
}

impl Look {
    /// Whether there is a time to choose.
    pub fn offers(&self) -> bool {
        self.times.as_ref().is_some_and(|times| times.first.is_some())
    }

    /// Whether the person may choose a time at all, be there one now or not.
    pub fn is_bookable(&self) -> bool {
        self.times.as_ref().is_some_and(|times| !times.ways.is_empty())
    }

    /// Times are asked for: those of a Polo from a day on.
    pub fn ask(&mut self, wanted: String) {
        self.coming = Coming::Asked;
        self.wanted = wanted;
    }

    /// Takes in what came.
    pub fn take(&mut self, came: Option<FreeTimes>) {
        self.coming = match came {
            Some(_) => Coming::Still,
            None => Coming::Missing,
        };
        self.times = came;
    }

    /// Puts a time among the free ones, in its place.
    pub fn add(&mut self, time: &str) {
        if let Some(times) = &mut self.times {
            let at = times.times.partition_point(|other| other.as_str() < time);
            times.times.insert(at, time.to_owned());
        }
    }

    /// Whether this time is none of the free ones, though it lies in the days shown.
    pub fn lacks(&self, time: &str) -> bool {
        let day = day_of(time);
        self.times.as_ref().is_some_and(|times| {
            !times.times.iter().any(|free| free == time)
                && times.first.as_deref() != Some(time)
                && Minute::parse_date(&times.from)
                    .zip(day)
                    .is_some_and(|(from, day)| from <= day && day < from.plus_days(7))
        })
    }
}

/// A seat that is held while the form is filled. Which one it is, the draft knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Seat {
    /// When the appointment ends.
    pub end: String,
    /// Until when the seat is held.
    pub until: String,
    /// For what it was asked: see [`terms`].
    pub of: String,
    /// It is held no longer.
    pub ended: bool,
    /// How many minutes are left, the begun one included, as far as the device knows; 0 where it has not counted yet.
    #[serde(skip)]
    pub left: i32,
    /// By how many milliseconds the server's clock is ahead of the device's.
    #[serde(skip)]
    pub ahead: f64,
}

impl Seat {
    /// The seat of that hold, which was asked for by that draft.
    pub fn new(hold: &Hold, draft: &Draft, polo: &str) -> Self {
        Self {
            end: hold.end.clone(),
            until: hold.until.clone(),
            of: terms(draft, polo),
            ..Self::default()
        }
    }
}

/// What a seat is for, as one word list: motive, Polo, way, time. Another word there, and it is another seat.
pub fn terms(draft: &Draft, polo: &str) -> String {
    [&draft.motive, polo, &draft.way, &draft.time].join(" ")
}

/// The week to show instead, where the first free time of all is not in the one that came.
pub fn fuller_week(times: &FreeTimes) -> Option<String> {
    let first = week_of(day_of(times.first.as_deref()?));
    (first != week_of(Minute::parse_date(&times.from))).then_some(first)
}

/// What is known of times in a way of meeting that the motive cannot be booked in: there are none.
pub fn none_for(motive: &str, polo: &str, way: &str) -> FreeTimes {
    FreeTimes {
        motive: motive.to_owned(),
        polo: polo.to_owned(),
        way: way.to_owned(),
        // In others there may be.
        ways: vec![String::new()],
        ..FreeTimes::default()
    }
}

/// The Polo that the draft names, or that its neighbourhood has; empty where neither is said.
pub fn polo_of(bundle: &Bundle, draft: &Draft) -> String {
    let serving = bundle.catalogue.neighbourhood(&draft.neighbourhood);
    match serving {
        Some((polo, _)) if draft.polo.is_empty() => polo.id.clone(),
        _ => draft.polo.clone(),
    }
}

/// The day in Italy that an instant lies in, at its midnight.
pub fn day_of(instant: &str) -> Option<Minute> {
    Minute::parse(instant.get(..16)?)?.in_italy().at(0, 0)
}

/// The Monday of that day's week, `2026-11-30`. What is no day comes back empty: the first days are then shown.
pub fn week_of(day: Option<Minute>) -> String {
    day.map_or_else(String::new, |day| {
        let monday = day.plus_days(-i64::try_from(day.weekday()).unwrap_or_default());
        let (year, month, day) = monday.date();
        format!("{year:04}-{month:02}-{day:02}")
    })
}
