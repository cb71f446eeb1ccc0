//! Addresses as words: small letters without accents, cut where a reader would, abbreviations written out.
//! Never here: which of the words are the name and which the number (`asked`).

use crate::letters;

/// A word of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// In small letters without accents, or digits.
    pub(super) text: String,
    /// What stands before it: a space, `/`, `-`, `.`, an apostrophe; NUL where it is glued to the word before.
    pub(super) before: char,
    /// A full stop follows: it may be the beginning of a longer word.
    pub(super) dot: bool,
    /// What it counts, in digits, in Roman numerals up to 39 or in words: `24`, `XXIV`, `ventiquattro`.
    pub(super) number: Option<u32>,
}

/// Written with full stops or without, wherever they stand.
const ABBREVIATIONS: [(&str, &str); 22] = [
    ("vle", "viale"),
    ("pza", "piazza"),
    ("pzza", "piazza"),
    ("pzz", "piazza"),
    ("ple", "piazzale"),
    ("pzle", "piazzale"),
    ("piazzle", "piazzale"),
    ("ptta", "piazzetta"),
    ("pzetta", "piazzetta"),
    ("lgo", "largo"),
    ("bgo", "borgo"),
    ("cso", "corso"),
    ("vlo", "vicolo"),
    ("vco", "vicolo"),
    ("sda", "strada"),
    ("strda", "strada"),
    ("cda", "contrada"),
    ("circne", "circonvallazione"),
    ("sta", "santa"),
    ("sto", "santo"),
    ("flli", "fratelli"),
    ("snc", "snc"),
];

/// Kinds of street, each with what stands for it at the beginning of an address.
const KINDS: [(&str, &[&str]); 27] = [
    ("via", &["v"]),
    ("viale", &[]),
    ("vialetto", &[]),
    ("piazza", &["p", "piaz"]),
    ("piazzale", &[]),
    ("piazzetta", &[]),
    ("largo", &["l"]),
    ("larghetto", &[]),
    ("borgo", &["b"]),
    ("borghetto", &[]),
    ("strada", &["str", "strad"]),
    ("stradello", &[]),
    ("stradone", &[]),
    ("corso", &["c"]),
    ("corte", &[]),
    ("vicolo", &["vic"]),
    ("viottolo", &[]),
    ("circonvallazione", &["circ", "circonv"]),
    ("galleria", &["gal", "gall"]),
    ("contrada", &["contr"]),
    ("salita", &[]),
    ("passaggio", &[]),
    ("rotonda", &[]),
    ("traversa", &["trav"]),
    ("argine", &[]),
    ("localita", &["loc"]),
    ("frazione", &["fraz"]),
];

const CARDINALS: [&str; 31] = [
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
    "venti",
    "ventuno",
    "ventidue",
    "ventitre",
    "ventiquattro",
    "venticinque",
    "ventisei",
    "ventisette",
    "ventotto",
    "ventinove",
    "trenta",
    "trentuno",
];

/// Up to the popes, without their last letter.
const ORDINALS: [&str; 23] = [
    "prim",
    "second",
    "terz",
    "quart",
    "quint",
    "sest",
    "settim",
    "ottav",
    "non",
    "decim",
    "undicesim",
    "dodicesim",
    "tredicesim",
    "quattordicesim",
    "quindicesim",
    "sedicesim",
    "diciassettesim",
    "diciottesim",
    "diciannovesim",
    "ventesim",
    "ventunesim",
    "ventiduesim",
    "ventitreesim",
];

const PARTICLES: [&str; 28] = [
    "di", "de", "del", "dell", "dello", "della", "dei", "degli", "delle", "da", "dal", "dall", "dalla", "d",
    "l", "la", "lo", "le", "il", "gli", "e", "ed", "a", "al", "all", "alla", "alle", "ai",
];

/// The words of an address, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    // What has been met since the last letter or digit.
    let mut before = ' ';
    let mut digits = false;
    for letter in text.chars() {
        let letter = western(letter);
        if is_silent(letter) {
        } else if letter.is_alphanumeric() {
            let digit = letter.is_ascii_digit();
            if before != '\0' || digit != digits || words.is_empty() {
                words.push(Word {
                    text: String::new(),
                    before,
                    dot: false,
                    number: None,
                });
            }
            if let Some(word) = words.last_mut() {
                letters::push_plain(&mut word.text, letter);
            }
            (before, digits) = ('\0', digit);
        } else {
            if let (Some(word), '\0', '.') = (words.last_mut(), before, letter) {
                word.dot = true;
            }
            before = match (before, letter) {
                ('/' | '-', _) => before,
                (_, '/' | '\\') => '/',
                (_, '-' | '_' | '–') => '-',
                ('\0', '.') => '.',
                ('\0', '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′') => '\'',
                _ => ' ',
            };
        }
    }
    write_out(&mut words);
    words
}

