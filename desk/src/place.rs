//! Where one is: the path, and what stands behind the question mark (filters, days). Moving never leaves the app.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::UrlSearchParams;
use yew::prelude::*;

/// Where one is, and the way to elsewhere.
#[derive(Clone, PartialEq)]
pub struct Place {
    /// The path and what follows it: `/desk?polo=pablo`.
    pub address: String,
    /// Goes to an address of the desk.
    pub go: Callback<String>,
}

impl Place {
    /// The path alone.
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// What stands behind that name in the address; empty where nothing does.
    pub fn asked(&self, name: &str) -> String {
        self.query().and_then(|query| query.get(name)).unwrap_or_default()
    }

    /// This address with another value behind that name; an empty one takes the name away.
    pub fn with(&self, name: &str, value: &str) -> String {
        let Some(query) = self.query() else {
            return self.address.clone();
        };
        if value.is_empty() {
            query.delete(name);
        } else {
            query.set(name, value);
        }
        match String::from(query.to_string()) {
            empty if empty.is_empty() => self.path().to_owned(),
            query => format!("{}?{query}", self.path()),
        }
    }

    fn query(&self) -> Option<UrlSearchParams> {
        let query = self.address.split_once('?').map_or("", |(_, query)| query);
        UrlSearchParams::new_with_str(query).ok()
    }
}

/// The address that the browser shows.
fn shown() -> String {
    let location = gloo::utils::window().location();
    let path = location.pathname().unwrap_or_default();
    path + &location.search().unwrap_or_default()
}

/// Where one is. Links of the desk that are plainly clicked are followed without leaving the app.
#[hook]
pub fn use_place() -> Place {
    let address = use_state_eq(shown);
    let go = {
        let address = address.setter();
        use_callback((), move |to: String, ()| {
            if let Ok(history) = gloo::utils::window().history() {
                history.push_state_with_url(&JsValue::NULL, "", Some(&to)).ok();
            }
            address.set(shown());
        })
    };
    {
        let (address, go) = (address.setter(), go.clone());
        use_effect_with((), move |()| {
            let back = EventListener::new(&gloo::utils::window(), "popstate", move |_| address.set(shown()));
            let options = EventListenerOptions::enable_prevent_default();
            let clicks =
                EventListener::new_with_options(&gloo::utils::document(), "click", options, move |event| {
                    if let Some(to) = event.dyn_ref().and_then(own_link) {
                        event.prevent_default();
                        go.emit(to);
                    }
                });
            move || drop((back, clicks))
        });
    }
    Place {
        address: (*address).clone(),
        go,
    }
}

/// The address of the link that was plainly clicked, if it leads to another screen of the desk.
fn own_link(event: &web_sys::MouseEvent) -> Option<String> {
    let plain = event.button() == 0
        && !(event.default_prevented()
            || event.ctrl_key()
            || event.meta_key()
            || event.shift_key()
            || event.alt_key());
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let link = link.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let own = link.origin() == gloo::utils::window().location().origin().ok()?
        && crate::route::is_desk(&link.pathname())
        && link.target().is_empty()
        && !link.has_attribute("download")
        && link.hash().is_empty();
    (plain && own).then(|| link.pathname() + &link.search())
}
