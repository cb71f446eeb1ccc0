//! How offers end: taken, refused, lapsed, let go. The seat of all but the one taken goes back in the same transaction. Never
//! here: how they begin.

use super::super::claim::{self, Seat};
use super::super::{Appointment, Asked, Change, Time, appointments};
use super::{Offer, Offers, read};
use crate::engine::{Database, retry};
use crate::error::{AgendaError, StoreError};
use crate::once::{self, Answer, Claim};
use crate::outbox;
use crate::requests::What;
use crate::requests::record::{Entry, enter, is_holder};
use domain::Code;
use domain::agenda::offers::{OfferKind, OfferState, Wish};
use domain::message::Kind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, AssertSqlSafe, Row};

/// An open offer with the seat that it holds.
pub(in super::super) struct Open {
    pub(super) offer: Offer,
    pub(super) kind: OfferKind,
    pub(super) slot: String,
    pub(in super::super) worker: String,
}

/// How an offer ends.
#[derive(Clone, Copy)]
pub(in super::super) struct Ending {
    state: OfferState,
    wish: Option<Wish>,
}

impl Ending {
    pub(in super::super) fn new(state: OfferState) -> Self {
        Self { state, wish: None }
    }
}

/// What is kept of an answer for a replay.
#[derive(Serialize, Deserialize)]
struct Kept {}

