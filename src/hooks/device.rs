//! What lies on this device: the draft that a person asked to keep, and, on its way from one app to the next, what they
//! bring to a request. «Esci subito» erases both with the rest (`static/exit.js`).

use crate::read::{property, read};
use domain::request::Draft;
use gloo::storage::{LocalStorage, SessionStorage, Storage};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;

const DRAFT: &str = "draft";

/// Where in the tab's session storage lies what a person brings to a request.
pub const BROUGHT: &str = "brought";

/// What a person brings to a request from another app of the portal. Empty is «nothing»; an id that the catalogue does not
/// know is passed over.
#[derive(Clone, Default, PartialEq, Eq)]
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
    let object = Object::new();
    let lines: js_sys::Array = brought
        .answers
        .iter()
        .map(|line| JsValue::from_str(line))
        .collect();
    for (name, value) in [
        ("motive", JsValue::from_str(&brought.motive)),
        ("polo", JsValue::from_str(&brought.polo)),
        ("for_whom", JsValue::from_str(&brought.for_whom)),
        ("answers", lines.into()),
    ] {
        Reflect::set(&object, &name.into(), &value).ok();
    }
    let json = JSON::stringify(&object).ok().and_then(|json| json.as_string());
    json.is_some_and(|json| SessionStorage::raw().set_item(BROUGHT, &json).is_ok())
}

/// Takes what was brought: read once, it is there no more. The browser's own JSON costs the phone less than
/// another kind of struct.
pub fn brought() -> Option<Brought> {
    let json: Option<String> = SessionStorage::raw().get_item(BROUGHT).ok().flatten();
    SessionStorage::delete(BROUGHT);
    let brought = JSON::parse(&json?).ok()?;
    let field = |name: &str| property(&brought, name);
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

/// Keeps the answers on the device, consent and the time chosen excepted. False where the device does not let us.
pub fn keep_draft(draft: &Draft) -> bool {
    let mut pairs = draft.pairs();
    // A seat is held for minutes: whoever comes back later chooses among the times that are free then.
    pairs.retain(|(name, _)| !matches!(*name, "time" | "hold"));
    LocalStorage::set(DRAFT, pairs).is_ok()
}

/// The answers kept on the device, if there are any that can still be read.
pub fn kept_draft() -> Option<Draft> {
    let json: Option<String> = LocalStorage::raw().get_item(DRAFT).ok().flatten();
    read(&json?)
}

/// Erases them.
pub fn forget_draft() {
    LocalStorage::delete(DRAFT);
}
