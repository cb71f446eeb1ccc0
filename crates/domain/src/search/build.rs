//! From pages and everyday words to an index. Never on the phone.

use std::collections::{BTreeMap, HashMap};

use super::format::LONGEST_TERM;
use super::language::Role;
use super::words::words;
use super::{EverydayRow, Index, Language, PageRow, Posting, Term};

/// A page as the search reads it: texts without marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageText<'a> {
    /// Its address.
    pub path: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// What it is about, as the results show it.
    pub description: &'a str,
    /// The headings of its parts, and other words that say what it is about.
    pub headings: &'a str,
    /// All the rest.
    pub body: &'a str,
    /// In hundredths: 100, or less for a page that should stand below its peers.
    pub rank: u8,
}

/// What people say, and what is meant.
#[derive(Clone, Copy, Debug)]
pub struct Everyday<'a> {
    /// In people's own words; a phrase is met when a question holds all its words, in any order and form.
    pub said: &'a [String],
    /// The addresses of the pages that answer, the best first.
    pub pages: &'a [String],
    /// Official words, added to the question.
    pub means: &'a [String],
    /// Whether the first of the pages comes before whatever else there is.
    pub urgent: bool,
}

/// How much a word weighs where it stands; in a body of average length it weighs 1.
const TITLE: f32 = 9.0;
const DESCRIPTION: f32 = 4.0;
const HEADING: f32 = 3.0;
const SAID: f32 = 4.0;
/// How much the length of a body matters: with 0 not at all.
const LENGTH: f32 = 0.6;
/// Weights are kept in quarters, a byte each, and only at these levels: alike bytes make 1.5 kB less to fetch.
pub(super) const UNIT: f32 = 4.0;
const LEVELS: [u8; 15] = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192];

/// How often a page has a word, by place.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    title: bool,
    description: bool,
    headings: u8,
    body: u8,
    /// In tenths; less on the pages further down a list.
    said: u8,
}

/// An index in the making.
#[derive(Clone, Debug)]
pub struct IndexBuilder {
    language: Language,
    pages: Vec<PageRow>,
    by_path: BTreeMap<String, usize>,
    /// How many words each body has.
    lengths: Vec<u32>,
    /// Each word's pages, in order.
    terms: BTreeMap<String, Vec<(usize, Count)>>,
    /// Which words met so far are looked for at all.
    telling: HashMap<String, bool>,
    everyday: Vec<Row>,
}

/// Everyday words, not yet numbered.
#[derive(Clone, Debug)]
struct Row {
    urgent: bool,
    said: Vec<Vec<String>>,
    pages: Vec<usize>,
    means: Vec<String>,
}

impl IndexBuilder {
    /// An index of that language, by its id: `it`.
    pub fn new(language: &str) -> Self {
        Self {
            language: Language::of(language),
            pages: Vec::new(),
            by_path: BTreeMap::new(),
            lengths: Vec::new(),
            terms: BTreeMap::new(),
            telling: HashMap::new(),
            everyday: Vec::new(),
        }
    }

    /// Adds a page.
    pub fn page(&mut self, page: &PageText<'_>) {
        let number = self.pages.len();
        self.by_path.insert(page.path.to_owned(), number);
        self.pages.push(PageRow {
            path: page.path.to_owned(),
            title: page.title.to_owned(),
            description: page.description.to_owned(),
            rank: page.rank,
        });
        self.count(number, page.title, |count| count.title = true);
        self.count(number, page.description, |count| count.description = true);
        self.count(number, page.headings, |count| {
            count.headings = count.headings.saturating_add(1);
        });
        let length = self.count(number, page.body, |count| {
            count.body = count.body.saturating_add(1);
        });
        self.lengths.push(length);
    }

