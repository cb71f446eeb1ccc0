//! The words of the desk, in Italian: a table for each screen, so that those who make different screens do not meet in one
//! file. The portal's components bring their own (`content/texts`); what the server refuses it says in words of its own.

/// A table of words: `NAME = "the words";`. What changes stands in braces and is filled in by [`fill`].
macro_rules! words {
    ($($name:ident = $words:literal;)*) => {
        $(#[doc = "As people read it."] pub const $name: &str = $words;)*
    };
}
pub(crate) use words;

/// Words for each of the words that travel: `[("received", "Da prendere")]`.
pub type Named = &'static [(&'static str, &'static str)];

/// The words for what travels as `word`; the word itself where there are none, so that what is new is not unseen.
pub fn named(table: Named, word: &str) -> String {
    let found = table.iter().find(|(name, _)| *name == word);
    found.map_or(word, |(_, words)| words).to_owned()
}

pub use portal::texts::fill;

pub mod agenda;
pub mod app;
pub mod numbers;
pub mod own;
pub mod people;
pub mod project;
pub mod purges;
pub mod queue;
pub mod record;
pub mod request;
pub mod sign_in;
pub mod work;
