//! Moving between places without leaving the app, so that what lives in memory stays.

use super::{use_bundle, use_places, use_visit};
use crate::route::Route;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomParser, SupportedType};
use yew::prelude::*;

/// Where the app is, and how it moves on.
#[derive(Clone, PartialEq)]
pub struct Places {
    /// The present path.
    pub path: String,
    /// Told of each move that the app itself makes.
    pub moved: Callback<String>,
}

impl Places {
    /// Goes on to a path, which may have a fragment: the present one is then one step back.
    pub fn push(&self, mut path: String) {
        if let Ok(history) = gloo::utils::window().history() {
            history.push_state_with_url(&JsValue::NULL, "", Some(&path)).ok();
        }
        path.truncate(path.find('#').unwrap_or(path.len()));
        self.moved.emit(path);
    }

    /// Puts the present path right.
    pub fn replace(&self, path: String) {
        if let Ok(history) = gloo::utils::window().history() {
            history
                .replace_state_with_url(&JsValue::NULL, "", Some(&path))
                .ok();
        }
        self.moved.emit(path);
    }
}

/// Goes to a place: forward, leaving the present one one step back.
pub type Go = Callback<Route>;

/// The way to other places of the app.
#[hook]
pub fn use_go() -> Go {
    let bundle = use_bundle();
    let places = use_places();
    use_callback((bundle, places), |route: Route, (bundle, places)| {
        places.push(route.path(bundle));
    })
}

/// After a move: the heading takes the focus, so that a screen reader says where one is, and the page starts at its
/// top. Not on arrival: then the browser does as it does for any page.
#[hook]
pub fn use_moved(path: &str) {
    let arrived = use_mut_ref(|| false);
    use_effect_with(path.to_owned(), move |_| {
        if arrived.replace(true) {
            focus_heading();
        }
    });
}

/// Gives the focus to the page's heading and takes its words for the title of the window.
pub fn focus_heading() {
    let document = gloo::utils::document();
    let Some(heading) = document.query_selector("#app h1").ok().flatten() else {
        return;
    };
    // By a character: what looks for words in words costs the phone a kilobyte, and is needed nowhere else.
    let name = document
        .title()
        .rsplit_once('·')
        .map_or_else(String::new, |(_, name)| format!(" ·{name}"));
    document.set_title(&format!(
        "{}{name}",
        heading.text_content().unwrap_or_default().trim()
    ));
    focus("#app h1");
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Gives the focus to an element; a heading must be made able to take it.
pub(crate) fn focus(selector: &str) {
    let found = gloo::utils::document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        if element.tag_name() == "H1" {
            element.set_tab_index(-1);
        }
        element.focus().ok();
    }
}

/// What stands inside `#app` of a document of the portal.
pub(crate) fn body_of(html: &str) -> Option<String> {
    let document = DomParser::new()
        .ok()?
        .parse_from_string(html, SupportedType::TextHtml)
        .ok()?;
    Some(document.get_element_by_id("app")?.inner_html())
}

/// Follows links of the page inside the app while it holds answers that a new page would lose. Links to another
/// language, to another site, or out («Esci subito») are the browser's.
#[hook]
pub fn use_follow_links() {
    let bundle = use_bundle();
    let places = use_places();
    let visiting = use_visit();
    let holds = visiting.holds_something();
    use_effect_with((bundle, holds), move |(bundle, holds)| {
        let (bundle, holds) = (bundle.clone(), *holds);
        let listener = holds.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&gloo::utils::document(), "click", options, move |event| {
                let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() else {
                    return;
                };
                let Some(path) = own_link(event) else { return };
                // Code and secret after a `#` are for the page of the request, which is an app of its own.
                let opens = path.contains('#') && path.starts_with(Route::Status.path(&bundle).as_str());
                if !opens && !bundle.is_foreign(&path) {
                    event.prevent_default();
                    places.push(path);
                }
            })
        });
        move || drop(listener)
    });
}

/// The path of the link that was plainly clicked, with its fragment, if it leads to another page of this portal.
pub(crate) fn own_link(event: &web_sys::MouseEvent) -> Option<String> {
    if event.default_prevented()
        || event.button() != 0
        || event.ctrl_key()
        || event.meta_key()
        || event.shift_key()
        || event.alt_key()
    {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target
        .closest("a[href]")
        .ok()??
        .dyn_into::<web_sys::HtmlAnchorElement>()
        .ok()?;
    let here = gloo::utils::window().location();
    let plain =
        link.target().is_empty() && !link.has_attribute("download") && !link.class_list().contains("js-exit");
    let same_origin = here.origin().ok()? == link.origin();
    let other_page = here.pathname().ok()? != link.pathname();
    (plain && same_origin && other_page && link.pathname().ends_with('/'))
        .then(|| format!("{}{}", link.pathname(), link.hash()))
}
