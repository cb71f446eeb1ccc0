//! Changes of what slots follow from: openings, absences, closed days. First what a change would do, then the change itself,
//! in one transaction with the slots that follow, the appointments that it calls off and the messages that say so. Never
//! here: who may change what.

use super::claim::{self, instant};
use super::desk::{self, CallOff, Cause};
use super::plan::{self, Rules, Wanted, rules_of, wanted};
use super::{Agenda, Notify, Plan, Planned};
use crate::engine::retry;
use crate::error::{EditError, StoreError};
use crate::once::{self, Answer, Claim, Once};
use crate::outbox;
use crate::vault::row_name;
use domain::Code;
use domain::agenda::{Absence, Closure, Opening, stretch};
use domain::message::Kind;
use domain::request::Way;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A change of the agenda. What is added gets an id of its own, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Somebody is there from now on.
    AddOpening(Opening),
    /// The opening of this id says something else; its worker stays.
    ChangeOpening(Opening),
    /// The opening of that id is no more.
    RemoveOpening(String),
    /// Somebody is away.
    AddAbsence(Absence),
    /// The absence of this id is at another time; its worker stays.
    ChangeAbsence(Absence),
    /// The absence of that id is no more.
    RemoveAbsence(String),
    /// A Polo is closed on a day.
    AddClosure(Closure),
    /// It is open.
    RemoveClosure(Closure),
}

/// An appointment that a change touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The request that has it.
    pub code: Code,
    /// Where, by id.
    pub polo: String,
    /// What for, by id.
    pub motive: String,
    /// With whom, by id.
    pub worker: String,
    /// How.
    pub way: Way,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    id: String,
    sequence: i64,
}

/// What a change would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The times that come, each once: worker and start.
    pub appear: Vec<(String, Timestamp)>,
    /// The times that go, whether or not somebody has them.
    pub go: Vec<(String, Timestamp)>,
    /// Who has an appointment then.
    pub touched: Vec<Touched>,
    /// Whether those appointments are called off whatever the worker says.
    pub calls_off: bool,
    /// What the change must state: it is another one where something of this is no longer so.
    pub fingerprint: String,
}

/// A change that is asked for.
#[derive(Clone)]
pub struct Act<'a> {
    /// What changes.
    pub edit: &'a Edit,
    /// What slots follow from beside.
    pub plan: &'a Plan<'a>,
    /// That of the preview.
    pub fingerprint: &'a str,
    /// Whether the appointments that an opening leaves behind are called off. An absence and a closed day always do.
    pub call_off: bool,
    /// The name on the record.
    pub who: &'a str,
    /// When.
    pub now: Timestamp,
    /// How people are told; in their own language where it is known.
    pub notify: &'a Notify,
    /// Whether it is the same asking as an earlier one.
    pub once: &'a Once,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// The id of what was added or changed; empty for a closed day.
    pub id: String,
    /// Slots that are new.
    pub added: u64,
    /// Slots that are gone, or no longer offered.
    pub removed: u64,
    /// How many appointments were called off.
    pub called_off: u64,
    /// How many stay though the opening no longer has their time.
    pub kept: u64,
}

/// What there was before the change, and whom it concerns.
struct Concerned {
    workers: Vec<String>,
    /// The row as it is now, for the fingerprint; empty where there is none.
    before: String,
    first: Date,
    last: Date,
}

pub(super) async fn preview(
    agenda: &Agenda<'_>,
    edit: &Edit,
    plan: &Plan<'_>,
    now: Timestamp,
) -> Result<Preview, EditError> {
    let mut tx = agenda.database.read().await?;
    let concerned = concerned(&mut tx, edit, plan).await?;
    look(agenda, &mut tx, (edit, &concerned), plan, now).await
}

