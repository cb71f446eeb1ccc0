//! The rules of the self-assessment lead somewhere: pages, areas, motives, numbers and figures are there, in every language.
//! Never here: whether a condition can be read (`flows.rs`).

use std::collections::BTreeSet;

use domain::amount::Amount;
use domain::assess::{Condition, Fact, Owner};

use super::Check;
use crate::data::Words;
use crate::flows::{MeasureFile, places};
use crate::source::Keys;

pub(super) fn check(check: &mut Check<'_>) {
    let flows = &check.site.data.flows;
    let mut before: Vec<&str> = Vec::new();
    for file in &flows.measures {
        measure(check, file, &before);
        before.push(&file.id);
    }
    if let Some((file, keys)) = &flows.needs {
        let mut ids = BTreeSet::new();
        for (index, row) in file.need.iter().enumerate() {
            let key = format!("need.{index}");
            once(check, keys, &key, &row.id, &mut ids);
            words(check, keys, &format!("{key}.label"), &row.label);
            pages(
                check,
                keys,
                &format!("{key}.services"),
                &row.services,
                Some("/servizi/"),
            );
            pages(check, keys, &format!("{key}.places"), &row.places, None);
            areas(check, keys, &key, &row.areas);
            motive(check, keys, &key, row.motive.as_deref());
        }
    }
    if let Some((file, keys)) = &flows.resources {
        let mut ids = BTreeSet::new();
        for (index, row) in file.resource.iter().enumerate() {
            let key = format!("resource.{index}");
            once(check, keys, &key, &row.id, &mut ids);
            words(check, keys, &format!("{key}.label"), &row.label);
            pages(check, keys, &format!("{key}.pages"), &row.pages, None);
        }
    }
    if let Some((file, keys)) = &flows.isee {
        pages(check, keys, "page", std::slice::from_ref(&file.page), None);
    }
    worries(check);
}

fn worries(check: &mut Check<'_>) {
    let flows = &check.site.data.flows;
    let Some((file, keys)) = &flows.worries else {
        return;
    };
    for (index, row) in file.number.iter().enumerate() {
        let key = format!("number.{index}");
        words(check, keys, &format!("{key}.label"), &row.label);
        if row.source.trim().is_empty() {
            check.say(keys.at(
                &format!("{key}.source"),
                "a number without a source: say where it was read",
            ));
        }
    }
    numbers(
        check,
        keys,
        "danger_number",
        std::slice::from_ref(&file.danger_number),
    );
    let mut ids = BTreeSet::new();
    for (index, row) in file.worry.iter().enumerate() {
        let key = format!("worry.{index}");
        once(check, keys, &key, &row.id, &mut ids);
        for also in &row.also {
            once(check, keys, &format!("{key}.also"), also, &mut ids);
        }
        words(check, keys, &format!("{key}.label"), &row.label);
        numbers(check, keys, &format!("{key}.first"), &row.first);
        numbers(check, keys, &format!("{key}.then"), &row.then);
        pages(check, keys, &format!("{key}.page"), row.page.as_slice(), None);
        pages(
            check,
            keys,
            &format!("{key}.services"),
            &row.services,
            Some("/servizi/"),
        );
        areas(check, keys, &key, &row.areas);
        motive(check, keys, &key, row.motive.as_deref());
        if row.first.is_empty() && row.then.is_empty() && row.page.is_none() && row.services.is_empty() {
            check.say(keys.at(
                &key,
                "this worry leads nowhere: give it a number, a page or a service",
            ));
        }
    }
}

fn measure(check: &mut Check<'_>, file: &MeasureFile, before: &[&str]) {
    let (keys, row) = (&file.keys, &file.row);
    for (key, said) in [("name", &row.name), ("apply", &row.apply)] {
        words(check, keys, key, said);
    }
    for (key, lines) in [("papers", &row.papers), ("not_checked", &row.not_checked)] {
        let said = lines
            .iter()
            .map(|(lang, lines)| (lang.clone(), lines.join(" ")))
            .collect();
        words(check, keys, key, &said);
    }
    pages(check, keys, "page", std::slice::from_ref(&row.page), None);
    rates(check, keys, "main", std::iter::once(row.main.as_str()));
    if row.criterion.is_empty() {
        check.say(keys.whole("a measure without a criterion would be for everybody"));
    }
    let mut ids = BTreeSet::new();
    for (index, criterion) in row.criterion.iter().enumerate() {
        let key = format!("criterion.{index}");
        once(check, keys, &key, &criterion.id, &mut ids);
        words(check, keys, &format!("{key}.words"), &criterion.words);
        words(check, keys, &format!("{key}.settles"), &criterion.settles);
        let shown: BTreeSet<&str> = criterion
            .words
            .values()
            .chain(criterion.settles.values())
            .flat_map(|words| places(words))
            .collect();
        rates(check, keys, &format!("{key}.words"), shown.into_iter());
    }
    for (index, amount) in row.amount.iter().enumerate() {
        if !amount.settles.is_empty() {
            words(check, keys, &format!("amount.{index}.settles"), &amount.settles);
        }
    }
    let Some(compiled) = check.site.data.flows.rules.measure(&file.id) else {
        return;
    };
    let compiled = compiled.clone();
    rates(
        check,
        keys,
        "amount",
        compiled
            .rates_of_sums()
            .into_iter()
            .filter(|name| *name != row.main),
    );
    for (index, criterion) in compiled.criteria.iter().enumerate() {
        let key = format!("criterion.{index}.when");
        let mut one = compiled.clone();
        one.criteria = vec![criterion.clone()];
        rates(check, keys, &key, one.rates_of_criteria().into_iter());
        asked_of(check, keys, &key, &criterion.when, compiled.per_person, before);
    }
}

