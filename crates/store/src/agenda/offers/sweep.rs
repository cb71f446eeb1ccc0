//! What comes round every few seconds: offers that nobody answered end, and what is free is offered to those who wait. Each
//! offer is decided by one conditional update under its request's lock: two sweeps at once offer nothing twice. Never here:
//! when it comes round.

use super::super::claim::{self, Guard, UNTAKEN, instant};
use super::super::{Asked, Notify, Time, appointments, holds, notices};
use super::answer::{Ending, end, lock, open_of};
use super::waiting::{self, Wants};
use super::{Offers, Sweep, Swept, make};
use crate::engine::retry;
use crate::error::{AgendaError, StoreError};
use crate::outbox;
use crate::requests::record::person;
use domain::Code;
use domain::agenda::offers::{OfferKind, OfferState};
use domain::message::Kind;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row};

/// How many requests are looked at in a sweep.
const AT_ONCE: i64 = 200;

pub(super) async fn run(offers: &Offers<'_>, sweep: &Sweep) -> Result<Swept, StoreError> {
    let mut swept = Swept::default();
    for code in over(offers, sweep.now).await? {
        swept.lapsed += retry(|| lapse(offers, &code, sweep.now)).await?;
    }
    for (polo, motive) in lists(offers).await? {
        swept.offered += pass_on(offers, (&polo, &motive), sweep).await?;
    }
    Ok(swept)
}

/// Requests of which something must end: an offer whose time is over, or whatever a request still has that has ended itself.
async fn over(offers: &Offers<'_>, now: Timestamp) -> Result<Vec<Code>, StoreError> {
    let query = sqlx::query(
        "SELECT request FROM offers WHERE state = 'open' AND until_at <= $1 \
         UNION SELECT o.request FROM offers o JOIN requests r ON r.code = o.request \
            WHERE o.state = 'open' AND r.status IN ('closed', 'withdrawn') \
         UNION SELECT w.request FROM waiting w JOIN requests r ON r.code = w.request WHERE r.status IN ('closed', 'withdrawn') \
         UNION SELECT w.request FROM waiting w JOIN appointments a ON a.request = w.request WHERE a.status = 'booked' \
         LIMIT $2",
    );
    let query = query.bind(now.as_millisecond()).bind(AT_ONCE);
    let rows = query.fetch_all(offers.database.reader()).await?;
    let code = |row: &sqlx::any::AnyRow| {
        let code: String = row.try_get("request")?;
        code.parse().map_err(|_| StoreError::Corrupt("offers.request"))
    };
    rows.iter().map(code).collect()
}

/// Ends what is over of that request; says how many offers nobody answered.
async fn lapse(offers: &Offers<'_>, code: &Code, now: Timestamp) -> Result<u64, StoreError> {
    let database = offers.database;
    let mut tx = database.write().await?;
    let ended = match appointments::hold_open(database, &mut tx, code).await {
        Ok(()) => false,
        Err(AgendaError::Store(error)) => return Err(error),
        Err(_) => true,
    };
    // Who has a time by another way, as one that the Polo booked, waits no more.
    let waits_no_more = appointments::booked(&mut tx, code).await?.is_some();
    let mut open = open_of(&mut tx, code).await?;
    open.retain(|open| {
        let of_the_list = open.kind == OfferKind::Waiting;
        ended || open.offer.until <= now || (waits_no_more && of_the_list)
    });
    lock(database, &mut tx, &open).await?;
    let over = open.iter().any(|open| open.offer.until <= now);
    let from_the_list = open
        .iter()
        .any(|open| open.kind == OfferKind::Waiting && open.offer.until <= now);
    let state = if over {
        OfferState::Lapsed
    } else {
        OfferState::LetGo
    };
    let lapsed = end(&mut tx, &open, Ending::new(state), now).await?;
    if ended || waits_no_more {
        waiting::forget(&mut tx, code).await?;
    } else if from_the_list {
        waiting::unanswered(&mut tx, code).await?;
    }
    if !open.is_empty() {
        outbox::cancel(&mut tx, code, Kind::OFFERS, now).await?;
    }
    tx.commit().await?;
    Ok(if over { lapsed } else { 0 })
}

/// Each Polo and motive for which somebody waits and is asked.
async fn lists(offers: &Offers<'_>) -> Result<Vec<(String, String)>, StoreError> {
    let query =
        sqlx::query("SELECT DISTINCT polo, motive FROM waiting WHERE asked = 1 ORDER BY polo, motive");
    let rows = query.fetch_all(offers.database.reader()).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("polo")?, row.try_get("motive")?)))
        .collect()
}

