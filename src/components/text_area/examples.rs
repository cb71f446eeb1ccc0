//! The states of [`super::TextArea`].

use super::TextArea;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let shown = |name: &'static str, label: &'static str, value: &'static str, error: &'static str| {
        html! {
            <TextArea
                texts={texts.clone()} {name} {label} {value} {error} limit={600} optional=true
                hint="Scrivi quello che ci aiuta a prepararci. Bastano poche parole."
            />
        }
    };
    vec![
        Example::new("empty", shown("note-1", "Vuoi aggiungere qualcosa?", "", "")),
        Example::new(
            "filled",
            shown(
                "note-2",
                "Vuoi aggiungere qualcosa?",
                "Vengo con mia figlia.\nParla lei italiano.",
                "",
            ),
        ),
        Example::new(
            "in error",
            shown(
                "note-3",
                "Vuoi aggiungere qualcosa?",
                LONG,
                "Hai scritto 612 caratteri: ce ne stanno 600. Togline 12.",
            ),
        ),
        Example::new("long text", shown("note-4", LONG, LONG, LONG)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown("note-5", ARABIC, ARABIC, "") }</div> },
        ),
    ]
}
