//! A request is closed, with how it ended: the person reads it.

use crate::around::use_desk;
use crate::parts::Confirm;
use crate::texts::request as words;
use portal::components::{Choice, ChoiceListProps, choice_list};
use yew::prelude::*;
use yew::props;

/// Props of [`Close`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct CloseProps {
    /// What is wrong with the outcome; empty when nothing is.
    pub(super) error: AttrValue,
    /// It is to be closed, with this outcome.
    pub(super) close: Callback<String>,
}

/// A button that asks how it ended before it closes anything.
#[component]
pub(super) fn Close(props: &CloseProps) -> Html {
    let desk = use_desk();
    let outcome = use_state_eq(String::new);
    let yes = {
        let (outcome, close) = (outcome.clone(), props.close.clone());
        Callback::from(move |()| close.emit((*outcome).clone()))
    };
    let choices = words::OUTCOMES
        .iter()
        .map(|(outcome, said)| Choice::new(*outcome, *said));
    let set = outcome.setter();
    html! {
        <Confirm label={words::CLOSE} title={words::CLOSE_TITLE} means={words::CLOSE_MEANS} yes={words::CLOSE_YES} stays=true onyes={yes}>
            { choice_list(&props!(ChoiceListProps {
                texts: desk.texts().clone(), name: "outcome", legend: words::OUTCOME, error: props.error.clone(),
                choices: choices.collect::<Vec<Choice>>(), chosen: vec![(*outcome).clone()],
                onchange: Callback::from(move |chosen: Vec<String>| set.set(chosen.into_iter().next().unwrap_or_default())),
            })) }
        </Confirm>
    }
}
