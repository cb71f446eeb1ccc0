//! The questions of the real `content/`: every one is reached, each answer leads somewhere, and only what can still matter is asked.

use std::collections::BTreeSet;

use domain::assess::{Answer, Answers, Day, Fact, Lots, Question, Rules, Verdict, Voice, Walk};

use super::{day, rules};

/// Ways that are gone by lot.
const WALKS: u64 = 400;

fn today() -> Day {
    day("2026-11-25")
}

/// Goes a way whose answers are given by the questions' ids; what is not given is «I do not know».
fn go(given: &[(&str, Answer)]) -> (Answers, Walk) {
    let rules = rules();
    let mut answers = Answers::default();
    let mut walk = rules.walk(&answers, today());
    while let Some(asked) = walk.next {
        let id = &rules.flow.questions[asked.question].id;
        let named = match asked.member {
            Some(member) => format!("{id}.{member}"),
            None => id.clone(),
        };
        let of = |wanted: &str| given.iter().find(|(name, _)| *name == wanted);
        let answer = of(&named)
            .or_else(|| of(id))
            .map_or(Answer::Unknown, |(_, answer)| answer.clone());
        answers.set(id, asked.member, answer);
        walk = rules.walk(&answers, today());
    }
    (answers, walk)
}

fn chosen(ids: &[&str]) -> Answer {
    Answer::Chosen(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn asked<'a>(rules: &'a Rules, walk: &Walk) -> BTreeSet<&'a str> {
    let ids = walk
        .asked
        .iter()
        .map(|asked| rules.flow.questions[asked.question].id.as_str());
    ids.collect()
}

#[test]
fn every_question_and_every_answer_is_reached() {
    let rules = rules();
    let mut left: BTreeSet<(&str, &str)> = BTreeSet::new();
    for question in &rules.flow.questions {
        left.insert((&question.id, ""));
        left.extend(
            question
                .choices()
                .iter()
                .map(|choice| (question.id.as_str(), choice.id.as_str())),
        );
    }
    for seed in 0..10 * WALKS {
        let (answers, walk) = Lots::new(seed).go(rules, today(), 0, |_, _| {});
        for asked in &walk.asked {
            let question = &rules.flow.questions[asked.question];
            left.remove(&(question.id.as_str(), ""));
            if let Some(Answer::Chosen(ids)) = answers.get(&question.id, asked.member) {
                left.retain(|(id, answer)| *id != question.id || !ids.iter().any(|chosen| chosen == answer));
            }
        }
        if left.is_empty() {
            return;
        }
    }
    panic!("nobody comes to {left:?}");
}

#[test]
fn every_measure_comes_out_in_each_way_that_its_rules_allow() {
    let rules = rules();
    let verdicts = [Verdict::Likely, Verdict::NeedsInformation, Verdict::Unlikely];
    let mut left: BTreeSet<(&str, Verdict)> = BTreeSet::new();
    for measure in &rules.measures {
        let ways = verdicts.into_iter();
        // Its figure of this year is not known yet: it can only need information.
        let ways =
            ways.filter(|verdict| measure.id != "carta_dedicata" || *verdict == Verdict::NeedsInformation);
        left.extend(ways.map(|verdict| (measure.id.as_str(), verdict)));
    }
    let mut seen = |walk: &Walk| {
        for judged in walk.outcome(rules, today()).measures {
            left.remove(&(rules.measures[judged.measure].id.as_str(), judged.verdict));
        }
        left.clone()
    };
    // Too much comes together here for lots: over eighty, with the allowance, the need assessed, the certificate.
    seen(
        &go(&[
            ("why", chosen(&["ask"])),
            ("money", chosen(&["yes"])),
            ("alone", chosen(&["alone"])),
            ("age", Answer::Number(8_700)),
            ("isee_have", chosen(&["have"])),
            ("isee_health", Answer::Number(450_000)),
            ("disability", Answer::People(vec![0])),
            ("degree", chosen(&["not_self_sufficient"])),
            ("helped", Answer::People(vec![0])),
            ("invalidity", Answer::Number(10_000)),
            ("accompagnamento", Answer::People(vec![0])),
            ("need_degree", chosen(&["yes"])),
        ])
        .1,
    );
    for seed in 0..10 * WALKS {
        let (_, walk) = Lots::new(seed).go(rules, today(), 7, |_, _| {});
        if seen(&walk).is_empty() {
            return;
        }
    }
    panic!(
        "never: {:?}",
        seen(&Lots::new(0).go(rules, today(), 7, |_, _| {}).1)
    );
}

