//! `/api/v1/desk/agenda/openings`, `absences`, `closures`: what a change would do, and the change, which states what it was
//! shown. Never here: which appointments it touches (the store).

use super::super::door::Signed;
use super::{area, catalogue};
use crate::agenda::bookable;
use crate::api::{Key, Sent};
use crate::clock::in_italy;
use crate::planning;
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::agenda::{
    AbsenceEdit, ClosureEdit, EditedView, OpeningEdit, PreviewView, TimeOf, TouchedView,
};
use axum::Json;
use axum::extract::State;
use domain::agenda::{Absence, Closure, Opening, Recurrence};
use domain::request::Way;
use domain::role::Action;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use store::{Act, Edit, EditError, Edited, Notify, Once, Plan, Preview, Touched};

/// How many times a preview lists.
const LISTED: usize = 100;
/// How long an absence, and how far ahead an opening or a closed day, can be: what is further is a slip.
const FURTHEST_DAYS: i64 = 1100;

/// What a change of an opening would do.
#[utoipa::path(
    post, path = "/api/v1/desk/agenda/openings/preview", tag = "desk", operation_id = "desk_preview_opening",
    request_body = OpeningEdit,
    responses((status = 200, body = PreviewView, description = "Nothing was changed."))
)]
pub(in super::super) async fn preview_openings(
    State(state): State<AppState>,
    signed: Signed,
    sent: Sent<OpeningEdit>,
) -> Result<Json<PreviewView>, Fail> {
    let edit = opening_edit(&state, &signed, &sent.body).await?;
    preview(&state, &edit).await
}

/// Adds, changes or removes an opening. Whoever has an appointment keeps it, unless the body says otherwise.
#[utoipa::path(
    post, path = "/api/v1/desk/agenda/openings", tag = "desk", operation_id = "desk_edit_opening",
    request_body = OpeningEdit,
    responses((status = 200, body = EditedView, description = "It is done, and slots are made anew."))
)]
pub(in super::super) async fn openings(
    State(state): State<AppState>,
    signed: Signed,
    Key(key): Key,
    sent: Sent<OpeningEdit>,
) -> Result<Json<EditedView>, Fail> {
    let edit = opening_edit(&state, &signed, &sent.body).await?;
    let once = sent.once(key.as_deref());
    let asked = (sent.body.fingerprint.as_str(), sent.body.call_off);
    carry_out(&state, &signed, &edit, asked, &once).await
}

/// What a change of an absence would do.
#[utoipa::path(
    post, path = "/api/v1/desk/agenda/absences/preview", tag = "desk", operation_id = "desk_preview_absence",
    request_body = AbsenceEdit,
    responses((status = 200, body = PreviewView, description = "Nothing was changed."))
)]
pub(in super::super) async fn preview_absences(
    State(state): State<AppState>,
    signed: Signed,
    sent: Sent<AbsenceEdit>,
) -> Result<Json<PreviewView>, Fail> {
    let edit = absence_edit(&state, &signed, &sent.body).await?;
    preview(&state, &edit).await
}

/// Adds, changes or removes an absence. Whoever has an appointment then is told that it is off, and chooses another.
#[utoipa::path(
    post, path = "/api/v1/desk/agenda/absences", tag = "desk", operation_id = "desk_edit_absence",
    request_body = AbsenceEdit,
    responses((status = 200, body = EditedView, description = "It is done, and slots are made anew."))
)]
pub(in super::super) async fn absences(
    State(state): State<AppState>,
    signed: Signed,
    Key(key): Key,
    sent: Sent<AbsenceEdit>,
) -> Result<Json<EditedView>, Fail> {
    let edit = absence_edit(&state, &signed, &sent.body).await?;
    let once = sent.once(key.as_deref());
    carry_out(&state, &signed, &edit, (&sent.body.fingerprint, true), &once).await
}

