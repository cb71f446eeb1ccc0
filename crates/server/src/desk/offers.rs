//! `/api/v1/desk/waiting` and `…/proposals`: who waits for a time, and the times that the Polo proposes. Never here: how a seat
//! is held (the store).

use super::Endpoint;
use super::door::Signed;
use super::requests::{area, catalogue, scope, within};
use crate::agenda::{start, way};
use crate::api::{Nothing, Sent};
use crate::first_contact::Refusal;
use crate::offers::until;
use crate::problem::Fail;
use crate::sender::Sender;
use crate::state::AppState;
use api::desk::offers::{NewProposals, OfferedTime, WaitsView};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::routing::{get, post};
use domain::agenda::Terms;
use domain::agenda::offers::{OfferKind, Wish};
use domain::request::Way;
use domain::role::Action;
use domain::{Fault, FieldFault};
use jiff::Timestamp;
use store::{AgendaError, Asked, NewOffers, Offer, Scope, Time, Waits};

/// How many a list shows at most.
const SHOWN: u32 = 500;
/// How many times are proposed together.
const TIMES: std::ops::RangeInclusive<usize> = 2..=3;

/// The addresses of this room.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint {
            method: Method::GET,
            path: "/api/v1/desk/waiting",
            action: Some(Action::SeeAgenda),
            answer: get(waiting),
        },
        Endpoint {
            method: Method::POST,
            path: "/api/v1/desk/requests/{code}/proposals",
            action: Some(Action::Book),
            answer: post(propose),
        },
        Endpoint {
            method: Method::POST,
            path: "/api/v1/desk/requests/{code}/proposals/end",
            action: Some(Action::Book),
            answer: post(take_back),
        },
        Endpoint {
            method: Method::GET,
            path: "/api/v1/desk/requests/{code}/offers",
            action: Some(Action::SeeAgenda),
            answer: get(offered),
        },
    ]
}

/// Who waits for a time to come free in one's own Poli and areas, those who came first first. Nothing that concerns a person.
#[utoipa::path(
    get, path = "/api/v1/desk/waiting", tag = "desk", operation_id = "desk_waiting",
    responses((status = 200, body = Vec<WaitsView>, description = "At most 500 requests."))
)]
pub(super) async fn waiting(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Vec<WaitsView>>, Fail> {
    let catalogue = catalogue(&state);
    let scopes: Vec<Scope> = signed
        .by(Action::SeeAgenda)
        .map(|grant| scope(grant, catalogue))
        .collect();
    let waits = state.store.offers().list(&scopes, SHOWN).await?;
    let view = |waits: &Waits| {
        let motive = catalogue.motive(&waits.motive);
        waits_view(waits, motive.map_or("", |motive| motive.area.as_str()))
    };
    Ok(Json(waits.iter().map(view).collect()))
}

/// Proposes two or three free times to the person, who takes one or none: all are held for about a day. Those proposed before
/// are let go.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/proposals", tag = "desk", operation_id = "desk_propose",
    request_body = NewProposals,
    responses((status = 200, body = Vec<OfferedTime>, description = "All that the request was offered."))
)]
pub(super) async fn propose(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    sent: Sent<NewProposals>,
) -> Result<Json<Vec<OfferedTime>>, Fail> {
    let request = within(&state, &signed, Action::Book, &code).await?;
    let catalogue = catalogue(&state);
    let new = &sent.body;
    let polo = if new.polo.is_empty() {
        &request.polo
    } else {
        &new.polo
    };
    let polo = catalogue
        .polo(polo)
        .ok_or_else(|| fault("polo", Fault::NotOffered))?;
    signed.may(Action::Book, Some(&polo.id), Some(area(catalogue, &request)))?;
    let motive = catalogue.motive(&request.motive);
    let terms = motive.and_then(|motive| motive.terms.as_ref());
    let terms = terms.ok_or_else(|| fault("times", Fault::NotOffered))?;
    let asked = Asked {
        polo: &polo.id,
        motive: &request.motive,
        way: way_of(&new.way, terms)?,
    };
    let times = times(&new.times, asked)?;
    let now = state.clock.now();
    let offers = NewOffers {
        code: &request.code,
        kind: OfferKind::Proposal,
        times: &times,
        until: until(&state, now),
        now,
        notify: &crate::agenda::notify(&state, &sender),
        who: Some(signed.name()),
    };
    state.store.offers().make(&offers).await.map_err(refused)?;
    state.postbox.ring();
    all(&state, &request.code).await
}

