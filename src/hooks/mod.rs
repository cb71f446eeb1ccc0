//! What components share of the browser: where one is, what the instance is, what is kept on the device. Browser calls
//! stand in effects and callbacks only, so that the server can render the same components.

mod device;
mod moving;

pub use device::{forget_draft, keep_draft, kept_draft};
pub use moving::{Go, focus_heading, use_follow_links, use_go, use_moved};

use crate::bundle::Bundle;
use crate::client::Client;
use crate::texts::Texts;
use jiff::civil::DateTime;
use std::sync::Arc;
use yew::prelude::*;

/// The instance in the page's language.
#[hook]
pub fn use_bundle() -> Arc<Bundle> {
    use_context::<Arc<Bundle>>().expect("every component of the app stands inside `App`")
}

/// The words of the page's language.
#[hook]
pub fn use_texts() -> Texts {
    use_bundle().texts.clone()
}

/// The way to the server.
#[hook]
pub fn use_client() -> Client {
    use_context::<Client>().expect("every component of the app stands inside `App`")
}

/// Whether the app is live: false on the server and while it hydrates, true right after.
#[hook]
pub fn use_live() -> bool {
    let live = use_state_eq(|| false);
    {
        let live = live.clone();
        use_effect_with((), move |()| live.set(true));
    }
    *live
}

/// The device's civil time, good enough to warn; the server's clock decides.
pub fn device_now() -> DateTime {
    let now = js_sys::Date::new_0();
    // Each part is within its type: a year of four digits, a month of two.
    let part = |value: u32| i8::try_from(value).unwrap_or(1);
    let year = i16::try_from(now.get_full_year()).unwrap_or(i16::MAX);
    DateTime::new(
        year,
        part(now.get_month() + 1),
        part(now.get_date()),
        part(now.get_hours()),
        part(now.get_minutes()),
        0,
        0,
    )
    .unwrap_or(DateTime::MIN)
}