/// What closing a Polo on a day, or opening it again, would do.
#[utoipa::path(
    post, path = "/api/v1/desk/agenda/closures/preview", tag = "desk", operation_id = "desk_preview_closure",
    request_body = ClosureEdit,
    responses((status = 200, body = PreviewView, description = "Nothing was changed."))
)]
pub(in super::super) async fn preview_closures(
    State(state): State<AppState>,
    signed: Signed,
    sent: Sent<ClosureEdit>,
) -> Result<Json<PreviewView>, Fail> {
    let edit = closure_edit(&state, &signed, &sent.body)?;
    preview(&state, &edit).await
}

/// Closes a Polo on a day, or opens it again. Whoever has an appointment then is told that it is off, and chooses another.
#[utoipa::path(
    post, path = "/api/v1/desk/agenda/closures", tag = "desk", operation_id = "desk_edit_closure",
    request_body = ClosureEdit,
    responses((status = 200, body = EditedView, description = "It is done, and slots are made anew."))
)]
pub(in super::super) async fn closures(
    State(state): State<AppState>,
    signed: Signed,
    Key(key): Key,
    sent: Sent<ClosureEdit>,
) -> Result<Json<EditedView>, Fail> {
    let edit = closure_edit(&state, &signed, &sent.body)?;
    let once = sent.once(key.as_deref());
    carry_out(&state, &signed, &edit, (&sent.body.fingerprint, true), &once).await
}

async fn preview(state: &AppState, edit: &Edit) -> Result<Json<PreviewView>, Fail> {
    let motives = bookable(catalogue(state));
    let now = state.clock.now();
    let plan = planning::ahead(&state.site, &motives, now);
    let preview = state.store.agenda().preview(edit, &plan, now).await?;
    Ok(Json(view(&preview)))
}

async fn carry_out(
    state: &AppState,
    signed: &Signed,
    edit: &Edit,
    (fingerprint, call_off): (&str, bool),
    once: &Once,
) -> Result<Json<EditedView>, Fail> {
    let motives = bookable(catalogue(state));
    let now = state.clock.now();
    let plan: Plan<'_> = planning::ahead(&state.site, &motives, now);
    let act = Act {
        edit,
        plan: &plan,
        fingerprint,
        call_off,
        who: signed.name(),
        now,
        notify: &notify(state),
        once,
    };
    let edited = state.store.agenda().carry_out(&act).await?.into_inner();
    state.postbox.ring();
    Ok(Json(edited_view(edited)))
}

/// By the channels that are set up; in the instance's language, where the person's is not known.
pub(super) fn notify(state: &AppState) -> Notify {
    Notify {
        channels: state.postbox.channels,
        language: state.site.bundle("").language.id.clone(),
    }
}

/// Reads a change of an opening, and sees that it is the asker's to make: before and after.
async fn opening_edit(state: &AppState, signed: &Signed, sent: &OpeningEdit) -> Result<Edit, Fail> {
    let before = match sent.act.as_str() {
        "add" => None,
        "change" | "remove" => {
            let openings = state.store.agenda().openings().await?;
            let own = openings.into_iter().find(|opening| opening.id == sent.id);
            let own = own.ok_or(Kind::NotThere)?;
            may_have(state, signed, Action::EditOpenings, &own)?;
            Some(own)
        }
        _ => return Err(Fail::field("act", "not_offered")),
    };
    if sent.act == "remove" {
        return Ok(Edit::RemoveOpening(sent.id.clone()));
    }
    let worker = before.as_ref().map_or(&sent.worker, |before| &before.worker);
    let opening = opening(state, sent, worker)?;
    may_have(state, signed, Action::EditOpenings, &opening)?;
    Ok(if before.is_some() {
        Edit::ChangeOpening(opening)
    } else {
        known_worker(state, worker).await?;
        Edit::AddOpening(opening)
    })
}

