//! Names and times in words: a Polo by its id, an instant, how late something is. Never here: the words themselves (`texts`).

use crate::around::Desk;
use crate::texts::app::{ALL_AREAS, ALL_POLI, ROLES};
use crate::texts::{fill, named, queue};
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

/// How near the promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many days ago.
    Late(i64),
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// In so many days.
    In(i64),
}

impl Due {
    /// Of a promise for that day, `2026-11-27`, seen on `today`.
    pub fn of(answer_by: &str, today: Minute) -> Option<Self> {
        let seconds = Minute::parse_date(answer_by)?.unix_seconds() - today.unix_seconds();
        Some(match seconds / 86_400 {
            0 => Self::Today,
            1 => Self::Tomorrow,
            days if days > 0 => Self::In(days),
            days => Self::Late(-days),
        })
    }

    /// In words: colour alone says nothing to many.
    pub fn words(self) -> String {
        match self {
            Self::Late(1) => queue::LATE_ONE.to_owned(),
            Self::Late(days) => fill(queue::LATE, &[("days", &days.to_string())]),
            Self::Today => queue::TODAY.to_owned(),
            Self::Tomorrow => queue::TOMORROW.to_owned(),
            Self::In(days) => fill(queue::SOON, &[("days", &days.to_string())]),
        }
    }

    /// The class of its colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Late(_) => "due due-late",
            Self::Today => "due due-today",
            Self::Tomorrow => "due due-tomorrow",
            Self::In(_) => "due",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_late_from_the_day_after() {
        let today = Minute::parse_date("2026-11-27").expect("a day");
        assert_eq!(Due::of("2026-11-26", today), Some(Due::Late(1)));
        assert_eq!(Due::of("2026-11-27", today), Some(Due::Today));
        assert_eq!(Due::of("2026-11-28", today), Some(Due::Tomorrow));
        assert_eq!(Due::of("2026-12-02", today), Some(Due::In(5)));
        assert_eq!(Due::of("presto", today), None);
        assert_eq!(Due::Late(3).words(), "in ritardo di 3 giorni");
    }
}
