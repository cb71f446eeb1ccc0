//! `/api/v1/desk/agenda/team`: who has how much to do, what nobody has taken, where times run out. For whoever can open more
//! of them. Never here: anything of a person.

use super::super::door::Signed;
use super::{Own, after, catalogue, midnight};
use crate::clock::in_italy;
use crate::planning::{self, Left};
use crate::problem::Fail;
use crate::state::AppState;
use api::desk::agenda::{OutlookView, TeamLoad, TeamView, Untaken};
use axum::Json;
use axum::extract::State;
use domain::role::Action;
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};
use store::{Between, Load};

/// The team within one's own Poli and areas.
#[utoipa::path(
    get, path = "/api/v1/desk/agenda/team", tag = "desk", operation_id = "desk_team",
    responses((status = 200, body = TeamView, description = "As it is now; appointments are those of this week."))
)]
pub(in super::super) async fn show(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<TeamView>, Fail> {
    let own = Own {
        signed: &signed,
        catalogue: catalogue(&state),
        action: Action::EditOpenings,
    };
    let today = in_italy(state.clock.now()).date();
    let since_monday = i32::from(today.weekday().to_monday_zero_offset());
    let monday = today.saturating_sub(since_monday.days());
    let sunday = monday.saturating_add(6.days());
    let week = Between {
        from: midnight(monday)?,
        until: midnight(after(sunday)?)?,
        polo: "",
        worker: "",
    };
    let agenda = state.store.agenda();
    let appointments = by_worker(&own, agenda.loads(&week).await?);
    let in_charge = by_worker(&own, agenda.in_charge().await?);
    let openings = agenda.openings().await?;
    let there: BTreeSet<&str> = (openings.iter().filter(|opening| own.has_some_of(opening)))
        .map(|opening| opening.worker.as_str())
        .chain(appointments.keys().chain(in_charge.keys()).map(String::as_str))
        .collect();
    let workers = super::named(agenda.workers().await?, &there).into_iter();
    let untaken = agenda.untaken().await?.into_iter();
    let untaken = untaken.filter(|waiting| own.has(&waiting.polo, &waiting.motive));
    let left = planning::left(&state.store, &state.site, state.clock.now()).await?;
    let left = left.iter().filter(|left| own.has(&left.polo, &left.motive));
    Ok(Json(TeamView {
        week: monday.to_string(),
        workers: workers
            .map(|worker| TeamLoad {
                appointments: appointments.get(&worker.id).copied().unwrap_or_default(),
                in_charge: in_charge.get(&worker.id).copied().unwrap_or_default(),
                id: worker.id,
                name: worker.name,
            })
            .collect(),
        untaken: untaken
            .map(|waiting| Untaken {
                polo: waiting.polo,
                motive: waiting.motive,
                requests: waiting.requests,
                answer_by: waiting.answer_by.to_string(),
                late: waiting.answer_by < today,
            })
            .collect(),
        outlook: left.map(outlook).collect(),
        few: state.site.few_times,
    }))
}

/// How much each worker has of what is one's own.
fn by_worker(own: &Own<'_>, loads: Vec<Load>) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for load in loads.into_iter().filter(|load| own.has(&load.polo, &load.motive)) {
        *sums.entry(load.worker).or_default() += load.count;
    }
    sums
}

fn outlook(left: &Left) -> OutlookView {
    OutlookView {
        polo: left.polo.clone(),
        motive: left.motive.clone(),
        free: left.free,
        first: left.first.map_or_else(String::new, |first| first.to_string()),
        warning: left.warning.map_or("", planning::Warning::word).to_owned(),
    }
}
