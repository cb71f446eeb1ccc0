//! The states of [`super::UrgentNumbers`].

use super::UrgentNumbers;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use domain::catalogue::UrgentNumber;
use yew::prelude::*;

pub(in crate::components) fn examples() -> Vec<Example> {
    let number = |number: &str, label: &str, when: &str| UrgentNumber {
        number: number.into(),
        label: label.into(),
        when: when.into(),
    };
    let two = vec![
        number(
            "112",
            "Emergenza",
            "Sei in pericolo adesso, o qualcuno sta molto male.",
        ),
        number(
            "1522",
            "Violenza e stalking",
            "Qualcuno ti fa del male o ti fa paura. Gratuito, giorno e notte.",
        ),
    ];
    let shown = |numbers: Vec<UrgentNumber>| html! { <UrgentNumbers {numbers} /> };
    vec![
        Example::new("two numbers", shown(two)),
        Example::new("long text", shown(vec![number("116000", LONG, LONG)])),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(vec![number("112", ARABIC, ARABIC)]) }</div> },
        ),
    ]
}