/// In its Polo, and in the area of each of its motives.
fn may_have(state: &AppState, signed: &Signed, action: Action, opening: &Opening) -> Result<(), Fail> {
    for motive in &opening.motives {
        signed.may(action, Some(&opening.polo), Some(area(catalogue(state), motive)))?;
    }
    Ok(())
}

fn opening(state: &AppState, sent: &OpeningEdit, worker: &str) -> Result<Opening, Fail> {
    let catalogue = catalogue(state);
    let polo = catalogue
        .polo(&sent.polo)
        .ok_or_else(|| choose("polo", &sent.polo))?;
    for motive in &sent.motives {
        let motive = catalogue
            .motive(motive)
            .ok_or_else(|| choose("motives", motive))?;
        if motive.terms.is_none() {
            return Err(Fail::field("motives", "no_terms"));
        }
    }
    if sent.motives.is_empty() {
        return Err(Fail::field("motives", "missing"));
    }
    let ways = sent
        .ways
        .iter()
        .map(|word| Way::of(word).filter(|way| *way != Way::CallBack));
    let ways: Option<Vec<Way>> = ways.collect();
    let ways = ways.ok_or_else(|| Fail::field("ways", "not_offered"))?;
    if ways.is_empty() {
        return Err(Fail::field("ways", "missing"));
    }
    let recurrence: Recurrence = sent.on.parse().map_err(|_| Fail::field("on", "recurrence"))?;
    let (from, to) = (time("from", &sent.from)?, time("to", &sent.to)?);
    let valid_from = date(state, "valid_from", &sent.valid_from)?;
    let valid_until = match sent.valid_until.as_str() {
        "" => None,
        day => Some(date(state, "valid_until", day)?),
    };
    if from >= to {
        return Err(Fail::field("to", "span_order"));
    }
    if valid_until.is_some_and(|until| until < valid_from) {
        return Err(Fail::field("valid_until", "span_order"));
    }
    Ok(Opening {
        id: sent.id.clone(),
        worker: worker.to_owned(),
        polo: polo.id.clone(),
        motives: sent.motives.clone(),
        ways,
        recurrence,
        from,
        to,
        valid_from,
        valid_until,
    })
}

/// Reads a change of an absence. It is whose who coordinates all that the worker does: it takes the appointments of all.
async fn absence_edit(state: &AppState, signed: &Signed, sent: &AbsenceEdit) -> Result<Edit, Fail> {
    let agenda = state.store.agenda();
    let before = match sent.act.as_str() {
        "add" => None,
        "change" | "remove" => {
            let absences = agenda.absences().await?;
            let own = absences.into_iter().find(|absence| absence.id == sent.id);
            Some(own.ok_or(Kind::NotThere)?)
        }
        _ => return Err(Fail::field("act", "not_offered")),
    };
    let worker = before.as_ref().map_or(&sent.worker, |before| &before.worker);
    known_worker(state, worker).await?;
    let openings = agenda.openings().await?;
    let own: Vec<&Opening> = openings
        .iter()
        .filter(|opening| opening.worker == *worker)
        .collect();
    if own.is_empty() {
        signed.may(Action::EditAbsences, None, None)?;
    }
    for opening in own {
        may_have(state, signed, Action::EditAbsences, opening)?;
    }
    if sent.act == "remove" {
        return Ok(Edit::RemoveAbsence(sent.id.clone()));
    }
    let absence = Absence {
        id: sent.id.clone(),
        worker: worker.clone(),
        from: minute(state, "from", &sent.from)?,
        until: minute(state, "until", &sent.until)?,
    };
    if absence.from >= absence.until {
        return Err(Fail::field("until", "span_order"));
    }
    Ok(if before.is_some() {
        Edit::ChangeAbsence(absence)
    } else {
        Edit::AddAbsence(absence)
    })
}

