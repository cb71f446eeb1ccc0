//! What comes back after sending: code and secret, shown once, and what happens next.

use crate::client::Credentials;
use crate::components::{
    BreadcrumbProps, CodeBox, Tone, appointment_facts, breadcrumb, calendar_form, callout,
};
use crate::dates;
use crate::hooks::Surroundings;
use crate::pages::home;
use crate::route::Route;
use crate::texts::{Key, text};
use api::requests::Receipt;
use domain::request::Step;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::props;

/// The receipt of the request just sent; where there is none, the way to those that were.
pub fn receipt_page(around: &Surroundings) -> Html {
    let Surroundings { bundle, visit, .. } = around;
    let texts = &bundle.texts;
    let current = texts.get(Key::receipt_title).to_owned();
    let trail = vec![
        home(bundle),
        crate::page::Link {
            text: texts.get(Key::request_title).to_owned(),
            href: Route::Request(Step::Reason).path(bundle),
        },
    ];
    let status = Route::Status.path(bundle);
    html! {
        <div key="receipt" class="container py-3 receipt">
            { breadcrumb(&props!(BreadcrumbProps { texts: texts.clone(), trail, current })) }
            <div class="row justify-content-center">
                <div key={if visit.receipt.is_some() { "receipt" } else { "none" }} class="col-12 col-lg-8">
                    if let Some(receipt) = &visit.receipt {
                        { shown(around, receipt) }
                    } else {
                        <div key="nothing">
                            <h1 class="h2" id="heading">{ texts.say(Key::receipt_none_title) }</h1>
                            <p>{ texts.say(Key::receipt_none_text) }</p>
                            <p><a class="btn btn-primary" href={status.clone()}>{ texts.say(Key::receipt_see) }</a></p>
                        </div>
                    }
                </div>
            </div>
        </div>
    }
}

