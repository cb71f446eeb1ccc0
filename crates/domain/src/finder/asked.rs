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
/// Where people begin a sentence.
const LEAD: [&str; 5] = ["abito", "vivo", "residente", "in", "indirizzo"];
/// Where something begins that is about another place.
const ELSEWHERE: [&str; 4] = ["angolo", "ang", "presso", "fronte"];
/// Before the name of a neighbourhood.
const DISTRICT: [&str; 5] = ["quartiere", "frazione", "fraz", "localita", "loc"];

/// A way to read what was asked.
pub(super) struct Reading {
    pub(super) kind: Kind,
    pub(super) name: Vec<Word>,
    pub(super) house: House,
    /// The neighbourhood that was written after the address, by its place in the list.
    pub(super) within: Option<u8>,
    /// The name's words were turned (`Verdi Giuseppe`): the rest must be right.
    pub(super) turned: bool,
}

/// The kind of street that was asked for.
#[derive(Clone)]
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

/// All readings of what was asked; `neighbourhoods` are ids.
pub(super) fn readings(asked: &str, comune: &str, neighbourhoods: &[String]) -> Vec<Reading> {
    let mut readings = Vec::new();
    let words = words::words(asked);
    if words.len() > MOST_WORDS {
        return readings;
    }
    let (words, unclear) = without_asides(&words);
    let mut ways = Vec::new();
    for words in without_comune(&words, &words::words(comune)) {
        ways.push((words, None));
        for (place, id) in (0..).zip(neighbourhoods) {
            if let Some(before) = without_end(words, &words::words(id)) {
                let before = match before {
                    [before @ .., district] if DISTRICT.contains(&district.text.as_str()) => before,
                    _ => before,
                };
                ways.push((before, Some(place)));
            }
        }
    }
    for (words, within) in ways {
        for (name, house) in houses(words) {
            let house = if unclear && house == House::Missing {
                House::Unclear
            } else {
                house
            };
            kinds(name, &mut |kind, name, turned| {
                readings.push(Reading {
                    kind,
                    name,
                    house,
                    within,
                    turned,
                });
            });
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
        if kept.is_empty() && LEAD.contains(&text) {
            continue;
        }
        let care_of = text == "c"
            && after
                .first()
                .is_some_and(|word| word.text == "o" && word.before == '/');
        if !kept.is_empty() && (ELSEWHERE.contains(&text) || care_of) {
            break;
        }
        let digits_follow = after.first().is_some_and(Word::is_digits);
        let in_house = kept
            .iter()
            .rposition(Word::is_digits)
            .is_some_and(|at| kept[at + 1..].iter().all(goes_on));
        if word.is_digits() {
            match (word.text.len(), word.number) {
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
        } else if in_house && word.is_ordinal() && after.first().is_some_and(|word| word.text == "piano") {
            rest = &after[1..];
        } else {
            kept.push(word.clone());
        }
    }
    (kept, unclear)
}

/// The words as they are, and without the Comune, its province and its country at either end.
fn without_comune<'a>(words: &'a [Word], comune: &[Word]) -> Vec<&'a [Word]> {
    let mut all = vec![words];
    let mut end = words;
    if let [shorter @ .., last] = end
        && COUNTRY.contains(&last.text.as_str())
    {
        end = shorter;
    }
    if let [shorter @ .., province] = end
        && province.text.len() == 2
        && without_end(shorter, comune).is_some()
    {
        end = shorter;
    }
    all.extend(without_end(end, comune));
    if let Some((first, after)) = words.split_at_checked(comune.len())
        && without_end(first, comune).is_some()
    {
        all.push(after);
    }
    all
}

/// What stands before the last words, if they are these.
fn without_end<'a>(words: &'a [Word], last: &[Word]) -> Option<&'a [Word]> {
    let (before, end) = words.split_at_checked(words.len().checked_sub(last.len())?)?;
    let mut pairs = end.iter().zip(last);
    (!last.is_empty() && pairs.all(|(word, last)| word.text == last.text)).then_some(before)
}

/// Each way to tell name and house number apart. A number is first or last, never between the words of a name.
fn houses(words: &[Word]) -> Vec<(&[Word], House)> {
    let mut ways = vec![(words, House::Missing)];
    for (at, number) in words.iter().enumerate().filter(|(_, word)| word.is_digits()) {
        let longest = words[at + 1..].iter().take_while(|word| goes_on(word)).count();
        // «36 v. Verona»: the letter may be the number's or the street's.
        let shortest = if at == 0 { 0 } else { longest };
        for length in (shortest..=longest).rev() {
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

/// Each way to tell kind and name apart; the last argument is whether the name was turned.
fn kinds(words: &[Word], push: &mut impl FnMut(Kind, Vec<Word>, bool)) {
    if words.is_empty() || words.len() > LONGEST_NAME {
        return;
    }
    let mut both = |kind: Kind, name: &[Word]| {
        let turns = matches!(kind, Kind::Given(_) | Kind::Missing);
        if turns && name.len() > 1 && name.iter().all(|word| word.number.is_none()) {
            let mut turned = name.to_vec();
            turned.rotate_left(1);
            push(kind.clone(), turned, true);
        }
        push(kind, name.to_vec(), false);
    };
    if let [first, name @ ..] = words
        && !name.is_empty()
    {
        if let Some(kind) = words::kind(first) {
            both(Kind::Given(kind), name);
        } else if first.text.len() > 1 && !first.is_digits() {
            both(Kind::Mistyped(first.text.clone()), name);
        }
    }
    // «Verona (via)», as registers have it.
    if let [name @ .., last] = words
        && !name.is_empty()
        && let Some(kind) = words::kind(last).filter(|kind| last.text == *kind)
    {
        both(Kind::Given(kind), name);
    }
    both(Kind::Missing, words);
    both(Kind::Glued, words);
}
