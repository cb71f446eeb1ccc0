//! `/api/v1/desk/agenda`: who is expected, when staff are there, what is free, within one's own Poli and areas. Never here:
//! what a slot follows from (`domain`), a person's name (that is read by opening the request, which goes on its record).

pub(super) mod appointments;
pub(super) mod edits;
pub(super) mod team;

use super::Endpoint;
use super::door::Signed;
use crate::clock::{in_italy, rome};
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::agenda::{
    AbsenceView, AgendaRules, AgendaView, AgendaWorker, Away, ClosedDay, Expected, FreeTime, MissedView,
    OpeningView, Presence,
};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::Method;
use axum::routing::{MethodRouter, get, post};
use domain::Catalogue;
use domain::agenda::{Absence, Calendar, Closure, Opening, holds_on, stretch};
use domain::request::Way;
use domain::role::Action;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::{Between, Meeting, Standing, Worker};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Type};

/// How many days are shown at once.
const MOST_DAYS: i32 = 14;

/// The agenda's addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::{Book, EditAbsences, EditOpenings, ListQueue, MarkAttendance, SeeAgenda};
    let endpoint = |method, path, action, answer: MethodRouter<AppState>| Endpoint {
        method,
        path,
        action: Some(action),
        answer,
    };
    let see = |path, action, answer| endpoint(Method::GET, path, action, answer);
    let act = |path, action, answer| endpoint(Method::POST, path, action, answer);
    vec![
        see("/api/v1/desk/agenda", SeeAgenda, get(show)),
        see("/api/v1/desk/agenda/rules", SeeAgenda, get(rules)),
        see("/api/v1/desk/agenda/missed", ListQueue, get(missed)),
        see("/api/v1/desk/agenda/team", EditOpenings, get(team::show)),
        act(
            "/api/v1/desk/agenda/openings",
            EditOpenings,
            post(edits::openings),
        ),
        act(
            "/api/v1/desk/agenda/openings/preview",
            EditOpenings,
            post(edits::preview_openings),
        ),
        act(
            "/api/v1/desk/agenda/absences",
            EditAbsences,
            post(edits::absences),
        ),
        act(
            "/api/v1/desk/agenda/absences/preview",
            EditAbsences,
            post(edits::preview_absences),
        ),
        act(
            "/api/v1/desk/agenda/closures",
            EditAbsences,
            post(edits::closures),
        ),
        act(
            "/api/v1/desk/agenda/closures/preview",
            EditAbsences,
            post(edits::preview_closures),
        ),
        act(
            "/api/v1/desk/appointments/{id}/attendance",
            MarkAttendance,
            post(appointments::mark),
        ),
        act(
            "/api/v1/desk/requests/{code}/appointment",
            Book,
            post(appointments::give),
        ),
        act(
            "/api/v1/desk/requests/{code}/appointment/cancellation",
            Book,
            post(appointments::call_off),
        ),
    ]
}

/// Whether it changes the agenda: a preview changes nothing, and what came of an appointment may be said twice.
pub(super) fn takes_key(path: &str) -> bool {
    let edit = path.strip_prefix("/api/v1/desk/agenda/");
    edit.is_some_and(|what| matches!(what, "openings" | "absences" | "closures"))
}

/// The problems that these addresses have beside those of the whole desk.
pub(super) fn kinds(path: &str) -> Vec<Kind> {
    if path.contains("/requests/{code}/appointment") {
        return vec![
            Kind::Begun,
            Kind::NoAppointment,
            Kind::PersonWithdrew,
            Kind::ClosedAtDesk,
        ];
    }
    match path.rsplit('/').next().unwrap_or_default() {
        "attendance" => vec![Kind::NotBegun, Kind::MarkSettled],
        "openings" | "absences" | "closures" => vec![Kind::NotThere, Kind::PreviewChanged],
        "preview" => vec![Kind::NotThere],
        "agenda" => vec![Kind::Fields],
        _ => Vec::new(),
    }
}

