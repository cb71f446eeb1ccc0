//! What every field of a form has: a hint, an error beside it, and the ids that tie them together.
//! A field's id is `field-<name>`: the error summary links to it.

use crate::components::{IconProps, icon};
use crate::texts::{Key, Texts, text};
use yew::prelude::*;
use yew::props;

/// The id of the element that takes the focus.
pub(super) fn id(name: &str) -> String {
    format!("field-{name}")
}

/// The id of the hint.
pub(super) fn hint_id(name: &str) -> String {
    format!("hint-{name}")
}

/// What `aria-describedby` names: the hint and the error that are there.
pub(super) fn described_by(name: &str, hint: &str, error: &str, more: Option<String>) -> Option<String> {
    let hint = (!hint.is_empty()).then(|| hint_id(name));
    let error = (!error.is_empty()).then(|| format!("error-{name}"));
    let ids: Vec<String> = [hint, more, error].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// `aria-invalid`, where there is an error.
pub(super) fn invalid(error: &str) -> Option<&'static str> {
    (!error.is_empty()).then_some("true")
}

/// The classes of the whole field.
pub(super) fn group(error: &str) -> Classes {
    classes!("form-group", (!error.is_empty()).then_some("is-invalid"))
}

/// The words of a label or a legend, and whether the field may stay empty.
pub(super) fn label(texts: &Texts, label: &str, optional: bool) -> Html {
    html! {
        <>
            { text(label) }
            <span key="optional" class="optional">
                if optional {
                    { " (" }{ texts.say(Key::app_optional) }{ ")" }
                }
            </span>
        </>
    }
}

/// The hint, in a place that stays.
pub(super) fn hint(name: &str, hint: &str) -> Html {
    html! {
        <div key="hint" class="field-hint">
            if !hint.is_empty() {
                <p class="form-text" id={hint_id(name)}>{ text(hint) }</p>
            }
        </div>
    }
}

/// The error, in a place that stays.
pub(super) fn error(texts: &Texts, name: &str, error: &str) -> Html {
    html! {
        <div key="error" class="field-error">
            if !error.is_empty() {
                <p class="invalid-feedback" id={format!("error-{name}")}>
                    { icon(&props!(IconProps { name: "error" })) }
                    <span class="visually-hidden">{ texts.say(Key::form_error) }{ " " }</span>
                    { text(error) }
                </p>
            }
        </div>
    }
}
