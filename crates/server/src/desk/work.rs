//! `/api/v1/desk/requests/{code}/…`: the work on a request beyond the first: given to somebody else, noted, planned, compared,
//! opened again. What stands here, the person does not read; what became of the request, they do.

use super::door::Signed;
use super::requests::{area, catalogue, colleague, find, is_for, queued, within};
use super::{Endpoint, act, see};
use crate::api::{Key, Nothing, Sent, answered};
use crate::clock::in_italy;
use crate::first_contact::Refusal;
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::Queued;
use api::desk::work::{
    Colleague, HandOverView, NewContact, NewHandOver, NewNext, NewNote, NewReason, NewVerdict, NoteView,
};
use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::{get, post};
use domain::desk::{Reached, Reason, Tried, Verdict};
use domain::role::Action;
use domain::text::Text;
use domain::{Code, Fault, FieldFault};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use store::{Acting, Answer, By, Deed, HandOver, InQueue, Listed, NoteShown, Once};

/// How far ahead something may be planned, in days.
const FARTHEST: i64 = 366;

/// The addresses of this part, with what each does.
pub(super) fn endpoints() -> Vec<Endpoint> {
    use Action::{HandOver, Note, Reopen, Take};
    vec![
        see(
            "/api/v1/desk/requests/{code}/colleagues",
            HandOver,
            get(colleagues),
        ),
        act(
            "/api/v1/desk/requests/{code}/hand-over",
            HandOver,
            post(hand_over),
        ),
        act(
            "/api/v1/desk/requests/{code}/hand-over/accept",
            Take,
            post(accept_hand_over),
        ),
        act(
            "/api/v1/desk/requests/{code}/hand-over/refuse",
            Take,
            post(refuse_hand_over),
        ),
        act(
            "/api/v1/desk/requests/{code}/hand-over/take-back",
            HandOver,
            post(take_hand_over_back),
        ),
        act("/api/v1/desk/requests/{code}/notes", Note, post(note)),
        act("/api/v1/desk/requests/{code}/contacts", Note, post(contact)),
        act("/api/v1/desk/requests/{code}/next", Note, post(next)),
        act("/api/v1/desk/requests/{code}/alike", Note, post(alike)),
        act("/api/v1/desk/requests/{code}/reopen", Reopen, post(reopen)),
    ]
}

/// The idempotency key of whoever is signed in.
pub(super) struct Keyed(Key);

impl Keyed {
    /// What tells this asking from another.
    pub(super) fn once<T: Serialize>(&self, sent: &Sent<T>) -> Once {
        sent.once(self.0.0.as_deref())
    }
}

impl FromRequestParts<AppState> for Keyed {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Fail> {
        Ok(Self(Key::from_request_parts(parts, state).await?))
    }
}

/// Who works on which request.
#[derive(Clone, Copy)]
pub(super) struct AtDesk<'a> {
    pub(super) state: &'a AppState,
    pub(super) signed: &'a Signed,
    pub(super) code: &'a Code,
}

impl<'a> AtDesk<'a> {
    pub(super) fn new(state: &'a AppState, signed: &'a Signed, request: &'a Listed) -> Self {
        Self {
            state,
            signed,
            code: &request.code,
        }
    }

    pub(super) fn acting<'b>(&self, once: &'b Once) -> Acting<'b>
    where
        'a: 'b,
    {
        Acting {
            code: self.code,
            by: By {
                staff: Some(self.signed.staff()),
                name: self.signed.name(),
            },
            now: self.state.clock.now(),
            once,
        }
    }

    /// Does it, and answers with the request as it stands then.
    pub(super) async fn done(self, deed: Deed<'_>, once: &Once) -> Result<Response, Fail> {
        let casework = self.state.store.casework();
        let done = casework.act(&self.acting(once), deed).await?;
        let waiting = casework.find(self.code).await?.ok_or(Kind::UnknownRequest)?;
        let view = queued(self.state, self.signed, &waiting);
        Ok(answered(StatusCode::OK, mapped(done, |()| view)))
    }
}

