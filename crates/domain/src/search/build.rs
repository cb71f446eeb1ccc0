//! From pages and everyday words to an index. Never on the phone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::format::LONGEST_TERM;
use super::language::Role;
use super::stem::stem;
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
    /// Words that are meant as well: as if they had been said.
    pub means: &'a [String],
    /// Whether the first of the pages comes before whatever else there is.
    pub urgent: bool,
}

/// How much a word weighs where it stands; in a body of average length it weighs 1.
const TITLE: f32 = 8.0;
const DESCRIPTION: f32 = 4.0;
const HEADING: f32 = 2.0;
/// In phrases of which the page is the answer; there once it weighs two thirds of that, more often nearly all.
const SAID: f32 = 4.0;
const SAID_HALF: f32 = 0.5;
/// A word is rare that no more than one page of so many has.
const RARE: usize = 20;
/// How much the length of a body matters: with 0 not at all.
const LENGTH: f32 = 0.6;
/// Weights are kept in quarters, a byte each, and only at these levels: alike bytes make 1.5 kB less to fetch.
pub(super) const UNIT: f32 = 4.0;
const LEVELS: [u8; 10] = [1, 2, 3, 5, 9, 16, 28, 48, 80, 140];

/// How often a page has a word, by place.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    title: bool,
    description: bool,
    headings: u8,
    body: u8,
    /// In phrases of which the page is the first that answers.
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
    /// Each stem's pages, in order.
    stems: BTreeMap<String, Vec<(usize, Count)>>,
    words: BTreeSet<String>,
    /// Which words met so far are looked for at all.
    telling: HashMap<String, bool>,
    everyday: Vec<Row>,
}

/// Everyday words, not yet numbered.
#[derive(Clone, Debug)]
struct Row {
    urgent: bool,
    said: Vec<String>,
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
            stems: BTreeMap::new(),
            words: BTreeSet::new(),
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
        if let Some(&page) = pages.first() {
            for phrase in row.said {
                self.count(page, phrase, |count| count.said = count.said.saturating_add(1));
            }
        }
        self.everyday.push(Row {
            urgent: row.urgent,
            said: row.said.to_vec(),
            pages,
            means: row.means.iter().flat_map(|words| Self::words(words)).collect(),
        });
    }

    /// Phrases as they are looked for: without the words that do not count there, and once where only forms differ. One
    /// that holds a shorter one is not kept, if that says enough (two words, or a rare one) and «non» as well.
    fn phrases(&self, said: &[String]) -> Vec<Vec<String>> {
        let role = |word: &String| self.language.role(word);
        let tells = |word: &String| role(word) == Role::Telling;
        let stem = |word: &String| match role(word) {
            Role::Telling => word[..stem(word, self.language)].to_owned(),
            Role::InPhrases | Role::PassedOver => word.clone(),
        };
        let mut phrases = BTreeMap::new();
        let mut enough: Vec<BTreeSet<String>> = Vec::new();
        for phrase in said {
            let mut words = Self::words(phrase);
            if words.iter().any(tells) {
                words.retain(|word| role(word) != Role::PassedOver);
            }
            let stems: BTreeSet<String> = words.iter().map(stem).collect();
            let told: Vec<String> = words.iter().filter(|word| tells(word)).map(stem).collect();
            let is_rare = |stem: &String| self.stems.get(stem).map_or(0, Vec::len) * RARE <= self.pages.len();
            if told.len() > 1 || told.iter().any(is_rare) {
                enough.push(stems.clone());
            }
            if !words.is_empty() {
                phrases.entry(stems).or_insert(words);
            }
        }
        phrases.retain(|stems, _| {
            let shorter = |other: &BTreeSet<String>| {
                let mut more = stems.difference(other);
                other.len() < stems.len()
                    && other.is_subset(stems)
                    && !more.any(|word| role(word) == Role::InPhrases)
            };
            !enough.iter().any(shorter)
        });
        phrases.into_values().collect()
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
                let stem = word[..stem(&word, self.language)].to_owned();
                self.words.insert(word);
                let pages = self.stems.entry(stem).or_default();
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
        let said: Vec<_> = self.everyday.iter().map(|row| self.phrases(&row.said)).collect();
        let everyday = std::mem::take(&mut self.everyday);
        let meant = everyday.iter().flat_map(|row| &row.means);
        self.words
            .extend(said.iter().flatten().flatten().chain(meant).cloned());
        let numbers: BTreeMap<&str, usize> = self.words.iter().map(String::as_str).zip(0..).collect();
        let number = |word: &String| numbers.get(word.as_str()).copied();
        let phrases = |said: &[Vec<String>]| {
            let in_order =
                |phrase: &Vec<String>| -> BTreeSet<usize> { phrase.iter().filter_map(number).collect() };
            let phrases: BTreeSet<_> = said.iter().map(in_order).collect();
            phrases.into_iter().map(Vec::from_iter).collect()
        };
        let everyday = everyday.iter().zip(&said).map(|(row, said)| EverydayRow {
            urgent: row.urgent,
            said: phrases(said),
            pages: row.pages.clone(),
            means: row.means.iter().filter_map(number).collect(),
        });
        let everyday = everyday.collect();

        let average = small(self.lengths.iter().sum())
            / small(u32::try_from(self.lengths.len()).unwrap_or(u32::MAX)).max(1.0);
        let mut postings = Vec::new();
        let mut terms = Vec::new();
        for word in &self.words {
            let begin = postings.len();
            // Those of a stem stand at the first of its words.
            let pages = self.stems.remove(&word[..stem(word, self.language)]);
            postings.extend(pages.into_iter().flatten().map(|(page, count)| {
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
        + f32::from(count.said) * SAID / (f32::from(count.said) + SAID_HALF);
    let body = f32::from(count.body) / (1.0 - LENGTH + LENGTH * length);
    let quarters = (fields + body) * UNIT;
    let level = LEVELS
        .into_iter()
        .find(|&level| f32::from(level) * 1.3 >= quarters);
    level.unwrap_or(200)
}

/// A count as a number to reckon with; beyond 65,535 more makes no difference.
fn small(count: u32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
