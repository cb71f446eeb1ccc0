//! What components share of the browser: where one is, what the instance is, what is kept on the device. Browser calls
//! stand in effects and callbacks only, so that the server can render the same components.

mod device;
mod moving;

pub use device::{BROUGHT, Brought, bring, brought, forget_draft, keep_draft, kept_draft};
pub use moving::{Go, Places, focus_heading, use_follow_links, use_go, use_moved};
pub(crate) use moving::{body_of, focus, own_link};

use crate::bundle::Bundle;
use crate::client::Client;
use crate::texts::Texts;
use crate::visit::Visiting;
use domain::Minute;
use std::sync::Arc;
use yew::prelude::*;

/// What every component of the app may reach. One context for all: each kind of context costs the phone kilobytes.
#[derive(Clone, PartialEq)]
pub struct Surroundings {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// The way to the server.
    pub client: Client,
    /// What was said so far.
    pub visit: Visiting,
    /// Where the app is.
    pub places: Places,
    /// False on the server and while the app hydrates, true right after.
    pub live: bool,
}

/// What is around this component.
#[hook]
pub fn use_surroundings() -> Surroundings {
    use_context::<Surroundings>().expect("every component of the app stands inside `App`")
}

/// The instance in the page's language.
#[hook]
pub fn use_bundle() -> Arc<Bundle> {
    use_surroundings().bundle
}

/// The words of the page's language.
#[hook]
pub fn use_texts() -> Texts {
    use_surroundings().bundle.texts.clone()
}

/// The way to the server.
#[hook]
pub fn use_client() -> Client {
    use_surroundings().client
}

/// The visit so far, and the way to change it.
#[hook]
pub fn use_visit() -> Visiting {
    use_surroundings().visit
}

/// Where the app is.
#[hook]
pub fn use_places() -> Places {
    use_surroundings().places
}

/// Whether the app is live: false on the server and while it hydrates, true right after.
#[hook]
pub fn use_live() -> bool {
    use_surroundings().live
}

/// The device's civil time, good enough to warn; the server's clock decides.
pub fn device_now() -> Minute {
    let now = js_sys::Date::new_0();
    let midnight = Minute::midnight(
        now.get_full_year().into(),
        i64::from(now.get_month()) + 1,
        now.get_date().into(),
    );
    let minute = midnight.and_then(|midnight| midnight.at(now.get_hours().into(), now.get_minutes().into()));
    // A clock beyond the year 9999 warns of nothing.
    minute.unwrap_or(Minute::EPOCH)
}
