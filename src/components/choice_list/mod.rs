//! One or several answers out of a few, each on a card that can be touched anywhere.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::field;
use crate::texts::{Texts, text};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// An answer that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: AttrValue,
    /// What people read.
    pub label: AttrValue,
    /// May be empty.
    pub hint: AttrValue,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: AttrValue::default(),
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<AttrValue>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }
}

/// Props of [`ChoiceList`].
#[derive(Clone, PartialEq, Properties)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of its own where the list is written"
)]
pub struct ChoiceListProps {
    /// The words.
    pub texts: Texts,
    /// The field's name in the form.
    pub name: AttrValue,
    /// The question.
    pub legend: AttrValue,
    /// Whether the question is for screen readers only, because the page's heading already asks it.
    #[prop_or_default]
    pub legend_hidden: bool,
    /// May be empty.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong with the answer; empty when nothing is.
    #[prop_or_default]
    pub error: AttrValue,
    /// Whether the label says that it may stay empty.
    #[prop_or_default]
    pub optional: bool,
    /// What can be chosen, in order.
    pub choices: Vec<Choice>,
    /// The values chosen.
    #[prop_or_default]
    pub chosen: Vec<String>,
    /// Whether several can be chosen.
    #[prop_or_default]
    pub many: bool,
    /// Whether the cards stand side by side: for short answers.
    #[prop_or_default]
    pub compact: bool,
    /// All the values chosen, in the order shown.
    #[prop_or_default]
    pub onchange: Callback<Vec<String>>,
}

/// One or several answers out of a few.
#[component]
pub fn ChoiceList(props: &ChoiceListProps) -> Html {
    choice_list(props)
}

/// [`ChoiceList`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn choice_list(props: &ChoiceListProps) -> Html {
    let name = &props.name;
    let error = field::invalid(&props.error);
    let list = if props.compact {
        "choices choices-compact"
    } else {
        "choices"
    };
    html! {
        <fieldset
            key={format!("group-{name}")}
            class={field::group(&props.error)}
            role={(!props.many).then_some("radiogroup")}
            aria-invalid={error.filter(|_| !props.many)}
            aria-describedby={field::described_by(name, &props.hint, &props.error, None)}
        >
            <legend key="legend" class={if props.legend_hidden { "visually-hidden" } else { "form-label" }}>
                { field::label(&props.texts, &props.legend, props.optional) }
            </legend>
            { field::hint(name, &props.hint) }
            { field::error(&props.texts, name, &props.error) }
            <div key="choices" class={list}>
                { for props.choices.iter().enumerate().map(|(at, choice)| card(props, at, choice)) }
            </div>
        </fieldset>
    }
}

fn card(props: &ChoiceListProps, at: usize, choice: &Choice) -> Html {
    let name = format!("{}-{at}", props.name);
    // The first one is where the error summary leads.
    let id = if at == 0 {
        field::id(&props.name)
    } else {
        field::id(&name)
    };
    let described = (!choice.hint.is_empty()).then(|| field::hint_id(&name));
    html! {
        <div key={at} class="form-check choice">
            <input
                key="input"
                class="form-check-input"
                type={if props.many { "checkbox" } else { "radio" }}
                id={id.clone()}
                name={props.name.clone()}
                value={choice.value.clone()}
                checked={props.chosen.iter().any(|chosen| *chosen == choice.value)}
                aria-describedby={described}
                aria-invalid={field::invalid(&props.error).filter(|_| props.many)}
                onchange={changed(props, choice)}
            />
            <label key="label" class="form-check-label" for={id}>{ text(&choice.label) }</label>
            { field::hint(&name, &choice.hint) }
        </div>
    }
}

fn changed(props: &ChoiceListProps, choice: &Choice) -> Callback<Event> {
    let (props, value) = (props.clone(), choice.value.clone());
    Callback::from(move |event: Event| {
        let checked = event.target_unchecked_into::<HtmlInputElement>().checked();
        let stays = |other: &&Choice| {
            if other.value == value {
                checked
            } else {
                props.many && props.chosen.iter().any(|chosen| *chosen == other.value)
            }
        };
        let chosen = props
            .choices
            .iter()
            .filter(stays)
            .map(|choice| choice.value.to_string())
            .collect();
        props.onchange.emit(chosen);
    })
}
