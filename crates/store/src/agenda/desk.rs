//! What staff do with an appointment: they give one, call it off, say how it went. Each stands on the request's record with a
//! name; whoever changes one holds its request first and then the workers concerned. Never here: who may do what.

use super::appointments::{self, Kept, booked};
use super::claim::{self, Guard, instant};
use super::{Agenda, Appointment, Meeting, Notify, Standing, Time, holds, notices, offers, week};
use crate::engine::{Database, retry};
use crate::error::{AgendaError, MarkError, StoreError};
use crate::once::{self, Answer, Claim, Once};
use crate::requests::What;
use crate::requests::record::{Entry, enter, person};
use domain::Code;
use domain::message::Kind;
use domain::request::Status;
use jiff::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

domain::words! {
    /// Why the Polo called an appointment off.
    Cause {
        /// The worker is away.
        Absence = "absence",
        /// The Polo is closed.
        Closure = "closure",
        /// The opening is another one, or is no more.
        Opening = "opening",
        /// A worker called this one off.
        Desk = "desk",
    }
}

/// A change of a request's appointment by staff.
#[derive(Clone, Copy)]
pub struct ByStaff<'a> {
    /// The request.
    pub code: &'a Code,
    /// The name on the record.
    pub who: &'a str,
    /// When.
    pub now: Timestamp,
    /// How the person is told; in their own language where it is known.
    pub notify: &'a Notify,
    /// Whether it is the same asking as an earlier one.
    pub once: &'a Once,
}

/// How an appointment went.
#[derive(Clone, Copy)]
pub struct Mark<'a> {
    /// The appointment, by id.
    pub id: &'a str,
    /// What is said; [`Standing::Booked`] takes back what was.
    pub standing: Standing,
    /// The name on the record.
    pub who: &'a str,
}

/// An appointment that is called off within a larger change; its request and its worker are held.
pub(super) struct CallOff<'a> {
    pub(super) code: &'a Code,
    pub(super) cause: Cause,
    pub(super) who: &'a str,
    pub(super) now: Timestamp,
    pub(super) notify: &'a Notify,
}

pub(super) async fn give(
    agenda: &Agenda<'_>,
    by: &ByStaff<'_>,
    time: Time<'_>,
    worker: Option<&str>,
) -> Result<Answer<Appointment>, AgendaError> {
    let candidates = match worker {
        Some(worker) => vec![worker.to_owned()],
        None => at_that_time(agenda, time).await?,
    };
    for worker in &candidates {
        if let Some(answer) = retry(|| attempt_gift(agenda, by, time, Some(worker))).await? {
            return Ok(answer);
        }
    }
    let answer = retry(|| attempt_gift(agenda, by, time, None)).await?;
    answer.ok_or(AgendaError::Taken)
}

/// The workers who have such a slot then.
async fn at_that_time(agenda: &Agenda<'_>, time: Time<'_>) -> Result<Vec<String>, StoreError> {
    let query = sqlx::query(
        "SELECT worker FROM slots WHERE polo = $1 AND motive = $2 AND start_at = $3 AND offered = 1 ORDER BY worker",
    );
    let query = query
        .bind(time.asked.polo.to_owned())
        .bind(time.asked.motive.to_owned())
        .bind(time.start.as_millisecond());
    let rows = query.fetch_all(agenda.database.reader()).await?;
    rows.iter().map(|row| Ok(row.try_get("worker")?)).collect()
}

