//! What a person has answered, and which screen they see. Lives in memory; on the device only if asked.
//! Never here: what a screen shows.

use crate::held::Held;
use crate::texts::Key;
use domain::assess::{Answer, Answers, Asked, Asks, Day, Kind, Rules, Walk};
use std::rc::Rc;

/// The word for «none of these» among what can be chosen; no id of a file has a space.
pub(super) const NONE: &str = "no one";

/// A screen. Which one is shown never stands in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// What this is, before the first question.
    Start,
    /// A question.
    Question(Asked),
    /// What comes of it.
    Outcome,
    /// A page of the portal, read from here so that the answers stay.
    Page(String),
}

/// The state of the self-assessment.
#[derive(Clone, PartialEq)]
pub(super) struct Session {
    pub(super) rules: Rc<Rules>,
    pub(super) today: Day,
    pub(super) answers: Answers,
    /// Where the answers lead: always up to date with them.
    pub(super) walk: Walk,
    /// The screens seen, as the browser's history knows them.
    pub(super) trail: Vec<Screen>,
    /// The present one.
    pub(super) at: usize,
    /// One answer is being changed from the outcome, which comes next.
    pub(super) changing: bool,
    /// What is chosen on the present screen, and not yet answered.
    pub(super) chosen: Vec<String>,
    /// What is typed on it.
    pub(super) typed: String,
    /// What is wrong with it.
    pub(super) fault: Option<Key>,
    /// How often the screen changed: each time its heading takes the focus.
    pub(super) moves: usize,
    /// The app answers; false on the server and while it takes the page over.
    pub(super) live: bool,
    /// The answers are being kept on the device.
    pub(super) kept: bool,
    /// Answers kept by an earlier visit, not yet taken up.
    pub(super) offer: Option<Answers>,
    /// The page that is read, where it has come.
    pub(super) page: Option<Rc<str>>,
}

impl Session {
    pub(super) fn new(rules: Rc<Rules>, today: Day) -> Self {
        let answers = Answers::default();
        Self {
            walk: rules.walk(&answers, today),
            rules,
            today,
            answers,
            trail: vec![Screen::Start],
            at: 0,
            changing: false,
            chosen: Vec::new(),
            typed: String::new(),
            fault: None,
            moves: 0,
            live: false,
            kept: false,
            offer: None,
            page: None,
        }
    }

    /// Forgets everything. What was seen before is no longer one step back.
    pub(super) fn begin_anew(&mut self) {
        *self = Self {
            trail: vec![Screen::Start; self.trail.len()],
            at: self.at,
            moves: self.moves,
            live: self.live,
            ..Self::new(self.rules.clone(), self.today)
        };
        self.push(Screen::Start);
    }

    pub(super) fn screen(&self) -> &Screen {
        self.trail.get(self.at).unwrap_or(&Screen::Start)
    }

    /// Goes on to a screen; those that lay ahead are forgotten, as the browser does.
    pub(super) fn push(&mut self, screen: Screen) {
        self.trail.truncate(self.at + 1);
        self.trail.push(screen);
        self.show(self.at + 1);
    }

    /// Shows a screen that was seen before, with what was answered on it.
    pub(super) fn show(&mut self, at: usize) {
        self.at = at.min(self.trail.len().saturating_sub(1));
        self.moves += 1;
        self.fault = None;
        self.page = None;
        self.chosen.clear();
        self.typed.clear();
        if let Screen::Question(asked) = *self.screen() {
            self.fill_in(asked);
        }
    }

    /// What was answered to the question stands on its screen again.
    fn fill_in(&mut self, asked: Asked) {
        let Some(question) = self.rules.flow.questions.get(asked.question) else {
            return;
        };
        match self.answers.get(&question.id, asked.member) {
            Some(Answer::Chosen(ids)) if ids.is_empty() => self.chosen = vec![NONE.to_owned()],
            Some(Answer::Chosen(ids)) => self.chosen.clone_from(ids),
            Some(Answer::People(places)) if places.is_empty() => self.chosen = vec![NONE.to_owned()],
            Some(Answer::People(places)) => {
                self.chosen = places.iter().map(ToString::to_string).collect();
            }
            Some(Answer::Number(number)) => match question.kind {
                Asks::Count(..) => self.chosen = vec![(number / 100).to_string()],
                _ => self.typed = plain(*number),
            },
            Some(Answer::Day(day)) => self.typed = day.to_string(),
            _ => {}
        }
    }

