//! The way through the questions: which were answered, which comes next, what the answers say of the household. A question
//! that serves measures is only asked while one of them still depends on it.
//! Never here: the words.

use super::super::assess;
use super::super::day::Day;
use super::super::fact::{Fact, Owner};
use super::super::household::{Facts, Household, Value};
use super::super::judge;
use super::super::look::{Look, Who};
use super::super::outcome::Outcome;
use super::super::rules::{Rules, Verdict};
use super::super::truth::{ONE, Truth};
use super::{Answer, Answers, Asks, Choice, Each, Gives, Question, Voice};

/// A question as it is asked: its place, and of which member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The place of the question.
    pub question: usize,
    /// The place of the member, where it is asked of each.
    pub member: Option<usize>,
}

/// How far the answers lead.
#[derive(Clone, PartialEq, Eq)]
pub struct Walk {
    /// What was asked and answered, in order.
    pub asked: Vec<Asked>,
    /// What comes next; nothing at the end.
    pub next: Option<Asked>,
    /// How many there are still, with the next, as far as that can be told: an answer may spare some, or bring new ones.
    pub rest: usize,
    /// What the answers say.
    pub household: Household,
    /// Whom it is about.
    pub voice: Voice,
    /// The Polo that was chosen.
    pub polo: Option<String>,
    /// Measures of which nothing more is asked or said.
    pub ruled_out: Vec<String>,
}

impl Walk {
    /// What follows from the answers, without the measures that they ruled out.
    pub fn outcome(&self, rules: &Rules, on: Day) -> Outcome {
        let mut outcome = assess(rules, &self.household, on);
        outcome.measures.retain(|judged| {
            let measure = rules.measures.get(judged.measure);
            measure.is_some_and(|measure| !self.rules_out(&measure.id))
        });
        outcome
    }

    /// Whether nothing is asked or said of a measure.
    fn rules_out(&self, measure: &str) -> bool {
        self.ruled_out
            .iter()
            .any(|id| id == measure || id == EVERY_MEASURE)
    }

    /// Whether no measure at all is looked at.
    pub fn rules_out_all(&self) -> bool {
        self.rules_out(EVERY_MEASURE)
    }

    /// How many people there are in the household; none where nobody knows.
    pub fn members(&self) -> usize {
        self.household.members.as_ref().map_or(0, Vec::len)
    }
}

/// What an option rules out that wants none of them.
pub const EVERY_MEASURE: &str = "all";

/// What stands in `after` for «I do not know» and «I would rather not say».
pub const NOT_ANSWERED: &str = "unknown";

/// How many members are reckoned with while nobody knows.
const PROBABLY: usize = 2;

/// A way through the questions, as it is gone.
struct Going<'a> {
    rules: &'a Rules,
    answers: &'a Answers,
    on: Day,
    /// A way gone before, as long as the answers agree.
    before: Option<(&'a Answers, &'a Walk)>,
    walk: Walk,
    /// The answers on the way, by question: what was answered elsewhere does not lead on.
    said: Vec<(&'a str, &'a Answer)>,
    counts: Vec<(&'a str, Option<i64>)>,
    /// The questions that will probably be asked after the next one.
    ahead: Vec<&'a str>,
    /// What measures lack, as long as no answer has come to it.
    missing: Option<Vec<(Fact, Option<usize>)>>,
}

impl Rules {
    /// Goes the way of the answers, up to the first question without one.
    pub fn walk(&self, answers: &Answers, on: Day) -> Walk {
        self.go(None, answers, on)
    }

    /// The same, where a way is known that was gone before with other answers on the same day: as far as they agree, it is not
    /// worked out anew. On a phone that is the difference between a tenth of a second and nothing.
    pub fn walk_on(&self, before: (&Answers, &Walk), answers: &Answers, on: Day) -> Walk {
        self.go(Some(before), answers, on)
    }

    fn go(&self, before: Option<(&Answers, &Walk)>, answers: &Answers, on: Day) -> Walk {
        let mut going = Going {
            rules: self,
            answers,
            on,
            before,
            walk: Walk {
                asked: Vec::new(),
                next: None,
                rest: 0,
                household: Household::default(),
                voice: Voice::Own,
                polo: None,
                ruled_out: Vec::new(),
            },
            said: Vec::new(),
            counts: Vec::new(),
            ahead: Vec::new(),
            missing: None,
        };
        let last_count =
            (self.flow.questions.iter()).rposition(|question| matches!(question.kind, Asks::Count(..)));
        for (place, question) in self.flow.questions.iter().enumerate() {
            going.come_to(place, question);
            if Some(place) == last_count {
                going.count_members();
            }
        }
        going.walk
    }
}