/// A closed day concerns every area of its Polo.
fn closure_edit(state: &AppState, signed: &Signed, sent: &ClosureEdit) -> Result<Edit, Fail> {
    let polo = Some(sent.polo.as_str()).filter(|polo| !polo.is_empty());
    if let Some(id) = polo {
        catalogue(state).polo(id).ok_or_else(|| choose("polo", id))?;
    }
    signed.may(Action::EditAbsences, polo, None)?;
    let closure = Closure {
        polo: polo.map(str::to_owned),
        day: date(state, "day", &sent.day)?,
    };
    match sent.act.as_str() {
        "add" => Ok(Edit::AddClosure(closure)),
        "remove" => Ok(Edit::RemoveClosure(closure)),
        _ => Err(Fail::field("act", "not_offered")),
    }
}

async fn known_worker(state: &AppState, id: &str) -> Result<(), Fail> {
    let workers = state.store.agenda().workers().await?;
    let known = workers.iter().any(|worker| worker.active && worker.id == id);
    known
        .then_some(())
        .ok_or_else(|| Fail::field("worker", "worker_unknown"))
}

fn choose(field: &str, answer: &str) -> Fail {
    Fail::field(
        field,
        if answer.is_empty() {
            "missing"
        } else {
            "not_offered"
        },
    )
}

fn time(field: &str, written: &str) -> Result<Time, Fail> {
    let time = Time::strptime("%H:%M", written);
    time.map_err(|_| Fail::field(field, "time_of_day"))
}

fn date(state: &AppState, field: &str, written: &str) -> Result<Date, Fail> {
    let day: Date = Date::strptime("%Y-%m-%d", written).map_err(|_| Fail::field(field, "date_form"))?;
    not_too_far(state, field, day)
}

fn minute(state: &AppState, field: &str, written: &str) -> Result<DateTime, Fail> {
    let at = DateTime::strptime("%Y-%m-%dT%H:%M", written).map_err(|_| Fail::field(field, "time_form"))?;
    not_too_far(state, field, at.date()).map(|_| at)
}

fn not_too_far(state: &AppState, field: &str, day: Date) -> Result<Date, Fail> {
    let today = in_italy(state.clock.now()).date();
    let far = day.duration_since(today).as_hours() / 24;
    (-FURTHEST_DAYS..=FURTHEST_DAYS)
        .contains(&far)
        .then_some(day)
        .ok_or_else(|| Fail::field(field, "date_far"))
}

fn view(preview: &Preview) -> PreviewView {
    let count = |times: &[(String, Timestamp)]| u32::try_from(times.len()).unwrap_or(u32::MAX);
    let times = |times: &[(String, Timestamp)]| {
        let mut times = times.to_vec();
        times.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        let view = |(worker, start): (String, Timestamp)| TimeOf {
            worker,
            start: start.to_string(),
        };
        times.into_iter().take(LISTED).map(view).collect()
    };
    PreviewView {
        appear_count: count(&preview.appear),
        appear: times(&preview.appear),
        go_count: count(&preview.go),
        go: times(&preview.go),
        touched: preview.touched.iter().map(touched).collect(),
        calls_off: preview.calls_off,
        fingerprint: preview.fingerprint.clone(),
    }
}

fn touched(row: &Touched) -> TouchedView {
    TouchedView {
        code: row.code.to_string(),
        worker: row.worker.clone(),
        polo: row.polo.clone(),
        motive: row.motive.clone(),
        way: row.way.word().to_owned(),
        start: row.start.to_string(),
    }
}

fn edited_view(edited: Edited) -> EditedView {
    EditedView {
        id: edited.id,
        added: edited.added,
        removed: edited.removed,
        called_off: edited.called_off,
        kept: edited.kept,
    }
}

impl From<EditError> for Fail {
    fn from(error: EditError) -> Self {
        match error {
            EditError::NotFound => Kind::NotThere.into(),
            EditError::Changed => Kind::PreviewChanged.into(),
            EditError::KeyReused => Kind::KeyReused.into(),
            EditError::Store(error) => error.into(),
        }
    }
}
