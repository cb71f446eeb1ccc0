//! The states of [`super::CheckBox`].

use super::CheckBox;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let shown = |name: &'static str, label: &'static str, error: &'static str, checked: bool| {
        html! { <CheckBox texts={texts.clone()} {name} {label} {error} {checked} hint="Puoi cambiare idea quando vuoi." /> }
    };
    vec![
        Example::new("empty", shown("tick-1", "Mi serve un interprete", "", false)),
        Example::new("filled", shown("tick-2", "Mi serve un interprete", "", true)),
        Example::new(
            "in error",
            shown(
                "tick-3",
                "Ho letto come usate i miei dati",
                "Metti la spunta per mandare la richiesta.",
                false,
            ),
        ),
        Example::new("long text", shown("tick-4", LONG, "", false)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown("tick-5", ARABIC, "", true) }</div> },
        ),
    ]
}
