//! Making offers: the seats are claimed, the person is told. Never here: whether the times suit.

use super::super::claim::{self, Guard, Order, Seat};
use super::super::{Notify, Time, appointments, holds, notices};
use super::answer::{Ending, Open, end, open_of};
use super::{NewOffers, NextOffers, Offer, Offers, read, sweep, waiting};
use crate::engine::{Database, retry};
use crate::error::{AgendaError, StoreError};
use crate::requests::What;
use crate::requests::record::{Entry, enter, person};
use crate::vault::{Vault, row_name};
use domain::Code;
use domain::agenda::offers::{OfferKind, OfferState, Suits};
use domain::message::Kind;
use domain::request::Person;
use jiff::Timestamp;
use sqlx::{AnyConnection, Row};

pub(super) async fn make(offers: &Offers<'_>, new: &NewOffers<'_>) -> Result<Vec<Offer>, AgendaError> {
    retry(|| attempt(offers, new)).await
}

async fn attempt(offers: &Offers<'_>, new: &NewOffers<'_>) -> Result<Vec<Offer>, AgendaError> {
    let Offers { database, vault } = *offers;
    let mut tx = database.write().await?;
    appointments::hold_open(database, &mut tx, new.code).await?;
    let made = make_within(database, &mut tx, vault, new).await?;
    tx.commit().await?;
    Ok(made)
}

async fn make_within(
    database: &Database,
    connection: &mut AnyConnection,
    vault: &Vault,
    new: &NewOffers<'_>,
) -> Result<Vec<Offer>, AgendaError> {
    let before = earlier(connection, new.code).await?;
    let mut candidates = Vec::new();
    for time in new.times {
        candidates.push(claim::candidates(connection, *time, Order::Load, new.now).await?);
    }
    let mut workers: Vec<&str> = candidates.iter().flatten().map(String::as_str).collect();
    workers.extend(before.iter().map(|offer| offer.worker.as_str()));
    claim::lock(database, connection, &workers).await?;
    end(connection, &before, Ending::new(OfferState::LetGo), new.now).await?;
    let mut made = Vec::new();
    for (time, candidates) in new.times.iter().zip(&candidates) {
        let mut seat = None;
        for worker in candidates {
            holds::release_expired_of(connection, worker, new.now).await?;
            seat = claim::claim_under(connection, worker, *time, new.now, Guard::None).await?;
            if seat.is_some() {
                break;
            }
        }
        let seat = seat.ok_or(AgendaError::Taken)?;
        made.push(
            insert(
                connection,
                (new.code, new.kind),
                *time,
                &seat,
                (new.until, new.now),
            )
            .await?,
        );
    }
    let person = person(connection, vault, new.code).await?;
    let told = (new.code, person.as_ref());
    tell(connection, vault, told, &made, (new.notify, new.now)).await?;
    if let Some(who) = new.who {
        let answered = sqlx::query(
            "UPDATE requests SET status = 'answered' WHERE code = $1 AND status IN ('received', 'in_charge')",
        );
        let answered = answered.bind(new.code.as_str().to_owned());
        answered.execute(&mut *connection).await?;
        let entry = Entry {
            code: new.code.as_str(),
            what: What::Proposed,
            who: Some(who),
            at: new.now.as_millisecond(),
        };
        enter(connection, vault, entry).await?;
    }
    Ok(made)
}

pub(super) async fn make_next(offers: &Offers<'_>, next: &NextOffers<'_>) -> Result<Vec<Offer>, AgendaError> {
    retry(|| attempt_next(offers, next)).await
}

async fn attempt_next(offers: &Offers<'_>, next: &NextOffers<'_>) -> Result<Vec<Offer>, AgendaError> {
    let Offers { database, vault } = *offers;
    let mut tx = database.write().await?;
    appointments::hold_open(database, &mut tx, next.code).await?;
    let made = make_next_within(database, &mut tx, vault, next).await?;
    tx.commit().await?;
    Ok(made)
}

