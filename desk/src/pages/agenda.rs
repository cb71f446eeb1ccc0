//! Who is expected, and when: a day or a week, of a Polo or a person, with filters that stand in the address. Nothing here
//! concerns a person until their request is opened.

mod chosen;
mod grid;
pub(super) mod missed;

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{button, got, said, title};
use crate::route::Route;
use crate::texts::agenda as words;
use crate::words as names;
use api::desk::agenda::AgendaView;
use api::paths::desk as paths;
use domain::Minute;
use domain::role::Action;
use portal::components::{Choice, Group, SelectFieldProps, TextFieldProps, select_field, text_field};
use portal::held::use_held;
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// Which days are looked at.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Days {
    /// The first.
    pub(super) first: Minute,
    /// Whether it is a whole week.
    pub(super) week: bool,
}

impl Days {
    fn asked(desk: &Desk) -> Self {
        let day = Minute::parse_date(&desk.place.asked("giorno")).unwrap_or_else(names::today);
        let week = desk.place.asked("vista") != "giorno";
        let since_monday = i64::try_from(day.weekday()).unwrap_or_default();
        Self {
            first: if week { day.plus_days(-since_monday) } else { day },
            week,
        }
    }

    fn count(self) -> i64 {
        if self.week { 7 } else { 1 }
    }

    /// The midnight of each.
    pub(super) fn all(self) -> Vec<Minute> {
        (0..self.count()).map(|day| self.first.plus_days(day)).collect()
    }
}

/// `2026-11-26`
pub(super) fn written(day: Minute) -> String {
    let (year, month, day) = day.date();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The civil day of an instant.
pub(super) fn day_of(instant: &str) -> Option<Minute> {
    instant.get(..16).and_then(Minute::parse)?.in_italy().at(0, 0)
}

/// What is in hand.
#[derive(Clone, Default)]
struct Hand {
    /// The appointment that is looked at, by id.
    chosen: String,
    /// What was done last.
    said: &'static str,
}

/// Who is expected, and when.
#[component]
pub(super) fn Agenda() -> Html {
    let desk = use_desk();
    let days = Days::asked(&desk);
    let path = format!(
        "{}?from={}&days={}&polo={}&worker={}",
        paths::AGENDA,
        written(days.first),
        days.count(),
        desk.place.asked("polo"),
        desk.place.asked("persona"),
    );
    let agenda = use_get::<AgendaView>(path);
    let hand = use_held(Hand::default);
    let choose = hand.taking(|hand, id: String| {
        hand.chosen = id;
        hand.said = "";
    });
    let done = {
        let again = agenda.again.clone();
        hand.taking(|hand, said: &'static str| hand.said = said)
            .reform(move |said| {
                again.emit(());
                said
            })
    };
    let rules = desk.may(Action::SeeAgenda);
    html! {
        <>
            <div key="head" class="desk-head">
                { title(words::TITLE) }
                { button(words::REFRESH, "btn btn-outline-primary btn-sm", &agenda.again) }
            </div>
            { toolbar(&desk, days, agenda.value.as_deref()) }
            <div key="rules">
                if rules { <p><a href={Route::Rules.path()}>{ words::RULES }</a></p> }
            </div>
            { said(hand.said) }
            { got(&agenda, |agenda| {
                let chosen = agenda.appointments.iter().find(|meeting| meeting.id == hand.chosen);
                html! {
                    <>
                        <div key="grid">
                            <grid::Grid agenda={agenda.clone()} first={days.first} week={days.week} chosen={hand.chosen.clone()}
                                choose={choose.clone()} done={done.clone()} />
                        </div>
                        <div key="chosen">
                            if let Some(meeting) = chosen {
                                <chosen::Chosen key={meeting.id.clone()} meeting={meeting.clone()} free={agenda.free.clone()}
                                    done={done.clone()} close={choose.reform(|()| String::new())} />
                            }
                        </div>
                    </>
                }
            }) }
        </>
    }
}

/// The address with another first day.
fn to_day(desk: &Desk, day: Minute) -> String {
    desk.place.with("giorno", &written(day))
}

/// Goes so many periods further; none is today.
pub(super) fn step(desk: &Desk, days: Days, by: i64) {
    let day = match by {
        0 => names::today(),
        by => days.first.plus_days(by * days.count()),
    };
    desk.place.go.emit(to_day(desk, day));
}

fn toolbar(desk: &Desk, days: Days, agenda: Option<&AgendaView>) -> Html {
    let go = |by: i64| {
        let desk = desk.clone();
        Callback::from(move |()| step(&desk, days, by))
    };
    let view = |label: &'static str, week: bool| {
        let href = desk.place.with("vista", if week { "" } else { "giorno" });
        let current = (days.week == week).then_some("true");
        html! { <a key={label} class="desk-tab" {href} aria-current={current}>{ label }</a> }
    };
    let date = {
        let desk = desk.clone();
        Callback::from(move |typed: String| {
            if Minute::parse_date(&typed).is_some() {
                desk.place.go.emit(desk.place.with("giorno", &typed));
            }
        })
    };
    html! {
        <div key="toolbar" class="agenda-bar no-print">
            <div key="views" class="desk-tabs" role="group" aria-label={words::VIEWS}>
                { view(words::WEEK, true) }{ view(words::DAY, false) }
            </div>
            <div key="moves" class="desk-buttons">
                { button(words::BEFORE, "btn btn-outline-primary btn-sm", &go(-1)) }
                { button(words::TODAY, "btn btn-outline-primary btn-sm", &go(0)) }
                { button(words::AFTER, "btn btn-outline-primary btn-sm", &go(1)) }
            </div>
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "date", label: words::DATE, kind: "date", value: written(days.first),
                autocomplete: "off", oninput: date,
            })) }
            { poli(desk) }
            { workers(desk, agenda) }
        </div>
    }
}

fn poli(desk: &Desk) -> Html {
    let poli = desk.bundle.catalogue.poli.iter();
    let poli = poli.map(|polo| Choice::new(polo.id.clone(), polo.name.clone()));
    filter(desk, ("polo", words::POLO, words::ANY_POLO), poli.collect())
}

fn workers(desk: &Desk, agenda: Option<&AgendaView>) -> Html {
    let workers = agenda.iter().flat_map(|agenda| &agenda.workers);
    let workers = workers.map(|worker| Choice::new(worker.id.clone(), worker.name.clone()));
    filter(
        desk,
        ("persona", words::WORKER, words::ANY_WORKER),
        workers.collect(),
    )
}

fn filter(
    desk: &Desk,
    (name, label, empty): (&'static str, &'static str, &'static str),
    choices: Vec<Choice>,
) -> Html {
    let place = desk.place.clone();
    select_field(&props!(SelectFieldProps {
        texts: desk.texts().clone(),
        name,
        label,
        empty,
        groups: Group::plain(choices),
        value: desk.place.asked(name),
        onchange: Callback::from(move |value: String| place.go.emit(place.with(name, &value))),
    }))
}

/// What stands where nothing does.
pub(super) fn nobody() -> Html {
    html! {
        <div key="empty" class="desk-empty">
            <p><strong>{ text(words::NOBODY) }</strong></p>
            <p>{ words::NOBODY_DETAIL }</p>
        </div>
    }
}
