//! A question put to the index. Each word is looked for as it stands, in its other forms, as the beginning of a word (the
//! last one, while it is typed) and, where nothing is found so, with a slip of the fingers. Pages are ranked as BM25F does
//! (Robertson, Zaragoza, Taylor 2004), then by how much of the question they cover; everyday words that are met lift the
//! pages which they name. Where one is urgent, its page comes first whatever the rest says.

use super::build::UNIT;
use super::stem::stem;
use super::typo::Typed;
use super::words::{is_open, words};
use super::{EverydayRow, Hit, Index};

/// Words of a question beyond these are not looked at.
const MOST_WORDS: usize = 24;
/// How sure a word in another form is, against 1 for the word itself.
const OTHER_FORM: f32 = 0.9;
/// How sure a word is with one slip; each further slip takes as much again from it as the first.
const ONE_SLIP: f32 = 0.7;
const FURTHER_SLIP: f32 = 0.15;
/// How sure every word of a phrase must be, for the phrase to be met.
const MET: f32 = 0.5;
/// The weight at which more of the same word adds half of what it could: BM25's `k1`, in units of the index.
const HALF: f32 = 1.5 * UNIT;
/// What a phrase that is met brings to the first page that it names; about as much as two rare words in a title.
const LIFT: f32 = 8.0;
/// What each place further down the list of pages takes from it.
const LATER: f32 = 0.85;
/// What an official word counts for that was not said but meant.
const MEANT: f32 = 0.6;
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
        for (place, word) in question.iter().enumerate() {
            let passed_over = self.language.passes_over(word);
            let found = self.look_for(word, passed_over, open && place == last);
            for one in &found {
                let Some(met) = met.get_mut(one.term) else {
                    continue;
                };
                met.sure = met.sure.max(one.sure);
                met.safe |= one.safe;
            }
            if !passed_over {
                told.push(self.score(&found));
            }
        }
        let mut scores = self.cover(&told);
        self.everyday(&met, told.len(), &mut scores);
        self.best(&scores, limit)
    }

    /// The terms that stand for a word.
    fn look_for(&self, word: &str, as_it_stands: bool, may_go_on: bool) -> Vec<Found> {
        let letters = word.chars().count();
        let root = word.get(..stem(word, self.language)).unwrap_or(word);
        let mut found = Vec::new();
        for (term, candidate) in self.terms.iter().enumerate() {
            let (sure, safe) = if candidate.word == word {
                (1.0, true)
            } else if as_it_stands {
                continue;
            } else if candidate.stem() == root {
                (OTHER_FORM, true)
            } else if may_go_on && candidate.word.starts_with(word) {
                (
                    0.3 + 0.6 * share(letters, candidate.word.chars().count()),
                    letters >= 4,
                )
            } else {
                continue;
            };
            found.push(Found { term, sure, safe });
        }
        if found.is_empty() && !as_it_stands {
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
            if self.language.passes_over(&candidate.word) {
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
        let further = share(least.saturating_sub(1), 1);
        let sure = ONE_SLIP - FURTHER_SLIP * further;
        let safe = word.len().min(shortest) >= 5;
        let form = |(term, candidate): (usize, &super::Term)| {
            near.contains(&candidate.stem())
                .then_some(Found { term, sure, safe })
        };
        self.terms.iter().enumerate().filter_map(form).collect()
    }

    /// What each page gets for one word of the question.
    fn score(&self, found: &[Found]) -> Scores {
        let mut weights = vec![0.0_f32; self.pages.len()];
        let mut surest = vec![0.0_f32; self.pages.len()];
        for one in found {
            let Some(term) = self.terms.get(one.term) else {
                continue;
            };
            for posting in self.postings.get(term.postings.clone()).unwrap_or_default() {
                if let (Some(weight), Some(sure)) =
                    (weights.get_mut(posting.page), surest.get_mut(posting.page))
                {
                    *weight += one.sure * f32::from(posting.weight);
                    *sure = sure.max(one.sure);
                }
            }
        }
        let with = weights.iter().filter(|&&weight| weight > 0.0).count();
        let rarity = if with == 0 {
            0.0
        } else {
            rarity(with, self.pages.len())
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
        let page = |(page, row): (usize, &super::PageRow)| {
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
                sum * (0.4 + 0.6 * covered / all) * f32::from(row.rank) / 100.0
            } else {
                0.0
            }
        };
        self.pages.iter().enumerate().map(page).collect()
    }

    /// What everyday words add.
    fn everyday(&self, met: &[Met], told: usize, scores: &mut [f32]) {
        let mut lifts = vec![0.0_f32; self.pages.len()];
        for row in &self.everyday {
            let Some(lift) = strongest(row, met, told) else {
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
            for &term in &row.means {
                self.mean(term, lift / LIFT, scores);
            }
        }
        for (score, lift) in scores.iter_mut().zip(&lifts) {
            *score += lift;
        }
    }

    /// Adds to the scores those of a word that was meant.
    fn mean(&self, term: usize, sure: f32, scores: &mut [f32]) {
        let Some(word) = self.terms.get(term) else { return };
        let meant = self.score(&self.look_for(&word.word, false, false));
        for ((score, more), page) in scores.iter_mut().zip(&meant.by_page).zip(&self.pages) {
            *score += more * sure * MEANT * f32::from(page.rank) / 100.0;
        }
    }

    fn best(&self, scores: &[f32], limit: usize) -> Vec<Hit> {
        let mut order: Vec<(usize, f32)> = scores
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, score)| *score > 0.0)
            .collect();
        order.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        order.truncate(limit);
        let hit = |(page, score): (usize, f32)| {
            self.pages.get(page).map(|row| Hit {
                path: row.path.clone(),
                title: row.title.clone(),
                description: row.description.clone(),
                score,
            })
        };
        order.into_iter().filter_map(hit).collect()
    }
}

/// What the phrase of a row that the question meets best brings to its first page.
fn strongest(row: &EverydayRow, met: &[Met], told: usize) -> Option<f32> {
    let phrase = |phrase: &Vec<usize>| {
        let mut least = Met {
            sure: 1.0,
            safe: true,
        };
        for &term in phrase {
            let word = met.get(term).copied().unwrap_or_default();
            least.sure = least.sure.min(word.sure);
            least.safe &= word.safe;
        }
        // A phrase that is the whole question says more than one that is a part of it.
        let part = share(phrase.len().min(told.max(1)), told.max(1));
        let is_met = !phrase.is_empty() && least.sure >= MET && (least.safe || !row.urgent);
        is_met.then_some(LIFT * least.sure * (0.5 + 0.5 * part))
    };
    row.said.iter().filter_map(phrase).max_by(f32::total_cmp)
}

/// How rare a word is that so many of all pages have.
fn rarity(with: usize, all: usize) -> f32 {
    let (with, all) = (small(with), small(all));
    ((all - with + 0.5) / (with + 0.5)).ln_1p()
}

fn share(part: usize, whole: usize) -> f32 {
    small(part) / small(whole).max(1.0)
}

/// A count as a number to reckon with.
fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
