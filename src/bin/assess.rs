//! Starts the self-assessment's app in the browser. Its page is that of [`portal::route::Live::Assess`].

#[cfg(target_arch = "wasm32")]
fn main() {
    use domain::assess::{Day, Rules};
    use gloo::net::http::Request;
    use portal::assess::{Assess, AssessProps};
    use portal::hooks::device_now;
    use portal::start::Ground;
    use std::rc::Rc;

    yew::platform::spawn_local(async {
        // Without its data the app does not start, and the page stays what it was: the measures as a list.
        let Some(ground) = Ground::find().await else {
            return;
        };
        let Ok(answer) = Request::get(&ground.bundle.site.rules).send().await else {
            return;
        };
        let rules = answer.binary().await.ok().and_then(|bytes| Rules::parse(&bytes));
        let (year, month, day) = device_now().date();
        let today = Day::parse(&format!("{year:04}-{month:02}-{day:02}"));
        let (Some(rules), Some(today)) = (rules, today) else {
            return;
        };
        let props = AssessProps {
            bundle: ground.bundle.clone(),
            rules: Rc::new(rules),
            today,
            plain: ground.inside("plain").into(),
        };
        ground.take_over::<Assess>(props, true);
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
