//! Whom to call, where to go: from worries, needs and resources to numbers, services, areas, motives and pages.
//! Never here: money, or a verdict.

use super::fact::Fact;
use super::household::Household;
use super::outcome::Outcome;
use super::rules::{Rules, Worry};

fn add(list: &mut Vec<String>, more: &[String]) {
    for item in more {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}

impl Rules {
    /// The worry of that word, or of another word for it.
    pub fn worry(&self, word: &str) -> Option<&Worry> {
        self.worries
            .iter()
            .find(|worry| worry.id == word || worry.also.iter().any(|also| also == word))
    }
}

/// Fills in whom to call. When the danger is now, one number comes first and all others after it. A worry that the rules do
/// not know is not passed over: it may be the gravest.
pub(super) fn safety(rules: &Rules, household: &Household, outcome: &mut Outcome) {
    let mut words = household.facts.words(Fact::Worries).unwrap_or_default().to_vec();
    let needs = household.facts.words(Fact::Needs).unwrap_or_default();
    let implied = rules.needs.iter().filter(|need| needs.contains(&need.id));
    words.extend(implied.filter_map(|need| need.worry.clone()));
    let now = household.facts.yes(Fact::Danger) == Some(true);
    let danger = std::slice::from_ref(&rules.danger_number);
    if now || words.iter().any(|word| rules.worry(word).is_none()) {
        add(&mut outcome.safety_first, danger);
    }
    let worried: Vec<&Worry> = (rules.worries.iter())
        .filter(|worry| {
            words
                .iter()
                .any(|word| *word == worry.id || worry.also.contains(word))
        })
        .collect();
    for worry in &worried {
        let first = if now {
            &mut outcome.safety_then
        } else {
            &mut outcome.safety_first
        };
        add(first, &worry.first);
    }
    for worry in &worried {
        add(&mut outcome.safety_then, &worry.then);
        add(&mut outcome.services, &worry.services);
        add(&mut outcome.areas, &worry.areas);
        add(&mut outcome.help, worry.page.as_slice());
        outcome.motive = outcome.motive.take().or_else(|| worry.motive.clone());
    }
    let first = &outcome.safety_first;
    outcome.safety_then.retain(|number| !first.contains(number));
}

/// Fills in where needs lead and where resources are welcome.
pub(super) fn beside_money(rules: &Rules, household: &Household, outcome: &mut Outcome) {
    let has = |fact, id: &String| {
        household
            .facts
            .words(fact)
            .is_some_and(|words| words.contains(id))
    };
    for need in rules.needs.iter().filter(|need| has(Fact::Needs, &need.id)) {
        add(&mut outcome.services, &need.services);
        add(&mut outcome.places, &need.places);
        add(&mut outcome.areas, &need.areas);
        outcome.motive = outcome.motive.take().or_else(|| need.motive.clone());
    }
    for resource in rules
        .resources
        .iter()
        .filter(|resource| has(Fact::Resources, &resource.id))
    {
        add(&mut outcome.places, &resource.pages);
    }
}
