//! `/api/v1/desk/requests`: what waits, and the first work on it, by whoever has its Polo and its area. A list opens nothing;
//! opening one goes on its record, which the person reads.

use super::door::Signed;
use super::work::{AtDesk, Keyed, choice, hand_over_view, mapped, note_view};
use crate::agenda;
use crate::api::{Nothing, Sent, answered};
use crate::clock::in_italy;
use crate::first_contact::{self, Refusal};
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::work::{AgreementView, AlikeView, Closing, Colleague};
use api::desk::{DeskRequest, PersonView, Queued, RecordView};
use api::requests::{LineView, NewLine};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::desk::{Outcome, lateness};
use domain::request::{DayPart, ForWhom, Person, ReplyBy, Status, Way, WorkDay, YesNo};
use domain::role::{Action, Grant};
use domain::text::Text;
use domain::{Catalogue, Code};
use serde::Deserialize;
use store::{AtWork, Deed, InQueue, Listed, Notify, QueueAsked, RecordEntry, Scope};

/// How many requests a list shows at most.
const SHOWN: u32 = 500;

/// How a list is narrowed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Narrowed {
    /// Only what whoever asks has, or is to be given.
    mine: bool,
}

/// What waits in one's own Poli and areas: what one is to be given, what is overdue, then the oldest promise. Nothing that
/// concerns a person.
#[utoipa::path(
    get, path = "/api/v1/desk/requests", tag = "desk", operation_id = "desk_requests",
    responses((status = 200, body = Vec<Queued>, description = "At most 500 requests that are not closed."))
)]
pub(super) async fn list(
    State(state): State<AppState>,
    signed: Signed,
    narrowed: Result<Query<Narrowed>, QueryRejection>,
) -> Result<Json<Vec<Queued>>, Fail> {
    let scopes = |action| -> Vec<Scope> {
        let grants = signed.by(action);
        grants.map(|grant| scope(grant, catalogue(&state))).collect()
    };
    let asked = QueueAsked {
        scopes: &scopes(Action::ListQueue),
        receiving: &scopes(Action::Take),
        me: signed.staff(),
        mine: narrowed.is_ok_and(|narrowed| narrowed.mine),
        today: in_italy(state.clock.now()).date(),
        limit: SHOWN,
    };
    let waiting = state.store.casework().queue(&asked).await?;
    let queued = waiting.iter().map(|waiting| queued(&state, &signed, waiting));
    Ok(Json(queued.collect()))
}

/// Opens a request and reads what concerns the person, who can read by whom it was opened. Whoever is to be given it may, too.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/open", tag = "desk", operation_id = "desk_open_request",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = DeskRequest, description = "The whole request.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn open(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let waiting = find(&state, &code).await?;
    let request = &waiting.request;
    if !is_for(&signed, &waiting) {
        let area = area(catalogue(&state), request);
        signed.may(Action::OpenRequest, Some(&request.polo), Some(area))?;
    }
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, request);
    let opened = state.store.casework().open(&desk.acting(&once)).await?;
    Ok(answered(
        StatusCode::OK,
        mapped(opened, |work| opened_view(&state, &signed, work)),
    ))
}

/// Takes a request in charge, which only one that nobody has can be.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/take", tag = "desk", operation_id = "desk_take_request",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn take(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Take, &code).await?;
    let once = keyed.once(&sent);
    AtDesk::new(&state, &signed, &request)
        .done(Deed::Take, &once)
        .await
}

/// Writes to the person, who finds it with code and secret, and is told that it is there.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/answer", tag = "desk", operation_id = "desk_answer_request",
    request_body = NewLine,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn answer(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewLine>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Answer, &code).await?;
    let line = first_contact::parse_line(&sent.body.text)?;
    let notify = Notify {
        channels: state.postbox.channels,
        language: state.site.bundle("").language.id.clone(),
    };
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &request);
    let answer = desk.done(Deed::Answer(&line, &notify), &once).await?;
    state.postbox.ring();
    Ok(answer)
}

/// Closes a request and says how it ended: from then on nobody writes under it.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/close", tag = "desk", operation_id = "desk_close_request",
    request_body = Closing,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn close(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<Closing>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Close, &code).await?;
    let outcome = choice("outcome", &sent.body.outcome, Outcome::of)?;
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &request);
    desk.done(Deed::Close(Some(outcome)), &once).await
}

