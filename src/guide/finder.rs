//! The finder: from a street and number, or from a neighbourhood, to the Polo.

use super::{FIELD, Guiding};
use crate::components::{BreadcrumbProps, TextFieldProps, Tone, breadcrumb, callout, telephone, text_field};
use crate::pages::home;
use crate::route::Route;
use crate::texts::{Key, text};
use domain::catalogue::{Neighbourhood, Polo};
use domain::finder::Answer;
use domain::request::Step;
use yew::prelude::*;
use yew::props;

pub(super) fn page(guiding: &Guiding<'_>) -> Html {
    let Guiding { bundle, said, .. } = guiding;
    let texts = &bundle.texts;
    html! {
        <div key="finder" class="row justify-content-center">
            <div key="column" class="col-12 col-lg-8">
                { breadcrumb(&props!(BreadcrumbProps { texts: texts.clone(), trail: vec![home(bundle)], current: texts.get(Key::finder_title).to_owned() })) }
                <h1 key="title">{ texts.say(Key::finder_title) }</h1>
                <p key="lead" class="lead">{ texts.say(Key::finder_lead) }</p>
                <form key="form" method="post" action={crate::guide::action(Route::Finder.path(bundle))} autocomplete="off" onsubmit={guiding.onsubmit.clone()}
                    onfocusin={guiding.onfocus.clone()}>
                    { text_field(&props!(TextFieldProps { texts: texts.clone(), name: FIELD, label: texts.get(Key::finder_label).to_owned(), hint: texts.get(Key::finder_hint).to_owned(), value: said.words.clone(), autocomplete: "street-address", spellcheck: "false", oninput: guiding.oninput.clone() })) }
                    <div key="buttons" class="button-row">
                        <button key="go" type="submit" class="btn btn-primary">{ texts.say(Key::finder_button) }</button>
                    </div>
                </form>
                <p key="private" class="small">{ texts.say(if guiding.live { Key::finder_private } else { Key::finder_sent }) }</p>
                <div key="answer" id="answer" tabindex="-1" role="status">
                    { match &said.answer {
                        Some(answer) => html! { <div key={format!("{}|{answer:?}", said.words)}>{ shown(guiding, answer) }</div> },
                        None => html! { <div key="nothing"></div> },
                    } }
                </div>
                { neighbourhoods(guiding) }
            </div>
        </div>
    }
}

fn shown(guiding: &Guiding<'_>, answer: &Answer) -> Html {
    let bundle = guiding.bundle;
    let texts = &bundle.texts;
    match answer {
        Answer::Found {
            street,
            polo,
            neighbourhood,
        } => match bundle.catalogue.polo(polo) {
            Some(polo) => found(guiding, street, polo, neighbourhood.as_deref()),
            None => unknown(guiding),
        },
        Answer::NumberNeeded { street } => callout(
            Tone::Note,
            texts.get(Key::finder_number_title),
            "note",
            html! { <p key="text">{ text(&texts.fill(Key::finder_number_text, &[("street", street)])) }</p> },
        ),
        Answer::Several { streets } => callout(
            Tone::Note,
            texts.get(Key::finder_several_title),
            "note",
            html! { <div key="streets">
                <p key="text">{ texts.say(Key::finder_several_text) }</p>
                <form key="choose" method="post" action={crate::guide::action(Route::Finder.path(bundle))}>
                    <ul class="list-unstyled">{ for streets.iter().map(|street| choice(guiding, street)) }</ul>
                </form>
            </div> },
        ),
        Answer::Unknown => unknown(guiding),
    }
}

/// A street among several, which is asked instead of what was typed.
fn choice(guiding: &Guiding<'_>, street: &str) -> Html {
    let onclick = {
        let (ask, street) = (guiding.oninput.clone(), street.to_owned());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            ask.emit(street.clone());
            super::focus_answer();
        })
    };
    html! {
        <li key={street.to_owned()}>
            <button type="submit" name={FIELD} value={street.to_owned()} class="btn btn-outline-primary btn-sm" {onclick}>{ text(street) }</button>
        </li>
    }
}

fn found(guiding: &Guiding<'_>, street: &str, polo: &Polo, neighbourhood: Option<&str>) -> Html {
    let texts = &guiding.bundle.texts;
    let title = texts.fill(Key::finder_found_title, &[("polo", &polo.name)]);
    // Where the number would decide between two neighbourhoods of one Polo, the street alone is said.
    let name = polo
        .neighbourhoods
        .iter()
        .find(|here| Some(here.id.as_str()) == neighbourhood);
    let why = name.map_or_else(
        || street.to_owned(),
        |name| {
            let values = [("street", street), ("neighbourhood", &*name.name)];
            texts.fill(Key::finder_found_text, &values)
        },
    );
    callout(
        Tone::Success,
        &title,
        "note",
        html! { <div key="polo">
            <p key="why">{ text(&why) }</p>
            <p key="where">{ text(&polo.address) }{ " · " }{ telephone(&polo.phone) }</p>
            <div key="ways" class="button-row">
                <a key="page" class="btn btn-primary" href={polo.page.clone()}>{ texts.say(Key::finder_page) }</a>
                <a key="book" class="btn btn-outline-primary" href={Route::Request(Step::Reason).path(guiding.bundle)}>{ texts.say(Key::page_book) }</a>
            </div>
        </div> },
    )
}

/// An honest «I do not know», and who does.
fn unknown(guiding: &Guiding<'_>) -> Html {
    let texts = &guiding.bundle.texts;
    callout(
        Tone::Warning,
        texts.get(Key::finder_unknown_title),
        "note",
        html! { <div key="unknown">
            <p key="text">{ texts.say(Key::finder_unknown_text) }</p>
            <p key="call"><span>{ texts.say(Key::search_call) }{ " " }</span>{ telephone(&guiding.bundle.site.contact_centre) }</p>
        </div> },
    )
}

/// Every neighbourhood with its Polo, for those who know theirs.
fn neighbourhoods(guiding: &Guiding<'_>) -> Html {
    let texts = &guiding.bundle.texts;
    let mut all: Vec<(&Polo, &Neighbourhood)> = (guiding.bundle.catalogue.poli.iter())
        .flat_map(|polo| {
            polo.neighbourhoods
                .iter()
                .map(move |neighbourhood| (polo, neighbourhood))
        })
        .collect();
    all.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
    let row = |(polo, neighbourhood): &(&Polo, &Neighbourhood)| {
        html! {
            <li key={neighbourhood.id.clone()}>
                <a href={polo.page.clone()}>{ text(&neighbourhood.name) }</a>
                <span class="finder-polo">{ text(&format!("Polo {}", polo.name)) }</span>
            </li>
        }
    };
    html! {
        <section key="neighbourhoods">
            <h2 key="title" class="h4">{ texts.say(Key::finder_neighbourhoods_title) }</h2>
            <p key="lead">{ texts.say(Key::finder_neighbourhoods_lead) }</p>
            <ul key="all" class="list-unstyled finder-list">{ for all.iter().map(row) }</ul>
        </section>
    }
}
