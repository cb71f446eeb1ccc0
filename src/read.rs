//! JSON as the browser itself reads it. Each struct that serde reads costs the phone a kilobyte, and serde's reader twenty;
//! here a struct is a line, and the compiler sees that no field is forgotten. Never here: what is written (serde does that).

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

/// What can be read from a value of the browser's; `None` where that is something else.
pub trait Read: Sized {
    /// Reads it.
    fn read(value: &JsValue) -> Option<Self>;
}

/// Reads a text of JSON.
pub fn read<T: Read>(json: &str) -> Option<T> {
    T::read(&JSON::parse(json).ok()?)
}

/// A property of an object; undefined where it has none.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

impl Read for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Read for bool {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl Read for u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number that does not fit is cut to the nearest that does"
    )]
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().map(|number| number as Self)
    }
}

impl Read for u8 {
    fn read(value: &JsValue) -> Option<Self> {
        u16::read(value)?.try_into().ok()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_null() || value.is_undefined() {
            return Some(None);
        }
        T::read(value).map(Some)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        Array::is_array(value).then(|| Array::from(value).iter().map(|each| T::read(&each)).collect())?
    }
}

impl Read for (String, String) {
    fn read(value: &JsValue) -> Option<Self> {
        let pair = Array::from(value);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    }
}

/// Structs that are read: first the fields that must be there, then those that may be absent, then those that are never read.
macro_rules! readable {
    ($($name:path { $($field:ident $(= $word:literal)?),* ; $($absent:ident),* ; $($skipped:ident),* })+) => {
        $(impl Read for $name {
            fn read(value: &wasm_bindgen::JsValue) -> Option<Self> {
                Some(Self {
                    $($field: Read::read(&property(value, readable!(@ $field $($word)?)))?,)*
                    $($absent: Read::read(&property(value, stringify!($absent))).unwrap_or_default(),)*
                    $($skipped: Default::default(),)*
                })
            }
        })+
    };
    (@ $field:ident $word:literal) => { $word };
    (@ $field:ident) => { stringify!($field) };
}

readable! {
    api::Problem { kind = "type", title, status; detail, errors; }
    api::FieldProblem { field, fault, detail; ; }
    api::requests::Receipt { code, secret, protocol, polo, received_at, answer_by, link; appointment, waiting; }
    api::requests::RequestView { code, protocol, status, polo, motive, received_at, answer_by, lines, openings; appointment, waiting, offers, project, events, outcome, for_whom; }
    api::requests::Event { at, what; ; }
    api::offers::WaitingView { place, asked; ; }
    api::offers::OfferView { id, kind, start, polo, way, until; ; }
    api::requests::LineView { at, author, text; ; }
    api::requests::Opening { at, who; ; }
    api::project::SharedProject { changed_at, goals, actions, reviews, review_on, objected, outcome, ending; ; since }
    api::project::SharedGoal { what, sign, by; ; }
    api::project::SharedAction { what, who, name, by, state, why; ; }
    api::project::ReviewView { held_on, seen, next; ; }
    api::agenda::AppointmentView { start, end, polo, motive, way, status, change_until, changeable; ; }
    api::agenda::FreeTimes { polo, motive, way, ways, minutes, from, times, elsewhere; first, next, previous; }
    api::agenda::Elsewhere { polo, first; ; }
    api::agenda::Hold { hold, start, end, until; ; }
    domain::catalogue::Neighbourhood { id, name; ; }
    domain::catalogue::UrgentNumber { number, label, when; ; }
    domain::catalogue::Motive { id, label, hint, urgent; papers; area, terms }
    domain::catalogue::Polo {
        id, name, address, neighbourhoods, phone; page;
        postal_code, locality, email, areas, hours, since, residents, source, source_date
    }
    domain::Catalogue { poli, motives, urgent; ; areas }
    crate::bundle::Language { id, name, dir; ; }
    crate::bundle::Site {
        host, contact_centre, urgent, search, streets, rules, answer_within_days; ;
        comune, region, portal_name, live_label, exit_to, agid_statement, example, example_date
    }
    crate::bundle::Bundle { language, languages, texts, catalogue, site; ; }
    crate::client::Credentials { code, secret; ; }
    crate::times::Look { part, call; times; coming, wanted, in_week }
    crate::times::Seat { end, until, of, ended; ; left, ahead }
    crate::visit::Visit {
        draft, changing, key, look; step, receipt, problem, seat; brought, faults, rated, attempts, busy, offer, kept
    }
    crate::status::Seen { credentials, line, objection, look, choosing, time, key; view, done, problem; attempts, busy }
}
