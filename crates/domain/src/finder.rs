//! Whose Polo is it? A street and a number, as people write them, against the streets that the instance lists.
//! Never here: the list itself (`content/streets.csv`), words for the screen. A wrong answer is worse than none: what
//! was asked must be understood to its last word, and what fits two streets is asked back.

mod asked;
mod fit;
mod number;
mod sent;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Catalogue;
use asked::{House, Kind};
use fit::{Fit, Name};
pub use number::{HouseNumber, InvalidHouseNumber, Side};

/// Nobody's address is longer, in bytes.
const LONGEST: usize = 300;
/// How many streets are offered to choose from.
const MOST: usize = 8;

/// The streets of an instance. The phone fetches them as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "sent::Sent", into = "sent::Sent")]
pub struct Streets {
    /// The Comune, which people write after the street.
    comune: String,
    /// Ids; stretches name them by their place here.
    neighbourhoods: Vec<String>,
    all: Vec<Street>,
}

/// A name and its stretches.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Street {
    name: String,
    stretches: Vec<Stretch>,
}

/// The numbers of a street that lie in one neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    /// As [`HouseNumber`] counts them; 0 where the stretch is open.
    from: u32,
    to: u32,
    side: Side,
    neighbourhood: u8,
}

/// A stretch of a street, as it was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As it will be shown, for example `via Verona`.
    pub street: String,
    /// The first number; none where the stretch begins with the street.
    pub from: Option<HouseNumber>,
    /// The last number, with all its letters unless it has one; none where the stretch ends with the street.
    pub to: Option<HouseNumber>,
    /// Whether only one side of the street is meant.
    pub side: Side,
    /// Where it lies, by id.
    pub neighbourhood: String,
}

/// What there is to say to somebody who asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// This Polo.
    Found {
        /// The street that was understood: whoever asked should see it.
        street: String,
        /// By id.
        polo: String,
        /// By id; none where the number, which was not given, would decide between neighbourhoods of this same Polo.
        neighbourhood: Option<String>,
    },
    /// The street lies in the neighbourhoods of several Poli, and the number was not given or not understood.
    NumberNeeded {
        /// The street that was understood.
        street: String,
    },
    /// More than one street fits; or some may be meant, not as they were asked: `viale Fratti` for `via Fratti`. Of
    /// these there may be one alone.
    Several {
        /// At most eight, best first. The number that was given follows the name, so that each can be asked as it
        /// stands: `piazza Garibaldi 12`.
        streets: Vec<String>,
    },
    /// No street fits, or the number lies outside every stretch: offer the contact centre.
    Unknown,
}

/// A street that fits, and what was asked of it.
#[derive(Clone, Copy)]
struct Match<'a> {
    fit: Fit,
    street: &'a Street,
    house: House,
    within: Option<u8>,
    /// A kind of street was given.
    of_kind: bool,
}

impl Streets {
    /// The streets of a Comune, from the stretches of each, in any order.
    ///
    /// Names that differ only in how they are written are one street, under the first of them. Neighbourhoods after
    /// the 256th are left out: no Comune has as many.
    pub fn new(comune: &str, rows: &[Row]) -> Self {
        let mut streets = Self {
            comune: comune.to_owned(),
            ..Self::default()
        };
        let mut places = BTreeMap::new();
        for row in rows {
            let Some(neighbourhood) = streets.place(&row.neighbourhood) else {
                continue;
            };
            let place = *places.entry(key(&row.street)).or_insert_with(|| {
                streets.all.push(Street {
                    name: row.street.clone(),
                    stretches: Vec::new(),
                });
                streets.all.len() - 1
            });
            let stretch = Stretch {
                from: row.from.map_or(0, HouseNumber::first),
                to: row.to.map_or(0, HouseNumber::last),
                side: row.side,
                neighbourhood,
            };
            if let Some(street) = streets.all.get_mut(place) {
                street.stretches.push(stretch);
            }
        }
        streets
    }

    /// Where a neighbourhood stands in the list, to which it is added if it is new.
    fn place(&mut self, id: &str) -> Option<u8> {
        let place = self.neighbourhoods.iter().position(|known| known == id);
        let place = place.unwrap_or_else(|| {
            self.neighbourhoods.push(id.to_owned());
            self.neighbourhoods.len() - 1
        });
        u8::try_from(place).ok()
    }

