//! Files as text, TOML as structs, and on which line each thing stands.
//! Never here: what the keys mean.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;

use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::Finding;

/// The text of a file, with line ends as Unix writes them. A byte order mark, which some editors add, is dropped.
pub(crate) fn read(path: &Path, file: &str) -> Result<String, Finding> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Finding::new(file, None, "the file is missing"),
        kind => Finding::new(file, None, format!("the file cannot be read: {kind}")),
    })?;
    let line = |until: usize| Some(bytes[..until].split(|&byte| byte == b'\n').count());
    if let Some(nul) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Finding::new(
            file,
            line(nul),
            "a NUL byte: save the file again as plain text, in UTF-8",
        ));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n")),
        Err(error) => Err(Finding::new(
            file,
            line(error.valid_up_to()),
            "letters that are not UTF-8: save the file again in UTF-8",
        )),
    }
}

/// Where the lines of a text begin.
pub(crate) struct Lines {
    first: usize,
    starts: Vec<usize>,
}

impl Lines {
    /// Of a text whose first line is line `first` of its file.
    pub(crate) fn new(text: &str, first: usize) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { first, starts }
    }

    /// The line of the file on which that byte of the text stands.
    pub(crate) fn at(&self, offset: usize) -> usize {
        self.first + self.starts.partition_point(|&start| start <= offset)
    }
}

/// On which line of a file each key stands. A key is written with dots: `service.motive`, `polo.2.hours.0`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    file: String,
    lines: HashMap<String, usize>,
}

impl Keys {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            lines: HashMap::new(),
        }
    }

    pub(crate) fn insert(&mut self, key: String, line: usize) {
        self.lines.entry(key).or_insert(line);
    }

    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// The line of a key; where it is not written, of the nearest one around it.
    pub(crate) fn line(&self, key: &str) -> Option<usize> {
        match (self.lines.get(key), key.rsplit_once('.')) {
            (Some(&line), _) => Some(line),
            (None, Some((around, _))) => self.line(around),
            (None, None) => None,
        }
    }

    /// A finding about a key.
    pub(crate) fn at(&self, key: &str, message: impl Into<String>) -> Finding {
        Finding::new(&self.file, self.line(key), message)
    }

    /// A finding about a line of the file.
    pub(crate) fn on(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding::new(&self.file, Some(line), message)
    }

    /// A finding about the file, or about something that it lacks.
    pub(crate) fn whole(&self, message: impl Into<String>) -> Finding {
        Finding::new(&self.file, None, message)
    }

    fn walk(&mut self, around: &str, value: &DeValue<'_>, lines: &Lines) {
        match value {
            DeValue::Table(table) => self.walk_table(around, table, lines),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let key = format!("{around}.{index}");
                    self.walk(&key, item.get_ref(), lines);
                    self.insert(key, lines.at(item.span().start));
                }
            }
            _ => {}
        }
    }

    fn walk_table(&mut self, around: &str, table: &DeTable<'_>, lines: &Lines) {
        for (name, value) in table {
            let key = if around.is_empty() {
                name.get_ref().to_string()
            } else {
                format!("{around}.{}", name.get_ref())
            };
            self.walk(&key, value.get_ref(), lines);
            self.insert(key, lines.at(name.span().start));
        }
    }
}

/// Reads TOML that begins on line `first` of a file into a struct, and where its keys stand.
pub(crate) fn toml<T: DeserializeOwned>(text: &str, file: &str, first: usize) -> Result<(T, Keys), Finding> {
    let lines = Lines::new(text, first);
    let table = table(text, file, &lines)?;
    let mut keys = Keys::new(file);
    keys.walk_table("", table.get_ref(), &lines);
    match T::deserialize(toml::Deserializer::from(table)) {
        Ok(value) => Ok((value, keys)),
        Err(error) => {
            let line = error.span().map(|span| lines.at(span.start));
            Err(Finding::new(file, line, in_words(error.message())))
        }
    }
}

/// Reads TOML whose shape the caller looks at by itself.
pub(crate) fn table<'a>(
    text: &'a str,
    file: &str,
    lines: &Lines,
) -> Result<toml::Spanned<DeTable<'a>>, Finding> {
    DeTable::parse(text).map_err(|error| {
        let line = error.span().map(|span| lines.at(span.start));
        Finding::new(file, line, format!("this is not TOML: {}", error.message()))
    })
}

/// The parser speaks of fields, variants and types; whoever edits a page knows keys and values.
fn in_words(message: &str) -> String {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return format!("unknown key {}", allowed(rest));
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        return format!("the key {rest} is missing");
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        return format!("unknown value {}", allowed(rest));
    }
    if let Some(rest) = message.strip_prefix("invalid value: ") {
        let most = [
            ("u8", u64::from(u8::MAX)),
            ("u16", u16::MAX.into()),
            ("u32", u32::MAX.into()),
        ];
        let told = most.iter().find_map(|(name, most)| {
            let found = rest.strip_suffix(&format!(", expected {name}"))?;
            Some(format!(
                "wrong value: {found}; allowed: a whole number from 0 to {most}"
            ))
        });
        return told.unwrap_or_else(|| message.to_owned());
    }
    match message.strip_prefix("invalid type: ") {
        Some(rest) => {
            let rest = rest
                .replace("a sequence", "a list `[…]`")
                .replace("sequence", "list")
                .replace("a map", "a table");
            format!("wrong kind of value: {rest}")
        }
        None => message.to_owned(),
    }
}

fn allowed(found: &str) -> String {
    found
        .replacen(", expected one of ", "; allowed: ", 1)
        .replacen(", expected ", "; allowed: ", 1)
}

/// For `#[serde(deserialize_with)]`: a TOML date without an hour.
pub(crate) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = Datetime::deserialize(deserializer)?;
    let (Some(date), None, None) = (written.date, written.time, written.offset) else {
        return Err(D::Error::custom(format!(
            "`{written}` is not a plain date; write it like 2026-11-22"
        )));
    };
    // The parser has already refused months and days that do not exist; a year or a day beyond i8 cannot pass it.
    let parts = (
        i16::try_from(date.year),
        i8::try_from(date.month),
        i8::try_from(date.day),
    );
    let (Ok(year), Ok(month), Ok(day)) = parts else {
        return Err(D::Error::custom(format!(
            "`{written}` is not a date of the calendar"
        )));
    };
    Date::new(year, month, day)
        .map_err(|_| D::Error::custom(format!("`{written}` is not a date of the calendar")))
}
