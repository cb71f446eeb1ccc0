//! Times offered to a person, and the list of those who wait for one, as they travel. Instants are RFC 3339 in UTC.

use serde::{Deserialize, Serialize};

/// The place of a request on the list of those who wait for a time to come free.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingView {
    /// From 1, in the order of arrival.
    pub place: u16,
    /// Whether times that come free are offered: not after two offers without an answer, until the person asks for it again.
    pub asked: bool,
}

/// A time that is held for a person until they answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferView {
    /// Names it.
    pub id: String,
    /// `waiting` (it came free), `proposal` (the Polo proposes it) or `moved` (in the place of an appointment that the Polo had
    /// to call off).
    pub kind: String,
    /// When the appointment would begin.
    pub start: String,
    /// The Polo, by id.
    pub polo: String,
    /// How to meet: `at_polo`, `phone`, `video` or `home`.
    pub way: String,
    /// Until when it is held.
    pub until: String,
}

/// The body of `POST /api/v1/requests/{code}/offers/acceptance`: the time that the person takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Acceptance {
    /// The offer, by id.
    pub offer: String,
}

/// The body of `POST /api/v1/requests/{code}/offers/refusal`: none of the times offered suits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewRefusal {
    /// What the person would rather have: `keep` (stay on the list), `leave` (the list), `others` (other times) or `call`.
    pub then: String,
}
