//! How long people wait: days counted, and the two figures that are shown of them. Never here: whose wait it was.

use super::Wait;
use super::hide::{Bounds, SMALLEST};
use std::collections::BTreeMap;

/// How many waited how many working days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days(BTreeMap<u32, u64>);

impl Days {
    pub(super) fn add(&mut self, days: u32, many: u64) {
        if many > 0 {
            *self.0.entry(days).or_default() += many;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (&days, &many) in &other.0 {
            self.add(days, many);
        }
    }

    fn many(&self) -> u64 {
        self.0.values().sum()
    }

    /// So many in a hundred waited no longer than this.
    fn within(&self, percent: u64) -> Option<u32> {
        let rank = rank(percent, self.many());
        let mut passed = 0;
        let reached = self.0.iter().find(|(_, many)| {
            passed += **many;
            passed >= rank
        });
        reached.map(|(days, _)| *days)
    }
}

/// The place, from 1, of whoever waited longer than so many in a hundred of that many.
fn rank(percent: u64, many: u64) -> u64 {
    (percent * many).div_ceil(100)
}

/// How long people waited for something, in working days; absent where too few did, or where it would tell of a hidden count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waited {
    /// For what.
    pub wait: Wait,
    /// Half waited no longer.
    pub median: Option<u32>,
    /// Nine in ten waited no longer.
    pub nine_in_ten: Option<u32>,
}

/// What is known of the counts of those who waited.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) in_time: Bounds,
    pub(super) late: Bounds,
    pub(super) requests: Bounds,
}

impl Known {
    /// Whether so many in a hundred were answered in time, and whether that is so whatever the hidden counts are: a
    /// wait that falls on one side of the promise would otherwise tell on which side of a limit they lie.
    fn is_settled(&self, percent: u64) -> bool {
        let (in_time, late) = (self.in_time, self.late);
        let surely_in_time = rank(percent, in_time.least + late.most) <= in_time.least;
        let surely_late = rank(percent, in_time.most + late.least) > in_time.most;
        surely_in_time || surely_late
    }

    /// Where the promise is known to the last one, a wait tells nothing new of it.
    fn is_exact(&self) -> bool {
        self.in_time.is_exact() && self.late.is_exact()
    }
}

pub(super) fn waited(wait: Wait, days: &Days, known: &Known) -> Waited {
    let enough = match wait {
        Wait::Answer => known.in_time.least + known.late.least >= SMALLEST,
        Wait::Taken => known.is_exact() && known.requests.least >= SMALLEST && days.many() >= SMALLEST,
        Wait::Appointment => known.requests.least >= SMALLEST && days.many() >= SMALLEST,
    };
    let shown = |percent| {
        let settled = wait != Wait::Answer || known.is_settled(percent);
        (enough && settled).then(|| days.within(percent))?
    };
    Waited {
        wait,
        median: shown(50),
        nine_in_ten: shown(90),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(waits: &[u32]) -> Days {
        let mut days = Days::default();
        for wait in waits {
            days.add(*wait, 1);
        }
        days
    }

    #[test]
    fn the_median_and_nine_in_ten_are_those_of_a_row_of_people() {
        let ten = days(&[1, 1, 2, 2, 3, 4, 5, 6, 9, 20]);
        assert_eq!((ten.within(50), ten.within(90)), (Some(3), Some(9)));
        assert_eq!(days(&[4]).within(90), Some(4));
        assert_eq!(days(&[]).within(50), None);
    }

    #[test]
    fn of_too_few_no_wait_is_shown_and_none_that_would_tell_how_many_were_late() {
        let known = |in_time, (least, most)| {
            let mut late = Bounds::exactly(0);
            (late.least, late.most) = (least, most);
            Known {
                in_time: Bounds::exactly(in_time),
                late,
                requests: Bounds::exactly(in_time),
            }
        };
        let shown = |days: &Days, known: &Known| {
            let waited = waited(Wait::Answer, days, known);
            (waited.median, waited.nine_in_ten)
        };
        let eleven = days(&[1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 7]);
        assert_eq!(shown(&eleven, &known(10, (1, 1))), (Some(3), Some(5)));
        // One late or two: nine in ten would tell.
        assert_eq!(shown(&eleven, &known(10, (1, 4))), (Some(3), None));
        assert_eq!(shown(&days(&[1, 1, 2, 3]), &known(4, (0, 0))), (None, None));
    }
}
