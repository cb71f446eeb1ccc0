//! A page of text inside the live app, fetched as it was prerendered: what lives in memory survives a look at a service.

use crate::components::{Tone, callout};
use crate::hooks::{body_of, focus_heading, use_bundle, use_client, use_places};
use crate::route::Route;
use crate::texts::Key;
use domain::request::Step;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};
use yew::platform::spawn_local;
use yew::prelude::*;

/// See [`ReaderPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReaderProps {
    /// The page's path.
    pub path: String,
}

/// The body of the prerendered page at `path`, and the way back to the answers.
#[component]
pub fn ReaderPage(props: &ReaderProps) -> Html {
    let bundle = use_bundle();
    let client = use_client();
    let places = use_places();
    let body = use_state(|| None::<AttrValue>);
    {
        let (body, client) = (body.clone(), client.clone());
        use_effect_with(props.path.clone(), move |path| {
            let path = path.clone();
            spawn_local(async move {
                match client.page(&path).await.ok().and_then(|html| body_of(&html)) {
                    Some(html) => body.set(Some(html.into())),
                    // Without the page in hand the browser itself goes there, and says what is the matter.
                    None => drop(window().location().set_href(&path)),
                }
            });
        });
    }
    {
        let shown = (*body).clone();
        use_effect_with(shown, move |shown| {
            if shown.is_some() {
                focus_heading();
            }
        });
    }
    // A form of the page is sent from here: the browser would leave, and the answers with it.
    let onsubmit = {
        let (body, client) = (body.clone(), client.clone());
        Callback::from(move |event: SubmitEvent| {
            let Some((path, form)) = filled(&event) else {
                return;
            };
            event.prevent_default();
            let (body, client) = (body.clone(), client.clone());
            spawn_local(async move {
                let answer = client.answer(&path, &form).await.ok();
                if let Some(html) = answer.and_then(|html| body_of(&html)) {
                    body.set(Some(html.into()));
                }
            });
        })
    };
    let texts = &bundle.texts;
    let back = Route::Request(Step::Reason).path(&bundle);
    let onclick = {
        let back = back.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            places.push(back.clone());
        })
    };
    html! {
        <div key="reader">
            <div key="return" class="container py-3">
                { callout(Tone::Note, texts.get(Key::page_return_title), "note", html! { <>
                    <p key="text">{ texts.say(Key::page_return_text) }</p>
                    <div key="back" class="button-row"><a key="back" class="btn btn-primary" href={back} {onclick}>{ texts.say(Key::page_return) }</a></div>
                </> }) }
            </div>
            <div key="body" aria-live="polite" {onsubmit}>
                if let Some(html) = &*body {
                    <div key="page">{ Html::from_html_unchecked(html.clone()) }</div>
                } else {
                    <p key="loading" class="container">{ texts.say(Key::page_loading) }</p>
                }
            </div>
        </div>
    }
}

/// Where a form goes, and what it carries, the button pressed included.
fn filled(event: &SubmitEvent) -> Option<(String, UrlSearchParams)> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    // What answers with a file is the browser's to save.
    if form.has_attribute("data-file") {
        return None;
    }
    let data = FormData::new_with_form(&form).ok()?;
    let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    if let Some(button) = event.submitter().filter(|button| button.has_attribute("name")) {
        pairs.append(&button.get_attribute("name")?, &button.get_attribute("value")?);
    }
    Some((form.get_attribute("action")?, pairs))
}
