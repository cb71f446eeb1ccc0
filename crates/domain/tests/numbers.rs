//! No hidden count can be worked out from what is published: not from one answer, not from all answers together, not by who
//! knows the rule. Held by brute force: every book there is of a few shapes, asked everything that can be asked.

use domain::calendar::Holidays;
use domain::numbers::{Book, Cell, Dimension, Figure, Measure, Month, Received, Row, Sum, Table};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeMap;

const POLI: [&str; 3] = ["lubiana", "pablo", "san-leonardo"];
const MOTIVES: [&str; 5] = ["affitto", "bollette", "casa", "figli", "lavoro"];
const AREAS: [&str; 2] = ["accoglienza", "famiglie"];

fn area(motive: &str) -> &'static str {
    match motive {
        "affitto" | "bollette" | "lavoro" => AREAS[0],
        _ => AREAS[1],
    }
}

/// One count: Polo, motive, month (from 0), measure.
type Place = (usize, usize, i32, Measure);

/// The months that a book has, as whoever asks for a span gets them.
fn spans(months: i32) -> impl Iterator<Item = (i32, i32)> {
    (0..months).flat_map(move |from| (from..months).map(move |to| (from, to)))
}

fn book(places: &[Place], counts: &[u64], (from, to): (i32, i32)) -> Book {
    let mut book = Book::default();
    let within = |place: &Place| (from..=to).contains(&place.2);
    for ((polo, motive, months, measure), many) in
        places.iter().zip(counts).filter(|(place, _)| within(place))
    {
        let received = date(2026, 1, 7).saturating_add(months.months());
        let answer_by = received.saturating_add(7.days());
        let answered = match measure {
            Measure::InTime => Some(received.saturating_add(1.day())),
            Measure::Late => Some(answer_by.saturating_add(2.days())),
            _ => {
                let cell = Cell {
                    month: Month::of(received),
                    polo: POLI[*polo].to_owned(),
                    motive: MOTIVES[*motive].to_owned(),
                };
                book.count(&cell, *measure, *many);
                continue;
            }
        };
        let request = Received {
            received,
            answer_by,
            taken: answered,
            answered,
            withdrawn: None,
            meets: None,
        };
        if *many > 0 {
            let today: (Date, &Holidays) = (date(2027, 1, 1), &Holidays::default());
            book.received((POLI[*polo], MOTIVES[*motive]), &request, *many, today);
        }
    }
    book
}

/// Each set of dimensions.
fn groupings() -> impl Iterator<Item = Vec<Dimension>> {
    (0..1 << Dimension::ALL.len()).map(|set| {
        let within = Dimension::ALL.iter().enumerate();
        let within = within.filter(|(at, _)| set >> at & 1 == 1);
        within.map(|(_, dimension)| *dimension).collect()
    })
}

/// Everything that anybody can be told, in any span, by any grouping, with any grant.
fn everything(places: &[Place], counts: &[u64]) -> String {
    let months = places.iter().map(|place| place.2 + 1).max().unwrap_or_default();
    let mut said = String::new();
    for span in spans(months) {
        let book = book(places, counts, span);
        let published = book.published();
        for by in groupings() {
            for polo in [None, Some(POLI[0])] {
                for own in [None, Some(AREAS[0])] {
                    let within = |id: &str, area: &str| {
                        polo.is_none_or(|polo| polo == id) && own.is_none_or(|own| own == area)
                    };
                    write(&mut said, &published.table(&by, area, within));
                }
            }
        }
    }
    said
}

fn write(said: &mut String, table: &Table) {
    use std::fmt::Write;
    let figures = |row: &Row| {
        let sums = Sum::ALL.iter().map(|sum| row.sum(*sum));
        let measures = Measure::ALL.iter().map(|measure| row.measure(*measure));
        sums.chain(measures)
            .filter(|figure| *figure != Figure::Exact(0))
            .collect::<Vec<_>>()
    };
    for row in table.rows.iter().chain([&table.total]) {
        let group = (&row.polo, &row.area, &row.motive, row.month);
        writeln!(said, "{group:?} {:?} {:?}", figures(row), row.waits).expect("a text");
    }
}

/// Every book of these places with counts up to those: whatever hidden count it has could be another, for all that is said.
fn nothing_is_given_away(places: &[Place], up_to: &[u64]) {
    let mut by_answer: BTreeMap<String, Vec<Vec<u64>>> = BTreeMap::new();
    let mut counts = vec![0; places.len()];
    loop {
        by_answer
            .entry(everything(places, &counts))
            .or_default()
            .push(counts.clone());
        let Some(at) = (0..counts.len()).find(|at| counts[*at] < up_to[*at]) else {
            break;
        };
        counts[..at].fill(0);
        counts[at] += 1;
    }
    assert!(by_answer.len() > 1);
    for alike in by_answer.values() {
        for at in 0..places.len() {
            let first = alike[0][at];
            let given_away = alike.iter().all(|counts| counts[at] == first);
            assert!(!given_away || first == 0 || first >= 5, "{at} of {alike:?}");
        }
    }
}

