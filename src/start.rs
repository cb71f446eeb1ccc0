//! How an app of the portal takes over its page in the browser: what the server left there, what was typed meanwhile, and
//! whether the page is still as it was rendered. Never here: what an app shows.

use crate::Bundle;
use crate::read::read;
use gloo::net::http::Request;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement};
use yew::BaseComponent;

/// A page that is ready to be taken over.
#[derive(Debug)]
pub struct Ground {
    root: Element,
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// The page's path.
    pub path: String,
    /// What the person typed while the app was on its way, by the fields' names.
    pub typed: Vec<(String, String)>,
}

impl Ground {
    /// `None` where something that the page should hold is missing: it then stays what it was, whole, and is sent by the
    /// browser.
    pub async fn find() -> Option<Self> {
        let root = gloo::utils::document().get_element_by_id("app")?;
        let data = root.get_attribute("data-bundle")?;
        let bundle: Bundle = read(&Request::get(&data).send().await.ok()?.text().await.ok()?)?;
        Some(Self {
            typed: typed(&root),
            root,
            bundle: Arc::new(bundle),
            path: gloo::utils::window().location().pathname().ok()?,
        })
    }

    /// What was said before, as JSON which the server left in the page; empty where nothing was.
    pub fn said(&self) -> String {
        gloo::utils::document()
            .get_element_by_id("visit")
            .and_then(|script| script.text_content())
            .unwrap_or_default()
    }

    /// What the server rendered into an element of the page that the app itself cannot draw.
    pub fn inside(&self, id: &str) -> String {
        let element = gloo::utils::document().get_element_by_id(id);
        element.map_or_else(String::new, |element| element.inner_html())
    }

    /// Starts the app: over the page as it stands where it was rendered from the same (`as_drawn`) and nobody has touched
    /// it since, otherwise in its place.
    pub fn take_over<C: BaseComponent>(self, props: C::Properties, as_drawn: bool) {
        let html = gloo::utils::document().document_element();
        let untouched = html.is_some_and(|html| is_as_rendered(&self.root, &html));
        if as_drawn && untouched {
            yew::Renderer::<C>::with_root_and_props(self.root, props).hydrate();
        } else {
            self.root.set_inner_html("");
            yew::Renderer::<C>::with_root_and_props(self.root, props).render();
        }
    }
}

/// Whether the page is still as the server rendered it. A browser that translates wraps texts in `font` elements,
/// extensions insert nodes of theirs: hydrating over those would fail.
fn is_as_rendered(root: &Element, html: &Element) -> bool {
    let found = root
        .query_selector_all("*")
        .map_or(0, |all| all.length())
        .to_string();
    let is = |found: Result<Option<Element>, _>| matches!(found, Ok(Some(_)));
    let translated = is(html.closest("[class*=translated-]")) || is(root.query_selector("font"));
    !translated
        && root
            .get_attribute("data-elements")
            .is_some_and(|rendered| rendered == found)
}

fn typed(root: &Element) -> Vec<(String, String)> {
    let forms = root.query_selector_all("form").ok();
    let forms = forms
        .iter()
        .flat_map(|forms| (0..forms.length()).filter_map(|at| forms.get(at)));
    forms
        .filter_map(|form| form.dyn_into::<HtmlFormElement>().ok())
        .flat_map(|form| pairs(&form))
        .collect()
}

fn pairs(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = web_sys::FormData::new_with_form(form) else {
        return Vec::new();
    };
    let entries = js_sys::try_iter(&data).ok().flatten();
    let entry = |entry: wasm_bindgen::JsValue| {
        let pair: js_sys::Array = entry.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    entries
        .map(|entries| entries.filter_map(Result::ok).filter_map(entry).collect())
        .unwrap_or_default()
}
