//! The states of [`super::Icon`].

use super::Icon;
use crate::components::Example;
use yew::prelude::*;

/// Every icon of the sprite.
const NAMES: [&str; 24] = [
    "arrow-left",
    "arrow-right",
    "burger",
    "calendar",
    "check",
    "check-circle",
    "clock",
    "comment",
    "copy",
    "error",
    "external-link",
    "help-circle",
    "horn",
    "info-circle",
    "list",
    "locked",
    "mail",
    "map-marker",
    "pencil",
    "print",
    "star-full",
    "team-digitale",
    "telephone",
    "warning-circle",
];

pub(in crate::components) fn examples() -> Vec<Example> {
    let icon = |name: &'static str| html! { <li><Icon {name} />{ " " }{ name }</li> };
    vec![
        Example::new(
            "every icon",
            html! { <ul class="row">{ for NAMES.into_iter().map(icon) }</ul> },
        ),
        Example::new(
            "small, large",
            html! { <p><Icon name="calendar" class="icon-sm" /><Icon name="calendar" class="icon-lg" /></p> },
        ),
        Example::new(
            "right to left",
            html! { <p dir="rtl"><Icon name="arrow-right" class="icon-flip" /></p> },
        ),
    ]
}
