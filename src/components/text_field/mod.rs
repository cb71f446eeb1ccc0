//! One line of text.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::field;
use crate::texts::Texts;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`TextField`].
#[derive(Clone, PartialEq, Properties)]
pub struct TextFieldProps {
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
    /// What is typed in it.
    #[prop_or_default]
    pub value: AttrValue,
    /// `text`, `tel`, `email`, `datetime-local`, `search`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What the browser may fill in: `tel`, `email`, `off`.
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    /// Which keyboard a phone shows.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    /// `false` for codes and names, where a red wave would only worry.
    #[prop_or_default]
    pub spellcheck: Option<AttrValue>,
    /// Whether the answer is short, and the field with it.
    #[prop_or_default]
    pub short: bool,
    /// What is typed, at each key.
    #[prop_or_default]
    pub oninput: Callback<String>,
}

/// One line of text. Nothing is cut while typing: what is too long is said.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    text_field(props)
}

/// [`TextField`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn text_field(props: &TextFieldProps) -> Html {
    let name = &props.name;
    let typed = props
        .oninput
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    // Numbers and addresses run from left to right whatever the page's language.
    let dir = if matches!(props.kind.as_str(), "text" | "search") {
        "auto"
    } else {
        "ltr"
    };
    html! {
        <div key={format!("group-{name}")} class={field::group(&props.error)}>
            <label key="label" class="form-label" for={field::id(name)}>
                { field::label(&props.texts, &props.label, props.optional) }
            </label>
            { field::hint(name, &props.hint) }
            { field::error(&props.texts, name, &props.error) }
            <input
                key="input"
                class={if props.short { "form-control form-control-short" } else { "form-control" }}
                type={props.kind.clone()}
                id={field::id(name)}
                name={name.clone()}
                value={props.value.clone()}
                {dir}
                autocomplete={props.autocomplete.clone()}
                inputmode={props.inputmode.clone()}
                spellcheck={props.spellcheck.clone()}
                aria-describedby={field::described_by(name, &props.hint, &props.error, None)}
                aria-invalid={field::invalid(&props.error)}
                oninput={typed}
            />
        </div>
    }
}
