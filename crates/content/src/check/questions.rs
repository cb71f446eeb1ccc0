//! The questions lead on: each can be reached, none leads to what is not there, and every fact that a measure needs is asked for.
//! Never here: whether a question can be read (`flows/questions.rs`).

use std::collections::{BTreeMap, BTreeSet};

use domain::assess::{
    Asks, Day, EVERY_MEASURE, Each, Fact, Facts, Flow, Household, Lots, NOT_ANSWERED, Question, Rules, Value,
    Verdict, Walk, assess,
};

use super::Check;
use super::flows::{rates, words};
use crate::data::Words;
use crate::flows::QuestionsFile;
use crate::source::Keys;

/// How often the questions are walked through by lot before one is said to be out of reach. All of the example are reached
/// in a few dozen.
const WALKS: u64 = 1500;

/// How often at the least: that a measure lacks what nobody asks for shows only where it is still open.
const FEWEST: u64 = 60;

/// The relations that a household has.
const RELATIONS: [&str; 4] = ["applicant", "partner", "child", "other"];

pub(super) fn check(check: &mut Check<'_>) {
    let flows = &check.site.data.flows;
    let Some((file, keys)) = &flows.questions else {
        return;
    };
    let rules = &flows.rules;
    let before = check.found.len();
    head(check, keys, file);
    let mut ids = BTreeSet::new();
    for (index, row) in file.question.iter().enumerate() {
        let key = format!("question.{index}");
        id(check, keys, &key, &row.id, &mut ids);
        words(check, keys, &format!("{key}.ask"), &row.ask);
        if row.each.is_some() {
            words(check, keys, &format!("{key}.ask_member"), &row.ask_member);
            if row.ask_member.values().any(|said| !said.contains("{who}")) {
                let message = "`ask_member` does not say of whom: write `{who}` where the member comes";
                check.say(keys.at(&format!("{key}.ask_member"), message));
            }
        }
        for (name, said) in [
            ("ask_other", &row.ask_other),
            ("hint", &row.hint),
            ("hint_other", &row.hint_other),
            ("none", &row.none),
            ("none_other", &row.none_other),
        ] {
            words_if_any(check, keys, &format!("{key}.{name}"), said);
        }
        for (name, said) in [("none", &row.none), ("none_other", &row.none_other)] {
            no_figures(check, keys, &format!("{key}.{name}"), said);
        }
        options(check, keys, file, index);
        leads_on(check, keys, &key, &rules.flow, &row.id);
    }
    figures(check, keys);
    lists(check, keys);
    // Where a question leads nowhere, the ways cannot be gone.
    if check.found.len() == before {
        reached(check, keys);
    }
}

/// The chapters, and what members are called.
fn head(check: &mut Check<'_>, keys: &Keys, file: &QuestionsFile) {
    let mut ids = BTreeSet::new();
    for (index, row) in file.part.iter().enumerate() {
        let key = format!("part.{index}");
        id(check, keys, &key, &row.id, &mut ids);
        words(check, keys, &format!("{key}.name"), &row.name);
        no_figures(check, keys, &format!("{key}.name"), &row.name);
    }
    let mut relations = BTreeSet::new();
    for (index, row) in file.person.iter().enumerate() {
        let key = format!("person.{index}");
        if !RELATIONS.contains(&row.relation.as_str()) {
            let message = format!(
                "`{}` is no relation; allowed: {}",
                row.relation,
                RELATIONS.join(", ")
            );
            check.say(keys.at(&format!("{key}.relation"), message));
        }
        if !relations.insert(row.relation.as_str()) {
            check.say(keys.at(&key, format!("`{}` is there twice", row.relation)));
        }
        words(check, keys, &format!("{key}.name"), &row.name);
        words_if_any(check, keys, &format!("{key}.name_other"), &row.name_other);
        for (name, said) in [("name", &row.name), ("name_other", &row.name_other)] {
            no_figures(check, keys, &format!("{key}.{name}"), said);
        }
    }
    for relation in RELATIONS {
        if !relations.contains(relation) {
            check.say(keys.whole(format!(
                "no `[[person]]` says how a member is called who is `{relation}`"
            )));
        }
    }
}