/// What stands in their query.
pub(super) fn parameters(path: &str) -> Vec<Parameter> {
    if !path.ends_with("/desk/agenda") {
        return Vec::new();
    }
    let text = |name: &str, words: &str| {
        let schema = ObjectBuilder::new().schema_type(Type::String);
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query);
        parameter.description(Some(words)).schema(Some(schema)).build()
    };
    vec![
        text("from", "The first day, `2026-11-30`; today if it is not said."),
        text("days", "How many days, 1 to 14; 7 if it is not said."),
        text("polo", "The Polo, by id; all of one's own if it is not said."),
        text("worker", "The worker, by id; everybody if it is not said."),
    ]
}

/// What is asked of the agenda.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Asked {
    from: String,
    days: String,
    polo: String,
    worker: String,
}

/// Some days of the agenda, within one's own Poli and areas. Nothing that concerns a person.
#[utoipa::path(
    get, path = "/api/v1/desk/agenda", tag = "desk", operation_id = "desk_agenda",
    responses((status = 200, body = AgendaView, description = "At most fourteen days."))
)]
pub(super) async fn show(
    State(state): State<AppState>,
    signed: Signed,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<AgendaView>, Fail> {
    let Query(asked) = asked.map_err(|_| Fail::field("query", "unknown_field"))?;
    let now = state.clock.now();
    let days = days(&asked, now)?;
    let own = Own {
        signed: &signed,
        catalogue: catalogue(&state),
        action: Action::SeeAgenda,
    };
    let (from, until) = (midnight(days[0])?, midnight(after(days[days.len() - 1])?)?);
    let between = Between {
        from,
        until,
        polo: &asked.polo,
        worker: &asked.worker,
    };
    let agenda = state.store.agenda();
    let appointments: Vec<Meeting> = agenda
        .appointments(&between)
        .await?
        .into_iter()
        .filter(|meeting| own.has(&meeting.polo, &meeting.motive))
        .collect();
    let free = own.free(agenda.free_slots(&between, now).await?);
    let openings = agenda.openings().await?;
    let openings = openings.into_iter().filter(|opening| {
        (asked.polo.is_empty() || opening.polo == asked.polo)
            && (asked.worker.is_empty() || opening.worker == asked.worker)
            && own.has_some_of(opening)
    });
    let openings: Vec<Opening> = openings.collect();
    let there: BTreeSet<&str> = (openings.iter().map(|opening| opening.worker.as_str()))
        .chain(appointments.iter().map(|meeting| meeting.worker.as_str()))
        .collect();
    let closures = agenda.closures().await?;
    let calendar = Calendar {
        holidays: &state.site.holidays,
        closures: &closures,
        absences: &[],
        zone: rome(),
    };
    let absences = agenda.absences().await?;
    let away = absences
        .iter()
        .filter(|absence| there.contains(absence.worker.as_str()));
    Ok(Json(AgendaView {
        from: days[0].to_string(),
        days: u8::try_from(days.len()).unwrap_or(u8::MAX),
        workers: named(agenda.workers().await?, &there),
        closed: closed(&days, &calendar, &own, &asked.polo),
        openings: days
            .iter()
            .flat_map(|day| presences(&openings, *day, &calendar))
            .collect(),
        away: away
            .filter_map(|absence| is_away(absence, (from, until)))
            .collect(),
        free,
        appointments: appointments
            .iter()
            .map(|meeting| expected(meeting, now))
            .collect(),
    }))
}

/// What slots follow from: openings, absences, closed days, within one's own Poli and areas.
#[utoipa::path(
    get, path = "/api/v1/desk/agenda/rules", tag = "desk", operation_id = "desk_agenda_rules",
    responses((status = 200, body = AgendaRules, description = "Those that have not ended."))
)]
pub(super) async fn rules(State(state): State<AppState>, signed: Signed) -> Result<Json<AgendaRules>, Fail> {
    let today = in_italy(state.clock.now()).date();
    let own = Own {
        signed: &signed,
        catalogue: catalogue(&state),
        action: Action::SeeAgenda,
    };
    let agenda = state.store.agenda();
    let all = agenda.openings().await?;
    let openings: Vec<&Opening> = all
        .iter()
        .filter(|opening| own.has_some_of(opening) && opening.valid_until.is_none_or(|day| day >= today))
        .collect();
    // Whoever has no opening yet is anybody's to give one.
    let has_one: BTreeSet<&str> = all.iter().map(|opening| opening.worker.as_str()).collect();
    let workers = agenda.workers().await?;
    let there: BTreeSet<&str> = (openings.iter().map(|opening| opening.worker.as_str()))
        .chain(
            workers
                .iter()
                .map(|worker| worker.id.as_str())
                .filter(|id| !has_one.contains(id)),
        )
        .collect();
    let absences = agenda.absences().await?;
    let absences = absences
        .iter()
        .filter(|absence| absence.until.date() >= today && there.contains(absence.worker.as_str()));
    let closures = agenda.closures().await?;
    let closures = closures.iter().filter(|closure| {
        closure.day >= today && closure.polo.as_deref().is_none_or(|polo| own.has_polo(polo))
    });
    Ok(Json(AgendaRules {
        openings: openings.iter().map(|opening| opening_view(opening)).collect(),
        absences: absences.map(absence_view).collect(),
        closures: closures.map(closed_day).collect(),
        workers: named(workers.clone(), &there),
    }))
}

