//! Starts the desk in the browser, in place of the sentence that its page holds until then.

#[cfg(target_arch = "wasm32")]
fn main() {
    use desk::app::{App, AppProps};
    use desk::around::Offer;
    use gloo::net::http::Request;
    use portal::read::read;
    use std::rc::Rc;
    use std::sync::Arc;

    yew::platform::spawn_local(async {
        // Without its data the desk does not start, and the page says what to do.
        let Some(root) = gloo::utils::document().get_element_by_id("app") else {
            return;
        };
        let address = root.get_attribute("data-bundle").unwrap_or_default();
        let Ok(answer) = Request::get(&address).send().await else {
            return;
        };
        let text = answer.text().await.unwrap_or_default();
        let (Some(bundle), Ok(offer)) = (read(&text), serde_json::from_str::<Offer>(&text)) else {
            return;
        };
        let props = AppProps {
            bundle: Arc::new(bundle),
            offer: Rc::new(offer),
        };
        root.set_inner_html("");
        yew::Renderer::<App>::with_root_and_props(root, props).render();
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
