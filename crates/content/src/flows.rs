//! `flows/`: the measures of the self-assessment with their criteria, worries, needs and resources, made into the rules
//! that `domain::assess` goes by. The format is told in `content/flows/README.md`.
//! Never here: whether pages, figures and words are there (`check/flows.rs`), what a household makes of the rules.

mod questions;
mod reading;

use std::collections::{BTreeMap, BTreeSet};

use domain::amount::Amount;
use domain::assess::{self, Day, Formula, Need, Number, Pays, Question, Resource, Rules, Spoken, Worry};
use jiff::civil::Date;
use serde::Deserialize;

use crate::Finding;
use crate::data::Words;
use crate::rates::{Confidence, Rates};
use crate::settings::Settings;
use crate::source::Keys;
pub(crate) use questions::QuestionsFile;
use reading::{Literal, Reading, When};

/// A list of lines by language.
type Lines = BTreeMap<String, Vec<String>>;

/// The files of `flows/` as they were written, and where: kept for the checks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flows {
    pub(crate) measures: Vec<MeasureFile>,
    pub(crate) needs: Option<(NeedsFile, Keys)>,
    pub(crate) worries: Option<(WorriesFile, Keys)>,
    pub(crate) resources: Option<(ResourcesFile, Keys)>,
    pub(crate) isee: Option<(IseeFile, Keys)>,
    pub(crate) questions: Option<(QuestionsFile, Keys)>,
    /// What they say together.
    pub(crate) rules: Rules,
}

