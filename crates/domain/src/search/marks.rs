//! Which words of a text were asked for, so that a page can mark them.

use super::Language;
use super::language::Role;
use super::stem::stem;
use super::words::{is_open, words};

/// The text in pieces, in order and without loss: true where a word of the question stands, in any of its forms; the last
/// word of the question may be the beginning of one. Words that the language passes over are not marked.
pub fn marks(text: &str, asked: &str, language: Language) -> Vec<(String, bool)> {
    let asked_words = words(asked);
    let last = asked_words.len().saturating_sub(1);
    let open = is_open(asked);
    let root = |word: &str| word.get(..stem(word, language)).map(str::to_owned);
    let wanted: Vec<_> = asked_words
        .into_iter()
        .enumerate()
        .filter(|(_, word)| language.role(&word.plain) == Role::Telling)
        .map(|(place, word)| (root(&word.plain), word.plain, open && place == last))
        .collect();

    let mut pieces = Vec::new();
    let mut done = 0;
    for word in words(text) {
        let its_root = root(&word.plain);
        let is_asked = wanted
            .iter()
            .any(|(root, plain, begins)| *root == its_root || (*begins && word.plain.starts_with(plain)));
        if !is_asked {
            continue;
        }
        push(&mut pieces, text.get(done..word.start), false);
        push(&mut pieces, text.get(word.start..word.end), true);
        done = word.end;
    }
    push(&mut pieces, text.get(done..), false);
    pieces
}

fn push(pieces: &mut Vec<(String, bool)>, piece: Option<&str>, marked: bool) {
    if let Some(piece) = piece.filter(|piece| !piece.is_empty()) {
        pieces.push((piece.to_owned(), marked));
    }
}
