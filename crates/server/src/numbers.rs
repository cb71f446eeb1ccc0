//! Numbers without people, as they are asked for and as they are handed out: read from an address, counted, put in the order
//! of the catalogue, written as JSON or CSV. Never here: which may be shown (`domain::numbers`), who may see them (`desk`).

mod csv;
pub mod open_data;
mod words;

use crate::clock::rome;
use crate::problem::FieldFail;
use crate::site::Site;
use api::desk::numbers::{CountView, NumbersRow, NumbersView, WaitView};
use domain::Catalogue;
use domain::numbers::{Book, Dimension, Figure, Measure, Month, Row, Span, Sum, Table, Waited};
use jiff::Timestamp;
use store::{Counting, Store, StoreError};

pub use csv::{CSV, write as csv};

/// How many months are shown where none are asked for.
const YEAR: i32 = 12;

/// What numbers are asked for in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of which months.
    pub span: Span,
    /// By what they are grouped.
    pub by: Vec<Dimension>,
    /// Whether a file says by its first bytes that it is UTF-8, as some spreadsheets want it.
    pub mark: bool,
}

impl Asked {
    /// Reads `from`, `to`, `by` and `bom`, each of which may be absent: the twelve months until this one, by Polo.
    pub fn read(pairs: &[(String, String)], now: Month) -> Result<Self, Vec<FieldFail>> {
        let known = ["from", "to", "by", "bom"];
        let unknown = pairs.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        let mut faults: Vec<FieldFail> = unknown
            .map(|(name, _)| FieldFail::new(name, "unknown_field"))
            .collect();
        let of = |name: &str| {
            let found = pairs.iter().find(|(other, _)| other == name);
            found
                .map(|(_, value)| value.as_str())
                .filter(|value| !value.is_empty())
        };
        let month = |name| {
            of(name).map(|written| {
                written
                    .parse::<Month>()
                    .map_err(|_| FieldFail::new(name, "months"))
            })
        };
        let to = month("to").unwrap_or(Ok(now));
        let from = month("from").unwrap_or_else(|| Ok(to.as_ref().map_or(now, |to| *to).plus(1 - YEAR)));
        let span = match (from, to) {
            (Ok(from), Ok(to)) => Span::new(from, to).map_err(|_| vec![FieldFail::new("to", "months")]),
            (from, to) => Err([from.err(), to.err()].into_iter().flatten().collect()),
        };
        let by = of("by").unwrap_or("polo").split(',');
        let by = by
            .map(|word| Dimension::of(word.trim()))
            .collect::<Option<Vec<_>>>();
        let mark = matches!(of("bom"), Some("yes" | "true" | "1"));
        if by.is_none() {
            faults.push(FieldFail::new("by", "not_offered"));
        }
        match (span, by) {
            (Ok(span), Some(by)) if faults.is_empty() => Ok(Self { span, by, mark }),
            (span, _) => {
                faults.extend(span.err().into_iter().flatten());
                Err(faults)
            }
        }
    }
}

/// Counts what the database holds of those months.
pub async fn count(store: &Store, site: &Site, span: Span, now: Timestamp) -> Result<Book, StoreError> {
    let counting = Counting {
        span,
        zone: rome(),
        holidays: &site.holidays,
        now,
    };
    store.numbers().count(&counting).await
}

/// The month in Italy at that instant.
pub fn month_of(now: Timestamp) -> Month {
    Month::of(crate::clock::in_italy(now).date())
}

/// Groups what lies within those Poli and areas, in the order of the catalogue.
pub fn table(
    book: &Book,
    by: &[Dimension],
    catalogue: &Catalogue,
    within: impl Fn(&str, &str) -> bool,
) -> Table {
    let area = |motive: &str| catalogue.motive(motive).map_or("", |motive| motive.area.as_str());
    let mut table = book.published().table(by, area, within);
    table.rows.sort_by_cached_key(|row| {
        (
            place(row.polo.as_ref(), catalogue.poli.iter().map(|polo| &polo.id)),
            place(row.area.as_ref(), catalogue.areas.iter().map(|area| &area.id)),
            place(
                row.motive.as_ref(),
                catalogue.motives.iter().map(|motive| &motive.id),
            ),
            row.month,
        )
    });
    table
}