/// Code, secret, facts, and what happens next.
fn shown(around: &Surroundings, receipt: &Receipt) -> Html {
    let Surroundings {
        bundle, visit, live, ..
    } = around;
    let live = *live;
    let texts = &bundle.texts;
    let polo = bundle.catalogue.polo(&receipt.polo);
    let polo_name = polo.map_or_else(|| receipt.polo.clone(), |polo| polo.name.clone());
    let answer_by = dates::day(bundle, &receipt.answer_by);
    let link = format!("{}{}", bundle.site.host, receipt.link);
    let by_code = visit.draft.reply_by.is_empty() || visit.draft.reply_by == "code";
    let next = if receipt.appointment.is_some() {
        Key::receipt_next_booked
    } else if by_code {
        Key::receipt_next_code
    } else {
        Key::receipt_next_contact
    };
    let onprint = Callback::from(|_: MouseEvent| {
        gloo::utils::window().print().ok();
    });
    let row = |key: Key, value: String| html! { <div key={key as usize} class="facts-row"><dt>{ texts.say(key) }</dt><dd>{ text(&value) }</dd></div> };
    let lead = match &receipt.appointment {
        Some(appointment) => {
            let when = dates::near(bundle, &appointment.start);
            texts.fill(Key::receipt_lead_booked, &[("when", &when)])
        }
        None => texts.fill(Key::receipt_lead, &[("polo", &polo_name), ("date", &answer_by)]),
    };
    let credentials = Credentials {
        code: receipt.code.clone(),
        secret: receipt.secret.clone(),
    };
    html! {
        <div key="receipt">
            <h1 class="h2" id="heading">{ texts.say(Key::receipt_title) }</h1>
            <p class="lead">{ text(&lead) }</p>
            <CodeBox key="code" texts={texts.clone()} label={texts.get(Key::receipt_code).to_owned()} code={receipt.code.clone()} />
            <CodeBox key="secret" texts={texts.clone()} label={texts.get(Key::receipt_secret).to_owned()} code={receipt.secret.clone()} long=true />
            { callout(Tone::Warning, texts.get(Key::receipt_keep_title), "note", html! { <>
                <p key="text">{ texts.say(Key::receipt_keep_text) }</p>
            </> }) }
            <div key="appointment">
                if let Some(appointment) = &receipt.appointment {
                    <section key="there" aria-labelledby="appointment">
                        <h2 class="h4" id="appointment">{ texts.say(Key::appointment_title) }</h2>
                        { appointment_facts(bundle, appointment, "") }
                        { calendar_form(bundle, &credentials) }
                    </section>
                }
            </div>
            <div key="waiting">
                if let Some(waiting) = &receipt.waiting {
                    <section key="there" class="appointment-box" aria-labelledby="waiting">
                        <h2 class="h4" id="waiting">{ texts.say(Key::waiting_title) }</h2>
                        <p>{ text(&texts.fill(Key::waiting_place, &[("n", &waiting.place.to_string())])) }</p>
                        <p>{ texts.say(Key::waiting_how) }</p>
                    </section>
                }
            </div>
            <dl key="facts" class="facts">
                { row(Key::receipt_protocol, receipt.protocol.clone()) }
                { row(Key::receipt_sent_at, dates::instant(bundle, &receipt.received_at)) }
                { row(Key::receipt_polo, polo.map_or_else(|| polo_name.clone(), |polo| format!("{}, {}, {}", polo.name, polo.address, polo.phone))) }
                if receipt.appointment.is_none() {
                    { row(Key::receipt_answer_by, answer_by.clone()) }
                }
            </dl>
            <div key="print" class="no-print">
                if live {
                    <p key="button"><button type="button" class="btn btn-outline-primary" onclick={onprint}>{ texts.say(Key::receipt_print) }</button></p>
                } else {
                    <p key="hint">{ texts.say(Key::receipt_print_hint) }</p>
                }
            </div>
            <div key="ease" class="no-print">
                if live {
                    { ease(around) }
                }
            </div>
            <section key="next">
                <h2 class="h4">{ texts.say(Key::receipt_next_title) }</h2>
                <p>{ text(&texts.fill(next, &[("date", &answer_by)])) }</p>
                <h2 class="h4">{ texts.say(Key::receipt_link) }</h2>
                <p>{ texts.say(Key::receipt_link_hint) }</p>
                <p class="secret-link"><a href={receipt.link.clone()} rel="nofollow">{ text(&link) }</a></p>
                <p><a class="btn btn-outline-primary" href={Route::Request(Step::Reason).path(bundle)}>{ texts.say(Key::receipt_again) }</a></p>
            </section>
        </div>
    }
}

/// The closing question. The answer goes by itself: leaving the page would lose the secret.
fn ease(around: &Surroundings) -> Html {
    let Surroundings {
        bundle,
        visit,
        client,
        ..
    } = around;
    let texts = &bundle.texts;
    let rate = |stars: u8| {
        let (visit, client, page) = (visit.clone(), client.clone(), Route::Receipt.path(bundle));
        let onclick = Callback::from(move |_: MouseEvent| {
            let (client, page) = (client.clone(), page.clone());
            visit.change(move |visit| visit.rated = Some(stars));
            spawn_local(async move { client.rate(page, stars).await });
        });
        html! { <button key={stars.to_string()} type="button" class="btn btn-outline-primary" {onclick}>{ stars.to_string() }</button> }
    };
    html! {
        <section key="question" aria-labelledby="ease">
            <h2 class="h4" id="ease">{ texts.say(Key::receipt_ease_title) }</h2>
            <div key="answer" role="status">
                if visit.rated.is_some() {
                    <p key="thanks">{ texts.say(Key::feedback_thanks_title) }</p>
                } else {
                    <p key="hint">{ texts.say(Key::receipt_ease_hint) }</p>
                }
            </div>
            <div key="stars" class="button-row" role="group" aria-labelledby="ease">
                if visit.rated.is_none() {
                    { for (1..=5).map(rate) }
                }
            </div>
        </section>
    }
}
