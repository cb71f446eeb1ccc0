//! The app: one tree for the server, which prerenders it, and for the phone, which hydrates it. What differs is handed
//! in: the history, the visit so far, and, on the server, the page of content.

use crate::bundle::Bundle;
use crate::client::Client;
use crate::hooks::{use_bundle, use_follow_links, use_go, use_moved};
use crate::page::Page;
use crate::pages::{ReceiptPage, RequestPage, StatusPage};
use crate::route::Route;
use crate::visit::{Visit, Visiting};
use std::sync::Arc;
use yew::prelude::*;
use yew_router::Router;
use yew_router::history::AnyHistory;
use yew_router::hooks::use_location;

/// What the app is started with.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// The browser's history; on the server one in memory that holds the page's path.
    pub history: AnyHistory,
    /// What was said before the app started.
    #[prop_or_default]
    pub visit: Visit,
    /// What was typed into the page before the app started, as pairs of names and values.
    #[prop_or_default]
    pub typed: Vec<(String, String)>,
    /// The page of content at that path; on a phone it is fetched.
    #[prop_or_default]
    pub page: Option<Arc<Page>>,
}

/// The whole of what stands inside `<div id="app">`.
#[component]
pub fn App(props: &AppProps) -> Html {
    let visit = use_reducer({
        let first = props.visit.clone();
        move || first
    });
    let visiting = Visiting(visit);
    {
        let visiting = visiting.clone();
        use_effect_with(props.typed.clone(), move |typed| {
            let typed = typed.clone();
            visiting.change(move |visit| visit.adopt(&typed));
        });
    }
    let client = Client {
        language: props.bundle.language.id.clone(),
        texts: props.bundle.texts.clone(),
    };
    html! {
        <ContextProvider<Arc<Bundle>> context={props.bundle.clone()}>
            <ContextProvider<Client> context={client}>
                <ContextProvider<Visiting> context={visiting}>
                    <Router history={props.history.clone()}>
                        <Place page={props.page.clone()} />
                    </Router>
                </ContextProvider<Visiting>>
            </ContextProvider<Client>>
        </ContextProvider<Arc<Bundle>>>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PlaceProps {
    page: Option<Arc<Page>>,
}

/// Shows what the address names.
#[component]
fn Place(props: &PlaceProps) -> Html {
    let bundle = use_bundle();
    let path = use_location().map_or_else(|| "/".to_owned(), |location| location.path().to_owned());
    use_moved(&path);
    use_follow_links();
    let go = use_go();
    let content = match Route::parse(&bundle, &path) {
        Route::Request(step) => html! { <RequestPage {step} {go} /> },
        Route::Receipt => html! { <ReceiptPage {go} /> },
        Route::Status => html! { <StatusPage /> },
        other => content_page(&other, props.page.as_ref()),
    };
    html! { <div key="place" class="place">{ content }</div> }
}

/// On the server, the page from `content/`.
#[cfg(not(target_arch = "wasm32"))]
fn content_page(route: &Route, page: Option<&Arc<Page>>) -> Html {
    match (route, page) {
        (Route::Gallery, _) => html! { <crate::pages::GalleryPage /> },
        (_, Some(page)) => html! { <crate::pages::ContentPage page={page.clone()} /> },
        (_, None) => Html::default(),
    }
}

/// On the phone, the prerendered page: neither its text nor what makes it is in the WASM.
#[cfg(target_arch = "wasm32")]
fn content_page(route: &Route, _page: Option<&Arc<Page>>) -> Html {
    match route {
        Route::Page(path) => html! { <crate::pages::ReaderPage key={path.clone()} path={path.clone()} /> },
        _ => Html::default(),
    }
}
