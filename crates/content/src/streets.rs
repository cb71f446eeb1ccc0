//! `streets.csv`: which stretch of which street lies in which neighbourhood, for the finder.
//! Never here: whether a neighbourhood exists and stretches agree (`check/streets.rs`), what people type (`domain`).

use std::path::Path;

use domain::finder::{HouseNumber, Row, Side, Streets};

use crate::Finding;
use crate::source;

/// The file's name, in the folder of the content.
pub(crate) const FILE: &str = "streets.csv";
/// Its first line, comments apart.
const HEADER: &str = "street;from;to;side;neighbourhood;source";
const FIELDS: usize = 6;

/// The streets of an instance: none where there is no file.
#[derive(Clone, Debug, Default)]
pub(crate) struct StreetList {
    /// As the finder asks them.
    pub(crate) streets: Streets,
    /// As they were written.
    pub(crate) rows: Vec<StreetRow>,
    /// What is wrong with single lines: `check` says so.
    pub(crate) faults: Vec<Finding>,
    /// As findings call it.
    pub(crate) file: String,
}

/// A line of the file.
#[derive(Clone, Debug)]
pub(crate) struct StreetRow {
    pub(crate) line: usize,
    pub(crate) row: Row,
}

/// Reads the file, if the instance has one.
pub(crate) fn load(root: &Path, root_name: &str, comune: &str, findings: &mut Vec<Finding>) -> StreetList {
    let path = root.join(FILE);
    if !path.exists() {
        return StreetList::default();
    }
    let file = format!("{root_name}/{FILE}");
    match source::read(&path, &file) {
        Ok(text) => parse(&text, file, comune),
        Err(finding) => {
            findings.push(finding);
            StreetList::default()
        }
    }
}

fn parse(text: &str, file: String, comune: &str) -> StreetList {
    let mut list = StreetList {
        file,
        ..StreetList::default()
    };
    let mut lines = (1..)
        .zip(text.lines().map(str::trim))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    match lines.next() {
        None => {}
        Some((_, HEADER)) => {
            for (number, line) in lines {
                match row(line) {
                    Ok(row) => list.rows.push(StreetRow { line: number, row }),
                    Err(wrong) => (list.faults).extend(
                        wrong
                            .into_iter()
                            .map(|wrong| Finding::new(&list.file, Some(number), wrong)),
                    ),
                }
            }
        }
        Some((number, _)) => {
            let message = format!("the first line is not the header; allowed: `{HEADER}`");
            list.faults.push(Finding::new(&list.file, Some(number), message));
        }
    }
    let rows: Vec<Row> = list.rows.iter().map(|listed| listed.row.clone()).collect();
    list.streets = Streets::new(comune, &rows);
    list
}

/// A row, or all that is wrong with it.
fn row(line: &str) -> Result<Row, Vec<String>> {
    let fields: Vec<&str> = line.split(';').map(str::trim).collect();
    let found = fields.len();
    let Ok([street, from, to, side, neighbourhood, source]) = <[&str; FIELDS]>::try_from(fields) else {
        return Err(vec![format!("fields: {found}; allowed: {FIELDS}, `{HEADER}`")]);
    };
    let mut wrong = Vec::new();
    for (name, text) in [
        ("street", street),
        ("neighbourhood", neighbourhood),
        ("source", source),
    ] {
        if text.is_empty() {
            wrong.push(format!("`{name}` is empty"));
        }
    }
    if line.contains('"') {
        wrong.push("a quotation mark `\"`; allowed: names without, since fields need none".to_owned());
    }
    let mut number = |name: &str, text: &str| -> Option<HouseNumber> {
        if text.is_empty() {
            return None;
        }
        let message = format!(
            "`{name}` is `{text}`; allowed: nothing, or a house number from 1 to 9999, like 36 or 36/A"
        );
        text.parse().map_err(|_| wrong.push(message)).ok()
    };
    let (from, to) = (number("from", from), number("to", to));
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        wrong.push(format!("the stretch ends at {last}, before it begins at {first}"));
    }
    let side = match side {
        "" => Side::Both,
        "pari" => Side::Even,
        "dispari" => Side::Odd,
        other => {
            wrong.push(format!(
                "`side` is `{other}`; allowed: nothing, `pari`, `dispari`"
            ));
            Side::Both
        }
    };
    if wrong.is_empty() {
        Ok(Row {
            street: street.to_owned(),
            from,
            to,
            side,
            neighbourhood: neighbourhood.to_owned(),
        })
    } else {
        Err(wrong)
    }
}
