//! How far a typed word is from another: letters wrong, missing, too many, or two that changed places. A letter that is
//! doubled or should be («afito», «bolleta») is half a slip: it is heard alike.

/// Longer words are not compared.
const LONGEST: usize = 32;
/// Slips are counted in halves.
const HALF: usize = 1;
const WHOLE: usize = 2;

/// How many half slips a word of so many letters may hold.
fn allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=8 => WHOLE,
        _ => 2 * WHOLE,
    }
}

/// A typed word, to be compared with many.
pub(super) struct Typed {
    letters: Vec<char>,
    most: usize,
}

impl Typed {
    /// Nothing where a word of this length is taken as it is.
    pub(super) fn new(word: &str) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let most = allowed(letters.len());
        (most > 0 && letters.len() <= LONGEST && letters.iter().all(|letter| letter.is_alphabetic()))
            .then_some(Self { letters, most })
    }

    /// How many half slips lie between the typed word and `word`, or, while it `may_go_on`, any beginning of it. Nothing
    /// where they are more than allowed.
    pub(super) fn slips(&self, word: &str, may_go_on: bool) -> Option<usize> {
        let width = word.chars().count();
        let long = self.letters.len();
        if width > LONGEST || width + self.most < long || (!may_go_on && width > long + self.most) {
            return None;
        }
        let [mut before, mut above, mut row] = [[0; LONGEST + 1]; 3];
        for (column, slips) in above.iter_mut().enumerate() {
            *slips = column * WHOLE;
        }
        let mut typed_before = '\0';
        for (line, &typed) in self.letters.iter().enumerate() {
            row[0] = (line + 1) * WHOLE;
            let mut least = row[0];
            let mut neighbour = '\0';
            for (column, letter) in word.chars().enumerate() {
                let differs = if letter == typed { 0 } else { WHOLE };
                let mut slips = (above[column] + differs)
                    .min(above[column + 1] + if typed == typed_before { HALF } else { WHOLE })
                    .min(row[column] + if letter == neighbour { HALF } else { WHOLE });
                if column > 0 && letter == typed_before && neighbour == typed {
                    slips = slips.min(before[column - 1] + WHOLE);
                }
                row[column + 1] = slips;
                least = least.min(slips);
                neighbour = letter;
            }
            if least > self.most {
                return None;
            }
            (before, above, row) = (above, row, before);
            typed_before = typed;
        }
        let slips = if may_go_on {
            above[..=width].iter().copied().min()?
        } else {
            above[width]
        };
        // Fingers slip least often on the first letter («signora», «ignora»): there a slip counts as two.
        let first = slips > 0 && word.chars().next() != self.letters.first().copied();
        let slips = slips + if first { WHOLE } else { 0 };
        (slips <= self.most).then_some(slips)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(typed: &str, word: &str) -> Option<usize> {
        Typed::new(typed)?.slips(word, false)
    }

    #[test]
    fn one_slip_of_each_kind() {
        for typed in ["afftito", "affitta", "atfitto", "afitto", "affittto", "afito"] {
            assert!(slips(typed, "affitto").is_some(), "{typed}");
        }
        assert_eq!(slips("affitta", "affitto"), Some(WHOLE));
        assert_eq!(slips("aftito", "affitto"), None, "more than one in a short word");
        assert_eq!(
            slips("signora", "ignora"),
            None,
            "on the first letter it counts as two"
        );
        assert_eq!(slips("affitto", "affitto"), Some(0));
    }

    #[test]
    fn a_letter_that_should_be_doubled_is_half_a_slip() {
        assert_eq!(slips("afitto", "affitto"), Some(HALF));
        assert_eq!(slips("afito", "affitto"), Some(WHOLE));
        assert_eq!(slips("bollletta", "bolletta"), Some(HALF));
        assert_eq!(slips("abito", "affitto"), None);
    }

    #[test]
    fn short_words_and_numbers_must_be_right_and_long_ones_may_hold_two() {
        assert_eq!(slips("pua", "poa"), None);
        assert_eq!(slips("1522", "1523"), None);
        assert_eq!(slips("bichai", "picchia"), None);
        assert_eq!(slips("dissocupazione", "disoccupazione"), Some(WHOLE));
        assert_eq!(slips("disucupazionne", "disoccupazione"), Some(2 * WHOLE));
        assert_eq!(slips("disucupaziome", "disoccupazione"), None);
    }

    #[test]
    fn a_word_still_being_typed_may_hold_one_too() {
        let typed = Typed::new("assitenz").expect("long enough");
        assert_eq!(typed.slips("assistenza", true), Some(WHOLE));
        assert_eq!(typed.slips("assistenza", false), None);
    }
}
