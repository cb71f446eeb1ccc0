//! The index as bytes. All numbers are varints (seven bits a byte, the lowest first), all texts are UTF-8 after their length.
//!
//! | what | how |
//! |---|---|
//! | `PS`, version, language | a byte each |
//! | pages | their number, then for each: address, title, description, rank (a byte) |
//! | terms | their number, then for each: how many bytes it shares with the one before, and the rest |
//! | postings | how many each term has, those of a stem at its first term; then all distances from page to page; then all weights, a byte each |
//! | everyday | their number, then for each: urgent (a byte), phrases, pages, terms that are meant |
//!
//! A phrase is its terms in order, the first as the distance from that of the phrase before, the others from each other.
//!
//! Reading never trusts a number: what does not fit gives no index, and nothing is allocated that the bytes themselves do
//! not pay for.

use super::{EverydayRow, Index, Language, PageRow, Posting, Term};

const MAGIC: [u8; 3] = [b'P', b'S', 2];
/// In bytes; what is longer is no word of a page.
pub(super) const LONGEST_TERM: usize = 40;

impl Index {
    /// Reads an index; nothing where the bytes are not one of this version.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader(bytes.strip_prefix(&MAGIC)?);
        let language = Language::numbered(from.byte()?)?;
        let pages = from.list(Reader::page)?;
        let mut word = String::new();
        let words = from.list(|from| {
            from.next_word(&mut word)?;
            Some(word.clone())
        })?;
        let (terms, postings) = from.postings(words, pages.len(), language)?;
        let (pages_len, terms_len) = (pages.len(), terms.len());
        let everyday = from.list(|from| {
            let urgent = from.byte()? != 0;
            Some(EverydayRow {
                urgent,
                said: from.phrases(terms_len)?,
                pages: from.list(|from| from.below(pages_len))?,
                means: from.list(|from| from.below(terms_len))?,
            })
        })?;
        from.0.is_empty().then_some(Self {
            language,
            pages,
            terms,
            postings,
            everyday,
        })
    }

    /// The index as bytes, which [`Index::parse`] reads.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut to = Writer(MAGIC.to_vec());
        to.0.push(self.language.number());
        to.list(&self.pages, |to, page| {
            to.text(&page.path);
            to.text(&page.title);
            to.text(&page.description);
            to.0.push(page.rank);
        });
        let mut before = "";
        to.list(&self.terms, |to, term| {
            let shared = shared(before, &term.word);
            to.number(shared);
            to.text(&term.word[shared..]);
            before = &term.word;
        });
        for term in &self.terms {
            to.number(term.postings.len());
        }
        for term in &self.terms {
            let mut next = 0;
            for posting in &self.postings[term.postings.clone()] {
                to.number(posting.page - next);
                next = posting.page + 1;
            }
        }
        to.0.extend(self.postings.iter().map(|posting| posting.weight));
        to.list(&self.everyday, |to, row| {
            to.0.push(u8::from(row.urgent));
            let mut first = 0;
            to.list(&row.said, |to, phrase| {
                let mut before = first;
                to.list(phrase, |to, &term| {
                    to.number(term - before);
                    before = term;
                });
                first = phrase.first().copied().unwrap_or(first);
            });
            to.list(&row.pages, |to, page| to.number(*page));
            to.list(&row.means, |to, term| to.number(*term));
        });
        to.0
    }
}

/// How many bytes two words share at their beginning, whole letters only.
fn shared(before: &str, word: &str) -> usize {
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b);
    same.map(|(letter, _)| letter.len_utf8()).sum()
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: usize) {
        let mut rest = number;
        while rest > 0x7f {
            self.0.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.0.push(rest.to_le_bytes()[0]);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn list<'t, T>(&mut self, items: &'t [T], mut write: impl FnMut(&mut Self, &'t T)) {
        self.number(items.len());
        for item in items {
            write(self, item);
        }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// At most 28 bits, so that sums of a few cannot overflow, not even on the phone.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn below(&mut self, end: usize) -> Option<usize> {
        self.number().filter(|&number| number < end)
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    /// Each item takes a byte at least, so a list cannot be longer than what is left.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        let mut items = Vec::new();
        for _ in 0..length {
            items.push(read(self)?);
        }
        Some(items)
    }

    fn phrases(&mut self, terms: usize) -> Option<Vec<Vec<usize>>> {
        let mut first = 0;
        self.list(|from| {
            let mut term = first;
            let phrase = from.list(|from| {
                term += from.number()?;
                (term < terms).then_some(term)
            })?;
            first = phrase.first().copied().unwrap_or(first);
            Some(phrase)
        })
    }

    fn page(&mut self) -> Option<PageRow> {
        Some(PageRow {
            path: self.text()?.to_owned(),
            title: self.text()?.to_owned(),
            description: self.text()?.to_owned(),
            rank: self.byte()?,
        })
    }

    fn next_word(&mut self, word: &mut String) -> Option<()> {
        let shared = self.number()?;
        word.get(..shared)?;
        word.truncate(shared);
        word.push_str(self.text()?);
        (word.len() <= LONGEST_TERM).then_some(())
    }

    fn postings(
        &mut self,
        words: Vec<String>,
        pages: usize,
        language: Language,
    ) -> Option<(Vec<Term>, Vec<Posting>)> {
        let mut terms: Vec<Term> = Vec::new();
        let mut end = 0;
        for word in words {
            let begin = end;
            end = begin + self.number()?;
            if end > self.0.len() {
                return None;
            }
            terms.push(Term::new(word, language, begin..end));
        }
        let mut postings = Vec::new();
        for term in &terms {
            let mut next = 0;
            for _ in term.postings.clone() {
                let page = next + self.number()?;
                if page >= pages {
                    return None;
                }
                next = page + 1;
                postings.push(Posting { page, weight: 0 });
            }
        }
        for posting in &mut postings {
            posting.weight = self.byte()?;
        }
        // The words of a stem lie near each other: all begin with it.
        for at in 1..terms.len() {
            let (before, [term, ..]) = terms.split_at_mut(at) else {
                break;
            };
            let stem = term.stem();
            let near = before
                .iter()
                .rev()
                .take_while(|other| other.word.starts_with(stem));
            if let Some(other) = near.filter(|other| other.stem == stem.len()).last() {
                term.postings = other.postings.clone();
            }
        }
        Some((terms, postings))
    }
}