/// The digits of other keyboards, and a few signs.
fn western(letter: char) -> char {
    let digit = match u32::from(letter) {
        sign @ 0x660..=0x669 => sign - 0x660,
        sign @ 0x6f0..=0x6f9 => sign - 0x6f0,
        0x2116 => return 'n',
        // An apostrophe that counts as a letter.
        0x2bc => return '\'',
        _ => return letter,
    };
    char::from_digit(digit, 10).unwrap_or(letter)
}

/// Signs that are not seen, and those of ordinals.
fn is_silent(letter: char) -> bool {
    letters::is_sign_on_a_letter(letter)
        || matches!(
            letter,
            '°' | 'º' | 'ª' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// `v`, `.`, `le` are one word, `viale`; so is `vle`.
fn write_out(words: &mut Vec<Word>) {
    let mut at = 0;
    while at < words.len() {
        let after = words[at + 1..].iter().take(2);
        let dotted = after.take_while(|word| word.before == '.').count();
        let long = (at..=at + dotted)
            .rev()
            .find_map(|last| Some((last, long(&words[at..=last])?)));
        if let Some((last, long)) = long {
            words.drain(at + 1..=last);
            long.clone_into(&mut words[at].text);
            words[at].dot = false;
        }
        words[at].number = count(&words[at].text);
        at += 1;
    }
}

/// What words stand for together.
fn long(words: &[Word]) -> Option<&'static str> {
    let is_short = |short: &str| {
        let mut rest = Some(short);
        for word in words {
            rest = rest.and_then(|rest| rest.strip_prefix(word.text.as_str()));
        }
        rest == Some("")
    };
    ABBREVIATIONS
        .iter()
        .find(|(short, _)| is_short(short))
        .map(|(_, long)| *long)
}

/// The kind of street that a first word says.
pub(super) fn kind(word: &Word) -> Option<&'static str> {
    let text = word.text.as_str();
    let said = |(kind, short): &(&str, &[&str])| {
        text == *kind || short.contains(&text) || (word.dot && text.len() > 2 && kind.starts_with(text))
    };
    KINDS.iter().find(|row| said(row)).map(|(kind, _)| *kind)
}

impl Word {
    pub(super) fn is_digits(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// `primo`, `quinta`.
    pub(super) fn is_ordinal(&self) -> bool {
        ordinal(&self.text).is_some()
    }

    /// An article or preposition, which people leave out or put in.
    pub(super) fn is_particle(&self) -> bool {
        !self.dot && PARTICLES.contains(&self.text.as_str())
    }

    /// `san`, `sant'`, `santa`.
    pub(super) fn is_saint(&self) -> bool {
        matches!(self.text.as_str(), "san" | "sant" | "santo" | "santa")
    }

    /// A letter that may stand for a name: not one that counts, unless it says so by a full stop.
    pub(super) fn is_initial(&self) -> bool {
        self.text.len() == 1
            && !self.is_digits()
            && self.before != '\''
            && (self.dot || self.number.is_none())
    }
}

fn count(text: &str) -> Option<u32> {
    let digits = || text.parse().ok().filter(|_| text.len() < 6);
    let cardinal = || place(CARDINALS.iter().position(|name| *name == text));
    digits()
        .or_else(|| roman(text))
        .or_else(cardinal)
        .or_else(|| ordinal(text))
}

fn ordinal(text: &str) -> Option<u32> {
    let stem = text.strip_suffix(['o', 'a'])?;
    place(ORDINALS.iter().position(|name| *name == stem))
}

fn place(position: Option<usize>) -> Option<u32> {
    u32::try_from(position? + 1).ok()
}

/// Made of I, V and X alone: with the other letters too many words would be numbers.
fn roman(text: &str) -> Option<u32> {
    let (mut sum, mut after) = (0, 0);
    for byte in text.bytes().rev() {
        let value = match byte {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            _ => return None,
        };
        if value < after {
            sum -= value;
        } else {
            sum += value;
            after = value;
        }
    }
    (1..40).contains(&sum).then_some(sum)
}
