//! The draft that a person asked to keep on this device. «Esci subito» erases it with the rest (`static/exit.js`).

use domain::request::Draft;
use gloo::storage::{LocalStorage, Storage};

const DRAFT: &str = "draft";

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