/// What the change does to these workers.
async fn look(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    (edit, concerned): (&Edit, &Concerned),
    plan: &Plan<'_>,
    now: Timestamp,
) -> Result<Preview, EditError> {
    let plan = within(plan, concerned);
    let mut preview = Preview {
        calls_off: cause(edit).is_some_and(|cause| cause != Cause::Opening),
        ..Preview::default()
    };
    for worker in &concerned.workers {
        let rules = rules_of(connection, worker).await?;
        let before = wanted(&rules, &plan);
        let after = wanted(&applied(rules, edit), &plan);
        preview.appear.extend(missing(&after, &before, worker, now));
        preview.go.extend(missing(&before, &after, worker, now));
        if cause(edit).is_some() {
            for row in booked_of(connection, worker, &plan, now).await? {
                if is_touched(&row, edit, (&before, &after), &plan) {
                    preview.touched.push(row);
                }
            }
        }
    }
    preview
        .touched
        .sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    preview.fingerprint = fingerprint(agenda, edit, concerned, &preview.touched);
    Ok(preview)
}

/// Future times of the one that the other lacks.
fn missing(here: &Wanted, there: &Wanted, worker: &str, now: Timestamp) -> Vec<(String, Timestamp)> {
    let starts =
        |wanted: &Wanted| -> BTreeSet<Timestamp> { wanted.values().map(|slot| slot.start).collect() };
    let there = starts(there);
    let gone = starts(here)
        .into_iter()
        .filter(|start| *start > now && !there.contains(start));
    gone.map(|start| (worker.to_owned(), start)).collect()
}

fn is_touched(row: &Touched, edit: &Edit, (before, after): (&Wanted, &Wanted), plan: &Plan<'_>) -> bool {
    let overlaps = |absence: &Absence| {
        let away = stretch(absence.from, absence.until, plan.zone);
        away.is_some_and(|(from, until)| row.start < until && from < row.end)
    };
    match edit {
        Edit::AddAbsence(absence) | Edit::ChangeAbsence(absence) => {
            absence.worker == row.worker && overlaps(absence)
        }
        Edit::AddClosure(closure) => {
            closure.polo.as_ref().is_none_or(|polo| *polo == row.polo)
                && plan.zone.to_datetime(row.start).date() == closure.day
        }
        Edit::AddOpening(_) | Edit::ChangeOpening(_) | Edit::RemoveOpening(_) => {
            let name = (row.motive.clone(), row.start.as_millisecond());
            let has = |wanted: &Wanted| {
                wanted
                    .get(&name)
                    .is_some_and(|slot| slot.polo == row.polo && slot.ways.contains(&row.way))
            };
            has(before) && !has(after)
        }
        Edit::RemoveAbsence(_) | Edit::RemoveClosure(_) => false,
    }
}

fn applied(mut rules: Rules, edit: &Edit) -> Rules {
    match edit {
        Edit::AddOpening(opening) => rules.openings.push(opening.clone()),
        Edit::ChangeOpening(opening) => {
            for own in rules.openings.iter_mut().filter(|own| own.id == opening.id) {
                own.clone_from(opening);
            }
        }
        Edit::RemoveOpening(id) => rules.openings.retain(|own| own.id != *id),
        Edit::AddAbsence(absence) => rules.absences.push(absence.clone()),
        Edit::ChangeAbsence(absence) => {
            for own in rules.absences.iter_mut().filter(|own| own.id == absence.id) {
                own.clone_from(absence);
            }
        }
        Edit::RemoveAbsence(id) => rules.absences.retain(|own| own.id != *id),
        Edit::AddClosure(closure) => rules.closures.push(closure.clone()),
        Edit::RemoveClosure(closure) => rules.closures.retain(|own| own != closure),
    }
    rules
}

/// Why appointments are called off by it; `None` where it only gives.
fn cause(edit: &Edit) -> Option<Cause> {
    match edit {
        Edit::AddAbsence(_) | Edit::ChangeAbsence(_) => Some(Cause::Absence),
        Edit::AddClosure(_) => Some(Cause::Closure),
        Edit::AddOpening(_) | Edit::ChangeOpening(_) | Edit::RemoveOpening(_) => Some(Cause::Opening),
        Edit::RemoveAbsence(_) | Edit::RemoveClosure(_) => None,
    }
}