    /// The answer on the present screen, or what is wrong with it.
    pub(super) fn given(&self, asked: Asked) -> Result<Answer, Key> {
        let question = self.rules.flow.questions.get(asked.question);
        let question = question.ok_or(Key::assess_error_choose)?;
        let first = self.chosen.first().ok_or(Key::assess_error_choose);
        let without_none = || self.chosen.iter().filter(|id| *id != NONE).cloned();
        match &question.kind {
            Asks::Choice(_) | Asks::Polo => Ok(Answer::Chosen(vec![first?.clone()])),
            Asks::Several(..) => first.map(|_| Answer::Chosen(without_none().collect())),
            Asks::Who(..) => {
                let places = without_none().filter_map(|place| place.parse().ok());
                first.map(|_| Answer::People(places.collect()))
            }
            Asks::Count(..) => {
                let count: i64 = first?.parse().map_err(|_| Key::assess_error_choose)?;
                Ok(Answer::Number(count * 100))
            }
            Asks::Number(fact) => {
                let number = domain::amount::typed(&self.typed).ok_or(Key::assess_error_number)?;
                match fact.kind() {
                    Kind::Whole(most) if number % 100 != 0 || number > most * 100 => {
                        Err(Key::assess_error_number)
                    }
                    _ => Ok(Answer::Number(number)),
                }
            }
            Asks::Money(..) => domain::amount::typed(&self.typed)
                .map(Answer::Number)
                .ok_or(Key::assess_error_money),
            Asks::Day(_) => Day::parse(&self.typed)
                .map(Answer::Day)
                .ok_or(Key::assess_error_day),
        }
    }

    /// Where the answers would lead with what is chosen on the present screen: danger is told at once, not at the next step.
    pub(super) fn ahead(&self) -> Walk {
        let Screen::Question(asked) = *self.screen() else {
            return self.walk.clone();
        };
        match (self.given(asked), self.rules.flow.questions.get(asked.question)) {
            (Ok(answer), Some(question)) => {
                let mut answers = self.answers.clone();
                answers.set(&question.id, asked.member, answer);
                self.rules
                    .walk_on((&self.answers, &self.walk), &answers, self.today)
            }
            _ => self.walk.clone(),
        }
    }

    /// Takes an answer, and goes on.
    pub(super) fn answer(&mut self, asked: Asked, answer: Answer) {
        let rules = self.rules.clone();
        let Some(question) = rules.flow.questions.get(asked.question) else {
            return;
        };
        let before = self.answers.clone();
        self.answers.set(&question.id, asked.member, answer);
        self.walk = rules.walk_on((&before, &self.walk), &self.answers, self.today);
        let next = if self.changing {
            // What the change brought up comes before the outcome.
            let new = self.walk.next.filter(|next| !self.has_ended_before(*next));
            new.map(Screen::Question)
        } else {
            let place = self.walk.asked.iter().position(|before| *before == asked);
            let following = place.and_then(|place| self.walk.asked.get(place + 1));
            following.copied().or(self.walk.next).map(Screen::Question)
        };
        let next = next.unwrap_or_else(|| {
            self.changing = false;
            Screen::Outcome
        });
        self.push(next);
    }

    /// Whether the person stopped at that question before: then it does not come back by itself.
    fn has_ended_before(&self, next: Asked) -> bool {
        let outcome = self.trail.iter().rposition(|screen| *screen == Screen::Outcome);
        let seen = self
            .trail
            .iter()
            .rposition(|screen| *screen == Screen::Question(next));
        matches!((seen, outcome), (Some(seen), Some(outcome)) if seen < outcome)
    }

    /// The number of the present question, from 1.
    pub(super) fn number(&self, asked: Asked) -> usize {
        let place = self.walk.asked.iter().position(|before| *before == asked);
        place.unwrap_or(self.walk.asked.len()) + 1
    }
}

/// Hundredths as they are typed: `450`, `9796,50`.
fn plain(hundredths: i64) -> String {
    match hundredths % 100 {
        0 => (hundredths / 100).to_string(),
        cents => format!("{},{cents:02}", hundredths / 100),
    }
}

/// The session, and the way to change it.
pub(super) type Sitting = Held<Session>;
