//! Buttons that belong together: side by side where there is room, one below the other on a phone.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use yew::prelude::*;

/// Props of [`ButtonRow`].
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonRowProps {
    /// Buttons and links of class `btn`, keyed, the main one first.
    pub children: Children,
}

/// Buttons that belong together.
#[component]
pub fn ButtonRow(props: &ButtonRowProps) -> Html {
    html! { <div key="buttons" class="button-row">{ props.children.clone() }</div> }
}
