//! `/api/v1/desk/requests`: what waits, and the work on it, by whoever has its Polo and its area. A list opens nothing; opening
//! one goes on its record, which the person reads.

use super::door::Signed;
use crate::api::{Nothing, Sent};
use crate::first_contact::{self, Refusal};
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::{DeskRequest, PersonView, Queued, RecordView};
use api::requests::{LineView, NewLine};
use axum::Json;
use axum::extract::{Path, State};
use domain::request::{DayPart, ForWhom, Person, ReplyBy, Way, WorkDay, YesNo};
use domain::role::{Action, Grant};
use domain::text::Text;
use domain::{Catalogue, Code};
use store::{Listed, Opened, RecordEntry, Scope};

/// How many requests a list shows at most.
const SHOWN: u32 = 500;

/// What waits in one's own Poli and areas, oldest promise first. Nothing that concerns a person.
#[utoipa::path(
    get, path = "/api/v1/desk/requests", tag = "desk", operation_id = "desk_requests",
    responses((status = 200, body = Vec<Queued>, description = "At most 500 requests that are not closed."))
)]
pub(super) async fn list(State(state): State<AppState>, signed: Signed) -> Result<Json<Vec<Queued>>, Fail> {
    let catalogue = catalogue(&state);
    let scopes: Vec<Scope> = signed
        .by(Action::ListQueue)
        .map(|grant| scope(grant, catalogue))
        .collect();
    let requests = state.store.requests().queue(&scopes, SHOWN).await?;
    Ok(Json(
        requests
            .iter()
            .map(|request| queued(request, catalogue))
            .collect(),
    ))
}

/// Opens a request and reads what concerns the person, who can read by whom it was opened.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/open", tag = "desk", operation_id = "desk_open_request",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = DeskRequest, description = "The whole request."))
)]
pub(super) async fn open(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<DeskRequest>, Fail> {
    let request = within(&state, &signed, Action::OpenRequest, &code).await?;
    let requests = state.store.requests();
    let opened = requests.show(&request.code, signed.name(), state.clock.now());
    let opened = opened.await?.ok_or(Kind::UnknownRequest)?;
    Ok(Json(opened_view(&opened, &state)))
}

/// Takes a request in charge, which only one that nobody has taken can be.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/take", tag = "desk", operation_id = "desk_take_request",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Queued, description = "The request as it stands now."))
)]
pub(super) async fn take(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<Queued>, Fail> {
    let request = within(&state, &signed, Action::Take, &code).await?;
    let requests = state.store.requests();
    requests
        .take(&request.code, signed.name(), state.clock.now())
        .await?;
    as_it_stands(&state, &request.code).await
}

/// Writes to the person, who finds it with code and secret.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/answer", tag = "desk", operation_id = "desk_answer_request",
    request_body = NewLine,
    responses((status = 200, body = Queued, description = "The request as it stands now."))
)]
pub(super) async fn answer(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    sent: Sent<NewLine>,
) -> Result<Json<Queued>, Fail> {
    let request = within(&state, &signed, Action::Answer, &code).await?;
    let line = first_contact::parse_line(&sent.body.text)?;
    let requests = state.store.requests();
    requests
        .answer(&request.code, signed.name(), &line, state.clock.now())
        .await?;
    as_it_stands(&state, &request.code).await
}

/// Closes a request: from then on nobody writes under it.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/close", tag = "desk", operation_id = "desk_close_request",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Queued, description = "The request as it stands now."))
)]
pub(super) async fn close(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<Queued>, Fail> {
    let request = within(&state, &signed, Action::Close, &code).await?;
    let requests = state.store.requests();
    requests
        .close(&request.code, signed.name(), state.clock.now())
        .await?;
    as_it_stands(&state, &request.code).await
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
    let area = area(catalogue(state), &request.motive);
    signed.may(action, Some(&request.polo), Some(area))?;
    Ok(request)
}

async fn as_it_stands(state: &AppState, code: &Code) -> Result<Json<Queued>, Fail> {
    let request = state.store.requests().find(code).await?;
    let request = request.ok_or(Kind::UnknownRequest)?;
    Ok(Json(queued(&request, catalogue(state))))
}

/// Poli, areas and motives, which are the same in every language.
fn catalogue(state: &AppState) -> &Catalogue {
    &state.site.bundle("").catalogue
}

/// The area of a motive; of one that is no longer offered, empty: whoever has all areas sees to it.
fn area<'a>(catalogue: &'a Catalogue, motive: &str) -> &'a str {
    let motive = catalogue.motives.iter().find(|other| other.id == motive);
    motive.map_or("", |motive| motive.area.as_str())
}

fn scope(grant: &Grant, catalogue: &Catalogue) -> Scope {
    let motives = grant.area.as_ref().map(|area| {
        let own = catalogue.motives.iter().filter(|motive| motive.area == *area);
        own.map(|motive| motive.id.clone()).collect()
    });
    Scope {
        polo: grant.polo.clone(),
        motives,
    }
}

fn queued(request: &Listed, catalogue: &Catalogue) -> Queued {
    Queued {
        code: request.code.to_string(),
        protocol: request.protocol.to_string(),
        polo: request.polo.clone(),
        motive: request.motive.clone(),
        area: area(catalogue, &request.motive).to_owned(),
        status: request.status.word().to_owned(),
        received_at: request.received_at.to_string(),
        answer_by: request.answer_by.to_string(),
    }
}

fn opened_view(opened: &Opened, state: &AppState) -> DeskRequest {
    let listed = Listed {
        code: opened.code.clone(),
        protocol: opened.protocol,
        polo: opened.polo.clone(),
        motive: opened.motive.clone(),
        status: opened.status,
        received_at: opened.received_at,
        answer_by: opened.answer_by,
    };
    let lines = opened.lines.iter().map(|line| LineView {
        at: line.at.to_string(),
        author: line.author.word().to_owned(),
        text: line.text.as_str().to_owned(),
    });
    DeskRequest {
        request: queued(&listed, catalogue(state)),
        withdrawn_at: opened.withdrawn_at.map(|at| at.to_string()),
        person: opened.person.as_ref().map(person_view),
        lines: lines.collect(),
        record: opened.record.iter().map(record_view).collect(),
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
