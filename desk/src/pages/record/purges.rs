//! What was erased because its time had passed: how many of which class, when, by which rule. For auditors of every Polo.

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::got;
use crate::texts::{fill, named, purges as words};
use crate::words::short;
use api::desk::audit::PurgeView;
use api::paths::desk as paths;
use portal::texts::text;
use yew::prelude::*;

/// The purges, newest first.
#[component]
pub(super) fn Purges() -> Html {
    let desk = use_desk();
    let purges = use_get::<Vec<PurgeView>>(paths::PURGES.to_owned());
    html! {
        <section aria-labelledby="record-purges">
            <h2 key="title" id="record-purges">{ words::TITLE }</h2>
            <p key="lead">{ words::LEAD }</p>
            { got(&purges, |purges| table(&desk, purges)) }
        </section>
    }
}

fn table(desk: &Desk, purges: &[PurgeView]) -> Html {
    if purges.is_empty() {
        return html! { <p key="none">{ words::EMPTY }</p> };
    }
    let row = |(at, purge): (usize, &PurgeView)| {
        html! {
            <tr key={at}>
                <td data-label={words::WHEN}>{ text(&short(desk, &purge.at)) }</td>
                <td data-label={words::WHAT}>{ text(&named(words::CLASSES, &purge.class)) }</td>
                <td data-label={words::COUNT}>{ text(&purge.count.to_string()) }</td>
                <td data-label={words::WHY}>{ text(&rule(purge)) }</td>
            </tr>
        }
    };
    html! {
        <table class="desk-table">
            <thead>
                <tr>
                    <th scope="col">{ words::WHEN }</th>
                    <th scope="col">{ words::WHAT }</th>
                    <th scope="col">{ words::COUNT }</th>
                    <th scope="col">{ words::WHY }</th>
                </tr>
            </thead>
            <tbody>{ for purges.iter().enumerate().map(row) }</tbody>
        </table>
    }
}

/// «730 giorni dalla chiusura»
fn rule(purge: &PurgeView) -> String {
    let since = named(words::REASONS, &purge.reason);
    let (words, span) = match purge.kept_hours {
        0 => return since,
        hours if hours >= 48 => (words::DAYS, hours / 24),
        hours => (words::HOURS, hours),
    };
    fill(words, &[("span", &span.to_string()), ("since", &since)])
}
