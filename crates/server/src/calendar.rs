//! An appointment as an iCalendar file (RFC 5545). It says when and where, and not with whom or what about: calendars are
//! shared, and shown on locked screens.

use domain::request::Way;
use jiff::Timestamp;
use portal::Bundle;
use portal::texts::Key;
use store::{Appointment, Standing};

/// The longest line in octets, its end apart (section 3.1).
const LINE: usize = 75;

/// The file, with lines as the standard wants them.
pub fn file(bundle: &Bundle, appointment: &Appointment) -> String {
    let status = match appointment.standing {
        Standing::Cancelled => "CANCELLED",
        _ => "CONFIRMED",
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//polo//appuntamento//IT".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@appuntamento", appointment.id),
        format!("DTSTAMP:{}", instant(appointment.changed_at)),
        format!("LAST-MODIFIED:{}", instant(appointment.changed_at)),
        format!("SEQUENCE:{}", appointment.sequence),
        format!("STATUS:{status}"),
        format!("DTSTART:{}", instant(appointment.start)),
        format!("DTEND:{}", instant(appointment.end)),
        format!("SUMMARY:{}", text(bundle.texts.get(Key::calendar_summary))),
    ];
    if let (Way::AtPolo, Some(polo)) = (appointment.way, bundle.catalogue.polo(&appointment.polo)) {
        lines.push(format!(
            "LOCATION:{}",
            text(&format!("{}, {}", polo.address, polo.locality))
        ));
    }
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    lines.iter().map(|line| folded(line)).collect()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (section 3.3.11).
fn text(plain: &str) -> String {
    let mut escaped = String::new();
    for character in plain.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A line with its end, broken where it is too long and never within a character.
fn folded(line: &str) -> String {
    let (mut whole, mut octets) = (String::new(), 0);
    for character in line.chars() {
        if octets + character.len_utf8() > LINE {
            whole.push_str("\r\n ");
            octets = 1;
        }
        whole.push(character);
        octets += character.len_utf8();
    }
    whole + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_a_value_is_escaped() {
        assert_eq!(
            text("via Verdi, 3; scala \\A\r\nporta"),
            "via Verdi\\, 3\\; scala \\\\A\\nporta"
        );
    }

    #[test]
    fn a_long_line_is_broken_between_characters_and_comes_back_whole() {
        let line = format!("LOCATION:{}", "è".repeat(100));
        let broken = folded(&line);
        assert!(broken.split("\r\n").all(|part| part.len() <= LINE), "{broken}");
        assert_eq!(broken.replace("\r\n ", ""), format!("{line}\r\n"));
    }
}
