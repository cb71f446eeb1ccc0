//! The states of [`super::ChoiceList`].

use super::{Choice, ChoiceList};
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG, UNBROKEN};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let ways = vec![
        Choice::new("at_polo", "Al Polo"),
        Choice::new("phone", "Per telefono"),
        Choice::new("home", "A casa").with_hint("Se non puoi uscire. Lo decidiamo insieme."),
    ];
    let days = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì"]
        .map(|day| Choice::new(day, day))
        .to_vec();
    let long = vec![Choice::new("a", LONG).with_hint(LONG), Choice::new("b", UNBROKEN)];
    let right = vec![
        Choice::new("a", ARABIC).with_hint(ARABIC),
        Choice::new("b", ARABIC),
    ];
    let one = |name: &'static str, choices: &[Choice], chosen: &[&str], error: &'static str| {
        let chosen: Vec<String> = chosen.iter().map(|&value| value.to_owned()).collect();
        html! {
            <ChoiceList
                texts={texts.clone()} {name} legend="Come preferisci parlare?" hint="Scegli una risposta."
                choices={choices.to_vec()} {chosen} {error}
            />
        }
    };
    let several = |name: &'static str, chosen: &[&str], error: &'static str| {
        let chosen: Vec<String> = chosen.iter().map(|&value| value.to_owned()).collect();
        html! {
            <ChoiceList
                texts={texts.clone()} {name} legend="Quali giorni vanno bene?" optional=true many=true compact=true
                choices={days.clone()} {chosen} {error}
            />
        }
    };
    vec![
        Example::new("one answer, empty", one("way-1", &ways, &[], "")),
        Example::new("one answer, filled", one("way-2", &ways, &["home"], "")),
        Example::new(
            "one answer, in error",
            one("way-3", &ways, &[], "Scegli come vuoi parlare con noi."),
        ),
        Example::new("several answers, empty", several("days-1", &[], "")),
        Example::new(
            "several answers, filled",
            several("days-2", &["lunedì", "giovedì"], ""),
        ),
        Example::new(
            "several answers, in error",
            several("days-3", &[], "Questo giorno non c'è. Scegline un altro."),
        ),
        Example::new("long text", one("way-4", &long, &["a"], LONG)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ one("way-5", &right, &["a"], ARABIC) }</div> },
        ),
    ]
}
