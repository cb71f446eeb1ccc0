//! What was answered, as it was answered: it can be changed, and kept.
//! Never here: what follows from it.

use super::super::day::Day;
use super::super::fact::Kind;
use super::{Asks, Question};
use std::fmt;

/// An answer.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer {
    /// «I do not know.»
    Unknown,
    /// «I would rather not say.»
    Private,
    /// The ids of what was chosen; none of a list, where it is empty.
    Chosen(Vec<String>),
    /// In hundredths, as typed.
    Number(i64),
    /// A day.
    Day(Day),
    /// The places of members; nobody, where it is empty.
    People(Vec<usize>),
}

/// The answers so far, each by its question and member. What a changed answer makes superfluous stays: it may be asked again.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers(Vec<Entry>);

/// A list serves a few dozen as well as a tree, and costs the phone less.
type Entry = ((String, Option<usize>), Answer);

/// What somebody said of themselves must not end up in a log by way of `{:?}`: only which questions were answered shows.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}

impl Answer {
    /// Whether it is an answer to that question, of a household of so many members.
    pub(super) fn fits(&self, question: &Question, members: usize) -> bool {
        match (self, &question.kind) {
            (Self::Unknown | Self::Private, _) | (Self::Day(_), Asks::Day(_)) => true,
            (Self::Chosen(ids), Asks::Choice(_)) => ids.len() == 1 && is_there(ids, question),
            (Self::Chosen(ids), Asks::Several(..)) => is_there(ids, question),
            (Self::Chosen(ids), Asks::Polo) => ids.len() == 1,
            (Self::Number(number), Asks::Number(fact)) => match fact.kind() {
                Kind::Whole(most) => number % 100 == 0 && (0..=most * 100).contains(number),
                _ => *number >= 0,
            },
            (Self::Number(number), Asks::Money(..)) => *number >= 0,
            (Self::Number(number), Asks::Count(_, most)) => {
                number % 100 == 0 && (0..=most * 100).contains(number)
            }
            (Self::People(places), Asks::Who(..)) => places.iter().all(|place| *place < members),
            _ => false,
        }
    }

    /// As a word, for keeping.
    fn word(&self) -> String {
        match self {
            Self::Unknown => "?".to_owned(),
            Self::Private => "-".to_owned(),
            Self::Chosen(ids) => format!("c{}", ids.join(" ")),
            Self::Number(number) => format!("n{number}"),
            Self::Day(day) => format!("d{day}"),
            Self::People(places) => {
                let places: Vec<String> = places.iter().map(ToString::to_string).collect();
                format!("p{}", places.join(" "))
            }
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        let mut letters = word.chars();
        let (kind, rest) = (letters.next()?, letters.as_str());
        Some(match kind {
            '?' => Self::Unknown,
            '-' => Self::Private,
            'c' => Self::Chosen(rest.split_whitespace().map(str::to_owned).collect()),
            'n' => Self::Number(rest.parse().ok()?),
            'd' => Self::Day(Day::parse(rest)?),
            'p' => {
                let places = rest.split_whitespace().map(|place| place.parse().ok());
                Self::People(places.collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }
}

fn is_there(ids: &[String], question: &Question) -> bool {
    ids.iter()
        .all(|id| question.choices().iter().any(|choice| choice.id == *id))
}

impl Answers {
    /// What was answered to a question.
    pub fn get(&self, question: &str, member: Option<usize>) -> Option<&Answer> {
        let found = self
            .0
            .iter()
            .find(|((id, of), _)| id == question && *of == member);
        found.map(|(_, answer)| answer)
    }

    /// Answers a question, or answers it anew.
    pub fn set(&mut self, question: &str, member: Option<usize>, answer: Answer) {
        let found = self
            .0
            .iter_mut()
            .find(|((id, of), _)| id == question && *of == member);
        match found {
            Some((_, given)) => *given = answer,
            None => self.0.push(((question.to_owned(), member), answer)),
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As pairs of texts, for keeping.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let pair = |((id, member), answer): &Entry| {
            let name = match member {
                Some(member) => format!("{id}.{member}"),
                None => id.clone(),
            };
            (name, answer.word())
        };
        self.0.iter().map(pair).collect()
    }

    /// What `pairs` wrote; what cannot be read is left out and asked again.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let read = |(name, word): &(String, String)| {
            let (id, member) = match name.split_once('.') {
                Some((id, member)) => (id, Some(member.parse().ok()?)),
                None => (name.as_str(), None),
            };
            Some(((id.to_owned(), member), Answer::of_word(word)?))
        };
        Self(pairs.iter().filter_map(read).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_and_read_again() {
        let mut answers = Answers::default();
        answers.set("a", None, Answer::Unknown);
        answers.set("b", Some(2), Answer::Private);
        answers.set("c", None, Answer::Chosen(vec!["x".to_owned(), "y".to_owned()]));
        answers.set("d", None, Answer::Chosen(Vec::new()));
        answers.set("e", Some(0), Answer::Number(123_450));
        answers.set("f", None, Answer::Day(Day::parse("2026-11-25").unwrap()));
        answers.set("g", None, Answer::People(vec![0, 12]));
        assert_eq!(Answers::from_pairs(&answers.pairs()), answers);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let pairs = ["", "x", "nmany", "dtoday", "p-1"].map(|word| ("a".to_owned(), word.to_owned()));
        assert!(Answers::from_pairs(&pairs).is_empty());
        let odd = [("a.b".to_owned(), "?".to_owned())];
        assert!(Answers::from_pairs(&odd).is_empty());
    }
}
