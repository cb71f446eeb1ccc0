//! `polo requests`: how the Polo reads its requests until it has a desk of its own. A list opens nothing; opening one goes
//! on its record. What is printed is read by social workers, so its words are Italian.

use super::CommandError;
use crate::clock::{Clock, in_italy};
use domain::Code;
use domain::request::{DayPart, ForWhom, Person, ReplyBy, Status, Way, WorkDay, YesNo};
use domain::text::Text;
use jiff::Timestamp;
use std::io::{self, Write};
use store::{Appointment, Author, Filter, Listed, Opened, Standing, Store, What};

pub(super) async fn list(store: &Store, filter: &Filter, json: bool) -> Result<(), CommandError> {
    let listed = store.requests().list(filter).await?;
    store.close().await;
    let mut out = io::stdout().lock();
    if json {
        let rows: Vec<serde_json::Value> = listed.iter().map(row).collect();
        return Ok(writeln!(out, "{:#}", serde_json::Value::from(rows))?);
    }
    writeln!(
        out,
        "{:<11}  {:<11}  {:<12}  {:<16}  {:<16}  {:<10}  MOTIVO",
        "CODICE", "PROTOCOLLO", "STATO", "POLO", "ARRIVATA", "ENTRO"
    )?;
    for request in &listed {
        writeln!(
            out,
            "{:<11}  {:<11}  {:<12}  {:<16}  {:<16}  {:<10}  {}",
            request.code.to_string(),
            request.protocol.to_string(),
            state(request.status),
            request.polo,
            minute(request.received_at),
            request.answer_by.to_string(),
            request.motive
        )?;
    }
    if listed.len() >= filter.limit as usize {
        writeln!(
            out,
            "Mostrate le {} più recenti: per vederne altre aggiungi --limit.",
            listed.len()
        )?;
    }
    Ok(())
}

fn row(request: &Listed) -> serde_json::Value {
    serde_json::json!({
        "code": request.code.to_string(),
        "protocol": request.protocol.to_string(),
        "polo": request.polo,
        "motive": request.motive,
        "status": request.status.word(),
        "received_at": request.received_at.to_string(),
        "answer_by": request.answer_by.to_string(),
    })
}

pub(super) async fn show(store: &Store, code: &str, who: &str) -> Result<(), CommandError> {
    let code: Code = code.parse()?;
    let opened = store.requests().show(&code, who, Clock::real().now()).await?;
    store.close().await;
    let opened = opened.ok_or(CommandError::NoSuchRequest)?;
    let mut out = io::stdout().lock();
    for (label, text) in head(&opened) {
        line(&mut out, label, &text)?;
    }
    if let Some(appointment) = &opened.appointment {
        line(&mut out, "Appuntamento", &met(appointment))?;
    }
    match &opened.person {
        Some(person) => person_lines(&mut out, person)?,
        None => writeln!(
            out,
            "\nLa persona ha ritirato la richiesta: i suoi dati sono stati cancellati."
        )?,
    }
    for written in &opened.lines {
        let author = match written.author {
            Author::Citizen => "persona",
            Author::Polo => "Polo",
        };
        writeln!(
            out,
            "\n[{} · {author}]\n{}",
            minute(written.at),
            written.text.as_str()
        )?;
    }
    writeln!(out, "\nRegistro")?;
    for entry in &opened.record {
        writeln!(
            out,
            "  {}  {:<26}  {}",
            minute(entry.at),
            done(entry.what),
            entry.who.as_deref().unwrap_or("persona")
        )?;
    }
    Ok(())
}

