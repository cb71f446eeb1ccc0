//! The states of [`super::CodeBox`].

use super::CodeBox;
use crate::components::Example;
use crate::components::gallery::ARABIC;
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let shown = |label: &'static str, code: &'static str, long: bool| html! { <CodeBox texts={texts.clone()} {label} {code} {long} /> };
    vec![
        Example::new("a code", shown("Il tuo codice", "K7QF-3MZP-9X", false)),
        Example::new(
            "long text",
            shown("La tua parola segreta", "7ZK4Q-M2XW9-TB6HC-0RVND-83PYF-J", true),
        ),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(ARABIC, "K7QF-3MZP-9X", false) }</div> },
        ),
    ]
}
