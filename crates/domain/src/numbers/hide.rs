//! The rule by which small counts are hidden. Never here: what is counted, and by what it is grouped.
//!
//! A count of 1 to 4 is hidden. The counts of one measure at one Polo in one month are a *block*, a count for each motive; of
//! its hidden counts together one number is kept, and nothing else of them: their sum, moved by one where it would give them
//! away (all 1, or all 4), and for a single one always the same number. Blocks share no count, and whatever is
//! published is worked out from what blocks keep.

use std::collections::BTreeMap;

/// The smallest count that is shown, other than none.
pub const SMALLEST: u64 = 5;
/// The largest that is hidden.
const HIDDEN: u64 = SMALLEST - 1;
/// What stands for a count that is alone in its block, whatever it is.
const ALONE: u64 = 2;

/// What is kept of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept<'a> {
    /// What is shown, by motive.
    pub(super) shown: BTreeMap<&'a str, u64>,
    /// The motives of which it is hidden.
    pub(super) hidden: Vec<&'a str>,
    /// What is told of the hidden counts together.
    told: u64,
}

impl<'a> Kept<'a> {
    pub(super) fn of(counts: &'a BTreeMap<String, u64>) -> Self {
        let mut kept = Self::default();
        let mut sum = 0;
        for (motive, &count) in counts {
            match count {
                0 => {}
                1..SMALLEST => {
                    kept.hidden.push(motive);
                    sum += count;
                }
                _ => {
                    kept.shown.insert(motive, count);
                }
            }
        }
        kept.told = match kept.many() {
            0 => 0,
            1 => ALONE,
            many => sum.clamp(many + 1, HIDDEN * many - 1),
        };
        kept
    }

    fn many(&self) -> u64 {
        self.hidden.len() as u64
    }

    /// What is known of so many of the hidden counts.
    pub(super) fn part(&self, many: u64) -> Bounds {
        if many == 0 {
            return Bounds::default();
        }
        let all = self.many();
        let (least, most) = if many < all || all == 1 {
            (many, HIDDEN * many)
        } else if self.told == all + 1 {
            (all, all + 1)
        } else if self.told == HIDDEN * all - 1 {
            (self.told, HIDDEN * all)
        } else {
            (self.told, self.told)
        };
        Bounds {
            least,
            most,
            thousandths: many * self.told * 1000 / all,
        }
    }
}

/// What is known of a number: between which it lies, and what is guessed, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) least: u64,
    pub(super) most: u64,
    thousandths: u64,
}

impl Bounds {
    pub(super) fn exactly(count: u64) -> Self {
        Self {
            least: count,
            most: count,
            thousandths: count * 1000,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.least += other.least;
        self.most += other.most;
        self.thousandths += other.thousandths;
    }

    pub(super) fn is_exact(&self) -> bool {
        self.least == self.most
    }

    pub(super) fn figure(&self) -> Figure {
        match (self.least, self.most) {
            (0, 0) => Figure::Exact(0),
            (_, 1..=HIDDEN) => Figure::Few,
            (least, most) if least == most => Figure::Exact(least),
            (least, most) => Figure::About {
                guess: ((self.thousandths + 500) / 1000).clamp(least.max(SMALLEST), most),
                least,
                most,
            },
        }
    }
}

/// A number as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// The number itself: none, or [`SMALLEST`] and more.
    Exact(u64),
    /// Some, and fewer than [`SMALLEST`].
    Few,
    /// A number made of hidden ones too.
    About {
        /// What it should be, were each hidden one as large as those beside it. Never under [`SMALLEST`].
        guess: u64,
        /// It is no less.
        least: u64,
        /// It is no more.
        most: u64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(counts: &[u64]) -> (u64, Figure) {
        let counts: BTreeMap<String, u64> = (b'a'..)
            .zip(counts)
            .map(|(id, count)| (char::from(id).to_string(), *count))
            .collect();
        let kept = Kept::of(&counts);
        let mut all = kept.part(kept.many());
        all.add(Bounds::exactly(kept.shown.values().sum()));
        (kept.told, all.figure())
    }

    #[test]
    fn a_sum_of_hidden_counts_is_told_but_for_what_gives_them_away() {
        assert_eq!(kept(&[0, 0, 7]), (0, Figure::Exact(7)));
        assert_eq!(kept(&[2, 3, 7]), (5, Figure::Exact(12)));
        for alone in 1..5 {
            let about = Figure::About {
                guess: 9,
                least: 8,
                most: 11,
            };
            assert_eq!(kept(&[alone, 7, 0]), (2, about), "{alone}");
            assert_eq!(kept(&[alone, 0, 0]), (2, Figure::Few), "{alone}");
        }
        let about = Figure::About {
            guess: 14,
            least: 13,
            most: 14,
        };
        assert_eq!(kept(&[1, 1, 1, 10]), (4, about), "all one");
        assert_eq!(kept(&[1, 2, 1, 10]), (4, about), "or not quite");
        let about = Figure::About {
            guess: 17,
            least: 17,
            most: 18,
        };
        assert_eq!(kept(&[4, 4, 10]), (7, about), "all four");
    }

    #[test]
    fn a_number_under_five_is_never_shown_not_even_where_it_is_known() {
        assert_eq!(kept(&[2, 2]), (4, Figure::Few));
        assert_eq!(kept(&[1, 1]), (3, Figure::Few));
        assert_eq!(kept(&[2, 3]), (5, Figure::Exact(5)));
    }
}
