//! The words on the screen: a table per language in `content/texts/`, loaded beside the WASM, indexed by [`Key`].
//! A new language is a new table; a key missing from it fails `polo check`, never a person.

use domain::FieldFault;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use yew::{Html, html};

macro_rules! keys {
    ($($key:ident)+) => {
        /// A text, by its name in `content/texts/*.toml` (`[request] title` is `request_title`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(non_camel_case_types, missing_docs, reason = "a key is written as its table writes it, and says what it says")]
        #[repr(usize)]
        pub enum Key { $($key),+ }

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

/// A language's texts. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(Arc<Vec<String>>);

impl Texts {
    /// The table made of what `find` knows; a key that it does not know stays empty.
    pub fn new(mut find: impl FnMut(&str) -> Option<String>) -> Self {
        Self(Arc::new(
            Key::ALL
                .iter()
                .map(|key| find(key.name()).unwrap_or_default())
                .collect(),
        ))
    }

    /// The text.
    pub fn get(&self, key: Key) -> &str {
        self.0.get(key as usize).map_or("", String::as_str)
    }

    /// The text with each `{name}` replaced by its value.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        values
            .iter()
            .fold(self.get(key).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }

    /// The text of a key that is put together at run time, for example `fault_` and the fault's name.
    pub fn named(&self, name: &str) -> &str {
        Key::ALL
            .iter()
            .find(|key| key.name() == name)
            .map_or("", |&key| self.get(key))
    }

    /// What is wrong with a field, in words: those of the fault with that field, where it has its own (`fault_missing_polo`),
    /// else those of the fault.
    pub fn fault(&self, fault: &FieldFault) -> String {
        let name = format!("fault_{}", fault.fault.name());
        let own = self.named(&format!("{name}_{}", fault.field));
        let words = if own.is_empty() { self.named(&name) } else { own };
        let figures = fault.fault.figures();
        figures
            .into_iter()
            .fold(words.to_owned(), |words, (name, figure)| {
                words.replace(&format!("{{{name}}}"), &figure.to_string())
            })
    }

    /// The text as an element of its own, so that it can change under a browser that translates: see [`text`].
    pub fn say(&self, key: Key) -> Html {
        text(self.get(key))
    }
}

/// A text alone in an element whose key is the text. A browser that translates wraps text nodes in elements of its
/// own; a changed text then comes as a new element, and the old one goes with whatever was put into it.
pub fn text(words: &str) -> Html {
    html! { <span key={words.to_owned()}>{ words.to_owned() }</span> }
}
