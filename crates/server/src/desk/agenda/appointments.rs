//! `/api/v1/desk/appointments` and the appointment of a request: how it went, and what a worker does for a person who calls.
//! Never here: the person's own way (`crate::agenda`).

use super::super::door::Signed;
use super::edits::notify;
use super::{area, catalogue, expected, midnight};
use crate::api::{Key, Nothing, Sent};
use crate::clock::in_italy;
use crate::first_contact::Refusal;
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::agenda::{Attendance, Expected, GivenTime};
use axum::Json;
use axum::extract::{Path, State};
use domain::request::Way;
use domain::role::Action;
use domain::{Code, Minute};
use jiff::Timestamp;
use store::{AgendaError, Appointment, Asked, ByStaff, Listed, Mark, MarkError, Once, Standing, Time};

/// Says how an appointment went, from when it began; or takes that back, on the same day.
#[utoipa::path(
    post, path = "/api/v1/desk/appointments/{id}/attendance", tag = "desk", operation_id = "desk_mark_attendance",
    request_body = Attendance,
    responses((status = 200, body = Expected, description = "The appointment as it stands now."))
)]
pub(in super::super) async fn mark(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    sent: Sent<Attendance>,
) -> Result<Json<Expected>, Fail> {
    let agenda = state.store.agenda();
    let meeting = agenda.appointment(&id).await?.ok_or(Kind::NotThere)?;
    let area = area(catalogue(&state), &meeting.motive);
    signed.may(Action::MarkAttendance, Some(&meeting.polo), Some(area))?;
    let standing = Standing::of(&sent.body.status).filter(|standing| *standing != Standing::Cancelled);
    let mark = Mark {
        id: &id,
        standing: standing.ok_or_else(|| Fail::field("status", "standing"))?,
        who: signed.name(),
    };
    let now = state.clock.now();
    let since = midnight(in_italy(now).date())?;
    let marked = agenda.mark(&mark, now, since).await?;
    Ok(Json(expected(&marked, now)))
}

/// Gives a request a time, its first or another one, and tells the person.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/appointment", tag = "desk", operation_id = "desk_give_time",
    request_body = GivenTime,
    responses((status = 200, body = Expected, description = "The appointment. `id` is empty: the agenda shows it."))
)]
pub(in super::super) async fn give(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    Key(key): Key,
    sent: Sent<GivenTime>,
) -> Result<Json<Expected>, Fail> {
    let request = within(&state, &signed, &code).await?;
    let catalogue = catalogue(&state);
    let new = &sent.body;
    let polo = if new.polo.is_empty() {
        &request.polo
    } else {
        &new.polo
    };
    let polo = catalogue
        .polo(polo)
        .ok_or_else(|| Fail::field("polo", "not_offered"))?;
    let area = area(catalogue, &request.motive);
    signed.may(Action::Book, Some(&polo.id), Some(area))?;
    let terms = catalogue
        .motive(&request.motive)
        .and_then(|motive| motive.terms.as_ref());
    let terms = terms.ok_or_else(|| Fail::field("start", "no_terms"))?;
    let way = match new.way.as_str() {
        "" => terms.ways.first().copied(),
        word => Way::of(word).filter(|way| terms.ways.contains(way)),
    };
    let time = Time {
        asked: Asked {
            polo: &polo.id,
            motive: &request.motive,
            way: way.ok_or_else(|| Fail::field("way", "not_offered"))?,
        },
        start: start(&new.start)?,
    };
    let (notify, once) = (notify(&state), sent.once(key.as_deref()));
    let by = by(&request, &signed, (state.clock.now(), &notify, &once));
    let worker = Some(new.worker.as_str()).filter(|worker| !worker.is_empty());
    let given = state.store.agenda().give(&by, time, worker).await?;
    state.postbox.ring();
    Ok(Json(of_request(&request, &given.into_inner())))
}

/// Calls the appointment of a request off, and tells the person, who may choose another time.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/appointment/cancellation", tag = "desk", operation_id = "desk_call_off",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Expected, description = "The appointment that was."))
)]
pub(in super::super) async fn call_off(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    Key(key): Key,
    sent: Sent<Nothing>,
) -> Result<Json<Expected>, Fail> {
    let request = within(&state, &signed, &code).await?;
    let (notify, once) = (notify(&state), sent.once(key.as_deref()));
    let by = by(&request, &signed, (state.clock.now(), &notify, &once));
    let off = state.store.agenda().call_off(&by).await?;
    state.postbox.ring();
    Ok(Json(of_request(&request, &off.into_inner())))
}

/// The request of that code, if whoever is signed in may book for it.
async fn within(state: &AppState, signed: &Signed, code: &str) -> Result<Listed, Fail> {
    let code: Code = code.parse().map_err(Refusal::BadCode)?;
    let request = state.store.requests().find(&code).await?;
    let request = request.ok_or(Kind::UnknownRequest)?;
    let area = area(catalogue(state), &request.motive);
    signed.may(Action::Book, Some(&request.polo), Some(area))?;
    Ok(request)
}

fn by<'a>(
    request: &'a Listed,
    signed: &'a Signed,
    (now, notify, once): (Timestamp, &'a store::Notify, &'a Once),
) -> ByStaff<'a> {
    ByStaff {
        code: &request.code,
        who: signed.name(),
        now,
        notify,
        once,
    }
}

fn of_request(request: &Listed, appointment: &Appointment) -> Expected {
    Expected {
        code: request.code.to_string(),
        polo: appointment.polo.clone(),
        motive: appointment.motive.clone(),
        way: appointment.way.word().to_owned(),
        status: appointment.standing.word().to_owned(),
        start: appointment.start.to_string(),
        end: appointment.end.to_string(),
        ..Expected::default()
    }
}

fn start(written: &str) -> Result<Timestamp, Fail> {
    let minute = Minute::parse_instant(written).ok_or_else(|| Fail::field("start", "time_form"))?;
    Timestamp::from_second(minute.unix_seconds()).map_err(|_| Fail::field("start", "time_form"))
}

impl From<AgendaError> for Fail {
    fn from(error: AgendaError) -> Self {
        match error {
            AgendaError::Taken => Self::field("start", "time_taken"),
            AgendaError::NotFound => Kind::UnknownRequest.into(),
            AgendaError::NoAppointment => Kind::NoAppointment.into(),
            AgendaError::Booked => Kind::HasAppointment.into(),
            AgendaError::OfferGone => Kind::OfferGone.into(),
            AgendaError::TooLate => Kind::Begun.into(),
            AgendaError::Withdrawn => Kind::PersonWithdrew.into(),
            AgendaError::Closed => Kind::ClosedAtDesk.into(),
            AgendaError::KeyReused => Kind::KeyReused.into(),
            AgendaError::Store(error) => error.into(),
        }
    }
}

impl From<MarkError> for Fail {
    fn from(error: MarkError) -> Self {
        match error {
            MarkError::NotFound => Kind::NotThere.into(),
            MarkError::NotBegun => Kind::NotBegun.into(),
            MarkError::Settled => Kind::MarkSettled.into(),
            MarkError::Store(error) => error.into(),
        }
    }
}
