//! When somebody is away: added, changed, taken away. No reason is asked.

use super::change::Change;
use super::opening::one;
use crate::acting::use_act;
use crate::around::use_desk;
use crate::texts::agenda as words;
use api::desk::agenda::{AbsenceEdit, AbsenceView, AgendaWorker};
use portal::components::{Choice, TextFieldProps, text_field};
use portal::held::use_held;
use yew::prelude::*;
use yew::props;

/// Props of [`Form`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FormProps {
    /// The one that changes or goes; a new one without it.
    #[prop_or_default]
    pub(super) absence: Option<AbsenceView>,
    /// Whether it goes.
    #[prop_or_default]
    pub(super) removing: bool,
    /// Whoever can be away.
    pub(super) workers: Vec<AgendaWorker>,
    /// It was made: what to say.
    pub(super) done: Callback<String>,
    /// It is not to be made.
    pub(super) leave: Callback<()>,
}

fn first(props: &FormProps) -> AbsenceEdit {
    let Some(absence) = props.absence.clone() else {
        return AbsenceEdit {
            act: "add".to_owned(),
            ..AbsenceEdit::default()
        };
    };
    AbsenceEdit {
        act: if props.removing { "remove" } else { "change" }.to_owned(),
        id: absence.id,
        worker: absence.worker,
        from: absence.from,
        until: absence.until,
        ..AbsenceEdit::default()
    }
}

/// The form.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let typed = use_held(|| first(props));
    // Made of texts: it cannot fail to be JSON.
    let body = serde_json::to_value(&*typed).unwrap_or_default();
    let line = |name: &'static str, label: &'static str, value: &str, oninput| {
        text_field(&props!(TextFieldProps {
            texts: desk.texts().clone(),
            name,
            label,
            kind: "datetime-local",
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
    html! {
        <Change what="absences" {body} act={act.clone()} done={props.done.clone()} leave={props.leave.clone()}>
            if !props.removing {
                if props.absence.is_none() {
                    { one(&desk, &act, ("worker", words::WHO), workers.collect(), &typed.worker,
                        typed.taking(|typed: &mut AbsenceEdit, id| typed.worker = id)) }
                }
                { line("from", words::AWAY_FROM, &typed.from, typed.taking(|typed: &mut AbsenceEdit, at| typed.from = at)) }
                { line("until", words::AWAY_UNTIL, &typed.until, typed.taking(|typed: &mut AbsenceEdit, at| typed.until = at)) }
            }
        </Change>
    }
}