impl<'a> Going<'a> {
    fn come_to(&mut self, place: usize, question: &'a Question) {
        if !self.is_led_to(question) {
            return;
        }
        for member in self.whom(question) {
            let asked = Asked {
                question: place,
                member,
            };
            if !self.matters(question, asked) {
                continue;
            }
            let answer = self.answers.get(&question.id, member);
            let answer = answer.filter(|answer| answer.fits(question, self.walk.members()));
            self.before = self
                .before
                .filter(|(before, _)| before.get(&question.id, member) == answer);
            match answer {
                Some(answer) if self.walk.next.is_none() => {
                    self.walk.asked.push(asked);
                    self.take(question, member, answer);
                }
                _ => {
                    self.walk.next.get_or_insert(asked);
                    self.walk.rest += 1;
                    self.ahead.push(&question.id);
                }
            }
        }
        // How many live there is not known yet: some.
        if question.each == Each::Member && self.walk.next.is_some() && self.walk.members() == 0 {
            self.walk.rest += PROBABLY;
        }
    }

    /// Whether earlier answers lead to it. Ahead of the present question the first choice is taken for the likely one.
    fn is_led_to(&mut self, question: &Question) -> bool {
        let after = question.after.iter().all(|(id, words)| match self.said_to(id) {
            Some(Answer::Chosen(chosen)) => chosen.iter().any(|word| words.contains(word)),
            Some(Answer::Unknown | Answer::Private) => words.iter().any(|word| word == NOT_ANSWERED),
            Some(_) => false,
            None => {
                let ahead = self.ahead.contains(&id.as_str());
                let asked = self.rules.flow.question(id).filter(|_| ahead);
                let first = asked.and_then(|question| match &question.kind {
                    Asks::Choice(choices) => choices.first(),
                    _ => None,
                });
                first.is_some_and(|choice| words.contains(&choice.id))
            }
        });
        let holds = |condition| {
            let mut look = Look::new(self.rules, &self.walk.household, self.on);
            judge::holds(&mut look, condition, Who::All, &[]) == Truth::Met
        };
        after && question.when.as_ref().is_none_or(holds)
    }

