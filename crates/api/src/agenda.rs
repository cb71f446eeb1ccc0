//! Times that can be booked, holds, and appointments, as they travel. Instants are RFC 3339 in UTC; pages show them as
//! clocks in Italy do.

use serde::{Deserialize, Serialize};

/// The body of `POST /api/v1/times`: of what the free times are asked. Not in the address, which stays in logs and histories:
/// what somebody wants to talk about is an answer like others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TimesAsked {
    /// The motive, by id.
    pub motive: String,
    /// The Polo, by id.
    pub polo: String,
    /// How to meet; empty for the first way that the motive offers.
    pub way: String,
    /// The first of seven days, `2026-11-30`; empty, or before today, for today.
    pub from: String,
    /// For whom it is, as the form says it: `other` sees what professionals can book for another person.
    pub for_whom: String,
}

/// The free times of a motive at a Polo, over seven days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FreeTimes {
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How to meet at these times: what was asked for, or the first way that the motive offers.
    pub way: String,
    /// The ways in which the motive can be booked; empty where it cannot be booked by the person.
    pub ways: Vec<String>,
    /// How long an appointment is, in minutes.
    pub minutes: u16,
    /// The first of the seven days, `2026-11-30`.
    pub from: String,
    /// The first free time of all, whatever the days asked for; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The free times of the seven days, in order.
    pub times: Vec<String>,
    /// The day of the next free time after the seven days; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The day of the last free time before the seven days; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// Other Poli with a free time, the earliest first; empty unless this Polo has none and the motive allows it.
    pub elsewhere: Vec<Elsewhere>,
}

/// Another Polo that has a free time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Elsewhere {
    /// The Polo, by id.
    pub polo: String,
    /// Its first free time.
    pub first: String,
}

/// The body of `POST /api/v1/holds`: which time to hold while the form is filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewHold {
    /// The motive, by id.
    pub motive: String,
    /// The Polo, by id.
    pub polo: String,
    /// How to meet: `at_polo`, `phone`, `video` or `home`.
    pub way: String,
    /// When it begins, one of the free times.
    pub start: String,
    /// The hold that this one takes the place of, if there is one: it is let go when the new one is there.
    pub instead_of: String,
    /// For whom it is, as the form says it: `other` holds what professionals can book for another person.
    pub for_whom: String,
}

/// A seat held for ten minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hold {
    /// Twenty-six letters and digits that claim the seat when the request is sent. Whoever has them has the seat.
    pub hold: String,
    /// When the appointment begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// Until when the seat is held.
    pub until: String,
}

/// The body of `POST /api/v1/holds/release`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Release {
    /// The hold, as it was given.
    pub hold: String,
}

/// An appointment as its owner sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppointmentView {
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// The Polo, by id; not always that of the request.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How to meet: `at_polo`, `phone`, `video` or `home`.
    pub way: String,
    /// `booked`, `cancelled`, `called_off` (by the Polo), `attended`, `late` or `missed`.
    pub status: String,
    /// Until when it can be moved or cancelled from here.
    pub change_until: String,
    /// Whether it can still be, now.
    pub changeable: bool,
}

/// The body of `POST /api/v1/requests/{code}/appointment`: the time that the person chooses. Where there is an appointment,
/// it is moved there: the old seat goes when the new one is held, or nothing changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewTime {
    /// When it begins, one of the free times of the request's motive.
    pub start: String,
    /// The Polo, by id; empty for that of the appointment, or of the request.
    pub polo: String,
    /// How to meet; empty for as before, or for the first way that the motive offers.
    pub way: String,
}