/// A fact of a member needs a member; a verdict needs to have been given before.
fn asked_of(
    check: &mut Check<'_>,
    keys: &Keys,
    key: &str,
    condition: &Condition,
    of_member: bool,
    before: &[&str],
) {
    let mut fact = |fact: &Fact| {
        if fact.owner() == Owner::Member && !of_member {
            let message = format!(
                "`{}` is of a member: put it into `some_member` or `every_member`, or make the measure `per_person`",
                fact.name()
            );
            check.say(keys.at(key, message));
        }
    };
    match condition {
        Condition::Compare(of, _, domain::assess::Term::Fact(other)) => {
            fact(of);
            fact(other);
        }
        Condition::Compare(of, ..) | Condition::Is(of, _) | Condition::OneOf(of, _) => fact(of),
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                asked_of(check, keys, key, part, of_member, before);
            }
        }
        Condition::Not(part) => asked_of(check, keys, key, part, of_member, before),
        Condition::SomeMember(part) | Condition::EveryMember(part) => {
            asked_of(check, keys, key, part, true, before);
        }
        Condition::Verdict(id, _) if !before.contains(&id.as_str()) => {
            let message = format!("`{id}` is no measure that comes before this one: see its `order`");
            check.say(keys.at(key, message));
        }
        Condition::Verdict(..) => {}
    }
}

fn once<'a>(check: &mut Check<'_>, keys: &Keys, key: &str, id: &'a str, ids: &mut BTreeSet<&'a str>) {
    if !ids.insert(id) {
        check.say(keys.at(key, format!("`{id}` is there twice")));
    }
}

pub(super) fn words(check: &mut Check<'_>, keys: &Keys, key: &str, words: &Words) {
    for language in &check.site.settings.languages {
        if words.get(&language.id).is_none_or(|said| said.trim().is_empty()) {
            check
                .found
                .push(keys.at(key, format!("the words in `{}` are missing", language.id)));
        }
    }
}

fn pages(check: &mut Check<'_>, keys: &Keys, key: &str, paths: &[String], under: Option<&str>) {
    for path in paths {
        let page = check.site.page(path);
        let is_there = check.routes.contains(path.as_str())
            || page.is_some_and(|page| page.lang == check.default_language());
        if !is_there {
            let message = format!("{path} is dead: no page in the default language has this address");
            check.say(keys.at(key, message));
        } else if let Some(under) = under.filter(|under| !path.starts_with(under)) {
            check.say(keys.at(key, format!("{path} is no service: services stand under {under}")));
        }
    }
}

fn areas(check: &mut Check<'_>, keys: &Keys, key: &str, areas: &[String]) {
    for id in areas {
        if !check.site.data.areas.iter().any(|area| area.id == *id) {
            let message = format!("no area of poli.toml has the id `{id}`");
            check.say(keys.at(&format!("{key}.areas"), message));
        }
    }
}

fn motive(check: &mut Check<'_>, keys: &Keys, key: &str, motive: Option<&str>) {
    if let Some(id) = motive.filter(|id| check.site.data.motives.iter().all(|motive| motive.id != *id)) {
        let message = format!("no motive of motives.toml has the id `{id}`");
        check.say(keys.at(&format!("{key}.motive"), message));
    }
}

fn numbers(check: &mut Check<'_>, keys: &Keys, key: &str, numbers: &[String]) {
    for number in numbers {
        if !check
            .site
            .data
            .flows
            .rules
            .numbers
            .iter()
            .any(|known| known.number == *number)
        {
            let message =
                format!("{number} is neither an urgent number of site.toml nor a `number` of this file");
            check.say(keys.at(key, message));
        }
    }
}

pub(super) fn rates<'a>(check: &mut Check<'_>, keys: &Keys, key: &str, names: impl Iterator<Item = &'a str>) {
    let names: BTreeSet<&str> = names.collect();
    for name in names {
        let Some(rate) = check.site.data.rates.rate(name) else {
            check.say(keys.at(
                key,
                format!("no rate is called `{name}`; they stand in content/rates"),
            ));
            continue;
        };
        let fine = |amount: &str| {
            amount
                .parse::<Amount>()
                .is_ok_and(|amount| amount.hundredths().is_some())
        };
        if !rate.value.iter().all(|value| fine(&value.amount)) {
            let message =
                format!("`{name}` has a figure with more than two decimals, which rules do not take");
            check.say(keys.at(key, message));
        }
    }
}
