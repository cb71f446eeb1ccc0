//! A heading whose level its surroundings decide.

use yew::prelude::*;

/// From `h2` to `h4`; any other level is taken for `h3`.
pub(super) fn heading(level: u8, class: &'static str, inside: Html) -> Html {
    match level {
        2 => html! { <h2 key="heading" {class}>{ inside }</h2> },
        4 => html! { <h4 key="heading" {class}>{ inside }</h4> },
        _ => html! { <h3 key="heading" {class}>{ inside }</h3> },
    }
}
