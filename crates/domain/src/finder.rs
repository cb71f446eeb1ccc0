//! Whose Polo is it? A street and a number, as people write them, against the streets that the instance lists.
//! Never here: the list itself (`content/streets.csv`), words for the screen. A wrong answer is worse than none: what
//! was asked must be understood to its last word, and what fits two streets is asked back.

mod asked;
mod fit;
mod number;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Catalogue;
use asked::{House, Kind};
use fit::Name;
pub use number::{HouseNumber, InvalidHouseNumber, Side};

/// Nobody's address is longer, in bytes.
const LONGEST: usize = 300;
/// How many streets are offered to choose from.
const MOST: usize = 8;

/// The streets of an instance. The phone fetches them as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streets {
    /// The Comune, which people write after the street.
    comune: String,
    /// Ids; stretches name them by their place here.
    neighbourhoods: Vec<String>,
    all: Vec<Street>,
}

/// A name and its stretches. Without names of fields: there are thousands of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Street(String, Vec<Stretch>);

/// First and last number as [`HouseNumber`] counts them, 0 where the stretch is open; side; neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stretch(u32, u32, Side, u8);

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
    /// More than one street fits.
    Several {
        /// At most eight, best first. The number that was given follows the name, so that each can be asked as it
        /// stands: `piazza Garibaldi 12`.
        streets: Vec<String>,
    },
    /// No street fits, or the number lies outside every stretch: offer the contact centre.
    Unknown,
}

/// A street that fits, how well (0 is best), and the number that was asked.
#[derive(Clone, Copy)]
struct Match<'a> {
    tier: u8,
    place: usize,
    street: &'a Street,
    house: House,
    /// The kind is another one: `piazza` for `via`. Alone it is no answer.
    rival: bool,
    /// The kind of street was given, and this one has it.
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
            let Some(neighbourhood) = streets.neighbourhood(&row.neighbourhood) else {
                continue;
            };
            let place = *places.entry(key(&row.street)).or_insert_with(|| {
                streets.all.push(Street(row.street.clone(), Vec::new()));
                streets.all.len() - 1
            });
            let stretch = Stretch(
                row.from.map_or(0, HouseNumber::first),
                row.to.map_or(0, HouseNumber::last),
                row.side,
                neighbourhood,
            );
            if let Some(street) = streets.all.get_mut(place) {
                street.1.push(stretch);
            }
        }
        streets
    }

    fn neighbourhood(&mut self, id: &str) -> Option<u8> {
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
        let fits = |found: &&Match<'_>| !found.rival && found.tier < fit::HALF;
        let Some(best) = matches
            .iter()
            .filter(fits)
            .min_by_key(|found| (found.tier, found.place))
            .copied()
        else {
            // Without «Est» or «Ovest» a street is none; but of two such streets one can ask which.
            matches.retain(|found| !found.rival);
            return if matches.len() > 1 {
                several(matches)
            } else {
                Answer::Unknown
            };
        };
        // A street of the same name that is only of another kind may be meant, unless this one is as well written.
        let rivals = best.of_kind && best.tier >= fit::LOOSE;
        matches.retain(|found| {
            if found.rival {
                rivals && found.tier < fit::LOOSE
            } else {
                found.tier == best.tier
            }
        });
        if matches.len() > 1 {
            return several(matches);
        }
        self.answer(best, catalogue)
    }

    /// Each street that fits, once, as well as it fits.
    fn matches(&self, asked: &str) -> Vec<Match<'_>> {
        let readings = asked::readings(asked, &words::words(&self.comune));
        let mut matches = Vec::new();
        for (place, street) in self.all.iter().enumerate() {
            let name = Name::new(&street.0);
            let all = readings.iter().filter_map(|reading| {
                let (tier, rival) = fit::fit(reading, &name)?;
                Some(Match {
                    tier,
                    place,
                    street,
                    house: reading.house,
                    rival,
                    of_kind: matches!(reading.kind, Kind::Given(_) | Kind::Mistyped(_)),
                })
            });
            matches.extend(all.min_by_key(|found| (found.rival, found.tier)));
        }
        matches
    }

    fn answer(&self, found: Match<'_>, catalogue: &Catalogue) -> Answer {
        let Street(street, stretches) = found.street;
        let street = street.clone();
        let number = match found.house {
            House::At(number) => Some(number),
            House::Missing | House::Unclear => None,
        };
        let here = stretches
            .iter()
            .filter(|stretch| number.is_none_or(|number| number.lies_in(stretch.0, stretch.1, stretch.2)));
        let neighbourhoods: BTreeSet<&str> = here
            .filter_map(|stretch| self.neighbourhoods.get(usize::from(stretch.3)))
            .map(String::as_str)
            .collect();
        let doors: Option<BTreeSet<&str>> = neighbourhoods
            .iter()
            .map(|id| catalogue.neighbourhood(id).map(|(polo, _)| polo.id.as_str()))
            .collect();
        // A neighbourhood without a Polo: the list and the catalogue are not of the same instance.
        let Some(doors) = doors else {
            return Answer::Unknown;
        };
        let mut doors = doors.into_iter();
        match (doors.next(), doors.next()) {
            (None, _) => Answer::Unknown,
            (Some(_), Some(_)) => Answer::NumberNeeded { street },
            (Some(polo), None) => Answer::Found {
                street,
                polo: polo.to_owned(),
                neighbourhood: match neighbourhoods.len() {
                    1 => neighbourhoods.first().map(|&id| id.to_owned()),
                    _ => None,
                },
            },
        }
    }
}

fn several(mut matches: Vec<Match<'_>>) -> Answer {
    matches.sort_by_key(|found| (found.rival, found.tier, found.place));
    let streets = matches.iter().take(MOST).map(|found| match found.house {
        House::At(number) => format!("{} {number}", found.street.0),
        House::Missing | House::Unclear => found.street.0.clone(),
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
