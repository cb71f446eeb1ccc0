//! How far a typed word is from another: letters wrong, missing, too many, or two that changed places.

/// Longer words are not compared.
const LONGEST: usize = 32;

/// How many slips a word of so many letters may hold.
pub(super) fn allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
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

    /// How many slips lie between the typed word and `word`, or, while it `may_go_on`, any beginning of it. Nothing
    /// where they are more than allowed.
    pub(super) fn slips(&self, word: &str, may_go_on: bool) -> Option<usize> {
        let width = word.chars().count();
        let long = self.letters.len();
        if width > LONGEST || width + self.most < long || (!may_go_on && width > long + self.most) {
            return None;
        }
        let [mut before, mut above, mut row] = [[0; LONGEST + 1]; 3];
        for (column, slips) in above.iter_mut().enumerate() {
            *slips = column;
        }
        for (line, &typed) in self.letters.iter().enumerate() {
            row[0] = line + 1;
            let mut least = row[0];
            let mut neighbour = '\0';
            for (column, letter) in word.chars().enumerate() {
                let differs = usize::from(letter != typed);
                let mut slips = (above[column] + differs)
                    .min(above[column + 1] + 1)
                    .min(row[column] + 1);
                let swapped =
                    line > 0 && column > 0 && letter == self.letters[line - 1] && neighbour == typed;
                if swapped {
                    slips = slips.min(before[column - 1] + 1);
                }
                row[column + 1] = slips;
                least = least.min(slips);
                neighbour = letter;
            }
            if least > self.most {
                return None;
            }
            (before, above, row) = (above, row, before);
        }
        let slips = if may_go_on {
            above[..=width].iter().copied().min()?
        } else {
            above[width]
        };
        // Fingers slip least often on the first letter («signora», «ignora»): there a slip counts as two.
        let slips = slips + usize::from(slips > 0 && word.chars().next() != self.letters.first().copied());
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
        for typed in ["afitto", "affittto", "afftito", "affitta"] {
            assert_eq!(slips(typed, "affitto"), Some(1), "{typed}");
        }
        assert_eq!(slips("afito", "affitto"), None, "two in a short word");
        assert_eq!(
            slips("signora", "ignora"),
            None,
            "on the first letter it counts as two"
        );
        assert_eq!(slips("affitto", "affitto"), Some(0));
    }

    #[test]
    fn short_words_and_numbers_must_be_right_and_long_ones_may_hold_two() {
        assert_eq!(slips("pua", "poa"), None);
        assert_eq!(slips("1522", "1523"), None);
        assert_eq!(slips("pichai", "picchia"), None);
        assert_eq!(slips("disocupazzione", "disoccupazione"), Some(2));
    }

    #[test]
    fn a_word_still_being_typed_may_hold_one_too() {
        let typed = Typed::new("assitenz").expect("long enough");
        assert_eq!(typed.slips("assistenza", true), Some(1));
        assert_eq!(typed.slips("assistenza", false), None);
    }
}
