//! A day on which a Polo is closed: added, taken away.

use super::change::Change;
use crate::acting::use_act;
use crate::around::use_desk;
use crate::texts::agenda as words;
use api::desk::agenda::{ClosedDay, ClosureEdit};
use domain::role::Action;
use portal::components::{Choice, Group, SelectFieldProps, TextFieldProps, select_field, text_field};
use portal::held::use_held;
use yew::prelude::*;
use yew::props;

/// Props of [`Form`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FormProps {
    /// The one that goes; a new one without it.
    #[prop_or_default]
    pub(super) closed: Option<ClosedDay>,
    /// It was made: what to say.
    pub(super) done: Callback<String>,
    /// It is not to be made.
    pub(super) leave: Callback<()>,
}

/// The form.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let own = desk
        .who
        .grants
        .iter()
        .filter(|grant| domain::role::may(grant.role, Action::EditAbsences));
    let everywhere = own
        .clone()
        .any(|grant| grant.polo.is_none() && grant.area.is_none());
    let first = own
        .into_iter()
        .find_map(|grant| grant.polo.clone())
        .filter(|_| !everywhere);
    let typed = use_held(|| match &props.closed {
        Some(closed) => ClosureEdit {
            act: "remove".to_owned(),
            polo: closed.polo.clone(),
            day: closed.day.clone(),
            ..ClosureEdit::default()
        },
        None => ClosureEdit {
            act: "add".to_owned(),
            polo: first.unwrap_or_default(),
            ..ClosureEdit::default()
        },
    });
    // Made of texts: it cannot fail to be JSON.
    let body = serde_json::to_value(&*typed).unwrap_or_default();
    let poli = desk.bundle.catalogue.poli.iter();
    let poli = poli.map(|polo| Choice::new(polo.id.clone(), polo.name.clone()));
    html! {
        <Change what="closures" {body} act={act.clone()} done={props.done.clone()} leave={props.leave.clone()}>
            if props.closed.is_none() {
                { text_field(&props!(TextFieldProps {
                    texts: desk.texts().clone(), name: "day", label: words::CLOSED_DAY, kind: "date", value: typed.day.clone(),
                    error: act.error("day"), autocomplete: "off",
                    oninput: typed.taking(|typed: &mut ClosureEdit, day| typed.day = day),
                })) }
                { select_field(&props!(SelectFieldProps {
                    texts: desk.texts().clone(), name: "polo", label: words::POLO, empty: words::ALL_POLI,
                    error: act.error("polo"), value: typed.polo.clone(),
                    groups: Group::plain(poli.collect()),
                    onchange: typed.taking(|typed: &mut ClosureEdit, polo| typed.polo = polo),
                })) }
            }
        </Change>
    }
}
