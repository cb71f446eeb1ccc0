//! The states of [`super::ButtonRow`].

use super::ButtonRow;
use crate::components::gallery::LONG;
use crate::components::{Example, Icon};
use yew::prelude::*;

pub(in crate::components) fn examples() -> Vec<Example> {
    let back = || html! { <a key="back" class="btn btn-outline-primary" href="/galleria/"><Icon name="arrow-left" class="icon-sm icon-flip" />{ "Indietro" }</a> };
    let next = |words: &'static str| html! { <button key="next" type="button" class="btn btn-primary">{ words }</button> };
    let danger = || html! { <button key="danger" type="button" class="btn btn-danger">{ "Ritira la richiesta" }</button> };
    let plain = || html! { <button key="plain" type="button" class="btn btn-link">{ "Cambia" }</button> };
    let busy = html! { <ButtonRow><button key="busy" type="button" class="btn btn-primary" disabled=true>{ "Sto mandando…" }</button></ButtonRow> };
    vec![
        Example::new(
            "forward and back",
            html! { <ButtonRow>{ next("Avanti") }{ back() }</ButtonRow> },
        ),
        Example::new(
            "every kind",
            html! { <ButtonRow>{ next("Manda la richiesta") }{ back() }{ danger() }{ plain() }</ButtonRow> },
        ),
        Example::new("busy", busy),
        Example::new(
            "long text",
            html! { <ButtonRow>{ next(LONG) }{ back() }</ButtonRow> },
        ),
        Example::new(
            "right to left",
            html! { <div dir="rtl"><ButtonRow>{ next("Avanti") }{ back() }</ButtonRow></div> },
        ),
    ]
}