/// Where an id stands; what the catalogue no longer has comes last.
fn place<'a>(id: Option<&String>, mut ids: impl Iterator<Item = &'a String>) -> Option<usize> {
    id.map(|id| ids.position(|other| other == id).unwrap_or(usize::MAX))
}

/// As the desk gets it.
pub fn view(table: &Table, asked: &Asked, now: Timestamp) -> NumbersView {
    NumbersView {
        from: asked.span.from().to_string(),
        to: asked.span.to().to_string(),
        by: asked.by.iter().map(|by| by.word().to_owned()).collect(),
        counted_at: now.to_string(),
        rows: table.rows.iter().map(row_view).collect(),
        total: row_view(&table.total),
    }
}

fn row_view(row: &Row) -> NumbersRow {
    let id = |id: &Option<String>| id.clone().unwrap_or_default();
    NumbersRow {
        polo: id(&row.polo),
        area: id(&row.area),
        motive: id(&row.motive),
        month: row.month.map(|month| month.to_string()).unwrap_or_default(),
        counts: counts(row)
            .map(|(what, figure)| count_view(what, figure))
            .collect(),
        waits: row.waits.iter().map(wait_view).collect(),
    }
}

/// Each sum with what it is made of, by their words.
fn counts(row: &Row) -> impl Iterator<Item = (&'static str, Figure)> {
    Sum::ALL.iter().flat_map(move |&sum| {
        let parts = Measure::of_sum(sum).map(|part| (part.word(), row.measure(part)));
        std::iter::once((sum.word(), row.sum(sum))).chain(parts)
    })
}

fn count_view(what: &str, figure: Figure) -> CountView {
    let (shown, count, (least, most)) = match figure {
        Figure::Exact(count) => ("exact", Some(count), (count, count)),
        Figure::Few => ("few", None, FEW),
        Figure::About { guess, least, most } => ("about", Some(guess), (least, most)),
    };
    CountView {
        what: what.to_owned(),
        shown: shown.to_owned(),
        count,
        least,
        most,
    }
}

/// Between which a number lies that is few.
const FEW: (u64, u64) = (1, domain::numbers::SMALLEST - 1);

fn wait_view(waited: &Waited) -> WaitView {
    WaitView {
        what: waited.wait.word().to_owned(),
        median: waited.median,
        nine_in_ten: waited.nine_in_ten,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Months = (String, String, Vec<Dimension>);
    type Slip = (String, &'static str);

    fn read(pairs: &[(&str, &str)]) -> Result<Months, Vec<Slip>> {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let asked = Asked::read(&pairs, "2026-11".parse().expect("a month"));
        asked
            .map(|asked| {
                (
                    asked.span.from().to_string(),
                    asked.span.to().to_string(),
                    asked.by,
                )
            })
            .map_err(|faults| {
                faults
                    .into_iter()
                    .map(|fault| (fault.field, fault.name))
                    .collect()
            })
    }

    #[test]
    fn what_is_not_said_is_the_last_twelve_months_by_polo() {
        let year = ("2025-12".to_owned(), "2026-11".to_owned(), vec![Dimension::Polo]);
        assert_eq!(read(&[]), Ok(year));
        let asked = read(&[("to", "2026-03"), ("by", "motive,month")]);
        let by = vec![Dimension::Motive, Dimension::Month];
        assert_eq!(asked, Ok(("2025-04".to_owned(), "2026-03".to_owned(), by)));
    }

    #[test]
    fn a_slip_is_named_by_its_field() {
        let refused = |pairs: &[(&str, &str)]| read(pairs).expect_err("refused");
        assert_eq!(refused(&[("from", "maggio")]), [("from".to_owned(), "months")]);
        assert_eq!(refused(&[("from", "2020-01")]), [("to".to_owned(), "months")]);
        assert_eq!(
            refused(&[("by", "polo,person")]),
            [("by".to_owned(), "not_offered")]
        );
        assert_eq!(refused(&[("who", "me")]), [("who".to_owned(), "unknown_field")]);
        let two = refused(&[("from", "x"), ("to", "y"), ("by", "z")]);
        assert_eq!(two.len(), 3);
    }
}
