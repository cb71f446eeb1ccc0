//! `/api/v1/desk/numbers`: how many, how long, within the Poli and areas of whoever asks. Never here: which numbers may be shown
//! (`domain::numbers`).

use super::Endpoint;
use super::door::Signed;
use crate::numbers::{self, Asked};
use crate::problem::{Fail, Kind};
use crate::state::AppState;
use api::desk::numbers::NumbersView;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{Method, header};
use axum::response::IntoResponse;
use axum::routing::get;
use domain::numbers::Table;
use domain::role::Action;
use jiff::Timestamp;

type Asking = Result<Query<Vec<(String, String)>>, QueryRejection>;

pub(super) fn endpoints() -> Vec<Endpoint> {
    let see = |path, answer| Endpoint {
        method: Method::GET,
        path,
        action: Some(Action::SeeNumbers),
        answer,
    };
    vec![
        see("/api/v1/desk/numbers", get(list)),
        see("/api/v1/desk/numbers.csv", get(file)),
    ]
}

/// Requests, waits, ends and appointments of some months, within one's own Poli and areas. Numbers of 1 to 4 are hidden, and
/// whatever they could be worked out from is told as «about».
#[utoipa::path(
    get, path = "/api/v1/desk/numbers", tag = "desk", operation_id = "desk_numbers",
    responses((status = 200, body = NumbersView, description = "The numbers, in groups and together."))
)]
pub(super) async fn list(
    State(state): State<AppState>,
    signed: Signed,
    asking: Asking,
) -> Result<Json<NumbersView>, Fail> {
    let now = state.clock.now();
    let asked = asked(asking, now)?;
    let table = table(&state, &signed, &asked, now).await?;
    Ok(Json(numbers::view(&table, &asked, now)))
}

/// The same as a file for spreadsheets, a line for each number: RFC 4180, UTF-8, Italian headers. No cell is a formula.
#[utoipa::path(
    get, path = "/api/v1/desk/numbers.csv", tag = "desk", operation_id = "desk_numbers_file",
    responses((
        status = 200, body = String, content_type = "text/csv; charset=utf-8; header=present",
        description = "The numbers. Where `valore` is empty, `nota` says why.",
    ))
)]
pub(super) async fn file(
    State(state): State<AppState>,
    signed: Signed,
    asking: Asking,
) -> Result<impl IntoResponse, Fail> {
    let now = state.clock.now();
    let asked = asked(asking, now)?;
    let table = table(&state, &signed, &asked, now).await?;
    let name = format!(
        "attachment; filename=\"numeri-{}-{}.csv\"",
        asked.span.from(),
        asked.span.to()
    );
    let catalogue = &state.site.bundle("").catalogue;
    let file = numbers::csv(&table, catalogue, asked.mark);
    let headers = [
        (header::CONTENT_TYPE, numbers::CSV.to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, file))
}

fn asked(asking: Asking, now: Timestamp) -> Result<Asked, Fail> {
    let Query(pairs) = asking.map_err(|_| Fail::from(Kind::Fields))?;
    Asked::read(&pairs, numbers::month_of(now)).map_err(Fail::fields)
}

async fn table(state: &AppState, signed: &Signed, asked: &Asked, now: Timestamp) -> Result<Table, Fail> {
    let book = numbers::count(&state.store, &state.site, asked.span, now).await?;
    let catalogue = &state.site.bundle("").catalogue;
    let within = |polo: &str, area: &str| signed.may(Action::SeeNumbers, Some(polo), Some(area)).is_ok();
    Ok(numbers::table(&book, &asked.by, catalogue, within))
}
