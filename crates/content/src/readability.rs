//! How hard a text is to read: the Gulpease index, made for Italian (GULP, Università di Roma «La Sapienza», 1982):
//! 89 + (300 × sentences − 10 × letters) / words, from 0 to 100; higher is easier. What counts as what stands here, and in
//! CONTRIBUTING.md for whoever writes.
//! Never here: which figure a page must reach (`check/readability.rs`).

/// What a text is made of. Paragraphs and items of lists count; headings, tables and alternative texts do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Runs of letters and digits.
    pub words: usize,
    /// Letters and digits in them.
    pub letters: usize,
    /// Each block has at least one; inside it, one ends at `.`, `!` or `?` before a capital or the block's end, so that
    /// «art. 22» and «L. 328» do not end one.
    pub sentences: usize,
}

impl Measure {
    /// Adds a paragraph or an item of a list.
    pub(crate) fn add(&mut self, block: &str) {
        let words: Vec<&str> = block
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        if words.is_empty() {
            return;
        }
        self.words += words.len();
        self.letters += words.iter().map(|word| word.chars().count()).sum::<usize>();
        self.sentences += sentences(block);
    }

    /// The index, rounded down; none for a text without words.
    pub fn gulpease(&self) -> Option<u8> {
        let (words, letters, sentences) = (
            i64::try_from(self.words).ok()?,
            i64::try_from(self.letters).ok()?,
            i64::try_from(self.sentences).ok()?,
        );
        let index = 89 + (300 * sentences - 10 * letters).checked_div_euclid(words)?;
        u8::try_from(index.clamp(0, 100)).ok()
    }
}

fn sentences(block: &str) -> usize {
    let letters: Vec<char> = block.chars().collect();
    let mut count = 0;
    // Whether a word stands since the last end.
    let mut open = false;
    for (index, letter) in letters.iter().enumerate() {
        if letter.is_alphanumeric() {
            open = true;
        } else if open && matches!(letter, '.' | '!' | '?') && ends(&letters[index + 1..]) {
            count += 1;
            open = false;
        }
    }
    count + usize::from(open)
}

/// Whether what follows a mark begins a new sentence: a space and then a letter that is not small, or nothing.
fn ends(after: &[char]) -> bool {
    let mut rest = after
        .iter()
        .skip_while(|letter| matches!(letter, '.' | '!' | '?' | '»' | ')' | '"' | '”'));
    match rest.next() {
        None => true,
        Some(letter) if letter.is_whitespace() => rest
            .find(|letter| letter.is_alphanumeric())
            .is_none_or(|letter| letter.is_uppercase() || !letter.is_lowercase() && !letter.is_numeric()),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(blocks: &[&str]) -> Measure {
        let mut measure = Measure::default();
        for block in blocks {
            measure.add(block);
        }
        measure
    }

    #[test]
    fn the_published_formula() {
        // 2 sentences, 8 words, 34 letters: 89 + (600 - 340) / 8 = 121.5, and 100 is the most.
        let easy = measure(&["Vieni al Polo. Trovi una persona che ascolta."]);
        assert_eq!((easy.sentences, easy.words, easy.letters), (2, 8, 36));
        assert_eq!(easy.gulpease(), Some(100));
        // 1 sentence, 12 words, 77 letters: 89 + (300 - 770) / 12 = 49.8
        let hard = measure(&[
            "L'amministrazione provvede alla valutazione multidimensionale dei bisogni assistenziali rappresentati dagli interessati",
        ]);
        assert_eq!((hard.sentences, hard.words), (1, 12));
        assert!(hard.gulpease().is_some_and(|index| index < 40));
        assert_eq!(measure(&["", "—"]).gulpease(), None);
    }

    #[test]
    fn abbreviations_and_numbers_do_not_end_a_sentence() {
        assert_eq!(sentences("Lo dice l'art. 22 della L. 328/2000."), 1);
        assert_eq!(sentences("Sono 10.140 euro. È poco? Sì!"), 3);
        assert_eq!(sentences("Leggi «Il primo colloquio.» Poi vieni."), 2);
        assert_eq!(sentences("un documento"), 1);
    }
}
