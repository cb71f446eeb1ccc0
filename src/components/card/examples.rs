//! The states of [`super::Card`].

use super::Card;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG, UNBROKEN};
use yew::prelude::*;

pub(in crate::components) fn examples() -> Vec<Example> {
    let shown = |icon: &'static str, title: &'static str, text: &'static str, tag: &'static str| {
        html! { <Card href="/servizi/" {icon} {title} {text} {tag} /> }
    };
    let calendar = || {
        shown(
            "calendar",
            "Chiedi un appuntamento",
            "Scrivi cosa ti serve. Ricevi un codice.",
            "",
        )
    };
    vec![
        Example::new("with an icon", calendar()),
        Example::new("title alone", shown("", "Uffici", "", "")),
        Example::new(
            "with a category",
            shown(
                "",
                "Assistenza domiciliare",
                "Un aiuto in casa.",
                "Salute, benessere e assistenza",
            ),
        ),
        Example::new("long text", shown("list", LONG, UNBROKEN, "")),
        Example::new(
            "three together",
            html! { <div class="card-wrapper">{ calendar() }{ calendar() }{ calendar() }</div> },
        ),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown("calendar", ARABIC, ARABIC, "") }</div> },
        ),
    ]
}
