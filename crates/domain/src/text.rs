//! Free text from people: kept as written, but for what could not be shown or would deceive the reader.

use crate::fault::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Text of one or more lines, trimmed, at most `MAX` Unicode scalar values, line breaks as `\n`; may be empty.
/// Refused: control characters (NUL among them) and those that override the direction of writing.
/// Its `Debug` gives its length only: such text is personal.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

impl<const MAX: usize> Text<MAX> {
    /// Parses what was typed.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        parse(typed, MAX).map(Self)
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One for every `MAX`: each copy would cost the phone.
fn parse(typed: &str, max: usize) -> Result<String, Fault> {
    // Forms end lines with two characters; a page, a letter and a desk with one.
    let text = typed.trim().lines().collect::<Vec<_>>().join("\n");
    let found = text.chars().count();
    if found > max {
        return Err(Fault::TooLong { max, found });
    }
    if text.chars().any(hidden) {
        return Err(Fault::HiddenCharacter);
    }
    Ok(text)
}

fn hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = String;

    fn try_from(stored: String) -> Result<Self, String> {
        Self::parse(&stored).map_err(|fault| fault.name().to_owned())
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} characters)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_its_lines_and_its_letters() {
        let note = Text::<600>::parse("  Ciao,\r\nsono Đặng 👋  ").expect("a fair note");
        assert_eq!(note.as_str(), "Ciao,\nsono Đặng 👋");
    }

    #[test]
    fn what_would_deceive_the_reader_is_refused() {
        assert_eq!(Text::<9>::parse("a\0b"), Err(Fault::HiddenCharacter));
        assert_eq!(Text::<9>::parse("a\u{202e}b"), Err(Fault::HiddenCharacter));
        assert_eq!(Text::<3>::parse("àèìò"), Err(Fault::TooLong { max: 3, found: 4 }));
    }

    #[test]
    fn debug_says_nothing_of_it() {
        let note = Text::<9>::parse("segreto").expect("a fair note");
        assert_eq!(format!("{note:?}"), "Text(7 characters)");
    }
}
