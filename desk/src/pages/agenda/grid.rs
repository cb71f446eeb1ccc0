//! The days as a table: a row for each worker, a column for each day. Arrow keys go from one appointment to the next.

use super::chosen::Marks;
use super::{Days, day_of, nobody, step};
use crate::around::{Desk, use_desk};
use crate::texts::{agenda as words, fill, named};
use crate::words::{self as names, short_day};
use api::desk::agenda::{AgendaView, AgendaWorker, Expected};
use domain::Minute;
use portal::dates::{clock, weekday};
use portal::texts::text;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Props of [`Grid`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct GridProps {
    /// What came.
    pub(super) agenda: AgendaView,
    /// The first day.
    pub(super) first: Minute,
    /// Whether it is a whole week.
    pub(super) week: bool,
    /// The appointment that is looked at, by id.
    pub(super) chosen: String,
    /// Another one is looked at.
    pub(super) choose: Callback<String>,
    /// Something was done.
    pub(super) done: Callback<&'static str>,
}

/// The table.
#[component]
pub(super) fn Grid(props: &GridProps) -> Html {
    let desk = use_desk();
    let days = Days {
        first: props.first,
        week: props.week,
    };
    let agenda = &props.agenda;
    let shown: Vec<Minute> = days
        .all()
        .into_iter()
        .filter(|day| is_shown(props, *day))
        .collect();
    let onkeydown = {
        let desk = desk.clone();
        Callback::from(move |event: KeyboardEvent| key(&desk, days, &event))
    };
    if agenda.workers.is_empty() {
        return nobody();
    }
    html! {
        <div class="desk-agenda">
            <p key="keys" class="text-muted desk-keys" id="agenda-keys">{ words::KEYS }</p>
            <table key="table" class="agenda-table" aria-describedby="agenda-keys" {onkeydown}>
                <caption class="visually-hidden">{ words::CAPTION }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::WHO }</th>
                        { for shown.iter().map(|day| head(&desk, agenda, *day)) }
                    </tr>
                </thead>
                <tbody>{ for agenda.workers.iter().map(|worker| row(&desk, props, worker, &shown)) }</tbody>
            </table>
        </div>
    }
}

/// Saturdays and Sundays on which there is nothing take no room.
fn is_shown(props: &GridProps, day: Minute) -> bool {
    let on = |start: &String| day_of(start) == Some(day);
    let agenda = &props.agenda;
    !props.week
        || day.weekday() < 5
        || agenda.appointments.iter().any(|meeting| on(&meeting.start))
        || agenda.openings.iter().any(|opening| on(&opening.start))
}

fn head(desk: &Desk, agenda: &AgendaView, day: Minute) -> Html {
    let label = day_label(desk, day);
    let closed = agenda
        .closed
        .iter()
        .filter(|closed| Minute::parse_date(&closed.day) == Some(day));
    let closed = closed.map(|closed| match closed.polo.as_str() {
        "" if closed.holiday => words::HOLIDAY.to_owned(),
        "" => words::CLOSED.to_owned(),
        polo => fill(words::CLOSED_POLO, &[("polo", &names::polo(desk, polo))]),
    });
    let closed: Vec<String> = closed.collect();
    let today = (day == names::today()).then_some("date");
    html! {
        <th key={label.clone()} scope="col" aria-current={today}>
            { text(&label) }
            if !closed.is_empty() { <span class="agenda-closed">{ text(&closed.join(", ")) }</span> }
        </th>
    }
}

fn day_label(desk: &Desk, day: Minute) -> String {
    format!("{} {}", weekday(&desk.bundle, day), short_day(desk, day))
}

fn row(desk: &Desk, props: &GridProps, worker: &AgendaWorker, days: &[Minute]) -> Html {
    html! {
        <tr key={worker.id.clone()}>
            <th scope="row">{ text(&worker.name) }</th>
            { for days.iter().map(|day| cell(desk, props, worker, *day)) }
        </tr>
    }
}

fn cell(desk: &Desk, props: &GridProps, worker: &AgendaWorker, day: Minute) -> Html {
    let agenda = &props.agenda;
    let here = |own: &String, start: &String| *own == worker.id && day_of(start) == Some(day);
    let there = agenda
        .openings
        .iter()
        .filter(|opening| here(&opening.worker, &opening.start));
    let there = there.map(|opening| {
        let (from, to) = (clock(&opening.start), clock(&opening.end));
        fill(
            words::THERE,
            &[
                ("from", &from),
                ("to", &to),
                ("polo", &names::polo(desk, &opening.polo)),
            ],
        )
    });
    let away = agenda.away.iter().filter(|away| {
        let (from, until) = (day_of(&away.start), day_of(&away.end));
        away.worker == worker.id
            && from.is_some_and(|from| from <= day)
            && until.is_some_and(|until| day <= until)
    });
    let away = away.filter_map(|away| away_words(&away.start, &away.end, day));
    let lines: Vec<String> = there.chain(away).collect();
    let meetings = agenda
        .appointments
        .iter()
        .filter(|meeting| here(&meeting.worker, &meeting.start));
    let meetings: Vec<&Expected> = meetings.collect();
    let free = agenda.free.iter().filter(|free| here(&free.worker, &free.start));
    let mut free: Vec<String> = free
        .map(|free| match free.seats {
            1 => clock(&free.start),
            seats => fill(
                words::SEATS,
                &[("time", &clock(&free.start)), ("seats", &seats.to_string())],
            ),
        })
        .collect();
    // The same start is free for motives of different lengths: here it is one.
    free.dedup();
    let free = (!free.is_empty()).then(|| fill(words::FREE, &[("times", &free.join(", "))]));
    let empty = lines.is_empty() && meetings.is_empty() && free.is_none();
    html! {
        <td key={day_label(desk, day)} data-label={day_label(desk, day)} class={empty.then_some("agenda-nothing")}>
            { for lines.iter().map(|line| html! { <p key={line.clone()} class="agenda-line">{ text(line) }</p> }) }
            <ul key="meetings" class="desk-plain">
                { for meetings.iter().map(|meeting| item(desk, props, meeting)) }
            </ul>
            <div key="free">if let Some(free) = free { <p class="agenda-line agenda-free">{ text(&free) }</p> }</div>
            <div key="empty">if empty { <p class="visually-hidden">{ words::NOTHING }</p> }</div>
        </td>
    }
}

