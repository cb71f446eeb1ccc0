//! What is known of an answer: met, unmet or unknown; a number, or the range in which it lies.
//! Never here: what a number means. All are whole hundredths (cents, hundredths of a year or of a factor), so sums are exact.

use serde::{Deserialize, Serialize};

/// The answer to a question that may not have been answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// No.
    Unmet,
    /// It depends on what is not known.
    Unknown,
    /// Yes.
    Met,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// One or the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The contrary; of the unknown, the unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Met => Self::Unmet,
            Self::Unknown => Self::Unknown,
            Self::Unmet => Self::Met,
        }
    }

    /// Whether it may be so.
    pub fn is_possible(self) -> bool {
        self != Self::Unmet
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::Met } else { Self::Unmet }
    }
}

/// A hundred hundredths.
pub const ONE: i64 = 100;

/// More than any figure of a law or of a household: ten thousand billion.
const ENDLESS: i64 = 1_000_000_000_000_000;

/// The least and the most that a number can be, in hundredths, neither below zero. Every operation on ranges holds all
/// that the operation on their numbers could give: whoever learns more can only find less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    low: i64,
    high: i64,
}

impl Range {
    /// Nothing is known.
    pub const ANY: Self = Self {
        low: 0,
        high: ENDLESS,
    };
    /// Nothing at all.
    pub const ZERO: Self = Self::just(0);

    /// A number that is known.
    pub const fn just(hundredths: i64) -> Self {
        Self {
            low: hundredths,
            high: hundredths,
        }
    }

    /// From one number to another, in either order.
    pub fn between(one: i64, other: i64) -> Self {
        Self {
            low: one.min(other).clamp(0, ENDLESS),
            high: one.max(other).clamp(0, ENDLESS),
        }
    }

    /// A whole number, as hundredths.
    pub fn count(number: usize) -> Self {
        Self::just(
            i64::try_from(number)
                .unwrap_or(ENDLESS)
                .saturating_mul(ONE)
                .min(ENDLESS),
        )
    }

    /// The least.
    pub fn low(self) -> i64 {
        self.low
    }

    /// The most, where there is one.
    pub fn high(self) -> Option<i64> {
        (self.high < ENDLESS).then_some(self.high)
    }

    /// The number, where it is known.
    pub fn exact(self) -> Option<i64> {
        (self.low == self.high).then_some(self.low)
    }

    pub(super) fn most(self) -> i64 {
        self.high
    }

    /// Either of two that are both possible.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// One of two, by an answer.
    #[must_use]
    pub fn pick(truth: Truth, met: Self, unmet: Self) -> Self {
        match truth {
            Truth::Met => met,
            Truth::Unmet => unmet,
            Truth::Unknown => met.hull(unmet),
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.each(other, i64::saturating_add)
    }

    /// What is left, never below zero.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        let left = |from: i64, take: i64| {
            if from >= ENDLESS {
                ENDLESS
            } else {
                from.saturating_sub(take).max(0)
            }
        };
        Self {
            low: if other.high >= ENDLESS {
                0
            } else {
                self.low.saturating_sub(other.high).max(0)
            },
            high: left(self.high, other.low),
        }
    }

    /// Times a number that is itself in hundredths, rounded half up.
    #[must_use]
    pub fn times(self, factor: Self) -> Self {
        let multiply = |one: i64, other: i64| match (one, other) {
            (0, _) | (_, 0) => 0,
            _ if one >= ENDLESS || other >= ENDLESS => ENDLESS,
            _ => one.saturating_mul(other).saturating_add(ONE / 2) / ONE,
        };
        self.each(factor, multiply)
    }

    /// Divided by a number that is itself in hundredths, rounded half up; nothing divided by nothing is nothing.
    #[must_use]
    pub fn divided_by(self, divisor: Self) -> Self {
        let divide = |number: i64, by: i64| {
            if number >= ENDLESS {
                ENDLESS
            } else {
                number.saturating_mul(ONE).saturating_add(by / 2) / by.max(1)
            }
        };
        Self {
            low: divide(self.low, divisor.high),
            high: divide(self.high, divisor.low),
        }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        self.each(other, i64::min)
    }

    /// The greater of the two.
    #[must_use]
    pub fn at_least(self, other: Self) -> Self {
        self.each(other, i64::max)
    }

    /// Whether it is smaller than another.
    pub fn is_less_than(self, other: Self) -> Truth {
        if self.high < other.low {
            Truth::Met
        } else if self.low >= other.high {
            Truth::Unmet
        } else {
            Truth::Unknown
        }
    }

    /// Whether it is no greater than another.
    pub fn is_at_most(self, other: Self) -> Truth {
        other.is_less_than(self).negated()
    }

    /// Operations that never fall when either number grows.
    fn each(self, other: Self, operation: impl Fn(i64, i64) -> i64) -> Self {
        Self {
            low: operation(self.low, other.low).clamp(0, ENDLESS),
            high: operation(self.high, other.high).clamp(0, ENDLESS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unknown_stays_unknown_until_the_rest_decides() {
        assert_eq!(Truth::Unknown.and(Truth::Unmet), Truth::Unmet);
        assert_eq!(Truth::Unknown.and(Truth::Met), Truth::Unknown);
        assert_eq!(Truth::Unknown.or(Truth::Met), Truth::Met);
        assert_eq!(Truth::Unknown.or(Truth::Unmet), Truth::Unknown);
        assert_eq!(Truth::Unknown.negated(), Truth::Unknown);
    }

    #[test]
    fn a_cent_decides() {
        let limit = Range::just(979_600);
        assert_eq!(Range::just(979_600).is_at_most(limit), Truth::Met);
        assert_eq!(Range::just(979_601).is_at_most(limit), Truth::Unmet);
        assert_eq!(Range::just(979_600).is_less_than(limit), Truth::Unmet);
        assert_eq!(Range::just(979_599).is_less_than(limit), Truth::Met);
        assert_eq!(Range::ANY.is_at_most(limit), Truth::Unknown);
        assert_eq!(Range::between(979_601, 2_000_000).is_at_most(limit), Truth::Unmet);
    }

    #[test]
    fn ranges_hold_what_their_numbers_give() {
        let (income, scale) = (Range::between(0, 650_000), Range::between(100, 130));
        assert_eq!(income.times(scale), Range::between(0, 845_000));
        assert_eq!(Range::ANY.minus(income), Range::ANY);
        assert_eq!(income.minus(Range::ANY), Range::between(0, 650_000));
        assert_eq!(Range::ANY.at_most(income).high(), Some(650_000));
        assert_eq!(Range::ANY.plus(income).high(), None);
        assert_eq!(
            Range::just(1_010_000).divided_by(Range::just(1200)).exact(),
            Some(84_167)
        );
    }
}
