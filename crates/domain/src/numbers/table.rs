//! What is published, grouped as it is asked for. Everything here is worked out from what blocks keep ([`Kept`]). Never here: a
//! hidden count.

use super::hide::{Bounds, Figure, Kept};
use super::waits::{self, Days, Known, Waited};
use super::{Block, Book, Cell, Measure, Month, Sum, Wait};
use std::collections::BTreeMap;

crate::words! {
    /// By what numbers are grouped.
    Dimension {
        /// By Polo.
        Polo = "polo",
        /// By area, which is that of the motive.
        Area = "area",
        /// By motive.
        Motive = "motive",
        /// By month.
        Month = "month",
    }
}

/// What may be known of a [`Book`].
#[derive(Clone, Debug)]
pub struct Published<'a> {
    blocks: BTreeMap<&'a Block, Kept<'a>>,
    waits: &'a BTreeMap<(Cell, Wait), Days>,
}

/// Numbers, grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// A row for each group in which something was counted, in the order of ids and months.
    pub rows: Vec<Row>,
    /// All of it together.
    pub total: Row,
}

/// A group and its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The Polo, by id; `None` where it is not grouped by Polo.
    pub polo: Option<String>,
    /// The area, by id.
    pub area: Option<String>,
    /// The motive, by id.
    pub motive: Option<String>,
    /// The month.
    pub month: Option<Month>,
    counts: Counts,
    /// How long people waited, one for each [`Wait`].
    pub waits: Vec<Waited>,
}

type Counts = BTreeMap<Measure, Bounds>;

impl Row {
    /// So many of them.
    pub fn measure(&self, measure: Measure) -> Figure {
        self.counts.get(&measure).copied().unwrap_or_default().figure()
    }

    /// All measures of that sum together.
    pub fn sum(&self, sum: Sum) -> Figure {
        sum_of(&self.counts, sum).figure()
    }
}

fn sum_of(counts: &Counts, sum: Sum) -> Bounds {
    let mut bounds = Bounds::default();
    for (_, own) in counts.iter().filter(|(measure, _)| measure.sum() == sum) {
        bounds.add(*own);
    }
    bounds
}

type Key = (Option<String>, Option<String>, Option<String>, Option<Month>);

#[derive(Default)]
struct Group {
    counts: Counts,
    waits: BTreeMap<Wait, Days>,
}

impl<'a> Published<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        let kept = |(block, counts): (&'a Block, &'a BTreeMap<String, u64>)| (block, Kept::of(counts));
        Self {
            blocks: book.counts.iter().map(kept).collect(),
            waits: &book.waits,
        }
    }

    /// Groups what lies within some Poli and areas, by these dimensions. `area` says to which area a motive belongs.
    pub fn table<'b>(
        &self,
        by: &[Dimension],
        area: impl Fn(&str) -> &'b str,
        within: impl Fn(&str, &str) -> bool,
    ) -> Table {
        let key = |month: Month, polo: &str, motive: &str| -> Option<Key> {
            let area = area(motive);
            let of = |dimension, id: &str| by.contains(&dimension).then(|| id.to_owned());
            within(polo, area).then(|| {
                (
                    of(Dimension::Polo, polo),
                    of(Dimension::Area, area),
                    of(Dimension::Motive, motive),
                    by.contains(&Dimension::Month).then_some(month),
                )
            })
        };
        let all = |month: Month, polo: &str, motive: &str| key(month, polo, motive).map(|_| Key::default());
        let rows = self.groups(&key).into_iter();
        let total = self.groups(&all).into_iter().next();
        Table {
            rows: rows.map(|(key, group)| row(key, group)).collect(),
            total: row(Key::default(), total.map(|(_, group)| group).unwrap_or_default()),
        }
    }

    fn groups(&self, key: &impl Fn(Month, &str, &str) -> Option<Key>) -> BTreeMap<Key, Group> {
        let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
        for (block, kept) in &self.blocks {
            let key = |motive: &str| key(block.month, &block.polo, motive);
            let mut add = |key: Key, bounds: Bounds| {
                let counts = &mut groups.entry(key).or_default().counts;
                counts.entry(block.measure).or_default().add(bounds);
            };
            for (motive, &count) in &kept.shown {
                if let Some(key) = key(motive) {
                    add(key, Bounds::exactly(count));
                }
            }
            let mut hidden: BTreeMap<Key, u64> = BTreeMap::new();
            for key in kept.hidden.iter().filter_map(|motive| key(motive)) {
                *hidden.entry(key).or_default() += 1;
            }
            for (key, many) in hidden {
                add(key, kept.part(many));
            }
        }
        for ((cell, wait), days) in self.waits {
            if let Some(key) = key(cell.month, &cell.polo, &cell.motive) {
                let waits = &mut groups.entry(key).or_default().waits;
                waits.entry(*wait).or_default().merge(days);
            }
        }
        groups
    }
}

fn row((polo, area, motive, month): Key, group: Group) -> Row {
    let of = |measure| group.counts.get(&measure).copied().unwrap_or_default();
    let known = Known {
        in_time: of(Measure::InTime),
        late: of(Measure::Late),
        requests: sum_of(&group.counts, Sum::Requests),
    };
    let none = Days::default();
    let waited = |wait: &Wait| {
        let days = group.waits.get(wait).unwrap_or(&none);
        waits::waited(*wait, days, &known)
    };
    Row {
        polo,
        area,
        motive,
        month,
        waits: Wait::ALL.iter().map(waited).collect(),
        counts: group.counts,
    }
}
