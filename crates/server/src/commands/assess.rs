//! `polo assess`: a household from the standard input through the self-assessment, so that anyone can check cases. With
//! `--explain` as a person would read it. Never here: rules (`domain::assess`, `content/flows`); an answer of anybody in an error.

use super::{CommandError, check};
use domain::amount::Amount;
use domain::assess::{
    Day, Fact, Household, InvalidHousehold, IseeValue, Json, Judged, Measure, Near, Outcome, Paid, Pays,
    Rules, Settles, Truth, Verdict, assess,
};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::io::{self, Read, Write};
use std::path::Path;

/// In bytes: many times what any household needs.
const LONGEST_READ: u64 = 1024 * 1024;

/// Why what came is no household. Holds nothing of it.
#[derive(Debug, thiserror::Error)]
pub enum NoHousehold {
    /// It cannot be read.
    #[error("the standard input cannot be read: {0}")]
    Unreadable(io::Error),
    /// Some other file.
    #[error("the standard input holds far more than a household: is it the right file?")]
    FarTooLong,
    /// Not JSON.
    #[error("this is not JSON: something is wrong on line {line}, at character {column}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
    /// JSON, but with a key or a value that a household cannot have.
    #[error(transparent)]
    Invalid(#[from] InvalidHousehold),
    /// The day is beyond the calendar that rules know.
    #[error("rules are known for years from 1000 to 9999")]
    Day,
}

pub(super) fn run(content: &Path, on: Date, lang: Option<&str>, explain: bool) -> Result<(), CommandError> {
    let household = read(io::stdin().lock())?;
    let loaded = match content::load(content, on) {
        Ok(loaded) => loaded,
        Err(findings) => return Err(check::print(&findings)?),
    };
    let lang = lang.unwrap_or(loaded.settings.default_language());
    if !loaded
        .settings
        .languages
        .iter()
        .any(|language| language.id == lang)
    {
        return Err(CommandError::NoSuchLanguage(lang.to_owned()));
    }
    let day = Day::parse(&on.to_string()).ok_or(NoHousehold::Day)?;
    let rules = loaded.rules();
    let said = Said {
        rules,
        lang,
        outcome: &assess(rules, &household, day),
    };
    let mut out = io::stdout().lock();
    if explain {
        said.explain(&mut out)?;
    } else {
        writeln!(out, "{:#}", said.json())?;
    }
    Ok(())
}

fn read(input: impl Read) -> Result<Household, NoHousehold> {
    let mut bytes = Vec::new();
    input
        .take(LONGEST_READ + 1)
        .read_to_end(&mut bytes)
        .map_err(NoHousehold::Unreadable)?;
    if bytes.len() as u64 > LONGEST_READ {
        return Err(NoHousehold::FarTooLong);
    }
    let json: Json = serde_json::from_slice(&bytes).map_err(|error| NoHousehold::NotJson {
        line: error.line(),
        column: error.column(),
    })?;
    Ok(Household::read(json)?)
}

/// An outcome on its way to words.
struct Said<'a> {
    rules: &'a Rules,
    lang: &'a str,
    outcome: &'a Outcome,
}

/// Hundredths as a JSON number with two decimals at most.
fn number(hundredths: i64) -> Value {
    let written = Amount::from_hundredths(hundredths).to_string();
    serde_json::from_str(&written).unwrap_or(Value::Null)
}

fn pays(pays: Pays) -> &'static str {
    match pays {
        Pays::Monthly => "monthly",
        Pays::Yearly => "yearly",
        Pays::Total => "total",
        Pays::OneOff => "one_off",
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Likely => "likely",
        Verdict::NeedsInformation => "needs_information",
        Verdict::Unlikely => "unlikely",
    }
}