/// The part of an absence on that day; nothing where it only touches its midnight.
fn away_words(start: &str, end: &str, day: Minute) -> Option<String> {
    let from = if day_of(start)? == day {
        clock(start)
    } else {
        "0:00".to_owned()
    };
    let to = if day_of(end)? == day {
        clock(end)
    } else {
        "24:00".to_owned()
    };
    (to != "0:00").then(|| fill(words::AWAY, &[("from", &from), ("to", &to)]))
}

fn item(desk: &Desk, props: &GridProps, meeting: &Expected) -> Html {
    let said = fill(
        words::ITEM,
        &[
            ("time", &clock(&meeting.start)),
            ("motive", &names::motive(desk, &meeting.motive)),
            ("way", &named(words::WAYS, &meeting.way)),
            ("status", &named(words::STATUSES, &meeting.status)),
        ],
    );
    let (choose, id) = (props.choose.clone(), meeting.id.clone());
    let onclick = Callback::from(move |_: MouseEvent| choose.emit(id.clone()));
    let chosen = meeting.id == props.chosen;
    html! {
        <li key={meeting.id.clone()}>
            <button type="button" class={classes!("agenda-item", state(&meeting.status))}
                aria-expanded={chosen.to_string()} {onclick}>{ text(&said) }</button>
            <div key="marks">
                if !props.week && meeting.markable {
                    <Marks meeting={meeting.clone()} done={props.done.clone()} />
                }
            </div>
        </li>
    }
}

/// The class of its colour; the word stands beside it.
fn state(status: &str) -> Option<&'static str> {
    match status {
        "attended" => Some("agenda-attended"),
        "late" => Some("agenda-late"),
        "missed" => Some("agenda-missed"),
        _ => None,
    }
}

/// Arrows within the table; the keys of paging move its days.
fn key(desk: &Desk, days: Days, event: &KeyboardEvent) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let by = match event.key().as_str() {
        "PageUp" => Some(-1),
        "PageDown" => Some(1),
        "Home" => Some(0),
        _ => None,
    };
    if let Some(by) = by {
        event.prevent_default();
        return step(desk, days, by);
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let next = target.and_then(|target| next(&target, &event.key()));
    if let Some(next) = next {
        event.prevent_default();
        next.focus().ok();
    }
}

/// The appointment to which an arrow leads: up and down along the column, left and right to the nearest column that has one.
fn next(from: &Element, key: &str) -> Option<HtmlElement> {
    let table = from.closest("table").ok()??;
    let cell = from.closest("td").ok()??;
    let column = position(&cell);
    let items = table.query_selector_all(".agenda-item").ok()?;
    let all: Vec<HtmlElement> = (0..items.length())
        .filter_map(|at| items.item(at)?.dyn_into::<HtmlElement>().ok())
        .collect();
    let column_of = |item: &HtmlElement| item.closest("td").ok().flatten().map(|cell| position(&cell));
    let row_of = |item: &Element| item.closest("tr").ok().flatten().map(|row| position(&row));
    let own = all.iter().position(|item| item.is_same_node(Some(from)))?;
    match key {
        "ArrowDown" => all[own + 1..]
            .iter()
            .find(|item| column_of(item) == Some(column))
            .cloned(),
        "ArrowUp" => all[..own]
            .iter()
            .rfind(|item| column_of(item) == Some(column))
            .cloned(),
        "ArrowRight" | "ArrowLeft" => {
            let right = key == "ArrowRight";
            let row = row_of(from)?;
            let beyond = |item: &&HtmlElement| {
                column_of(item).is_some_and(|other| if right { other > column } else { other < column })
            };
            let distance = |item: &&HtmlElement| {
                let across = column_of(item).unwrap_or_default().abs_diff(column);
                let down = row_of(item).unwrap_or_default().abs_diff(row);
                (across, down)
            };
            all.iter().filter(beyond).min_by_key(distance).cloned()
        }
        _ => None,
    }
}

/// How many siblings stand before it.
fn position(element: &Element) -> usize {
    let mut before = 0;
    let mut at = element.previous_element_sibling();
    while let Some(sibling) = at {
        before += 1;
        at = sibling.previous_element_sibling();
    }
    before
}
