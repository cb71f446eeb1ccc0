//! `poli.toml`, `motives.toml` and the urgent numbers: rows in all languages, made into a catalogue in one.
//! Never here: whether a row makes sense (`check/data.rs`).

use std::collections::BTreeMap;

use domain::Catalogue;
use domain::agenda::Terms;
use domain::catalogue::{Area, Hours, Motive, Neighbourhood, Polo, UrgentNumber};
use jiff::civil::Date;
use serde::Deserialize;

use crate::flows::Flows;
use crate::rates::Rates;
use crate::settings::Settings;
use crate::source::{self, Keys};

/// The same words by language.
pub(crate) type Words = BTreeMap<String, String>;
/// The same lines by language.
pub(crate) type Lines = BTreeMap<String, Vec<String>>;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PoliFile {
    pub(crate) polo: Vec<PoloRow>,
    pub(crate) area: Vec<AreaRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MotivesFile {
    pub(crate) motive: Vec<MotiveRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PoloRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) postal_code: String,
    pub(crate) locality: String,
    pub(crate) neighbourhoods: Vec<Neighbourhood>,
    pub(crate) phone: String,
    pub(crate) email: String,
    pub(crate) areas: Vec<String>,
    pub(crate) hours: Vec<Hours>,
    pub(crate) since: String,
    pub(crate) residents: u32,
    pub(crate) source: String,
    #[serde(deserialize_with = "source::date")]
    pub(crate) source_date: Date,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaRow {
    pub(crate) id: String,
    pub(crate) name: Words,
    pub(crate) lead: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MotiveRow {
    pub(crate) id: String,
    pub(crate) area: String,
    pub(crate) label: Words,
    pub(crate) hint: Words,
    pub(crate) urgent: bool,
    #[serde(default)]
    pub(crate) terms: Option<Terms>,
    #[serde(default)]
    pub(crate) papers: Lines,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UrgentRow {
    pub(crate) number: String,
    pub(crate) label: Words,
    pub(crate) when: Words,
}

/// The rows as they were written, and where: kept for the checks.
#[derive(Clone, Debug)]
pub(crate) struct Data {
    pub(crate) rates: Rates,
    pub(crate) flows: Flows,
    pub(crate) settings_keys: Keys,
    pub(crate) poli: Vec<PoloRow>,
    pub(crate) areas: Vec<AreaRow>,
    pub(crate) poli_keys: Keys,
    pub(crate) motives: Vec<MotiveRow>,
    pub(crate) motives_keys: Keys,
}

impl Data {
    /// What a form needs to know, in one language; words that lack there stand in the default one.
    pub(crate) fn catalogue(&self, settings: &Settings, lang: &str) -> Catalogue {
        let say = |words: &Words| said(words, lang, settings);
        Catalogue {
            poli: self.poli.iter().map(PoloRow::to_polo).collect(),
            areas: (self.areas.iter())
                .map(|row| Area {
                    id: row.id.clone(),
                    name: say(&row.name),
                    lead: say(&row.lead),
                })
                .collect(),
            motives: (self.motives.iter())
                .map(|row| Motive {
                    id: row.id.clone(),
                    area: row.area.clone(),
                    label: say(&row.label),
                    hint: say(&row.hint),
                    urgent: row.urgent,
                    terms: row.terms.clone(),
                    papers: said(&row.papers, lang, settings),
                })
                .collect(),
            urgent: (settings.urgent.iter())
                .map(|row| UrgentNumber {
                    number: row.number.clone(),
                    label: say(&row.label),
                    when: say(&row.when),
                })
                .collect(),
        }
    }
}

/// What is said in a language, or in the default one.
fn said<T: Clone + Default>(by_language: &BTreeMap<String, T>, lang: &str, settings: &Settings) -> T {
    by_language
        .get(lang)
        .or_else(|| by_language.get(settings.default_language()))
        .cloned()
        .unwrap_or_default()
}

impl PoloRow {
    fn to_polo(&self) -> Polo {
        let row = self.clone();
        Polo {
            id: row.id,
            name: row.name,
            address: row.address,
            postal_code: row.postal_code,
            locality: row.locality,
            neighbourhoods: row.neighbourhoods,
            phone: row.phone,
            email: row.email,
            areas: row.areas,
            hours: row.hours,
            since: row.since,
            residents: row.residents,
            source: row.source,
            source_date: row.source_date.to_string(),
            // Where its page is, the pages know.
            page: String::new(),
        }
    }
}
