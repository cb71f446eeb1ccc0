//! The search over the pages: words and their stems, a compact index, questions put to it, marks in texts.
//! Built where the site is built, asked on the phone and on the server. Never here: pages, files, the words themselves.

mod ask;
mod build;
mod format;
mod language;
mod marks;
mod stem;
mod typo;
mod words;

pub use build::{Everyday, IndexBuilder, PageText};
pub use language::Language;
pub use marks::marks;

/// The words of all pages of one language, and what people say instead of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    language: Language,
    pages: Vec<PageRow>,
    /// In the order of their letters.
    terms: Vec<Term>,
    /// For all terms, one after the other.
    postings: Vec<Posting>,
    everyday: Vec<EverydayRow>,
}

/// A page as it is shown among the results.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its address.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// How well it answers; only good for comparing it with others of the same question.
    pub score: f32,
}

#[derive(Clone, Debug, PartialEq)]
struct PageRow {
    path: String,
    title: String,
    description: String,
    /// In hundredths: a page that should stand below its peers has less than 100.
    rank: u8,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    word: String,
    /// How many bytes of the word are its stem.
    stem: usize,
    role: language::Role,
    postings: std::ops::Range<usize>,
}

impl Term {
    fn new(word: String, language: Language, postings: std::ops::Range<usize>) -> Self {
        Self {
            stem: stem::stem(&word, language),
            role: language.role(&word),
            word,
            postings,
        }
    }

    fn stem(&self) -> &str {
        self.word.get(..self.stem).unwrap_or(&self.word)
    }
}

/// That a page has a word, and how strongly: [`build`] says in which units.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Posting {
    page: usize,
    weight: u8,
}

/// What people say, as the numbers of its words, and what is meant by it.
#[derive(Clone, Debug, Default, PartialEq)]
struct EverydayRow {
    urgent: bool,
    said: Vec<Vec<usize>>,
    pages: Vec<usize>,
    means: Vec<usize>,
}

#[cfg(test)]
mod tests;
