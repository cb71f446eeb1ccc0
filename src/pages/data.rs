//! Everything that is held of a person for a request, as a page to read and to print. Rendered by the server, in answer to a
//! form: code and secret stand in no address. Never here: what is in it and what is not (the server puts it together).

use super::request::told;
use crate::bundle::Bundle;
use crate::client::Credentials;
use crate::dates;
use crate::route::Route;
use crate::texts::Key;
use api::agenda::AppointmentView;
use api::data::{MessageData, MyData, RecordData};
use api::desk::PersonView;
use api::project::SharedAction;
use domain::request::Draft;
use std::sync::Arc;
use yew::prelude::*;

/// See [`DataBody`].
#[derive(Clone, Properties)]
pub struct DataProps {
    /// The instance in the person's language.
    pub bundle: Arc<Bundle>,
    /// What is held.
    pub data: Arc<MyData>,
    /// For the ways on: back to the request, and to the same as a file.
    pub credentials: Credentials,
}

impl PartialEq for DataProps {
    fn eq(&self, other: &Self) -> bool {
        self.bundle == other.bundle && self.data == other.data
    }
}

/// The body of the page, below its heading.
#[component]
pub fn DataBody(props: &DataProps) -> Html {
    let (bundle, data) = (&props.bundle, &props.data);
    let texts = &bundle.texts;
    html! {
        <>
            <div class="no-print">
                <p>{ texts.get(Key::data_save_hint) }{ " " }{ texts.get(Key::receipt_print_hint) }</p>
                <div class="button-row">
                    { way(props, "data", "json", "btn btn-primary", Key::data_save) }
                    { way(props, "open", "", "btn btn-outline-primary", Key::data_back) }
                </div>
            </div>
            { section(bundle, Key::data_request, request(bundle, data)) }
            { section(bundle, Key::data_person, person(bundle, data)) }
            { section(bundle, Key::status_lines, lines(bundle, data)) }
            { section(bundle, Key::data_appointments, list(bundle, Key::data_appointments_none, &data.appointments, appointment)) }
            { offered(bundle, data) }
            { project(bundle, data) }
            { section(bundle, Key::data_messages, list(bundle, Key::data_messages_none, &data.messages, message)) }
            { section(bundle, Key::data_record, list(bundle, Key::app_empty, &data.record, entry)) }
            { section(bundle, Key::data_kept_title, html! { <p>{ data.kept.clone() }</p> }) }
            { section(bundle, Key::data_not_here, html! { <ul>{ for data.not_here.iter().map(|what| html! { <li>{ what.clone() }</li> }) }</ul> }) }
        </>
    }
}

fn section(bundle: &Bundle, title: Key, body: Html) -> Html {
    html! {
        <section>
            <h2 class="h4">{ bundle.texts.get(title) }</h2>
            { body }
        </section>
    }
}

/// A form that opens the request once more.
fn way(props: &DataProps, what: &'static str, format: &'static str, class: &'static str, words: Key) -> Html {
    let Credentials { code, secret } = props.credentials.clone();
    html! {
        <form method="post" action={Route::Status.path(&props.bundle)}>
            <input type="hidden" name="do" value={what} />
            <input type="hidden" name="format" value={format} />
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="secret" value={secret} />
            <button type="submit" {class}>{ props.bundle.texts.get(words) }</button>
        </form>
    }
}

/// A name and its lines; nothing where there are none.
fn row(name: &str, lines: &[String]) -> Html {
    let lines: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <div class="facts-row">
            <dt>{ name.to_owned() }</dt>
            { for lines.into_iter().map(|line| html! { <dd class="talk-text" dir="auto">{ line.clone() }</dd> }) }
        </div>
    }
}

