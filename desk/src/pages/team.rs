//! The team of whoever coordinates: who has how much to do, what nobody has taken, where times run out.

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{button, got, title};
use crate::route::Route;
use crate::texts::{agenda as words, fill, named};
use crate::words::{self as names, short};
use api::desk::agenda::{OutlookView, TeamLoad, TeamView, Untaken};
use api::paths::desk as paths;
use portal::dates;
use portal::texts::text;
use yew::prelude::*;

/// The team.
#[component]
pub(super) fn Team() -> Html {
    let desk = use_desk();
    let team = use_get::<TeamView>(paths::AGENDA_TEAM.to_owned());
    html! {
        <>
            <div key="head" class="desk-head">
                { title(words::TEAM) }
                { button(words::REFRESH, "btn btn-outline-primary btn-sm", &team.again) }
            </div>
            { got(&team, |team| html! { <>{ untaken(&desk, team) }{ outlook(&desk, team) }{ loads(team) }</> }) }
        </>
    }
}

fn outlook(desk: &Desk, team: &TeamView) -> Html {
    let mut rows: Vec<&OutlookView> = team.outlook.iter().collect();
    rows.sort_by_key(|row| row.free);
    // What asks for something is there to see; what is well can be looked up.
    let (fine, few): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.warning.is_empty());
    let row = |row: &&OutlookView| {
        let warned = !row.warning.is_empty();
        let first = if row.first.is_empty() {
            words::NO_FIRST.to_owned()
        } else {
            short(desk, &row.first)
        };
        html! {
            <tr key={format!("{} {}", row.polo, row.motive)}>
                <th scope="row" data-label={words::MOTIVE}>{ text(&names::motive(desk, &row.motive)) }</th>
                <td data-label={words::POLO}>{ text(&names::polo(desk, &row.polo)) }</td>
                <td data-label={words::LEFT}>{ text(&row.free.to_string()) }</td>
                <td data-label={words::FIRST}>{ text(&first) }</td>
                <td data-label={words::WARNING}>
                    if warned { <span class="due due-late">{ text(&named(words::WARNINGS, &row.warning)) }</span> }
                    else { <span class="text-muted">{ words::FINE }</span> }
                </td>
            </tr>
        }
    };
    let lead = fill(words::OUTLOOK_LEAD, &[("few", &team.few.to_string())]);
    let heads = [
        words::MOTIVE,
        words::POLO,
        words::LEFT,
        words::FIRST,
        words::WARNING,
    ];
    let otherwise = if fine.is_empty() {
        words::OUTLOOK_NONE
    } else {
        words::OUTLOOK_WELL
    };
    let fine = table(words::OUTLOOK_FINE, &heads, fine.iter().map(row).collect());
    let few = table(words::OUTLOOK, &heads, few.iter().map(row).collect());
    html! {
        <div key="outlook">
            { section("outlook", words::OUTLOOK, Some(&lead), otherwise, few) }
            if let Some(fine) = fine {
                <details key="fine"><summary>{ words::OUTLOOK_FINE }</summary>{ fine }</details>
            }
        </div>
    }
}

fn untaken(desk: &Desk, team: &TeamView) -> Html {
    let row = |row: &Untaken| {
        let day = dates::day(&desk.bundle, &row.answer_by);
        let class = if row.late { "due due-late" } else { "" };
        html! {
            <tr key={format!("{} {}", row.polo, row.motive)}>
                <th scope="row" data-label={words::MOTIVE}>{ text(&names::motive(desk, &row.motive)) }</th>
                <td data-label={words::POLO}>{ text(&names::polo(desk, &row.polo)) }</td>
                <td data-label={words::REQUESTS}>
                    <a href={format!("{}?polo={}&motivo={}&stato=received", Route::Queue.path(), row.polo, row.motive)}>{ text(&row.requests.to_string()) }</a>
                </td>
                <td data-label={words::OLDEST}><span {class}>{ text(&day) }</span></td>
            </tr>
        }
    };
    let heads = [words::MOTIVE, words::POLO, words::REQUESTS, words::OLDEST];
    let inside = team.untaken.iter().map(row).collect();
    section(
        "untaken",
        words::UNTAKEN,
        None,
        words::UNTAKEN_NONE,
        table(words::UNTAKEN, &heads, inside),
    )
}

fn loads(team: &TeamView) -> Html {
    let row = |row: &TeamLoad| {
        html! {
            <tr key={row.id.clone()}>
                <th scope="row" data-label={words::TEAM_PERSON}>
                    <a href={format!("{}?persona={}", Route::Agenda.path(), row.id)}>{ text(&row.name) }</a>
                </th>
                <td data-label={words::TEAM_APPOINTMENTS}>{ text(&row.appointments.to_string()) }</td>
                <td data-label={words::TEAM_IN_CHARGE}>{ text(&row.in_charge.to_string()) }</td>
            </tr>
        }
    };
    let heads = [
        words::TEAM_PERSON,
        words::TEAM_APPOINTMENTS,
        words::TEAM_IN_CHARGE,
    ];
    let inside = team.workers.iter().map(row).collect();
    section(
        "loads",
        words::TEAM_LOADS,
        None,
        words::TEAM_NOBODY,
        table(words::TEAM_LOADS, &heads, inside),
    )
}

fn section(
    id: &'static str,
    label: &'static str,
    lead: Option<&str>,
    otherwise: &'static str,
    table: Option<Html>,
) -> Html {
    html! {
        <section key={id} aria-labelledby={id}>
            <h2 {id}>{ label }</h2>
            if let Some(lead) = lead { <p key="lead" class="text-muted">{ text(lead) }</p> }
            if let Some(table) = table { { table } } else { <p key="none" class="text-muted">{ otherwise }</p> }
        </section>
    }
}

/// Nothing where there are no rows.
fn table(caption: &'static str, heads: &[&'static str], rows: Vec<Html>) -> Option<Html> {
    (!rows.is_empty()).then(|| {
        html! {
            <table key="table" class="desk-table">
                <caption class="visually-hidden">{ caption }</caption>
                <thead>
                    <tr>{ for heads.iter().map(|head| html! { <th key={*head} scope="col">{ *head }</th> }) }</tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        }
    })
}