    /// What was answered on the way to the question of that id.
    fn said_to(&self, id: &str) -> Option<&'a Answer> {
        let found = self.said.iter().find(|(said, _)| *said == id);
        found.map(|(_, answer)| *answer)
    }

    fn whom(&self, question: &Question) -> Vec<Option<usize>> {
        match &question.each {
            Each::Household => vec![None],
            Each::Member => (0..self.walk.members()).map(Some).collect(),
            Each::Chosen(id) => match self.said_to(id) {
                Some(Answer::People(places)) => places.iter().copied().map(Some).collect(),
                _ => Vec::new(),
            },
        }
    }

    fn matters(&mut self, question: &Question, asked: Asked) -> bool {
        if question.is_for_everybody() {
            return true;
        }
        if let Some((_, walk)) = self.before {
            let place = |asked: Asked| (asked.question, asked.member);
            let ahead = walk.next.is_some_and(|next| place(asked) > place(next));
            if !ahead {
                return walk.next == Some(asked) || walk.asked.contains(&asked);
            }
        }
        if self.missing.is_none() {
            self.missing = Some(self.missing());
        }
        let missing = self.missing.as_deref().unwrap_or_default();
        // Before the household is known, whatever is asked about its members may matter.
        let so = |fact: Fact, of: Option<usize>| match asked.member {
            Some(member) if fact.owner() == Owner::Member => of.is_none_or(|of| of == member),
            _ => true,
        };
        let serves = question.serves();
        missing
            .iter()
            .any(|(fact, of)| serves.contains(fact) && so(*fact, *of))
    }

    /// What the measures lack that are still open.
    fn missing(&self) -> Vec<(Fact, Option<usize>)> {
        let outcome = self.walk.outcome(self.rules, self.on);
        let open = outcome
            .measures
            .into_iter()
            .filter(|judged| judged.verdict != Verdict::Unlikely && judged.run_out.is_none());
        open.flat_map(|judged| judged.missing).collect()
    }

    fn take(&mut self, question: &'a Question, member: Option<usize>, answer: &'a Answer) {
        if member.is_none() {
            self.said.push((&question.id, answer));
        }
        match (&question.kind, answer) {
            (Asks::Choice(choices), Answer::Chosen(ids)) => {
                for choice in choices.iter().filter(|choice| ids.contains(&choice.id)) {
                    self.choose(choice, member);
                }
            }
            (Asks::Several(choices, _, fact), Answer::Chosen(ids)) => {
                let facts = &mut self.walk.household.facts;
                if let Some(fact) = fact.filter(|fact| facts.get(*fact).is_none()) {
                    facts.set(fact, Some(Value::Words(Vec::new())));
                }
                for choice in choices.iter().filter(|choice| ids.contains(&choice.id)) {
                    self.choose(choice, member);
                }
            }
            (Asks::Number(fact), Answer::Number(number)) => {
                self.give(&[(*fact, Value::Number(*number))], member);
            }
            (Asks::Money(fact, times), Answer::Number(number)) => {
                let number = number.saturating_mul(*times);
                self.give(&[(*fact, Value::Number(number))], member);
            }
            (Asks::Day(fact), Answer::Day(day)) => self.give(&[(*fact, Value::Day(*day))], member),
            (Asks::Count(relation, _), answer) => {
                let count = match answer {
                    Answer::Number(number) => Some(number / ONE),
                    _ => None,
                };
                self.counts.push((relation, count));
            }
            (Asks::Who(chosen, others), Answer::People(places)) => {
                for place in 0..self.walk.members() {
                    let gives = if places.contains(&place) { chosen } else { others };
                    self.give(gives, Some(place));
                }
            }
            (Asks::Polo, Answer::Chosen(ids)) => self.walk.polo = ids.first().cloned(),
            _ => {}
        }
        self.missing = None;
    }

    fn choose(&mut self, choice: &Choice, member: Option<usize>) {
        self.give(&choice.sets, member);
        let household = &mut self.walk.household;
        if let Some(vehicles) = &choice.vehicles {
            let facts = |gives: &Gives| {
                let mut facts = Facts::default();
                for (fact, value) in gives {
                    facts.set(*fact, Some(value.clone()));
                }
                facts
            };
            household.vehicles = Some(vehicles.iter().map(facts).collect());
        }
        if choice.alone {
            household.members = Some(vec![named("applicant")]);
        }
        if choice.other {
            self.walk.voice = Voice::Other;
        }
        self.walk.ruled_out.extend(choice.rules_out.iter().cloned());
    }

    fn give(&mut self, gives: &[(Fact, Value)], member: Option<usize>) {
        let household = &mut self.walk.household;
        for (fact, value) in gives {
            let facts = match (fact.owner(), member) {
                (Owner::Member, Some(member)) => household
                    .members
                    .as_mut()
                    .and_then(|members| members.get_mut(member)),
                (Owner::Household, _) => Some(&mut household.facts),
                _ => None,
            };
            let Some(facts) = facts else { continue };
            // Several questions speak of worries: what one says comes to what the others said.
            let value = match (facts.get(*fact), value) {
                (Some(Value::Words(before)), Value::Words(more)) => {
                    let mut all = before.clone();
                    all.extend(more.iter().filter(|word| !before.contains(word)).cloned());
                    Value::Words(all)
                }
                _ => value.clone(),
            };
            facts.set(*fact, Some(value));
        }
    }

    /// Who lives there, once all that count them were answered.
    fn count_members(&mut self) {
        if self.counts.is_empty() || self.walk.next.is_some() {
            return;
        }
        let mut members = vec![named("applicant")];
        for (relation, count) in &self.counts {
            let Some(count) = count else { return };
            members.extend((0..*count).map(|_| named(relation)));
        }
        self.walk.household.members = Some(members);
        self.missing = None;
    }
}

fn named(relation: &str) -> Facts {
    let mut facts = Facts::default();
    facts.set(Fact::Relation, Some(Value::Word(relation.to_owned())));
    facts
}
