//! A question a screen: a few large answers, «I do not know» and «I would rather not say» always beside them.

use super::session::{NONE, Screen, Session, Sitting};
use super::{Scene, safety};
use crate::components::{Choice, ChoiceListProps, TextFieldProps, choice_list, text_field};
use crate::hooks::focus;
use crate::texts::{Key, text};
use domain::assess::{self, Answer, Asked, Asks, Question, Spoken, Unit, capital};
use yew::prelude::*;
use yew::props;

/// The name of the field: no answer is ever sent, so it needs no other.
const FIELD: &str = "answer";

pub(super) fn page(scene: &Scene<'_>, asked: Asked) -> Html {
    let Scene {
        texts,
        sitting,
        rules,
        ..
    } = scene;
    let Some(question) = rules.flow.questions.get(asked.question) else {
        return Html::default();
    };
    let asks = rules.ask(
        asked,
        &sitting.walk.household,
        sitting.walk.voice,
        scene.lang,
        sitting.today,
    );
    let hint = scene.say(&question.hint);
    let onsubmit = {
        let sitting = (*sitting).clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match sitting.given(asked) {
                Ok(answer) => settle(&sitting, asked, answer),
                Err(fault) => {
                    sitting.change(move |session| session.fault = Some(fault));
                    focus("#app .question input");
                }
            }
        })
    };
    let error = sitting.fault.map_or("", |fault| texts.get(fault)).to_owned();
    html! {
        <div key={format!("{}-{}", question.id, asked.member.unwrap_or_default())} class="question">
            { progress(scene, asked) }
            { safety::panel(scene) }
            <form key="form" {onsubmit} novalidate=true autocomplete="off">
                <h1 key="ask" class="h2">{ text(&asks) }</h1>
                <div key="field">{ field(scene, question, &asks, &hint, &error) }</div>
                { buttons(scene, asked, question) }
            </form>
        </div>
    }
}

/// Takes the answer, and tells the browser of the new screen.
fn settle(sitting: &Sitting, asked: Asked, answer: Answer) {
    super::forward(sitting, move |session: &mut Session| {
        session.answer(asked, answer);
    });
}

/// Where one is: the chapter, the number, about how many there are still.
fn progress(scene: &Scene<'_>, asked: Asked) -> Html {
    let Scene {
        texts,
        sitting,
        rules,
        ..
    } = scene;
    let number = sitting.number(asked);
    let total = sitting.walk.asked.len() + sitting.walk.rest;
    let left = total.saturating_sub(number);
    let part = rules
        .flow
        .questions
        .get(asked.question)
        .map(|question| question.part);
    let part = part.and_then(|part| rules.flow.parts.get(part));
    let part = part.map_or_else(String::new, |part| rules.say(&part.name, scene.lang).to_owned());
    let (number, rest) = (number.to_string(), left.to_string());
    let values = [("number", &*number), ("rest", &*rest), ("part", &*part)];
    let words = match (sitting.changing, left) {
        (true, _) => texts.get(Key::assess_changing).to_owned(),
        (false, 0) => texts.fill(Key::assess_left_none, &values),
        (false, _) => texts.fill(Key::assess_left, &values),
    };
    html! {
        <div key="progress" class="question-progress">
            <p key="words" id="progress">{ text(&words) }</p>
            <progress key="bar" aria-labelledby="progress" max={total.to_string()} value={number} />
        </div>
    }
}

fn field(scene: &Scene<'_>, question: &Question, asks: &str, hint: &str, error: &str) -> Html {
    let Scene { texts, sitting, .. } = scene;
    let many = matches!(question.kind, Asks::Several(..) | Asks::Who(..));
    let list = |choices: Vec<Choice>, compact: bool| {
        let onchange = sitting.taking(move |session: &mut Session, chosen: Vec<String>| {
            session.chosen = alone(&session.chosen, chosen);
            session.fault = None;
        });
        choice_list(&props!(ChoiceListProps {
            texts: (*texts).clone(),
            name: FIELD,
            legend: asks.to_owned(),
            legend_hidden: true,
            hint: hint.to_owned(),
            error: error.to_owned(),
            choices,
            chosen: sitting.chosen.clone(),
            many,
            compact,
            onchange,
        }))
    };
    let typed = |kind: &'static str, inputmode: Option<&'static str>, label: Key| {
        let oninput = sitting.taking(|session: &mut Session, typed: String| {
            session.typed = typed;
            session.fault = None;
        });
        text_field(&props!(TextFieldProps {
            texts: (*texts).clone(),
            name: FIELD,
            label: texts.get(label).to_owned(),
            hint: hint.to_owned(),
            error: error.to_owned(),
            value: sitting.typed.clone(),
            kind,
            autocomplete: "off",
            inputmode: inputmode.map(AttrValue::from),
            short: true,
            oninput,
        }))
    };
    match &question.kind {
        Asks::Choice(choices) => list(named(scene, choices), false),
        Asks::Several(choices, none, _) => {
            let mut all = named(scene, choices);
            all.push(Choice::new(NONE, scene.say(none)));
            list(all, false)
        }
        Asks::Who(..) => list(people(scene), false),
        Asks::Count(_, 1) => list(
            vec![
                Choice::new("1", texts.get(Key::app_yes).to_owned()),
                Choice::new("0", texts.get(Key::app_no).to_owned()),
            ],
            false,
        ),
        Asks::Count(_, most) => {
            let numbers = (0..=*most).map(|number| Choice::new(number.to_string(), number.to_string()));
            list(numbers.collect(), true)
        }
        Asks::Number(fact) | Asks::Money(fact, 1) => typed("text", Some("decimal"), label_of(fact.unit())),
        Asks::Money(..) => typed("text", Some("decimal"), label_of(Unit::EuroAMonth)),
        Asks::Day(_) => typed("date", None, Key::assess_day_label),
        Asks::Polo => list(poli(scene), false),
    }
}