/// A slot with free seats.
pub(super) struct Free {
    slot: String,
    pub(super) worker: String,
    pub(super) ways: i64,
    pub(super) start: Timestamp,
    pub(super) closes: Timestamp,
    seats: i64,
}

/// Offers what is free to those who wait: whoever came first gets the first time that they can come.
async fn pass_on(
    offers: &Offers<'_>,
    (polo, motive): (&str, &str),
    sweep: &Sweep,
) -> Result<u64, StoreError> {
    let (wanted, mut free) = {
        let mut reading = offers.database.read().await?;
        let wanted = waiting::wanted(&mut reading, (polo, motive)).await?;
        if wanted.is_empty() {
            return Ok(0);
        }
        let free = free(&mut reading, (polo, motive), sweep.now).await?;
        (wanted, free)
    };
    let mut offered = 0;
    for wants in &wanted.by {
        for slot in &mut free {
            let could = slot.seats > 0
                && waiting::is_offered(slot.closes, sweep.now)
                && wants.could_have(&slot.slot, slot.ways, slot.start);
            if !could {
                continue;
            }
            let time = Time {
                asked: Asked {
                    polo,
                    motive,
                    way: wants.way,
                },
                start: slot.start,
            };
            match retry(|| offer(offers, wants, (time, &slot.worker), sweep)).await? {
                Turn::Offered => {
                    slot.seats -= 1;
                    offered += 1;
                    break;
                }
                // Somebody else has it by now.
                Turn::NotFree => slot.seats = 0,
                Turn::NotTheirs => break,
            }
        }
    }
    Ok(offered)
}

/// What is free now, the earliest first.
pub(super) async fn free(
    connection: &mut sqlx::AnyConnection,
    (polo, motive): (&str, &str),
    now: Timestamp,
) -> Result<Vec<Free>, StoreError> {
    let sql = format!(
        "SELECT id, worker, ways, start_at, closes_at, seats - taken AS left_over FROM slots \
         WHERE polo = $1 AND motive = $2 AND start_at > $3 AND offered = 1 AND taken < seats AND opens_at <= $3 \
         AND closes_at > $3 AND {UNTAKEN} ORDER BY start_at, id"
    );
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(polo.to_owned())
        .bind(motive.to_owned())
        .bind(now.as_millisecond());
    let rows = query.fetch_all(connection).await?;
    let free = |row: &sqlx::any::AnyRow| {
        Ok(Free {
            slot: row.try_get("id")?,
            worker: row.try_get("worker")?,
            ways: row.try_get("ways")?,
            start: instant(row.try_get("start_at")?, "slots.start_at")?,
            closes: instant(row.try_get("closes_at")?, "slots.closes_at")?,
            seats: row.try_get("left_over")?,
        })
    };
    rows.iter().map(free).collect()
}

/// What came of a person's turn.
enum Turn {
    Offered,
    NotFree,
    NotTheirs,
}

/// Offers that time to whoever's turn it is, if it still is.
async fn offer(
    offers: &Offers<'_>,
    wants: &Wants,
    (time, worker): (Time<'_>, &str),
    sweep: &Sweep,
) -> Result<Turn, StoreError> {
    let Offers { database, vault } = *offers;
    let Sweep { now, until, channels } = *sweep;
    let code = &wants.code;
    let mut tx = database.write().await?;
    match appointments::hold_open(database, &mut tx, code).await {
        Ok(()) => {}
        Err(AgendaError::Store(error)) => return Err(error),
        Err(_) => return Ok(Turn::NotTheirs),
    }
    let turn = sqlx::query(
        "SELECT w.request FROM waiting w WHERE w.request = $1 AND w.asked = 1 \
         AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.request = w.request AND o.state = 'open') \
         AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.request = w.request AND a.status = 'booked')",
    );
    let turn = turn.bind(code.as_str().to_owned());
    if turn.fetch_optional(&mut *tx).await?.is_none() {
        return Ok(Turn::NotTheirs);
    }
    claim::lock(database, &mut tx, &[worker]).await?;
    holds::release_expired_of(&mut tx, worker, now).await?;
    let Some(seat) = claim::claim_under(&mut tx, worker, time, now, Guard::None).await? else {
        return Ok(Turn::NotFree);
    };
    let what = (code, OfferKind::Waiting);
    let offer = make::insert(&mut tx, what, time, &seat, (until, now)).await?;
    let person = person(&mut tx, vault, code).await?;
    let notify = Notify {
        channels,
        language: wants.language.clone(),
    };
    let told = (code, person.as_ref());
    notices::tell_offer(&mut tx, vault, told, (&offer, Kind::Offer), (&notify, now)).await?;
    tx.commit().await?;
    Ok(Turn::Offered)
}
