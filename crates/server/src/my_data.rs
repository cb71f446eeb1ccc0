//! Everything that is held of a person for a request, put together for that person. The one way that the interface and the
//! form take. Never here: HTML, SQL.

use crate::agenda;
use crate::desk::person_view;
use crate::first_contact::{Refusal, open, wrong};
use crate::offers;
use crate::project::shared_view;
use crate::sender::Sender;
use crate::state::AppState;
use api::data::{MessageData, MyData, RecordData, RequestData};
use api::requests::LineView;
use domain::desk::Outcome;
use domain::request::Status;
use jiff::Timestamp;
use portal::Bundle;
use portal::texts::Key;
use store::{Everything, MessageHeld, RecordEntry};

/// All of it, in the language in which it is asked. That it was given goes on the record.
pub async fn everything(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
) -> Result<MyData, Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    let now = state.clock.now();
    let everything = state.store.requests().everything(&code, &secret, now).await?;
    let everything = everything.ok_or_else(|| wrong(state, sender))?;
    Ok(data(state.site.bundle(&sender.language), &everything, now))
}

fn data(bundle: &Bundle, everything: &Everything, now: Timestamp) -> MyData {
    let opened = &everything.opened;
    let (texts, agreement) = (&bundle.texts, everything.agreement);
    let appointments = everything.appointments.iter();
    let lines = opened.lines.iter().map(|line| LineView {
        at: line.at.to_string(),
        author: line.author.word().to_owned(),
        text: line.text.as_str().to_owned(),
    });
    let kept = match opened.status {
        Status::Withdrawn => Key::data_kept_withdrawn,
        Status::Closed => Key::data_kept_closed,
        Status::Received | Status::InCharge | Status::Answered => Key::data_kept_open,
    };
    let not_here = [
        Key::data_not_notes,
        Key::data_not_project,
        Key::data_not_network,
        Key::data_not_device,
        Key::data_not_backups,
    ];
    MyData {
        made_at: now.to_string(),
        request: RequestData {
            code: opened.code.to_string(),
            protocol: opened.protocol.to_string(),
            status: opened.status.word().to_owned(),
            motive: opened.motive.clone(),
            polo: opened.polo.clone(),
            received_at: opened.received_at.to_string(),
            answer_by: opened.answer_by.to_string(),
            outcome: opened.outcome.map_or("", Outcome::word).to_owned(),
            agreed_by: agreement.map_or("", |agreement| agreement.by.word()).to_owned(),
            agreed_how: agreement.map_or("", |agreement| agreement.how.word()).to_owned(),
            closed_at: said(everything.closed_at),
            withdrawn_at: said(opened.withdrawn_at),
        },
        person: opened.person.as_ref().map(person_view),
        lines: lines.collect(),
        appointments: appointments
            .map(|appointment| agenda::view(&bundle.catalogue, appointment, now))
            .collect(),
        waiting: offers::waiting_view(opened),
        offers: offers::offer_views(opened, now),
        project: opened.project.as_ref().and_then(shared_view),
        messages: everything.messages.iter().map(message).collect(),
        record: opened.record.iter().map(entry).collect(),
        kept: texts.get(kept).to_owned(),
        not_here: not_here.map(|key| texts.get(key).to_owned()).to_vec(),
    }
}

fn said(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

fn message(message: &MessageHeld) -> MessageData {
    MessageData {
        kind: message.kind.word().to_owned(),
        channel: message.channel.word().to_owned(),
        state: message.state.word().to_owned(),
        due_at: message.due.to_string(),
        ended_at: said(message.ended),
        to: message.recipient.clone().unwrap_or_default(),
    }
}

fn entry(entry: &RecordEntry) -> RecordData {
    RecordData {
        at: entry.at.to_string(),
        what: entry.what.word().to_owned(),
        who: entry.who.clone().unwrap_or_default(),
        from: entry.origin.to_string(),
    }
}