fn options(check: &mut Check<'_>, keys: &Keys, file: &QuestionsFile, of: usize) {
    let mut ids = BTreeSet::new();
    for (index, option) in file.question[of].option.iter().enumerate() {
        let key = format!("question.{of}.option.{index}");
        id(check, keys, &key, &option.id, &mut ids);
        if option.id == NOT_ANSWERED {
            let message =
                format!("`{NOT_ANSWERED}` is the answer «Non lo so», which is on each screen by itself");
            check.say(keys.at(&format!("{key}.id"), message));
        }
        words(check, keys, &format!("{key}.label"), &option.label);
        for (name, said) in [
            ("label_other", &option.label_other),
            ("hint", &option.hint),
            ("hint_other", &option.hint_other),
        ] {
            words_if_any(check, keys, &format!("{key}.{name}"), said);
        }
        for measure in &option.rules_out {
            if measure != EVERY_MEASURE && check.site.data.flows.rules.measure(measure).is_none() {
                let message = format!("no measure is called `{measure}`");
                check.say(keys.at(&format!("{key}.rules_out"), message));
            }
        }
    }
}

/// Answers are kept on the phone by ids, with dots and spaces between them.
fn id<'a>(check: &mut Check<'_>, keys: &Keys, key: &str, id: &'a str, ids: &mut BTreeSet<&'a str>) {
    let allowed = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
    if id.is_empty() || !id.bytes().all(allowed) {
        let message = format!("`{id}` is no id; allowed: small letters, digits and `_`");
        check.say(keys.at(&format!("{key}.id"), message));
    }
    if !ids.insert(id) {
        check.say(keys.at(key, format!("`{id}` is there twice")));
    }
}

/// An answer that speaks of a worry, a need or something to give speaks of one that is there: a worry that nobody knows would
/// count as danger.
fn lists(check: &mut Check<'_>, keys: &Keys) {
    let rules = &check.site.data.flows.rules;
    let is_there = |fact: Fact, word: &String| match fact {
        Fact::Worries => (rules.worries.iter()).any(|one| one.id == *word || one.also.contains(word)),
        Fact::Needs => rules.needs.iter().any(|one| one.id == *word),
        Fact::Resources => rules.resources.iter().any(|one| one.id == *word),
        _ => true,
    };
    for (index, question) in rules.flow.questions.iter().enumerate() {
        for (at, choice) in question.choices().iter().enumerate() {
            for (fact, value) in &choice.sets {
                let Value::Words(said) = value else { continue };
                for word in said.iter().filter(|word| !is_there(*fact, word)) {
                    let message = format!("`{word}` is not in {}.toml", fact.name());
                    let key = format!("question.{index}.option.{at}.sets.{}", fact.name());
                    check.say(keys.at(&key, message));
                }
            }
        }
    }
}

/// `after` and `each` speak of questions that come before, and of answers that they have.
fn leads_on(check: &mut Check<'_>, keys: &Keys, key: &str, flow: &Flow, id: &str) {
    let Some(place) = flow.questions.iter().position(|question| question.id == id) else {
        return;
    };
    let question = &flow.questions[place];
    let earlier = |wanted: &str| {
        let all = flow.questions[..place].iter();
        all.into_iter().find(|question| question.id == wanted)
    };
    for (wanted, answers) in &question.after {
        let key = format!("{key}.after.{wanted}");
        let Some(asked) = earlier(wanted) else {
            check.say(keys.at(&key, format!("no question before this one is called `{wanted}`")));
            continue;
        };
        if !matches!(asked.each, Each::Household) {
            let message = format!("`{wanted}` is asked of several members: it cannot lead on");
            check.say(keys.at(&key, message));
        }
        for answer in answers {
            let known = asked.choices().iter().any(|choice| choice.id == *answer);
            if !known && answer != NOT_ANSWERED {
                check.say(keys.at(&key, format!("`{wanted}` has no answer `{answer}`")));
            }
        }
    }
    if let Each::Chosen(wanted) = &question.each {
        let chosen = earlier(wanted).is_some_and(|asked| matches!(asked.kind, Asks::Who(..)));
        if !chosen {
            let message = format!(
                "`each` is `member`, or a question before this one that asks which members; `{wanted}` is neither"
            );
            check.say(keys.at(&format!("{key}.each"), message));
        }
    }
}

