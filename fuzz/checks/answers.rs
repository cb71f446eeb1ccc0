//! What must hold of the way through the questions, whatever a phone says that it has kept. The fuzzer's target includes this
//! file, and so does the test that walks what the fuzzer kept; whoever does has `outcome.rs` beside it.
//! Never here: where the bytes come from.

use super::outcome::{LANGUAGES, day_of, holds};
use domain::assess::{Answers, Asked, Day, Rules, Walk};

/// The first three bytes are a day, each line after them a question and its answer: `age.1=n4200`.
pub(crate) fn check(rules: &Rules, bytes: &[u8]) {
    let Some((day, text)) = bytes.split_first_chunk() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let answers = Answers::from_pairs(&pairs(text));
    assert!(
        Answers::from_pairs(&answers.pairs()) == answers,
        "not what was kept"
    );

    let on = day_of(*day);
    let walk = rules.walk(&answers, on);
    assert_eq!(walk.next.is_some(), walk.rest > 0, "{} questions more", walk.rest);
    for asked in walk.asked.iter().chain(&walk.next) {
        question(rules, *asked, &walk, on);
    }
    for asked in &walk.asked {
        let id = &rules.flow.questions[asked.question].id;
        assert!(answers.get(id, asked.member).is_some(), "{id} was not answered");
    }
    holds(rules, &walk.household, on);
    let outcome = walk.outcome(rules, on);
    assert!(outcome.measures.is_empty() || outcome.safety_first.is_empty());
}

pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().filter_map(|line| line.split_once('='));
    lines
        .map(|(name, word)| (name.to_owned(), word.to_owned()))
        .collect()
}

/// It is there, it is asked of somebody, and it can be read.
fn question(rules: &Rules, asked: Asked, walk: &Walk, on: Day) {
    let id = &rules.flow.questions[asked.question].id;
    assert!(
        asked.member.is_none_or(|member| member < walk.members()),
        "{id} is asked of nobody"
    );
    for lang in LANGUAGES {
        let ask = rules.ask(asked, &walk.household, walk.voice, lang, on);
        assert!(!ask.trim().is_empty(), "{id}: nothing to ask in {lang}");
        assert!(!ask.contains("{{") && !ask.contains("{who}"), "{id}: {ask}");
    }
}