/// What was answered, as it is shown.
pub(super) fn mapped<T, V>(answer: Answer<T>, view: impl FnOnce(&T) -> V) -> Answer<V> {
    match answer {
        Answer::Fresh(done) => Answer::Fresh(view(&done)),
        Answer::Replayed(done) => Answer::Replayed(view(&done)),
    }
}

/// The colleagues to whom the request can be given: those who may take it in charge where it is now.
#[utoipa::path(
    get, path = "/api/v1/desk/requests/{code}/colleagues", tag = "desk", operation_id = "desk_colleagues",
    responses((status = 200, body = Vec<Colleague>, description = "By name, without whoever asks."))
)]
pub(super) async fn colleagues(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
) -> Result<Json<Vec<Colleague>>, Fail> {
    let request = within(&state, &signed, Action::HandOver, &code).await?;
    let area = area(catalogue(&state), &request);
    let all = takers(&state, (&request.polo, area)).await?;
    let others = all.iter().filter(|other| other.id != signed.staff());
    Ok(Json(others.map(colleague).collect()))
}

/// Whoever may take requests in charge at that Polo, in that area.
async fn takers(state: &AppState, (polo, area): (&str, &str)) -> Result<Vec<store::Colleague>, Fail> {
    let members = state.store.accounts().list().await?;
    let may_take = |member: &store::Member| {
        let mut grants = member.grants.iter();
        member.active
            && member.set_up
            && grants.any(|grant| grant.allows(Action::Take, Some(polo), Some(area)))
    };
    let takers = members
        .into_iter()
        .filter(may_take)
        .map(|member| store::Colleague {
            id: member.id,
            name: member.name,
        });
    Ok(takers.collect())
}

/// Asks somebody else to take the request over: a colleague, or whoever has an area at a Polo. Until it is accepted it stays.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/hand-over", tag = "desk", operation_id = "desk_hand_over",
    request_body = NewHandOver,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn hand_over(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewHandOver>,
) -> Result<Response, Fail> {
    let waiting = find(&state, &code).await?;
    let request = &waiting.request;
    let here = area(catalogue(&state), request);
    signed.may(Action::HandOver, Some(&request.polo), Some(here))?;
    let asked = &sent.body;
    let or = |said: &str, here: &str| {
        if said.is_empty() {
            here.to_owned()
        } else {
            said.to_owned()
        }
    };
    let (polo, area) = (or(&asked.polo, &request.polo), or(&asked.area, here));
    let why = text::<300>("why", &asked.why)?;
    checked_place(&state, &waiting, (&polo, &area), &asked.to).await?;
    let new = store::NewHandOver {
        to: Some(asked.to.as_str()).filter(|to| !to.is_empty()),
        polo: &polo,
        area: &area,
        why: &why,
    };
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, request);
    desk.done(Deed::HandOver(&new), &once).await
}

/// Whether there is such a place, and somebody there; and whether it is another than where the request is.
async fn checked_place(
    state: &AppState,
    waiting: &InQueue,
    (polo, area): (&str, &str),
    to: &str,
) -> Result<(), Fail> {
    let here = self::area(catalogue(state), &waiting.request);
    let polo = catalogue(state).polo(polo).ok_or_else(|| not_offered("polo"))?;
    if !polo.areas.iter().any(|other| other == area) {
        return Err(not_offered("area"));
    }
    if !to.is_empty() {
        let takers = takers(state, (&polo.id, area)).await?;
        let has_it = waiting.worker.as_ref().is_some_and(|worker| worker.id == to);
        if has_it || !takers.iter().any(|taker| taker.id == to) {
            return Err(not_offered("to"));
        }
    } else if waiting.worker.is_none() && polo.id == waiting.request.polo && area == here {
        // Nobody has it, and whoever is there can take it already.
        return Err(missing("to"));
    }
    Ok(())
}

