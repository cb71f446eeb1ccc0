//! The states of [`super::PageIndex`].

use super::PageIndex;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use crate::page::Link;
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let shown = |words: &[&str]| {
        let part = |(at, word): (usize, &&str)| Link {
            text: (*word).to_owned(),
            href: format!("#parte-{at}"),
        };
        let parts: Vec<Link> = words.iter().enumerate().map(part).collect();
        let places = (0..parts.len()).map(|at| html! { <span id={format!("parte-{at}")}></span> });
        html! { <><PageIndex texts={texts.clone()} parts={parts.clone()} />{ for places }</> }
    };
    vec![
        Example::new(
            "a service",
            shown(&["A chi è rivolto", "Come fare", "Cosa serve", "Contatti"]),
        ),
        Example::new("long text", shown(&[LONG])),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(&[ARABIC]) }</div> },
        ),
    ]
}
