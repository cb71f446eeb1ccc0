//! Appointments: booked with their request, chosen later, moved, called off. Whoever changes one holds its request first and
//! then the workers concerned. Never here: the request itself, and until when a person may change their mind.

use super::claim::{self, Guard, Order, Seat, instant};
use super::{Agenda, Appointment, Asked, Change, Notify, Standing, Time, holds, notices, offers};
use crate::engine::{Database, retry};
use crate::error::{AgendaError, StoreError};
use crate::once::{self, Answer, Claim};
use crate::requests::What;
use crate::requests::record::{Entry, enter, is_holder, person};
use crate::vault::{Vault, row_name};
use domain::message::Kind;
use domain::request::{Person, Status, Way};
use domain::{Code, Secret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

const COLUMNS: &str = "a.id AS id, a.slot AS slot, a.way AS way, a.status AS status, a.cause AS cause, a.sequence AS sequence, \
    a.changed_at AS changed_at, s.worker AS worker, s.polo AS polo, s.motive AS motive, s.start_at AS start_at, \
    s.end_at AS end_at FROM appointments a JOIN slots s ON s.id = a.slot";

/// An appointment with the seat that it has.
pub(super) struct Seated {
    pub(super) appointment: Appointment,
    pub(super) slot: String,
    pub(super) worker: String,
}

/// An appointment as it is sealed for a replay.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    id: String,
    polo: String,
    motive: String,
    way: Way,
    start: i64,
    end: i64,
    standing: String,
    sequence: u32,
    changed_at: i64,
    #[serde(default)]
    by_polo: bool,
}

