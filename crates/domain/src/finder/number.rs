//! House numbers and the stretches that they lie in: letters, sides.

use std::fmt;
use std::str::FromStr;

use super::Stretch;
use super::words::{self, Word};

/// What may follow a number in place of a letter; they count after the letters.
const REPEATED: [&str; 4] = ["bis", "ter", "quater", "quinquies"];
/// Room for letters between one number and the next.
const LETTERS: u32 = 100;
/// Where a street begins.
pub(super) const BEGINNING: u32 = LETTERS;

/// A house number, from 1 to 9999, with its letter if it has one: `36`, `36/A`, `36 bis`.
/// Errors: [`InvalidHouseNumber`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HouseNumber(u32);

/// What was written is not a house number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a house number: a number from 1 to 9999, with or without a letter, like 36 or 36/A")]
pub struct InvalidHouseNumber;

/// Which numbers a stretch has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// All of them.
    #[default]
    Both,
    /// 1, 3, 5 …
    Odd,
    /// 2, 4, 6 …
    Even,
}

impl From<u8> for Side {
    fn from(number: u8) -> Self {
        match number {
            1 => Self::Odd,
            2 => Self::Even,
            _ => Self::Both,
        }
    }
}

impl From<Side> for u8 {
    fn from(side: Side) -> Self {
        match side {
            Side::Both => 0,
            Side::Odd => 1,
            Side::Even => 2,
        }
    }
}

impl Side {
    fn has(self, number: u32) -> bool {
        match self {
            Self::Both => true,
            Self::Odd => number % 2 == 1,
            Self::Even => number.is_multiple_of(2),
        }
    }
}

impl HouseNumber {
    /// A number and the words after it that are a part of it.
    pub(super) fn new(number: &Word, after: &[Word]) -> Option<Self> {
        let digits = number
            .number
            .filter(|_| number.is_digits())
            .filter(|digits| (1..10_000).contains(digits))?;
        let letter = after.iter().find_map(|word| rank(&word.text)).unwrap_or(0);
        Some(Self(digits * LETTERS + letter))
    }

    /// As the beginning of a stretch.
    pub(super) fn first(self) -> u32 {
        self.0
    }

    /// As the end of a stretch: without a letter it has them all.
    pub(super) fn last(self) -> u32 {
        match self.0 % LETTERS {
            0 => self.0 + LETTERS - 1,
            _ => self.0,
        }
    }

    pub(super) fn lies_in(self, stretch: &Stretch) -> bool {
        self.0 >= stretch.from
            && (stretch.to == 0 || self.0 <= stretch.to)
            && stretch.side.has(self.0 / LETTERS)
    }
}

/// Whether there is a number between two on both sides.
pub(super) fn share((from, to): (u32, u32), one: Side, other: Side) -> bool {
    let first = from / LETTERS;
    let fits = |number: u32| one.has(number) && other.has(number);
    (from <= to && fits(first)) || ((first + 1) * LETTERS <= to && fits(first + 1))
}

/// Whether a word goes on with the number before it: a letter, `bis`, a number after a slash.
pub(super) fn goes_on(word: &Word) -> bool {
    rank(&word.text).is_some() || (word.is_digits() && matches!(word.before, '/' | '-'))
}

fn rank(word: &str) -> Option<u32> {
    match word.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => (27..)
            .zip(REPEATED)
            .find(|(_, name)| *name == word)
            .map(|(rank, _)| rank),
    }
}

impl FromStr for HouseNumber {
    type Err = InvalidHouseNumber;

    fn from_str(written: &str) -> Result<Self, InvalidHouseNumber> {
        match words::words(written).as_slice() {
            [number] => Self::new(number, &[]),
            [number, after] if rank(&after.text).is_some() => Self::new(number, std::slice::from_ref(after)),
            _ => None,
        }
        .ok_or(InvalidHouseNumber)
    }
}

impl fmt::Display for HouseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / LETTERS)?;
        match (self.0 % LETTERS) as usize {
            0 => Ok(()),
            letter @ 1..=26 => f.write_str(
                ["/", &"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[letter - 1..letter]]
                    .concat()
                    .as_str(),
            ),
            more => write!(f, " {}", REPEATED[(more - 27).min(REPEATED.len() - 1)]),
        }
    }
}
