//! Where a page stands, from the home page down.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::page::Link;
use crate::texts::{Key, Texts, text};
use yew::prelude::*;

/// Props of [`Breadcrumb`].
#[derive(Clone, PartialEq, Properties)]
pub struct BreadcrumbProps {
    /// The words.
    pub texts: Texts,
    /// From the home page to the page's parent.
    pub trail: Vec<Link>,
    /// The page itself.
    pub current: AttrValue,
}

/// Where a page stands, from the home page down.
#[component]
pub fn Breadcrumb(props: &BreadcrumbProps) -> Html {
    breadcrumb(props)
}

/// [`Breadcrumb`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn breadcrumb(props: &BreadcrumbProps) -> Html {
    let item = |link: &Link| {
        html! {
            <li key={link.href.clone()} class="breadcrumb-item"><a href={link.href.clone()}>{ text(&link.text) }</a></li>
        }
    };
    html! {
        <nav class="breadcrumb-container" aria-label={props.texts.get(Key::shell_trail).to_owned()}>
            <ol class="breadcrumb" data-element="breadcrumb">
                { for props.trail.iter().map(item) }
                <li key="here" class="breadcrumb-item active" aria-current="page">{ text(&props.current) }</li>
            </ol>
        </nav>
    }
}
