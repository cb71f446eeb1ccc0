//! The form of a project: goals and actions as lists that grow, shrink and are put in order by buttons. What is typed outlives the
//! screen and a session that ended, until it is saved.

use super::{Doing, Hand};
use crate::acting::{Act, use_act};
use crate::drafts::{Draft, use_draft};
use crate::parts::{button, focus, form, submit};
use crate::texts::{Named, fill, project as words};
use api::desk::project::SaveProject;
use domain::project::{ActionDraft, Doer, GoalDraft, MOST_ACTIONS, MOST_GOALS, Progress};
use portal::components::{
    Choice, Group, SelectFieldProps, TextArea, TextFieldProps, select_field, text_field,
};
use portal::texts::text;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::props;

/// Props of [`Edit`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct EditProps {
    /// What the screen shares.
    pub(super) hand: Hand,
}

/// What the fields of the form share.
struct Fields<'a> {
    hand: &'a Hand,
    act: &'a Act,
    draft: &'a Draft,
    typed: &'a SaveProject,
    /// What was done with a line, read out.
    said: &'a UseStateHandle<String>,
}

/// A list of the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Goals,
    Actions,
}

impl List {
    fn name(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Actions => "actions",
        }
    }
}

/// The form.
#[component]
pub(super) fn Edit(props: &EditProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let draft = use_draft(hand.draft("plan"));
    let said = use_state_eq(String::new);
    // What is being typed now is not told to whoever types it.
    let found = use_memo((), |()| !draft.text.is_empty());
    let kept = serde_json::from_str::<SaveProject>(&draft.text).ok();
    let typed = kept.clone().unwrap_or_else(|| as_it_is(hand));
    let fields = Fields {
        hand,
        act: &act,
        draft: &draft,
        typed: &typed,
        said: &said,
    };
    let send = {
        let (hand, act, typed) = (hand.clone(), act.clone(), typed.clone());
        Callback::from(move |()| {
            let inner = hand.clone();
            // Whoever has been shown what is there now saves on top of it.
            let mut body = typed.clone();
            if hand.known.meanwhile {
                body.version = hand.version();
            }
            act.run(async move {
                inner.change("", &body, words::SAVED).await?;
                inner.forget("plan");
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            <h2 key="title">{ if hand.version() == 0 { words::BEGIN } else { words::EDITING } }</h2>
            { act.summary() }
            <div key="kept">if *found && kept.is_some() { { left_over(&fields) } }</div>
            <p key="said" class="visually-hidden" role="status">{ text(&said) }</p>
            { goals(&fields) }
            { actions(&fields) }
            { fields.date("review_on", words::REVIEW_ON_LABEL, &typed.review_on, |typed, day| typed.review_on = day) }
            <TextArea key="note" texts={hand.desk.texts().clone()} name="note" label={words::NOTE_LABEL} hint={words::NOTE_HINT} optional=true
                error={act.error("note")} value={typed.note.clone()} limit=2000 live=true oninput={fields.taking(|typed, note| typed.note = note)} />
            <div key="ends" class="desk-buttons">
                { submit(words::SAVE, act.busy) }
                { button(words::CANCEL, "btn btn-link", &hand.begin(Doing::Reading)) }
            </div>
        </>
    };
    form("project", &send, inside)
}

/// The newest version as the form begins; a goal and an action to fill where there are none.
fn as_it_is(hand: &Hand) -> SaveProject {
    let project = hand.known.project.clone().unwrap_or_default();
    let mut typed = SaveProject {
        version: project.version,
        goals: project.plan.goals,
        actions: project.plan.actions,
        review_on: project.plan.review_on,
        note: project.plan.note,
    };
    if typed.goals.is_empty() {
        typed.goals.push(GoalDraft::default());
    }
    if typed.actions.is_empty() {
        typed.actions.push(new_action());
    }
    typed
}

fn new_action() -> ActionDraft {
    ActionDraft {
        state: Progress::ToDo.word().to_owned(),
        ..ActionDraft::default()
    }
}

/// That this is what was typed before, and the way back to how it was.
fn left_over(fields: &Fields<'_>) -> Html {
    let forget = fields.draft.typed.reform(|()| String::new());
    html! {
        <p key="kept" class="text-muted">{ words::KEPT }{ " " }{ button(words::FORGET, "btn btn-link btn-sm", &forget) }</p>
    }
}

fn goals(fields: &Fields<'_>) -> Html {
    let row = |(at, goal): (usize, &GoalDraft)| {
        let name = |field: &str| format!("goals.{at}.{field}");
        let inside = html! {
            <>
                { fields.line((name("what"), words::GOAL_WHAT, ""), (&goal.what, false), move |typed, what| at_goal(typed, at, |goal| goal.what = what)) }
                { fields.line((name("sign"), words::GOAL_SIGN, ""), (&goal.sign, true), move |typed, sign| at_goal(typed, at, |goal| goal.sign = sign)) }
                { fields.date(&name("by"), words::BY, &goal.by, move |typed, by| at_goal(typed, at, |goal| goal.by = by)) }
            </>
        };
        let many = fields.typed.goals.len();
        fields.row((List::Goals, at, many), words::GOAL_N, &goal.what, inside)
    };
    let rows: Html = fields.typed.goals.iter().enumerate().map(row).collect();
    let full = fields.typed.goals.len() >= MOST_GOALS;
    fields.list(List::Goals, (words::GOALS, words::ADD_GOAL), full, rows)
}

fn actions(fields: &Fields<'_>) -> Html {
    let row = |(at, action): (usize, &ActionDraft)| {
        let name = |field: &str| format!("actions.{at}.{field}");
        let dropped = action.state == Progress::Dropped.word();
        let other = action.who == Doer::Other.word();
        let inside = html! {
            <>
                { fields.line((name("what"), words::ACTION_WHAT, ""), (&action.what, false), move |typed, what| at_action(typed, at, |action| action.what = what)) }
                <div key="who" class="desk-filters">
                    { fields.choice(&name("who"), words::WHO, (words::DOERS, &action.who), move |typed, who| at_action(typed, at, |action| action.who = who)) }
                    { fields.choice(&name("state"), words::STATE, (words::STATES, &action.state), move |typed, state| at_action(typed, at, |action| action.state = state)) }
                    { fields.date(&name("by"), words::BY, &action.by, move |typed, by| at_action(typed, at, |action| action.by = by)) }
                </div>
                { fields.line((name("name"), words::ACTION_NAME, words::ACTION_NAME_HINT), (&action.name, !other), move |typed, name| at_action(typed, at, |action| action.name = name)) }
                <div key="why">
                    if dropped {
                        { fields.line((name("why"), words::WHY, ""), (&action.why, false), move |typed, why| at_action(typed, at, |action| action.why = why)) }
                    }
                </div>
            </>
        };
        let many = fields.typed.actions.len();
        fields.row((List::Actions, at, many), words::ACTION_N, &action.what, inside)
    };
    let rows: Html = fields.typed.actions.iter().enumerate().map(row).collect();
    let full = fields.typed.actions.len() >= MOST_ACTIONS;
    fields.list(List::Actions, (words::ACTIONS, words::ADD_ACTION), full, rows)
}

fn at_goal(typed: &mut SaveProject, at: usize, change: impl FnOnce(&mut GoalDraft)) {
    if let Some(goal) = typed.goals.get_mut(at) {
        change(goal);
    }
}

fn at_action(typed: &mut SaveProject, at: usize, change: impl FnOnce(&mut ActionDraft)) {
    if let Some(action) = typed.actions.get_mut(at) {
        change(action);
    }
}

impl Fields<'_> {
    /// A callback that takes a value into what is typed.
    fn taking<T: 'static>(&self, take: impl Fn(&mut SaveProject, T) + 'static) -> Callback<T> {
        let (typed, keep) = (self.typed.clone(), self.draft.typed.clone());
        Callback::from(move |value: T| {
            let mut typed = typed.clone();
            take(&mut typed, value);
            // Texts, numbers and lists have no way of not being JSON.
            keep.emit(serde_json::to_string(&typed).unwrap_or_default());
        })
    }

    fn line(
        &self,
        (name, label, hint): (String, &'static str, &'static str),
        (value, optional): (&str, bool),
        take: impl Fn(&mut SaveProject, String) + 'static,
    ) -> Html {
        let error = self.act.error(&name);
        text_field(&props!(TextFieldProps {
            texts: self.hand.desk.texts().clone(),
            name,
            label,
            hint,
            error,
            optional,
            value: value.to_owned(),
            autocomplete: "off",
            oninput: self.taking(take)
        }))
    }

    fn date(
        &self,
        name: &str,
        label: &'static str,
        value: &str,
        take: impl Fn(&mut SaveProject, String) + 'static,
    ) -> Html {
        text_field(&props!(TextFieldProps {
            texts: self.hand.desk.texts().clone(),
            name: name.to_owned(),
            label,
            kind: "date",
            short: true,
            optional: true,
            error: self.act.error(name),
            value: value.to_owned(),
            oninput: self.taking(take)
        }))
    }

    fn choice(
        &self,
        name: &str,
        label: &'static str,
        (choices, value): (Named, &str),
        take: impl Fn(&mut SaveProject, String) + 'static,
    ) -> Html {
        let choices = choices
            .iter()
            .map(|(word, said)| Choice::new(*word, *said))
            .collect();
        select_field(&props!(SelectFieldProps {
            texts: self.hand.desk.texts().clone(),
            name: name.to_owned(),
            label,
            groups: Group::plain(choices),
            error: self.act.error(name),
            value: value.to_owned(),
            onchange: self.taking(take)
        }))
    }

    /// A list with its rows, what is wrong with it as a whole, and the button for one more.
    fn list(&self, list: List, (title, add): (&'static str, &'static str), full: bool, rows: Html) -> Html {
        let name = list.name();
        let error = self.act.error(name);
        let next = match list {
            List::Goals => self.typed.goals.len(),
            List::Actions => self.typed.actions.len(),
        };
        let grow = self.taking(move |typed, ()| match list {
            List::Goals => typed.goals.push(GoalDraft::default()),
            List::Actions => typed.actions.push(new_action()),
        });
        let onadd = Callback::from(move |()| {
            grow.emit(());
            spawn_local(async move { focus(&format!("[id='field-{name}.{next}.what']")) });
        });
        html! {
            <fieldset key={name} class="desk-grants" id={format!("field-{name}")} tabindex="-1">
                <legend key="legend">{ title }</legend>
                <div key="error">if !error.is_empty() { <p class="invalid-feedback">{ text(&error) }</p> }</div>
                <ol key="rows" class="desk-plain">{ rows }</ol>
                <div key="add" id={format!("add-{name}")}>
                    if !full { { button(add, "btn btn-outline-primary btn-sm", &onadd) } }
                </div>
            </fieldset>
        }
    }

    /// A row, with the buttons that move it and take it away.
    fn row(&self, (list, at, many): (List, usize, usize), title: &str, what: &str, inside: Html) -> Html {
        let said = fill(title, &[("n", &(at + 1).to_string())]);
        let what = if what.is_empty() {
            said.clone()
        } else {
            what.to_owned()
        };
        html! {
            <li key={at} class="desk-card">
                <h3 key="title">{ text(&said) }</h3>
                <div key="fields">{ inside }</div>
                <div key="buttons" class="desk-buttons">
                    if at > 0 {
                        { self.mover((list, at, at - 1), ("up", words::UP, words::UP_OF), &what) }
                    }
                    if at + 1 < many {
                        { self.mover((list, at, at + 1), ("down", words::DOWN, words::DOWN_OF), &what) }
                    }
                    { self.remover(list, at, &what) }
                </div>
            </li>
        }
    }

    /// A button that moves a row. The focus goes with it, and where it has come is read out.
    fn mover(
        &self,
        (list, from, to): (List, usize, usize),
        (name, label, of): (&'static str, &'static str, &str),
        what: &str,
    ) -> Html {
        let swap = self.taking(move |typed, ()| match list {
            List::Goals => typed.goals.swap(from, to),
            List::Actions => typed.actions.swap(from, to),
        });
        let said = self.said.setter();
        let onclick = Callback::from(move |_: MouseEvent| {
            swap.emit(());
            said.set(fill(words::MOVED, &[("n", &(to + 1).to_string())]));
            spawn_local(async move {
                let row = format!("{}-{to}", list.name());
                // At either end the button that was pressed is gone: the other one is there.
                focus(&format!("#move-{row}-up, #move-{row}-down"));
                focus(&format!("#move-{row}-{name}"));
            });
        });
        html! {
            <button key={name} type="button" class="btn btn-outline-primary btn-sm" id={format!("move-{}-{from}-{name}", list.name())}
                aria-label={fill(of, &[("what", what)])} {onclick}>{ label }</button>
        }
    }

    fn remover(&self, list: List, at: usize, what: &str) -> Html {
        let remove = self.taking(move |typed, ()| match list {
            List::Goals => drop(typed.goals.remove(at)),
            List::Actions => drop(typed.actions.remove(at)),
        });
        let said = self.said.setter();
        let onclick = Callback::from(move |_: MouseEvent| {
            remove.emit(());
            said.set(words::REMOVED.to_owned());
            spawn_local(async move { focus(&format!("#add-{} button", list.name())) });
        });
        html! {
            <button key="remove" type="button" class="btn btn-link btn-sm" aria-label={fill(words::REMOVE_OF, &[("what", what)])} {onclick}>
                { words::REMOVE }
            </button>
        }
    }
}
