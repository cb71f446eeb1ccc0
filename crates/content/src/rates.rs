//! `rates/*.toml`: the figures of laws and circulars, each with its source and the days between which it holds.
//! Never here: formulas, or where a page shows a figure (`markdown.rs`).

use std::collections::BTreeMap;

use domain::amount::Amount;
use jiff::civil::Date;
use serde::Deserialize;

use crate::data::Words;
use crate::source::{self, Keys};
use crate::{Page, Site};

/// The rates of an instance, by file and name: `adi.isee_max`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rates {
    pub(crate) files: BTreeMap<String, RateFile>,
}

/// A file of `rates/`.
#[derive(Clone, Debug)]
pub(crate) struct RateFile {
    pub(crate) rates: BTreeMap<String, Rate>,
    pub(crate) keys: Keys,
}

/// A figure through the years.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rate {
    /// What it is, by language.
    pub(crate) label: Words,
    pub(crate) unit: Unit,
    /// What it belongs to ends with its last figure: no newer one is to be looked for.
    #[serde(default)]
    pub(crate) ends: bool,
    /// The next figure is not known yet; pages name the year of the one that they show.
    #[serde(default)]
    pub(crate) awaited: bool,
    pub(crate) value: Vec<RateValue>,
}

/// A figure, and when and why it holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateValue {
    /// Digits, with a point before the decimals.
    pub(crate) amount: String,
    #[serde(deserialize_with = "source::date")]
    pub(crate) valid_from: Date,
    /// The last day on which somebody vouches for it.
    #[serde(deserialize_with = "source::date")]
    pub(crate) valid_until: Date,
    /// The law or circular; an address may follow.
    pub(crate) source: String,
    pub(crate) confidence: Confidence,
}

/// How sure the source is. Whatever is not high is shown with the advice to ask at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Confidence {
    High,
    Medium,
    Low,
    Verify,
    Conflict,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Euro,
    EuroDay,
    EuroMonth,
    EuroYear,
    Percent,
    Years,
    Months,
    Days,
    Hours,
    HoursWeek,
    Cc,
    Factor,
    Number,
}

/// Why a page cannot show a figure.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoRate {
    /// No rate has that name.
    Unknown,
    /// None of its figures holds on that day, or in that year.
    NotThen,
}

impl Rates {
    /// The rate of that name, `file.key`.
    pub(crate) fn rate(&self, name: &str) -> Option<&Rate> {
        let (file, key) = name.split_once('.')?;
        self.files.get(file)?.rates.get(key)
    }

    /// The figure that holds on a day or, where a year is asked for, the last one of that year.
    pub(crate) fn value(
        &self,
        name: &str,
        on: Date,
        year: Option<i16>,
    ) -> Result<(&Rate, &RateValue), NoRate> {
        let rate = self.rate(name).ok_or(NoRate::Unknown)?;
        let holds = |value: &&RateValue| match year {
            Some(year) => value.valid_from.year() <= year && year <= value.valid_until.year(),
            None => value.valid_from <= on && on <= value.valid_until,
        };
        let value = rate.value.iter().rfind(holds).ok_or(NoRate::NotThen)?;
        Ok((rate, value))
    }

    /// Every rate with its name, its file's keys and its own place in them.
    pub(crate) fn all(&self) -> impl Iterator<Item = (String, &Rate, &Keys, &str)> {
        self.files.iter().flat_map(|(file, content)| {
            let of = move |(key, rate)| (format!("{file}.{key}"), rate, &content.keys, String::as_str(key));
            content.rates.iter().map(of)
        })
    }

    /// The rate that has this very figure with this very word beside it, in whatever year.
    pub(crate) fn written_like(&self, figure: &str, lang: &str) -> Option<String> {
        let same = |rate: &Rate| {
            rate.unit.is_told_by_its_word()
                && rate
                    .value
                    .iter()
                    .any(|value| value.written(rate.unit, lang) == figure)
        };
        self.all()
            .find(|(_, rate, _, _)| same(rate))
            .map(|(name, ..)| name)
    }
}

