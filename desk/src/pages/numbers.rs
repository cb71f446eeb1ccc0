//! How many, how long: requests, ends, appointments and waits of some months, as tables and, where one group follows the other,
//! as a plot. What is asked stands in the address. Small numbers come hidden from the server; nothing here adds any up.

mod plot;

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{got, title};
use crate::texts::{fill, named, numbers as words};
use crate::words::{self as names, short, today};
use api::desk::numbers::{CountView, NumbersRow, NumbersView, WaitView};
use api::paths::desk as paths;
use portal::components::{Choice, Group, SelectFieldProps, select_field};
use portal::texts::{Key, text};
use yew::prelude::*;
use yew::props;

/// How many months can be chosen from, and asked for at once.
const MONTHS: i64 = 36;
/// How many are shown where none are chosen.
const YEAR: i64 = 12;
/// By what numbers can be grouped here; the interface takes others too.
const GROUPINGS: [&str; 7] = [
    "polo",
    "area",
    "motive",
    "month",
    "polo,month",
    "polo,area",
    "polo,motive",
];

/// What is asked for.
#[derive(Clone, PartialEq)]
struct Asked {
    from: String,
    to: String,
    by: String,
}

impl Asked {
    /// What the address says; where it says nothing, or nothing that can be chosen, the last twelve months by Polo.
    fn of(desk: &Desk) -> Self {
        let known = |name: &str, otherwise: i64| {
            let asked = desk.place.asked(name);
            let months = (0..MONTHS).map(month_ago).collect::<Vec<_>>();
            if months.contains(&asked) {
                asked
            } else {
                month_ago(otherwise)
            }
        };
        let by = desk.place.asked("per");
        Self {
            from: known("dal", YEAR - 1),
            to: known("al", 0),
            by: if GROUPINGS.contains(&by.as_str()) {
                by
            } else {
                GROUPINGS[0].to_owned()
            },
        }
    }

    /// The address of the answer.
    fn path(&self, address: &str) -> String {
        format!("{address}?from={}&to={}&by={}", self.from, self.to, self.by)
    }
}

/// The month so many months ago, `2026-11`.
fn month_ago(months: i64) -> String {
    let (year, month, _) = today().date();
    let all = year * 12 + (month - 1) - months;
    format!("{:04}-{:02}", all.div_euclid(12), all.rem_euclid(12) + 1)
}

/// How many, how long.
#[component]
pub(super) fn Numbers() -> Html {
    let desk = use_desk();
    let asked = Asked::of(&desk);
    let numbers = use_get::<NumbersView>(asked.path(paths::NUMBERS));
    html! {
        <>
            { title(words::TITLE) }
            <p key="lead">{ words::LEAD }</p>
            { choices(&desk, &asked) }
            { got(&numbers, |numbers| all(&desk, &asked, numbers)) }
        </>
    }
}

fn choices(desk: &Desk, asked: &Asked) -> Html {
    let months: Vec<Choice> = (0..MONTHS)
        .map(month_ago)
        .map(|month| Choice::new(month.clone(), month_name(desk, &month)))
        .collect();
    let by = GROUPINGS
        .map(|by| Choice::new(by.to_owned(), named(words::BY, by)))
        .to_vec();
    let field = |name: &'static str, label: &'static str, choices: Vec<Choice>, value: &str| {
        let place = desk.place.clone();
        select_field(&props!(SelectFieldProps {
            texts: desk.texts().clone(),
            name,
            label,
            groups: Group::plain(choices),
            value: value.to_owned(),
            onchange: Callback::from(move |value: String| place.go.emit(place.with(name, &value))),
        }))
    };
    html! {
        <div key="choices" role="group" aria-label={words::CHOICES} class="desk-filters">
            { field("dal", words::FROM, months.clone(), &asked.from) }
            { field("al", words::TO, months, &asked.to) }
            { field("per", words::GROUPED, by, &asked.by) }
        </div>
    }
}

