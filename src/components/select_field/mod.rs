//! One answer out of many, in groups.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::{Choice, field};
use crate::texts::{Key, Texts};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Answers under a common name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Their common name; empty for answers that stand alone.
    pub label: AttrValue,
    /// In order; their hints are not shown.
    pub choices: Vec<Choice>,
}

impl Group {
    /// One group of choices without a heading.
    pub fn plain(choices: Vec<Choice>) -> Vec<Self> {
        vec![Self {
            label: AttrValue::default(),
            choices,
        }]
    }
}

/// Props of [`SelectField`].
#[derive(Clone, PartialEq, Properties)]
pub struct SelectFieldProps {
    /// The words.
    pub texts: Texts,
    /// The field's name in the form.
    pub name: AttrValue,
    /// What it asks.
    pub label: AttrValue,
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
    pub groups: Vec<Group>,
    /// The words of no answer; «Scegli» if empty.
    #[prop_or_default]
    pub empty: AttrValue,
    /// The value chosen; empty is no answer.
    #[prop_or_default]
    pub value: AttrValue,
    /// The value chosen.
    #[prop_or_default]
    pub onchange: Callback<String>,
}

/// One answer out of many, in groups.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    select_field(props)
}

/// [`SelectField`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn select_field(props: &SelectFieldProps) -> Html {
    let name = &props.name;
    let chosen = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    let empty = if props.empty.is_empty() {
        props.texts.get(Key::form_choose).to_owned()
    } else {
        props.empty.to_string()
    };
    html! {
        <div key={format!("group-{name}")} class={field::group(&props.error)}>
            <label key="label" class="form-label" for={field::id(name)}>
                { field::label(&props.texts, &props.label, props.optional) }
            </label>
            { field::hint(name, &props.hint) }
            { field::error(&props.texts, name, &props.error) }
            <select
                key="input"
                class="form-select"
                id={field::id(name)}
                name={name.clone()}
                aria-describedby={field::described_by(name, &props.hint, &props.error, None)}
                aria-invalid={field::invalid(&props.error)}
                onchange={chosen}
            >
                { option("", &empty, props.value.is_empty()) }
                { for props.groups.iter().map(|group| options(group, &props.value)) }
            </select>
        </div>
    }
}

fn options(group: &Group, value: &str) -> Html {
    let inside = group
        .choices
        .iter()
        .map(|choice| option(&choice.value, &choice.label, choice.value == value));
    if group.label.is_empty() {
        return inside.collect();
    }
    html! { <optgroup key={group.label.to_string()} label={group.label.clone()}>{ for inside }</optgroup> }
}

/// An option holds bare text: the parser drops any element in it. After a person has chosen, the `selected` of an option that
/// is there no longer moves the choice, only that of a new one does: so it has another key when it is chosen.
fn option(value: &str, label: &str, selected: bool) -> Html {
    html! { <option key={format!("{value}-{selected}")} value={value.to_owned()} {selected}>{ label.to_owned() }</option> }
}
