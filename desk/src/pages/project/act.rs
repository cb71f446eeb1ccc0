//! What is done with a project other than writing it: read, looked at again, shared, closed.

use super::{Doing, Hand, read};
use crate::acting::{Act, use_act};
use crate::drafts::use_draft;
use crate::parts::{Confirm, button, form, submit};
use crate::texts::{Named, project as words};
use api::desk::project::{DeskProject, NewAgreement, NewClosing, NewReview};
use portal::components::{
    Choice, Group, SelectFieldProps, TextArea, TextFieldProps, select_field, text_field,
};
use portal::held::use_held;
use serde_json::json;
use yew::prelude::*;
use yew::props;

/// Props of what is done.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct DoingProps {
    /// What the screen shares.
    pub(super) hand: Hand,
}

/// The project as it stands, and what can be done with it.
#[component]
pub(super) fn Reading(props: &DoingProps) -> Html {
    let hand = &props.hand;
    let (acting, older) = (use_act(), use_act());
    let none = DeskProject::default();
    let project = hand.known.project.as_ref().unwrap_or(&none);
    if project.version == 0 {
        return html! {
            <div key="none" class="desk-empty">
                <h2 key="title">{ words::NONE }</h2>
                <p key="detail">{ words::NONE_DETAIL }</p>
                <p key="begin">{ button(words::BEGIN, "btn btn-primary", &hand.begin(Doing::Editing)) }</p>
            </div>
        };
    }
    html! {
        <>
            { acts(hand, &acting, project) }
            { read::old(hand) }
            { read::whole(hand, project) }
            { read::versions(hand, &older, project) }
        </>
    }
}

fn acts(hand: &Hand, acting: &Act, project: &DeskProject) -> Html {
    let (closed, shared) = (project.closing.is_some(), project.agreement.is_some());
    let at_once = |verb: &'static str, said: &'static str| {
        let (hand, acting) = (hand.clone(), acting.clone());
        Callback::from(move |()| {
            let inner = hand.clone();
            acting.run(async move { inner.change(verb, &json!({}), said).await });
        })
    };
    let print = Callback::from(|()| {
        gloo::utils::window().print().ok();
    });
    let begin = |label, doing, class| button(label, class, &hand.begin(doing));
    html! {
        <section key="acts" class="desk-acts no-print" aria-label={words::ACTS}>
            { acting.summary() }
            <div key="open" class="desk-buttons">
                if closed {
                    { button(words::REOPEN, "btn btn-outline-primary btn-sm", &at_once("reopen", words::REOPENED)) }
                } else {
                    { begin(words::EDIT, Doing::Editing, "btn btn-primary btn-sm") }
                    { begin(words::REVIEW, Doing::Reviewing, "btn btn-outline-primary btn-sm") }
                    { begin(words::CLOSE, Doing::Closing, "btn btn-outline-primary btn-sm") }
                }
                if !closed && !shared {
                    { begin(words::SHARE, Doing::Sharing, "btn btn-outline-primary btn-sm") }
                }
                { button(words::PRINT, "btn btn-outline-primary btn-sm", &print) }
            </div>
            <div key="unshare">
                if shared {
                    <Confirm label={words::UNSHARE} title={words::UNSHARE_TITLE} means={words::UNSHARE_MEANS} yes={words::UNSHARE_YES}
                        onyes={at_once("unshare", words::UNSHARED)} />
                }
            </div>
        </section>
    }
}

