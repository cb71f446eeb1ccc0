//! What the instance offers, in one language: Poli, areas, motives. Filled from `content/`, sent to the phone as it is.

use crate::agenda::Terms;
use serde::{Deserialize, Serialize};

/// The door to social services of some neighbourhoods. What live pages do not show is not read on the phone, where each
/// field read costs bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polo {
    /// Stands in addresses and in the database, for example `pablo`.
    pub id: String,
    /// Without the word «Polo», for example `Pablo`.
    pub name: String,
    /// Street and number.
    pub address: String,
    /// Five digits, or empty where the source does not say.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub postal_code: String,
    /// The Comune.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub locality: String,
    /// The quartieri whose people this Polo serves.
    pub neighbourhoods: Vec<Neighbourhood>,
    /// As people read it, for example `0521 218300`.
    pub phone: String,
    /// May be empty.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub email: String,
    /// The areas of work present here, by id.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub areas: Vec<String>,
    /// When the door is open.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub hours: Vec<Hours>,
    /// Since when it is there, in words; may be empty.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub since: String,
    /// How many people live in its neighbourhoods; 0 where the source does not say.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub residents: u32,
    /// Where the facts come from.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub source: String,
    /// When they were read, `2026-11-22`.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub source_date: String,
    /// The address of its page in this language, or in the default one.
    #[serde(default)]
    pub page: String,
}

/// A quartiere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neighbourhood {
    /// For example `oltretorrente`.
    pub id: String,
    /// For example `Oltretorrente`.
    pub name: String,
}

/// An opening that returns every week, in civil time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// The days it holds for.
    pub days: Vec<Day>,
    /// `09:00`
    pub from: String,
    /// `12:00`
    pub to: String,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the days need no explanation")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// The theme of a team of social workers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// For example `non-autosufficienza`.
    pub id: String,
    /// In this language.
    pub name: String,
    /// One sentence, in this language.
    pub lead: String,
}

/// What a first contact is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motive {
    /// For example `casa`.
    pub id: String,
    /// The area that will answer, by id.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub area: String,
    /// In this language.
    pub label: String,
    /// One sentence in people's own words, in this language.
    pub hint: String,
    /// Whether the urgent numbers come before anything else.
    pub urgent: bool,
    /// On which terms it can be booked; without any, no slot is for it and the Polo answers by other ways.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub terms: Option<Terms>,
    /// Which papers help at the appointment, a short line each, in this language; often none.
    #[serde(default)]
    pub papers: Vec<String>,
}

/// A number to call at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentNumber {
    /// As dialled, for example `1522`.
    pub number: String,
    /// Who answers, in this language.
    pub label: String,
    /// When to call it, in this language.
    pub when: String,
}

/// All that a form needs to know to be asked, checked and answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// In the order shown.
    pub poli: Vec<Polo>,
    /// In the order shown.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    pub areas: Vec<Area>,
    /// In the order shown.
    pub motives: Vec<Motive>,
    /// In the order shown.
    pub urgent: Vec<UrgentNumber>,
}

impl Catalogue {
    /// The Polo of that id.
    pub fn polo(&self, id: &str) -> Option<&Polo> {
        self.poli.iter().find(|polo| polo.id == id)
    }

    /// The motive of that id.
    pub fn motive(&self, id: &str) -> Option<&Motive> {
        self.motives.iter().find(|motive| motive.id == id)
    }

    /// The area of that id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The Polo that serves the neighbourhood of that id, and the neighbourhood.
    pub fn neighbourhood(&self, id: &str) -> Option<(&Polo, &Neighbourhood)> {
        self.poli
            .iter()
            .find_map(|polo| polo.neighbourhoods.iter().find(|n| n.id == id).map(|n| (polo, n)))
    }
}
