//! What waits, oldest promise first, with filters that stand in the address. Nothing here concerns a person: a list opens nothing.

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{button, got, title};
use crate::route::Route;
use crate::texts::{fill, named, queue as words};
use crate::words::{self as names, Due, short};
use api::desk::Queued;
use api::paths::desk as paths;
use portal::components::{CheckBoxProps, Choice, Group, SelectFieldProps, check_box, select_field};
use portal::texts::text;
use std::collections::BTreeMap;
use yew::prelude::*;
use yew::props;

/// How many the server sends at most.
const MOST: usize = 500;

/// The name in the address of the filter that shows one's own alone.
const MINE: &str = "mie";

/// A filter: its name in the address, its label, the words of no choice.
struct Filter {
    name: &'static str,
    label: &'static str,
    any: &'static str,
    of: fn(&Queued) -> &str,
    said: fn(&Desk, &str) -> String,
}

const FILTERS: [Filter; 4] = [
    Filter {
        name: "polo",
        label: words::POLO,
        any: words::ANY,
        of: |request| &request.polo,
        said: names::polo,
    },
    Filter {
        name: "area",
        label: words::AREA,
        any: words::ANY_F,
        of: |request| &request.area,
        said: names::area,
    },
    Filter {
        name: "motivo",
        label: words::MOTIVE,
        any: words::ANY,
        of: |request| &request.motive,
        said: names::motive,
    },
    Filter {
        name: "stato",
        label: words::STATUS,
        any: words::ANY,
        of: |request| &request.status,
        said: |_, status| named(words::STATUSES, status),
    },
];

/// The list of what waits.
#[component]
pub(super) fn Queue() -> Html {
    let desk = use_desk();
    let mine = desk.place.asked(MINE) == "1";
    let only = if mine { "?mine=true" } else { "" };
    let requests = use_get::<Vec<Queued>>(format!("{}{only}", paths::REQUESTS));
    html! {
        <>
            <div key="head" class="desk-head">
                { title(words::TITLE) }
                { button(words::REFRESH, "btn btn-outline-primary btn-sm", &requests.again) }
            </div>
            <div key="missed"><super::agenda::missed::Missed /></div>
            { got(&requests, |requests| list(&desk, requests)) }
        </>
    }
}

fn list(desk: &Desk, all: &[Queued]) -> Html {
    let asked = FILTERS.each_ref().map(|filter| desk.place.asked(filter.name));
    let fits = |request: &&Queued| {
        let mut pairs = FILTERS.iter().zip(&asked);
        pairs.all(|(filter, asked)| asked.is_empty() || (filter.of)(request) == asked)
    };
    let shown: Vec<&Queued> = all.iter().filter(fits).collect();
    html! {
        <>
            <div key="filters">{ filters(desk, all, &asked) }</div>
            <p key="count" class="desk-count" role="status">{ text(&count(&shown, all.len())) }</p>
            <div key="list">
                if all.is_empty() {
                    <div key="empty" class="desk-empty"><p><strong>{ words::EMPTY }</strong></p><p>{ words::EMPTY_DETAIL }</p></div>
                } else if shown.is_empty() {
                    <div key="none" class="desk-empty"><p>{ words::NONE_FIT }</p></div>
                } else {
                    { table(desk, &shown) }
                }
            </div>
            <div key="full">if all.len() >= MOST { <p class="text-muted">{ words::FULL }</p> }</div>
        </>
    }
}

/// «12 richieste su 40 · 2 in ritardo · 1 entro oggi»
fn count(shown: &[&Queued], all: usize) -> String {
    let number = |words: &str, count: usize| fill(words, &[("count", &count.to_string())]);
    let mut first = match shown.len() {
        1 => words::COUNT_ONE.to_owned(),
        count => number(words::COUNT, count),
    };
    if shown.len() < all {
        first = fill(words::OF, &[("count", &first), ("all", &all.to_string())]);
    }
    let due: Vec<Due> = shown.iter().filter_map(|request| Due::of(request)).collect();
    let late = due.iter().filter(|due| matches!(due, Due::Late(_))).count();
    let today = due.iter().filter(|due| **due == Due::Today).count();
    let late = (late > 0).then(|| number(words::LATE_COUNT, late));
    let today = (today > 0).then(|| number(words::TODAY_COUNT, today));
    let said: Vec<String> = [Some(first), late, today].into_iter().flatten().collect();
    said.join(" · ")
}

