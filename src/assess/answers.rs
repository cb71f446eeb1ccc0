//! What was answered, in words: for the summary, the print and the Polo.

use super::Scene;
use super::session::{Screen, Session};
use crate::components::{Submit, SummaryListProps, SummaryRow, summary_list};
use crate::dates;
use crate::texts::Key;
use domain::amount::Amount;
use domain::assess::{Answer, Asked, Asks, Unit};
use yew::prelude::*;
use yew::props;

/// A question and what was answered to it.
pub(super) struct Said {
    pub(super) asked: Asked,
    pub(super) question: String,
    pub(super) answer: String,
    /// Whether it is an answer, and not «I do not know».
    pub(super) known: bool,
}

/// All answers on the way, in order.
pub(super) fn said(scene: &Scene<'_>) -> Vec<Said> {
    let walk = &scene.sitting.walk;
    let one = |asked: &Asked| {
        let answer = answer(scene, *asked)?;
        Some(Said {
            asked: *asked,
            question: scene.rules.ask(
                *asked,
                &walk.household,
                walk.voice,
                scene.lang,
                scene.sitting.today,
            ),
            answer: answer.0,
            known: answer.1,
        })
    };
    walk.asked.iter().filter_map(one).collect()
}

fn answer(scene: &Scene<'_>, asked: Asked) -> Option<(String, bool)> {
    let Scene {
        texts,
        sitting,
        rules,
        ..
    } = scene;
    let question = rules.flow.questions.get(asked.question)?;
    let label = |id: &String| {
        let choice = question.choices().iter().find(|choice| choice.id == *id);
        choice.map(|choice| scene.say(&choice.label))
    };
    let number = |hundredths: i64, money| Amount::from_hundredths(hundredths).written(scene.lang, money);
    let measured = |amount: i64, unit: Unit| match unit {
        Unit::Euro => texts.fill(Key::assess_sum, &[("sum", &number(amount, true))]),
        Unit::EuroAMonth => texts.fill(Key::assess_sum_month, &[("sum", &number(amount, true))]),
        Unit::Percent => format!("{}%", number(amount, false)),
        Unit::Years => number(amount, false),
    };
    let words = match (sitting.answers.get(&question.id, asked.member)?, &question.kind) {
        (Answer::Unknown, _) => return Some((texts.get(Key::assess_unknown).to_owned(), false)),
        (Answer::Private, _) => return Some((texts.get(Key::assess_rather_not).to_owned(), false)),
        (Answer::Chosen(ids), Asks::Several(_, none, _)) if ids.is_empty() => scene.say(none),
        (Answer::Chosen(ids), Asks::Polo) => {
            let polo = ids.first().and_then(|id| scene.bundle.catalogue.polo(id));
            polo.map_or_else(String::new, |polo| polo.name.clone())
        }
        (Answer::Chosen(ids), _) => ids.iter().filter_map(label).collect::<Vec<_>>().join("; "),
        (Answer::People(places), _) if places.is_empty() => texts.get(Key::assess_nobody).to_owned(),
        (Answer::People(places), _) => {
            let names: Vec<String> = places.iter().map(|place| scene.member(*place)).collect();
            names.join("; ")
        }
        (Answer::Number(count), Asks::Count(_, 1)) => texts
            .get(if *count > 0 { Key::app_yes } else { Key::app_no })
            .to_owned(),
        (Answer::Number(amount), Asks::Money(_, times)) if *times > 1 => measured(*amount, Unit::EuroAMonth),
        (Answer::Number(amount), Asks::Number(fact) | Asks::Money(fact, _)) => measured(*amount, fact.unit()),
        (Answer::Number(amount), _) => measured(*amount, Unit::Years),
        (Answer::Day(day), _) => dates::day(scene.bundle, &day.to_string()),
    };
    Some((words, true))
}

/// The answers, each to be changed alone.
pub(super) fn list(scene: &Scene<'_>, said: &[Said]) -> Html {
    let row = |said: &Said| SummaryRow {
        question: said.question.clone().into(),
        answers: vec![said.answer.clone().into()],
        change: Some(Submit::default()),
    };
    let places: Vec<Asked> = said.iter().map(|said| said.asked).collect();
    let onchange = {
        let sitting = scene.sitting.clone();
        Callback::from(move |at: usize| {
            let Some(asked) = places.get(at).copied() else {
                return;
            };
            super::forward(&sitting, move |session: &mut Session| {
                session.push(Screen::Question(asked));
                session.changing = true;
            });
        })
    };
    let texts = scene.texts.clone();
    let rows: Vec<SummaryRow> = said.iter().map(row).collect();
    html! { <div key="answers">{ summary_list(&props!(SummaryListProps { texts, rows, onchange })) }</div> }
}

/// A line for the Polo.
pub(super) fn line(said: &Said) -> String {
    format!("{} {}", said.question, said.answer)
}
