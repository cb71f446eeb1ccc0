//! What was asked, in all the ways that it can be read: which words are the name, which one is the number, what is
//! neither (staircase, postal code, Comune). Never here: streets.

use super::number::{HouseNumber, goes_on};
use super::words::{self, Word};

/// Nobody's address has more words.
const MOST_WORDS: usize = 24;
/// No street's name has more.
const LONGEST_NAME: usize = 10;

/// Say that a number follows.
const NUMBER: [&str; 8] = ["n", "nr", "nro", "num", "numero", "civ", "civico", "no"];
/// Lead to a door inside the house, with the word that follows.
const INSIDE: [&str; 19] = [
    "int",
    "interno",
    "interni",
    "scala",
    "sc",
    "piano",
    "pal",
    "palazzina",
    "palazzo",
    "edificio",
    "edif",
    "ed",
    "app",
    "appartamento",
    "lotto",
    "blocco",
    "isolato",
    "cancello",
    "citofono",
];
const COUNTRY: [&str; 2] = ["italia", "italy"];

/// A way to read what was asked.
pub(super) struct Reading {
    pub(super) kind: Kind,
    pub(super) name: Vec<Word>,
    pub(super) house: House,
    /// The name's words were turned (`Verdi Giuseppe`): the rest must be right.
    pub(super) turned: bool,
}

/// The kind of street that was asked for.
pub(super) enum Kind {
    /// This one.
    Given(&'static str),
    /// The first word is one but for a letter: the street will say.
    Mistyped(String),
    /// None was given: all fit.
    Missing,
    /// It stands among the words of the name, where a space may be missing or too many: `viaverona`.
    Glued,
}

/// The house number that was asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum House {
    Missing,
    Unclear,
    At(HouseNumber),
}

pub(super) fn readings(asked: &str, comune: &[Word]) -> Vec<Reading> {
    let mut readings = Vec::new();
    let words = words::words(asked);
    if words.len() > MOST_WORDS {
        return readings;
    }
    let (words, unclear) = without_asides(&words);
    for words in without_comune(&words, comune) {
        for (name, house) in houses(words) {
            let house = if unclear && house == House::Missing {
                House::Unclear
            } else {
                house
            };
            kinds(name, house, &mut readings);
        }
    }
    readings
}

/// Takes out what is neither name nor number; says whether a number was there that nobody can use (`km 4`).
fn without_asides(words: &[Word]) -> (Vec<Word>, bool) {
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    let mut unclear = false;
    let mut rest = words;
    while let [word, after @ ..] = rest {
        rest = after;
        let text = word.text.as_str();
        let digits_follow = after.first().is_some_and(Word::is_digits);
        let in_house = kept
            .iter()
            .rposition(Word::is_digits)
            .is_some_and(|at| kept[at + 1..].iter().all(goes_on));
        if word.is_digits() {
            match (word.text.len(), word.digits()) {
                // A postal code.
                (5, _) => {}
                (_, Some(1..)) => kept.push(word.clone()),
                _ => unclear = true,
            }
        } else if matches!(text, "km" | "chilometro") && digits_follow {
            unclear = true;
            rest = &after[after.iter().take_while(|word| word.is_digits()).count()..];
        } else if text == "snc" || (NUMBER.contains(&text) && after.is_empty()) {
            // No number, said in so many words.
        } else if NUMBER.contains(&text)
            && (digits_follow
                || after
                    .first()
                    .is_some_and(|word| NUMBER.contains(&word.text.as_str())))
        {
            // The number itself comes next.
        } else if in_house && (INSIDE.contains(&text) || (text == "p" && digits_follow)) {
            let value = after.len().min(1);
            let more = after[value..]
                .iter()
                .take_while(|word| matches!(word.before, '/' | '-' | '\0'))
                .count();
            rest = &after[value + more..];
        } else if in_house
            && word.ordinal().is_some()
            && after.first().is_some_and(|word| word.text == "piano")
        {
            rest = &after[1..];
        } else {
            kept.push(word.clone());
        }
    }
    (kept, unclear)
}

/// The words as they are, and without the Comune, its province and its country at either end.
fn without_comune<'a>(words: &'a [Word], comune: &[Word]) -> Vec<&'a [Word]> {
    let same = |found: &[Word]| {
        !comune.is_empty()
            && found.len() == comune.len()
            && found
                .iter()
                .zip(comune)
                .all(|(found, word)| found.text == word.text)
    };
    let mut all = vec![words];
    let mut end = words;
    if let [shorter @ .., last] = end
        && COUNTRY.contains(&last.text.as_str())
    {
        end = shorter;
    }
    if let [shorter @ .., province] = end
        && province.text.len() == 2
        && same(&shorter[shorter.len().saturating_sub(comune.len())..])
    {
        end = shorter;
    }
    let (before, last) = end.split_at(end.len().saturating_sub(comune.len()));
    if same(last) {
        all.push(before);
    }
    if let Some((first, after)) = words.split_at_checked(comune.len())
        && same(first)
    {
        all.push(after);
    }
    all
}

/// Each way to tell name and house number apart. A number is first or last, never between the words of a name.
fn houses(words: &[Word]) -> Vec<(&[Word], House)> {
    let mut ways = vec![(words, House::Missing)];
    for (at, number) in words.iter().enumerate().filter(|(_, word)| word.is_digits()) {
        let longest = words[at + 1..].iter().take_while(|word| goes_on(word)).count();
        let mut lengths = vec![longest];
        if longest > 0 {
            lengths.push(0);
        }
        for length in lengths {
            let (part, after) = words[at + 1..].split_at(length);
            let house = HouseNumber::new(number, part).map_or(House::Unclear, House::At);
            match (&words[..at], after) {
                ([], name) | (name, []) => ways.push((name, house)),
                // «36 4»: which of them?
                (name, more) if more.iter().all(|word| word.is_digits() || goes_on(word)) => {
                    ways.push((name, House::Unclear));
                }
                _ => {}
            }
        }
    }
    ways
}

/// Each way to tell kind and name apart.
fn kinds(words: &[Word], house: House, readings: &mut Vec<Reading>) {
    if words.is_empty() || words.len() > LONGEST_NAME {
        return;
    }
    let mut push = |kind, name: &[Word], turned| {
        let mut name = name.to_vec();
        if turned {
            name.rotate_left(1);
        }
        readings.push(Reading {
            kind,
            name,
            house,
            turned,
        });
    };
    let can_turn = |name: &[Word]| name.len() > 1 && name.iter().all(|word| word.number().is_none());
    if let [first, name @ ..] = words
        && !name.is_empty()
    {
        if let Some(kind) = words::kind(first) {
            push(Kind::Given(kind), name, false);
            if can_turn(name) {
                push(Kind::Given(kind), name, true);
            }
        } else if first.text.len() > 1 && !first.is_digits() {
            push(Kind::Mistyped(first.text.clone()), name, false);
        }
    }
    push(Kind::Missing, words, false);
    if can_turn(words) {
        push(Kind::Missing, words, true);
    }
    push(Kind::Glued, words, false);
}