impl Said<'_> {
    fn json(&self) -> Value {
        let outcome = self.outcome;
        let measures: Vec<Value> = (outcome.measures.iter())
            .filter_map(|judged| Some(self.measure(self.rules.measures.get(judged.measure)?, judged)))
            .collect();
        json!({
            "on": outcome.on.to_string(),
            "measures": measures,
            "isee": self.isee(),
            "safety_first": outcome.safety_first,
            "safety_then": outcome.safety_then,
            "services": outcome.services,
            "areas": outcome.areas,
            "motive": outcome.motive,
            "help": outcome.help,
            "places": outcome.places,
        })
    }

    fn isee(&self) -> Value {
        let isee = &self.outcome.isee;
        let mut keys = Map::new();
        let mut set = |key: &str, value: Option<i64>| {
            if let Some(value) = value {
                keys.insert(key.to_owned(), number(value));
            }
        };
        set("scale_ordinary", isee.scale_ordinary);
        set("scale_specific", isee.scale_specific);
        set("isee_ordinary", isee.ordinary.map(|value| value.cents));
        set("isee_specific", isee.specific.map(|value| value.cents));
        let at_least = |value: Option<IseeValue>| value.is_some_and(|value| value.at_least);
        if at_least(isee.ordinary) || at_least(isee.specific) {
            keys.insert("at_least".to_owned(), true.into());
        }
        Value::Object(keys)
    }

    fn measure(&self, measure: &Measure, judged: &Judged) -> Value {
        let with = |wanted: Truth| -> Vec<Value> {
            let all = measure.criteria.iter().zip(&judged.criteria);
            let so = all.filter(|(_, truth)| **truth == wanted);
            so.map(|(criterion, _)| {
                json!({ "id": criterion.id, "words": self.rules.fill(&criterion.words, self.lang, judged.day) })
            })
            .collect()
        };
        let mut keys = Map::new();
        let mut set = |key: &str, value: Value| keys.insert(key.to_owned(), value);
        set("id", measure.id.clone().into());
        set("verdict", verdict(judged.verdict).into());
        for Paid { pays: how_often, sum } in &judged.amounts {
            let key = pays(*how_often);
            if sum.low() > 0 {
                set(key, number(sum.low()));
            }
            if sum.exact().is_none() {
                set(&format!("{key}_at_least"), true.into());
                if let Some(most) = sum.high() {
                    set(&format!("{key}_up_to"), number(most));
                }
            }
        }
        set("met", with(Truth::Met).into());
        set("unmet", with(Truth::Unmet).into());
        set("unknown", with(Truth::Unknown).into());
        set("settles", self.settles(measure, judged));
        if judged.received {
            set("received", true.into());
        }
        if !judged.near.is_empty() {
            set(
                "near",
                judged
                    .near
                    .iter()
                    .filter_map(|near| Self::near(measure, *near))
                    .collect(),
            );
        }
        if let Some(run_out) = &judged.run_out {
            let until = run_out.until.map(|day| day.to_string());
            set("run_out", json!({ "rate": run_out.rate, "until": until }));
        }
        let vouched = self.rules.vouched(judged, self.outcome.on);
        let source = Some(vouched.source).filter(|source| !source.is_empty());
        set("source", source.into());
        set("valid_until", vouched.until.map(|day| day.to_string()).into());
        set("page", measure.page.clone().into());
        Value::Object(keys)
    }

    fn settles(&self, measure: &Measure, judged: &Judged) -> Value {
        let (fact, words) = match judged.settles {
            Some(Settles::Criterion(place)) => match measure.criteria.get(place) {
                Some(criterion) => (criterion.asks, &criterion.settles),
                None => return Value::Null,
            },
            Some(Settles::Amount(place)) => match measure.amounts.get(place) {
                Some(pay) => (pay.asks, &pay.settles),
                None => return Value::Null,
            },
            None => return Value::Null,
        };
        let fact = fact.map(|fact| match fact {
            Fact::MembersCount => "members",
            Fact::VehiclesOver => "vehicles",
            fact => fact.name(),
        });
        json!({ "fact": fact, "words": self.rules.fill(words, self.lang, judged.day) })
    }

    fn near(measure: &Measure, near: Near) -> Option<Value> {
        let criterion = measure.criteria.get(near.criterion)?;
        Some(json!({
            "id": criterion.id,
            "fact": near.fact.name(),
            "by": number(near.by),
            "from": near.from.map(|day| day.to_string()),
        }))
    }
}