/// Who did what with a request; nothing of the person. Reading it leaves no trace on it.
#[utoipa::path(
    get, path = "/api/v1/desk/requests/{code}/record", tag = "desk", operation_id = "desk_request_record",
    responses((status = 200, body = Vec<RecordView>, description = "The record, oldest first."))
)]
pub(super) async fn record(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
) -> Result<Json<Vec<RecordView>>, Fail> {
    let request = within(&state, &signed, Action::ReadRecord, &code).await?;
    let record = state.store.requests().record(&request.code).await?;
    Ok(Json(record.iter().map(record_view).collect()))
}

/// The request of that code, if whoever is signed in may do that with it.
pub(super) async fn within(
    state: &AppState,
    signed: &Signed,
    action: Action,
    code: &str,
) -> Result<Listed, Fail> {
    let code: Code = code.parse().map_err(Refusal::BadCode)?;
    let request = state.store.requests().find(&code).await?;
    let request = request.ok_or(Kind::UnknownRequest)?;
    let area = area(catalogue(state), &request);
    signed.may(action, Some(&request.polo), Some(area))?;
    Ok(request)
}

/// The request of that code, as it stands in the list.
pub(super) async fn find(state: &AppState, code: &str) -> Result<InQueue, Fail> {
    let code: Code = code.parse().map_err(Refusal::BadCode)?;
    let waiting = state.store.casework().find(&code).await?;
    Ok(waiting.ok_or(Kind::UnknownRequest)?)
}

/// Whether a hand-over waits that whoever is signed in can accept.
pub(super) fn is_for(signed: &Signed, waiting: &InQueue) -> bool {
    waiting.handover.as_ref().is_some_and(|handover| {
        let named = match &handover.to {
            Some(to) => to.id == signed.staff(),
            None => handover.by.id != signed.staff(),
        };
        let (polo, area) = (Some(handover.polo.as_str()), Some(handover.area.as_str()));
        named && signed.may(Action::Take, polo, area).is_ok()
    })
}

/// Poli, areas and motives, which are the same in every language.
pub(super) fn catalogue(state: &AppState) -> &Catalogue {
    &state.site.bundle("").catalogue
}

/// The area that has a request: the one that it was given to, or that of its motive. Of a motive that is no longer offered,
/// empty: whoever has all areas sees to it.
pub(super) fn area<'a>(catalogue: &'a Catalogue, request: &'a Listed) -> &'a str {
    let motive = || {
        catalogue
            .motive(&request.motive)
            .map(|motive| motive.area.as_str())
    };
    request.area.as_deref().or_else(motive).unwrap_or_default()
}

pub(super) fn scope(grant: &Grant, catalogue: &Catalogue) -> Scope {
    let own = catalogue
        .motives
        .iter()
        .filter(|motive| grant.area.as_ref() == Some(&motive.area));
    Scope {
        polo: grant.polo.clone(),
        area: grant.area.clone(),
        motives: own.map(|motive| motive.id.clone()).collect(),
    }
}

pub(super) fn queued(state: &AppState, signed: &Signed, waiting: &InQueue) -> Queued {
    let request = &waiting.request;
    let today = in_italy(state.clock.now()).date();
    let awaited = matches!(request.status, Status::Received | Status::InCharge);
    let late = awaited.then(|| lateness(request.answer_by, today, &state.site.holidays));
    let worker = waiting.worker.as_ref();
    Queued {
        code: request.code.to_string(),
        protocol: request.protocol.to_string(),
        polo: request.polo.clone(),
        motive: request.motive.clone(),
        area: area(catalogue(state), request).to_owned(),
        status: request.status.word().to_owned(),
        received_at: request.received_at.to_string(),
        answer_by: request.answer_by.to_string(),
        lateness: late.map(|(word, _)| word.word().to_owned()),
        days_left: late.map(|(_, days)| days),
        worker: worker.map(colleague),
        mine: worker.is_some_and(|worker| worker.id == signed.staff()),
        next_on: waiting.next_on.map(|day| day.to_string()),
        overdue: waiting.next_on.is_some_and(|day| day <= today),
        hand_over: waiting
            .handover
            .as_ref()
            .map(|handover| hand_over_view(handover, is_for(signed, waiting))),
    }
}