/// Accepts the hand-over that waits for whoever asks, who has the request from then on.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/hand-over/accept", tag = "desk", operation_id = "desk_accept_hand_over",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn accept_hand_over(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let waiting = find(&state, &code).await?;
    let id = receiving(&state, &signed, &waiting)?;
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &waiting.request);
    desk.done(Deed::Accept(id), &once).await
}

/// Refuses the hand-over that waits for whoever asks, and says why: the request stays where it is.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/hand-over/refuse", tag = "desk", operation_id = "desk_refuse_hand_over",
    request_body = NewReason,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn refuse_hand_over(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewReason>,
) -> Result<Response, Fail> {
    let waiting = find(&state, &code).await?;
    let id = receiving(&state, &signed, &waiting)?;
    let why = said("why", &sent.body.why)?;
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &waiting.request);
    desk.done(Deed::Refuse(id, &why), &once).await
}

/// The id of the hand-over that waits for whoever is signed in; empty where none waits any more, which the store then says, or
/// answers as it did before.
fn receiving<'a>(state: &AppState, signed: &Signed, waiting: &'a InQueue) -> Result<&'a str, Fail> {
    match &waiting.handover {
        Some(handover) if is_for(signed, waiting) => Ok(&handover.id),
        Some(_) => Err(Kind::Forbidden.into()),
        None => {
            let area = area(catalogue(state), &waiting.request);
            signed.may(Action::Take, Some(&waiting.request.polo), Some(area))?;
            Ok("")
        }
    }
}

/// Takes back the hand-over that waits.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/hand-over/take-back", tag = "desk",
    operation_id = "desk_take_hand_over_back", request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn take_hand_over_back(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<Nothing>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::HandOver, &code).await?;
    let once = keyed.once(&sent);
    AtDesk::new(&state, &signed, &request)
        .done(Deed::TakeBack, &once)
        .await
}

/// Writes a note for colleagues. The person does not read it.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/notes", tag = "desk", operation_id = "desk_note", request_body = NewNote,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn note(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewNote>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Note, &code).await?;
    let note = said("text", &sent.body.text)?;
    let once = keyed.once(&sent);
    AtDesk::new(&state, &signed, &request)
        .done(Deed::Note(&note), &once)
        .await
}

/// Writes down that the person was looked for.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/contacts", tag = "desk", operation_id = "desk_contact",
    request_body = NewContact,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn contact(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewContact>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Note, &code).await?;
    let asked = &sent.body;
    let now = state.clock.now();
    let at = match asked.at.as_str() {
        "" => now,
        written => written
            .parse::<Timestamp>()
            .map_err(|_| fault("at", Fault::TimeForm))?,
    };
    if at > now {
        return Err(Fail::field("at", "not_yet"));
    }
    let new = store::NewContact {
        way: choice("way", &asked.way, Tried::of)?,
        reached: choice("reached", &asked.reached, Reached::of)?,
        at,
        text: &text("text", &asked.text)?,
    };
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &request);
    desk.done(Deed::Contact(&new), &once).await
}

/// Says what is to be done next, and on which day: on that day the request stands before the others.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/next", tag = "desk", operation_id = "desk_next", request_body = NewNext,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn next(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewNext>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Note, &code).await?;
    let asked = &sent.body;
    let planned = match (asked.on.as_str(), asked.text.trim()) {
        ("", "") => None,
        _ => Some((checked_day(&state, &asked.on)?, said::<300>("text", &asked.text)?)),
    };
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &request);
    let planned = planned.as_ref().map(|(day, text)| (*day, text));
    desk.done(Deed::Next(planned), &once).await
}