async fn concerned(
    connection: &mut AnyConnection,
    edit: &Edit,
    plan: &Plan<'_>,
) -> Result<Concerned, EditError> {
    let all_days = (plan.first, plan.last);
    let (workers, before, (first, last)) = match edit {
        Edit::AddOpening(opening) => (vec![opening.worker.clone()], String::new(), all_days),
        Edit::ChangeOpening(Opening { id, .. }) | Edit::RemoveOpening(id) => {
            let openings = plan::openings_of(connection, "").await?;
            let own = openings
                .into_iter()
                .find(|own| own.id == *id)
                .ok_or(EditError::NotFound)?;
            if matches!(edit, Edit::ChangeOpening(new) if new.worker != own.worker) {
                return Err(EditError::NotFound);
            }
            (vec![own.worker.clone()], format!("{own:?}"), all_days)
        }
        Edit::AddAbsence(absence) => (
            vec![absence.worker.clone()],
            String::new(),
            (absence.from.date(), absence.until.date()),
        ),
        Edit::ChangeAbsence(Absence { id, .. }) | Edit::RemoveAbsence(id) => {
            let absences = plan::absences_of(connection, "").await?;
            let own = absences
                .into_iter()
                .find(|own| own.id == *id)
                .ok_or(EditError::NotFound)?;
            let mut days = (own.from.date(), own.until.date());
            if let Edit::ChangeAbsence(new) = edit {
                if new.worker != own.worker {
                    return Err(EditError::NotFound);
                }
                days = (days.0.min(new.from.date()), days.1.max(new.until.date()));
            }
            (vec![own.worker.clone()], format!("{own:?}"), days)
        }
        Edit::AddClosure(closure) | Edit::RemoveClosure(closure) => {
            let there = plan::closures_in(connection).await?.contains(closure);
            if !there && matches!(edit, Edit::RemoveClosure(_)) {
                return Err(EditError::NotFound);
            }
            (
                all_workers(connection).await?,
                there.to_string(),
                (closure.day, closure.day),
            )
        }
    };
    Ok(Concerned {
        workers,
        before,
        first,
        last,
    })
}

/// Whoever might get an opening at the Polo meanwhile is concerned too.
async fn all_workers(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query("SELECT id FROM staff ORDER BY id")
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
}

/// The days of the plan that the change concerns.
fn within<'a>(plan: &Plan<'a>, concerned: &Concerned) -> Plan<'a> {
    Plan {
        first: plan.first.max(concerned.first),
        last: plan.last.min(concerned.last),
        ..*plan
    }
}

/// What a worker has to come on those days.
async fn booked_of(
    connection: &mut AnyConnection,
    worker: &str,
    plan: &Plan<'_>,
    now: Timestamp,
) -> Result<Vec<Touched>, StoreError> {
    // An appointment may lie further ahead than slots are made today, where terms were longer once.
    let query = sqlx::query(
        "SELECT a.id AS id, a.request AS request, a.way AS way, a.sequence AS sequence, s.worker AS worker, \
         s.polo AS polo, s.motive AS motive, s.start_at AS start_at, s.end_at AS end_at FROM slots s \
         JOIN appointments a ON a.slot = s.id \
         WHERE s.worker = $1 AND a.status = 'booked' AND s.start_at > $2 AND s.start_at >= $3",
    );
    let from = plan.zone.to_timestamp(plan.first.at(0, 0, 0, 0)).unwrap_or(now);
    let query = query
        .bind(worker.to_owned())
        .bind(now.as_millisecond())
        .bind(from.as_millisecond());
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(touched).collect()
}

fn touched(row: &AnyRow) -> Result<Touched, StoreError> {
    let text = |column| row.try_get::<String, _>(column);
    let corrupt = StoreError::Corrupt;
    Ok(Touched {
        code: text("request")?
            .parse()
            .map_err(|_| corrupt("appointments.request"))?,
        polo: text("polo")?,
        motive: text("motive")?,
        worker: text("worker")?,
        way: Way::of(&text("way")?).ok_or(corrupt("appointments.way"))?,
        start: instant(row.try_get("start_at")?, "slots.start_at")?,
        end: instant(row.try_get("end_at")?, "slots.end_at")?,
        id: text("id")?,
        sequence: row.try_get("sequence")?,
    })
}