/// Takes back what was proposed; done as well where nothing is.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/proposals/end", tag = "desk", operation_id = "desk_take_back",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = Vec<OfferedTime>, description = "All that the request was offered."))
)]
pub(super) async fn take_back(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<Vec<OfferedTime>>, Fail> {
    let request = within(&state, &signed, Action::Book, &code).await?;
    let offers = state.store.offers();
    let taken_back = offers.take_back(&request.code, signed.name(), state.clock.now());
    taken_back.await.map_err(refused)?;
    all(&state, &request.code).await
}

/// All that the request was offered, and what became of it.
#[utoipa::path(
    get, path = "/api/v1/desk/requests/{code}/offers", tag = "desk", operation_id = "desk_offers",
    responses((status = 200, body = Vec<OfferedTime>, description = "Oldest first."))
)]
pub(super) async fn offered(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
) -> Result<Json<Vec<OfferedTime>>, Fail> {
    let request = within(&state, &signed, Action::SeeAgenda, &code).await?;
    all(&state, &request.code).await
}

async fn all(state: &AppState, code: &domain::Code) -> Result<Json<Vec<OfferedTime>>, Fail> {
    let offers = state.store.offers().of(code).await?;
    Ok(Json(offers.iter().map(offered_time).collect()))
}

/// Two or three, each another one.
fn times<'a>(written: &[String], asked: Asked<'a>) -> Result<Vec<Time<'a>>, Fail> {
    let starts: Result<Vec<Timestamp>, Refusal> = written.iter().map(|time| start(time)).collect();
    let mut starts = starts.map_err(|_| fault("times", Fault::TimeForm))?;
    starts.sort_unstable();
    starts.dedup();
    if !TIMES.contains(&written.len()) || starts.len() != written.len() {
        return Err(Fail::field("times", "proposals"));
    }
    Ok(starts.into_iter().map(|start| Time { asked, start }).collect())
}

fn way_of(word: &str, terms: &Terms) -> Result<Way, Fail> {
    Ok(way(word, terms)?)
}

fn fault(field: &str, fault: Fault) -> Fail {
    Refusal::Faults(vec![FieldFault::new(field, fault)]).into()
}

fn refused(error: AgendaError) -> Fail {
    match error {
        AgendaError::Taken => fault("times", Fault::TimeTaken),
        error => error.into(),
    }
}

fn waits_view(waits: &Waits, area: &str) -> WaitsView {
    WaitsView {
        code: waits.code.to_string(),
        polo: waits.polo.clone(),
        motive: waits.motive.clone(),
        area: area.to_owned(),
        way: waits.waiting.way.word().to_owned(),
        place: waits.waiting.place,
        since: waits.waiting.since.to_string(),
        asked: waits.waiting.asked,
        offered_until: waits
            .offered_until
            .map(|until| until.to_string())
            .unwrap_or_default(),
    }
}

fn offered_time(offer: &Offer) -> OfferedTime {
    OfferedTime {
        id: offer.id.clone(),
        kind: offer.kind.word().to_owned(),
        state: offer.state.word().to_owned(),
        start: offer.start.to_string(),
        end: offer.end.to_string(),
        polo: offer.polo.clone(),
        way: offer.way.word().to_owned(),
        made_at: offer.made_at.to_string(),
        until: offer.until.to_string(),
        wish: offer.wish.map_or("", Wish::word).to_owned(),
    }
}
