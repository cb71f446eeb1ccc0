//! What was just done with the request shown. Never here: how it is done, and its words.

use crate::read::Read;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What was just done with the request shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Done {
    /// A line was added.
    Line,
    /// The request was withdrawn.
    Withdrawn,
    /// An appointment was chosen.
    Chosen,
    /// The appointment was moved.
    Moved,
    /// The appointment was called off.
    Cancelled,
    /// The request waits for a time to come free.
    Waits,
    /// It waits no more.
    Left,
    /// The times offered were refused.
    Refused,
    /// The help project is here no longer.
    Unshared,
    /// The Polo was told what does not suit in it.
    Objected,
}

impl Read for Done {
    fn read(value: &JsValue) -> Option<Self> {
        Some(match value.as_string()?.as_str() {
            "Line" => Self::Line,
            "Withdrawn" => Self::Withdrawn,
            "Chosen" => Self::Chosen,
            "Moved" => Self::Moved,
            "Cancelled" => Self::Cancelled,
            "Waits" => Self::Waits,
            "Left" => Self::Left,
            "Refused" => Self::Refused,
            "Unshared" => Self::Unshared,
            "Objected" => Self::Objected,
            _ => return None,
        })
    }
}