#[test]
fn no_motive_of_a_polo_gives_a_hidden_count_away() {
    let places = [0, 1, 2, 4].map(|motive| (0, motive, 0, Measure::Attended));
    nothing_is_given_away(&places, &[6, 6, 5, 5]);
}

#[test]
fn no_polo_gives_another_away() {
    let places = [(0, 0), (0, 2), (1, 0), (1, 2)].map(|(polo, motive)| (polo, motive, 0, Measure::Missed));
    nothing_is_given_away(&places, &[5, 5, 5, 5]);
}

#[test]
fn no_span_of_months_gives_a_hidden_month_away() {
    let places = [(0, 0), (2, 0), (0, 1), (2, 1)].map(|(motive, month)| (0, motive, month, Measure::Helped));
    nothing_is_given_away(&places, &[5, 5, 5, 5]);
}

#[test]
fn no_sum_and_no_wait_gives_a_hidden_count_away() {
    let of = |motive| [Measure::InTime, Measure::Late].map(|measure| (0, motive, 0, measure));
    nothing_is_given_away(&[of(0), of(2)].concat(), &[6, 5, 5, 5]);
    nothing_is_given_away(&of(0), &[40, 6]);
    nothing_is_given_away(&of(0), &[6, 40]);
}

#[test]
fn what_is_shown_is_true() {
    let places = [(0, 0), (0, 1), (0, 2), (1, 2)].map(|(polo, motive)| (polo, motive, 0, Measure::Attended));
    for counts in [
        [7, 0, 3, 2],
        [1, 1, 1, 1],
        [12, 4, 4, 9],
        [0, 0, 0, 0],
        [5, 6, 7, 8],
    ] {
        let book = book(&places, &counts, (0, 0));
        let table = book
            .published()
            .table(&[Dimension::Polo, Dimension::Motive], area, |_, _| true);
        for row in table.rows.iter().chain([&table.total]) {
            let of_it = places.iter().zip(counts).filter(|((polo, motive, ..), _)| {
                row.polo.as_ref().is_none_or(|id| id == POLI[*polo])
                    && row.motive.as_ref().is_none_or(|id| id == MOTIVES[*motive])
            });
            let truth: u64 = of_it.map(|(_, count)| count).sum();
            match row.measure(Measure::Attended) {
                Figure::Exact(count) => assert_eq!(count, truth),
                Figure::Few => assert!((1..5).contains(&truth), "{counts:?}: {truth}"),
                Figure::About { guess, least, most } => {
                    assert!(least <= truth && truth <= most, "{counts:?}: {truth}");
                    assert!(
                        least <= guess && guess <= most && guess >= 5,
                        "{counts:?}: {guess}"
                    );
                }
            }
        }
    }
}

/// Whether those counts, with the one at that place changed and at most another beside it, would be published alike.
fn could_be_another(places: &[Place], counts: &[u64], at: usize) -> bool {
    let said = everything(places, counts);
    let hidden = |count: u64| (1..5).contains(&count);
    let (polo, _, month, measure) = places[at];
    let beside: Vec<usize> = (0..places.len())
        .filter(|other| *other != at && hidden(counts[*other]))
        .filter(|other| (places[*other].0, places[*other].2, places[*other].3) == (polo, month, measure))
        .collect();
    (1..5).filter(|count| *count != counts[at]).any(|count| {
        let mut others = counts.to_vec();
        others[at] = count;
        if everything(places, &others) == said {
            return true;
        }
        beside.iter().any(|other| {
            (1..5).any(|count| {
                let mut others = others.clone();
                others[*other] = count;
                everything(places, &others) == said
            })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_no_book_is_a_hidden_count_certain(
        counts in proptest::collection::vec(prop_oneof![4 => 0_u64..5, 2 => 5_u64..12], 2 * 4 * 2 * 2),
        chosen in any::<proptest::sample::Index>(),
    ) {
        let measures = [Measure::Attended, Measure::Missed];
        let places: Vec<Place> = (0..2)
            .flat_map(|polo| (0..4).map(move |motive| (polo, motive)))
            .flat_map(|(polo, motive)| (0..2).map(move |month| (polo, motive, month)))
            .flat_map(|(polo, motive, month)| measures.map(|measure| (polo, motive, month, measure)))
            .collect();
        let hidden: Vec<usize> = (0..places.len()).filter(|at| (1..5).contains(&counts[*at])).collect();
        prop_assume!(!hidden.is_empty());
        let at = *chosen.get(&hidden);
        prop_assert!(could_be_another(&places, &counts, at), "{:?} of {counts:?}", places[at]);
    }
}
