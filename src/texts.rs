//! The words on the screen: a table per language in `content/texts/`, loaded beside the WASM, indexed by [`Key`].
//! A new language is a new table; a key missing from it fails `polo check`, never a person.

use crate::read::{Read, property};
use domain::FieldFault;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use yew::{Html, html};

macro_rules! keys {
    ($($key:ident)+) => {
        /// A text, by its name in `content/texts/*.toml` (`[request] title` is `request_title`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(non_camel_case_types, missing_docs, reason = "a key is written as its table writes it, and says what it says")]
        #[repr(usize)]
        pub enum Key { $($key),+ }

        #[cfg(not(target_arch = "wasm32"))]
        impl Key {
            /// Every key, in the order of the table on the wire.
            pub const ALL: &'static [Self] = &[$(Self::$key),+];

            /// The key's name in the tables.
            pub fn name(self) -> &'static str {
                match self { $(Self::$key => stringify!($key)),+ }
            }
        }
    };
}

include!("texts/keys.rs");

/// What the names of texts begin with that the phone puts together at run time: `choice_way_` and a word of the domain.
#[cfg(not(target_arch = "wasm32"))]
const NAMED: [&str; 14] = [
    "choice_",
    "fault_",
    "status_state_",
    "status_hint_",
    "status_author_",
    "status_event_",
    "status_outcome_",
    "times_way_",
    "appointment_way_",
    "appointment_state_",
    "offer_title_",
    "project_who_",
    "project_state_",
    "project_ended_",
];

/// A language's texts. Cheap to clone. The names of the keys stay with the server; those that are put together at run
/// time travel with their texts. Clones are equal, and nothing else is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Texts {
    table: Arc<Vec<String>>,
    named: Arc<Vec<(String, String)>>,
}

impl Read for Texts {
    fn read(value: &JsValue) -> Option<Self> {
        Some(Self {
            table: Arc::new(Read::read(&property(value, "table"))?),
            named: Arc::new(Read::read(&property(value, "named"))?),
        })
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.table, &other.table)
    }
}

impl Texts {
    /// The table made of what `find` knows; a key that it does not know stays empty.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(find: impl Fn(&str) -> Option<String>) -> Self {
        let table = Key::ALL.iter().map(|key| find(key.name()).unwrap_or_default());
        let named = Key::ALL
            .iter()
            .filter(|key| NAMED.iter().any(|begins| key.name().starts_with(begins)));
        let named = named
            .filter_map(|key| Some((key.name().to_owned(), find(key.name())?)))
            .collect();
        Self {
            table: Arc::new(table.collect()),
            named: Arc::new(named),
        }
    }

    /// The text.
    pub fn get(&self, key: Key) -> &str {
        self.table.get(key as usize).map_or("", String::as_str)
    }

    /// The text of a name that is put together at run time, for example `fault_` and the fault's name; empty where there
    /// is none.
    pub fn named(&self, name: &str) -> &str {
        #[cfg(not(target_arch = "wasm32"))]
        let text = Key::ALL
            .iter()
            .find(|key| key.name() == name)
            .map(|&key| self.get(key));
        #[cfg(target_arch = "wasm32")]
        let text = self
            .named
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, text)| text.as_str());
        text.unwrap_or_default()
    }

    /// The text with each `{name}` replaced by its value.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// What is wrong with a field, in words: those of the fault with that field, where it has its own (`fault_missing_polo`),
    /// else those of the fault.
    pub fn fault(&self, fault: &FieldFault) -> String {
        let name = format!("fault_{}", fault.fault.name());
        let own = self.named(&format!("{name}_{}", fault.field));
        let words = if own.is_empty() { self.named(&name) } else { own };
        let figures: Vec<(&str, String)> = fault
            .fault
            .figures()
            .into_iter()
            .map(|(name, figure)| (name, figure.to_string()))
            .collect();
        let figures: Vec<(&str, &str)> = figures
            .iter()
            .map(|(name, figure)| (*name, figure.as_str()))
            .collect();
        fill(words, &figures)
    }

    /// The text as an element of its own, so that it can change under a browser that translates: see [`text`].
    pub fn say(&self, key: Key) -> Html {
        text(self.get(key))
    }
}

/// `words` with each `{name}` replaced by its value, in one pass: a value is never searched for names. What has no value
/// stays as it is.
pub fn fill(words: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(words.len() + 32);
    let mut pieces = words.split('{');
    filled.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let found = piece.split_once('}').and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(given, _)| *given == name)?;
            Some((value, rest))
        });
        if let Some((value, rest)) = found {
            filled.push_str(value);
            filled.push_str(rest);
        } else {
            filled.push('{');
            filled.push_str(piece);
        }
    }
    filled
}

/// A text alone in an element whose key is the text. A browser that translates wraps text nodes in elements of its
/// own; a changed text then comes as a new element, and the old one goes with whatever was put into it.
pub fn text(words: &str) -> Html {
    html! { <span key={words.to_owned()}>{ words.to_owned() }</span> }
}

#[cfg(test)]
mod tests {
    use super::{NAMED, fill};
    use std::fs;
    use std::path::{Path, PathBuf};

    /// What the sources put together names of texts with: the words before the first brace. The page of a person's data is
    /// the server's alone.
    fn put_together(folder: &Path) -> Vec<(PathBuf, String)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).expect("the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                found.extend(put_together(&path));
            } else if !path.ends_with("pages/data.rs") {
                let code = fs::read_to_string(&path).expect("a source");
                let names = code.split("named(&format!(\"").skip(1);
                // One that begins with a name at hand has begun elsewhere.
                let names = names
                    .filter_map(|after| after.split_once('{'))
                    .filter(|(begins, _)| !begins.is_empty());
                found.extend(names.map(|(begins, _)| (path.clone(), begins.to_owned())));
            }
        }
        found
    }

    #[test]
    fn every_name_put_together_at_run_time_travels_to_the_phone() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let found = put_together(&sources);
        assert!(found.len() > 10, "only {} were found", found.len());
        for (path, begins) in found {
            let travels = NAMED.iter().any(|named| begins.starts_with(named));
            assert!(travels, "{begins} in {}", path.display());
        }
    }

    #[test]
    fn values_go_where_their_names_stand_and_nowhere_else() {
        assert_eq!(
            fill("{a} e {b}, {c}", &[("a", "{b}"), ("b", "due")]),
            "{b} e due, {c}"
        );
        assert_eq!(fill("senza nomi } {", &[("a", "uno")]), "senza nomi } {");
    }
}
