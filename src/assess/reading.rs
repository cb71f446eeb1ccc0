//! A page of the portal, read from the self-assessment: the answers live in memory, and leaving would lose them.

use super::session::{Screen, Session, Sitting};
use super::{Scene, step_back};
use crate::components::{Tone, callout};
use crate::hooks::body_of;
use crate::texts::Key;
use gloo::net::http::Request;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// Fetches the page that is to be read, where the screen is such a page.
pub(super) fn fetch(sitting: &Sitting) {
    let Screen::Page(path) = sitting.screen().clone() else {
        return;
    };
    let sitting = sitting.clone();
    spawn_local(async move {
        let body = body(&path).await;
        sitting.change(move |session: &mut Session| {
            // Whoever has gone on in the meantime does not want it any more.
            if *session.screen() == Screen::Page(path) {
                session.page = Some(body.map_or_else(|| "".into(), Rc::from));
            }
        });
    });
}

/// What stands inside `#app` of the page; nothing where it does not come.
async fn body(path: &str) -> Option<String> {
    body_of(&Request::get(path).send().await.ok()?.text().await.ok()?)
}

pub(super) fn page(scene: &Scene<'_>, path: &str) -> Html {
    let Scene { texts, sitting, .. } = scene;
    let back = Callback::from(|_: MouseEvent| step_back());
    html! {
        <div key={format!("page-{path}")}>
            { callout(Tone::Note, texts.get(Key::page_return_title), "note", html! { <div key="return">
                <p key="text">{ texts.say(Key::assess_return_text) }</p>
                <div key="back" class="button-row"><button key="back" type="button" class="btn btn-primary" onclick={back}>{ texts.say(Key::page_return) }</button></div>
            </div> }) }
            <div key="body" aria-live="polite">
                { match sitting.page.as_deref() {
                    None => html! { <p key="loading">{ texts.say(Key::page_loading) }</p> },
                    Some("") => html! { <p key="missing">{ texts.say(Key::assess_page_missing) }</p> },
                    Some(body) => html! { <div key="page">{ Html::from_html_unchecked(body.to_owned().into()) }</div> },
                } }
            </div>
        </div>
    }
}