/// `None` where that worker has no seat left then.
async fn attempt_gift(
    agenda: &Agenda<'_>,
    by: &ByStaff<'_>,
    time: Time<'_>,
    worker: Option<&String>,
) -> Result<Option<Answer<Appointment>>, AgendaError> {
    let Agenda { database, vault } = *agenda;
    let mut tx = database.write().await?;
    let claimed = match begin(agenda, &mut tx, "give", by).await? {
        Begun::Ours(claimed) => claimed,
        Begun::Before(appointment) => return Ok(Some(Answer::Replayed(appointment))),
    };
    let before = booked(&mut tx, by.code).await?;
    if before
        .as_ref()
        .is_some_and(|before| before.appointment.start <= by.now)
    {
        return Err(AgendaError::TooLate);
    }
    let Some(worker) = worker else { return Ok(None) };
    let offered = offers::open_of(&mut tx, by.code).await?;
    let mut workers = vec![worker.as_str()];
    workers.extend(before.as_ref().map(|before| before.worker.as_str()));
    workers.extend(offered.iter().map(|offer| offer.worker.as_str()));
    claim::lock(database, &mut tx, &workers).await?;
    holds::release_expired_of(&mut tx, worker, by.now).await?;
    // Who has a time waits for none; the one given may be one of those offered. Undone whole where it cannot be had.
    offers::end_all(database, &mut tx, by.code, by.now).await?;
    if let Some(before) = &before {
        claim::give_back(&mut tx, &before.slot).await?;
    }
    let seat = claim::claim_under(&mut tx, worker, time, by.now, Guard::Staff).await?;
    let Some(seat) = seat else { return Ok(None) };
    let (appointment, what, kind) = match before {
        Some(before) => (
            appointments::moved(&mut tx, before.appointment, time, seat, by.now).await?,
            What::Moved,
            Kind::Moved,
        ),
        None => (
            appointments::insert(&mut tx, by.code, time.asked, seat, by.now).await?,
            What::Booked,
            Kind::Confirmation,
        ),
    };
    tell(agenda, &mut tx, (by.code, by.now, by.notify), &appointment, kind).await?;
    note(agenda, &mut tx, (by.code, by.who, by.now), what).await?;
    claimed.keep(&mut tx, vault, &Kept::from(&appointment)).await?;
    tx.commit().await?;
    Ok(Some(Answer::Fresh(appointment)))
}

pub(super) async fn call_off_one(
    agenda: &Agenda<'_>,
    by: &ByStaff<'_>,
) -> Result<Answer<Appointment>, AgendaError> {
    retry(|| attempt_call_off(agenda, by)).await
}

async fn attempt_call_off(agenda: &Agenda<'_>, by: &ByStaff<'_>) -> Result<Answer<Appointment>, AgendaError> {
    let Agenda { database, vault } = *agenda;
    let mut tx = database.write().await?;
    let claimed = match begin(agenda, &mut tx, "call_off", by).await? {
        Begun::Ours(claimed) => claimed,
        Begun::Before(appointment) => return Ok(Answer::Replayed(appointment)),
    };
    let before = booked(&mut tx, by.code)
        .await?
        .ok_or(AgendaError::NoAppointment)?;
    if before.appointment.start <= by.now {
        return Err(AgendaError::TooLate);
    }
    claim::lock(database, &mut tx, &[&before.worker]).await?;
    let off = CallOff {
        code: by.code,
        cause: Cause::Desk,
        who: by.who,
        now: by.now,
        notify: by.notify,
    };
    call_off(agenda, &mut tx, &off).await?;
    let appointment = appointments::last(&mut tx, by.code).await?;
    let appointment = appointment.ok_or(AgendaError::NoAppointment)?;
    claimed.keep(&mut tx, vault, &Kept::from(&appointment)).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(appointment))
}

/// Calls off what the request has: its seat goes back, its record says so, the person is told. Request and worker are held.
pub(super) async fn call_off(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    off: &CallOff<'_>,
) -> Result<(), StoreError> {
    let Some(before) = booked(connection, off.code).await? else {
        return Ok(());
    };
    let cancel = sqlx::query(
        "UPDATE appointments SET status = 'cancelled', cause = $3, sequence = sequence + 1, changed_at = $2 \
         WHERE id = $1 AND status = 'booked'",
    );
    let cancel = cancel
        .bind(before.appointment.id.clone())
        .bind(off.now.as_millisecond())
        .bind(off.cause.word());
    if cancel.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(());
    }
    claim::give_back(connection, &before.slot).await?;
    let appointment = Appointment {
        standing: Standing::Cancelled,
        sequence: before.appointment.sequence + 1,
        by_polo: true,
        changed_at: instant(off.now.as_millisecond(), "appointments.changed_at")?,
        ..before.appointment
    };
    let told = (off.code, off.now, off.notify);
    tell(agenda, connection, told, &appointment, Kind::CalledOff).await?;
    note(agenda, connection, (off.code, off.who, off.now), What::Cancelled).await
}