#[test]
fn who_answers_everything_leaves_nothing_open_that_a_question_could_settle() {
    let rules = rules();
    let served: BTreeSet<Fact> = rules.flow.questions.iter().flat_map(Question::serves).collect();
    for seed in 0..WALKS {
        let (answers, walk) = Lots::new(seed).go(rules, today(), 0, |_, _| {});
        let of_isee = [Fact::IseeOrdinary, Fact::IseeSpecific, Fact::IseeHealth];
        for judged in walk.outcome(rules, today()).measures {
            if judged.verdict == Verdict::Unlikely || judged.run_out.is_some() {
                continue;
            }
            for (fact, member) in &judged.missing {
                // Who has no certificate cannot say what is on it; who does not know whose degree it is, neither.
                let told = of_isee.contains(fact)
                    || matches!(answers.get("isee_have", None), Some(Answer::Chosen(ids)) if ids[0] != "have");
                // Nobody knows yet on which day a child will be born.
                let told = told || *fact == Fact::BirthOn;
                let id = &rules.measures[judged.measure].id;
                assert!(
                    told || !served.contains(fact),
                    "walk {seed}: {id} lacks {fact:?} of {member:?}"
                );
            }
        }
    }
}

#[test]
fn danger_comes_first_at_that_step_and_after_and_no_measure_beside_it() {
    let rules = rules();
    let of = |id: &str| rules.flow.question(id).expect("the question is there");
    let mut ways: Vec<(&str, &str)> = vec![("danger", "yes")];
    ways.extend(
        of("worries")
            .choices()
            .iter()
            .map(|choice| ("worries", choice.id.as_str())),
    );
    ways.push(("needs", "violence"));
    assert!(ways.len() > 10);
    for (question, answer) in ways {
        let mut answers = Answers::default();
        let mut told = false;
        let mut walk = rules.walk(&answers, today());
        while let Some(asked) = walk.next {
            let id = &rules.flow.questions[asked.question].id;
            let give = match id.as_str() {
                _ if id == question => chosen(&[answer]),
                "why" => chosen(&["ask"]),
                "money" => chosen(&["yes"]),
                _ => Answer::Unknown,
            };
            told = told || id == question;
            answers.set(id, asked.member, give);
            walk = rules.walk(&answers, today());
            let outcome = walk.outcome(rules, today());
            assert_eq!(!outcome.safety_first.is_empty(), told, "{answer} at {id}");
            assert!(!told || outcome.measures.is_empty(), "{answer} at {id}");
        }
        assert!(told, "nobody was asked {question}");
        let asked = asked(rules, &walk);
        assert!(
            !asked.contains("isee_have") && !asked.contains("alone"),
            "{answer}: money is asked about"
        );
    }
}

#[test]
fn only_what_can_still_matter_is_asked() {
    let alone = [
        ("whom", chosen(&["self"])),
        ("why", chosen(&["ask"])),
        ("danger", chosen(&["no"])),
        ("worries", chosen(&[])),
        ("needs", chosen(&["money"])),
        ("money", chosen(&["yes"])),
        ("alone", chosen(&["alone"])),
        ("age", Answer::Number(4_500)),
        ("birth", chosen(&["no"])),
        ("isee_have", chosen(&["have"])),
        ("isee_ordinary", Answer::Number(6_000_000)),
        ("isee_specific", Answer::Number(6_000_000)),
    ];
    let rules = rules();
    let (_, walk) = go(&alone);
    let asked = asked(rules, &walk);
    for id in [
        "rent",
        "savings",
        "income",
        "vehicles",
        "citizenship",
        "student",
        "cares",
        "partner",
        "permit",
    ] {
        assert!(
            !asked.contains(id),
            "{id} cannot matter to a person alone of 45 with an ISEE of 60,000"
        );
    }
    assert!(walk.asked.len() < 20, "{} questions", walk.asked.len());
}

#[test]
fn who_only_gives_is_asked_what_they_could_give_and_nothing_else() {
    let (_, walk) = go(&[
        ("why", chosen(&["give"])),
        ("danger", chosen(&["no"])),
        ("worries", chosen(&[])),
        ("resources", chosen(&["time", "languages"])),
    ]);
    let rules = rules();
    let all: Vec<&str> = asked(rules, &walk).into_iter().collect();
    assert_eq!(all, ["danger", "polo", "resources", "whom", "why", "worries"]);
    let places = walk.outcome(rules, today()).places;
    assert!(places.iter().any(|path| path.contains("patto")), "{places:?}");
}

