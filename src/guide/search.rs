//! The search: results as one types, with the words marked.

use super::{FIELD, Guiding, Hit};
use crate::components::{
    BreadcrumbProps, TextFieldProps, Tone, UrgentNumbersProps, breadcrumb, callout, telephone, text_field,
    urgent_numbers,
};
use crate::pages::home;
use crate::route::Route;
use crate::texts::{Key, text};
use domain::request::Step;
use domain::search::{Language, marks};
use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew::props;

pub(super) fn page(guiding: &Guiding<'_>) -> Html {
    let Guiding { bundle, said, .. } = guiding;
    let texts = &bundle.texts;
    let arrows = Callback::from(|event: KeyboardEvent| step(&event));
    html! {
        <div key="search" class="row justify-content-center">
            <div key="column" class="col-12 col-lg-8">
                { breadcrumb(&props!(BreadcrumbProps { texts: texts.clone(), trail: vec![home(bundle)], current: texts.get(Key::search_title).to_owned() })) }
                <h1 key="title">{ texts.say(Key::search_title) }</h1>
                <p key="lead" class="lead">{ texts.say(Key::search_lead) }</p>
                <form key="form" role="search" method="post" action={crate::guide::action(Route::Search.path(bundle))} autocomplete="off"
                    onsubmit={guiding.onsubmit.clone()} onfocusin={guiding.onfocus.clone()} onkeydown={arrows.clone()}>
                    { text_field(&props!(TextFieldProps { texts: texts.clone(), name: FIELD, label: texts.get(Key::search_label).to_owned(), hint: texts.get(Key::search_hint).to_owned(), value: said.words.clone(), kind: "search", autocomplete: "off", oninput: guiding.oninput.clone() })) }
                    <div key="buttons" class="button-row">
                        <button key="go" type="submit" class="btn btn-primary">{ texts.say(Key::search_button) }</button>
                    </div>
                </form>
                <p key="private" class="small">{ texts.say(if guiding.live { Key::search_private } else { Key::search_sent }) }</p>
                <div key="answer" id="answer" tabindex="-1" onkeydown={arrows}>{ answer(guiding) }</div>
            </div>
        </div>
    }
}

fn answer(guiding: &Guiding<'_>) -> Html {
    let Guiding { bundle, said, .. } = guiding;
    let texts = &bundle.texts;
    let count = said.hits.as_ref().map(Vec::len);
    let status = match count {
        None => String::new(),
        Some(0) => texts.get(Key::search_none_title).to_owned(),
        Some(1) => texts.get(Key::search_found_one).to_owned(),
        Some(count) => texts.fill(Key::search_found, &[("count", &count.to_string())]),
    };
    let hits = said.hits.as_deref().unwrap_or_default();
    let urgent = hits
        .first()
        .is_some_and(|first| first.path.starts_with(&bundle.site.urgent));
    html! {
        <>
            <div key="urgent">
                if urgent {
                    { callout(Tone::Danger, texts.get(Key::urgent_question), "note", urgent_numbers(&props!(UrgentNumbersProps { numbers: bundle.catalogue.urgent.clone() }))) }
                }
            </div>
            <div key="status" role="status"><p>{ text(&status) }</p></div>
            <ol key="hits" class="list-unstyled hits">
                { for hits.iter().map(|hit| shown(guiding, hit)) }
            </ol>
            <div key="none">
                if count == Some(0) { { nothing(guiding) } }
            </div>
        </>
    }
}

fn shown(guiding: &Guiding<'_>, hit: &Hit) -> Html {
    let words = &guiding.said.words;
    let language = Language::of(&guiding.bundle.language.id);
    html! {
        // What is marked changes with the words: the whole row comes anew.
        <li key={format!("{}|{words}", hit.path)} class="hit">
            <h2 class="h5"><a class="hit-link" href={hit.path.clone()}>{ marked(&hit.title, words, language) }</a></h2>
            <p>{ marked(&hit.text, words, language) }</p>
        </li>
    }
}

fn marked(words: &str, asked: &str, language: Language) -> Html {
    let piece = |(at, (piece, is_asked)): (usize, (String, bool))| {
        if is_asked {
            html! { <mark key={at}>{ piece }</mark> }
        } else {
            html! { <span key={at}>{ piece }</span> }
        }
    };
    html! { <span>{ for marks(words, asked, language).into_iter().enumerate().map(piece) }</span> }
}

/// No page: the way to a person.
fn nothing(guiding: &Guiding<'_>) -> Html {
    let texts = &guiding.bundle.texts;
    html! {
        <>
            <p key="text">{ texts.say(Key::search_none_text) }</p>
            <ul key="ways">
                <li key="book"><a href={Route::Request(Step::Reason).path(guiding.bundle)}>{ texts.say(Key::page_book) }</a></li>
                <li key="call"><span>{ texts.say(Key::search_call) }{ " " }</span>{ telephone(&guiding.bundle.site.contact_centre) }</li>
            </ul>
        </>
    }
}

/// The arrows lead from the field to the results and between them.
fn step(event: &KeyboardEvent) {
    let back = event.key() == "ArrowUp";
    if !back && event.key() != "ArrowDown" {
        return;
    }
    let document = gloo::utils::document();
    let Ok(links) = document.query_selector_all(".hit-link") else {
        return;
    };
    let here = document.active_element();
    let links = (0..links.length()).filter_map(|at| links.get(at)?.dyn_into::<web_sys::HtmlElement>().ok());
    let links: Vec<web_sys::HtmlElement> = links.collect();
    let place = links
        .iter()
        .position(|link| here.as_ref().is_some_and(|here| link.is_same_node(Some(here))));
    let next = match (place, back) {
        (None, false) => links.first().cloned(),
        (None, true) => None,
        (Some(at), false) => links.get(at + 1).cloned(),
        (Some(0), true) => document
            .query_selector("form[role=search] input")
            .ok()
            .flatten()
            .and_then(|field| field.dyn_into().ok()),
        (Some(at), true) => links.get(at - 1).cloned(),
    };
    if let Some(next) = next {
        event.prevent_default();
        next.focus().ok();
    }
}