/// The same, within a transaction that holds the request already. For whoever calls an appointment off and offers others for it
/// at once. Workers concerned are held from here on: a transaction that holds some already may lose a race, and is tried again.
pub(crate) async fn make_next_within(
    database: &Database,
    connection: &mut AnyConnection,
    vault: &Vault,
    next: &NextOffers<'_>,
) -> Result<Vec<Offer>, StoreError> {
    let person = person(connection, vault, next.code).await?;
    let suits = person
        .as_ref()
        .map(|person| Suits::of(&person.days, &person.parts));
    let mut free = sweep::free(connection, (next.asked.polo, next.asked.motive), next.now).await?;
    free.retain(|slot| {
        slot.ways & next.asked.way.bit() != 0
            && waiting::is_offered(slot.closes, next.now)
            && suits.is_none_or(|suits| suits.fits(slot.start))
    });
    // One of each instant, since the person sees times and not workers; some more than are wanted, should one be gone.
    free.dedup_by(|next, first| next.start == first.start);
    free.truncate(2 * next.most);
    let before = earlier(connection, next.code).await?;
    let mut workers: Vec<&str> = free.iter().map(|slot| slot.worker.as_str()).collect();
    workers.extend(before.iter().map(|offer| offer.worker.as_str()));
    claim::lock(database, connection, &workers).await?;
    end(connection, &before, Ending::new(OfferState::LetGo), next.now).await?;
    let mut made = Vec::new();
    for slot in &free {
        if made.len() == next.most {
            break;
        }
        let time = Time {
            asked: next.asked,
            start: slot.start,
        };
        let seat = claim::claim_under(connection, &slot.worker, time, next.now, Guard::None).await?;
        if let Some(seat) = seat {
            let what = (next.code, next.kind);
            made.push(insert(connection, what, time, &seat, (next.until, next.now)).await?);
        }
    }
    tell(
        connection,
        vault,
        (next.code, person.as_ref()),
        &made,
        (next.notify, next.now),
    )
    .await?;
    Ok(made)
}

/// What the Polo has offered the request before.
async fn earlier(connection: &mut AnyConnection, code: &Code) -> Result<Vec<Open>, StoreError> {
    let mut open = open_of(connection, code).await?;
    open.retain(|open| open.kind != OfferKind::Waiting);
    Ok(open)
}

/// Says once that these times are offered.
async fn tell(
    connection: &mut AnyConnection,
    vault: &Vault,
    told: (&Code, Option<&Person>),
    made: &[Offer],
    (notify, now): (&Notify, Timestamp),
) -> Result<(), StoreError> {
    let Some(first) = made.iter().min_by_key(|offer| offer.until) else {
        return Ok(());
    };
    notices::tell_offer(connection, vault, told, (first, Kind::Proposed), (notify, now)).await
}

/// Writes an offer of a seat that was claimed; no longer than the seat can be booked.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    (code, kind): (&Code, OfferKind),
    time: Time<'_>,
    seat: &Seat,
    (until, now): (Timestamp, Timestamp),
) -> Result<Offer, StoreError> {
    let id = row_name()?;
    let insert = sqlx::query(
        "INSERT INTO offers (id, request, kind, slot, way, made_at, until_at) \
         SELECT $1, $2, $3, s.id, $5, $6, CASE WHEN s.closes_at < $7 THEN s.closes_at ELSE $7 END FROM slots s WHERE s.id = $4 \
         RETURNING until_at",
    );
    let insert = insert
        .bind(id.clone())
        .bind(code.as_str().to_owned())
        .bind(kind.word())
        .bind(seat.slot.clone())
        .bind(time.asked.way.word())
        .bind(now.as_millisecond())
        .bind(until.as_millisecond());
    let until: i64 = insert.fetch_one(connection).await?.try_get("until_at")?;
    Ok(Offer {
        id,
        kind,
        state: OfferState::Open,
        polo: time.asked.polo.to_owned(),
        motive: time.asked.motive.to_owned(),
        way: time.asked.way,
        start: seat.start,
        end: seat.end,
        made_at: read::at(now.as_millisecond(), "offers.made_at")?,
        until: read::at(until, "offers.until_at")?,
        wish: None,
    })
}