/// How it went.
#[component]
pub(super) fn Review(props: &DoingProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let typed = use_held(|| NewReview {
        held_on: today(),
        ..NewReview::default()
    });
    let seen = use_draft(hand.draft("review"));
    let next = use_draft(hand.draft("review next"));
    let send = {
        let (hand, act, typed) = (hand.clone(), act.clone(), typed.clone());
        let (seen, next) = (seen.clone(), next.clone());
        Callback::from(move |()| {
            let body = NewReview {
                version: hand.version(),
                seen: seen.text.clone(),
                next: next.text.clone(),
                ..(*typed).clone()
            };
            let inner = hand.clone();
            act.run(async move {
                inner.change("review", &body, words::REVIEWED).await?;
                inner.forget("review");
                inner.forget("review next");
                Ok(())
            });
        })
    };
    let texts = hand.desk.texts();
    let area = |name: &'static str, label: &'static str, hint: &'static str, draft: &crate::drafts::Draft| {
        html! {
            <TextArea key={name} texts={texts.clone()} {name} {label} {hint} error={act.error(name)} value={draft.text.clone()}
                limit=600 live=true oninput={draft.typed.clone()} />
        }
    };
    let inside = html! {
        <>
            <h2 key="title">{ words::REVIEW }</h2>
            { act.summary() }
            { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "held_on", label: words::HELD_ON, kind: "date",
                short: true, value: typed.held_on.clone(), error: act.error("held_on"),
                oninput: typed.taking(|typed, day| typed.held_on = day) })) }
            { area("seen", words::SEEN, words::SEEN_HINT, &seen) }
            { area("next", words::NEXT, "", &next) }
            { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "next_on", label: words::NEXT_ON, kind: "date",
                short: true, optional: true, value: typed.next_on.clone(), error: act.error("next_on"),
                oninput: typed.taking(|typed, day| typed.next_on = day) })) }
            { ends(hand, words::SAVE_REVIEW, act.busy) }
        </>
    };
    form("review", &send, inside)
}

/// The day that clocks in Italy show.
fn today() -> String {
    let (year, month, day) = crate::words::today().date();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The person has agreed.
#[component]
pub(super) fn Share(props: &DoingProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let given = use_state_eq(String::new);
    let send = {
        let (hand, act, given) = (hand.clone(), act.clone(), given.clone());
        Callback::from(move |()| {
            let (inner, version, given) = (hand.clone(), hand.version(), (*given).clone());
            let body = NewAgreement { version, given };
            act.run(async move { inner.change("share", &body, words::SHARED).await });
        })
    };
    let chosen = (*given).clone();
    let onchange = Callback::from(move |chosen| given.set(chosen));
    let inside = html! {
        <>
            <h2 key="title">{ words::SHARE }</h2>
            <p key="lead">{ words::SHARE_LEAD }</p>
            { act.summary() }
            { select(hand, ("given", words::GIVEN), (words::GIVEN_WORDS, chosen), &act, onchange) }
            { ends(hand, words::SHARE_YES, act.busy) }
        </>
    };
    form("share", &send, inside)
}

/// It ends.
#[component]
pub(super) fn Close(props: &DoingProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let outcome = use_state_eq(String::new);
    let draft = use_draft(hand.draft("end"));
    let send = {
        let (hand, act, outcome, draft) = (hand.clone(), act.clone(), outcome.clone(), draft.clone());
        Callback::from(move |()| {
            let body = NewClosing {
                version: hand.version(),
                outcome: (*outcome).clone(),
                words: draft.text.clone(),
            };
            let inner = hand.clone();
            act.run(async move {
                inner.change("close", &body, words::CLOSED).await?;
                inner.forget("end");
                Ok(())
            });
        })
    };
    let chosen = (*outcome).clone();
    let onchange = Callback::from(move |chosen| outcome.set(chosen));
    let inside = html! {
        <>
            <h2 key="title">{ words::CLOSE }</h2>
            <p key="lead">{ words::CLOSE_LEAD }</p>
            { act.summary() }
            { select(hand, ("outcome", words::OUTCOME), (words::OUTCOMES, chosen), &act, onchange) }
            <TextArea key="words" texts={hand.desk.texts().clone()} name="words" label={words::CLOSE_WORDS} optional=true
                error={act.error("words")} value={draft.text.clone()} limit=600 live=true oninput={draft.typed.clone()} />
            { ends(hand, words::CLOSE_YES, act.busy) }
        </>
    };
    form("close", &send, inside)
}

/// The buttons at the end of a form.
fn ends(hand: &Hand, label: &str, busy: bool) -> Html {
    html! {
        <div key="ends" class="desk-buttons">
            { submit(label, busy) }
            { button(words::CANCEL, "btn btn-link", &hand.begin(Doing::Reading)) }
        </div>
    }
}

/// A choice out of a few words.
fn select(
    hand: &Hand,
    (name, label): (&'static str, &'static str),
    (choices, value): (Named, String),
    act: &Act,
    onchange: Callback<String>,
) -> Html {
    let choices = choices
        .iter()
        .map(|(word, said)| Choice::new(*word, *said))
        .collect();
    let groups = Group::plain(choices);
    let texts = hand.desk.texts().clone();
    select_field(&props!(SelectFieldProps {
        texts,
        name,
        label,
        groups,
        value,
        error: act.error(name),
        onchange
    }))
}