fn filters(desk: &Desk, all: &[Queued], asked: &[String; 4]) -> Html {
    let clear = {
        let go = desk.place.go.clone();
        Callback::from(move |()| go.emit(Route::Queue.path()))
    };
    let fields = FILTERS.iter().zip(asked).map(|(filter, asked)| {
        // What can be chosen is what there is; what is chosen stays choosable.
        let mut found: BTreeMap<String, &str> = all
            .iter()
            .map(filter.of)
            .map(|id| ((filter.said)(desk, id), id))
            .collect();
        if !asked.is_empty() {
            found.insert((filter.said)(desk, asked), asked);
        }
        let place = desk.place.clone();
        let name = filter.name;
        select_field(&props!(SelectFieldProps {
            texts: desk.texts().clone(),
            name,
            label: filter.label,
            empty: filter.any,
            groups: Group::plain(
                found
                    .into_iter()
                    .map(|(said, id)| Choice::new(id.to_owned(), said))
                    .collect()
            ),
            value: asked.clone(),
            onchange: Callback::from(move |value: String| place.go.emit(place.with(name, &value))),
        }))
    });
    let mine = desk.place.asked(MINE) == "1";
    let place = desk.place.clone();
    let own = check_box(&props!(CheckBoxProps {
        texts: desk.texts().clone(),
        name: MINE,
        label: words::MINE,
        checked: mine,
        onchange: Callback::from(move |only: bool| {
            place.go.emit(place.with(MINE, if only { "1" } else { "" }));
        }),
    }));
    html! {
        <div role="group" aria-label={words::FILTERS} class="desk-filters">
            { for fields }
            { own }
            <div key="clear">
                if mine || asked.iter().any(|asked| !asked.is_empty()) { { button(words::CLEAR, "btn btn-link btn-sm", &clear) } }
            </div>
        </div>
    }
}

fn table(desk: &Desk, shown: &[&Queued]) -> Html {
    html! {
        <table key="table" class="desk-table">
            <caption class="visually-hidden">{ words::CAPTION }</caption>
            <thead>
                <tr>
                    <th scope="col">{ words::BY }</th>
                    <th scope="col">{ words::CODE }</th>
                    <th scope="col">{ words::MOTIVE }</th>
                    <th scope="col">{ words::PLACE }</th>
                    <th scope="col">{ words::STATUS }</th>
                    <th scope="col">{ words::WITH }</th>
                    <th scope="col">{ words::NEXT }</th>
                    <th scope="col">{ words::CAME }</th>
                </tr>
            </thead>
            <tbody>{ for shown.iter().map(|request| row(desk, request)) }</tbody>
        </table>
    }
}

fn row(desk: &Desk, request: &Queued) -> Html {
    let place = format!(
        "{}, {}",
        names::polo(desk, &request.polo),
        names::area(desk, &request.area)
    );
    html! {
        <tr key={request.code.clone()} class={request.mine.then_some("desk-mine")}>
            <td data-label={words::BY}>{ due(desk, request) }</td>
            <th scope="row" data-label={words::CODE}>
                <a href={Route::Request(request.code.clone()).path()} translate="no">{ text(&request.code) }</a>
            </th>
            <td data-label={words::MOTIVE}>{ text(&names::motive(desk, &request.motive)) }</td>
            <td data-label={words::PLACE}>{ text(&place) }</td>
            <td data-label={words::STATUS}>{ text(&named(words::STATUSES, &request.status)) }</td>
            <td data-label={words::WITH}>{ with(request) }</td>
            <td data-label={words::NEXT}>{ next(desk, request) }</td>
            <td data-label={words::CAME}>{ text(&short(desk, &request.received_at)) }</td>
        </tr>
    }
}

/// How near the promise is, and its day.
fn due(desk: &Desk, request: &Queued) -> Html {
    match Due::of(request) {
        Some(due) => html! {
            <span>
                <span class={due.class()}>{ text(&due.words()) }</span>
                { " " }<span class="desk-day">{ text(&names::short_date(desk, &request.answer_by)) }</span>
            </span>
        },
        None => html! { <span class="text-muted">{ "–" }</span> },
    }
}

/// Who has it; a hand-over that waits for whoever looks comes before.
fn with(request: &Queued) -> Html {
    let given = request
        .hand_over
        .as_ref()
        .filter(|given| given.state == "pending");
    let worker = match &request.worker {
        Some(_) if request.mine => words::YOU,
        Some(worker) => &worker.name,
        None => words::NOBODY,
    };
    html! {
        <span>
            { text(worker) }
            if let Some(given) = given {
                { " " }
                if given.for_you { <strong class="due due-today">{ text(&fill(words::GIVEN, &[("who", &given.by.name)])) }</strong> }
                else { <span class="text-muted">{ text(words::BEING_GIVEN) }</span> }
            }
        </span>
    }
}

/// When something is to be done next.
fn next(desk: &Desk, request: &Queued) -> Html {
    let Some(day) = &request.next_on else {
        return html! { <span class="text-muted">{ "–" }</span> };
    };
    let day = names::short_date(desk, day);
    if request.overdue {
        html! { <span class="due due-late">{ text(&fill(words::NEXT_OVERDUE, &[("day", &day)])) }</span> }
    } else {
        text(&fill(words::NEXT_ON, &[("day", &day)]))
    }
}
