//! Starts the request's app in the browser. Its pages are those of [`portal::route::Live::Portal`].

#[cfg(target_arch = "wasm32")]
fn main() {
    use portal::app::{App, AppProps};
    use portal::read::read;
    use portal::start::Ground;
    use portal::visit::Visit;

    yew::platform::spawn_local(async {
        // Without its data the app does not start, and the page stays what it was.
        let Some(ground) = Ground::find().await else {
            return;
        };
        let served: Visit = read(&ground.said()).unwrap_or_default();
        // Before the first drawing: what is typed while it goes on would otherwise meet empty fields.
        let mut visit = served.clone();
        visit.adopt(&ground.typed);
        let bundle = ground.bundle.clone();
        let as_drawn = visit.speaks_of_danger(&bundle) == served.speaks_of_danger(&bundle);
        let props = AppProps {
            bundle,
            path: ground.path.clone(),
            visit,
            page: None,
        };
        ground.take_over::<App>(props, as_drawn);
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
