//! The draft that a person asked to keep on this device. «Esci subito» erases it with the rest (`static/exit.js`).

use domain::request::Draft;
use gloo::storage::{LocalStorage, SessionStorage, Storage};
use serde::{Deserialize, Serialize};

const DRAFT: &str = "draft";

/// Where in the tab's session storage lies what a person brings to a request.
const BROUGHT: &str = "brought";

/// What a person brings.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brought {
    /// The id of a motive.
    pub motive: String,
    /// The id of a Polo.
    pub polo: String,
    /// `myself`, `relative` or `other`.
    pub for_whom: String,
    /// The lines.
    pub answers: Vec<String>,
}

/// Leaves it for the request.
pub fn bring(brought: &Brought) -> bool {
    SessionStorage::set(BROUGHT, brought).is_ok()
}

/// Keeps the answers on the device, consent excepted. False where the device does not let us.
pub fn keep_draft(draft: &Draft) -> bool {
    LocalStorage::set(DRAFT, draft.pairs()).is_ok()
}

/// The answers kept on the device, if there are any that can still be read.
pub fn kept_draft() -> Option<Draft> {
    let pairs: Vec<(String, String)> = LocalStorage::get(DRAFT).ok()?;
    Draft::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))).ok()
}

/// Erases them.
pub fn forget_draft() {
    LocalStorage::delete(DRAFT);
}
