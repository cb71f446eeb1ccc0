//! What the self-assessment leaves on the device: the answers if the person asked for it, and for the moment of a change of
//! language. «Esci subito» erases both (`static/exit.js`).
//! Never here: anything that leaves the device.

use domain::assess::Answers;
use gloo::storage::{LocalStorage, SessionStorage, Storage};

const KEPT: &str = "answers";
const MOVING: &str = "answers-moving";

/// Keeps the answers on the device. False where the device does not let us.
pub(super) fn keep(answers: &Answers) -> bool {
    LocalStorage::raw().set_item(KEPT, &written(answers)).is_ok()
}

/// The answers kept on the device.
pub(super) fn kept() -> Option<Answers> {
    read(&LocalStorage::raw(), KEPT)
}

/// Erases them.
pub(super) fn forget() {
    LocalStorage::delete(KEPT);
}

/// Hands the answers to the same page in another language, which this tab is about to show.
pub(super) fn hand_over(answers: &Answers) {
    SessionStorage::raw().set_item(MOVING, &written(answers)).ok();
}

/// The answers that were handed over; they are erased as they are taken.
pub(super) fn handed_over() -> Option<Answers> {
    let answers = read(&SessionStorage::raw(), MOVING);
    SessionStorage::delete(MOVING);
    answers
}

/// A line each: the question, a tab, the answer. Neither has a tab or a new line of its own.
fn written(answers: &Answers) -> String {
    let pairs = answers.pairs();
    let lines: Vec<String> = pairs
        .iter()
        .map(|(name, word)| format!("{name}\t{word}"))
        .collect();
    lines.join("\n")
}

fn read(storage: &web_sys::Storage, key: &str) -> Option<Answers> {
    let text = storage.get_item(key).ok()??;
    let pair = |line: &str| {
        let (name, word) = line.split_once('\t')?;
        Some((name.to_owned(), word.to_owned()))
    };
    let pairs: Vec<(String, String)> = text.lines().filter_map(pair).collect();
    Some(Answers::from_pairs(&pairs)).filter(|answers| !answers.is_empty())
}
