//! The words of a message, in the person's language: a day, a time, a number to call, the portal's address. Others may
//! read it over a shoulder, on a shared phone, in a family's mailbox: it never says what the portal is about, nor holds a
//! code or secret of a request.

use super::gsm::{ONE_MESSAGE, septets};
use crate::clock::in_italy;
use domain::Minute;
use domain::message::Kind;
use domain::request::Way;
use portal::texts::Key;
use portal::{Bundle, Route, dates};
use store::Fill;

/// A message with a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Paragraphs with an empty line between them.
    pub body: String,
}

/// For mail, and for the app IO: `None` where what it says is missing from `fill`.
pub fn letter(bundle: &Bundle, kind: Kind, fill: &Fill) -> Option<Letter> {
    let texts = &bundle.texts;
    let mut first = sentence(bundle, kind, fill)?;
    if let Some(way) = way(kind, fill) {
        first = format!("{first} {}", texts.get(way));
    }
    let mut paragraphs = vec![texts.get(Key::message_greeting).to_owned(), first];
    if let Some((key, route)) = where_to_go(kind) {
        let address = address(bundle, &route);
        let mut next = texts.fill(key, &[("address", &address)]);
        if route == Route::Status {
            next = format!("{next}\n{}", texts.get(Key::message_keep));
        }
        paragraphs.push(next);
        paragraphs.push(texts.fill(Key::message_call, &[("phone", &bundle.site.contact_centre)]));
    }
    paragraphs.push(texts.get(Key::message_automatic).to_owned());
    Some(Letter {
        subject: subject(bundle, kind, fill),
        body: paragraphs.join("\n\n"),
    })
}

/// For a text message: one, of 160 characters at most, in every language whose letters phones have. The address is left
/// out before it would make two of it.
pub fn short(bundle: &Bundle, kind: Kind, fill: &Fill) -> Option<String> {
    let said = sentence(bundle, kind, fill)?;
    let Some((_, route)) = where_to_go(kind) else {
        return Some(said);
    };
    let phone = bundle.site.contact_centre.as_str();
    let address = address(bundle, &route);
    let both = bundle
        .texts
        .fill(Key::message_short, &[("phone", phone), ("address", &address)]);
    let whole = format!("{said} {both}");
    if septets(&whole).is_some_and(|length| length <= ONE_MESSAGE) {
        return Some(whole);
    }
    Some(format!("{said} {phone}"))
}

fn sentence(bundle: &Bundle, kind: Kind, fill: &Fill) -> Option<String> {
    let key = match kind {
        Kind::Confirmation => Key::message_confirmation,
        Kind::Moved => Key::message_moved,
        Kind::Cancelled => Key::message_cancelled,
        Kind::CalledOff => Key::message_called_off,
        Kind::Reminder48h | Kind::Reminder3h => Key::message_reminder,
        Kind::Offer => Key::message_offer,
        Kind::Proposed => Key::message_proposed,
        Kind::Review48h => Key::message_review,
        Kind::Answered => return Some(bundle.texts.get(Key::message_answered).to_owned()),
        Kind::Code => {
            let code = Some(fill.code.as_str()).filter(|code| !code.is_empty())?;
            return Some(bundle.texts.fill(Key::message_code, &[("code", code)]));
        }
    };
    let start = start(fill)?;
    let (hour, minute) = start.time();
    let (day, time) = (dates::near_day(bundle, start), format!("{hour}:{minute:02}"));
    let until = fill.until.map(|until| Minute::from(in_italy(until)));
    if until.is_none() && Kind::OFFERS.contains(&kind) {
        return None;
    }
    let until = until.map_or_else(String::new, |until| {
        let (day, time) = (dates::near_day(bundle, until), dates::clock_of(until));
        bundle.texts.fill(Key::date_at, &[("day", &day), ("time", &time)])
    });
    let parts = [("day", day.as_str()), ("time", &time), ("until", &until)];
    Some(bundle.texts.fill(key, &parts))
}

fn subject(bundle: &Bundle, kind: Kind, fill: &Fill) -> String {
    let key = match kind {
        Kind::Answered => Key::message_subject_answered,
        Kind::Offer => Key::message_subject_offer,
        Kind::Proposed => Key::message_subject_proposed,
        Kind::Code => Key::message_subject_code,
        Kind::Review48h => Key::message_subject_review,
        Kind::Confirmation
        | Kind::Moved
        | Kind::Cancelled
        | Kind::CalledOff
        | Kind::Reminder48h
        | Kind::Reminder3h => Key::message_subject_appointment,
    };
    let weekday = start(fill).map_or("", |start| dates::weekday(bundle, start));
    bundle.texts.fill(key, &[("weekday", weekday)])
}

/// What to expect, where it is not a place: a place would say too much.
fn way(kind: Kind, fill: &Fill) -> Option<Key> {
    if !matches!(
        kind,
        Kind::Confirmation | Kind::Moved | Kind::Reminder48h | Kind::Reminder3h
    ) {
        return None;
    }
    match fill.way? {
        Way::Phone | Way::CallBack => Some(Key::message_by_phone),
        Way::Video => Some(Key::message_by_video),
        Way::AtPolo | Way::Home => None,
    }
}

fn where_to_go(kind: Kind) -> Option<(Key, Route)> {
    let again = Route::Request(domain::request::Step::Reason);
    match kind {
        Kind::Confirmation | Kind::Moved | Kind::Reminder48h | Kind::Reminder3h => {
            Some((Key::message_see, Route::Status))
        }
        Kind::Answered => Some((Key::message_read, Route::Status)),
        Kind::Offer | Kind::Proposed => Some((Key::message_book, Route::Status)),
        Kind::Review48h => Some((Key::message_look, Route::Status)),
        Kind::Cancelled => Some((Key::message_again, again)),
        Kind::CalledOff => Some((Key::message_choose, Route::Status)),
        Kind::Code => None,
    }
}

fn start(fill: &Fill) -> Option<Minute> {
    fill.start.map(|start| Minute::from(in_italy(start)))
}

fn address(bundle: &Bundle, route: &Route) -> String {
    format!("{}{}", bundle.site.host, route.path(bundle))
}
