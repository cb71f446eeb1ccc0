//! The screens, a file each. To add one: its file here with a `#[component]`, its words in `texts`, a variant in `route`, a
//! line in [`screen`] and, if it is found from everywhere, a line in `frame::ENTRIES`.

mod agenda;
mod numbers;
mod own;
mod people;
mod project;
mod queue;
mod record;
mod request;
mod rules;
mod set_up;
mod sign_in;
mod team;

pub use set_up::SetUp;
pub use sign_in::SignIn;

use crate::around::use_desk;
use crate::frame;
use crate::parts::title;
use crate::route::Route;
use crate::texts::app as words;
use yew::prelude::*;

/// The screen of a route.
pub fn screen(route: &Route) -> Html {
    match route {
        Route::Queue => html! { <Start /> },
        Route::Request(code) => html! { <request::Request key={code.clone()} code={code.clone()} /> },
        Route::Project(code) => html! { <project::Project key={code.clone()} code={code.clone()} /> },
        Route::Agenda => html! { <agenda::Agenda /> },
        Route::Rules => html! { <rules::Rules /> },
        Route::Team => html! { <team::Team /> },
        Route::People => html! { <people::People /> },
        Route::Own => html! { <own::Own /> },
        Route::Record => html! { <record::Record /> },
        Route::Numbers => html! { <numbers::Numbers /> },
        Route::SetUp | Route::Unknown => html! { <Unknown /> },
    }
}

/// Where everybody begins: the queue, or for whoever has none the first screen of theirs.
#[component]
fn Start() -> Html {
    let desk = use_desk();
    match frame::first(&desk) {
        Route::Queue => html! { <queue::Queue /> },
        Route::Own if desk.who.grants.is_empty() => html! {
            <>
                { title(words::NO_ROLE) }
                <p>{ words::NO_ROLE_DETAIL }</p>
            </>
        },
        other => screen(&other),
    }
}

/// An address that no screen has.
#[component]
fn Unknown() -> Html {
    html! {
        <>
            { title(words::UNKNOWN) }
            <p>{ words::UNKNOWN_DETAIL }</p>
            <p><a href={Route::Queue.path()}>{ words::QUEUE }</a></p>
        </>
    }
}