/// A day from today to one in a year.
fn checked_day(state: &AppState, written: &str) -> Result<Date, Fail> {
    if written.is_empty() {
        return Err(missing("on"));
    }
    let day: Date = written.parse().map_err(|_| fault("on", Fault::TimeForm))?;
    let today = in_italy(state.clock.now()).date();
    if day < today {
        return Err(fault("on", Fault::TimePast));
    }
    match today.checked_add(FARTHEST.days()) {
        Ok(latest) if day > latest => Err(Fail::field("on", "day_far")),
        _ => Ok(day),
    }
}

/// Says whether another request is of the same person, or takes back what was said.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/alike", tag = "desk", operation_id = "desk_alike",
    request_body = NewVerdict,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn alike(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewVerdict>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Note, &code).await?;
    let other = within(&state, &signed, Action::ListQueue, &sent.body.code).await?;
    let verdict = match sent.body.verdict.as_str() {
        "" => None,
        word => Some(choice("verdict", word, Verdict::of)?),
    };
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &request);
    desk.done(Deed::Judge(&other.code, verdict), &once).await
}

/// Opens a closed request again, and says why: the Polo promises an answer anew.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/reopen", tag = "desk", operation_id = "desk_reopen_request",
    request_body = NewReason,
    responses((status = 200, body = Queued, description = "The request as it stands now.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same asking came before.")
    )))
)]
pub(super) async fn reopen(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    keyed: Keyed,
    sent: Sent<NewReason>,
) -> Result<Response, Fail> {
    let request = within(&state, &signed, Action::Reopen, &code).await?;
    let why: Reason = said("why", &sent.body.why)?;
    let today = in_italy(state.clock.now()).date();
    let days = state.site.bundle("").site.answer_within_days;
    let answer_by = state.site.holidays.promise(today, days);
    let once = keyed.once(&sent);
    let desk = AtDesk::new(&state, &signed, &request);
    desk.done(Deed::Reopen(&why, answer_by), &once).await
}

pub(super) fn hand_over_view(handover: &HandOver, for_you: bool) -> HandOverView {
    HandOverView {
        id: handover.id.clone(),
        by: colleague(&handover.by),
        to: handover.to.as_ref().map(colleague),
        polo: handover.polo.clone(),
        area: handover.area.clone(),
        at: handover.at.to_string(),
        state: handover.state.word().to_owned(),
        why: handover.why.as_str().to_owned(),
        reply: handover.reply.as_str().to_owned(),
        for_you,
    }
}

pub(super) fn note_view(note: &NoteShown) -> NoteView {
    NoteView {
        at: note.at.to_string(),
        by: note.by.clone(),
        kind: note.kind.word().to_owned(),
        text: note.text.as_str().to_owned(),
        way: note.contact.map(|(way, _, _)| way.word().to_owned()),
        reached: note.contact.map(|(_, reached, _)| reached.word().to_owned()),
        tried_at: note.contact.map(|(_, _, at)| at.to_string()),
    }
}

/// One of the words that are offered, which must be there.
pub(super) fn choice<T>(field: &str, word: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, Fail> {
    match word {
        "" => Err(missing(field)),
        word => of(word).ok_or_else(|| not_offered(field)),
    }
}

/// A text, which may be empty.
fn text<const MAX: usize>(field: &str, typed: &str) -> Result<Text<MAX>, Fail> {
    Text::parse(typed).map_err(|why| fault(field, why))
}

/// A text that says something.
fn said<const MAX: usize>(field: &str, typed: &str) -> Result<Text<MAX>, Fail> {
    let text = text(field, typed)?;
    if text.is_empty() {
        Err(missing(field))
    } else {
        Ok(text)
    }
}

fn missing(field: &str) -> Fail {
    fault(field, Fault::Missing)
}

fn not_offered(field: &str) -> Fail {
    fault(field, Fault::NotOffered)
}

fn fault(field: &str, fault: Fault) -> Fail {
    Refusal::Faults(vec![FieldFault::new(field, fault)]).into()
}