/// A file of `flows/measures/`; its name is the measure's id.
#[derive(Clone, Debug)]
pub(crate) struct MeasureFile {
    pub(crate) id: String,
    pub(crate) row: MeasureRow,
    pub(crate) keys: Keys,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeasureRow {
    /// Its place in the list; a measure can only speak of those before it.
    pub(crate) order: i64,
    pub(crate) page: String,
    pub(crate) name: Words,
    pub(crate) apply: Words,
    pub(crate) papers: Lines,
    pub(crate) not_checked: Lines,
    /// The rate whose source and days stand for the whole.
    pub(crate) main: String,
    #[serde(default)]
    pub(crate) per_person: bool,
    received: Option<When>,
    dated_by: Option<String>,
    pub(crate) criterion: Vec<CriterionRow>,
    #[serde(default)]
    pub(crate) amount: Vec<AmountRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CriterionRow {
    pub(crate) id: String,
    when: When,
    pub(crate) words: Words,
    #[serde(default)]
    pub(crate) settles: Words,
    asks: Option<String>,
    #[serde(default)]
    otherwise: Otherwise,
    near: Option<Literal>,
}

/// What follows where a criterion is not met.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Otherwise {
    #[default]
    Unlikely,
    Unknown,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountRow {
    pays: Pays,
    rate: Option<String>,
    formula: Option<Formula>,
    cases: Option<Vec<CaseRow>>,
    #[serde(default)]
    pub(crate) settles: Words,
    asks: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseRow {
    /// Where it is missing, this case holds whenever no other does.
    when: Option<When>,
    rate: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedsFile {
    pub(crate) need: Vec<NeedRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedRow {
    pub(crate) id: String,
    pub(crate) label: Words,
    #[serde(default)]
    label_other: Words,
    pub(crate) services: Vec<String>,
    #[serde(default)]
    pub(crate) places: Vec<String>,
    pub(crate) areas: Vec<String>,
    pub(crate) motive: Option<String>,
    pub(crate) worry: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorriesFile {
    /// The number that comes first when the danger is now.
    pub(crate) danger_number: String,
    #[serde(default)]
    pub(crate) number: Vec<NumberRow>,
    pub(crate) worry: Vec<WorryRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberRow {
    pub(crate) number: String,
    pub(crate) label: Words,
    pub(crate) source: String,
    pub(crate) confidence: Confidence,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorryRow {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) label: Words,
    #[serde(default)]
    label_other: Words,
    #[serde(default)]
    pub(crate) first: Vec<String>,
    #[serde(default)]
    pub(crate) then: Vec<String>,
    pub(crate) page: Option<String>,
    #[serde(default)]
    pub(crate) services: Vec<String>,
    #[serde(default)]
    pub(crate) areas: Vec<String>,
    pub(crate) motive: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourcesFile {
    pub(crate) resource: Vec<ResourceRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceRow {
    pub(crate) id: String,
    pub(crate) label: Words,
    #[serde(default)]
    label_other: Words,
    pub(crate) pages: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IseeFile {
    /// The page that says how one is made.
    pub(crate) page: String,
    /// The capitals of metropolitan cities.
    metropolitan: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

/// Makes the rules of what was written. The findings are conditions that say nothing which could be asked of a household.
pub(crate) fn compile(flows: &mut Flows, rates: &Rates, settings: &Settings) -> Vec<Finding> {
    flows
        .measures
        .sort_by(|a, b| (a.row.order, &a.id).cmp(&(b.row.order, &b.id)));
    let mut findings = Vec::new();
    let mut rules = Rules {
        language: settings.default_language().to_owned(),
        ..Rules::default()
    };
    for file in &flows.measures {
        let mut reading = Reading {
            keys: &file.keys,
            rates,
            findings: &mut findings,
        };
        let measure = reading.measure(file);
        rules.measures.push(measure);
    }
    if let Some((file, _)) = &flows.needs {
        rules.needs = file.need.iter().map(NeedRow::to_need).collect();
    }
    if let Some((file, _)) = &flows.worries {
        rules.danger_number.clone_from(&file.danger_number);
        rules.worries = file.worry.iter().map(WorryRow::to_worry).collect();
        rules.numbers = numbers(file, settings);
    }
    if let Some((file, _)) = &flows.resources {
        let resource = |row: &ResourceRow| Resource {
            id: row.id.clone(),
            label: spoken(&row.label, &row.label_other),
            pages: row.pages.clone(),
        };
        rules.resources = file.resource.iter().map(resource).collect();
    }
    if let Some((file, _)) = &flows.isee {
        rules.metropolitan.clone_from(&file.metropolitan);
        rules.isee_page.clone_from(&file.page);
    }
    if let Some((file, keys)) = &flows.questions {
        let mut reading = Reading {
            keys,
            rates,
            findings: &mut findings,
        };
        rules.flow = reading.flow(file, &rules);
    }
    rules.rates = rates_of(&rules, rates);
    flows.rules = rules;
    findings
}

/// The figures that the rules use, and no others: they travel to the phone.
fn rates_of(rules: &Rules, rates: &Rates) -> BTreeMap<String, assess::Rate> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for measure in &rules.measures {
        names.extend(measure.rates_of_criteria().into_iter().map(str::to_owned));
        names.extend(measure.rates_of_sums().into_iter().map(str::to_owned));
        names.insert(measure.main.clone());
        for criterion in &measure.criteria {
            let said = criterion.words.values().chain(criterion.settles.values());
            names.extend(said.flat_map(|words| places(words)).map(str::to_owned));
        }
    }
    let questions = rules.flow.questions.iter();
    names.extend(questions.flat_map(figures).map(str::to_owned));
    if !rules.measures.is_empty() {
        names.extend(assess::isee_rates().map(str::to_owned));
    }
    let rate = |name: String| {
        let rate = rates.rate(&name)?;
        let value = |value: &crate::rates::RateValue| {
            Some(assess::RateValue {
                amount: value.amount.parse::<Amount>().ok()?.hundredths()?,
                from: day(value.valid_from)?,
                until: day(value.valid_until)?,
                source: value.source.clone(),
                to_verify: value.confidence != Confidence::High,
            })
        };
        let values = rate.value.iter().filter_map(value).collect();
        let money = rate.unit.is_money();
        Some((name, assess::Rate { values, money }))
    };
    names.into_iter().filter_map(rate).collect()
}

fn day(date: Date) -> Option<Day> {
    Day::parse(&date.to_string())
}

/// The figures that a question speaks of, in all its words where they may stand.
pub(crate) fn figures(question: &Question) -> impl Iterator<Item = &str> {
    let options = question
        .choices()
        .iter()
        .flat_map(|choice| [&choice.label, &choice.hint]);
    let said = options.chain([&question.ask, &question.hint]);
    let words = said.flat_map(|said| [&said.own, &said.other, &said.member]);
    words
        .flat_map(|words| words.values())
        .flat_map(|words| places(words))
}

/// The names between `{{` and `}}`.
pub(crate) fn places(words: &str) -> impl Iterator<Item = &str> {
    words
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .map(|(name, _)| name.trim())
}

fn numbers(file: &WorriesFile, settings: &Settings) -> Vec<Number> {
    let urgent = settings.urgent.iter().map(|row| Number {
        number: row.number.clone(),
        label: row.label.clone(),
        to_verify: false,
    });
    let others = file.number.iter().map(|row| Number {
        number: row.number.clone(),
        label: row.label.clone(),
        to_verify: row.confidence != Confidence::High,
    });
    urgent.chain(others).collect()
}

fn spoken(own: &Words, other: &Words) -> Spoken {
    Spoken {
        own: own.clone(),
        other: other.clone(),
        member: Words::default(),
    }
}

/// Lists of lines as one text by language.
fn joined(lines: &Lines) -> Words {
    lines
        .iter()
        .map(|(lang, lines)| (lang.clone(), lines.join("\n")))
        .collect()
}

impl NeedRow {
    fn to_need(&self) -> Need {
        let row = self.clone();
        Need {
            id: row.id,
            label: spoken(&row.label, &row.label_other),
            services: row.services,
            places: row.places,
            areas: row.areas,
            motive: row.motive,
            worry: row.worry,
        }
    }
}

impl WorryRow {
    fn to_worry(&self) -> Worry {
        let row = self.clone();
        Worry {
            id: row.id,
            also: row.also,
            label: spoken(&row.label, &row.label_other),
            first: row.first,
            then: row.then,
            page: row.page,
            services: row.services,
            areas: row.areas,
            motive: row.motive,
        }
    }
}
