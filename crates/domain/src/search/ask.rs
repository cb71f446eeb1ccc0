//! A question put to the index. Each word is looked for as it stands, in its other forms, as the beginning of a word (the
//! last one, while it is typed) and, where nothing is found so, with a slip of the fingers. Pages are ranked as BM25F does
//! (Robertson, Zaragoza, Taylor 2004), then by how much of the question they cover; everyday words that are met lift the
//! pages which they name. Where one is urgent, its page comes first whatever the rest says.

use std::ops::Range;

use super::build::UNIT;
use super::language::Role;
use super::stem::stem;
use super::typo::Typed;
use super::words::{is_open, words};
use super::{EverydayRow, Hit, Index, PageRow, Term};

/// Words of a question beyond these are not looked at.
const MOST_WORDS: usize = 24;
/// How sure a word in another form is, against 1 for the word itself; less where the stem is short, and may be another's.
const OTHER_FORM: f32 = 0.9;
const SHORT_STEM: f32 = 0.1;
/// How much half a slip takes from a word that is sure, in letters.
const SLIP: f32 = 1.1;
/// How sure every word of a phrase must be, for the phrase to be met.
const MET: f32 = 0.55;
/// The weight from which on a page is about a word, instead of only mentioning it.
const ABOUT: f32 = 4.0 * UNIT;
/// The weight at which more of the same word adds half of what it could: BM25's `k1`, in units of the index.
const HALF: f32 = 5.0 * UNIT;
/// What a phrase that is met brings to the first page that it names; about as much as two rare words in a title.
const LIFT: f32 = 6.0;
/// How rare the words of a phrase must be, all together, for it to bring that: one word of one page in a hundred, or two of
/// one in ten.
const TELLING: f32 = 4.0;
/// What each place further down the list of pages takes from it.
const LATER: f32 = 0.5;
/// What a word counts for that was not said but meant, when pages are ranked.
const MEANT: f32 = 0.1;
/// How sure such a word is for the phrases that hold it: what is said of a mother is said of a mother-in-law.
const ALIKE: f32 = 0.8;
/// How sure a word that only begins with the one typed last is, when that one is a word itself: too little for a phrase.
const BEGUN: f32 = 0.5;
/// What «non» and its like count for in a phrase that holds them, as rarity.
const NOT: f32 = 1.0;
/// Above whatever else a page can reach.
const URGENT: f32 = 1000.0;

/// A word of the index that stands for a word of the question.
#[derive(Clone, Copy, Debug)]
struct Found {
    term: usize,
    /// From 0 to 1.
    sure: f32,
    /// Whether it may speak of danger: not by two letters of a beginning, nor by a slip in a short word.
    safe: bool,
}

/// What the whole question has found of each term.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    sure: f32,
    safe: bool,
    /// Of the word of the question that found it.
    rarity: f32,
}

impl Met {
    fn add(&mut self, one: Found, rarity: f32) {
        self.sure = self.sure.max(one.sure);
        self.safe |= one.safe;
        self.rarity = self.rarity.max(rarity);
    }
}

/// A phrase that a question meets.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    sure: f32,
    size: Size,
}

/// How much a question or a phrase says.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    words: usize,
    /// Of its telling words, all together.
    rarity: f32,
}

impl Phrase {
    /// What it brings: rare words more than common ones, and a phrase that is the whole question more than a part of it.
    /// A phrase that says little («chi siete») is there to the letter, and brings as much as rare words.
    fn lift(self, question: Size) -> f32 {
        let (telling, part) = if self.size.rarity > 0.0 {
            (self.size.rarity / TELLING, self.size.rarity / question.rarity)
        } else {
            (1.0, share(self.size.words, question.words))
        };
        LIFT * self.sure * telling.min(1.0) * (0.5 + 0.5 * part.min(1.0))
    }
}

/// The pages of one word of the question.
struct Scores {
    by_page: Vec<f32>,
    /// How rare the word is; nothing where no page has it.
    rarity: f32,
}

impl Index {
    /// The pages that answer best, the best first, at most `limit`. The last word may be the beginning of one, unless
    /// something follows it.
    pub fn search(&self, asked: &str, limit: usize) -> Vec<Hit> {
        let mut question: Vec<String> = words(asked).into_iter().map(|word| word.plain).collect();
        let cut_short = question.len() > MOST_WORDS;
        question.truncate(MOST_WORDS);
        let open = is_open(asked) && !cut_short;
        let last = question.len().saturating_sub(1);

        let mut met = vec![Met::default(); self.terms.len()];
        let mut told = Vec::new();
        let mut size = Size {
            words: question.len(),
            rarity: 0.0,
        };
        for (place, word) in question.iter().enumerate() {
            let passed_over = self.language.role(word) != Role::Telling;
            let found = self.look_for(word, passed_over, open && place == last);
            let scores = self.score(&found);
            let rarity = if scores.rarity > 0.0 {
                scores.rarity
            } else {
                rarity(0.0, small(self.pages.len()))
            };
            for one in &found {
                let Some(met) = met.get_mut(one.term) else {
                    continue;
                };
                met.add(*one, rarity);
            }
            if !passed_over {
                size.rarity += rarity;
                told.push(scores);
            }
        }
        let mut scores = self.cover(&told);
        self.mean(&mut met, &mut scores);
        self.everyday(&met, size, &mut scores);
        self.best(scores, limit)
    }

