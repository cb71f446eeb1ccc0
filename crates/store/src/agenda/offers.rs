//! Times offered to people, each with a seat that is held until an answer comes or its time is over, and who waits for one.
//! Whoever changes what a request is offered holds the request first, then the workers concerned. Never here: until when an
//! answer is awaited, who may propose (arguments), words.

mod answer;
mod make;
mod read;
mod sweep;
mod waiting;

use super::{Appointment, Asked, Change, Notify, Time};
use crate::engine::Database;
use crate::error::{AgendaError, StoreError};
use crate::once::Answer;
use crate::requests::Scope;
use crate::vault::Vault;
use domain::Code;
use domain::agenda::offers::{OfferKind, OfferState, Suits, Wish};
use domain::message::Channels;
use domain::request::Way;
use jiff::Timestamp;

pub(crate) use answer::end_all;
pub(super) use answer::open_of;
pub(crate) use read::{open as open_offers, waiting as waits};
pub(crate) use waiting::enter as enter_list;
pub(super) use waiting::{Wanted, wanted};

/// The offers of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Offers<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

/// Times to be offered to one request.
#[derive(Clone, Copy, Debug)]
pub struct NewOffers<'a> {
    /// The request.
    pub code: &'a Code,
    /// Why.
    pub kind: OfferKind,
    /// One to three of them, of which the person takes one.
    pub times: &'a [Time<'a>],
    /// Until when an answer is awaited; no longer than a time can be booked.
    pub until: Timestamp,
    /// When they are offered.
    pub now: Timestamp,
    /// How the person is told.
    pub notify: &'a Notify,
    /// The member of staff who offers them, for the record.
    pub who: Option<&'a str>,
}

/// The next times that are free, to be offered to one request: for whoever's appointment the Polo had to call off.
#[derive(Clone, Copy, Debug)]
pub struct NextOffers<'a> {
    /// The request.
    pub code: &'a Code,
    /// Why.
    pub kind: OfferKind,
    /// What for, where, how.
    pub asked: Asked<'a>,
    /// How many at most.
    pub most: usize,
    /// Until when an answer is awaited; no longer than a time can be booked.
    pub until: Timestamp,
    /// When they are offered.
    pub now: Timestamp,
    /// How the person is told.
    pub notify: &'a Notify,
}

/// A time that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Names it.
    pub id: String,
    /// Why it was offered.
    pub kind: OfferKind,
    /// Where it stands.
    pub state: OfferState,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// How to meet.
    pub way: Way,
    /// When the appointment would begin.
    pub start: Timestamp,
    /// When it would end.
    pub end: Timestamp,
    /// When it was offered.
    pub made_at: Timestamp,
    /// Until when an answer is awaited.
    pub until: Timestamp,
    /// What the person would rather have.
    pub wish: Option<Wish>,
}

/// Somebody who waits for a time to come free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// From 1: who came before, and is still asked, counts.
    pub place: u32,
    /// How to meet.
    pub way: Way,
    /// Since when.
    pub since: Timestamp,
    /// Whether times that come free are offered to them: not after two offers that nobody answered.
    pub asked: bool,
}

/// A request that waits, as the staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// The request.
    pub code: Code,
    /// The Polo, by id.
    pub polo: String,
    /// The motive, by id.
    pub motive: String,
    /// Its place, and since when.
    pub waiting: Waiting,
    /// Until when the offer holds that it has now.
    pub offered_until: Option<Timestamp>,
}

/// How a sweep offers what has come free.
#[derive(Clone, Copy, Debug)]
pub struct Sweep {
    /// When it is made.
    pub now: Timestamp,
    /// Until when an answer to what is offered now is awaited.
    pub until: Timestamp,
    /// The channels that are set up.
    pub channels: Channels,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Offers whose time was over.
    pub lapsed: u64,
    /// Times that are now offered to somebody who waits.
    pub offered: u64,
}

impl<'a> Offers<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Offers times to a request: all of them or, where one cannot be had, none ([`AgendaError::Taken`]). Those that the Polo
    /// has offered it before are let go. The person is told, and the record says by whom.
    pub async fn make(&self, new: &NewOffers<'_>) -> Result<Vec<Offer>, AgendaError> {
        make::make(self, new).await
    }

    /// Offers a request the next free times on the days on which the person can come: none where nothing is free. They come
    /// before those who wait.
    pub async fn make_next(&self, next: &NextOffers<'_>) -> Result<Vec<Offer>, AgendaError> {
        make::make_next(self, next).await
    }

    /// Takes back what the Polo has proposed; says how many times were let go.
    pub async fn take_back(&self, code: &Code, who: &str, now: Timestamp) -> Result<u64, AgendaError> {
        answer::take_back(self, code, who, now).await
    }

    /// The person takes one: it becomes the request's appointment, all else that it was offered is let go, and it waits no
    /// more. Errors: [`AgendaError::OfferGone`] where it no longer stands.
    pub async fn accept(&self, change: &Change<'_>, offer: &str) -> Result<Answer<Appointment>, AgendaError> {
        answer::accept(self, change, offer).await
    }

    /// The person wants none of what is offered. Errors: [`AgendaError::OfferGone`] where nothing is.
    pub async fn refuse(&self, change: &Change<'_>, wish: Wish) -> Result<Answer<()>, AgendaError> {
        answer::refuse(self, change, wish).await
    }

    /// The person waits for a time to come free, or wants to be asked again. Errors: [`AgendaError::Booked`] where the request
    /// has an appointment.
    pub async fn wait(&self, change: &Change<'_>, way: Way) -> Result<Answer<()>, AgendaError> {
        waiting::wait(self, change, way).await
    }

    /// The person waits no more; what they were offered from the list is let go.
    pub async fn leave(&self, change: &Change<'_>) -> Result<Answer<()>, AgendaError> {
        waiting::leave(self, change).await
    }

    /// All that a request was offered, oldest first.
    pub async fn of(&self, code: &Code) -> Result<Vec<Offer>, StoreError> {
        read::of(self, code).await
    }

    /// Who waits within these scopes, those who came first first, no more than `limit`.
    pub async fn list(&self, scopes: &[Scope], limit: u32) -> Result<Vec<Waits>, StoreError> {
        read::list(self, scopes, limit).await
    }

    /// Lets go what nobody answered in time, and offers what is free to those who wait, in their order. Done by two at once, it
    /// is done once. Meant to run every few seconds.
    pub async fn sweep(&self, sweep: &Sweep) -> Result<Swept, StoreError> {
        sweep::run(self, sweep).await
    }
}

/// Whether somebody can come at that time, as the columns of `waiting` say it.
fn suits(days: i64, parts: i64) -> Suits {
    Suits { days, parts }
}
