//! Starts the guide's app in the browser: finder and search. Its pages are those of [`portal::route::Live::Guide`].

#[cfg(target_arch = "wasm32")]
fn main() {
    use portal::guide::{Guide, GuideProps, Said};
    use portal::start::Ground;

    yew::platform::spawn_local(async {
        // Without its data the app does not start, and the page stays what it was.
        let Some(ground) = Ground::find().await else {
            return;
        };
        let mut said: Said = serde_json::from_str(&ground.said()).unwrap_or_default();
        said.adopt(&ground.typed);
        let props = GuideProps {
            bundle: ground.bundle.clone(),
            path: ground.path.clone(),
            said,
        };
        ground.take_over::<Guide>(props, true);
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
