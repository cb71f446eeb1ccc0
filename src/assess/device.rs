//! What the self-assessment leaves on the device: the answers if the person asked for it, and for the moment of a change of
//! language. «Esci subito» erases both (`static/exit.js`).
//! Never here: anything that leaves the device.

use domain::assess::Answers;
use gloo::storage::{LocalStorage, SessionStorage, Storage};

const KEPT: &str = "answers";
const MOVING: &str = "answers-moving";

/// Keeps the answers on the device. False where the device does not let us.
pub(super) fn keep(answers: &Answers) -> bool {
    LocalStorage::set(KEPT, answers.pairs()).is_ok()
}

/// The answers kept on the device.
pub(super) fn kept() -> Option<Answers> {
    let pairs: Vec<(String, String)> = LocalStorage::get(KEPT).ok()?;
    Some(Answers::from_pairs(&pairs)).filter(|answers| !answers.is_empty())
}

/// Erases them.
pub(super) fn forget() {
    LocalStorage::delete(KEPT);
}

/// Hands the answers to the same page in another language, which this tab is about to show.
pub(super) fn hand_over(answers: &Answers) {
    SessionStorage::set(MOVING, answers.pairs()).ok();
}

/// The answers that were handed over; they are erased as they are taken.
pub(super) fn handed_over() -> Option<Answers> {
    let pairs: Vec<(String, String)> = SessionStorage::get(MOVING).ok()?;
    SessionStorage::delete(MOVING);
    Some(Answers::from_pairs(&pairs)).filter(|answers| !answers.is_empty())
}