fn request(bundle: &Bundle, data: &MyData) -> Html {
    let (texts, request) = (&bundle.texts, &data.request);
    let named = |key: Key, value: String| row(texts.get(key), &[value]);
    let instant = |written: &str| dates::instant(bundle, written);
    let word = |group: &str, word: &str| texts.named(&format!("{group}_{word}"));
    html! {
        <dl class="facts">
            { named(Key::receipt_code, request.code.clone()) }
            { named(Key::receipt_protocol, request.protocol.clone()) }
            { named(Key::status_state, texts.named(&format!("status_state_{}", request.status)).to_owned()) }
            { named(Key::receipt_polo, polo(bundle, &request.polo)) }
            { named(Key::status_motive, motive(bundle, &request.motive)) }
            { named(Key::receipt_sent_at, instant(&request.received_at)) }
            { named(Key::receipt_answer_by, dates::day(bundle, &request.answer_by)) }
            { named(Key::data_agreed, joined(&[word("data_by", &request.agreed_by), word("data_how", &request.agreed_how)])) }
            { named(Key::data_outcome, word("status_outcome", &request.outcome).to_owned()) }
            { named(Key::data_closed_at, instant(&request.closed_at)) }
            { named(Key::data_withdrawn_at, instant(&request.withdrawn_at)) }
        </dl>
    }
}

fn polo(bundle: &Bundle, id: &str) -> String {
    let polo = bundle.catalogue.polo(id);
    polo.map_or_else(|| id.to_owned(), |polo| polo.name.clone())
}

fn motive(bundle: &Bundle, id: &str) -> String {
    let motive = bundle.catalogue.motive(id);
    motive.map_or_else(|| id.to_owned(), |motive| motive.label.clone())
}

fn person(bundle: &Bundle, data: &MyData) -> Html {
    let Some(person) = &data.person else {
        return html! { <p>{ bundle.texts.get(Key::data_person_none) }</p> };
    };
    let steps = told(bundle, &draft(person));
    html! {
        <dl class="facts">
            { for steps.iter().map(|(name, answers)| row(name, answers)) }
            { row(bundle.texts.get(Key::data_brought), &person.answers) }
        </dl>
    }
}

/// What was confided as it was written into the form.
fn draft(person: &PersonView) -> Draft {
    Draft {
        for_whom: person.for_whom.clone(),
        role: person.role.clone(),
        aware: person.aware.clone(),
        neighbourhood: person.neighbourhood.clone(),
        way: person.way.clone(),
        days: person.days.clone(),
        parts: person.parts.clone(),
        call_at: person.call_at.clone(),
        language: person.language.clone(),
        interpreter: person.interpreter,
        sign_language: person.sign_language,
        access: person.access.clone(),
        avoid: person.avoid.clone(),
        reply_by: person.reply_by.clone(),
        phone: person.phone.clone(),
        email: person.email.clone(),
        name: person.name.clone(),
        safe_hours: person.safe_hours.clone(),
        leave_message: if person.leave_message { "yes" } else { "no" }.to_owned(),
        note: person.note.clone(),
        ..Draft::default()
    }
}

fn lines(bundle: &Bundle, data: &MyData) -> Html {
    let texts = &bundle.texts;
    if data.lines.is_empty() {
        return html! { <p>{ texts.get(Key::status_lines_none) }</p> };
    }
    let rows = data.lines.iter().map(|line| {
        let author = texts.named(&format!("status_author_{}", line.author));
        let name = format!("{author}, {}", dates::instant(bundle, &line.at));
        row(&name, std::slice::from_ref(&line.text))
    });
    html! { <dl class="facts">{ for rows }</dl> }
}

/// A line for each, or a word where there is none.
fn list<T>(bundle: &Bundle, empty: Key, all: &[T], line: fn(&Bundle, &T) -> String) -> Html {
    if all.is_empty() {
        return html! { <p>{ bundle.texts.get(empty) }</p> };
    }
    html! { <ul>{ for all.iter().map(|item| html! { <li>{ line(bundle, item) }</li> }) }</ul> }
}

