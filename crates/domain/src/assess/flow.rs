//! The questions of the self-assessment: in what order, asked of whom, and which facts each answer gives. They are data, from
//! `content/flows/questions.toml`; which of them still matters is found out from the rules (`flow/walk.rs`).
//! Never here: what follows from the facts, or how a question looks.

mod answers;
#[cfg(not(target_arch = "wasm32"))]
mod explore;
mod walk;
mod words;

pub use answers::{Answer, Answers};
#[cfg(not(target_arch = "wasm32"))]
pub use explore::Lots;
pub use walk::{Asked, EVERY_MEASURE, NOT_ANSWERED, Walk};
pub use words::capital;

use super::fact::Fact;
use super::household::Value;
use super::rules::{Condition, Words};

/// Words for who answers for oneself and for who answers for someone else. Where `other` or `member` is empty, `own` is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// To the person whom it is about.
    pub own: Words,
    /// To somebody who answers for that person.
    pub other: Words,
    /// About another member of the household; `{who}` stands for the member.
    pub member: Words,
}

/// Whom the questions are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// The one who answers.
    #[default]
    Own,
    /// Somebody else.
    Other,
}

/// All questions, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The chapters.
    pub parts: Vec<Part>,
    /// How members of the household are called.
    pub people: Vec<People>,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A chapter of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// For example `family`.
    pub id: String,
    /// As it is shown.
    pub name: Words,
}

/// How the members of one relation are called, in lower case and with their article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// `applicant`, `partner`, `child` or `other`.
    pub relation: String,
    /// How they are called.
    pub name: Spoken,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// For example `citizenship`.
    pub id: String,
    /// The place of its chapter.
    pub part: usize,
    /// What is asked.
    pub ask: Spoken,
    /// What helps to answer; may be empty.
    pub hint: Spoken,
    /// What an answer looks like, and what it gives.
    pub kind: Asks,
    /// Only where each of these questions was answered with one of these words; `unknown` for who did not say.
    pub after: Vec<(String, Vec<String>)>,
    /// Only where this is known to hold.
    pub when: Option<Condition>,
    /// Of whom it is asked.
    pub each: Each,
    /// Facts for whose lack it is asked, beside those that its answers give.
    pub helps: Vec<Fact>,
}

/// Of whom a question is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Each {
    /// Once.
    Household,
    /// Of every member.
    Member,
    /// Of the members who were chosen in the question of that id.
    Chosen(String),
}

/// Facts and their values.
pub type Gives = Vec<(Fact, Value)>;

/// What an answer looks like, and what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// One of a few.
    Choice(Vec<Choice>),
    /// Several of a list; the words for «none of these»; the list that then is empty.
    Several(Vec<Choice>, Spoken, Option<Fact>),
    /// A number.
    Number(Fact),
    /// Euro, and by how much they are multiplied: 12 where a month is asked for and a year is meant.
    Money(Fact, i64),
    /// A day.
    Day(Fact),
    /// How many members of that relation, up to so many.
    Count(String, i64),
    /// Which members: what is so of those chosen, and of the others.
    Who(Gives, Gives),
    /// Which Polo: no fact, but where one is sent.
    Polo,
}

/// An answer that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// For example `yes`.
    pub id: String,
    /// As it is shown.
    pub label: Spoken,
    /// May be empty.
    pub hint: Spoken,
    /// What it says of the household, or of the member who is asked about.
    pub sets: Gives,
    /// The vehicles of the household, where it says that.
    pub vehicles: Option<Vec<Gives>>,
    /// Whether it says that the household is one person.
    pub alone: bool,
    /// Whether somebody answers for someone else.
    pub other: bool,
    /// Measures of which nothing more is asked or said; `all` for every one.
    pub rules_out: Vec<String>,
}

/// Facts whose questions are asked of everybody: they do not serve a measure.
const ALWAYS: [Fact; 4] = [Fact::Worries, Fact::Danger, Fact::Needs, Fact::Resources];

impl Question {
    /// The facts for whose lack it is asked.
    pub fn serves(&self) -> Vec<Fact> {
        let mut facts = self.helps.clone();
        let of = |gives: &Gives| gives.iter().map(|(fact, _)| *fact).collect::<Vec<_>>();
        match &self.kind {
            Asks::Choice(choices) => {
                for choice in choices {
                    facts.extend(of(&choice.sets));
                    facts.extend(choice.vehicles.is_some().then_some(Fact::VehiclesOver));
                    facts.extend(choice.alone.then_some(Fact::MembersCount));
                }
            }
            Asks::Several(choices, _, fact) => {
                facts.extend(*fact);
                facts.extend(choices.iter().flat_map(|choice| of(&choice.sets)));
            }
            Asks::Number(fact) | Asks::Money(fact, _) | Asks::Day(fact) => facts.push(*fact),
            Asks::Count(..) => facts.push(Fact::MembersCount),
            Asks::Who(chosen, others) => {
                facts.extend(of(chosen));
                facts.extend(of(others));
            }
            Asks::Polo => {}
        }
        facts
    }

    /// Whether it is asked whatever is known of the measures.
    pub fn is_for_everybody(&self) -> bool {
        let facts = self.serves();
        facts.is_empty() || facts.iter().any(|fact| ALWAYS.contains(fact))
    }

    /// The answers that can be chosen, where there are such.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Asks::Choice(choices) | Asks::Several(choices, ..) => choices,
            _ => &[],
        }
    }
}

impl Spoken {
    pub(super) fn each_words(&mut self, change: &mut dyn FnMut(&mut Words)) {
        for words in [&mut self.own, &mut self.other, &mut self.member] {
            if !words.is_empty() {
                change(words);
            }
        }
    }
}

impl Flow {
    pub(super) fn each_words(&mut self, change: &mut dyn FnMut(&mut Words)) {
        for part in &mut self.parts {
            change(&mut part.name);
        }
        for people in &mut self.people {
            people.name.each_words(change);
        }
        for question in &mut self.questions {
            question.ask.each_words(change);
            question.hint.each_words(change);
            if let Asks::Several(_, none, _) = &mut question.kind {
                none.each_words(change);
            }
            if let Asks::Choice(choices) | Asks::Several(choices, ..) = &mut question.kind {
                for choice in choices {
                    choice.label.each_words(change);
                    choice.hint.each_words(change);
                }
            }
        }
    }

    /// The question of that id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}
