//! How well a reading of what was asked fits a street: word by word, in order. Lower is better:
//!
//! | tier | what differs |
//! |---|---|
//! | 0 | nothing |
//! | 1 | articles, abbreviations, spaces; `strada` for `via` |
//! | 2 | a first name or a regnal number is missing, or no kind was given |
//! | +3 | one typing error |
//!
//! Some streets fit only in doubt, and are asked back: another kind, an initial too many, `est` or `ovest` missing.

use super::asked::{Kind, Reading};
use super::words::{self, Word};

/// From here on a street of that name and another kind may be meant.
pub(super) const LOOSE: u8 = 2;
/// What a typing error adds.
pub(super) const TYPO: u8 = 3;

/// First words without which a name is another one: `Monte Bianco`, `Martiri della Libertà`.
const KEPT: [&str; 50] = [
    "monte",
    "monti",
    "lago",
    "fiume",
    "torrente",
    "rio",
    "canale",
    "val",
    "valle",
    "passo",
    "colle",
    "colli",
    "cima",
    "isola",
    "porto",
    "porta",
    "ponte",
    "villa",
    "villaggio",
    "casa",
    "case",
    "ca",
    "cascina",
    "torre",
    "torri",
    "castel",
    "castello",
    "rocca",
    "forte",
    "fonte",
    "fontana",
    "campo",
    "prato",
    "prati",
    "bosco",
    "parco",
    "martiri",
    "caduti",
    "vittime",
    "fratelli",
    "sorelle",
    "brigata",
    "divisione",
    "madonna",
    "sacro",
    "sacra",
    "santi",
    "sante",
    "santissima",
    "ospedale",
];
/// Before the names of those who have a number.
const TITLES: [&str; 2] = ["papa", "re"];
/// Last words that tell one half of a street from the other.
const HALVES: [&str; 8] = [
    "nord",
    "sud",
    "est",
    "ovest",
    "superiore",
    "inferiore",
    "levante",
    "ponente",
];
/// Before what the first word is about: a name so made cannot do without its beginning.
const ABOUT: [&str; 7] = ["del", "dell", "dello", "della", "dei", "degli", "delle"];

/// The name of a street.
pub(super) struct Name {
    kind: Option<&'static str>,
    all: Vec<Word>,
    /// Where the name begins, after the kind.
    begins: usize,
}

impl Name {
    pub(super) fn new(street: &str) -> Self {
        let mut all = words::words(street);
        let kind = match all.as_mut_slice() {
            [first, _, ..] => words::kind(first).inspect(|kind| {
                (*kind).clone_into(&mut first.text);
                first.dot = false;
                first.number = None;
            }),
            _ => None,
        };
        Self {
            kind,
            all,
            begins: usize::from(kind.is_some()),
        }
    }

    pub(super) fn key(&self) -> String {
        let word = |word: &Word| match word.number {
            _ if word.is_saint() || (word.text == "s" && word.dot) => "san".to_owned(),
            Some(number) => number.to_string(),
            None => word.text.clone(),
        };
        self.all.iter().map(word).collect::<Vec<_>>().join(" ")
    }
}

/// How well a street fits; certain ones come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// Whether it may be another street that was asked for.
    pub(super) doubt: bool,
    pub(super) tier: u8,
}

pub(super) fn fit(reading: &Reading, street: &Name) -> Option<Fit> {
    let name = &street.all[street.begins..];
    let mut start = Way::default();
    let mut another_kind = false;
    let name = match &reading.kind {
        Kind::Given(asked) => {
            match street.kind {
                Some(kind) if kind == *asked => {}
                Some("via" | "strada") if matches!(*asked, "via" | "strada") => start.tier = 1,
                None => start.tier = 1,
                Some(_) => another_kind = true,
            }
            name
        }
        Kind::Mistyped(asked) => {
            start.typo = street.kind.is_some_and(|kind| is_one_off(asked, kind));
            if !start.typo {
                return None;
            }
            name
        }
        Kind::Missing => {
            start.tier = LOOSE;
            name
        }
        Kind::Glued => {
            // The kind is no word of the name.
            start.whole = -i8::from(street.kind.is_some());
            &street.all
        }
    };
    start.doubt = another_kind;
    if !can_end_alike(reading.name.last()?, name.last()?) {
        return None;
    }
    let mut fit = align(&reading.name, name, start)?;
    if reading.turned {
        fit.tier = fit.tier.max(1);
    }
    let loosest = match reading.kind {
        _ if another_kind => LOOSE - 1,
        Kind::Missing if reading.turned => LOOSE,
        _ if reading.turned => LOOSE - 1,
        _ => u8::MAX,
    };
    (fit.tier <= loosest).then_some(fit)
}

/// How far two names have been followed, and at what price.
#[derive(Clone, Copy, Default)]
struct Way {
    tier: u8,
    /// Words of the name that were there in full; articles do not count.
    whole: i8,
    /// Those of which there was a beginning.
    short: i8,
    begun: bool,
    typo: bool,
    doubt: bool,
    left_out: LeftOut,
}

/// Either of two names may have words that the other lacks, not both.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum LeftOut {
    #[default]
    Nothing,
    /// The street's first words were not asked for.
    First,
    /// Some asked words are not the street's.
    Asked,
}

impl Way {
    fn at_least(self, tier: u8) -> Self {
        Self {
            tier: self.tier.max(tier),
            ..self
        }
    }

    fn after(self, word: &Word) -> Self {
        Self {
            whole: self.whole + i8::from(!word.is_particle()),
            begun: true,
            ..self
        }
    }
}