pub(super) fn colleague(colleague: &store::Colleague) -> Colleague {
    Colleague {
        id: colleague.id.clone(),
        name: colleague.name.clone(),
    }
}

fn opened_view(state: &AppState, signed: &Signed, work: &AtWork) -> DeskRequest {
    let (opened, catalogue) = (&work.opened, catalogue(state));
    let request = &work.waiting.request;
    let lines = opened.lines.iter().map(|line| LineView {
        at: line.at.to_string(),
        author: line.author.word().to_owned(),
        text: line.text.as_str().to_owned(),
    });
    let may = |action, request: &Listed| {
        let area = area(catalogue, request);
        signed.may(action, Some(&request.polo), Some(area)).is_ok()
    };
    let notes = work.notes.iter().filter(|_| may(Action::Note, request));
    let handover = work.handover.as_ref();
    let alike = work
        .alike
        .iter()
        .filter(|alike| may(Action::ListQueue, &alike.request));
    DeskRequest {
        request: queued(state, signed, &work.waiting),
        withdrawn_at: opened.withdrawn_at.map(|at| at.to_string()),
        person: opened.person.as_ref().map(person_view),
        outcome: opened.outcome.map(|outcome| outcome.word().to_owned()),
        agreement: work.agreement.map(|agreement| AgreementView {
            by: agreement.by.word().to_owned(),
            how: agreement.how.word().to_owned(),
        }),
        appointment: agenda::view_of(catalogue, opened, state.clock.now()),
        lines: lines.collect(),
        hand_over: handover.map(|handover| hand_over_view(handover, is_for(signed, &work.waiting))),
        next: work.next.as_str().to_owned(),
        notes: notes.map(note_view).collect(),
        alike: alike.map(alike_view).collect(),
        record: opened.record.iter().map(record_view).collect(),
    }
}

fn alike_view(alike: &store::Alike) -> AlikeView {
    let request = &alike.request;
    AlikeView {
        code: request.code.to_string(),
        protocol: request.protocol.to_string(),
        motive: request.motive.clone(),
        status: request.status.word().to_owned(),
        received_at: request.received_at.to_string(),
        verdict: alike.verdict.map_or("", |verdict| verdict.word()).to_owned(),
    }
}

fn record_view(entry: &RecordEntry) -> RecordView {
    RecordView {
        at: entry.at.to_string(),
        who: entry.who.clone().unwrap_or_default(),
        what: entry.what.word().to_owned(),
        from: entry.origin.to_string(),
        session: entry.origin.session().to_owned(),
    }
}

/// What a person confided, in the words of the form.
pub(crate) fn person_view(person: &Person) -> PersonView {
    let text = |text: &str| text.to_owned();
    PersonView {
        for_whom: text(ForWhom::word(person.for_whom)),
        role: text(person.role.as_str()),
        aware: text(person.aware.map_or("", YesNo::word)),
        neighbourhood: person.neighbourhood.clone().unwrap_or_default(),
        way: text(person.way.map_or("", Way::word)),
        days: words(&person.days, WorkDay::word),
        parts: words(&person.parts, DayPart::word),
        call_at: person.call_at.clone().unwrap_or_default(),
        language: text(person.language.as_str()),
        interpreter: person.interpreter,
        sign_language: person.sign_language,
        access: text(person.access.as_str()),
        avoid: text(person.avoid.as_str()),
        reply_by: text(ReplyBy::word(person.reply_by)),
        phone: text(person.phone.as_ref().map_or("", |phone| phone.as_str())),
        email: text(person.email.as_ref().map_or("", |email| email.as_str())),
        name: text(person.name.as_str()),
        safe_hours: words(&person.safe_hours, DayPart::word),
        leave_message: person.leave_message,
        note: text(person.note.as_str()),
        answers: person.answers.iter().map(Text::as_str).map(text).collect(),
    }
}

fn words<T: Copy>(choices: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    choices.iter().map(|&choice| word(choice).to_owned()).collect()
}