fn all(desk: &Desk, asked: &Asked, numbers: &NumbersView) -> Html {
    let file = asked.path(paths::NUMBERS_CSV) + "&bom=yes";
    let counted = fill(words::COUNTED, &[("when", &short(desk, &numbers.counted_at))]);
    html! {
        <>
            <p key="counted" class="desk-count" role="status">{ text(&counted) }</p>
            <p key="file"><a href={file} download="">{ words::FILE }</a></p>
            <div key="plot">
                if !asked.by.contains(',') && !numbers.rows.is_empty() { { plot::plot(&bars(desk, asked, numbers)) } }
            </div>
            { for words::TABLES.iter().map(|table| counts(desk, asked, numbers, table)) }
            { waits(desk, asked, numbers) }
        </>
    }
}

/// The requests of each group, and how many of them were late. Months without any are months, too.
fn bars(desk: &Desk, asked: &Asked, numbers: &NumbersView) -> Vec<plot::Bar> {
    let bar = |name: String, row: Option<&NumbersRow>| {
        let of = |what| row.map(|row| count(row, what)).unwrap_or_default();
        let (all, late) = (of("requests"), of("late"));
        let said = [
            ("group", &*name),
            ("requests", &said(&all)),
            ("late", &said(&late)),
        ];
        plot::Bar {
            words: fill(words::BAR, &said),
            name,
            all,
            late,
        }
    };
    if asked.by == "month" {
        let months = (0..2 * MONTHS).map(month_ago);
        let mut within: Vec<String> = months
            .filter(|month| asked.from <= *month && *month <= asked.to)
            .collect();
        within.reverse();
        let row = |month: &String| numbers.rows.iter().find(|row| row.month == *month);
        return within
            .iter()
            .map(|month| bar(month_name(desk, month), row(month)))
            .collect();
    }
    numbers
        .rows
        .iter()
        .map(|row| bar(group(desk, row), Some(row)))
        .collect()
}

fn counts(
    desk: &Desk,
    asked: &Asked,
    numbers: &NumbersView,
    (id, title, columns): &(&'static str, &'static str, &[&str]),
) -> Html {
    let cells = |row: &NumbersRow| {
        let cell = |what: &&str| {
            html! { <td key={*what} class="desk-number" data-label={named(words::COUNTS, what)}>{ text(&said(&count(row, what))) }</td> }
        };
        columns.iter().map(cell).collect::<Html>()
    };
    let heads = columns
        .iter()
        .map(|what| named(words::COUNTS, what))
        .collect::<Vec<_>>();
    table(desk, asked, numbers, (id, title), &heads, &cells)
}

fn waits(desk: &Desk, asked: &Asked, numbers: &NumbersView) -> Html {
    let cells = |row: &NumbersRow| {
        let cell = |(what, label): &(&str, &'static str)| {
            let wait = row.waits.iter().find(|wait| wait.what == *what);
            html! { <td key={*what} data-label={*label}>{ text(&wait.map_or_else(String::new, wait_said)) }</td> }
        };
        words::WAITS.iter().map(cell).collect::<Html>()
    };
    let heads = words::WAITS
        .iter()
        .map(|(_, label)| (*label).to_owned())
        .collect::<Vec<_>>();
    table(
        desk,
        asked,
        numbers,
        ("waits", words::WAITS_TITLE),
        &heads,
        &cells,
    )
}