fn appointment(bundle: &Bundle, appointment: &AppointmentView) -> String {
    let named = |group: &str, word: &str| bundle.texts.named(&format!("{group}_{word}"));
    joined(&[
        &dates::instant(bundle, &appointment.start),
        &polo(bundle, &appointment.polo),
        named("choice_way", &appointment.way),
        named("appointment_state", &appointment.status),
    ])
}

/// The place on the waiting list, and the times that are held for the person.
fn offered(bundle: &Bundle, data: &MyData) -> Html {
    let mut lines: Vec<String> = Vec::new();
    if let Some(waiting) = &data.waiting {
        let place = waiting.place.to_string();
        lines.push(bundle.texts.fill(Key::data_waiting, &[("place", &place)]));
    }
    lines.extend(data.offers.iter().map(|offer| {
        let way = bundle.texts.named(&format!("choice_way_{}", offer.way));
        joined(&[
            &dates::instant(bundle, &offer.start),
            &polo(bundle, &offer.polo),
            way,
        ])
    }));
    if lines.is_empty() {
        return Html::default();
    }
    let body = html! { <ul>{ for lines.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul> };
    section(bundle, Key::data_offers, body)
}

/// The help project, where the person has it under their code: what was agreed, who does what, how it went.
fn project(bundle: &Bundle, data: &MyData) -> Html {
    let Some(project) = &data.project else {
        return Html::default();
    };
    let texts = &bundle.texts;
    let by = |day: &str| match day {
        "" => String::new(),
        day => texts.fill(Key::project_by, &[("date", &dates::day(bundle, day))]),
    };
    let goals = project.goals.iter();
    let goals = goals.map(|goal| joined(&[&goal.what, &goal.sign, &by(&goal.by)]));
    let action = |action: &SharedAction| {
        let who = texts.named(&format!("project_who_{}", action.who));
        let state = texts.named(&format!("project_state_{}", action.state));
        joined(&[
            &action.what,
            who,
            &action.name,
            state,
            &by(&action.by),
            &action.why,
        ])
    };
    let part = |own: bool| -> Vec<String> {
        let part = project.actions.iter();
        part.filter(|action| (action.who == "person") == own)
            .map(action)
            .collect()
    };
    let reviews = project.reviews.iter().map(|review| {
        let day = dates::day(bundle, &review.held_on);
        joined(&[&day, &review.seen, &review.next])
    });
    let ended = texts.named(&format!("project_ended_{}", project.outcome));
    let body = html! {
        <dl class="facts">
            { row(texts.get(Key::project_goals), &goals.collect::<Vec<_>>()) }
            { row(texts.get(Key::project_yours), &part(true)) }
            { row(texts.get(Key::project_others), &part(false)) }
            { row(texts.get(Key::project_reviews), &reviews.collect::<Vec<_>>()) }
            { row(ended, std::slice::from_ref(&project.ending)) }
        </dl>
    };
    section(bundle, Key::project_title, body)
}

fn message(bundle: &Bundle, message: &MessageData) -> String {
    let named = |group: &str, word: &str| bundle.texts.named(&format!("data_{group}_{word}"));
    let at = if message.ended_at.is_empty() {
        &message.due_at
    } else {
        &message.ended_at
    };
    joined(&[
        &dates::instant(bundle, at),
        named("kind", &message.kind),
        named("channel", &message.channel),
        &message.to,
        named("state", &message.state),
    ])
}

fn entry(bundle: &Bundle, entry: &RecordData) -> String {
    let texts = &bundle.texts;
    let who = match (entry.who.as_str(), entry.from.as_str()) {
        ("", "server") => texts.get(Key::data_program),
        ("", _) => texts.get(Key::data_you),
        (who, _) => who,
    };
    let what = texts.named(&format!("data_what_{}", entry.what));
    joined(&[&dates::instant(bundle, &entry.at), what, who])
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
