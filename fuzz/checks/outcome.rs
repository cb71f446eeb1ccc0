//! What must hold of what is said of any household on any day.
//! Never here: where the household comes from.

use domain::assess::{
    Day, Household, Judged, Measure, ONE, Outcome, Rules, Settles, Truth, Verdict, Words, assess,
};

pub(crate) const LANGUAGES: [&str; 2] = ["it", "en"];

/// Any three bytes are a day of 2023 to 2028: years before the first figures and after the last are among them.
pub(crate) fn day_of([year, month, day]: [u8; 3]) -> Day {
    let (year, month, day) = (
        2023 + u32::from(year % 6),
        1 + u32::from(month % 12),
        u32::from(day % 31),
    );
    (0..=3)
        .find_map(|less| Day::new(year, month, 1 + day.saturating_sub(less)))
        .expect("no month is shorter than 28 days")
}

/// Assesses a household, and looks at all that is said.
pub(crate) fn holds(rules: &Rules, household: &Household, on: Day) {
    let outcome = assess(rules, household, on);
    assert_eq!(outcome.on, on);
    safety(rules, &outcome);
    if outcome.safety_first.is_empty() {
        assert_eq!(
            outcome.measures.len(),
            rules.measures.len(),
            "a measure is left out"
        );
    } else {
        assert!(outcome.measures.is_empty(), "benefits beside an emergency number");
    }
    for scale in [outcome.isee.scale_ordinary, outcome.isee.scale_specific] {
        assert!(scale.is_none_or(|scale| scale >= ONE), "a scale below 1");
    }
    for value in [outcome.isee.ordinary, outcome.isee.specific] {
        assert!(value.is_none_or(|value| value.cents >= 0), "an ISEE below zero");
    }
    let members = household.members.as_ref().map_or(0, Vec::len);
    for (place, judged) in outcome.measures.iter().enumerate() {
        assert_eq!(judged.measure, place, "not in the order of the rules");
        let measure = &rules.measures[place];
        places(measure, judged, members);
        verdict(measure, judged);
        texts(rules, measure, judged);
    }
}

/// Whom to call is somebody whom the rules know, and is named once.
fn safety(rules: &Rules, outcome: &Outcome) {
    let mut named: Vec<&String> = outcome.safety_first.iter().chain(&outcome.safety_then).collect();
    for number in &named {
        assert!(
            rules.numbers.iter().any(|known| known.number == **number),
            "nobody knows whose number {number} is"
        );
    }
    named.sort();
    assert!(
        named.windows(2).all(|pair| pair[0] != pair[1]),
        "a number comes twice"
    );
}

/// Whatever is a place in the rules or in the household is one that is there.
fn places(measure: &Measure, judged: &Judged, members: usize) {
    let id = &measure.id;
    assert_eq!(judged.criteria.len(), measure.criteria.len(), "{id}: criteria");
    match judged.settles {
        Some(Settles::Criterion(place)) => {
            assert_eq!(
                judged.criteria.get(place),
                Some(&Truth::Unknown),
                "{id}: {place} is settled"
            );
        }
        Some(Settles::Amount(place)) => assert!(place < measure.amounts.len(), "{id}: no such sum"),
        None => {}
    }
    for near in &judged.near {
        assert!(
            near.criterion < measure.criteria.len() && near.by > 0,
            "{id}: {near:?}"
        );
        assert_ne!(judged.criteria[near.criterion], Truth::Met, "{id}: {near:?}");
    }
    assert!(
        judged.member.is_none_or(|member| member < members),
        "{id}: no such member"
    );
    for (fact, member) in &judged.missing {
        assert!(
            member.is_none_or(|member| member < members),
            "{id}: {fact:?} of nobody"
        );
    }
}

/// The verdict is what its criteria say, and its sums are sums.
fn verdict(measure: &Measure, judged: &Judged) {
    let id = &measure.id;
    assert!(
        judged.amounts.len() <= measure.amounts.len(),
        "{id}: too many sums"
    );
    for paid in &judged.amounts {
        let (low, high) = (paid.sum.low(), paid.sum.high());
        assert!(low >= 0 && high.is_none_or(|high| low <= high), "{id}: {paid:?}");
    }
    let all = judged.criteria.iter().copied().fold(Truth::Met, Truth::and);
    match judged.verdict {
        Verdict::Likely => assert_eq!(all, Truth::Met, "{id}"),
        Verdict::Unlikely => assert!(all == Truth::Unmet && judged.amounts.is_empty(), "{id}"),
        Verdict::NeedsInformation => {}
    }
    if judged.run_out.is_some() {
        assert_eq!(
            judged.verdict,
            Verdict::NeedsInformation,
            "{id}: a figure has run out"
        );
        assert!(
            judged.amounts.is_empty() && judged.near.is_empty(),
            "{id}: a figure has run out"
        );
    }
}

/// Each text that can be shown is there, and no place in it is left to fill.
fn texts(rules: &Rules, measure: &Measure, judged: &Judged) {
    let whole = [
        &measure.name,
        &measure.apply,
        &measure.papers,
        &measure.not_checked,
    ];
    for words in whole {
        filled(rules, words, judged.day, &measure.id);
    }
    for criterion in &measure.criteria {
        filled(rules, &criterion.words, judged.day, &criterion.id);
        optional(rules, &criterion.settles, judged.day, &criterion.id);
    }
    for pay in &measure.amounts {
        optional(rules, &pay.settles, judged.day, &measure.id);
    }
}

fn optional(rules: &Rules, words: &Words, day: Option<Day>, id: &str) {
    if !words.is_empty() {
        filled(rules, words, day, id);
    }
}

fn filled(rules: &Rules, words: &Words, day: Option<Day>, id: &str) {
    for lang in LANGUAGES {
        let text = rules.fill(words, lang, day);
        assert!(!text.trim().is_empty(), "{id}: nothing to say in {lang}");
        assert!(!text.contains("{{") && !text.contains("}}"), "{id}: {text}");
    }
}