impl RateValue {
    /// With its unit, as people of that language write it: «10.140 euro».
    pub(crate) fn written(&self, unit: Unit, lang: &str) -> String {
        let Ok(amount) = self.amount.parse::<Amount>() else {
            return self.amount.clone();
        };
        let number = amount.written(lang, unit.is_money());
        let one = self.amount == "1";
        match (unit, lang) {
            (Unit::Euro | Unit::EuroDay | Unit::EuroMonth | Unit::EuroYear, "it") => format!("{number} euro"),
            (Unit::Euro | Unit::EuroDay | Unit::EuroMonth | Unit::EuroYear, _) => format!("€{number}"),
            (Unit::Percent, _) => format!("{number}%"),
            (Unit::Cc, _) => format!("{number} cc"),
            (Unit::Factor | Unit::Number, _) => number,
            (Unit::Years, "it") => format!("{number} {}", if one { "anno" } else { "anni" }),
            (Unit::Months, "it") => format!("{number} {}", if one { "mese" } else { "mesi" }),
            (Unit::Days, "it") => format!("{number} {}", if one { "giorno" } else { "giorni" }),
            (Unit::Hours | Unit::HoursWeek, "it") => format!("{number} {}", if one { "ora" } else { "ore" }),
            (Unit::Years, _) => format!("{number} {}", if one { "year" } else { "years" }),
            (Unit::Months, _) => format!("{number} {}", if one { "month" } else { "months" }),
            (Unit::Days, _) => format!("{number} {}", if one { "day" } else { "days" }),
            (Unit::Hours | Unit::HoursWeek, _) => format!("{number} {}", if one { "hour" } else { "hours" }),
        }
    }
}

impl Unit {
    pub(crate) fn is_money(self) -> bool {
        matches!(
            self,
            Self::Euro | Self::EuroDay | Self::EuroMonth | Self::EuroYear
        )
    }

    /// «18 mesi» can only be looked for because of «mesi»; a bare number stands in too many places.
    fn is_told_by_its_word(self) -> bool {
        !matches!(self, Self::Factor | Self::Number)
    }
}

/// A figure that a page shows, for the table at its foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name in the files, `adi.isee_max`.
    pub name: String,
    /// What it is, in the page's language.
    pub label: String,
    /// With its unit.
    pub written: String,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The last day on which somebody vouches for it.
    pub valid_until: Date,
    /// The law or circular.
    pub source: String,
    /// Whether the source is not sure enough, so that the desk should be asked.
    pub to_verify: bool,
}

/// A figure that will not hold for ever, for `polo check --until`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiring {
    /// The last day on which somebody vouches for it.
    pub valid_until: Date,
    /// Its name in the files.
    pub name: String,
    /// What it is, in the default language.
    pub label: String,
    /// With its unit.
    pub written: String,
    /// Where it stands, `content/rates/adi.toml:12`.
    pub place: String,
    /// Whether nothing will follow it.
    pub ends: bool,
    /// The pages that show it, by address.
    pub pages: Vec<String>,
}

/// The figures whose last day is no later than `until`, soonest first.
pub(crate) fn expiring(site: &Site, until: Date) -> Vec<Expiring> {
    let lang = site.settings.default_language();
    let mut all: Vec<Expiring> = (site.data.rates.all())
        .filter_map(|(name, rate, keys, key)| {
            let last = rate.value.last().filter(|last| last.valid_until <= until)?;
            let place = keys.at(&format!("{key}.value.{}.valid_until", rate.value.len() - 1), "");
            let shows = |page: &&Page| page.figures.iter().any(|figure| figure.name == name);
            Some(Expiring {
                valid_until: last.valid_until,
                label: rate.label.get(lang).cloned().unwrap_or_default(),
                written: last.written(rate.unit, lang),
                place: format!("{}:{}", place.file, place.line.unwrap_or(1)),
                ends: rate.ends,
                pages: site
                    .pages
                    .iter()
                    .filter(shows)
                    .map(|page| page.path.clone())
                    .collect(),
                name,
            })
        })
        .collect();
    all.sort_by(|a, b| (a.valid_until, &a.name).cmp(&(b.valid_until, &b.name)));
    all
}

/// What a page shows in place of `{{name}}` or `{{name@year}}`.
pub(crate) struct Place<'a> {
    /// What stands before it.
    pub(crate) before: &'a str,
    pub(crate) name: &'a str,
    pub(crate) year: Option<i16>,
    /// What stands after it.
    pub(crate) after: &'a str,
}

/// The first `{{name}}` of a text.
pub(crate) fn place(text: &str) -> Option<Place<'_>> {
    let (before, rest) = text.split_once("{{")?;
    let (inside, after) = rest.split_once("}}")?;
    let (name, year) = match inside.trim().split_once('@') {
        // A year that is none names no figure, which the page is then told.
        Some((name, year)) => (name.trim(), Some(year.trim().parse().unwrap_or(0))),
        None => (inside.trim(), None),
    };
    Some(Place {
        before,
        name,
        year,
        after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_figures_are_found() {
        let found = place("fino a {{adi.isee_max@2024}} euro").expect("a place");
        assert_eq!(
            (found.before, found.name, found.year, found.after),
            ("fino a ", "adi.isee_max", Some(2024), " euro")
        );
        assert_eq!(
            place("{{ puc.hours_min }}").expect("a place").name,
            "puc.hours_min"
        );
        assert!(place("{uno} {{due").is_none());
    }
}
