//! What lies on this device: the draft that a person asked to keep, and, on its way from one app to the next, what they
//! bring to a request. «Esci subito» erases both with the rest (`static/exit.js`).

use domain::request::Draft;
use gloo::storage::{LocalStorage, SessionStorage, Storage};
use serde::Serialize;

const DRAFT: &str = "draft";

/// Where in the tab's session storage lies what a person brings to a request.
pub const BROUGHT: &str = "brought";

/// What a person brings to a request from another app of the portal. Empty is «nothing»; an id that the catalogue does not
/// know is passed over.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub struct Brought {
    /// The id of a motive.
    pub motive: String,
    /// The id of a Polo.
    pub polo: String,
    /// `myself`, `relative` or `other`.
    pub for_whom: String,
    /// The lines, question and answer: see [`Draft::answers`].
    pub answers: Vec<String>,
}

/// Leaves it for the request, which is the next page. False where the device does not let us.
pub fn bring(brought: &Brought) -> bool {
    SessionStorage::set(BROUGHT, brought).is_ok()
}

/// Takes what was brought: read once, it is there no more. The browser's own reader of JSON costs the phone less than another
/// kind of struct.
pub fn brought() -> Option<Brought> {
    let json: Option<String> = SessionStorage::raw().get_item(BROUGHT).ok().flatten();
    SessionStorage::delete(BROUGHT);
    let brought = js_sys::JSON::parse(&json?).ok()?;
    let field = |name: &str| js_sys::Reflect::get(&brought, &name.into()).unwrap_or_default();
    let word = |name| field(name).as_string().unwrap_or_default();
    let lines = js_sys::try_iter(&field("answers")).ok().flatten();
    let lines = lines.into_iter().flatten().filter_map(Result::ok);
    Some(Brought {
        motive: word("motive"),
        polo: word("polo"),
        for_whom: word("for_whom"),
        answers: lines.filter_map(|line| line.as_string()).collect(),
    })
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