/// As in `requests`, what is printed for people at the desk is Italian, but for the words of the rules, which have languages.
impl Said<'_> {
    fn explain(&self, out: &mut impl Write) -> io::Result<()> {
        let outcome = self.outcome;
        writeln!(out, "Al giorno {}", outcome.on)?;
        self.numbers(out, "Prima di tutto chiama", &outcome.safety_first)?;
        self.numbers(out, "Poi, o se peggiora", &outcome.safety_then)?;
        for (title, pages) in [
            ("Pagine che aiutano subito", &outcome.help),
            ("Servizi", &outcome.services),
            ("Altri posti", &outcome.places),
            ("Aree", &outcome.areas),
        ] {
            if !pages.is_empty() {
                writeln!(out, "{title}: {}", pages.join(" "))?;
            }
        }
        for judged in &outcome.measures {
            if let Some(measure) = self.rules.measures.get(judged.measure) {
                self.explain_one(out, measure, judged)?;
            }
        }
        Ok(())
    }

    fn numbers(&self, out: &mut impl Write, title: &str, numbers: &[String]) -> io::Result<()> {
        for number in numbers {
            let known = self.rules.numbers.iter().find(|known| known.number == *number);
            let label = known.map_or("", |known| self.rules.say(&known.label, self.lang));
            let to_verify = known.is_some_and(|known| known.to_verify);
            let doubt = if to_verify { " (da verificare)" } else { "" };
            writeln!(out, "{title}: {number}  {label}{doubt}")?;
        }
        Ok(())
    }

    fn explain_one(&self, out: &mut impl Write, measure: &Measure, judged: &Judged) -> io::Result<()> {
        let verdict = match judged.verdict {
            Verdict::Likely => "probabile",
            Verdict::NeedsInformation => "manca qualcosa",
            Verdict::Unlikely => "improbabile",
        };
        writeln!(out, "\n{}: {verdict}", self.rules.say(&measure.name, self.lang))?;
        for paid in &judged.amounts {
            writeln!(out, "  {}", self.sum(*paid))?;
        }
        for (criterion, truth) in measure.criteria.iter().zip(&judged.criteria) {
            let mark = match truth {
                Truth::Met => "sì",
                Truth::Unmet => "no",
                Truth::Unknown => "? ",
            };
            writeln!(
                out,
                "  {mark}  {}",
                self.rules.fill(&criterion.words, self.lang, judged.day)
            )?;
        }
        if judged.received {
            writeln!(out, "  lo riceve già")?;
        }
        for near in &judged.near {
            writeln!(out, "  per poco: {}", self.missed_by(*near))?;
        }
        if let Some(run_out) = &judged.run_out {
            match run_out.until {
                Some(until) => writeln!(
                    out,
                    "  la cifra {} valeva fino al {until}: non decide più",
                    run_out.rate
                )?,
                None => writeln!(out, "  la cifra {} non è nota per quel giorno", run_out.rate)?,
            }
        }
        if let Some(words) = self.settles(measure, judged).get("words").and_then(Value::as_str) {
            writeln!(out, "  per saperlo: {words}")?;
        }
        let vouched = self.rules.vouched(judged, self.outcome.on);
        let until = vouched.until;
        let until = until.map_or_else(String::new, |until| format!(", vale fino al {until}"));
        writeln!(out, "  fonte: {}{until}", vouched.source)
    }

    fn sum(&self, paid: Paid) -> String {
        let euro = |cents| format!("{} euro", Amount::from_hundredths(cents).written(self.lang, true));
        let how_often = match paid.pays {
            Pays::Monthly => "al mese",
            Pays::Yearly => "all'anno",
            Pays::Total => "in tutto",
            Pays::OneOff => "una volta",
        };
        match (paid.sum.exact(), paid.sum.high()) {
            (Some(cents), _) => format!("circa {} {how_often}", euro(cents)),
            (None, Some(most)) => format!("da {} a {} {how_often}", euro(paid.sum.low()), euro(most)),
            (None, None) => format!("almeno {} {how_often}", euro(paid.sum.low())),
        }
    }

    fn missed_by(&self, near: Near) -> String {
        let by = Amount::from_hundredths(near.by)
            .written(self.lang, near.fact.kind() == domain::assess::Kind::Money);
        match near.from {
            Some(day) => format!("dal {day}"),
            None if near.fact.kind() == domain::assess::Kind::Money => format!("per {by} euro"),
            None => format!("manca {by}"),
        }
    }
}
