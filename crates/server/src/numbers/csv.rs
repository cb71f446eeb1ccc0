//! Numbers as a file for spreadsheets: RFC 4180, Italian headers, a line for each number. Never here: a number that the table
//! does not show.

use super::words::{self, words};
use super::{FEW, counts};
use domain::Catalogue;
use domain::numbers::{Figure, Row, Table};

/// The content type.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";
/// What says to a spreadsheet that the file is UTF-8.
const MARK: &str = "\u{feff}";

const HEADERS: [&str; 12] = [
    "mese",
    "polo_id",
    "polo",
    "area_id",
    "area",
    "motivo_id",
    "motivo",
    "misura_id",
    "misura",
    "valore",
    "minimo",
    "massimo",
];
/// The last column.
const NOTE: &str = "nota";

/// The rows of a table and, last, all of it together; `mark` puts the mark of UTF-8 before it.
pub fn write(table: &Table, catalogue: &Catalogue, mark: bool) -> String {
    let mut out = String::from(if mark { MARK } else { "" });
    line(&mut out, HEADERS.into_iter().chain([NOTE]));
    for row in table.rows.iter().chain([&table.total]) {
        let names = names(row, catalogue);
        let mut add = |word: &str, [value, least, most]: [String; 3], note: &str| {
            let measure = [word, words(word), &value, &least, &most, note];
            line(&mut out, names.iter().map(String::as_str).chain(measure));
        };
        for (word, figure) in counts(row) {
            let (numbers, note) = match figure {
                Figure::Exact(count) => ([Some(count); 3], ""),
                Figure::Few => ([None, Some(FEW.0), Some(FEW.1)], words::FEW),
                Figure::About { guess, least, most } => {
                    ([Some(guess), Some(least), Some(most)], words::ABOUT)
                }
            };
            add(word, numbers.map(written), note);
        }
        for waited in &row.waits {
            for (part, days) in [("median", waited.median), ("nine_in_ten", waited.nine_in_ten)] {
                let note = if days.is_none() { words::NO_WAIT } else { "" };
                let word = format!("{}_{part}", waited.wait.word());
                add(&word, [written(days), String::new(), String::new()], note);
            }
        }
    }
    out
}

fn written(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Month, then id and name of Polo, area and motive.
fn names(row: &Row, catalogue: &Catalogue) -> [String; 7] {
    let id = |id: &Option<String>| id.clone().unwrap_or_else(|| words::ALL.to_owned());
    let name = |id: &Option<String>, find: &dyn Fn(&str) -> Option<String>| {
        id.as_deref().and_then(find).unwrap_or_default()
    };
    [
        row.month.map(|month| month.to_string()).unwrap_or_default(),
        id(&row.polo),
        name(&row.polo, &|id| catalogue.polo(id).map(|polo| polo.name.clone())),
        id(&row.area),
        name(&row.area, &|id| catalogue.area(id).map(|area| area.name.clone())),
        id(&row.motive),
        name(&row.motive, &|id| {
            catalogue.motive(id).map(|motive| motive.label.clone())
        }),
    ]
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, text);
    }
    out.push_str("\r\n");
}

/// A cell that is a text for every program: one that a spreadsheet would take for a formula begins with an apostrophe.
fn cell(out: &mut String, text: &str) {
    let first = text
        .trim_start_matches([' ', '\u{a0}', '\u{feff}', '\u{200b}'])
        .chars()
        .next();
    let formula = |first: char| {
        matches!(
            first,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    let guard = first.is_some_and(formula);
    let quoted = guard || text.contains(['"', ',', ';', '\r', '\n', '\t']);
    if quoted {
        out.push('"');
    }
    if guard {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    fn written(text: &str) -> String {
        let mut out = String::new();
        cell(&mut out, text);
        out
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in [
            "=1+1",
            "+39",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\u{feff}=1",
            "＝1",
        ] {
            assert!(written(text).starts_with("\"'"), "{text}");
        }
        assert_eq!(
            written("=HYPERLINK(\"http://x\",\"y\")"),
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""
        );
    }

    #[test]
    fn what_would_end_a_cell_is_within_quotes_and_the_rest_is_as_it_is() {
        for (text, cell) in [
            ("La casa", "La casa"),
            ("Soldi, e spese", "\"Soldi, e spese\""),
            ("detto \"qui\"", "\"detto \"\"qui\"\"\""),
            ("due\nrighe", "\"due\nrighe\""),
            ("a=b", "a=b"),
            ("", ""),
            ("12", "12"),
        ] {
            assert_eq!(written(text), cell);
        }
    }
}
