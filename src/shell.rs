//! The frame of every page: what stands inside `<body>` around `<div id="app">`, the document's head, and the document.
//! Rendered by the server only and never hydrated: all of it works without scripts.

mod feedback;
mod footer;
mod head;
mod header;
mod languages;
mod menu;
mod safety;

pub use feedback::Refused;
pub use footer::FooterLinks;
pub use head::{Head, Related, Style, document, escape, head, in_script};
pub use menu::{MenuEntry, MenuRole, Named};

use crate::bundle::{Bundle, Language};
use crate::components::{InstanceNotice, LanguageNotice};
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
    pub offered: Vec<(String, String)>,
    /// The language that the page itself is written in, where it is not the frame's: the page then says so.
    #[prop_or_default]
    pub spoken: Option<Language>,
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
    /// The feedback that was sent and not kept.
    #[prop_or_default]
    pub refused: Option<Refused>,
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
                { header::slim(bundle, languages::switch(bundle, &props.path, &props.offered)) }
                { header::center(bundle, &props.links) }
                { menu::navigation(bundle, &props.menu, &props.path) }
                <InstanceNotice texts={bundle.texts.clone()} site={bundle.site.clone()} />
            </header>
            <main id="main" tabindex="-1">
                { borrowed(bundle, props.spoken.as_ref()) }
                <div id="app" lang={props.spoken.as_ref().map(|spoken| spoken.id.clone())} dir={props.spoken.as_ref().map(|spoken| spoken.dir.clone())} data-bundle={props.data.clone()} data-elements={props.elements.map(|found| found.to_string())}>
                    { Html::from_html_unchecked(props.main_html.clone()) }
                </div>
            </main>
            { feedback::form(bundle, &props.path, props.refused.as_ref()) }
            { footer::footer(bundle, &props.links) }
        </>
    }
}

/// Says that the page is not in the reader's language yet.
fn borrowed(bundle: &Bundle, spoken: Option<&Language>) -> Html {
    if spoken.is_none() {
        return Html::default();
    }
    html! { <div class="container py-3"><LanguageNotice texts={bundle.texts.clone()} /></div> }
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
