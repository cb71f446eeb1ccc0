//! Texts as words: small letters without accents, cut at whatever is neither letter nor digit, the apostrophe included.

use crate::letters;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters, without accents.
    pub(super) plain: String,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// The words of a text, in order. A single Latin letter is none: it is what an elision leaves («l'affitto»).
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word: Option<Word> = None;
    for (at, letter) in text.char_indices() {
        if letters::is_sign_on_a_letter(letter) {
            if let Some(word) = &mut word {
                word.end = at + letter.len_utf8();
            }
        } else if letter.is_alphanumeric() {
            let word = word.get_or_insert_with(|| Word {
                plain: String::new(),
                start: at,
                end: at,
            });
            letters::push_plain(&mut word.plain, letter);
            word.end = at + letter.len_utf8();
        } else {
            words.extend(word.take());
        }
    }
    words.extend(word);
    words.retain(|word| !matches!(word.plain.as_bytes(), [letter] if letter.is_ascii_alphabetic()));
    words
}

/// Whether the last word may go on: nothing that would end it has been typed.
pub(super) fn is_open(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}
