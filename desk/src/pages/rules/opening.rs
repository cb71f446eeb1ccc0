//! When somebody is there: added, changed, taken away.

use super::change::Change;
use super::said_recurrence;
use crate::acting::{Act, use_act};
use crate::around::{Desk, use_desk};
use crate::texts::{Named, agenda as words, named};
use crate::words as names;
use api::desk::agenda::{AgendaWorker, OpeningEdit, OpeningView};
use portal::components::{
    Choice, ChoiceListProps, Group, SelectFieldProps, TextFieldProps, choice_list, select_field, text_field,
};
use portal::dates;
use portal::held::{Held, use_held};
use yew::prelude::*;
use yew::props;

/// «ogni settimana, lunedì»; of one day alone, the day.
pub(super) fn recurrence(desk: &Desk, written: &str) -> String {
    match written.rsplit_once(' ') {
        Some(("once", day)) => dates::day(&desk.bundle, day),
        Some((how, day)) => format!("{}, {}", said_recurrence(how), named(words::WEEKDAYS, day)),
        None => written.to_owned(),
    }
}

/// Props of [`Form`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FormProps {
    /// The one that changes or goes; a new one without it.
    #[prop_or_default]
    pub(super) opening: Option<OpeningView>,
    /// Whether it goes.
    #[prop_or_default]
    pub(super) removing: bool,
    /// Whoever can be there.
    pub(super) workers: Vec<AgendaWorker>,
    /// It was made: what to say.
    pub(super) done: Callback<String>,
    /// It is not to be made.
    pub(super) leave: Callback<()>,
}

/// What is typed: the recurrence in its two parts.
#[derive(Clone, Default)]
struct Typed {
    edit: OpeningEdit,
    how: String,
    day: String,
}

impl Typed {
    fn of(opening: Option<&OpeningView>, removing: bool) -> Self {
        let Some(opening) = opening.cloned() else {
            return Self {
                edit: OpeningEdit {
                    act: "add".to_owned(),
                    valid_from: super::super::agenda::written(names::today()),
                    ways: vec!["at_polo".to_owned(), "phone".to_owned()],
                    ..OpeningEdit::default()
                },
                how: "weekly".to_owned(),
                day: String::new(),
            };
        };
        let (how, day) = opening.on.rsplit_once(' ').unwrap_or_default();
        Self {
            how: how.to_owned(),
            day: day.to_owned(),
            edit: OpeningEdit {
                act: if removing { "remove" } else { "change" }.to_owned(),
                id: opening.id,
                worker: opening.worker,
                polo: opening.polo,
                motives: opening.motives,
                ways: opening.ways,
                on: opening.on.clone(),
                from: opening.from,
                to: opening.to,
                valid_from: opening.valid_from,
                valid_until: opening.valid_until,
                ..OpeningEdit::default()
            },
        }
    }

    fn edit(&self) -> OpeningEdit {
        OpeningEdit {
            on: format!("{} {}", self.how, self.day),
            ..self.edit.clone()
        }
    }
}

/// The form.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let typed = use_held(|| Typed::of(props.opening.as_ref(), props.removing));
    // Made of texts and lists: it cannot fail to be JSON.
    let body = serde_json::to_value(typed.edit()).unwrap_or_default();
    html! {
        <Change what="openings" {body} act={act.clone()} done={props.done.clone()} leave={props.leave.clone()}>
            if !props.removing { { fields(&desk, props, &typed, &act) } }
        </Change>
    }
}

fn fields(desk: &Desk, props: &FormProps, typed: &Held<Typed>, act: &Act) -> Html {
    let edit = &typed.edit;
    let line = |name: &'static str,
                label: &'static str,
                hint: &'static str,
                value: &str,
                kind: &'static str,
                oninput| {
        text_field(&props!(TextFieldProps {
            texts: desk.texts().clone(),
            name,
            label,
            hint,
            kind,
            value: value.to_owned(),
            error: act.error(name),
            autocomplete: "off",
            oninput,
        }))
    };
    let workers = props
        .workers
        .iter()
        .map(|worker| Choice::new(worker.id.clone(), worker.name.clone()));
    let poli = desk.bundle.catalogue.poli.iter();
    let poli = poli.map(|polo| Choice::new(polo.id.clone(), polo.name.clone()));
    let motives = desk.offer.motives().iter();
    let motives = motives.map(|motive| Choice::new(motive.id.clone(), motive.label.clone()));
    html! {
        <>
            if props.opening.is_none() {
                { one(desk, act, ("worker", words::WHO), workers.collect(), &edit.worker,
                    typed.taking(|typed: &mut Typed, id| typed.edit.worker = id)) }
            }
            { one(desk, act, ("polo", words::POLO), poli.collect(), &edit.polo,
                typed.taking(|typed: &mut Typed, id| typed.edit.polo = id)) }
            { many(desk, act, ("motives", words::MOTIVES_FIELD), motives.collect(), &edit.motives,
                typed.taking(|typed: &mut Typed, ids| typed.edit.motives = ids)) }
            { many(desk, act, ("ways", words::WAYS_FIELD), choices(words::WAYS), &edit.ways,
                typed.taking(|typed: &mut Typed, ways| typed.edit.ways = ways)) }
            { one(desk, act, ("on", words::RECURRENCE), choices(words::RECURRENCES), &typed.how,
                typed.taking(|typed: &mut Typed, how: String| {
                    if (how == "once") != (typed.how == "once") {
                        typed.day.clear();
                    }
                    typed.how = how;
                })) }
            <div key="day">
                if typed.how == "once" {
                    { line("day", words::ONLY_DAY, "", &typed.day, "date", typed.taking(|typed, day| typed.day = day)) }
                } else {
                    { one(desk, act, ("day", words::WEEKDAY), choices(words::WEEKDAYS), &typed.day,
                        typed.taking(|typed: &mut Typed, day| typed.day = day)) }
                }
            </div>
            { line("from", words::FROM, words::TIME_HINT, &edit.from, "time", typed.taking(|typed, at| typed.edit.from = at)) }
            { line("to", words::TO, "", &edit.to, "time", typed.taking(|typed, at| typed.edit.to = at)) }
            { line("valid_from", words::VALID_FROM, "", &edit.valid_from, "date",
                typed.taking(|typed, day| typed.edit.valid_from = day)) }
            { line("valid_until", words::VALID_UNTIL, words::VALID_UNTIL_HINT, &edit.valid_until, "date",
                typed.taking(|typed, day| typed.edit.valid_until = day)) }
        </>
    }
}

fn choices(words: Named) -> Vec<Choice> {
    words
        .iter()
        .map(|(value, label)| Choice::new(*value, *label))
        .collect()
}

/// One out of several.
pub(super) fn one(
    desk: &Desk,
    act: &Act,
    (name, label): (&'static str, &'static str),
    choices: Vec<Choice>,
    value: &str,
    onchange: Callback<String>,
) -> Html {
    select_field(&props!(SelectFieldProps {
        texts: desk.texts().clone(),
        name,
        label,
        error: act.error(name),
        groups: Group::plain(choices),
        value: value.to_owned(),
        onchange,
    }))
}

fn many(
    desk: &Desk,
    act: &Act,
    (name, legend): (&'static str, &'static str),
    choices: Vec<Choice>,
    chosen: &[String],
    onchange: Callback<Vec<String>>,
) -> Html {
    choice_list(&props!(ChoiceListProps {
        texts: desk.texts().clone(),
        name,
        legend,
        error: act.error(name),
        choices,
        chosen: chosen.to_vec(),
        many: true,
        compact: true,
        onchange,
    }))
}