/// The open offers of a request, which is held: nobody else ends them.
pub(in super::super) async fn open_of(
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<Vec<Open>, StoreError> {
    let sql = format!(
        "{}, o.slot AS slot, s.worker AS worker {} WHERE o.request = $1 AND o.state = 'open' ORDER BY s.start_at, o.id",
        read::COLUMNS,
        read::TABLES
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let rows = query.fetch_all(connection).await?;
    let open = |row: &sqlx::any::AnyRow| {
        let offer = read::offer(row)?;
        Ok(Open {
            kind: offer.kind,
            offer,
            slot: row.try_get("slot")?,
            worker: row.try_get("worker")?,
        })
    };
    rows.iter().map(open).collect()
}

/// Ends them, and gives their seats back; their workers' locks are held. Says how many there were.
pub(in super::super) async fn end(
    connection: &mut AnyConnection,
    open: &[Open],
    ending: Ending,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let mut ended = 0;
    for open in open {
        if close(connection, &open.offer.id, ending, now).await? {
            claim::give_back(connection, &open.slot).await?;
            ended += 1;
        }
    }
    Ok(ended)
}

/// The one update by which an offer ends; `false` where it has ended before.
async fn close(
    connection: &mut AnyConnection,
    id: &str,
    ending: Ending,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let close = sqlx::query(
        "UPDATE offers SET state = $2, ended_at = $3, wish = $4 WHERE id = $1 AND state = 'open'",
    );
    let close = close
        .bind(id.to_owned())
        .bind(ending.state.word())
        .bind(now.as_millisecond())
        .bind(ending.wish.map(Wish::word));
    Ok(close.execute(connection).await?.rows_affected() > 0)
}

/// Ends all that a request is offered and takes it off the list, since it ends or has an appointment; the request is held.
pub(crate) async fn end_all(
    database: &Database,
    connection: &mut AnyConnection,
    code: &Code,
    now: Timestamp,
) -> Result<(), StoreError> {
    let open = open_of(connection, code).await?;
    lock(database, connection, &open).await?;
    end(connection, &open, Ending::new(OfferState::LetGo), now).await?;
    outbox::cancel(connection, code, Kind::OFFERS, now).await?;
    super::waiting::forget(connection, code).await?;
    Ok(())
}

pub(super) async fn lock(
    database: &Database,
    connection: &mut AnyConnection,
    open: &[Open],
) -> Result<(), StoreError> {
    let workers: Vec<&str> = open.iter().map(|open| open.worker.as_str()).collect();
    claim::lock(database, connection, &workers).await
}

pub(super) async fn take_back(
    offers: &Offers<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<u64, AgendaError> {
    retry(|| attempt_take_back(offers, code, who, now)).await
}

async fn attempt_take_back(
    offers: &Offers<'_>,
    code: &Code,
    who: &str,
    now: Timestamp,
) -> Result<u64, AgendaError> {
    let Offers { database, vault } = *offers;
    let mut tx = database.write().await?;
    appointments::hold_open(database, &mut tx, code).await?;
    let mut open = open_of(&mut tx, code).await?;
    open.retain(|open| open.kind != OfferKind::Waiting);
    if open.is_empty() {
        return Ok(0);
    }
    lock(database, &mut tx, &open).await?;
    let ended = end(&mut tx, &open, Ending::new(OfferState::LetGo), now).await?;
    outbox::cancel(&mut tx, code, &[Kind::Proposed], now).await?;
    let entry = Entry {
        code: code.as_str(),
        what: What::TakenBack,
        who: Some(who),
        at: now.as_millisecond(),
    };
    enter(&mut tx, vault, entry).await?;
    tx.commit().await?;
    Ok(ended)
}

pub(super) async fn accept(
    offers: &Offers<'_>,
    change: &Change<'_>,
    offer: &str,
) -> Result<Answer<Appointment>, AgendaError> {
    retry(|| attempt_accept(offers, change, offer)).await
}

async fn attempt_accept(
    offers: &Offers<'_>,
    change: &Change<'_>,
    offer: &str,
) -> Result<Answer<Appointment>, AgendaError> {
    let Offers { database, vault } = *offers;
    let (code, now) = (change.code, change.now);
    let mut tx = database.write().await?;
    let claimed = match appointments::begin(database, &mut tx, vault, "accept", change).await? {
        appointments::Begun::Ours(claimed) => claimed,
        appointments::Begun::Before(appointment) => return Ok(Answer::Replayed(appointment)),
    };
    let mut open = open_of(&mut tx, code).await?;
    let wanted = open.iter().position(|open| open.offer.id == offer);
    let taken = open.swap_remove(wanted.ok_or(AgendaError::OfferGone)?);
    if taken.offer.until <= now {
        return Err(AgendaError::OfferGone);
    }
    let before = appointments::booked(&mut tx, code).await?;
    let mut workers: Vec<&str> = open.iter().map(|open| open.worker.as_str()).collect();
    workers.push(&taken.worker);
    workers.extend(before.as_ref().map(|before| before.worker.as_str()));
    claim::lock(database, &mut tx, &workers).await?;
    end(&mut tx, &open, Ending::new(OfferState::LetGo), now).await?;
    if !close(&mut tx, &taken.offer.id, Ending::new(OfferState::Taken), now).await? {
        return Err(AgendaError::OfferGone);
    }
    super::waiting::forget(&mut tx, code).await?;
    outbox::cancel(&mut tx, code, Kind::OFFERS, now).await?;
    let Open { offer, slot, .. } = taken;
    let time = Time {
        asked: Asked {
            polo: &offer.polo,
            motive: &offer.motive,
            way: offer.way,
        },
        start: offer.start,
    };
    // The seat stays claimed: it was the offer's and is the appointment's.
    let seat = Seat {
        slot,
        start: offer.start,
        end: offer.end,
    };
    let appointment = appointments::take_offered(&mut tx, vault, change, (before, time, seat)).await?;
    claimed
        .keep(&mut tx, vault, &appointments::Kept::from(&appointment))
        .await?;
    tx.commit().await?;
    Ok(Answer::Fresh(appointment))
}

pub(super) async fn refuse(
    offers: &Offers<'_>,
    change: &Change<'_>,
    wish: Wish,
) -> Result<Answer<()>, AgendaError> {
    retry(|| attempt_refusal(offers, change, wish)).await
}

async fn attempt_refusal(
    offers: &Offers<'_>,
    change: &Change<'_>,
    wish: Wish,
) -> Result<Answer<()>, AgendaError> {
    let Offers { database, vault } = *offers;
    let (code, now) = (change.code, change.now);
    let mut tx = database.write().await?;
    let Some(claimed) = begin(offers, &mut tx, "refuse", change).await? else {
        return Ok(Answer::Replayed(()));
    };
    let open = open_of(&mut tx, code).await?;
    if open.iter().all(|open| open.offer.until <= now) {
        return Err(AgendaError::OfferGone);
    }
    lock(database, &mut tx, &open).await?;
    let ending = Ending {
        state: OfferState::Refused,
        wish: Some(wish),
    };
    end(&mut tx, &open, ending, now).await?;
    outbox::cancel(&mut tx, code, Kind::OFFERS, now).await?;
    match wish {
        Wish::Leave => {
            super::waiting::forget(&mut tx, code).await?;
        }
        Wish::Keep => super::waiting::answered(&mut tx, code).await?,
        Wish::Others | Wish::Call => back_to_work(&mut tx, code).await?,
    }
    finish(offers, &mut tx, change, What::Refused).await?;
    claimed.keep(&mut tx, vault, &Kept {}).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(()))
}

/// The Polo's answer was none for the person: it has the request before it again.
async fn back_to_work(connection: &mut AnyConnection, code: &Code) -> Result<(), StoreError> {
    let back = sqlx::query(
        "UPDATE requests SET status = CASE WHEN worker IS NULL THEN 'received' ELSE 'in_charge' END \
         WHERE code = $1 AND status = 'answered'",
    );
    back.bind(code.as_str().to_owned())
        .execute(&mut *connection)
        .await?;
    super::waiting::answered(connection, code).await
}

/// Lets the holder in, claims the key, and holds the request; `None` where the same came before.
pub(super) async fn begin(
    offers: &Offers<'_>,
    connection: &mut AnyConnection,
    operation: &'static str,
    change: &Change<'_>,
) -> Result<Option<Begun>, AgendaError> {
    let Offers { database, vault } = *offers;
    if !is_holder(connection, vault, change.code, change.secret).await? {
        return Err(AgendaError::NotFound);
    }
    let subject = (operation, change.code.as_str());
    let claimed = match once::claim::<Kept>(connection, vault, subject, change.once, change.now).await? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(Kept {}) => return Ok(None),
    };
    appointments::hold_open(database, connection, change.code).await?;
    Ok(Some(Begun(claimed)))
}

/// The right to change what the request is offered.
pub(super) struct Begun(once::Claimed);

impl Begun {
    async fn keep(
        self,
        connection: &mut AnyConnection,
        vault: &crate::vault::Vault,
        kept: &Kept,
    ) -> Result<(), AgendaError> {
        Ok(self.0.keep(connection, vault, kept).await?)
    }

    /// The change is made.
    pub(super) async fn done(
        self,
        connection: &mut AnyConnection,
        vault: &crate::vault::Vault,
    ) -> Result<(), AgendaError> {
        self.keep(connection, vault, &Kept {}).await
    }
}

/// Puts on the record what the person did.
pub(super) async fn finish(
    offers: &Offers<'_>,
    connection: &mut AnyConnection,
    change: &Change<'_>,
    what: What,
) -> Result<(), StoreError> {
    let entry = Entry {
        code: change.code.as_str(),
        what,
        who: None,
        at: change.now.as_millisecond(),
    };
    enter(connection, offers.vault, entry).await?;
    Ok(())
}
