//! Names and times in words: a Polo by its id, an instant, how late something is. Never here: the words themselves (`texts`).

use crate::around::Desk;
use crate::texts::app::{ALL_AREAS, ALL_POLI, ROLES};
use crate::texts::{fill, named, queue};
use api::desk::Queued;
use domain::Minute;
use domain::role::Grant;
use portal::dates;

/// The Polo's name; the id where it is no longer there.
pub fn polo(desk: &Desk, id: &str) -> String {
    let polo = desk.bundle.catalogue.polo(id);
    polo.map_or(id, |polo| polo.name.as_str()).to_owned()
}

/// The area's name; the id where it is no longer there.
pub fn area(desk: &Desk, id: &str) -> String {
    let area = desk.offer.areas().iter().find(|area| area.id == id);
    area.map_or(id, |area| area.name.as_str()).to_owned()
}

/// The motive in a few words; the id where it is no longer there.
pub fn motive(desk: &Desk, id: &str) -> String {
    let motive = desk.offer.motives().iter().find(|motive| motive.id == id);
    motive.map_or(id, |motive| motive.label.as_str()).to_owned()
}

/// «Assistente sociale: Pablo, tutte le aree»
pub fn grant(desk: &Desk, grant: &Grant) -> String {
    let of = |id: &Option<String>, all: &str, name: fn(&Desk, &str) -> String| {
        id.as_ref().map_or_else(|| all.to_owned(), |id| name(desk, id))
    };
    fill(
        crate::texts::own::IN_POLO,
        &[
            ("role", &named(ROLES, grant.role.word())),
            ("polo", &of(&grant.polo, ALL_POLI, polo)),
            ("area", &of(&grant.area, ALL_AREAS, area)),
        ],
    )
}

/// `2026-12-03T09:30:00Z` as «3 dic, 10:30»: short, for lists. Civil time in Italy.
pub fn short(desk: &Desk, instant: &str) -> String {
    let Some(time) = instant.get(..16).and_then(Minute::parse).map(Minute::in_italy) else {
        return instant.to_owned();
    };
    format!("{}, {}", short_day(desk, time), dates::clock_of(time))
}

/// `2026-12-03` as «3 dic».
pub fn short_date(desk: &Desk, written: &str) -> String {
    Minute::parse_date(written).map_or_else(|| written.to_owned(), |day| short_day(desk, day))
}

/// «3 dic»
pub fn short_day(desk: &Desk, day: Minute) -> String {
    let (_, month, day) = day.date();
    let months = desk.texts().get(portal::texts::Key::date_months);
    let month = usize::try_from(month - 1).unwrap_or_default();
    let month: String = months
        .split(' ')
        .nth(month)
        .unwrap_or_default()
        .chars()
        .take(3)
        .collect();
    format!("{day} {month}")
}

/// Today at midnight, as clocks in Italy show it, by the clock of this machine.
pub fn today() -> Minute {
    now().at(0, 0).unwrap_or(Minute::EPOCH)
}

/// Now, `2026-12-03T09:30:00.000Z`, by the clock of this machine.
pub fn instant() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Now, as clocks in Italy show it, by the clock of this machine.
pub fn now() -> Minute {
    let written = instant();
    let utc = written.get(..16).and_then(Minute::parse);
    utc.map_or(Minute::EPOCH, Minute::in_italy)
}

/// How near the promise is, in working days, as the server reckons them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many days ago.
    Late(i32),
    /// Today.
    Today,
    /// In so few days that it is to be thought of.
    Soon(i32),
    /// In so many days.
    In(i32),
}

impl Due {
    /// Of a request; `None` where no answer is awaited.
    pub fn of(request: &Queued) -> Option<Self> {
        let days = request.days_left?;
        Some(match request.lateness.as_deref()? {
            "late" => Self::Late(-days),
            "today" => Self::Today,
            "soon" => Self::Soon(days),
            _ => Self::In(days),
        })
    }

    /// In words: colour alone says nothing to many.
    pub fn words(self) -> String {
        match self {
            Self::Late(1) => queue::LATE_ONE.to_owned(),
            Self::Late(days) => fill(queue::LATE, &[("days", &days.to_string())]),
            Self::Today => queue::TODAY.to_owned(),
            Self::Soon(1) | Self::In(1) => queue::SOON_ONE.to_owned(),
            Self::Soon(days) | Self::In(days) => fill(queue::SOON, &[("days", &days.to_string())]),
        }
    }

    /// The class of its colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Late(_) => "due due-late",
            Self::Today => "due due-today",
            Self::Soon(_) => "due due-soon",
            Self::In(_) => "due",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_late_something_is_comes_in_words() {
        let due = |lateness: &str, days| {
            let request = Queued {
                lateness: Some(lateness.to_owned()),
                days_left: Some(days),
                ..Queued::default()
            };
            Due::of(&request).map(Due::words)
        };
        assert_eq!(due("late", -3).as_deref(), Some("in ritardo di 3 giorni"));
        assert_eq!(due("late", -1).as_deref(), Some("in ritardo di 1 giorno"));
        assert_eq!(due("today", 0).as_deref(), Some("entro oggi"));
        assert_eq!(due("soon", 1).as_deref(), Some("tra 1 giorno"));
        assert_eq!(due("in_time", 5).as_deref(), Some("tra 5 giorni"));
        assert_eq!(Due::of(&Queued::default()), None);
    }
}
