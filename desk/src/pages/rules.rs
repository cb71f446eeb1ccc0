//! When staff are there, when they are away, when a Polo is closed: lists, and changes that are looked at before they are made.

mod absence;
mod change;
mod closure;
mod opening;

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{button, got, said, title};
use crate::route::Route;
use crate::texts::{agenda as words, fill, named};
use crate::words as names;
use api::desk::agenda::{AbsenceView, AgendaRules, ClosedDay, OpeningView};
use api::paths::desk as paths;
use domain::role::Action;
use portal::dates;
use portal::held::{Held, use_held};
use portal::texts::text;
use yew::prelude::*;

/// What is being changed: which list, and the id of the row; empty is a new one.
#[derive(Clone, Default, PartialEq)]
struct Hand {
    list: &'static str,
    id: String,
    removing: bool,
    said: String,
}

/// The lists.
#[component]
pub(super) fn Rules() -> Html {
    let desk = use_desk();
    let rules = use_get::<AgendaRules>(paths::AGENDA_RULES.to_owned());
    let hand = use_held(Hand::default);
    let done = {
        let again = rules.again.clone();
        hand.taking(|hand, said: String| {
            *hand = Hand {
                said,
                ..Hand::default()
            };
        })
        .reform(move |said| {
            again.emit(());
            said
        })
    };
    html! {
        <>
            { title(words::RULES_TITLE) }
            <p key="lead">{ words::RULES_LEAD }{ " " }<a href={Route::Agenda.path()}>{ words::TO_AGENDA }</a></p>
            { said(&hand.said) }
            { got(&rules, |rules| {
                let lists = Lists { desk: &desk, hand: &hand, rules, done: &done };
                html! { <>{ lists.openings() }{ lists.absences() }{ lists.closures() }</> }
            }) }
        </>
    }
}

struct Lists<'a> {
    desk: &'a Desk,
    hand: &'a Held<Hand>,
    rules: &'a AgendaRules,
    done: &'a Callback<String>,
}

