//! Before the first question: what this is, whom to call if it is urgent, and the same measures as a list.

use super::{Scene, device, forward};
use crate::components::{
    BreadcrumbProps, Tone, UrgentNumbersProps, breadcrumb, callout, telephone, urgent_numbers,
};
use crate::pages::home;
use crate::route::Route;
use crate::texts::Key;
use domain::assess::Answers;
use domain::request::Step;
use yew::prelude::*;
use yew::props;

pub(super) fn page(scene: &Scene<'_>) -> Html {
    let Scene { bundle, texts, .. } = scene;
    html! {
        <div key="start" class="row justify-content-center">
            <div key="column" class="col-12 col-lg-8">
                { breadcrumb(&props!(BreadcrumbProps { texts: (*texts).clone(), trail: vec![home(bundle)], current: texts.get(Key::assess_title).to_owned() })) }
                <h1 key="title">{ texts.say(Key::assess_title) }</h1>
                <p key="lead" class="lead">{ texts.say(Key::assess_lead) }</p>
                <div key="begin" class="assess-begin">{ begin(scene) }</div>
                <p key="private" class="small">{ texts.say(Key::assess_private) }</p>
                <section key="urgent" aria-labelledby="urgent">
                    <h2 class="h4" id="urgent">{ texts.say(Key::assess_urgent_title) }</h2>
                    { urgent_numbers(&props!(UrgentNumbersProps { numbers: bundle.catalogue.urgent.clone() })) }
                </section>
                <section key="person" aria-labelledby="person">
                    <h2 class="h4" id="person">{ texts.say(Key::assess_person_title) }</h2>
                    <p>{ texts.say(Key::assess_person_text) }</p>
                    <p><a href={Route::Request(Step::Reason).path(bundle)}>{ texts.say(Key::page_book) }</a>{ " · " }{ telephone(&bundle.site.contact_centre) }</p>
                </section>
                <section key="lists" id="measures" class="assess-lists" aria-labelledby="lists">
                    <h2 id="lists">{ texts.say(Key::assess_lists_title) }</h2>
                    <div id="plain">{ Html::from_html_unchecked(scene.plain.clone()) }</div>
                </section>
            </div>
        </div>
    }
}

/// Where the app is live, the way to the first question; until then, what there is without it.
fn begin(scene: &Scene<'_>) -> Html {
    let Scene { texts, sitting, .. } = scene;
    if !sitting.live {
        return html! {
            <p key="starting" class="assess-starting">{ texts.say(Key::assess_starting) }{ " " }<a href="#measures">{ texts.say(Key::assess_lists_title) }</a></p>
        };
    }
    let go = |answers: Option<Answers>| {
        let sitting = (*sitting).clone();
        Callback::from(move |_: MouseEvent| {
            let answers = answers.clone();
            forward(&sitting, move |session| {
                session.kept = answers.is_some();
                session.offer = None;
                session.resume(answers.unwrap_or_default());
            });
        })
    };
    let Some(offer) = &sitting.offer else {
        // Whoever steps back to the start goes on with what they said.
        let answers = (!sitting.answers.is_empty()).then(|| sitting.answers.clone());
        return html! {
            <div key="begin" class="button-row">
                <button key="begin" type="button" class="btn btn-primary" onclick={go(answers)}>{ texts.say(Key::assess_begin) }</button>
            </div>
        };
    };
    let forget = sitting.taking(|session, _: MouseEvent| {
        device::forget();
        session.offer = None;
    });
    callout(
        Tone::Note,
        texts.get(Key::assess_kept_title),
        "note",
        html! { <div key="kept">
            <p key="text">{ texts.say(Key::assess_kept_text) }</p>
            <div key="choices" class="button-row">
                <button key="resume" type="button" class="btn btn-primary" onclick={go(Some(offer.clone()))}>{ texts.say(Key::assess_kept_resume) }</button>
                <button key="forget" type="button" class="btn btn-outline-primary" onclick={forget}>{ texts.say(Key::assess_kept_forget) }</button>
            </div>
        </div> },
    )
}
