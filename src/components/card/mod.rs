//! A way on: icon, title that is a link, a sentence or two.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::heading::heading;
use crate::components::Icon;
use crate::texts::text;
use yew::prelude::*;

/// Props of [`Card`].
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The link's words.
    pub title: AttrValue,
    /// Where it leads.
    pub href: AttrValue,
    /// May be empty.
    #[prop_or_default]
    pub text: AttrValue,
    /// An icon of the sprite; may be empty.
    #[prop_or_default]
    pub icon: AttrValue,
    /// A few words above the title, for example a category; may be empty.
    #[prop_or_default]
    pub tag: AttrValue,
    /// The level of the title's heading, from 2 to 4.
    #[prop_or(3)]
    pub level: u8,
    /// The `data-element` of the link, for example `service-link`.
    #[prop_or_default]
    pub element: Option<AttrValue>,
    /// The language of the page it leads to, where that is another one.
    #[prop_or_default]
    pub hreflang: Option<AttrValue>,
}

/// A way on: icon, title that is a link, a sentence or two. Stands in a `card-wrapper` with others.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let link = html! {
        <a href={props.href.clone()} data-element={props.element.clone()} hreflang={props.hreflang.clone()}>
            { text(&props.title) }
        </a>
    };
    html! {
        <article class="it-card">
            <div key="icon" class="it-card-icon">
                if !props.icon.is_empty() { <Icon name={props.icon.clone()} /> }
            </div>
            <div key="body" class="it-card-body">
                <div key="tag" class="it-card-category">
                    if !props.tag.is_empty() { <p>{ text(&props.tag) }</p> }
                </div>
                { heading(props.level, "it-card-title", link) }
                <div key="text" class="it-card-text">
                    if !props.text.is_empty() { <p>{ text(&props.text) }</p> }
                </div>
            </div>
        </article>
    }
}