impl Lists<'_> {
    /// Opens a row, or a new one, for changing or taking away.
    fn take(&self, list: &'static str, id: &str, removing: bool) -> Callback<()> {
        let id = id.to_owned();
        self.hand.taking(move |hand, ()| {
            *hand = Hand {
                list,
                id: id.clone(),
                removing,
                said: String::new(),
            };
        })
    }

    fn leave(&self) -> Callback<()> {
        self.hand.taking(|hand, ()| *hand = Hand::default())
    }

    fn is(&self, list: &str, id: &str) -> bool {
        self.hand.list == list && self.hand.id == id
    }

    fn name(&self, worker: &str) -> String {
        let found = self.rules.workers.iter().find(|other| other.id == worker);
        found.map_or(worker, |worker| worker.name.as_str()).to_owned()
    }

    /// The heading of a list, with the button that adds to it.
    fn head(&self, list: &'static str, label: &'static str, add: &'static str, action: Action) -> Html {
        html! {
            <div key="head" class="desk-head">
                <h2 id={list}>{ label }</h2>
                if self.desk.may(action) { { button(add, "btn btn-outline-primary btn-sm", &self.take(list, "", false)) } }
            </div>
        }
    }

    /// The buttons of a row; `what` is read with them by screen readers.
    fn buttons(&self, (list, id): (&'static str, &str), changes: bool, what: &str, action: Action) -> Html {
        let press = |label: &'static str, onclick: Callback<()>| {
            let onclick = onclick.reform(|_: MouseEvent| ());
            html! {
                <button key={label} type="button" class="btn btn-link btn-sm" aria-label={format!("{label}: {what}")} {onclick}>{ label }</button>
            }
        };
        if !self.desk.may(action) {
            return Html::default();
        }
        html! {
            <>
                if changes { { press(words::CHANGE, self.take(list, id, false)) } }
                { press(words::REMOVE, self.take(list, id, true)) }
            </>
        }
    }

    fn openings(&self) -> Html {
        const LIST: &str = "openings";
        let new = self.is(LIST, "");
        html! {
            <section key={LIST} aria-labelledby={LIST}>
                { self.head(LIST, words::OPENINGS, words::ADD_OPENING, Action::EditOpenings) }
                <div key="new">
                    if new {
                        <opening::Form workers={self.rules.workers.clone()} done={self.done.clone()} leave={self.leave()} />
                    }
                </div>
                if self.rules.openings.is_empty() {
                    <p key="none" class="text-muted">{ words::NO_OPENING }</p>
                } else {
                    { Self::table(words::OPENINGS, &[words::WORKER, words::WHEN, words::HOURS, words::WHERE, words::FOR, words::VALID],
                        self.rules.openings.iter().map(|opening| self.opening(opening)).collect()) }
                }
            </section>
        }
    }

    fn opening(&self, opening: &OpeningView) -> Html {
        const LIST: &str = "openings";
        let name = self.name(&opening.worker);
        let when = opening::recurrence(self.desk, &opening.on);
        let mut all = self.desk.bundle.catalogue.motives.iter();
        let motives = if all.all(|motive| opening.motives.contains(&motive.id)) {
            words::EVERY_MOTIVE.to_owned()
        } else {
            let motives = opening.motives.iter();
            let motives: Vec<String> = motives.map(|id| names::motive(self.desk, id)).collect();
            motives.join(", ")
        };
        let day = |day: &str| dates::day(&self.desk.bundle, day);
        let valid = match opening.valid_until.as_str() {
            "" => fill(words::SINCE, &[("from", &day(&opening.valid_from))]),
            until => fill(
                words::SPAN,
                &[("from", &day(&opening.valid_from)), ("to", &day(until))],
            ),
        };
        let cells = [
            (words::WORKER, name.clone()),
            (words::WHEN, when.clone()),
            (words::HOURS, format!("{}–{}", opening.from, opening.to)),
            (words::WHERE, names::polo(self.desk, &opening.polo)),
            (words::FOR, motives),
            (words::VALID, valid),
        ];
        let what = format!("{name}, {when}");
        let in_hand = self.is(LIST, &opening.id);
        let below = html! {
            if in_hand {
                <opening::Form opening={opening.clone()} removing={self.hand.removing} workers={self.rules.workers.clone()}
                    done={self.done.clone()} leave={self.leave()} />
            }
        };
        Self::row(
            &opening.id,
            &cells,
            self.buttons((LIST, &opening.id), true, &what, Action::EditOpenings),
            in_hand.then_some(below),
        )
    }

    fn absences(&self) -> Html {
        const LIST: &str = "absences";
        let new = self.is(LIST, "");
        html! {
            <section key={LIST} aria-labelledby={LIST}>
                { self.head(LIST, words::ABSENCES, words::ADD_ABSENCE, Action::EditAbsences) }
                <div key="new">
                    if new {
                        <absence::Form workers={self.rules.workers.clone()} done={self.done.clone()} leave={self.leave()} />
                    }
                </div>
                if self.rules.absences.is_empty() {
                    <p key="none" class="text-muted">{ words::NO_ABSENCE }</p>
                } else {
                    { Self::table(words::ABSENCES, &[words::WORKER, words::AWAY_FROM, words::AWAY_UNTIL],
                        self.rules.absences.iter().map(|absence| self.absence(absence)).collect()) }
                }
            </section>
        }
    }

    fn absence(&self, absence: &AbsenceView) -> Html {
        const LIST: &str = "absences";
        let name = self.name(&absence.worker);
        let at = |written: &str| dates::minute(&self.desk.bundle, written);
        let cells = [
            (words::WORKER, name.clone()),
            (words::AWAY_FROM, at(&absence.from)),
            (words::AWAY_UNTIL, at(&absence.until)),
        ];
        let in_hand = self.is(LIST, &absence.id);
        let below = html! {
            if in_hand {
                <absence::Form absence={absence.clone()} removing={self.hand.removing} workers={self.rules.workers.clone()}
                    done={self.done.clone()} leave={self.leave()} />
            }
        };
        let what = format!("{name}, {}", at(&absence.from));
        Self::row(
            &absence.id,
            &cells,
            self.buttons((LIST, &absence.id), true, &what, Action::EditAbsences),
            in_hand.then_some(below),
        )
    }

    fn closures(&self) -> Html {
        const LIST: &str = "closures";
        let new = self.is(LIST, "");
        html! {
            <section key={LIST} aria-labelledby={LIST}>
                { self.head(LIST, words::CLOSURES, words::ADD_CLOSURE, Action::EditAbsences) }
                <div key="new">
                    if new { <closure::Form done={self.done.clone()} leave={self.leave()} /> }
                </div>
                if self.rules.closures.is_empty() {
                    <p key="none" class="text-muted">{ words::NO_CLOSURE }</p>
                } else {
                    { Self::table(words::CLOSURES, &[words::CLOSED_DAY, words::WHERE],
                        self.rules.closures.iter().map(|closed| self.closure(closed)).collect()) }
                }
            </section>
        }
    }

    fn closure(&self, closed: &ClosedDay) -> Html {
        const LIST: &str = "closures";
        let day = dates::day(&self.desk.bundle, &closed.day);
        let polo = match closed.polo.as_str() {
            "" => words::ALL_POLI.to_owned(),
            id => names::polo(self.desk, id),
        };
        let id = format!("{} {}", closed.day, closed.polo);
        let what = format!("{day}, {polo}");
        let in_hand = self.is(LIST, &id);
        let below = html! {
            if in_hand { <closure::Form closed={closed.clone()} done={self.done.clone()} leave={self.leave()} /> }
        };
        let cells = [(words::CLOSED_DAY, day), (words::WHERE, polo)];
        Self::row(
            &id,
            &cells,
            self.buttons((LIST, &id), false, &what, Action::EditAbsences),
            in_hand.then_some(below),
        )
    }

    fn table(caption: &'static str, heads: &[&'static str], rows: Vec<Html>) -> Html {
        html! {
            <table key="table" class="desk-table">
                <caption class="visually-hidden">{ caption }</caption>
                <thead>
                    <tr>
                        { for heads.iter().map(|head| html! { <th key={*head} scope="col">{ *head }</th> }) }
                        <td></td>
                    </tr>
                </thead>
                <tbody>{ for rows }</tbody>
            </table>
        }
    }

    /// A row, with what is being done with it in one below.
    fn row(id: &str, cells: &[(&'static str, String)], buttons: Html, below: Option<Html>) -> Html {
        let cell = |(at, (label, words)): (usize, &(&'static str, String))| match at {
            0 => html! { <th key={*label} scope="row" data-label={*label}>{ text(words) }</th> },
            _ => html! { <td key={*label} data-label={*label}>{ text(words) }</td> },
        };
        let columns = (cells.len() + 1).to_string();
        html! {
            <>
                <tr key={id.to_owned()}>
                    { for cells.iter().enumerate().map(cell) }
                    <td key="buttons">{ buttons }</td>
                </tr>
                if let Some(below) = below {
                    <tr key={format!("{id} below")} class="desk-below"><td colspan={columns}>{ below }</td></tr>
                }
            </>
        }
    }
}

/// «ogni settimana» and the like, by the word that travels.
fn said_recurrence(word: &str) -> String {
    named(words::RECURRENCES, word)
}
