//! Starts the app of a request seen again in the browser. Its page is that of [`portal::route::Live::Status`].

#[cfg(target_arch = "wasm32")]
fn main() {
    use portal::read::read;
    use portal::start::Ground;
    use portal::status::{Seen, Status, StatusProps};

    yew::platform::spawn_local(async {
        // Without its data the app does not start, and the page stays what it was.
        let Some(ground) = Ground::find().await else {
            return;
        };
        let mut seen: Seen = read(&ground.said()).unwrap_or_default();
        seen.adopt(&ground.typed);
        let props = StatusProps {
            bundle: ground.bundle.clone(),
            seen,
        };
        ground.take_over::<Status>(props, true);
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
