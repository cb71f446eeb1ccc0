//! The numbers to call at once, each with who answers and when to call.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::components::{IconProps, icon, tel};
use crate::texts::text;
use domain::catalogue::UrgentNumber;
use yew::prelude::*;
use yew::props;

/// Props of [`UrgentNumbers`].
#[derive(Clone, PartialEq, Properties)]
pub struct UrgentNumbersProps {
    /// In the order shown.
    pub numbers: Vec<UrgentNumber>,
}

/// The numbers to call at once: the whole row can be touched.
#[component]
pub fn UrgentNumbers(props: &UrgentNumbersProps) -> Html {
    urgent_numbers(props)
}

/// [`UrgentNumbers`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn urgent_numbers(props: &UrgentNumbersProps) -> Html {
    let row = |urgent: &UrgentNumber| {
        html! {
            <li key={urgent.number.clone()} class="urgent-number">
                <a key="call" class="list-item" href={tel(&urgent.number)}>
                    { icon(&props!(IconProps { name: "telephone" })) }
                    <strong key="number" dir="ltr">{ text(&urgent.number) }</strong>
                    { " " }
                    <span key="label" class="list-item-title">{ text(&urgent.label) }</span>
                </a>
                <p key="when">{ text(&urgent.when) }</p>
            </li>
        }
    };
    html! { <ul class="link-list urgent-numbers">{ for props.numbers.iter().map(row) }</ul> }
}
