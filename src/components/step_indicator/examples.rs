//! The states of [`super::StepIndicator`].

use super::{StepIndicator, StepItem};
use crate::components::gallery::ARABIC;
use crate::components::{Example, Submit};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let labels = [
        "Motivo",
        "Per chi",
        "Dove",
        "Quando",
        "Esigenze",
        "Risposta",
        "Nota",
        "Riepilogo",
    ];
    let shown = |labels: &[&'static str], current: usize, seen: usize| {
        let step = |(at, &label): (usize, &&'static str)| StepItem {
            label: label.into(),
            submit: Submit::to("/appuntamento/"),
            reached: at < seen,
        };
        let steps: Vec<StepItem> = labels.iter().enumerate().map(step).collect();
        html! { <form method="get" action="/galleria/"><StepIndicator texts={texts.clone()} {steps} {current} /></form> }
    };
    vec![
        Example::new("the first step", shown(&labels, 0, 0)),
        Example::new("in the middle", shown(&labels, 3, 3)),
        Example::new("gone back", shown(&labels, 1, 6)),
        Example::new("the last step", shown(&labels, 7, 8)),
        Example::new(
            "long text",
            shown(
                &[
                    "Di che cosa si tratta",
                    "Per quale persona chiedi aiuto",
                    "Riepilogo",
                ],
                1,
                1,
            ),
        ),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(&[ARABIC, ARABIC, ARABIC], 1, 1) }</div> },
        ),
    ]
}
