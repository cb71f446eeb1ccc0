//! The frame of every page: what stands inside `<body>` around `<div id="app">`, the document's head, and the document.
//! Rendered by the server only and never hydrated: all of it works without scripts.

mod feedback;
mod footer;
mod head;
mod header;
mod languages;
mod menu;
mod safety;

pub use footer::FooterLinks;
pub use head::{Head, Related, document, head, in_script};
pub use menu::{MenuEntry, MenuRole};

use crate::bundle::Bundle;
use crate::components::InstanceNotice;
use crate::texts::Key;
use std::sync::Arc;
use yew::prelude::*;

/// Props of [`Shell`].
#[derive(Clone, PartialEq, Properties)]
pub struct ShellProps {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// The page's path, which the feedback is about.
    pub path: AttrValue,
    /// The same page in each other language: the language's id and the path. A language that is not named here is
    /// offered by its home page.
    #[prop_or_default]
    pub alternates: Vec<(String, String)>,
    /// The first level of the menu, with what lies right below.
    pub menu: Vec<MenuEntry>,
    /// Where the frame's own links lead.
    pub links: FooterLinks,
    /// For a live page, the address of the language's bundle.
    #[prop_or_default]
    pub data: Option<AttrValue>,
    /// For a live page, how many elements stand inside `#app` as rendered.
    #[prop_or_default]
    pub elements: Option<usize>,
    /// What stands inside `#app`: HTML already rendered.
    pub main_html: AttrValue,
}

/// Everything inside `<body>`. Render it with `ServerRenderer::hydratable(false)`.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let bundle = &props.bundle;
    html! {
        <>
            { skip_links(bundle) }
            { safety::bar(bundle, &props.links) }
            <header class="it-header-wrapper" id="header">
                { header::slim(bundle, languages::switch(bundle, &props.path, &props.alternates)) }
                { header::center(bundle, &props.links) }
                { menu::navigation(bundle, &props.menu, &props.path) }
                <InstanceNotice texts={bundle.texts.clone()} site={bundle.site.clone()} />
            </header>
            <main id="main" tabindex="-1">
                <div id="app" data-bundle={props.data.clone()} data-elements={props.elements.map(|found| found.to_string())}>
                    { Html::from_html_unchecked(props.main_html.clone()) }
                </div>
            </main>
            { feedback::form(bundle, &props.path) }
            { footer::footer(bundle, &props.links) }
        </>
    }
}

fn skip_links(bundle: &Bundle) -> Html {
    let link = |href: &'static str, key: Key| {
        html! { <a class="visually-hidden-focusable" {href}>{ bundle.texts.get(key).to_owned() }</a> }
    };
    html! {
        <div class="skiplinks">
            { link("#main", Key::shell_skip_to_content) }
            { link("#navigation", Key::shell_skip_to_menu) }
            { link("#footer", Key::shell_skip_to_footer) }
        </div>
    }
}
