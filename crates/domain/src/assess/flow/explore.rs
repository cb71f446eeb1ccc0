//! Answers drawn by lot, to find out where a flow leads: for checks and tests.
//! Never here: what counts as a fault (`content`).

use super::super::day::Day;
use super::super::fact::{Fact, Kind};
use super::super::household::Value;
use super::super::rules::Rules;
use super::super::truth::ONE;
use super::{Answer, Answers, Asked, Asks, Choice, Walk};

/// Ages at which something changes in one measure or another.
const AGES: [i64; 12] = [0, 1, 9, 17, 18, 20, 30, 45, 60, 67, 75, 85];
/// Euro: nothing, little, around the usual limits, much.
const EURO: [i64; 10] = [0, 300, 900, 4_000, 6_500, 9_000, 11_000, 20_000, 90_000, 250_000];
/// No walk is so long.
const LONGEST: usize = 500;

/// A source of answers. The same seed gives the same ones.
#[derive(Clone, Debug)]
pub struct Lots(u64);

/// Whether nothing is asked about measures after it.
fn ends_early(choice: &Choice) -> bool {
    let speaks_of_danger = |(fact, value): &(Fact, Value)| match value {
        Value::Yes(yes) => *fact == Fact::Danger && *yes,
        _ => *fact == Fact::Worries,
    };
    !choice.rules_out.is_empty() || choice.sets.iter().any(speaks_of_danger)
}

impl Lots {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or_default()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.below(all.len())).copied()
    }

    /// An answer to that question, never «I do not know».
    pub fn answer(&mut self, rules: &Rules, asked: Asked, walk: &Walk, on: Day) -> Answer {
        let Some(question) = rules.flow.questions.get(asked.question) else {
            return Answer::Unknown;
        };
        let number = |lots: &mut Self, fact: Fact| match (fact, fact.kind()) {
            (Fact::Age, _) => lots.of(&AGES).unwrap_or_default(),
            (Fact::Invalidity, _) => [100, 74][lots.below(2)],
            (_, Kind::Money) => lots.of(&EURO).unwrap_or_default(),
            _ => i64::try_from(lots.below(25)).unwrap_or_default(),
        };
        match &question.kind {
            Asks::Choice(choices) => {
                let mut drawn = choices.get(self.below(choices.len()));
                // What ends the way early is drawn seldom: the rest lies behind it.
                for _ in 0..2 {
                    if drawn.is_some_and(ends_early) {
                        drawn = choices.get(self.below(choices.len()));
                    }
                }
                drawn.map_or(Answer::Unknown, |choice| Answer::Chosen(vec![choice.id.clone()]))
            }
            Asks::Several(choices, ..) => {
                // Mostly none, as people do; otherwise one or two.
                let worries = choices.iter().any(ends_early);
                let count = if worries && self.below(6) > 0 {
                    0
                } else {
                    [0, 0, 0, 1, 1, 2][self.below(6)]
                };
                let drawn = (0..count).filter_map(|_| choices.get(self.below(choices.len())));
                let mut ids: Vec<String> = drawn.map(|choice| choice.id.clone()).collect();
                ids.sort();
                ids.dedup();
                Answer::Chosen(ids)
            }
            Asks::Number(fact) | Asks::Money(fact, _) => Answer::Number(number(self, *fact) * ONE),
            Asks::Day(_) => {
                let days = u32::try_from(self.below(300)).unwrap_or_default();
                let ago = Day::from_number(on.number().saturating_sub(days));
                Answer::Day(ago.unwrap_or(on))
            }
            Asks::Count(_, most) => {
                let most = usize::try_from(*most).unwrap_or(1).min(3);
                Answer::Number(i64::try_from(self.below(most + 1)).unwrap_or_default() * ONE)
            }
            Asks::Who(..) => {
                let chosen = (0..walk.members()).filter(|_| self.below(3) == 0);
                Answer::People(chosen.collect())
            }
            Asks::Polo => Answer::Unknown,
        }
    }

    /// Goes a whole way by lot; one answer in `unknown` is «I do not know», none where that is 0. Told of each step.
    pub fn go(
        &mut self,
        rules: &Rules,
        on: Day,
        unknown: usize,
        mut step: impl FnMut(&Answers, &Walk),
    ) -> (Answers, Walk) {
        let mut answers = Answers::default();
        let mut walk = rules.walk(&answers, on);
        for _ in 0..LONGEST {
            step(&answers, &walk);
            let Some(asked) = walk.next else { break };
            let Some(question) = rules.flow.questions.get(asked.question) else {
                break;
            };
            let answer = if unknown > 0 && self.below(unknown) == 0 {
                Answer::Unknown
            } else {
                self.answer(rules, asked, &walk, on)
            };
            let before = answers.clone();
            answers.set(&question.id, asked.member, answer);
            walk = rules.walk_on((&before, &walk), &answers, on);
        }
        (answers, walk)
    }
}
