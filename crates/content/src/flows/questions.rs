//! `flows/questions.toml`: the questions as they are written, made into the flow that `domain::assess` walks.
//! Never here: whether questions can be reached, or words are missing (`check/questions.rs`).

use std::collections::BTreeMap;

use domain::assess::{
    Asks, Choice, Each, Fact, Flow, Gives, Json, Kind, Owner, Part, People, Question, Rules, Spoken, Value,
};
use serde::Deserialize;

use super::reading::{Reading, When};
use super::spoken;
use crate::data::Words;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionsFile {
    pub(crate) part: Vec<PartRow>,
    pub(crate) person: Vec<PersonRow>,
    pub(crate) question: Vec<QuestionRow>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartRow {
    pub(crate) id: String,
    pub(crate) name: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonRow {
    pub(crate) relation: String,
    pub(crate) name: Words,
    #[serde(default)]
    pub(crate) name_other: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionRow {
    pub(crate) id: String,
    pub(crate) part: String,
    pub(crate) kind: KindRow,
    pub(crate) ask: Words,
    #[serde(default)]
    pub(crate) ask_other: Words,
    #[serde(default)]
    pub(crate) ask_member: Words,
    #[serde(default)]
    pub(crate) hint: Words,
    #[serde(default)]
    pub(crate) hint_other: Words,
    #[serde(default)]
    pub(crate) after: BTreeMap<String, Vec<String>>,
    when: Option<When>,
    pub(crate) each: Option<String>,
    #[serde(default)]
    helps: Vec<String>,
    #[serde(default)]
    pub(crate) option: Vec<OptionRow>,
    from: Option<From>,
    only: Option<Vec<String>>,
    fact: Option<String>,
    #[serde(default)]
    pub(crate) none: Words,
    #[serde(default)]
    pub(crate) none_other: Words,
    per: Option<Per>,
    relation: Option<String>,
    most: Option<i64>,
    chosen: Option<BTreeMap<String, Json>>,
    others: Option<BTreeMap<String, Json>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionRow {
    pub(crate) id: String,
    pub(crate) label: Words,
    #[serde(default)]
    pub(crate) label_other: Words,
    #[serde(default)]
    pub(crate) hint: Words,
    #[serde(default)]
    pub(crate) hint_other: Words,
    #[serde(default)]
    sets: BTreeMap<String, Json>,
    vehicles: Option<Vec<BTreeMap<String, Json>>>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    other: bool,
    #[serde(default)]
    pub(crate) rules_out: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KindRow {
    Choice,
    Several,
    Number,
    Money,
    Day,
    Count,
    Who,
    Polo,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum From {
    Needs,
    Worries,
    Resources,
}

/// How often a sum is asked for, where the fact is of a year.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Per {
    Month,
}

/// The most of a relation that a household may have.
const MOST: i64 = 12;

/// The relations that are counted: the applicant is there anyhow.
const COUNTED: [&str; 3] = ["partner", "child", "other"];

impl Reading<'_> {
    /// The questions, with the lists that they take from needs, worries and resources.
    pub(super) fn flow(&mut self, file: &QuestionsFile, rules: &Rules) -> Flow {
        let mut flow = Flow::default();
        for row in &file.part {
            flow.parts.push(Part {
                id: row.id.clone(),
                name: row.name.clone(),
            });
        }
        for row in &file.person {
            flow.people.push(People {
                relation: row.relation.clone(),
                name: spoken(&row.name, &row.name_other),
            });
        }
        for (index, row) in file.question.iter().enumerate() {
            let key = format!("question.{index}");
            let part = flow.parts.iter().position(|part| part.id == row.part);
            if part.is_none() {
                self.say(
                    &format!("{key}.part"),
                    format!("no part is called `{}`", row.part),
                );
            }
            let when = row
                .when
                .as_ref()
                .map(|when| self.condition(&format!("{key}.when"), when));
            let Some(kind) = self.kind(&key, row, rules) else {
                continue;
            };
            flow.questions.push(Question {
                id: row.id.clone(),
                part: part.unwrap_or_default(),
                ask: Spoken {
                    member: row.ask_member.clone(),
                    ..spoken(&row.ask, &row.ask_other)
                },
                hint: spoken(&row.hint, &row.hint_other),
                kind,
                after: row.after.clone().into_iter().collect(),
                when: when.flatten(),
                each: match row.each.as_deref() {
                    None => Each::Household,
                    Some("member") => Each::Member,
                    Some(id) => Each::Chosen(id.to_owned()),
                },
                helps: (row.helps.iter())
                    .filter_map(|name| self.fact(&format!("{key}.helps"), name))
                    .collect(),
            });
        }
        flow
    }

    fn kind(&mut self, key: &str, row: &QuestionRow, rules: &Rules) -> Option<Asks> {
        self.stray_keys(key, row);
        let owner = if row.each.is_some() {
            Owner::Member
        } else {
            Owner::Household
        };
        Some(match row.kind {
            KindRow::Choice => Asks::Choice(self.choices(key, row, owner)),
            KindRow::Several => {
                let fact = match &row.fact {
                    Some(name) => Some(self.asked_fact(key, name, owner, |kind| kind == Kind::Words)?),
                    None => None,
                };
                let choices = match row.from {
                    Some(from) => self.listed(key, row, from, fact, rules),
                    None => self.named(key, row, owner, fact),
                };
                Asks::Several(choices, spoken(&row.none, &row.none_other), fact)
            }
            KindRow::Number => {
                let plain = |kind| matches!(kind, Kind::Number | Kind::Whole(_));
                Asks::Number(self.asked_fact(key, row.fact.as_deref()?, owner, plain)?)
            }
            KindRow::Money => {
                let times = if row.per.is_some() { 12 } else { 1 };
                let fact = row.fact.as_deref()?;
                Asks::Money(
                    self.asked_fact(key, fact, owner, |kind| kind == Kind::Money)?,
                    times,
                )
            }
            KindRow::Day => {
                let fact = row.fact.as_deref()?;
                Asks::Day(self.asked_fact(key, fact, owner, |kind| kind == Kind::Day)?)
            }
            KindRow::Count => {
                let (relation, most) = (row.relation.clone()?, row.most?);
                if !(1..=MOST).contains(&most) {
                    self.say(&format!("{key}.most"), format!("`most` is from 1 to {MOST}"));
                }
                if !COUNTED.contains(&relation.as_str()) {
                    let message = format!("`{relation}` is not counted; allowed: {}", COUNTED.join(", "));
                    self.say(&format!("{key}.relation"), message);
                }
                Asks::Count(relation, most)
            }
            KindRow::Who => {
                let mut gives = |name: &str, table: &Option<BTreeMap<String, Json>>| {
                    let table = table.clone().unwrap_or_default();
                    self.gives(&format!("{key}.{name}"), &table, Owner::Member)
                };
                Asks::Who(gives("chosen", &row.chosen), gives("others", &row.others))
            }
            KindRow::Polo => Asks::Polo,
        })
    }

    /// What the kind of question needs, and nothing else.
    fn stray_keys(&mut self, key: &str, row: &QuestionRow) {
        use KindRow::{Choice, Count, Day, Money, Number, Several, Who};
        let written = [
            ("option", !row.option.is_empty(), &[Choice, Several][..]),
            ("from", row.from.is_some(), &[Several]),
            ("only", row.only.is_some(), &[Several]),
            ("none", !row.none.is_empty(), &[Several]),
            ("fact", row.fact.is_some(), &[Several, Number, Money, Day]),
            ("per", row.per.is_some(), &[Money]),
            ("relation", row.relation.is_some(), &[Count]),
            ("most", row.most.is_some(), &[Count]),
            ("chosen", row.chosen.is_some(), &[Who]),
            ("others", row.others.is_some(), &[Who]),
            ("each", row.each.is_some(), &[Choice, Several, Number, Money, Day]),
        ];
        for (name, is_there, kinds) in written {
            if is_there && !kinds.contains(&row.kind) {
                self.say(
                    &format!("{key}.{name}"),
                    format!("a question of this kind has no `{name}`"),
                );
            }
        }
        if row.each.is_none() && !row.ask_member.is_empty() {
            self.say(
                &format!("{key}.ask_member"),
                "only a question with `each` has `ask_member`",
            );
        }
        let needed = match row.kind {
            Choice if row.option.is_empty() => "`[[question.option]]`",
            Several if row.option.is_empty() == row.from.is_none() => "`[[question.option]]` or `from`",
            Several if row.none.is_empty() => "`none`",
            Number | Money | Day if row.fact.is_none() => "`fact`",
            Count if row.relation.is_none() || row.most.is_none() => "`relation` and `most`",
            Who if row.chosen.is_none() || row.others.is_none() => "`chosen` and `others`",
            _ => return,
        };
        self.say(key, format!("a question of this kind needs {needed}"));
    }

    fn asked_fact(
        &mut self,
        key: &str,
        name: &str,
        owner: Owner,
        fits: impl Fn(Kind) -> bool,
    ) -> Option<Fact> {
        let known = Fact::of(owner, name);
        let fact = known.filter(|fact| fits(fact.kind()));
        if fact.is_none() {
            let message = match known {
                Some(_) => format!("`{name}` is no fact that a question of this kind can ask for"),
                None => no_fact_here(name),
            };
            self.say(&format!("{key}.fact"), message);
        }
        fact
    }

    fn gives(&mut self, key: &str, table: &BTreeMap<String, Json>, owner: Owner) -> Gives {
        let mut gives = Gives::new();
        for (name, json) in table {
            let message = match Fact::of(owner, name) {
                None => no_fact_here(name),
                Some(fact) => match fact.read(json.clone()) {
                    Some(value) => {
                        gives.push((fact, value));
                        continue;
                    }
                    None => format!("this is no value of `{name}`, which takes {}", values(fact)),
                },
            };
            self.say(&format!("{key}.{name}"), message);
        }
        gives
    }

    fn choices(&mut self, key: &str, row: &QuestionRow, owner: Owner) -> Vec<Choice> {
        let mut choices = Vec::new();
        for (index, option) in row.option.iter().enumerate() {
            let key = format!("{key}.option.{index}");
            let sets = self.gives(&format!("{key}.sets"), &option.sets, owner);
            let vehicles = option.vehicles.as_ref().map(|all| {
                (all.iter())
                    .map(|one| self.gives(&format!("{key}.vehicles"), one, Owner::Vehicle))
                    .collect()
            });
            choices.push(Choice {
                id: option.id.clone(),
                label: spoken(&option.label, &option.label_other),
                hint: spoken(&option.hint, &option.hint_other),
                sets,
                vehicles,
                alone: option.alone,
                other: option.other,
                rules_out: option.rules_out.clone(),
            });
        }
        choices
    }

    /// The options of a list; where it has a fact, each puts its id there.
    fn named(&mut self, key: &str, row: &QuestionRow, owner: Owner, fact: Option<Fact>) -> Vec<Choice> {
        let mut choices = self.choices(key, row, owner);
        for choice in &mut choices {
            let word = Value::Words(vec![choice.id.clone()]);
            choice.sets.extend(fact.map(|fact| (fact, word)));
        }
        choices
    }

    /// What a list takes from another file.
    fn listed(
        &mut self,
        key: &str,
        row: &QuestionRow,
        from: From,
        fact: Option<Fact>,
        rules: &Rules,
    ) -> Vec<Choice> {
        let all: Vec<(&String, &Spoken)> = match from {
            From::Needs => rules.needs.iter().map(|need| (&need.id, &need.label)).collect(),
            From::Worries => rules.worries.iter().map(|one| (&one.id, &one.label)).collect(),
            From::Resources => rules.resources.iter().map(|one| (&one.id, &one.label)).collect(),
        };
        if fact.is_none() {
            self.say(key, "a list taken from another file needs `fact`");
        }
        for id in row.only.iter().flatten() {
            if !all.iter().any(|(known, _)| *known == id) {
                self.say(&format!("{key}.only"), format!("`{id}` is not in that file"));
            }
        }
        let wanted = |id: &String| row.only.as_ref().is_none_or(|only| only.contains(id));
        let chosen = all.into_iter().filter(|(id, _)| wanted(id));
        let choice = |(id, label): (&String, &Spoken)| Choice {
            id: id.clone(),
            label: label.clone(),
            sets: fact
                .map(|fact| (fact, Value::Words(vec![id.clone()])))
                .into_iter()
                .collect(),
            ..Choice::default()
        };
        chosen.map(choice).collect()
    }
}

/// Why an answer cannot give the fact of that name where it stands.
fn no_fact_here(name: &str) -> String {
    let fact = Fact::ALL.iter().find(|fact| fact.name() == name);
    match fact.map(|fact| fact.owner()) {
        Some(Owner::Household) => {
            format!("`{name}` is of the household, not of one of its members or vehicles")
        }
        Some(Owner::Member) => {
            format!("`{name}` is of a member: ask it with `each`, or in a question of the kind `who`")
        }
        Some(Owner::Vehicle) => format!("`{name}` is of a vehicle: it stands in `vehicles`"),
        Some(Owner::Reckoned) => format!("`{name}` is worked out from other facts: ask for those"),
        None => format!("no fact is called `{name}`; content/flows/README.md lists them"),
    }
}

/// What a fact takes, in words.
fn values(fact: Fact) -> String {
    match fact.kind() {
        Kind::Money | Kind::Number => "a number from 0".to_owned(),
        Kind::Whole(most) => format!("a whole number from 0 to {most}"),
        Kind::Yes => "true or false".to_owned(),
        Kind::OneOf(words) => words.join(", "),
        Kind::Word => "a word".to_owned(),
        Kind::Words => "words in a list: [\"…\"]".to_owned(),
        Kind::Day => "a day: \"2026-01-31\"".to_owned(),
    }
}
