//! An appointment as an iCalendar file (RFC 5545). It says when and where, and not with whom or what about: calendars are
//! shared, and shown on locked screens.

use domain::request::Way;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::Timestamp;
use portal::Bundle;
use portal::texts::Key;
use store::{Appointment, Standing};

/// The file, with lines as the standard wants them.
pub fn file(bundle: &Bundle, appointment: &Appointment) -> String {
    let texts = &bundle.texts;
    let status = match appointment.standing {
        Standing::Cancelled => EventStatus::Cancelled,
        _ => EventStatus::Confirmed,
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@appuntamento", appointment.id))
        .summary(texts.get(Key::calendar_summary))
        .status(status)
        .sequence(appointment.sequence)
        .append_property(Property::new("DTSTAMP", instant(appointment.changed_at)))
        .append_property(Property::new("LAST-MODIFIED", instant(appointment.changed_at)))
        .append_property(Property::new("DTSTART", instant(appointment.start)))
        .append_property(Property::new("DTEND", instant(appointment.end)));
    if let (Way::AtPolo, Some(polo)) = (appointment.way, bundle.catalogue.polo(&appointment.polo)) {
        event.location(&format!("{}, {}", polo.address, polo.locality));
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//polo//appuntamento//IT"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("METHOD", "PUBLISH"));
    calendar.push(event.done());
    calendar.to_string()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