    /// Adds everyday words. Their pages must be there already: one that is not known is passed over.
    pub fn everyday(&mut self, row: &Everyday<'_>) {
        let pages: Vec<usize> = row
            .pages
            .iter()
            .filter_map(|path| self.by_path.get(path).copied())
            .collect();
        for (&page, tenths) in pages.iter().zip([10, 5, 2]) {
            for phrase in row.said {
                self.count(page, phrase, |count| count.said = count.said.max(tenths));
            }
        }
        self.everyday.push(Row {
            urgent: row.urgent,
            said: row
                .said
                .iter()
                .map(|phrase| Self::words(phrase))
                .filter(|phrase| !phrase.is_empty())
                .collect(),
            pages,
            means: row.means.iter().flat_map(|words| Self::words(words)).collect(),
        });
    }

    fn words(text: &str) -> Vec<String> {
        let words = words(text).into_iter().map(|word| word.plain);
        words.filter(|word| word.len() <= LONGEST_TERM).collect()
    }

    fn tells(&mut self, word: &str) -> bool {
        if let Some(&tells) = self.telling.get(word) {
            return tells;
        }
        let tells = self.language.role(word) == Role::Telling;
        self.telling.insert(word.to_owned(), tells);
        tells
    }

    fn count(&mut self, page: usize, text: &str, add: impl Fn(&mut Count)) -> u32 {
        let mut length = 0;
        for word in Self::words(text) {
            if self.tells(&word) {
                let pages = self.terms.entry(word).or_default();
                let at = pages.partition_point(|(other, _)| *other < page);
                if pages.get(at).is_none_or(|(other, _)| *other != page) {
                    pages.insert(at, (page, Count::default()));
                }
                if let Some((_, count)) = pages.get_mut(at) {
                    add(count);
                }
                length += 1;
            }
        }
        length
    }

    /// The index as bytes, for [`Index::parse`].
    pub fn finish(mut self) -> Vec<u8> {
        for row in &self.everyday {
            for word in row.said.iter().flatten().chain(&row.means) {
                self.terms.entry(word.clone()).or_default();
            }
        }
        let numbers: BTreeMap<&str, usize> = self.terms.keys().map(String::as_str).zip(0..).collect();
        let number = |word: &String| numbers.get(word.as_str()).copied();
        let everyday = self.everyday.iter().map(|row| EverydayRow {
            urgent: row.urgent,
            said: row
                .said
                .iter()
                .map(|phrase| phrase.iter().filter_map(number).collect())
                .collect(),
            pages: row.pages.clone(),
            means: row.means.iter().filter_map(number).collect(),
        });
        let everyday = everyday.collect();

        let average = small(self.lengths.iter().sum())
            / small(u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)).max(1.0);
        let mut postings = Vec::new();
        let mut terms = Vec::new();
        for (word, pages) in &self.terms {
            let begin = postings.len();
            postings.extend(pages.iter().map(|&(page, count)| {
                let length = self.lengths.get(page).map_or(average, |&length| small(length));
                Posting {
                    page,
                    weight: weight(count, length / average.max(1.0)),
                }
            }));
            terms.push(Term::new(word.clone(), self.language, begin..postings.len()));
        }
        let index = Index {
            language: self.language,
            pages: std::mem::take(&mut self.pages),
            terms,
            postings,
            everyday,
        };
        index.write()
    }
}

/// In quarters, one of the levels. `length` is that of the body, 1 where it is average.
fn weight(count: Count, length: f32) -> u8 {
    let fields = f32::from(u8::from(count.title)) * TITLE
        + f32::from(u8::from(count.description)) * DESCRIPTION
        + f32::from(count.headings.min(2)) * HEADING
        + f32::from(count.said) / 10.0 * SAID;
    let body = f32::from(count.body) / (1.0 - LENGTH + LENGTH * length);
    let quarters = (fields + body) * UNIT;
    let level = LEVELS
        .into_iter()
        .find(|&level| f32::from(level) * 1.2 >= quarters);
    level.unwrap_or(255)
}

/// A count as a number to reckon with; beyond 65,535 more makes no difference.
fn small(count: u32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
