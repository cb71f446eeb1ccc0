//! What colleagues note, how the person was looked for, what comes next, and requests that may be of the same person. Parts of
//! the request's screen.

use super::work::{PartProps, REASON, choices};
use crate::acting::use_act;
use crate::around::Desk;
use crate::drafts::use_draft;
use crate::parts::{button, form, submit};
use crate::route::Route;
use crate::texts::{Named, named, queue, work as words};
use crate::words::{self as names, short};
use api::desk::DeskRequest;
use api::desk::work::{AlikeView, NewContact, NewNext, NewNote, NewVerdict, NoteView};
use portal::components::{SelectFieldProps, TextArea, TextFieldProps, select_field, text_field};
use portal::held::use_held;
use portal::texts::text;
use serde_json::json;
use yew::prelude::*;
use yew::props;

/// How long a note may be, in characters.
const NOTE: usize = 2000;

/// What was noted, oldest first.
pub(super) fn list(desk: &Desk, opened: &DeskRequest) -> Html {
    let line = |(at, note): (usize, &NoteView)| {
        let way = note.way.as_ref().map(|way| named(words::TRIED, way));
        let reached = note
            .reached
            .as_ref()
            .map(|reached| named(words::REACHED, reached));
        let tried: Vec<String> = [way, reached].into_iter().flatten().collect();
        let when = note.tried_at.as_ref().unwrap_or(&note.at);
        html! {
            <li key={at} class="desk-line">
                <p key="who" class="text-muted">{ text(&note.by) }{ " · " }{ text(&short(desk, when)) }</p>
                <div key="tried">if !tried.is_empty() { <p>{ text(&tried.join(": ")) }</p> }</div>
                <p key="text" class="desk-words" dir="auto">{ text(&note.text) }</p>
            </li>
        }
    };
    html! {
        <section key="notes" aria-labelledby="request-notes">
            <h2 id="request-notes">{ words::NOTES }</h2>
            <p key="lead" class="text-muted">{ words::NOTES_LEAD }</p>
            <div key="list">
                if opened.notes.is_empty() { <p class="text-muted">{ words::NO_NOTES }</p> }
                else { <ol class="desk-lines">{ for opened.notes.iter().enumerate().map(line) }</ol> }
            </div>
        </section>
    }
}

fn words_of(table: Named) -> impl Iterator<Item = (String, String)> {
    table
        .iter()
        .map(|(word, said)| ((*word).to_owned(), (*said).to_owned()))
}