/// Holds the request until the transaction ends.
pub(super) async fn hold_request(
    database: &Database,
    connection: &mut AnyConnection,
    code: &str,
) -> Result<Option<Status>, StoreError> {
    let sql = format!(
        "SELECT status FROM requests WHERE code = $1{}",
        database.holding()
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(code.to_owned());
    let Some(row) = query.fetch_optional(connection).await? else {
        return Ok(None);
    };
    let status = Status::of(&row.try_get::<String, _>("status")?);
    Ok(Some(status.ok_or(StoreError::Corrupt("requests.status"))?))
}

enum Begun {
    Ours(once::Claimed),
    Before(Appointment),
}

/// Claims the key and holds the request.
async fn begin(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    operation: &'static str,
    by: &ByStaff<'_>,
) -> Result<Begun, AgendaError> {
    let subject = (operation, by.code.as_str());
    let claim = once::claim::<Kept>(connection, agenda.vault, subject, by.once, by.now).await;
    let claimed = match claim? {
        Claim::Ours(claimed) => claimed,
        Claim::Before(kept) => return Ok(Begun::Before(kept.try_into()?)),
    };
    match hold_request(agenda.database, connection, by.code.as_str()).await? {
        None => Err(AgendaError::NotFound),
        Some(Status::Withdrawn) => Err(AgendaError::Withdrawn),
        Some(Status::Closed) => Err(AgendaError::Closed),
        Some(Status::Received | Status::InCharge | Status::Answered) => Ok(Begun::Ours(claimed)),
    }
}

/// Tells the person, in the language in which they read.
async fn tell(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    (code, now, notify): (&Code, Timestamp, &Notify),
    appointment: &Appointment,
    kind: Kind,
) -> Result<(), StoreError> {
    let query = sqlx::query("SELECT language FROM requests WHERE code = $1").bind(code.as_str().to_owned());
    let row = query.fetch_optional(&mut *connection).await?;
    let language = row
        .map(|row| row.try_get::<Option<String>, _>("language"))
        .transpose()?;
    let notify = Notify {
        channels: notify.channels,
        language: language.flatten().unwrap_or_else(|| notify.language.clone()),
    };
    let person = person(connection, agenda.vault, code).await?;
    let told = (code, person.as_ref());
    notices::tell(connection, agenda.vault, told, appointment, kind, (&notify, now)).await
}

async fn note(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    (code, who, now): (&Code, &str, Timestamp),
    what: What,
) -> Result<(), StoreError> {
    let entry = Entry {
        code: code.as_str(),
        what,
        who: Some(who),
        at: now.as_millisecond(),
    };
    enter(connection, agenda.vault, entry).await?;
    Ok(())
}

pub(super) async fn mark(
    agenda: &Agenda<'_>,
    mark: &Mark<'_>,
    now: Timestamp,
    since: Timestamp,
) -> Result<Meeting, MarkError> {
    retry(|| attempt_mark(agenda, mark, now, since)).await
}

async fn attempt_mark(
    agenda: &Agenda<'_>,
    mark: &Mark<'_>,
    now: Timestamp,
    since: Timestamp,
) -> Result<Meeting, MarkError> {
    let mut tx = agenda.database.write().await?;
    let found = week::one(&mut tx, mark.id).await?.ok_or(MarkError::NotFound)?;
    hold_request(agenda.database, &mut tx, found.code.as_str()).await?;
    if found.start > now {
        return Err(MarkError::NotBegun);
    }
    let what = match mark.standing {
        Standing::Booked => What::MarkUndone,
        Standing::Attended => What::Came,
        Standing::Late => What::CameLate,
        Standing::Missed => What::DidNotMeet,
        Standing::Cancelled => return Err(MarkError::Settled),
    };
    // Taken back, it stands as an appointment to come: of those a request has one.
    let update = sqlx::query(
        "UPDATE appointments SET status = $2, marked_at = $3 WHERE id = $1 AND status <> $2 \
         AND (status = 'booked' OR (status IN ('attended', 'late', 'missed') AND marked_at >= $4)) \
         AND ($2 <> 'booked' OR NOT EXISTS (SELECT 1 FROM appointments other \
            WHERE other.request = appointments.request AND other.status = 'booked'))",
    );
    let marked_at = (mark.standing != Standing::Booked).then_some(now.as_millisecond());
    let update = update
        .bind(mark.id.to_owned())
        .bind(mark.standing.word())
        .bind(marked_at)
        .bind(since.as_millisecond());
    if update.execute(&mut *tx).await?.rows_affected() > 0 {
        note(agenda, &mut tx, (&found.code, mark.who, now), what).await?;
    } else if week::one(&mut tx, mark.id)
        .await?
        .is_none_or(|row| row.standing != mark.standing)
    {
        return Err(MarkError::Settled);
    }
    let marked = week::one(&mut tx, mark.id).await?.ok_or(MarkError::NotFound)?;
    tx.commit().await?;
    Ok(marked)
}