/// Books a time for a request that is being written: the seat of the hold where it still holds, any that is free otherwise.
/// `None` where there is none: nothing was claimed then, and the transaction can go on or end.
pub(crate) async fn book(
    database: &Database,
    connection: &mut AnyConnection,
    vault: &Vault,
    code: &Code,
    (time, hold): (Time<'_>, Option<&Secret>),
    now: Timestamp,
) -> Result<Option<Appointment>, StoreError> {
    if let Some(token) = hold
        && let Some(found) = holds::find(connection, vault, token).await?
    {
        claim::lock(database, connection, &[&found.worker]).await?;
        if let Some(seat) = holds::take_over(connection, &found, time, now).await? {
            return Ok(Some(insert(connection, code, time.asked, seat, now).await?));
        }
    }
    // Locks that are kept are taken in one order by all, or two who book would wait for each other.
    for worker in claim::candidates(connection, time, Order::Lock, now).await? {
        claim::lock(database, connection, &[&worker]).await?;
        holds::release_expired_of(connection, &worker, now).await?;
        if let Some(seat) = claim::claim(connection, &worker, time, now).await? {
            return Ok(Some(insert(connection, code, time.asked, seat, now).await?));
        }
    }
    Ok(None)
}

/// Tells who booked with their request.
pub(crate) async fn tell_booked(
    connection: &mut AnyConnection,
    vault: &Vault,
    (code, person): (&Code, &Person),
    appointment: &Appointment,
    notify: (&Notify, Timestamp),
) -> Result<(), StoreError> {
    notices::tell(
        connection,
        vault,
        (code, Some(person)),
        appointment,
        Kind::Confirmation,
        notify,
    )
    .await
}

pub(super) async fn insert(
    connection: &mut AnyConnection,
    code: &Code,
    asked: Asked<'_>,
    seat: Seat,
    now: Timestamp,
) -> Result<Appointment, StoreError> {
    let id = row_name()?;
    let insert = sqlx::query(
        "INSERT INTO appointments (id, request, slot, way, status, booked_at, changed_at) \
         VALUES ($1, $2, $3, $4, 'booked', $5, $5)",
    );
    let insert = insert
        .bind(id.clone())
        .bind(code.as_str().to_owned())
        .bind(seat.slot)
        .bind(asked.way.word())
        .bind(now.as_millisecond());
    insert.execute(connection).await?;
    Ok(Appointment {
        id,
        polo: asked.polo.to_owned(),
        motive: asked.motive.to_owned(),
        way: asked.way,
        start: seat.start,
        end: seat.end,
        standing: Standing::Booked,
        sequence: 0,
        by_polo: false,
        changed_at: instant(now.as_millisecond(), "appointments.changed_at")?,
    })
}

pub(super) async fn choose(
    agenda: &Agenda<'_>,
    change: &Change<'_>,
    time: Time<'_>,
) -> Result<Answer<Appointment>, AgendaError> {
    let candidates = {
        let mut reading = agenda.database.read().await?;
        claim::candidates(&mut reading, time, Order::Load, change.now).await?
    };
    // The one who is already met then may stay: their slot is among the candidates even where nobody else's is.
    for worker in &candidates {
        if let Some(answer) = retry(|| attempt_choice(agenda, change, time, Some(worker))).await? {
            return Ok(answer);
        }
    }
    // Nobody can be met then; who asks may still not be the holder, or may ask again for what they were given.
    let answer = retry(|| attempt_choice(agenda, change, time, None)).await?;
    answer.ok_or(AgendaError::Taken)
}

/// `None` where that worker has no seat left then.
async fn attempt_choice(
    agenda: &Agenda<'_>,
    change: &Change<'_>,
    time: Time<'_>,
    worker: Option<&String>,
) -> Result<Option<Answer<Appointment>>, AgendaError> {
    let Agenda { database, vault } = *agenda;
    let (code, now) = (change.code, change.now);
    let mut tx = database.write().await?;
    let claimed = match begin(database, &mut tx, vault, "choose", change).await? {
        Begun::Ours(claimed) => claimed,
        Begun::Before(appointment) => return Ok(Some(Answer::Replayed(appointment))),
    };
    let before = booked(&mut tx, code).await?;
    if before.as_ref().is_some_and(|before| is_too_late(before, change)) {
        return Err(AgendaError::TooLate);
    }
    let Some(worker) = worker else { return Ok(None) };
    let offered = offers::open_of(&mut tx, code).await?;
    let mut workers = vec![worker.as_str()];
    workers.extend(before.as_ref().map(|before| before.worker.as_str()));
    workers.extend(offered.iter().map(|offer| offer.worker.as_str()));
    claim::lock(database, &mut tx, &workers).await?;
    holds::release_expired_of(&mut tx, worker, now).await?;
    let guard = match &before {
        Some(before) => {
            claim::give_back(&mut tx, &before.slot).await?;
            Guard::Own(&before.slot)
        }
        None => Guard::List,
    };
    let Some(seat) = claim::claim_under(&mut tx, worker, time, now, guard).await? else {
        return Ok(None);
    };
    // Who has a time waits for none, and is offered none.
    offers::end_all(database, &mut tx, code, now).await?;
    let given_back = before.map(|before| before.appointment);
    let appointment = settle(&mut tx, vault, change, (given_back, time, seat)).await?;
    claimed.keep(&mut tx, vault, &Kept::from(&appointment)).await?;
    tx.commit().await?;
    Ok(Some(Answer::Fresh(appointment)))
}

/// Gives the request that seat, in the place of the one that it had; puts it on the record, and in the outbox. The seat of
/// before was given back.
async fn settle(
    connection: &mut AnyConnection,
    vault: &Vault,
    change: &Change<'_>,
    (before, time, seat): (Option<Appointment>, Time<'_>, Seat),
) -> Result<Appointment, StoreError> {
    let (appointment, what) = match before {
        Some(before) => (
            moved(connection, before, time, seat, change.now).await?,
            What::Moved,
        ),
        None => (
            insert(connection, change.code, time.asked, seat, change.now).await?,
            What::Booked,
        ),
    };
    finish(connection, vault, change, &appointment, what).await?;
    Ok(appointment)
}

/// Gives the request the seat of an offer, in the place of the one that it had; all workers concerned are held.
pub(super) async fn take_offered(
    connection: &mut AnyConnection,
    vault: &Vault,
    change: &Change<'_>,
    (before, time, seat): (Option<Seated>, Time<'_>, Seat),
) -> Result<Appointment, StoreError> {
    if let Some(before) = &before {
        claim::give_back(connection, &before.slot).await?;
    }
    let before = before.map(|before| before.appointment);
    settle(connection, vault, change, (before, time, seat)).await
}

pub(super) async fn moved(
    connection: &mut AnyConnection,
    before: Appointment,
    time: Time<'_>,
    seat: Seat,
    now: Timestamp,
) -> Result<Appointment, StoreError> {
    let update = sqlx::query(
        "UPDATE appointments SET slot = $2, way = $3, sequence = sequence + 1, changed_at = $4 WHERE id = $1",
    );
    let update = update
        .bind(before.id.clone())
        .bind(seat.slot)
        .bind(time.asked.way.word())
        .bind(now.as_millisecond());
    update.execute(connection).await?;
    Ok(Appointment {
        polo: time.asked.polo.to_owned(),
        way: time.asked.way,
        start: seat.start,
        end: seat.end,
        sequence: before.sequence + 1,
        changed_at: instant(now.as_millisecond(), "appointments.changed_at")?,
        ..before
    })
}

pub(super) async fn cancel(
    agenda: &Agenda<'_>,
    change: &Change<'_>,
) -> Result<Answer<Appointment>, AgendaError> {
    retry(|| attempt_cancel(agenda, change)).await
}

async fn attempt_cancel(
    agenda: &Agenda<'_>,
    change: &Change<'_>,
) -> Result<Answer<Appointment>, AgendaError> {
    let Agenda { database, vault } = *agenda;
    let mut tx = database.write().await?;
    let claimed = match begin(database, &mut tx, vault, "cancel", change).await? {
        Begun::Ours(claimed) => claimed,
        Begun::Before(appointment) => return Ok(Answer::Replayed(appointment)),
    };
    let before = booked(&mut tx, change.code)
        .await?
        .ok_or(AgendaError::NoAppointment)?;
    if is_too_late(&before, change) {
        return Err(AgendaError::TooLate);
    }
    call_off(database, &mut tx, &before, change.now).await?;
    let appointment = Appointment {
        standing: Standing::Cancelled,
        sequence: before.appointment.sequence + 1,
        changed_at: instant(change.now.as_millisecond(), "appointments.changed_at")?,
        ..before.appointment
    };
    finish(&mut tx, vault, change, &appointment, What::Cancelled).await?;
    claimed.keep(&mut tx, vault, &Kept::from(&appointment)).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(appointment))
}

async fn call_off(
    database: &Database,
    connection: &mut AnyConnection,
    before: &Seated,
    now: Timestamp,
) -> Result<(), StoreError> {
    claim::lock(database, connection, &[&before.worker]).await?;
    let cancel = sqlx::query(
        "UPDATE appointments SET status = 'cancelled', sequence = sequence + 1, changed_at = $2 \
         WHERE id = $1 AND status = 'booked'",
    );
    let cancel = cancel
        .bind(before.appointment.id.clone())
        .bind(now.as_millisecond());
    if cancel.execute(&mut *connection).await?.rows_affected() > 0 {
        claim::give_back(connection, &before.slot).await?;
    }
    Ok(())
}

/// Calls off what a request still has, which is being withdrawn; the request is held.
pub(crate) async fn release_of(
    database: &Database,
    connection: &mut AnyConnection,
    code: &Code,
    now: Timestamp,
) -> Result<(), StoreError> {
    // Held before the seat of the appointment is: workers are held in one order by all.
    let before = booked(connection, code).await?;
    let offered = offers::open_of(connection, code).await?;
    let mut workers: Vec<&str> = offered.iter().map(|offer| offer.worker.as_str()).collect();
    workers.extend(before.as_ref().map(|before| before.worker.as_str()));
    claim::lock(database, connection, &workers).await?;
    offers::end_all(database, connection, code, now).await?;
    match before {
        Some(before) => call_off(database, connection, &before, now).await,
        None => Ok(()),
    }
}

fn is_too_late(before: &Seated, change: &Change<'_>) -> bool {
    let latest = before.appointment.start.saturating_sub(change.limit);
    latest.map_or(true, |latest| latest <= change.now)
}

pub(super) enum Begun {
    Ours(once::Claimed),
    Before(Appointment),
}

/// Lets the holder in, claims the key, and holds the request.
pub(super) async fn begin(
    database: &Database,
    connection: &mut AnyConnection,
    vault: &Vault,
    operation: &'static str,
    change: &Change<'_>,
) -> Result<Begun, AgendaError> {
    if !is_holder(connection, vault, change.code, change.secret).await? {
        return Err(AgendaError::NotFound);
    }
    let subject = (operation, change.code.as_str());
    let claim = once::claim::<Kept>(connection, vault, subject, change.once, change.now).await;
    let claimed = match claim? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(kept) => return Ok(Begun::Before(kept.try_into()?)),
    };
    hold_open(database, connection, change.code).await?;
    Ok(Begun::Ours(claimed))
}

/// Holds the request, which must not have ended.
pub(super) async fn hold_open(
    database: &Database,
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<(), AgendaError> {
    let sql = format!(
        "SELECT status FROM requests WHERE code = $1{}",
        database.holding()
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    let word: String = row.ok_or(AgendaError::NotFound)?.try_get("status")?;
    match Status::of(&word).ok_or(StoreError::Corrupt("requests.status"))? {
        Status::Withdrawn => Err(AgendaError::Withdrawn),
        Status::Closed => Err(AgendaError::Closed),
        Status::Received | Status::InCharge | Status::Answered => Ok(()),
    }
}

/// Puts the change on the record, and in the outbox.
async fn finish(
    connection: &mut AnyConnection,
    vault: &Vault,
    change: &Change<'_>,
    appointment: &Appointment,
    what: What,
) -> Result<(), StoreError> {
    let kind = match what {
        What::Moved => Kind::Moved,
        What::Cancelled => Kind::Cancelled,
        _ => Kind::Confirmation,
    };
    let person = person(connection, vault, change.code).await?;
    let told = (change.code, person.as_ref());
    notices::tell(
        connection,
        vault,
        told,
        appointment,
        kind,
        (change.notify, change.now),
    )
    .await?;
    let entry = Entry {
        code: change.code.as_str(),
        what,
        who: None,
        at: change.now.as_millisecond(),
    };
    enter(connection, vault, entry).await?;
    Ok(())
}

/// The appointment that the request has.
pub(super) async fn booked(
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<Option<Seated>, StoreError> {
    let sql = format!("SELECT {COLUMNS} WHERE a.request = $1 AND a.status = 'booked'");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    row.map(|row| {
        Ok(Seated {
            appointment: read(&row)?,
            slot: row.try_get("slot")?,
            worker: row.try_get("worker")?,
        })
    })
    .transpose()
}

/// The appointment that the request has, or the last one that it had.
pub(crate) async fn last(
    connection: &mut AnyConnection,
    code: &Code,
) -> Result<Option<Appointment>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE a.request = $1 \
         ORDER BY CASE WHEN a.status = 'booked' THEN 0 ELSE 1 END, a.booked_at DESC, a.id LIMIT 1"
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    let row = query.fetch_optional(connection).await?;
    row.map(|row| read(&row)).transpose()
}

/// Every appointment of the request, in the order in which they were booked.
pub(crate) async fn all(connection: &mut AnyConnection, code: &Code) -> Result<Vec<Appointment>, StoreError> {
    let sql = format!("SELECT {COLUMNS} WHERE a.request = $1 ORDER BY a.booked_at, a.id");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.as_str().to_owned());
    query.fetch_all(connection).await?.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<Appointment, StoreError> {
    let corrupt = StoreError::Corrupt;
    let text = |column| row.try_get::<String, _>(column);
    Ok(Appointment {
        id: text("id")?,
        polo: text("polo")?,
        motive: text("motive")?,
        way: Way::of(&text("way")?).ok_or(corrupt("appointments.way"))?,
        start: instant(row.try_get("start_at")?, "slots.start_at")?,
        end: instant(row.try_get("end_at")?, "slots.end_at")?,
        standing: Standing::of(&text("status")?).ok_or(corrupt("appointments.status"))?,
        sequence: u32::try_from(row.try_get::<i64, _>("sequence")?)
            .map_err(|_| corrupt("appointments.sequence"))?,
        by_polo: !text("cause")?.is_empty(),
        changed_at: instant(row.try_get("changed_at")?, "appointments.changed_at")?,
    })
}

impl From<&Appointment> for Kept {
    fn from(appointment: &Appointment) -> Self {
        Self {
            id: appointment.id.clone(),
            polo: appointment.polo.clone(),
            motive: appointment.motive.clone(),
            way: appointment.way,
            start: appointment.start.as_millisecond(),
            end: appointment.end.as_millisecond(),
            standing: appointment.standing.word().to_owned(),
            sequence: appointment.sequence,
            by_polo: appointment.by_polo,
            changed_at: appointment.changed_at.as_millisecond(),
        }
    }
}

impl TryFrom<Kept> for Appointment {
    type Error = StoreError;

    fn try_from(kept: Kept) -> Result<Self, StoreError> {
        let at = |milliseconds| instant(milliseconds, "once.answer");
        Ok(Self {
            start: at(kept.start)?,
            end: at(kept.end)?,
            changed_at: at(kept.changed_at)?,
            standing: Standing::of(&kept.standing).ok_or(StoreError::Corrupt("once.answer"))?,
            id: kept.id,
            polo: kept.polo,
            motive: kept.motive,
            way: kept.way,
            sequence: kept.sequence,
            by_polo: kept.by_polo,
        })
    }
}
