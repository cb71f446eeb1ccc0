//! Small parts that screens share: the heading, what went wrong, buttons, a question before what cannot be taken back.

use crate::getting::Got;
use crate::texts::app as words;
use api::Problem;
use portal::components::{IconProps, Tone, callout, icon};
use portal::texts::text;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;
use yew::props;

/// The screen's only heading of the first level: it takes the focus after a move, and names the window.
pub fn title(words: &str) -> Html {
    html! { <h1 key="title" class="desk-title" tabindex="-1">{ text(words) }</h1> }
}

/// What could not be fetched, with a button that tries again.
pub fn failed(problem: &Problem, again: &Callback<()>) -> Html {
    let again = again.reform(|_: MouseEvent| ());
    let inside = html! {
        <>
            <p key="detail">{ text(&problem.detail) }</p>
            <button key="again" type="button" class="btn btn-outline-primary btn-sm" onclick={again}>{ words::AGAIN }</button>
        </>
    };
    callout(Tone::Warning, &problem.title, "alert", inside)
}

/// What came, drawn by `draw`; until it is there, that it is on its way; what went wrong beside what was there before.
pub fn got<T>(got: &Got<T>, draw: impl FnOnce(&T) -> Html) -> Html {
    html! {
        <div key="got" aria-busy={if got.busy { "true" } else { "false" }}>
            <div key="problem">
                if let Some(problem) = &got.problem { { failed(problem, &got.again) } }
            </div>
            <div key="value">
                if let Some(value) = &got.value { { draw(value) } }
                else if got.busy { <p class="text-muted" role="status">{ words::LOADING }</p> }
            </div>
        </div>
    }
}

/// What was done, read out by screen readers; the place stays, so that what comes into it is heard.
pub fn said(words: &str) -> Html {
    html! {
        <div key="said" class="desk-said" role="status">
            if !words.is_empty() {
                <p key={words.to_owned()}>{ icon(&props!(IconProps { name: "check-circle", class: classes!("icon-sm") })) }{ text(words) }</p>
            }
        </div>
    }
}

/// The button that sends a form. It is never disabled: whoever presses it twice sends once, and a screen reader keeps its place.
pub fn submit(label: &str, busy: bool) -> Html {
    html! {
        <button key="submit" type="submit" class="btn btn-primary" aria-disabled={busy.then_some("true")}>{ text(label) }</button>
    }
}

/// A button for something else than sending.
pub fn button(label: &str, class: &'static str, onclick: &Callback<()>) -> Html {
    let onclick = onclick.reform(|_: MouseEvent| ());
    html! { <button key={label.to_owned()} type="button" {class} {onclick}>{ text(label) }</button> }
}

/// A form that the app sends itself.
pub fn form(name: &'static str, onsubmit: &Callback<()>, inside: Html) -> Html {
    let onsubmit = onsubmit.reform(|event: SubmitEvent| event.prevent_default());
    html! { <form key={name} class="desk-form" novalidate=true {onsubmit}>{ inside }</form> }
}

/// Facts in two columns; those without an answer are left out.
pub fn facts(rows: &[(&str, Html)]) -> Html {
    html! {
        <dl key="facts" class="desk-facts">
            { for rows.iter().map(|(name, value)| html! {
                <div key={(*name).to_owned()}><dt>{ text(name) }</dt><dd>{ value.clone() }</dd></div>
            }) }
        </dl>
    }
}

/// Props of [`Confirm`].
#[derive(Clone, PartialEq, Properties)]
pub struct ConfirmProps {
    /// The button that asks.
    pub label: AttrValue,
    /// The question.
    pub title: AttrValue,
    /// What it means.
    pub means: AttrValue,
    /// The button that does it.
    pub yes: AttrValue,
    /// Whether it is being done.
    #[prop_or_default]
    pub busy: bool,
    /// What is asked besides, between the question and the answer.
    #[prop_or_default]
    pub children: Children,
    /// Whether the question stays after the answer, for what can be refused; it goes with what it is about.
    #[prop_or_default]
    pub stays: bool,
    /// It is to be done.
    pub onyes: Callback<()>,
}

/// A button for what cannot be taken back: it says what that means, and asks once more in its place.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let asking = use_state_eq(|| false);
    let question = use_node_ref();
    {
        let question = question.clone();
        use_effect_with(*asking, move |asking| {
            if let Some(question) = question.cast::<web_sys::HtmlElement>().filter(|_| *asking) {
                question.focus().ok();
            }
        });
    }
    let set = |value: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(value))
    };
    let yes = {
        let (asking, onyes, stays) = (asking.clone(), props.onyes.clone(), props.stays);
        Callback::from(move |()| {
            asking.set(stays);
            onyes.emit(());
        })
    };
    html! {
        <div class="desk-confirm">
            if *asking {
                <div key="question" class="callout callout-warning" role="group" aria-label={props.title.clone()}>
                    <p key="title" class="desk-question" tabindex="-1" ref={question}>{ text(&props.title) }</p>
                    <p key="means">{ text(&props.means) }</p>
                    <div key="besides">{ props.children.clone() }</div>
                    <div key="buttons" class="desk-buttons" aria-busy={props.busy.then_some("true")}>
                        { button(&props.yes, "btn btn-danger btn-sm", &yes) }
                        { button(words::BACK, "btn btn-link", &set(false)) }
                    </div>
                </div>
            } else {
                <div key="ask">{ button(&props.label, "btn btn-danger btn-sm", &set(true)) }</div>
            }
        </div>
    }
}

/// Props of [`Copy`].
#[derive(Clone, PartialEq, Properties)]
pub struct CopyProps {
    /// What is copied.
    pub what: AttrValue,
}

/// A button that copies something, and says whether that worked.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let said = use_state_eq(|| "");
    let onclick = {
        let (said, what) = (said.clone(), props.what.to_string());
        Callback::from(move |()| {
            let (said, what) = (said.clone(), what.clone());
            yew::platform::spawn_local(async move {
                let clipboard = gloo::utils::window().navigator().clipboard();
                let copied = JsFuture::from(clipboard.write_text(&what)).await.is_ok();
                said.set(if copied { words::COPIED } else { words::COPY_FAILED });
            });
        })
    };
    html! {
        <div class="desk-copy no-print">
            { button(words::COPY, "btn btn-outline-primary btn-sm", &onclick) }
            <span key="said" role="status">{ text(*said) }</span>
        </div>
    }
}

/// Gives the focus to an element, if it is there.
pub fn focus(selector: &str) {
    let found = gloo::utils::document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.focus().ok();
    }
}
