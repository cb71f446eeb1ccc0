//! An icon of the sprite `static/icons.svg`. It never says anything that the words beside it do not.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use yew::prelude::*;

/// Props of [`Icon`].
#[derive(Clone, PartialEq, Properties)]
pub struct IconProps {
    /// The symbol's name in the sprite, without `it-`: `calendar`.
    pub name: AttrValue,
    /// More classes: `icon-sm`, `icon-lg`, `icon-flip` (turned round where writing runs from right to left).
    #[prop_or_default]
    pub class: Classes,
}

/// An icon of the sprite, unseen by screen readers.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    icon(props)
}

/// [`Icon`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn icon(props: &IconProps) -> Html {
    html! {
        <svg class={classes!("icon", props.class.clone())} aria-hidden="true" focusable="false">
            <use href={format!("/assets/icons.svg#it-{}", props.name)} />
        </svg>
    }
}
