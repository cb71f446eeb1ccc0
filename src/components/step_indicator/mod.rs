//! Which step of how many, and the way back to each that was seen.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::Submit;
use crate::texts::{Key, Texts, text};
use yew::prelude::*;

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepItem {
    /// In one or two words.
    pub label: AttrValue,
    /// Where its button sends the form without scripts.
    pub submit: Submit,
    /// Whether it was seen, so that one may go to it.
    pub reached: bool,
}

/// Props of [`StepIndicator`].
#[derive(Clone, PartialEq, Properties)]
pub struct StepIndicatorProps {
    /// The words.
    pub texts: Texts,
    /// All steps in order.
    pub steps: Vec<StepItem>,
    /// The present one, from 0.
    pub current: usize,
    /// The step to go to, from 0, when the app is live.
    #[prop_or_default]
    pub onstep: Callback<usize>,
}

/// Which step of how many. Stands first **inside** the form: its buttons send the form to another step, and an unseen
/// one before them is what Enter presses.
#[component]
pub fn StepIndicator(props: &StepIndicatorProps) -> Html {
    step_indicator(props)
}

/// [`StepIndicator`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn step_indicator(props: &StepIndicatorProps) -> Html {
    let label = props
        .steps
        .get(props.current)
        .map_or("", |step| step.label.as_str());
    let (n, total) = ((props.current + 1).to_string(), props.steps.len().to_string());
    html! {
        <nav key="steps" class="steppers" aria-label={props.texts.get(Key::request_steps_label).to_owned()}>
            { Submit::default_button() }
            <p key="here" class="steppers-header">
                { text(&props.texts.fill(Key::request_step_of, &[("n", &n), ("total", &total)])) }
                <strong key="label">{ text(label) }</strong>
            </p>
            <ol key="all" class="steppers-index">
                { for props.steps.iter().enumerate().map(|(at, step)| item(props, at, step)) }
            </ol>
        </nav>
    }
}

fn item(props: &StepIndicatorProps, at: usize, step: &StepItem) -> Html {
    let here = at == props.current;
    let class = match (here, step.reached) {
        (true, _) => "active",
        (_, true) => "confirmed",
        _ => "steppers-ahead",
    };
    let inside = html! {
        <>
            <span key="n" class="steppers-number">{ (at + 1).to_string() }</span>
            <span key="label" class="steppers-label">{ text(&step.label) }</span>
            <span key="seen" class="visually-hidden">
                if !here && step.reached { { text(&format!(", {}", props.texts.get(Key::form_step_done))) } }
            </span>
        </>
    };
    let go = props.onstep.reform(move |()| at);
    html! {
        <li key={at} {class}>
            if here {
                <span key="here" class="steppers-link" aria-current="step">{ inside }</span>
            } else if step.reached {
                { step.submit.button("steppers-link", go, inside) }
            } else {
                <span key="ahead" class="steppers-link">{ inside }</span>
            }
        </li>
    }
}
