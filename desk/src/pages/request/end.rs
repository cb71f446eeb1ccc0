//! How a request ends, and how it is opened again. Parts of the request's screen.

use super::Hand;
use super::work::{PartProps, REASON, choices};
use crate::acting::use_act;
use crate::drafts::use_draft;
use crate::parts::{button, form, submit};
use crate::texts::{app, request as words, work};
use api::desk::work::{Closing, NewReason};
use portal::components::{SelectFieldProps, TextArea, select_field};
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// Closes it, after a question, with how it ended.
#[component]
pub(super) fn Ending(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let asking = use_state_eq(|| false);
    let outcome = use_state_eq(String::new);
    let question = use_node_ref();
    {
        let question = question.clone();
        use_effect_with(*asking, move |asking| {
            if let Some(question) = question.cast::<web_sys::HtmlElement>().filter(|_| *asking) {
                question.focus().ok();
            }
        });
    }
    let ask = |value: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(value))
    };
    if !*asking {
        return html! { <div key="ask">{ button(words::CLOSE, "btn btn-danger btn-sm", &ask(true)) }</div> };
    }
    let send = {
        let (hand, act, outcome) = (hand.clone(), act.clone(), outcome.clone());
        Callback::from(move |()| close(&hand, &act, &outcome))
    };
    let all = work::OUTCOMES.iter();
    let all = all.map(|(word, said)| ((*word).to_owned(), (*said).to_owned()));
    let onchange = {
        let outcome = outcome.clone();
        Callback::from(move |chosen: String| outcome.set(chosen))
    };
    let inside = html! {
        <>
            <p key="title" class="desk-question" tabindex="-1" ref={question}>{ text(words::CLOSE_TITLE) }</p>
            <p key="means">{ words::CLOSE_MEANS }</p>
            { act.summary_of("end") }
            { select_field(&props!(SelectFieldProps { texts: hand.desk.texts().clone(), name: "end-outcome", label: work::END_LABEL,
                hint: work::END_HINT, error: act.error("outcome"), groups: choices(all), value: (*outcome).clone(), onchange })) }
            <div key="buttons" class="desk-buttons">
                <button key="yes" type="submit" class="btn btn-danger btn-sm" aria-disabled={act.busy.then_some("true")}>{ words::CLOSE_YES }</button>
                { button(app::BACK, "btn btn-link", &ask(false)) }
            </div>
        </>
    };
    html! {
        <div key="question" class="callout callout-warning" role="group" aria-label={words::CLOSE_TITLE}>
            { form("end", &send, inside) }
        </div>
    }
}

fn close(hand: &Hand, act: &crate::acting::Act, outcome: &str) {
    let inner = hand.clone();
    let body = Closing {
        outcome: outcome.to_owned(),
    };
    act.run(async move {
        inner.change("close", &body, ("closed", words::CLOSED)).await?;
        inner.known.change(move |known| {
            if let Some(opened) = &mut known.opened {
                opened.outcome = Some(body.outcome);
                opened.next.clear();
            }
        });
        Ok(())
    });
}

/// Opens a closed one again, with a reason.
#[component]
pub(super) fn Reopening(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let why = use_draft(format!("reopen {}", hand.code));
    let send = {
        let (hand, act, why) = (hand.clone(), act.clone(), why.clone());
        Callback::from(move |()| {
            let (inner, why) = (hand.clone(), why.clone());
            act.run(async move {
                let body = NewReason {
                    why: why.text.clone(),
                };
                inner
                    .change("reopen", &body, ("reopened", work::REOPENED))
                    .await?;
                inner.noted("reopened", &why.text, None);
                inner.known.change(|known| {
                    if let Some(opened) = &mut known.opened {
                        opened.outcome = None;
                    }
                });
                why.typed.emit(String::new());
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { act.summary_of("reopen") }
            <TextArea texts={hand.desk.texts().clone()} name="reopen-why" label={work::REOPEN_LABEL} hint={work::REOPEN_HINT}
                error={act.error("why")} value={why.text.clone()} limit={REASON} rows={2} live=true oninput={why.typed.clone()} />
            { submit(work::REOPEN, act.busy) }
        </>
    };
    html! { <details key="reopen"><summary>{ work::REOPEN }</summary>{ form("reopen", &send, inside) }</details> }
}
