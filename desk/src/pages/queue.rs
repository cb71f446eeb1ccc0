//! What waits, oldest promise first, with filters that stand in the address. Nothing here concerns a person: a list opens nothing.

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{button, got, title};
use crate::route::Route;
use crate::texts::{fill, named, queue as words};
use crate::words::{self as names, Due, short};
use api::desk::Queued;
use api::paths::desk as paths;
use domain::Minute;
use portal::components::{Choice, Group, SelectFieldProps, select_field};
use portal::texts::text;
use std::collections::BTreeMap;
use yew::prelude::*;
use yew::props;

/// How many the server sends at most.
const MOST: usize = 500;

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
    let requests = use_get::<Vec<Queued>>(paths::REQUESTS.to_owned());
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
    let today = names::today();
    html! {
        <>
            <div key="filters">{ filters(desk, all, &asked) }</div>
            <p key="count" class="desk-count" role="status">{ text(&count(&shown, all.len(), today)) }</p>
            <div key="list">
                if all.is_empty() {
                    <div key="empty" class="desk-empty"><p><strong>{ words::EMPTY }</strong></p><p>{ words::EMPTY_DETAIL }</p></div>
                } else if shown.is_empty() {
                    <div key="none" class="desk-empty"><p>{ words::NONE_FIT }</p></div>
                } else {
                    { table(desk, &shown, today) }
                }
            </div>
            <div key="full">if all.len() >= MOST { <p class="text-muted">{ words::FULL }</p> }</div>
        </>
    }
}

/// «12 richieste su 40 · 2 in ritardo · 1 entro oggi»
fn count(shown: &[&Queued], all: usize, today: Minute) -> String {
    let number = |words: &str, count: usize| fill(words, &[("count", &count.to_string())]);
    let mut first = match shown.len() {
        1 => words::COUNT_ONE.to_owned(),
        count => number(words::COUNT, count),
    };
    if shown.len() < all {
        first = fill(words::OF, &[("count", &first), ("all", &all.to_string())]);
    }
    let waiting = shown.iter().filter(|request| waits(request));
    let due: Vec<Due> = waiting
        .filter_map(|request| Due::of(&request.answer_by, today))
        .collect();
    let late = due.iter().filter(|due| matches!(due, Due::Late(_))).count();
    let today = due.iter().filter(|due| **due == Due::Today).count();
    let late = (late > 0).then(|| number(words::LATE_COUNT, late));
    let today = (today > 0).then(|| number(words::TODAY_COUNT, today));
    let said: Vec<String> = [Some(first), late, today].into_iter().flatten().collect();
    said.join(" · ")
}

/// Whether somebody still waits for the first answer.
fn waits(request: &Queued) -> bool {
    matches!(request.status.as_str(), "received" | "in_charge")
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
            groups: vec![Group {
                label: AttrValue::default(),
                choices: found
                    .into_iter()
                    .map(|(said, id)| Choice::new(id.to_owned(), said))
                    .collect(),
            }],
            value: asked.clone(),
            onchange: Callback::from(move |value: String| place.go.emit(place.with(name, &value))),
        }))
    });
    html! {
        <div role="group" aria-label={words::FILTERS} class="desk-filters">
            { for fields }
            <div key="clear">
                if asked.iter().any(|asked| !asked.is_empty()) { { button(words::CLEAR, "btn btn-link btn-sm", &clear) } }
            </div>
        </div>
    }
}

fn table(desk: &Desk, shown: &[&Queued], today: Minute) -> Html {
    html! {
        <table key="table" class="desk-table">
            <caption class="visually-hidden">{ words::CAPTION }</caption>
            <thead>
                <tr>
                    <th scope="col">{ words::BY }</th>
                    <th scope="col">{ words::CODE }</th>
                    <th scope="col">{ words::MOTIVE }</th>
                    <th scope="col">{ words::POLO }</th>
                    <th scope="col">{ words::AREA }</th>
                    <th scope="col">{ words::STATUS }</th>
                    <th scope="col">{ words::CAME }</th>
                </tr>
            </thead>
            <tbody>{ for shown.iter().map(|request| row(desk, request, today)) }</tbody>
        </table>
    }
}

fn row(desk: &Desk, request: &Queued, today: Minute) -> Html {
    let due = Due::of(&request.answer_by, today).filter(|_| waits(request));
    html! {
        <tr key={request.code.clone()}>
            <td data-label={words::BY}>
                if let Some(due) = due { <span class={due.class()}>{ text(&due.words()) }</span> }
                else { <span class="text-muted">{ text(&named(words::STATUSES, &request.status).to_lowercase()) }</span> }
            </td>
            <th scope="row" data-label={words::CODE}>
                <a href={Route::Request(request.code.clone()).path()} translate="no">{ text(&request.code) }</a>
            </th>
            <td data-label={words::MOTIVE}>{ text(&names::motive(desk, &request.motive)) }</td>
            <td data-label={words::POLO}>{ text(&names::polo(desk, &request.polo)) }</td>
            <td data-label={words::AREA}>{ text(&names::area(desk, &request.area)) }</td>
            <td data-label={words::STATUS}>{ text(&named(words::STATUSES, &request.status)) }</td>
            <td data-label={words::CAME}>{ text(&short(desk, &request.received_at)) }</td>
        </tr>
    }
}
