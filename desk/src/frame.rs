//! What stands around every screen: the name, the way to the screens that one's role opens, who is signed in, the way out.

use crate::around::{Desk, use_desk};
use crate::parts::button;
use crate::route::{ROOT, Route};
use crate::texts::{agenda, app as words};
use api::desk::provider::SignedOut;
use api::paths::desk as paths;
use domain::role::Action;
use portal::texts::text;
use yew::platform::spawn_local;
use yew::prelude::*;

/// The screens that are found from everywhere, each for whoever may do its action somewhere.
const ENTRIES: &[(Route, &str, Action)] = &[
    (Route::Queue, words::QUEUE, Action::ListQueue),
    (Route::Agenda, agenda::TITLE, Action::SeeAgenda),
    (Route::Team, agenda::TEAM, Action::EditOpenings),
    (Route::People, words::PEOPLE, Action::ManageAccounts),
    (Route::Numbers, words::NUMBERS, Action::SeeNumbers),
    (Route::Record, words::RECORD, Action::ReadRecord),
];

/// The first screen that is there for whoever is signed in: auditors and administrators have no queue.
pub fn first(desk: &Desk) -> Route {
    let mut open = ENTRIES.iter().filter(|(_, _, action)| desk.may(*action));
    open.next().map_or(Route::Own, |(route, ..)| route.clone())
}

/// Props of [`Frame`].
#[derive(Clone, PartialEq, Properties)]
pub struct FrameProps {
    /// Whether somebody is signed in, or was a moment ago.
    pub inside: bool,
    /// Told that the person has signed out.
    pub left: Callback<()>,
    /// The screen, or the way in.
    pub children: Children,
}

/// What stands around every screen.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let desk = use_desk();
    let leave = {
        let (client, left) = (desk.client.clone(), props.left.clone());
        Callback::from(move |()| {
            let (client, left) = (client.clone(), left.clone());
            spawn_local(async move {
                // Whoever has no session any longer is out, too; where the server is not reached, the person stays and sees it.
                let out = client.act::<SignedOut>(paths::SESSION_PROVIDER_END).await;
                if let Ok(out) = out {
                    left.emit(());
                    // Whoever came through the Comune's provider signs out there, too.
                    if let Some(url) = out.url {
                        gloo::utils::window().location().assign(&url).ok();
                    }
                }
            });
        })
    };
    html! {
        <>
            <div key="skip" class="skiplinks"><a class="visually-hidden-focusable" href="#main">{ words::SKIP }</a></div>
            <header key="header" class="desk-header no-print">
                <p key="name" class="desk-name">{ words::NAME }</p>
                <div key="ways" class="desk-ways">
                    if props.inside {
                        { ways(&desk) }
                        <div key="person" class="desk-person">
                            { way(&desk, &Route::Own, &desk.who.name) }
                            { button(words::SIGN_OUT, "desk-way", &leave) }
                        </div>
                    }
                </div>
            </header>
            <main key="main" id="main" class="desk-main" tabindex="-1">{ props.children.clone() }</main>
        </>
    }
}

fn ways(desk: &Desk) -> Html {
    let open = ENTRIES.iter().filter(|(_, _, action)| desk.may(*action));
    html! {
        <nav key="screens" aria-label={words::SCREENS}>
            <ul>
                { for open.map(|(route, label, _)| html! { <li key={*label}>{ way(desk, route, label) }</li> }) }
            </ul>
        </nav>
    }
}

fn way(desk: &Desk, route: &Route, label: &str) -> Html {
    let path = desk.place.path().trim_end_matches('/');
    // Where the desk begins, the first screen of one's own is shown.
    let here = path == route.path() || (path == ROOT && *route == first(desk));
    let current = here.then_some("page");
    html! { <a key={label.to_owned()} class="desk-way" href={route.path()} aria-current={current}>{ text(label) }</a> }
}
