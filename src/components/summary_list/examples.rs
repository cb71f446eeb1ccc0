//! The states of [`super::SummaryList`].

use super::{SummaryList, SummaryRow};
use crate::components::gallery::{ARABIC, LONG, UNBROKEN};
use crate::components::{Example, Submit};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let row = |question: &'static str, answers: &[&'static str], change: bool| SummaryRow {
        question: question.into(),
        answers: answers.iter().map(|&answer| answer.into()).collect(),
        change: change.then(|| Submit::to("/appuntamento/dove/")),
    };
    let shown = |rows: Vec<SummaryRow>| {
        html! { <form method="get" action="/galleria/"><SummaryList texts={texts.clone()} {rows} /></form> }
    };
    vec![
        Example::new("empty", shown(vec![row("Nota", &[], true)])),
        Example::new(
            "filled",
            shown(vec![
                row("Motivo", &["La casa"], true),
                row("Giorni", &["Lunedì", "Giovedì"], true),
            ]),
        ),
        Example::new(
            "nothing to change",
            shown(vec![row("Numero di protocollo", &["2026/000123"], false)]),
        ),
        Example::new("long text", shown(vec![row(LONG, &[LONG, UNBROKEN], true)])),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(vec![row(ARABIC, &[ARABIC], true)]) }</div> },
        ),
    ]
}