/// In hexadecimal. Keyed, so that it tells nothing of what it covers.
fn fingerprint(agenda: &Agenda<'_>, edit: &Edit, concerned: &Concerned, touched: &[Touched]) -> String {
    let (edit, before) = (format!("{edit:?}"), &concerned.before);
    let mut who = String::new();
    for row in touched {
        // Writing to a string cannot fail.
        let _ = write!(who, "{}/{} ", row.id, row.sequence);
    }
    let parts = [edit.as_bytes(), before.as_bytes(), who.as_bytes()];
    let hash = agenda.vault.hash("agenda edit", &parts);
    hash.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

pub(super) async fn carry_out(agenda: &Agenda<'_>, act: &Act<'_>) -> Result<Answer<Edited>, EditError> {
    retry(|| attempt(agenda, act)).await
}

async fn attempt(agenda: &Agenda<'_>, act: &Act<'_>) -> Result<Answer<Edited>, EditError> {
    let Agenda { database, vault } = *agenda;
    let mut tx = database.write().await?;
    let claim = once::claim::<Edited>(&mut tx, vault, ("edit_agenda", act.who), act.once, act.now).await?;
    let claimed = match claim {
        Claim::Ours(claimed) => claimed,
        Claim::Before(edited) => return Ok(Answer::Replayed(edited)),
    };
    let held = hold_requests(agenda, &mut tx, act).await?;
    let concerned = concerned(&mut tx, act.edit, act.plan).await?;
    let workers: Vec<&str> = concerned.workers.iter().map(String::as_str).collect();
    claim::lock(database, &mut tx, &workers).await?;
    // What was read before the lock may be older than what the last one who had it wrote.
    let concerned = self::concerned(&mut tx, act.edit, act.plan).await?;
    let preview = look(agenda, &mut tx, (act.edit, &concerned), act.plan, act.now).await?;
    if preview.fingerprint != act.fingerprint {
        return Err(EditError::Changed);
    }
    let call_off = preview.calls_off || act.call_off;
    if call_off && !preview.touched.iter().all(|row| held.contains(row.code.as_str())) {
        // Somebody booked between the two looks; the order of locks asks for a new beginning.
        return Err(StoreError::Busy("an appointment came in between".to_owned()).into());
    }
    let id = write(&mut tx, act.edit).await?;
    let mut edited = Edited {
        id,
        added: 0,
        removed: 0,
        called_off: 0,
        kept: 0,
    };
    for row in &preview.touched {
        if call_off {
            call_off_one(agenda, &mut tx, act, row).await?;
            edited.called_off += 1;
        } else {
            edited.kept += 1;
        }
    }
    let planned = replan_all(&mut tx, &concerned, act).await?;
    edited.added = planned.added;
    edited.removed = planned.removed + planned.orphaned;
    claimed.keep(&mut tx, vault, &edited).await?;
    tx.commit().await?;
    Ok(Answer::Fresh(edited))
}

/// Holds the requests that may be touched, in one order: requests come before workers for whoever changes both.
async fn hold_requests(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    act: &Act<'_>,
) -> Result<BTreeSet<String>, EditError> {
    let concerned = concerned(connection, act.edit, act.plan).await?;
    let preview = look(agenda, connection, (act.edit, &concerned), act.plan, act.now).await?;
    let codes: BTreeSet<String> = preview
        .touched
        .iter()
        .map(|row| row.code.as_str().to_owned())
        .collect();
    for code in &codes {
        desk::hold_request(agenda.database, connection, code).await?;
    }
    Ok(codes)
}

/// Writes the change itself; gives the id of its row.
async fn write(connection: &mut AnyConnection, edit: &Edit) -> Result<String, StoreError> {
    let id = match edit {
        Edit::AddOpening(_) | Edit::AddAbsence(_) => row_name()?,
        Edit::ChangeOpening(Opening { id, .. })
        | Edit::RemoveOpening(id)
        | Edit::ChangeAbsence(Absence { id, .. })
        | Edit::RemoveAbsence(id) => id.clone(),
        Edit::AddClosure(_) | Edit::RemoveClosure(_) => String::new(),
    };
    let table = match edit {
        Edit::ChangeOpening(_) | Edit::RemoveOpening(_) => Some("openings"),
        Edit::ChangeAbsence(_) | Edit::RemoveAbsence(_) => Some("absences"),
        _ => None,
    };
    if let Some(table) = table {
        let delete = AssertSqlSafe(format!("DELETE FROM {table} WHERE id = $1"));
        sqlx::query(delete)
            .bind(id.clone())
            .execute(&mut *connection)
            .await?;
    }
    match edit {
        Edit::AddOpening(opening) | Edit::ChangeOpening(opening) => {
            plan::insert_opening(connection, &id, opening).await?;
        }
        Edit::AddAbsence(absence) | Edit::ChangeAbsence(absence) => {
            plan::insert_absence(connection, &id, absence).await?;
        }
        Edit::AddClosure(closure) => plan::insert_closure(connection, closure).await?,
        Edit::RemoveClosure(closure) => {
            let delete = sqlx::query("DELETE FROM closures WHERE polo = $1 AND day = $2");
            let delete = delete
                .bind(closure.polo.clone().unwrap_or_default())
                .bind(closure.day.to_string());
            delete.execute(connection).await?;
        }
        Edit::RemoveOpening(_) | Edit::RemoveAbsence(_) => {}
    }
    Ok(id)
}

async fn call_off_one(
    agenda: &Agenda<'_>,
    connection: &mut AnyConnection,
    act: &Act<'_>,
    row: &Touched,
) -> Result<(), StoreError> {
    let off = CallOff {
        code: &row.code,
        cause: cause(act.edit).unwrap_or(Cause::Desk),
        who: act.who,
        now: act.now,
        notify: act.notify,
    };
    desk::call_off(agenda, connection, &off).await
}

async fn replan_all(
    connection: &mut AnyConnection,
    concerned: &Concerned,
    act: &Act<'_>,
) -> Result<Planned, StoreError> {
    let plan = within(act.plan, concerned);
    let mut planned = Planned::default();
    for worker in &concerned.workers {
        if plan.first <= plan.last {
            planned.add(plan::replan(connection, worker, &plan).await?);
        }
        let_go_of_what_is_gone(connection, worker, act.now).await?;
    }
    Ok(planned)
}

/// Whoever fills a form for a time that is no longer there is told so when they send it, whoever was offered it is offered it no
/// longer; nobody books it meanwhile.
async fn let_go_of_what_is_gone(
    connection: &mut AnyConnection,
    worker: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let delete = sqlx::query(
        "DELETE FROM holds WHERE slot IN \
         (SELECT id FROM slots WHERE worker = $1 AND offered = 0 AND start_at > $2) RETURNING slot",
    );
    let delete = delete.bind(worker.to_owned()).bind(now.as_millisecond());
    for row in delete.fetch_all(&mut *connection).await? {
        claim::give_back(connection, row.try_get("slot")?).await?;
    }
    let end = sqlx::query(
        "UPDATE offers SET state = 'let_go', ended_at = $2 WHERE state = 'open' AND slot IN \
         (SELECT id FROM slots WHERE worker = $1 AND offered = 0 AND start_at > $2) RETURNING slot, request",
    );
    let end = end.bind(worker.to_owned()).bind(now.as_millisecond());
    for row in end.fetch_all(&mut *connection).await? {
        claim::give_back(connection, row.try_get("slot")?).await?;
        let code: String = row.try_get("request")?;
        let code = code.parse().map_err(|_| StoreError::Corrupt("offers.request"))?;
        outbox::cancel(connection, &code, Kind::OFFERS, now).await?;
    }
    Ok(())
}
