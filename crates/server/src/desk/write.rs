//! `POST /api/v1/desk/requests`, `/times`, `/holds`: a request that somebody of the staff writes for a person who is there or on
//! the telephone, with a time if they like. The form and its checks are the portal's; that somebody agreed is asked and kept.

use super::door::Signed;
use super::requests::catalogue;
use super::work::{Keyed, mapped};
use super::{Endpoint, act};
use crate::agenda::{self, Asker, TimesAsked};
use crate::api::{Sent, answered};
use crate::clock::in_italy;
use crate::first_contact::{self, Refusal};
use crate::problem::Fail;
use crate::sender::Sender;
use crate::state::AppState;
use api::agenda::{FreeTimes, Hold, NewHold};
use api::desk::work::NewAtDesk;
use api::requests::Receipt;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use domain::desk::{AgreedBy, AgreedHow, Agreement};
use domain::request::{Draft, Request};
use domain::role::Action;
use domain::{Fault, FieldFault};
use store::{Answer, AtDesk};

/// The addresses of this part, with what each does.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        act("/api/v1/desk/requests", Action::Book, post(create)),
        act("/api/v1/desk/times", Action::Book, post(times)),
        act("/api/v1/desk/holds", Action::Book, post(hold)),
    ]
}

/// Writes a request for a person, who gets its code and secret from whoever writes it. The record says who did.
#[utoipa::path(
    post, path = "/api/v1/desk/requests", tag = "desk", operation_id = "desk_create_request", request_body = NewAtDesk,
    responses((status = 201, body = Receipt, description = "The request is kept: print this, and hand it over.", headers(
        ("Idempotency-Replayed" = Option<String>, description = "`true` when the same sending came before.")
    )))
)]
pub(super) async fn create(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    keyed: Keyed,
    sent: Sent<NewAtDesk>,
) -> Result<Response, Fail> {
    let (now, once) = (state.clock.now(), keyed.once(&sent));
    let bundle = state.site.bundle(&sender.language);
    let answer = |answer: Answer<store::Receipt>| {
        let shown = mapped(answer, |receipt| first_contact::shown(bundle, receipt, now));
        answered(StatusCode::CREATED, shown)
    };
    let requests = state.store.requests();
    let before = requests.replayed_at_desk(&once, now, signed.staff()).await;
    if let Some(receipt) = before.map_err(first_contact::refused)? {
        return Ok(answer(Answer::Replayed(receipt)));
    }
    let (request, agreement) = checked(&state, &sent.body)?;
    within(&state, &signed, (&request.polo, &request.motive))?;
    agenda::may_choose(catalogue(&state), &request, Asker::Staff)?;
    let desk = AtDesk {
        staff: signed.staff(),
        name: signed.name(),
        agreement,
    };
    let kept = first_contact::keep(&state, &sender, &request, (now, once), Some(desk)).await?;
    Ok(answer(kept))
}

/// The free times of a motive at a Polo, those among them that only professionals or staff can book.
#[utoipa::path(
    post, path = "/api/v1/desk/times", tag = "desk", operation_id = "desk_times", request_body = TimesAsked,
    responses((status = 200, body = FreeTimes, description = "The free times of seven days."))
)]
pub(super) async fn times(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    sent: Sent<TimesAsked>,
) -> Result<Json<FreeTimes>, Fail> {
    within(&state, &signed, (&sent.body.polo, &sent.body.motive))?;
    let times = agenda::times_for(&state, &sender, &sent.body, Asker::Staff).await?;
    Ok(Json(times))
}

/// Holds a seat for ten minutes; let go as any other hold is.
#[utoipa::path(
    post, path = "/api/v1/desk/holds", tag = "desk", operation_id = "desk_hold", request_body = NewHold,
    responses((status = 201, body = Hold, description = "The seat is held."))
)]
pub(super) async fn hold(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    sent: Sent<NewHold>,
) -> Result<(StatusCode, Json<Hold>), Fail> {
    within(&state, &signed, (&sent.body.polo, &sent.body.motive))?;
    let hold = agenda::hold_for(&state, &sender, &sent.body, Asker::Staff).await?;
    Ok((StatusCode::CREATED, Json(hold)))
}

/// Whether whoever is signed in may book there for that; what is no Polo and no motive is said of the fields.
fn within(state: &AppState, signed: &Signed, (polo, motive): (&str, &str)) -> Result<(), Fail> {
    let catalogue = catalogue(state);
    match catalogue.polo(polo).zip(catalogue.motive(motive)) {
        Some((polo, motive)) => signed.may(Action::Book, Some(&polo.id), Some(&motive.area)),
        None => Ok(()),
    }
}

/// The request and who agreed to it, or every fault there is. Whoever agreed has agreed to what the portal asks, too.
fn checked(state: &AppState, new: &NewAtDesk) -> Result<(Request, Agreement), Fail> {
    let draft = Draft {
        consent: true,
        ..new.request.clone()
    };
    let mut faults = Vec::new();
    let by = chosen("agreed_by", &new.agreed_by, AgreedBy::of, &mut faults);
    let how = chosen("agreed_how", &new.agreed_how, AgreedHow::of, &mut faults);
    let now = in_italy(state.clock.now()).into();
    let checked = draft.check(catalogue(state), now);
    match (checked, by, how) {
        (Ok(request), Some(by), Some(how)) => Ok((request, Agreement { by, how })),
        (checked, _, _) => {
            faults.extend(checked.err().unwrap_or_default());
            Err(Refusal::Faults(faults).into())
        }
    }
}

fn chosen<T>(
    field: &str,
    word: &str,
    of: impl Fn(&str) -> Option<T>,
    faults: &mut Vec<FieldFault>,
) -> Option<T> {
    let chosen = of(word);
    if chosen.is_none() {
        let fault = if word.is_empty() {
            Fault::Missing
        } else {
            Fault::NotOffered
        };
        faults.push(FieldFault::new(field, fault));
    }
    chosen
}