fn label_of(unit: Unit) -> Key {
    match unit {
        Unit::Euro => Key::assess_euro_label,
        Unit::EuroAMonth => Key::assess_month_label,
        Unit::Percent => Key::assess_percent_label,
        Unit::Years => Key::assess_years_label,
    }
}

/// «None of these» and the others exclude each other.
fn alone(before: &[String], chosen: Vec<String>) -> Vec<String> {
    let is_none = |id: &String| id == NONE;
    if !chosen.iter().any(is_none) || chosen.len() < 2 {
        return chosen;
    }
    if before.iter().any(is_none) {
        chosen.into_iter().filter(|id| !is_none(id)).collect()
    } else {
        vec![NONE.to_owned()]
    }
}

fn named(scene: &Scene<'_>, choices: &[assess::Choice]) -> Vec<Choice> {
    let choice = |choice: &assess::Choice| {
        Choice::new(choice.id.clone(), scene.say(&choice.label)).with_hint(scene.say(&choice.hint))
    };
    choices.iter().map(choice).collect()
}

fn people(scene: &Scene<'_>) -> Vec<Choice> {
    let sitting = scene.sitting;
    let mut all: Vec<Choice> = (0..sitting.walk.members())
        .map(|place| Choice::new(place.to_string(), scene.member(place)))
        .collect();
    all.push(Choice::new(NONE, scene.texts.get(Key::assess_nobody).to_owned()));
    all
}

/// The Poli, each with the neighbourhoods that are its own.
fn poli(scene: &Scene<'_>) -> Vec<Choice> {
    let poli = scene.bundle.catalogue.poli.iter().map(|polo| {
        let names: Vec<&str> = polo.neighbourhoods.iter().map(|one| &*one.name).collect();
        Choice::new(polo.id.clone(), polo.name.clone()).with_hint(names.join(", "))
    });
    poli.collect()
}

fn buttons(scene: &Scene<'_>, asked: Asked, question: &Question) -> Html {
    let Scene { texts, sitting, .. } = scene;
    let skip = |answer: Answer| {
        let sitting = (*sitting).clone();
        Callback::from(move |_: MouseEvent| settle(&sitting, asked, answer.clone()))
    };
    let given = sitting.answers.get(&question.id, asked.member);
    // Who comes back sees what they chose.
    let pressed = |answer: Answer| (given == Some(&answer)).then_some("true");
    let onback = Callback::from(|_: MouseEvent| super::step_back());
    let onshow = {
        let sitting = (*sitting).clone();
        Callback::from(move |_: MouseEvent| {
            super::forward(&sitting, |session: &mut Session| {
                session.changing = false;
                session.push(Screen::Outcome);
            });
        })
    };
    html! {
        <div key="buttons" class="question-buttons">
            <div key="on" class="button-row">
                <button key="next" type="submit" class="btn btn-primary">{ texts.say(Key::assess_next) }</button>
                <button key="unknown" type="button" class="btn btn-outline-primary" aria-pressed={pressed(Answer::Unknown)}
                    onclick={skip(Answer::Unknown)}>{ texts.say(Key::assess_unknown) }</button>
                <button key="private" type="button" class="btn btn-outline-primary" aria-pressed={pressed(Answer::Private)}
                    onclick={skip(Answer::Private)}>{ texts.say(Key::assess_rather_not) }</button>
            </div>
            <div key="other" class="button-row">
                <button key="back" type="button" class="btn btn-link" onclick={onback}>{ texts.say(Key::assess_back) }</button>
                <button key="show" type="button" class="btn btn-link" onclick={onshow}>{ texts.say(Key::assess_show) }</button>
            </div>
        </div>
    }
}

impl Scene<'_> {
    /// The words for whom it is about, with the figures of today.
    pub(super) fn say(&self, spoken: &Spoken) -> String {
        let words = spoken.of(self.sitting.walk.voice);
        self.rules.fill(words, self.lang, Some(self.sitting.today))
    }

    /// A member, as they stand in a list: with the age where it is known.
    pub(super) fn member(&self, place: usize) -> String {
        let walk = &self.sitting.walk;
        let called = capital(&self.rules.call(&walk.household, place, walk.voice, self.lang));
        match self.rules.age(&walk.household, place) {
            Some(age) if place > 0 => {
                let age = age.to_string();
                let values = [("who", &*called), ("age", &*age)];
                self.texts.fill(Key::assess_member_age, &values)
            }
            _ => called,
        }
    }
}