/// A table with a row for each group, and one for all of them.
fn table(
    desk: &Desk,
    asked: &Asked,
    numbers: &NumbersView,
    (id, title): (&'static str, &'static str),
    heads: &[String],
    cells: &dyn Fn(&NumbersRow) -> Html,
) -> Html {
    let row = |(at, row): (usize, &NumbersRow)| {
        html! { <tr key={at}><th scope="row">{ text(&group(desk, row)) }</th>{ cells(row) }</tr> }
    };
    html! {
        <section key={id} aria-labelledby={id}>
            <h2 key="title" {id}>{ title }</h2>
            <table key="table" class="desk-table desk-numbers">
                <thead>
                    <tr>
                        <th scope="col">{ text(&named(words::BY, &asked.by)) }</th>
                        { for heads.iter().map(|head| html! { <th key={head.clone()} scope="col">{ text(head) }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for numbers.rows.iter().enumerate().map(row) }</tbody>
                <tfoot><tr><th scope="row">{ words::TOGETHER }</th>{ cells(&numbers.total) }</tr></tfoot>
            </table>
        </section>
    }
}

/// «Pablo · novembre 2026»
fn group(desk: &Desk, row: &NumbersRow) -> String {
    let part = |id: &str, name: fn(&Desk, &str) -> String| (!id.is_empty()).then(|| name(desk, id));
    let parts = [
        part(&row.polo, names::polo),
        part(&row.area, names::area),
        part(&row.motive, names::motive),
        part(&row.month, month_name),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        words::NO_AREA.to_owned()
    } else {
        parts.join(" · ")
    }
}

/// «novembre 2026»
fn month_name(desk: &Desk, month: &str) -> String {
    let Some((year, month)) = month.split_once('-') else {
        return month.to_owned();
    };
    let at = month.parse::<usize>().unwrap_or_default().saturating_sub(1);
    let months = desk.texts().get(Key::date_months);
    format!("{} {year}", months.split(' ').nth(at).unwrap_or(month))
}

fn count(row: &NumbersRow, what: &str) -> CountView {
    let found = row.counts.iter().find(|count| count.what == what);
    found.cloned().unwrap_or_default()
}

/// A number as it is shown: «12», «meno di 5», «circa 38 (da 35 a 41)».
fn said(count: &CountView) -> String {
    let number = count.count.map(grouped).unwrap_or_default();
    match count.shown.as_str() {
        "few" => words::FEW.to_owned(),
        "about" => {
            let (least, most) = (grouped(count.least), grouped(count.most));
            fill(
                words::ABOUT,
                &[("count", &number), ("least", &least), ("most", &most)],
            )
        }
        _ => number,
    }
}

/// «1.234»
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push('.');
        }
        said.push(digit);
    }
    said
}

fn wait_said(wait: &WaitView) -> String {
    let days = |words: &str, days: u32| fill(words, &[("days", &days.to_string())]);
    let half = wait.median.map(|median| days(words::HALF, median));
    let most = wait.nine_in_ten.map(|most| days(words::NINE_IN_TEN, most));
    let parts: Vec<String> = [half, most].into_iter().flatten().collect();
    if parts.is_empty() {
        words::NOT_SHOWN.to_owned()
    } else {
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_italians_write_them_and_as_sure_as_they_are() {
        let count = |shown: &str, count, least, most| CountView {
            what: String::new(),
            shown: shown.to_owned(),
            count,
            least,
            most,
        };
        assert_eq!(said(&count("exact", Some(0), 0, 0)), "0");
        assert_eq!(said(&count("exact", Some(1_234_567), 1, 1)), "1.234.567");
        assert_eq!(said(&count("few", None, 1, 4)), "meno di 5");
        assert_eq!(
            said(&count("about", Some(38), 35, 1041)),
            "circa 38 (da 35 a 1.041)"
        );
    }

    #[test]
    fn a_wait_says_what_is_known_of_it() {
        let wait = |median, nine_in_ten| WaitView {
            what: String::new(),
            median,
            nine_in_ten,
        };
        assert_eq!(
            wait_said(&wait(Some(2), Some(9))),
            "metà entro 2, nove su dieci entro 9"
        );
        assert_eq!(wait_said(&wait(Some(2), None)), "metà entro 2");
        assert_eq!(wait_said(&wait(None, None)), "non si pubblica");
    }
}