/// Whether the last words may be laid on each other, or left out: it spares the phone most streets.
fn can_end_alike(word: &Word, name: &Word) -> bool {
    is_same(word, name)
        || is_slip(word, name, false)
        || name.number.is_some()
        || name.text.ends_with(&word.text)
        || word.text.ends_with(&name.text)
        || HALVES.contains(&name.text.as_str())
        || word.is_particle()
}

/// The cheapest way to lay all asked words on all the street's words.
fn align(asked: &[Word], street: &[Word], way: Way) -> Option<Fit> {
    let mut best = None;
    let mut take = |fit: Option<Fit>| {
        best = match (best, fit) {
            (Some(one), Some(other)) => Some(Fit::min(one, other)),
            (one, other) => one.or(other),
        };
    };
    match (asked, street) {
        ([], []) => {
            return (way.whole > 0).then_some(Fit {
                doubt: way.doubt,
                tier: way.tier + if way.typo { TYPO } else { 0 },
            });
        }
        ([], [last]) => {
            if last.number.is_some() {
                // «Vittorio Emanuele» is enough; «Giovanni» may be anyone.
                let doubt = way.doubt || way.whole + way.short < 2;
                take(align(asked, &[], Way { doubt, ..way }.at_least(2)));
            } else if HALVES.contains(&last.text.as_str()) {
                take(align(asked, &[], Way { doubt: true, ..way }));
            }
        }
        ([word, asked_after @ ..], [name, street_after @ ..]) => {
            let is_last = street_after.is_empty();
            if is_same(word, name) {
                take(align(asked_after, street_after, way.after(name)));
            } else if !is_last && (is_short(word, name) || is_short(name, word)) {
                let way = Way {
                    short: way.short + 1,
                    begun: true,
                    ..way
                };
                take(align(asked_after, street_after, way.at_least(1)));
            } else if !way.typo && is_slip(word, name, way.left_out == LeftOut::First) {
                let way = Way { typo: true, ..way };
                take(align(asked_after, street_after, way.after(name)));
            }
            if let [second, street_after @ ..] = street_after
                && is_joined(word, name, second)
            {
                let way = way.after(name).after(second);
                take(align(asked_after, street_after, way.at_least(1)));
            }
            if let [second, asked_after @ ..] = asked_after
                && is_joined(name, word, second)
            {
                take(align(asked_after, street_after, way.after(name).at_least(1)));
            }
            if !way.begun && way.left_out != LeftOut::Asked && can_lack(name, street_after) {
                let way = Way {
                    left_out: LeftOut::First,
                    ..way
                };
                take(align(asked, street_after, way.at_least(2)));
            }
        }
        _ => {}
    }
    if let [name, street_after @ ..] = street
        && name.is_particle()
        && way.left_out != LeftOut::First
    {
        take(align(asked, street_after, way.at_least(1)));
    }
    if let [word, asked_after @ ..] = asked
        && way.left_out != LeftOut::First
    {
        let skipped = Way {
            left_out: LeftOut::Asked,
            ..way
        };
        if word.is_particle() || TITLES.contains(&word.text.as_str()) {
            take(align(asked_after, street, skipped.at_least(1)));
        } else if word.is_initial() && !asked_after.is_empty() {
            let skipped = Way {
                doubt: true,
                ..skipped
            };
            take(align(asked_after, street, skipped.at_least(1)));
        }
    }
    best
}

fn is_same(word: &Word, name: &Word) -> bool {
    let saint = |word: &Word| word.is_saint() || word.text == "s";
    word.text == name.text
        || (saint(word) && saint(name))
        || (word.text == "ss" && name.text.starts_with("sant") && name.text.len() > 4)
        || (word.text == "1000" && name.text == "mille")
        || word.number.is_some_and(|number| name.number == Some(number))
}

/// `G.` and `Gius.` for `Giuseppe`.
fn is_short(short: &Word, long: &Word) -> bool {
    (short.text.len() == 1 || short.dot)
        && !short.is_digits()
        // «M. Bianco» may be Mario.
        && !(short.text.len() == 1 && KEPT.contains(&long.text.as_str()))
        && short.text.len() < long.text.len()
        && long.text.starts_with(&short.text)
}

/// One typing error. A name that had lost its first word must be long, and begin rightly.
fn is_slip(word: &Word, name: &Word, shortened: bool) -> bool {
    let firm = |word: &Word| word.is_saint() || word.is_particle() || word.number.is_some();
    name.text.len() > 3
        && word.text.len() > 2
        && is_one_off(&word.text, &name.text)
        && !firm(word)
        && !firm(name)
        && (!shortened || (name.text.len() > 4 && name.text.as_bytes()[0] == word.text.as_bytes()[0]))
}

fn is_joined(whole: &Word, first: &Word, second: &Word) -> bool {
    !whole.is_digits()
        && whole
            .text
            .strip_prefix(first.text.as_str())
            .is_some_and(|end| end == second.text)
}

/// Whether people may leave out a street's first word: first names and titles, not what makes it another street.
fn can_lack(name: &Word, after: &[Word]) -> bool {
    let Some(next) = after.first() else {
        return false;
    };
    let counts = name.number.is_some() && !name.is_ordinal();
    !counts
        && !name.is_saint()
        && !name.is_particle()
        && !KEPT.contains(&name.text.as_str())
        && words::kind(name).is_none_or(|_| name.text.len() == 1)
        && !ABOUT.contains(&next.text.as_str())
        && after
            .last()
            .is_none_or(|last| !HALVES.contains(&last.text.as_str()))
}

/// Whether one letter put in, left out, changed, or two that changed places make one word of the other.
fn is_one_off(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = |(a, b): &(&u8, &u8)| a == b;
    let begin = one.iter().zip(other).take_while(same).count();
    let (one, other) = (&one[begin..], &other[begin..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(same).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}
