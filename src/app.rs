//! The app: one tree for the server, which prerenders it, and for the phone, which hydrates it. What differs is handed
//! in: the path, the visit so far, and, on the server, the page of content.

use crate::bundle::Bundle;
use crate::client::Client;
use crate::held::use_held;
use crate::hooks::{
    Places, Surroundings, brought, kept_draft, use_follow_links, use_go, use_moved, use_surroundings,
};
use crate::page::Page;
use crate::pages::{receipt_page, request_page, use_free_times, use_seat_clock, use_true_address};
use crate::route::Route;
use crate::visit::{Visit, Visiting};
use gloo::events::EventListener;
use std::sync::Arc;
use yew::prelude::*;

/// What the app is started with, once.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// The page's path; in the browser the history moves it on.
    pub path: String,
    /// What was said before the app started, typed into the page included.
    #[prop_or_default]
    pub visit: Visit,
    /// The page of content at that path; on a phone it is fetched.
    #[prop_or_default]
    pub page: Option<Arc<Page>>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        self.bundle == other.bundle && self.path == other.path
    }
}

/// The whole of what stands inside `<div id="app">`.
#[component]
pub fn App(props: &AppProps) -> Html {
    let visiting: Visiting = use_held({
        let first = props.visit.clone();
        move || first
    });
    let path = use_state_eq(|| props.path.clone());
    let here = use_mut_ref(String::new);
    (*path).clone_into(&mut here.borrow_mut());
    let live = use_state_eq(|| false);
    {
        let (path, visiting, live) = (path.clone(), visiting.clone(), live.clone());
        let bundle = props.bundle.clone();
        use_effect_with((), move |()| {
            let requesting = matches!(Route::parse(&bundle, &path), Route::Request(_));
            let brought = requesting.then(brought).flatten();
            visiting.change(move |visit| {
                visit.offer = kept_draft();
                visit.take(brought.unwrap_or_default(), &bundle);
            });
            live.set(true);
            // Told to styles and tests: from here on the app answers, no longer the page alone.
            if let Some(root) = gloo::utils::document().get_element_by_id("app") {
                root.set_attribute("data-live", "").ok();
            }
            let follow = move |_: &Event| {
                let there = gloo::utils::window().location().pathname().unwrap_or_default();
                // A link to a field of this page comes here too, and changes nothing.
                if *here.borrow() != there {
                    visiting.change(Visit::step_aside);
                    path.set(there);
                }
            };
            let listener = EventListener::new(&gloo::utils::window(), "popstate", follow);
            move || drop(listener)
        });
    }
    let places = Places {
        path: (*path).clone(),
        moved: Callback::from(move |to| path.set(to)),
    };
    let client = Client {
        language: props.bundle.language.id.clone(),
        texts: props.bundle.texts.clone(),
    };
    let surroundings = Surroundings {
        bundle: props.bundle.clone(),
        client,
        visit: visiting,
        places,
        live: *live,
    };
    html! {
        <ContextProvider<Surroundings> context={surroundings}>
            <Place page={props.page.clone()} />
        </ContextProvider<Surroundings>>
    }
}

#[derive(Clone, Properties)]
struct PlaceProps {
    page: Option<Arc<Page>>,
}

impl PartialEq for PlaceProps {
    fn eq(&self, other: &Self) -> bool {
        self.page.as_ref().map(Arc::as_ptr) == other.page.as_ref().map(Arc::as_ptr)
    }
}

/// Shows what the address names.
#[component]
fn Place(props: &PlaceProps) -> Html {
    let around = use_surroundings();
    use_moved(&around.places.path);
    use_follow_links();
    use_true_address(&around);
    use_free_times(&around);
    use_seat_clock(&around.visit);
    let go = use_go();
    let content = match Route::parse(&around.bundle, &around.places.path) {
        Route::Request(step) => request_page(&around, step, &go),
        Route::Receipt => receipt_page(&around),
        other => content_page(&around, &other, props.page.as_ref()),
    };
    html! { <div key="place" class="place">{ content }</div> }
}

/// On the server, the page from `content/`.
#[cfg(not(target_arch = "wasm32"))]
fn content_page(_around: &Surroundings, route: &Route, page: Option<&Arc<Page>>) -> Html {
    match (route, page) {
        (Route::Gallery, _) => html! { <crate::pages::GalleryPage /> },
        (_, Some(page)) => html! { <crate::pages::ContentPage page={page.clone()} /> },
        (_, None) => Html::default(),
    }
}

/// On the phone, the prerendered page, be it of text or another app's: neither its words nor what makes it is in the WASM.
#[cfg(target_arch = "wasm32")]
fn content_page(around: &Surroundings, route: &Route, _page: Option<&Arc<Page>>) -> Html {
    let path = route.path(&around.bundle);
    html! { <crate::pages::ReaderPage key={path.clone()} path={path.clone()} /> }
}
