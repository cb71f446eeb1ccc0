//! A single tick: sends `true`, or nothing.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::field;
use crate::texts::{Texts, text};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`CheckBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct CheckBoxProps {
    /// The words.
    pub texts: Texts,
    /// The field's name in the form; empty for a tick that is not sent.
    pub name: AttrValue,
    /// What a tick says.
    pub label: AttrValue,
    /// May be empty.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong with the answer; empty when nothing is.
    #[prop_or_default]
    pub error: AttrValue,
    /// Whether it is ticked.
    #[prop_or_default]
    pub checked: bool,
    /// Whether it is ticked now.
    #[prop_or_default]
    pub onchange: Callback<bool>,
}

/// A single tick.
#[component]
pub fn CheckBox(props: &CheckBoxProps) -> Html {
    check_box(props)
}

/// [`CheckBox`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn check_box(props: &CheckBoxProps) -> Html {
    let name = &props.name;
    let ticked = props
        .onchange
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <div key={format!("group-{name}")} class={field::group(&props.error)}>
            { field::error(&props.texts, name, &props.error) }
            <div key="choice" class="form-check choice">
                <input
                    key="input"
                    class="form-check-input"
                    type="checkbox"
                    id={field::id(name)}
                    name={name.clone()}
                    value="true"
                    checked={props.checked}
                    aria-describedby={field::described_by(name, &props.hint, &props.error, None)}
                    aria-invalid={field::invalid(&props.error)}
                    onchange={ticked}
                />
                <label key="label" class="form-check-label" for={field::id(name)}>{ text(&props.label) }</label>
                { field::hint(name, &props.hint) }
            </div>
        </div>
    }
}