    /// Whether the instance lists no street.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many streets there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The Polo of an address as people write it: with or without kind of street, first name, accents; abbreviated,
    /// with the number before or after, with one typing error. What is better written wins; two that are as good are
    /// [`Answer::Several`].
    pub fn find(&self, asked: &str, catalogue: &Catalogue) -> Answer {
        let mut matches = if asked.len() > LONGEST {
            Vec::new()
        } else {
            self.matches(asked)
        };
        let certain = matches.first().copied().filter(|best| !best.fit.doubt);
        let Some(best) = certain else {
            matches.retain(|found| found.fit.tier < fit::TYPO);
            return several(&matches);
        };
        // With a typing error all are equally near. A street of the same name that is only of another kind may be meant
        // too, unless this one is as well written.
        let loose = best.of_kind && best.fit.tier >= fit::LOOSE;
        matches.retain(|found| {
            let Fit { doubt, tier } = found.fit;
            if doubt {
                loose && tier < fit::LOOSE
            } else {
                tier == best.fit.tier || best.fit.tier >= fit::TYPO
            }
        });
        if matches.len() > 1 {
            return several(&matches);
        }
        self.answer(best, catalogue)
    }

    /// Each street that fits, once, as well as it fits.
    fn matches(&self, asked: &str) -> Vec<Match<'_>> {
        let readings = asked::readings(asked, &self.comune, &self.neighbourhoods);
        let mut matches: Vec<Match<'_>> = Vec::new();
        for street in &self.all {
            let name = Name::new(&street.name);
            let all = readings.iter().filter_map(|reading| {
                Some(Match {
                    fit: fit::fit(reading, &name)?,
                    street,
                    house: reading.house,
                    within: reading.within,
                    of_kind: matches!(reading.kind, Kind::Given(_) | Kind::Mistyped(_)),
                })
            });
            if let Some(found) = all.min_by_key(|found| found.fit) {
                // Best first; those that are as good, as they are listed.
                let place = matches.partition_point(|other| other.fit <= found.fit);
                matches.insert(place, found);
            }
        }
        matches
    }

    fn answer(&self, found: Match<'_>, catalogue: &Catalogue) -> Answer {
        let street = found.street.name.clone();
        let mut neighbourhoods: Vec<u8> = Vec::new();
        let mut doors: Vec<&str> = Vec::new();
        for stretch in &found.street.stretches {
            if let House::At(number) = found.house
                && !number.lies_in(stretch)
            {
                continue;
            }
            let id = self.neighbourhood(stretch.neighbourhood);
            // A neighbourhood without a Polo: the list and the catalogue are not of the same instance.
            let Some((polo, _)) = catalogue.neighbourhood(id) else {
                return Answer::Unknown;
            };
            if !neighbourhoods.contains(&stretch.neighbourhood) {
                neighbourhoods.push(stretch.neighbourhood);
            }
            if !doors.contains(&polo.id.as_str()) {
                doors.push(&polo.id);
            }
        }
        // Written after the address, a neighbourhood is no proof of where it lies; but it must not be another one.
        if found.within.is_some_and(|place| !neighbourhoods.contains(&place)) {
            return Answer::Unknown;
        }
        match doors.as_slice() {
            [] => Answer::Unknown,
            [polo] => Answer::Found {
                street,
                polo: (*polo).to_owned(),
                neighbourhood: match neighbourhoods.as_slice() {
                    [one] => Some(self.neighbourhood(*one).to_owned()),
                    _ => None,
                },
            },
            _ => Answer::NumberNeeded { street },
        }
    }

    fn neighbourhood(&self, place: u8) -> &str {
        self.neighbourhoods
            .get(usize::from(place))
            .map_or("", String::as_str)
    }
}

/// Asks back; with nothing to ask, nothing is known.
fn several(matches: &[Match<'_>]) -> Answer {
    if matches.is_empty() {
        return Answer::Unknown;
    }
    let streets = matches.iter().take(MOST).map(|found| match found.house {
        House::At(number) => format!("{} {number}", found.street.name),
        House::Missing | House::Unclear => found.street.name.clone(),
    });
    Answer::Several {
        streets: streets.collect(),
    }
}

/// What is the same for two ways to write the same street: `V.le S. Rocco`, `viale San Rocco`.
pub fn key(street: &str) -> String {
    Name::new(street).key()
}

impl Row {
    /// Whether there is a number that both rows speak of, on a street that is the same.
    pub fn overlaps(&self, other: &Self) -> bool {
        let bounds = |row: &Self| {
            (
                row.from.map_or(number::BEGINNING, HouseNumber::first),
                row.to.map_or(u32::MAX, HouseNumber::last),
            )
        };
        let ((from, to), (other_from, other_to)) = (bounds(self), bounds(other));
        key(&self.street) == key(&other.street)
            && number::share((from.max(other_from), to.min(other_to)), self.side, other.side)
    }
}

#[cfg(test)]
mod tests;
