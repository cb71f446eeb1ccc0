//! The states of [`super::ErrorSummary`].

use super::{ErrorSummary, Wrong};
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use yew::prelude::*;

pub(in crate::components) fn examples() -> Vec<Example> {
    let shown = |title: &'static str, faults: Vec<Wrong>| html! { <ErrorSummary {title} {faults} /> };
    let phone = || Wrong::new("phone-1", "Il numero ha 3 cifre: ne servono almeno 6.");
    let offline = || Wrong::new("", "Non riusciamo a collegarci. Le tue risposte sono ancora qui.");
    vec![
        Example::new("empty", shown("Controlla queste risposte", vec![])),
        Example::new("one fault", shown("Controlla questa risposta", vec![phone()])),
        Example::new(
            "several faults",
            shown(
                "Controlla queste risposte",
                vec![
                    phone(),
                    Wrong::new("way-3", "Scegli come vuoi parlare con noi."),
                    offline(),
                ],
            ),
        ),
        Example::new("long text", shown(LONG, vec![Wrong::new("name-3", LONG)])),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(ARABIC, vec![Wrong::new("name-4", ARABIC)]) }</div> },
        ),
    ]
}