    /// The terms that stand for a word.
    fn look_for(&self, word: &str, as_it_stands: bool, may_go_on: bool) -> Vec<Found> {
        let letters = word.chars().count();
        let root = word.get(..stem(word, self.language)).unwrap_or(word);
        let mut found = Vec::new();
        let mut begun = Vec::new();
        for (term, candidate) in self.terms.iter().enumerate() {
            let form = !as_it_stands && candidate.stem() == root;
            if candidate.word == word || form {
                let sure = if candidate.word == word {
                    1.0
                } else {
                    OTHER_FORM - SHORT_STEM * share(5_usize.saturating_sub(root.len()), 1)
                };
                found.push(Found {
                    term,
                    sure,
                    safe: true,
                });
            } else if !as_it_stands && may_go_on && candidate.word.starts_with(word) {
                let sure = 0.3 + 0.6 * share(letters, candidate.word.chars().count());
                let safe = letters >= 4;
                begun.push(Found { term, sure, safe });
            }
        }
        if as_it_stands {
            return found;
        }
        if !found.is_empty() {
            for one in &mut begun {
                one.sure *= BEGUN;
                one.safe = false;
            }
        }
        found.append(&mut begun);
        if found.is_empty() {
            found = self.with_slips(word, may_go_on);
        }
        found
    }

    /// The terms that are the fewest slips of the fingers away, and the other forms of those.
    fn with_slips(&self, word: &str, may_go_on: bool) -> Vec<Found> {
        let Some(typed) = Typed::new(word) else {
            return Vec::new();
        };
        let mut least = usize::MAX;
        let mut near: Vec<&str> = Vec::new();
        let mut shortest = 0;
        for candidate in &self.terms {
            if candidate.role != Role::Telling {
                continue;
            }
            match typed.slips(&candidate.word, may_go_on) {
                Some(slips) if slips <= least => {
                    if slips < least {
                        near.clear();
                        shortest = usize::MAX;
                    }
                    least = slips;
                    shortest = shortest.min(candidate.word.len());
                    near.push(candidate.stem());
                }
                _ => {}
            }
        }
        // One letter of four is half the word, one of ten is a slip of the finger.
        let sure = 1.0 - SLIP * share(least.min(word.len()), word.chars().count());
        let safe = word.len().min(shortest) >= if may_go_on { 6 } else { 5 };
        let form = |(term, candidate): (usize, &Term)| {
            near.contains(&candidate.stem())
                .then_some(Found { term, sure, safe })
        };
        self.terms.iter().enumerate().filter_map(form).collect()
    }

    /// What each page gets for one word of the question.
    fn score(&self, found: &[Found]) -> Scores {
        let mut weights = vec![0.0_f32; self.pages.len()];
        let mut surest = vec![0.0_f32; self.pages.len()];
        // All words of a stem have the same postings; the surest word stands for it.
        let mut stems: Vec<(&Range<usize>, f32)> = Vec::new();
        for one in found {
            let Some(term) = self.terms.get(one.term) else {
                continue;
            };
            match stems.iter_mut().find(|(stem, _)| **stem == term.postings) {
                Some((_, sure)) => *sure = sure.max(one.sure),
                None => stems.push((&term.postings, one.sure)),
            }
        }
        for (stem, sure) in stems {
            for posting in self.postings.get(stem.clone()).unwrap_or_default() {
                if let (Some(weight), Some(surest)) =
                    (weights.get_mut(posting.page), surest.get_mut(posting.page))
                {
                    *weight += sure * f32::from(posting.weight);
                    *surest = surest.max(sure);
                }
            }
        }
        // A page that only mentions the word counts in part: what every service says in passing is not common knowledge.
        let with: f32 = weights.iter().map(|weight| (weight / ABOUT).min(1.0)).sum();
        let rarity = if with > 0.0 {
            rarity(with, small(self.pages.len()))
        } else {
            0.0
        };
        for (weight, sure) in weights.iter_mut().zip(&surest) {
            *weight = rarity * sure * *weight / (*weight + HALF);
        }
        Scores {
            by_page: weights,
            rarity,
        }
    }

    /// All words together: their sum, less where a page leaves out words that count.
    fn cover(&self, told: &[Scores]) -> Vec<f32> {
        let all: f32 = told.iter().map(|word| word.rarity).sum();
        let page = |(page, row): (usize, &PageRow)| {
            let mut sum = 0.0;
            let mut covered = 0.0;
            for word in told {
                let score = word.by_page.get(page).copied().unwrap_or_default();
                sum += score;
                if score > 0.0 {
                    covered += word.rarity;
                }
            }
            if sum > 0.0 {
                sum * (0.5 + 0.5 * covered / all) * f32::from(row.rank) / 100.0
            } else {
                0.0
            }
        };
        self.pages.iter().enumerate().map(page).collect()
    }

