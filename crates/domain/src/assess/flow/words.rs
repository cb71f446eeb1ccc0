//! Questions and answers in words, in a language and a voice.
//! Never here: what the screen adds («I do not know»).

use super::super::day::Day;
use super::super::fact::Fact;
use super::super::household::{Facts, Household};
use super::super::rules::{Rules, Words};
use super::super::truth::ONE;
use super::{Asked, Spoken, Voice};

/// With a capital letter, where it begins with one of the plain letters: the tables for all others cost the phone kilobytes.
pub fn capital(words: &str) -> String {
    let mut capital = words.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capital
}

impl Spoken {
    /// The words of a voice.
    pub fn of(&self, voice: Voice) -> &Words {
        if voice == Voice::Other && !self.other.is_empty() {
            &self.other
        } else {
            &self.own
        }
    }
}

impl Rules {
    /// What a question asks, of whom it is asked about.
    pub fn ask(&self, asked: Asked, household: &Household, voice: Voice, lang: &str, on: Day) -> String {
        let Some(question) = self.flow.questions.get(asked.question) else {
            return String::new();
        };
        match asked.member {
            Some(member) if member > 0 && !question.ask.member.is_empty() => {
                let who = self.call(household, member, voice, lang);
                self.fill(&question.ask.member, lang, Some(on))
                    .replace("{who}", &who)
            }
            _ => self.fill(question.ask.of(voice), lang, Some(on)),
        }
    }

    /// How a member is called: with a number where there are several like that, and with the age where it is known.
    pub fn call(&self, household: &Household, member: usize, voice: Voice, lang: &str) -> String {
        let members = household.members.as_deref().unwrap_or_default();
        let relation = |facts: &Facts| facts.word(Fact::Relation).map(str::to_owned);
        let Some(facts) = members.get(member) else {
            return String::new();
        };
        let own = relation(facts).unwrap_or_default();
        let people = self.flow.people.iter().find(|people| people.relation == own);
        let mut called = people.map_or_else(String::new, |people| {
            self.say(people.name.of(voice), lang).to_owned()
        });
        let alike = |facts: &&Facts| relation(facts).as_deref() == Some(&own);
        if members.iter().filter(alike).count() > 1 {
            let number = members.iter().take(member + 1).filter(alike).count();
            called.push(' ');
            called.push_str(&number.to_string());
        }
        called
    }

    /// The age of a member in whole years, where it was said.
    pub fn age(&self, household: &Household, member: usize) -> Option<i64> {
        let members = household.members.as_deref()?;
        members.get(member)?.number(Fact::Age).map(|age| age / ONE)
    }
}