fn head(opened: &Opened) -> [(&'static str, String); 7] {
    [
        ("Codice", opened.code.to_string()),
        ("Protocollo", opened.protocol.to_string()),
        ("Stato", state(opened.status).to_owned()),
        ("Polo", opened.polo.clone()),
        ("Motivo", opened.motive.clone()),
        ("Arrivata", minute(opened.received_at)),
        ("Risposta entro", opened.answer_by.to_string()),
    ]
}

fn met(appointment: &Appointment) -> String {
    let standing = match appointment.standing {
        Standing::Booked => "fissato",
        Standing::Cancelled => "disdetto",
        Standing::Attended => "la persona è venuta",
        Standing::Late => "la persona è venuta in ritardo",
        Standing::Missed => "la persona non è venuta",
    };
    let (start, how) = (minute(appointment.start), way(appointment.way));
    format!("{start}, {how}, {}: {standing}", appointment.polo)
}

fn person_lines(out: &mut impl Write, person: &Person) -> io::Result<()> {
    writeln!(out)?;
    line(out, "Per chi", whom(person.for_whom))?;
    line(out, "Chi scrive", person.role.as_str())?;
    line(out, "La persona lo sa", person.aware.map_or("", yes_no))?;
    line(
        out,
        "Quartiere",
        person.neighbourhood.as_deref().unwrap_or_default(),
    )?;
    line(out, "Come incontrarsi", person.way.map_or("da concordare", way))?;
    line(out, "Giorni", &joined(&person.days, day))?;
    line(out, "Momenti", &joined(&person.parts, part))?;
    line(
        out,
        "Data e ora che vanno bene",
        &person.call_at.as_deref().unwrap_or_default().replace('T', " "),
    )?;
    line(out, "Lingua", person.language.as_str())?;
    line(
        out,
        "Serve un interprete",
        if person.interpreter { "sì" } else { "" },
    )?;
    line(out, "Serve la LIS", if person.sign_language { "sì" } else { "" })?;
    line(out, "Per venire e stare bene", person.access.as_str())?;
    line(out, "Non vuole incontrare", person.avoid.as_str())?;
    line(out, "Rispondere", reply(person.reply_by))?;
    line(
        out,
        "Telefono",
        person.phone.as_ref().map_or("", |phone| phone.as_str()),
    )?;
    line(
        out,
        "Email",
        person.email.as_ref().map_or("", |email| email.as_str()),
    )?;
    line(out, "Nome da usare", person.name.as_str())?;
    line(out, "Ore sicure per chiamare", &joined(&person.safe_hours, part))?;
    line(
        out,
        "Lasciare un messaggio",
        if person.leave_message { "sì" } else { "NO" },
    )?;
    line(out, "Nota", person.note.as_str())?;
    let answers: Vec<&str> = person.answers.iter().map(Text::as_str).collect();
    line(out, "Risposte che porta", &answers.join("\n"))
}

/// A label and what was answered; what was not answered takes no room. Further lines of a text stand under the first.
fn line(out: &mut impl Write, label: &str, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let indent = format!("\n{:27}", "");
    writeln!(out, "{:<26} {}", format!("{label}:"), text.replace('\n', &indent))
}

fn minute(at: Timestamp) -> String {
    in_italy(at).strftime("%Y-%m-%d %H:%M").to_string()
}

fn joined<T: Copy>(choices: &[T], word: fn(T) -> &'static str) -> String {
    choices
        .iter()
        .map(|&choice| word(choice))
        .collect::<Vec<_>>()
        .join(", ")
}

fn state(status: Status) -> &'static str {
    match status {
        Status::Received => "ricevuta",
        Status::InCharge => "presa in carico",
        Status::Answered => "risposta data",
        Status::Closed => "chiusa",
        Status::Withdrawn => "ritirata",
    }
}

fn done(what: What) -> &'static str {
    match what {
        What::Sent => "inviata",
        What::LineAdded => "riga aggiunta",
        What::Shown => "letta",
        What::Taken => "presa in carico",
        What::Answered => "risposta scritta",
        What::Closed => "chiusa",
        What::Withdrawn => "ritirata",
        What::Booked => "orario scelto",
        What::Moved => "appuntamento spostato",
        What::Cancelled => "appuntamento disdetto",
        What::DataGiven => "dati dati alla persona",
        What::Erased => "dati cancellati",
        What::Came => "la persona è venuta",
        What::CameLate => "la persona è venuta in ritardo",
        What::DidNotMeet => "non ci siamo visti",
        What::MarkUndone => "segno di presenza tolto",
        What::Waits => "in lista d'attesa",
        What::WaitsNoMore => "fuori dalla lista d'attesa",
        What::Proposed => "orari proposti",
        What::TakenBack => "orari proposti ritirati",
        What::Refused => "orari rifiutati",
        What::ProjectShown => "progetto letto",
        What::ProjectWritten => "progetto scritto",
        What::ProjectReviewed => "progetto rivisto",
        What::ProjectShared => "progetto condiviso",
        What::ProjectUnshared => "progetto non più condiviso",
        What::ProjectObjected => "dubbio sul progetto",
        What::ProjectClosed => "progetto chiuso",
        What::ProjectReopened => "progetto riaperto",
        What::Reopened => "riaperta",
        What::HandOverAsked => "passaggio chiesto",
        What::HandedOver => "passata di mano",
        What::HandOverRefused => "passaggio rifiutato",
        What::HandOverTakenBack => "passaggio ritirato",
        What::Noted => "nota scritta",
        What::Contacted => "persona cercata",
        What::Planned => "prossimo passo scritto",
        What::Compared => "confrontata",
    }
}

fn whom(whom: ForWhom) -> &'static str {
    match whom {
        ForWhom::Myself => "per sé",
        ForWhom::Relative => "per un familiare",
        ForWhom::Other => "per un'altra persona",
    }
}

fn way(way: Way) -> &'static str {
    match way {
        Way::AtPolo => "al Polo",
        Way::Phone => "al telefono",
        Way::Video => "in video",
        Way::Home => "a casa",
        Way::CallBack => "da richiamare appena possibile",
    }
}

fn day(day: WorkDay) -> &'static str {
    match day {
        WorkDay::Mon => "lunedì",
        WorkDay::Tue => "martedì",
        WorkDay::Wed => "mercoledì",
        WorkDay::Thu => "giovedì",
        WorkDay::Fri => "venerdì",
    }
}

fn part(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "mattina",
        DayPart::Midday => "ora di pranzo",
        DayPart::Afternoon => "pomeriggio",
        DayPart::Evening => "sera",
    }
}

fn reply(reply: ReplyBy) -> &'static str {
    match reply {
        ReplyBy::Phone => "per telefono",
        ReplyBy::Email => "per email",
        ReplyBy::Code => "no: la persona guarda con il suo codice",
    }
}

fn yes_no(answer: YesNo) -> &'static str {
    match answer {
        YesNo::Yes => "sì",
        YesNo::No => "no",
    }
}