#[test]
fn who_does_not_say_why_they_come_is_asked_all_the_same() {
    let rules = rules();
    for silence in [Answer::Unknown, Answer::Private] {
        let (_, walk) = go(&[
            ("why", silence.clone()),
            ("money", silence),
            ("alone", chosen(&["others"])),
            ("danger", chosen(&["no"])),
            ("worries", chosen(&[])),
        ]);
        let asked = asked(rules, &walk);
        for id in ["needs", "money", "partner", "isee_have", "resources", "polo"] {
            assert!(asked.contains(id), "{id} is not asked");
        }
    }
}

#[test]
fn one_answer_is_changed_and_the_rest_stays() {
    let rules = rules();
    for seed in 0..60 {
        let (answers, walk) = Lots::new(seed).go(rules, today(), 5, |_, _| {});
        let mut lots = Lots::new(seed + 1000);
        for asked in &walk.asked {
            let question = &rules.flow.questions[asked.question];
            let mut other = answers.clone();
            other.set(
                &question.id,
                asked.member,
                lots.answer(rules, *asked, &walk, today()),
            );
            let changed = rules.walk(&other, today());
            for (before, after) in answers.pairs().iter().zip(other.pairs()) {
                assert!(
                    before == &after || before.0.starts_with(&question.id),
                    "{} is lost",
                    before.0
                );
            }
            // What comes before it was asked all the same.
            let until = walk
                .asked
                .iter()
                .position(|one| one == asked)
                .expect("it was asked");
            assert_eq!(changed.asked[..until], walk.asked[..until]);
            // And changed back, all is as it was.
            let back = answers
                .get(&question.id, asked.member)
                .expect("an answer")
                .clone();
            other.set(&question.id, asked.member, back);
            assert!(rules.walk(&other, today()) == walk);
        }
    }
}

#[test]
fn going_on_from_a_way_leads_where_going_it_anew_does() {
    let rules = rules();
    let mut lots = Lots::new(77);
    for seed in 0..60 {
        let (answers, walk) = Lots::new(seed).go(rules, today(), 5, |_, _| {});
        let (other, far) = Lots::new(seed + 500).go(rules, today(), 5, |_, _| {});
        assert!(rules.walk_on((&other, &far), &answers, today()) == walk);
        for asked in &walk.asked {
            let question = &rules.flow.questions[asked.question];
            let mut changed = answers.clone();
            changed.set(
                &question.id,
                asked.member,
                lots.answer(rules, *asked, &walk, today()),
            );
            let anew = rules.walk(&changed, today());
            assert!(rules.walk_on((&answers, &walk), &changed, today()) == anew);
            assert!(rules.walk_on((&changed, &anew), &answers, today()) == walk);
        }
    }
}

#[test]
fn the_way_ends_and_says_so_honestly() {
    let rules = rules();
    for seed in 0..WALKS {
        let mut before = None;
        let (_, walk) = Lots::new(seed).go(rules, today(), 4, |_, walk| {
            assert_eq!(walk.next.is_none(), walk.rest == 0);
            before = Some(walk.rest);
        });
        assert_eq!((walk.next, before), (None, Some(0)));
    }
}

#[test]
fn who_knows_nothing_is_refused_nothing() {
    let (_, walk) = go(&[
        ("why", chosen(&["ask"])),
        ("money", chosen(&["yes"])),
        ("alone", chosen(&["others"])),
    ]);
    for judged in walk.outcome(rules(), today()).measures {
        assert_eq!(
            judged.verdict,
            Verdict::NeedsInformation,
            "{}",
            rules().measures[judged.measure].id
        );
    }
}

#[test]
fn every_question_has_words_for_everybody_in_both_languages() {
    let rules = rules();
    for lang in ["it", "en"] {
        for seed in 0..80 {
            let (_, walk) = Lots::new(seed).go(rules, today(), 0, |_, _| {});
            for asked in &walk.asked {
                for voice in [Voice::Own, Voice::Other] {
                    let words = rules.ask(*asked, &walk.household, voice, lang, today());
                    assert!(
                        words.ends_with('?') && !words.contains(['{', '}', '…']),
                        "{words}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_phone_gets_the_same_flow_in_its_own_language() {
    for lang in ["it", "en"] {
        let bytes = rules().in_language(lang).to_bytes();
        let phone = Rules::parse(&bytes).expect("the bytes are those of this version");
        for seed in 0..40 {
            let (answers, walk) = Lots::new(seed).go(rules(), today(), 6, |_, _| {});
            assert!(phone.walk(&answers, today()) == walk);
            for asked in &walk.asked {
                let of = |rules: &Rules| rules.ask(*asked, &walk.household, walk.voice, lang, today());
                assert_eq!(of(&phone), of(rules()));
            }
        }
    }
}
