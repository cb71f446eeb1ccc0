//! The requests whose appointment was missed and which have no other: a line above the list of what waits.

use crate::around::use_desk;
use crate::getting::use_get;
use crate::route::Route;
use crate::texts::agenda as words;
use crate::words::short;
use api::desk::agenda::MissedView;
use api::paths::desk as paths;
use portal::texts::text;
use yew::prelude::*;

/// The line; nothing where there are none.
#[component]
pub(in super::super) fn Missed() -> Html {
    let desk = use_desk();
    let missed = use_get::<Vec<MissedView>>(paths::AGENDA_MISSED.to_owned());
    let Some(missed) = missed.value.filter(|missed| !missed.is_empty()) else {
        return html! { <div></div> };
    };
    let link = |missed: &MissedView| {
        html! {
            <li key={missed.code.clone()}>
                <a href={Route::Request(missed.code.clone()).path()} translate="no">{ text(&missed.code) }</a>
                { " " }
                <span class="text-muted">{ text(&short(&desk, &missed.start)) }</span>
            </li>
        }
    };
    html! {
        <section class="desk-card" aria-labelledby="missed-title">
            <h2 id="missed-title">{ words::MISSED_LIST }</h2>
            <p>{ words::MISSED_LEAD }</p>
            <ul class="desk-plain">{ for missed.iter().map(link) }</ul>
        </section>
    }
}