/// The open requests whose appointment was missed, and which have no other, within one's own Poli and areas.
#[utoipa::path(
    get, path = "/api/v1/desk/agenda/missed", tag = "desk", operation_id = "desk_agenda_missed",
    responses((status = 200, body = Vec<MissedView>, description = "By when the appointment was."))
)]
pub(super) async fn missed(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Vec<MissedView>>, Fail> {
    let own = Own {
        signed: &signed,
        catalogue: catalogue(&state),
        action: Action::ListQueue,
    };
    let missed = state.store.agenda().missed().await?;
    let missed = missed
        .iter()
        .filter(|missed| own.has(&missed.polo, &missed.motive));
    let view = |missed: &store::Missed| MissedView {
        code: missed.code.to_string(),
        start: missed.start.to_string(),
    };
    Ok(Json(missed.map(view).collect()))
}

/// What somebody may do something with.
pub(super) struct Own<'a> {
    signed: &'a Signed,
    catalogue: &'a Catalogue,
    action: Action,
}

impl Own<'_> {
    fn has(&self, polo: &str, motive: &str) -> bool {
        let area = area(self.catalogue, motive);
        self.signed.may(self.action, Some(polo), Some(area)).is_ok()
    }

    fn has_some_of(&self, opening: &Opening) -> bool {
        opening
            .motives
            .iter()
            .any(|motive| self.has(&opening.polo, motive))
    }

    fn has_polo(&self, polo: &str) -> bool {
        let mut grants = self.signed.by(self.action);
        grants.any(|grant| grant.polo.as_deref().is_none_or(|own| own == polo))
    }

    fn free(&self, slots: Vec<store::FreeSlot>) -> Vec<FreeTime> {
        let view = |slot: store::FreeSlot| {
            let motives = slot
                .motives
                .into_iter()
                .filter(|motive| self.has(&slot.polo, motive));
            let motives: Vec<String> = motives.collect();
            (!motives.is_empty()).then(|| FreeTime {
                motives,
                ways: Way::of_mask(slot.ways)
                    .iter()
                    .map(|way| way.word().to_owned())
                    .collect(),
                start: slot.start.to_string(),
                end: slot.end.to_string(),
                seats: slot.seats,
                worker: slot.worker,
                polo: slot.polo,
            })
        };
        slots.into_iter().filter_map(view).collect()
    }
}

/// Poli, areas and motives, which are the same in every language.
pub(super) fn catalogue(state: &AppState) -> &Catalogue {
    &state.site.bundle("").catalogue
}

/// The area of a motive; of one that is no longer offered, empty: whoever has all areas sees to it.
pub(super) fn area<'a>(catalogue: &'a Catalogue, motive: &str) -> &'a str {
    catalogue.motive(motive).map_or("", |motive| motive.area.as_str())
}

fn days(asked: &Asked, now: Timestamp) -> Result<Vec<Date>, Fail> {
    let from = match asked.from.as_str() {
        "" => in_italy(now).date(),
        day => day.parse().map_err(|_| Fail::field("from", "date_form"))?,
    };
    let days = match asked.days.as_str() {
        "" => 7,
        days => days.parse().map_err(|_| Fail::field("days", "span"))?,
    };
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Fail::field("days", "span"));
    }
    Ok(from
        .series(1.day())
        .take(usize::try_from(days).unwrap_or(1))
        .collect())
}

pub(super) fn midnight(day: Date) -> Result<Timestamp, Fail> {
    let midnight = rome().to_timestamp(day.at(0, 0, 0, 0));
    midnight.map_err(|_| Fail::field("from", "date_form"))
}

