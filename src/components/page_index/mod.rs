//! The parts of a page, to go straight to one.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::page::Link;
use crate::texts::{Key, Texts, text};
use yew::prelude::*;

/// Props of [`PageIndex`].
#[derive(Clone, PartialEq, Properties)]
pub struct PageIndexProps {
    /// The words.
    pub texts: Texts,
    /// The parts: their names and `#…`.
    pub parts: Vec<Link>,
}

/// The parts of a page, as the criteria want them: `[data-element=page-index] > li > a`. Folds on a phone.
#[component]
pub fn PageIndex(props: &PageIndexProps) -> Html {
    let part = |link: &Link| {
        html! {
            <li key={link.href.clone()} class="nav-item">
                <a class="nav-link" href={link.href.clone()}>{ text(&link.text) }</a>
            </li>
        }
    };
    html! {
        <nav class="cmp-navscroll" aria-label={props.texts.get(Key::page_index).to_owned()}>
            <details key="index" open=true>
                <summary key="title">{ props.texts.say(Key::page_index) }</summary>
                <ul key="parts" class="link-list" data-element="page-index">{ for props.parts.iter().map(part) }</ul>
            </details>
        </nav>
    }
}
