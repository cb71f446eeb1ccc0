//! What concerns the person of a request, in the order in which a call needs it: how to reach them safely, then who they are,
//! then what they said. What was not answered is left out.

use crate::around::Desk;
use crate::parts::facts;
use crate::texts::{Named, named, request as words};
use api::desk::PersonView;
use domain::Minute;
use portal::components::{IconProps, icon};
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// All of it.
pub(super) fn facts_of(desk: &Desk, person: &PersonView) -> Html {
    html! {
        <>
            <section key="reply" aria-labelledby="request-reply">
                <h2 id="request-reply">{ words::REPLY }</h2>
                { safety(person) }
                { facts(&reply(person)) }
            </section>
            <section key="person" aria-labelledby="request-person">
                <h2 id="request-person">{ words::PERSON }</h2>
                { facts(&who(desk, person)) }
                { said(words::NOTE, &person.note) }
                { brought(&person.answers) }
            </section>
        </>
    }
}

/// What must be known before the telephone is lifted.
fn safety(person: &PersonView) -> Html {
    let careful = !person.phone.is_empty() && !person.leave_message;
    let warning = |words: String| {
        html! { <p key={words.clone()} class="desk-careful">{ icon(&props!(IconProps { name: "warning-circle", class: classes!("icon-sm") })) }{ text(&words) }</p> }
    };
    html! {
        <div key="safety">
            if careful { { warning(words::MESSAGE_NO.to_owned()) } }
            if !person.avoid.is_empty() { { warning(format!("{}: {}", words::AVOID, person.avoid)) } }
        </div>
    }
}

type Row = (&'static str, Html);

/// Adds a row where there is something to say.
fn row(rows: &mut Vec<Row>, name: &'static str, value: &str) {
    if !value.is_empty() {
        rows.push((name, text(value)));
    }
}

fn reply(person: &PersonView) -> Vec<Row> {
    let mut rows = Vec::new();
    row(&mut rows, words::NAME, &person.name);
    row(
        &mut rows,
        words::REPLY_BY,
        &named(words::REPLIES, &person.reply_by),
    );
    if !person.phone.is_empty() {
        let phone = person.phone.clone();
        rows.push((
            words::PHONE,
            html! { <a href={format!("tel:{phone}")}>{ text(&phone) }</a> },
        ));
        let hours = list(words::PART_WORDS, &person.safe_hours);
        let hours = if hours.is_empty() {
            words::ANY_HOUR.to_owned()
        } else {
            hours
        };
        row(&mut rows, words::SAFE_HOURS, &hours);
        if person.leave_message {
            row(&mut rows, words::MESSAGE_YES, words::YES);
        }
    }
    if !person.email.is_empty() {
        let email = person.email.clone();
        rows.push((
            words::EMAIL,
            html! { <a href={format!("mailto:{email}")}>{ text(&email) }</a> },
        ));
    }
    row(&mut rows, words::LANGUAGE, &person.language);
    if person.interpreter {
        row(&mut rows, words::INTERPRETER, words::YES);
    }
    if person.sign_language {
        row(&mut rows, words::SIGN_LANGUAGE, words::YES);
    }
    row(&mut rows, words::ACCESS, &person.access);
    rows
}

fn who(desk: &Desk, person: &PersonView) -> Vec<Row> {
    let mut rows = Vec::new();
    row(
        &mut rows,
        words::FOR_WHOM,
        &named(words::FOR_WHOM_WORDS, &person.for_whom),
    );
    row(&mut rows, words::ROLE, &person.role);
    row(&mut rows, words::AWARE, &named(words::AWARE_WORDS, &person.aware));
    let neighbourhood = desk.bundle.catalogue.neighbourhood(&person.neighbourhood);
    let neighbourhood = neighbourhood.map_or(person.neighbourhood.as_str(), |(_, found)| &found.name);
    row(&mut rows, words::NEIGHBOURHOOD, neighbourhood);
    row(&mut rows, words::WAY, &named(words::WAYS, &person.way));
    row(&mut rows, words::CALL_AT, &when(desk, &person.call_at));
    row(&mut rows, words::DAYS, &list(words::DAY_WORDS, &person.days));
    row(&mut rows, words::PARTS, &list(words::PART_WORDS, &person.parts));
    rows
}

/// «lunedì 30 novembre 2026, 10:30»
fn when(desk: &Desk, civil: &str) -> String {
    match Minute::parse(civil) {
        Some(_) => portal::dates::minute(&desk.bundle, civil),
        None => civil.to_owned(),
    }
}

fn list(table: Named, all: &[String]) -> String {
    let all: Vec<String> = all.iter().map(|word| named(table, word)).collect();
    all.join(", ")
}

fn said(name: &'static str, words: &str) -> Html {
    html! {
        <div key={name}>
            if !words.is_empty() {
                <h3>{ name }</h3>
                <p class="desk-words" dir="auto">{ text(words) }</p>
            }
        </div>
    }
}

fn brought(answers: &[String]) -> Html {
    html! {
        <div key="answers">
            if !answers.is_empty() {
                <h3>{ words::ANSWERS }</h3>
                <ul dir="auto">{ for answers.iter().enumerate().map(|(at, answer)| html! { <li key={at}>{ text(answer) }</li> }) }</ul>
            }
        </div>
    }
}