pub(super) fn after(day: Date) -> Result<Date, Fail> {
    day.tomorrow().map_err(|_| Fail::field("from", "date_form"))
}

pub(super) fn named(workers: Vec<Worker>, there: &BTreeSet<&str>) -> Vec<AgendaWorker> {
    let there = workers
        .into_iter()
        .filter(|worker| there.contains(worker.id.as_str()));
    let mut named: Vec<AgendaWorker> = there
        .map(|worker| AgendaWorker {
            id: worker.id,
            name: worker.name,
        })
        .collect();
    named.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    named
}

fn closed(days: &[Date], calendar: &Calendar<'_>, own: &Own<'_>, polo: &str) -> Vec<ClosedDay> {
    let is_own = |closure: &&Closure| match closure.polo.as_deref() {
        None => true,
        Some(closed) => own.has_polo(closed) && (polo.is_empty() || polo == closed),
    };
    let mut all = Vec::new();
    for day in days {
        if calendar.holidays.is_holiday(*day) {
            all.push(ClosedDay {
                polo: String::new(),
                day: day.to_string(),
                holiday: true,
            });
        }
        let closures = calendar.closures.iter().filter(|closure| closure.day == *day);
        all.extend(closures.filter(is_own).map(closed_day));
    }
    all
}

fn closed_day(closure: &Closure) -> ClosedDay {
    ClosedDay {
        polo: closure.polo.clone().unwrap_or_default(),
        day: closure.day.to_string(),
        holiday: false,
    }
}

fn presences<'a>(
    openings: &'a [Opening],
    day: Date,
    calendar: &'a Calendar<'_>,
) -> impl Iterator<Item = Presence> + 'a {
    let held = openings
        .iter()
        .filter(move |opening| holds_on(opening, day, calendar));
    held.filter_map(move |opening| {
        let (from, to) = (day.to_datetime(opening.from), day.to_datetime(opening.to));
        let (start, end) = stretch(from, to, calendar.zone)?;
        Some(Presence {
            worker: opening.worker.clone(),
            polo: opening.polo.clone(),
            start: start.to_string(),
            end: end.to_string(),
        })
    })
}

/// The part of an absence that lies in these days.
fn is_away(absence: &Absence, (from, until): (Timestamp, Timestamp)) -> Option<Away> {
    let (start, end) = stretch(absence.from, absence.until, rome())?;
    let (start, end) = (start.max(from), end.min(until));
    (start < end).then(|| Away {
        worker: absence.worker.clone(),
        start: start.to_string(),
        end: end.to_string(),
    })
}

pub(super) fn expected(meeting: &Meeting, now: Timestamp) -> Expected {
    let same_day = |at: Timestamp| in_italy(at).date() == in_italy(now).date();
    let markable = meeting.start <= now
        && (meeting.standing == Standing::Booked || meeting.marked_at.is_some_and(same_day));
    Expected {
        id: meeting.id.clone(),
        code: meeting.code.to_string(),
        worker: meeting.worker.clone(),
        polo: meeting.polo.clone(),
        motive: meeting.motive.clone(),
        way: meeting.way.word().to_owned(),
        status: meeting.standing.word().to_owned(),
        start: meeting.start.to_string(),
        end: meeting.end.to_string(),
        markable,
    }
}

fn opening_view(opening: &Opening) -> OpeningView {
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    OpeningView {
        id: opening.id.clone(),
        worker: opening.worker.clone(),
        polo: opening.polo.clone(),
        motives: opening.motives.clone(),
        ways: opening.ways.iter().map(|way| way.word().to_owned()).collect(),
        on: opening.recurrence.to_string(),
        from: time(opening.from),
        to: time(opening.to),
        valid_from: opening.valid_from.to_string(),
        valid_until: opening
            .valid_until
            .map_or_else(String::new, |day| day.to_string()),
    }
}

fn absence_view(absence: &Absence) -> AbsenceView {
    let time = |time: jiff::civil::DateTime| time.strftime("%Y-%m-%dT%H:%M").to_string();
    AbsenceView {
        id: absence.id.clone(),
        worker: absence.worker.clone(),
        from: time(absence.from),
        until: time(absence.until),
    }
}