/// Writes a note.
#[component]
pub(super) fn Noting(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let note = use_draft(format!("note {}", hand.code));
    let send = {
        let (hand, act, note) = (hand.clone(), act.clone(), note.clone());
        Callback::from(move |()| {
            let (inner, note) = (hand.clone(), note.clone());
            act.run(async move {
                let body = NewNote {
                    text: note.text.clone(),
                };
                inner.change("notes", &body, ("noted", words::NOTED)).await?;
                inner.noted("note", &note.text, None);
                note.typed.emit(String::new());
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { act.summary_of("note") }
            <TextArea texts={hand.desk.texts().clone()} name="note-text" label={words::NOTE_LABEL} hint={words::NOTE_HINT}
                error={act.error("text")} value={note.text.clone()} limit={NOTE} rows={3} live=true oninput={note.typed.clone()} />
            { submit(words::SAVE, act.busy) }
        </>
    };
    html! { <details key="note"><summary>{ words::NOTE }</summary>{ form("note", &send, inside) }</details> }
}

/// Writes down that the person was looked for.
#[component]
pub(super) fn Trying(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let typed = use_held(NewContact::default);
    let note = use_draft(format!("contact {}", hand.code));
    let send = {
        let (hand, act, typed, note) = (hand.clone(), act.clone(), typed.clone(), note.clone());
        Callback::from(move |()| {
            let (inner, typed, note) = (hand.clone(), typed.clone(), note.clone());
            let body = NewContact {
                text: note.text.clone(),
                ..(*typed).clone()
            };
            act.run(async move {
                inner
                    .change("contacts", &body, ("contacted", words::CONTACTED))
                    .await?;
                inner.noted("contact", &body.text, Some((body.way, body.reached)));
                note.typed.emit(String::new());
                typed.change(|typed| *typed = NewContact::default());
                Ok(())
            });
        })
    };
    let opened = hand.known.opened.as_ref();
    let person = opened.and_then(|opened| opened.person.as_ref());
    let messages = person.is_some_and(|person| person.leave_message);
    let reached = words_of(words::REACHED).filter(|(word, _)| messages || word != "left_message");
    let texts = hand.desk.texts();
    let inside = html! {
        <>
            { act.summary_of("contact") }
            { select_field(&props!(SelectFieldProps { texts: texts.clone(), name: "contact-way", label: words::CONTACT_WAY, error: act.error("way"),
                groups: choices(words_of(words::TRIED)), value: typed.way.clone(),
                onchange: typed.taking(|typed: &mut NewContact, way| typed.way = way) })) }
            { select_field(&props!(SelectFieldProps { texts: texts.clone(), name: "contact-reached", label: words::CONTACT_REACHED,
                hint: if messages { "" } else { words::NO_MESSAGES }, error: act.error("reached"), groups: choices(reached),
                value: typed.reached.clone(), onchange: typed.taking(|typed: &mut NewContact, reached| typed.reached = reached) })) }
            <TextArea key="text" texts={texts.clone()} name="contact-text" label={words::CONTACT_TEXT} error={act.error("text")}
                value={note.text.clone()} limit={NOTE} rows={2} live=true optional=true oninput={note.typed.clone()} />
            { submit(words::SAVE, act.busy) }
        </>
    };
    html! { <details key="contact"><summary>{ words::CONTACT }</summary>{ form("contact", &send, inside) }</details> }
}

/// Says what is to be done next, or that it is done.
#[component]
pub(super) fn Planning(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let opened = hand.known.opened.as_ref();
    let planned = opened.map(|opened| {
        let on = opened.request.next_on.clone().unwrap_or_default();
        (on, opened.next.clone())
    });
    let (on, what) = planned.unwrap_or_default();
    let typed = use_held(|| NewNext {
        on: on.clone(),
        text: what.clone(),
    });
    let save = {
        let (hand, act) = (hand.clone(), act.clone());
        move |body: NewNext, said: &'static str| {
            let inner = hand.clone();
            act.run(async move {
                inner.change("next", &body, ("planned", said)).await?;
                inner.known.change(move |known| {
                    if let Some(opened) = &mut known.opened {
                        body.text.trim().clone_into(&mut opened.next);
                    }
                });
                Ok(())
            });
        }
    };
    let send = {
        let (save, typed) = (save.clone(), typed.clone());
        Callback::from(move |()| save((*typed).clone(), words::PLANNED))
    };
    let clear = {
        let typed = typed.clone();
        Callback::from(move |()| {
            typed.change(|typed| *typed = NewNext::default());
            save(NewNext::default(), words::CLEARED);
        })
    };
    let texts = hand.desk.texts();
    let inside = html! {
        <>
            { act.summary_of("next") }
            { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "next-on", label: words::NEXT_DAY, kind: "date", short: true,
                value: typed.on.clone(), error: act.error("on"), oninput: typed.taking(|typed: &mut NewNext, on| typed.on = on) })) }
            <TextArea key="text" texts={texts.clone()} name="next-text" label={words::NEXT_TEXT} hint={words::NEXT_HINT} error={act.error("text")}
                value={typed.text.clone()} limit={REASON} rows={2} live=true oninput={typed.taking(|typed: &mut NewNext, text| typed.text = text)} />
            <div key="buttons" class="desk-buttons">
                { submit(words::SAVE, act.busy) }
                if !on.is_empty() { { button(words::NEXT_CLEAR, "btn btn-outline-primary btn-sm", &clear) } }
            </div>
        </>
    };
    html! { <details key="next"><summary>{ words::NEXT }</summary>{ form("next", &send, inside) }</details> }
}

/// Others that give the same contact.
#[component]
pub(super) fn SameContact(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let opened = hand.known.opened.as_ref();
    let alike = opened.map_or(&[][..], |opened| opened.alike.as_slice());
    if alike.is_empty() {
        return html! { <div key="none"></div> };
    }
    let say = |alike: &AlikeView, verdict: &'static str| {
        let (hand, act, code) = (hand.clone(), act.clone(), alike.code.clone());
        Callback::from(move |()| {
            let inner = hand.clone();
            let body = NewVerdict {
                code: code.clone(),
                verdict: verdict.to_owned(),
            };
            act.run(async move {
                inner
                    .change("alike", &json!(body), ("compared", words::COMPARED))
                    .await?;
                inner.known.change(move |known| {
                    let all = known.opened.iter_mut().flat_map(|opened| &mut opened.alike);
                    for one in all.filter(|one| one.code == body.code) {
                        one.verdict.clone_from(&body.verdict);
                    }
                });
                Ok(())
            });
        })
    };
    let row = |one: &AlikeView| {
        let small = "btn btn-outline-primary btn-sm";
        let said = [
            names::motive(&hand.desk, &one.motive),
            named(queue::STATUSES, &one.status),
            short(&hand.desk, &one.received_at),
        ];
        html! {
            <li key={one.code.clone()} class="desk-line">
                <p key="what">
                    <a href={Route::Request(one.code.clone()).path()} translate="no">{ text(&one.code) }</a>
                    { " · " }{ text(&said.join(" · ")) }
                </p>
                <div key="verdict" class="desk-buttons" role="group" aria-label={one.code.clone()}>
                    if one.verdict.is_empty() {
                        { button(words::SAME, small, &say(one, "same")) }
                        { button(words::DIFFERENT, small, &say(one, "different")) }
                    } else {
                        <strong key="said">{ text(&named(words::VERDICTS, &one.verdict)) }</strong>
                        { button(words::FORGET, "btn btn-link btn-sm", &say(one, "")) }
                    }
                </div>
            </li>
        }
    };
    html! {
        <section key="alike" aria-labelledby="request-alike">
            <h2 id="request-alike">{ words::ALIKE }</h2>
            <p key="lead" class="text-muted">{ words::ALIKE_LEAD }</p>
            { act.summary() }
            <ul key="list" class="desk-lines">{ for alike.iter().map(row) }</ul>
        </section>
    }
}
