//! Starts the portal in the browser: reads what the server left in the page, then takes the page over.

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::platform::spawn_local(async {
        // Without its data the app does not start, and the page stays what it was: whole, and sent by the browser.
        let _ = start::start().await;
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod start {
    use gloo::net::http::Request;
    use portal::Bundle;
    use portal::app::{App, AppProps};
    use portal::visit::Visit;
    use std::sync::Arc;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlFormElement};

    /// Renders or hydrates. `None` where something that the page should hold is missing.
    pub(crate) async fn start() -> Option<()> {
        let document = gloo::utils::document();
        let root = document.get_element_by_id("app")?;
        let data = root.get_attribute("data-bundle")?;
        let bundle = Request::get(&data).send().await.ok()?.json().await.ok()?;
        let served = document
            .get_element_by_id("visit")
            .and_then(|script| script.text_content())
            .and_then(|json| serde_json::from_str::<Visit>(&json).ok())
            .unwrap_or_default();
        // Before the first drawing: what is typed while it goes on would otherwise meet empty fields.
        let mut visit = served.clone();
        visit.adopt(&typed(&root));
        let bundle: Arc<Bundle> = Arc::new(bundle);
        let as_drawn = visit.speaks_of_danger(&bundle) == served.speaks_of_danger(&bundle);
        let path = gloo::utils::window().location().pathname().ok()?;
        let props = AppProps {
            bundle,
            path,
            visit,
            page: None,
        };
        let renderer = |root| yew::Renderer::<App>::with_root_and_props(root, props);
        if as_drawn && is_as_rendered(&root, &document.document_element()?) {
            renderer(root).hydrate();
        } else {
            root.set_inner_html("");
            renderer(root).render();
        }
        Some(())
    }

    /// Whether the page is still as the server rendered it. A browser that translates wraps texts in `font` elements,
    /// extensions insert nodes of theirs: hydrating over those would fail.
    fn is_as_rendered(root: &Element, html: &Element) -> bool {
        let found = root
            .query_selector_all("*")
            .map_or(0, |all| all.length())
            .to_string();
        let translated =
            html.class_name().contains("translated-") || matches!(root.query_selector("font"), Ok(Some(_)));
        !translated
            && root
                .get_attribute("data-elements")
                .is_some_and(|rendered| rendered == found)
    }

    /// What the person typed while the app was on its way.
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
}