    /// What everyday words add.
    fn everyday(&self, met: &[Met], question: Size, scores: &mut [f32]) {
        let mut lifts = vec![0.0_f32; self.pages.len()];
        for row in &self.everyday {
            let Some(lift) = self.strongest(row, met, question) else {
                continue;
            };
            let mut at_this_place = lift;
            for (place, &page) in row.pages.iter().enumerate() {
                let urgent = row.urgent && place == 0;
                if let Some(already) = lifts.get_mut(page) {
                    *already = already.max(at_this_place + if urgent { URGENT } else { 0.0 });
                }
                at_this_place *= LATER;
            }
        }
        for (score, lift) in scores.iter_mut().zip(&lifts) {
            *score += lift;
        }
    }

    /// Words that are meant by what is said: their pages rank higher, and phrases with them are met as if they were said.
    fn mean(&self, met: &mut [Met], scores: &mut [f32]) {
        let mut meant: Vec<(Found, f32)> = Vec::new();
        for row in self.everyday.iter().filter(|row| !row.means.is_empty()) {
            let phrases = row
                .said
                .iter()
                .filter_map(|phrase| self.meet(phrase, row.urgent, met));
            let Some(sure) = phrases.map(|phrase| phrase.sure).max_by(f32::total_cmp) else {
                continue;
            };
            for &term in &row.means {
                let said = met
                    .get(term)
                    .is_none_or(|met| met.sure >= OTHER_FORM - SHORT_STEM);
                let Some(word) = self.terms.get(term).filter(|_| !said) else {
                    continue;
                };
                let found = self.look_for(&word.word, false, false);
                let more = self.score(&found);
                for ((score, more), page) in scores.iter_mut().zip(&more.by_page).zip(&self.pages) {
                    *score += more * sure * MEANT * f32::from(page.rank) / 100.0;
                }
                let alike = |one: Found| {
                    (
                        Found {
                            sure: one.sure * sure * ALIKE,
                            ..one
                        },
                        more.rarity,
                    )
                };
                meant.extend(found.into_iter().map(alike));
            }
        }
        for (one, rarity) in meant {
            if let Some(met) = met.get_mut(one.term) {
                met.add(one, rarity);
            }
        }
    }

    /// What the phrase of a row that the question meets best brings to its first page.
    fn strongest(&self, row: &EverydayRow, met: &[Met], question: Size) -> Option<f32> {
        row.said
            .iter()
            .filter_map(|phrase| self.meet(phrase, row.urgent, met))
            .map(|phrase| phrase.lift(question))
            .max_by(f32::total_cmp)
    }

    /// How a question meets a phrase; nothing where it lacks one of its words.
    fn meet(&self, phrase: &[usize], urgent: bool, met: &[Met]) -> Option<Phrase> {
        let all = || {
            let of = |&term: &usize| Some((self.terms.get(term)?, met.get(term)?));
            phrase.iter().filter_map(of)
        };
        let mut sure = 1.0_f32;
        let mut safe = true;
        let mut size = Size {
            words: phrase.len(),
            rarity: 0.0,
        };
        let mut in_phrases = 0;
        for (term, met) in all() {
            sure = sure.min(met.sure);
            safe &= met.safe;
            match term.role {
                Role::Telling => size.rarity += met.rarity,
                Role::InPhrases => in_phrases += 1,
                Role::PassedOver => {}
            }
        }
        if size.rarity > 0.0 {
            size.rarity += NOT * small(in_phrases);
        }
        let met = !phrase.is_empty() && sure >= MET && (safe || !urgent);
        met.then_some(Phrase { sure, size })
    }

    /// Takes the best one, again and again: few are asked for, and a sort would cost the phone kilobytes.
    fn best(&self, mut scores: Vec<f32>, limit: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        while hits.len() < limit {
            let mut best: Option<(&PageRow, &mut f32)> = None;
            for (page, score) in self.pages.iter().zip(&mut scores) {
                if *score > best.as_ref().map_or(0.0, |(_, score)| **score) {
                    best = Some((page, score));
                }
            }
            let Some((page, score)) = best else { break };
            hits.push(Hit {
                path: page.path.clone(),
                title: page.title.clone(),
                description: page.description.clone(),
                score: std::mem::take(score),
            });
        }
        hits
    }
}

/// How rare a word is that so many of all pages have.
fn rarity(with: f32, all: f32) -> f32 {
    ((all - with + 0.5) / (with + 0.5)).ln_1p()
}

fn share(part: usize, whole: usize) -> f32 {
    small(part) / small(whole).max(1.0)
}

/// A count as a number to reckon with.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