/// What may be left out is there in every language, or in none.
fn words_if_any(check: &mut Check<'_>, keys: &Keys, key: &str, said: &Words) {
    if !said.is_empty() {
        words(check, keys, key, said);
    }
}

/// These words are shown as they are written.
fn no_figures(check: &mut Check<'_>, keys: &Keys, key: &str, said: &Words) {
    if said.values().any(|words| words.contains("{{")) {
        check.say(keys.at(
            key,
            "figures stand in what is asked, in hints and in labels, not here",
        ));
    }
}

fn figures(check: &mut Check<'_>, keys: &Keys) {
    let questions = &check.site.data.flows.rules.flow.questions;
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, question) in questions.iter().enumerate() {
        for name in crate::flows::figures(question) {
            names.entry(name).or_insert(index);
        }
    }
    for (name, index) in names {
        rates(check, keys, &format!("question.{index}"), std::iter::once(name));
    }
}

/// Goes through the questions by lot: who answers everything comes past every question, and in the end no measure lacks a
/// fact that nobody asked for.
fn reached(check: &mut Check<'_>, keys: &Keys) {
    let rules = &check.site.data.flows.rules;
    let Some(day) = Day::parse(&check.on.to_string()) else {
        return;
    };
    let excused = behind_run_out(rules, day);
    let asked_for: BTreeSet<Fact> = (rules.flow.questions.iter()).flat_map(Question::serves).collect();
    let mut unreached: BTreeSet<usize> = (0..rules.flow.questions.len()).collect();
    let mut lacking: BTreeMap<&str, &str> = BTreeMap::new();
    for seed in 1..=WALKS {
        let (_, walk) = Lots::new(seed).go(rules, day, 0, |_, _| {});
        for asked in &walk.asked {
            unreached.remove(&asked.question);
        }
        lacking.extend(lacks(rules, &walk, day, &asked_for));
        if unreached.is_empty() && seed >= FEWEST {
            break;
        }
    }
    for index in unreached {
        let served = rules.flow.questions[index].serves();
        if served.iter().any(|fact| excused.contains(fact)) {
            continue;
        }
        let message = format!(
            "no answers lead to the question `{}`: its `after` or `when` never holds, or no measure depends on what it asks",
            rules.flow.questions[index].id
        );
        check.say(keys.at(&format!("question.{index}"), message));
    }
    for (fact, measure) in lacking {
        check.say(keys.whole(format!(
            "no question asks for `{fact}`, on which the measure `{measure}` depends"
        )));
    }
}

/// The facts that measures depend on whose figures have run out: nobody is asked for them, and the figures are told elsewhere.
fn behind_run_out(rules: &Rules, day: Day) -> BTreeSet<Fact> {
    let somebody = Household {
        members: Some(vec![Facts::default(); RELATIONS.len()]),
        ..Household::default()
    };
    let measures = assess(rules, &somebody, day).measures.into_iter();
    let run_out = measures.filter(|judged| judged.run_out.is_some());
    run_out
        .flat_map(|judged| judged.missing)
        .map(|(fact, _)| fact)
        .collect()
}

/// The facts that open measures still lack and that no question asks for.
fn lacks<'a>(rules: &'a Rules, walk: &Walk, day: Day, asked_for: &BTreeSet<Fact>) -> Vec<(&'a str, &'a str)> {
    let mut lacks = Vec::new();
    for judged in walk.outcome(rules, day).measures {
        if judged.verdict == Verdict::Unlikely || judged.run_out.is_some() {
            continue;
        }
        let Some(measure) = rules.measures.get(judged.measure) else {
            continue;
        };
        for (fact, _) in judged.missing {
            if !asked_for.contains(&fact) {
                lacks.push((fact.name(), measure.id.as_str()));
            }
        }
    }
    lacks
}
