//! The states of [`super::Callout`].

use super::{Callout, Tone};
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use yew::prelude::*;

pub(in crate::components) fn examples() -> Vec<Example> {
    let shown = |tone: Tone, title: &'static str| html! { <Callout {tone} {title}><p>{ LONG }</p></Callout> };
    vec![
        Example::new("note", shown(Tone::Note, "Buono a sapersi")),
        Example::new("success", shown(Tone::Success, "Fatto")),
        Example::new("warning", shown(Tone::Warning, "Attenzione")),
        Example::new("danger", shown(Tone::Danger, "Chiama subito il 112")),
        Example::new("without a title", shown(Tone::Warning, "")),
        Example::new(
            "from markdown",
            html! {
                <div class="callout callout-danger" role="note">
                    <p><strong>{ "Urgente" }</strong>{ " Se sei in pericolo adesso, chiama il " }<a href="tel:112">{ "112" }</a>{ "." }</p>
                </div>
            },
        ),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(Tone::Danger, ARABIC) }</div> },
        ),
    ]
}
