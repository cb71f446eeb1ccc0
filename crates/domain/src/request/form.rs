//! A draft as a form sends it: names and values, names of lists returning.

use super::Draft;

/// A pair that no form of ours sends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OddPair {
    /// A name that is no field.
    #[error("«{0}» is not a field of the request")]
    Unknown(String),
    /// A field with one answer was sent twice.
    #[error("«{0}» was answered twice")]
    Twice(&'static str),
    /// A tick box with something other than `true`.
    #[error("«{0}» is either `true` or absent")]
    NotATick(&'static str),
}

impl Draft {
    /// The answered fields as a form sends them, in the order of the steps; consent is left out: it is given anew.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut copy = self.clone();
        let mut pairs = Vec::new();
        for step in super::Step::ALL {
            for &name in step.fields().iter().filter(|&&name| name != "consent") {
                match copy.slot(name) {
                    Some(Slot::One(value)) if !value.is_empty() => pairs.push((name, value.clone())),
                    Some(Slot::Many(values)) => {
                        pairs.extend(values.iter().map(|value| (name, value.clone())));
                    }
                    Some(Slot::Tick(true)) => pairs.push((name, "true".to_owned())),
                    _ => {}
                }
            }
        }
        pairs
    }

    /// The draft that these pairs make.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, OddPair> {
        let mut draft = Self::default();
        for (name, value) in pairs {
            draft.put(name, value)?;
        }
        Ok(draft)
    }

    /// Empties the fields of one step, so that what the form now says can take their place.
    pub fn clear(&mut self, fields: &[&str]) {
        for name in fields {
            match self.slot(name) {
                Some(Slot::One(value)) => value.clear(),
                Some(Slot::Many(values)) => values.clear(),
                Some(Slot::Tick(tick)) => *tick = false,
                None => {}
            }
        }
    }

    /// Takes one pair in.
    pub fn put(&mut self, name: &str, value: &str) -> Result<(), OddPair> {
        let known = super::Step::asking(name)
            .and_then(|step| step.fields().iter().find(|&&field| field == name))
            .ok_or_else(|| OddPair::Unknown(name.chars().take(40).collect()))?;
        match self.slot(known) {
            Some(Slot::One(slot)) if slot.is_empty() => value.clone_into(slot),
            Some(Slot::One(slot)) if slot == value => {}
            Some(Slot::Many(slots)) => slots.push(value.to_owned()),
            Some(Slot::Tick(tick)) if value == "true" => *tick = true,
            Some(Slot::Tick(_)) => return Err(OddPair::NotATick(known)),
            Some(Slot::One(_)) | None => return Err(OddPair::Twice(known)),
        }
        Ok(())
    }

    fn slot(&mut self, name: &str) -> Option<Slot<'_>> {
        Some(match name {
            "motive" => Slot::One(&mut self.motive),
            "for_whom" => Slot::One(&mut self.for_whom),
            "role" => Slot::One(&mut self.role),
            "aware" => Slot::One(&mut self.aware),
            "neighbourhood" => Slot::One(&mut self.neighbourhood),
            "polo" => Slot::One(&mut self.polo),
            "way" => Slot::One(&mut self.way),
            "days" => Slot::Many(&mut self.days),
            "parts" => Slot::Many(&mut self.parts),
            "call_at" => Slot::One(&mut self.call_at),
            "time" => Slot::One(&mut self.time),
            "hold" => Slot::One(&mut self.hold),
            "waiting" => Slot::Tick(&mut self.waiting),
            "language" => Slot::One(&mut self.language),
            "interpreter" => Slot::Tick(&mut self.interpreter),
            "sign_language" => Slot::Tick(&mut self.sign_language),
            "access" => Slot::One(&mut self.access),
            "avoid" => Slot::One(&mut self.avoid),
            "reply_by" => Slot::One(&mut self.reply_by),
            "phone" => Slot::One(&mut self.phone),
            "email" => Slot::One(&mut self.email),
            "name" => Slot::One(&mut self.name),
            "safe_hours" => Slot::Many(&mut self.safe_hours),
            "leave_message" => Slot::One(&mut self.leave_message),
            "note" => Slot::One(&mut self.note),
            "answers" => Slot::Many(&mut self.answers),
            "consent" => Slot::Tick(&mut self.consent),
            _ => return None,
        })
    }
}

enum Slot<'a> {
    One(&'a mut String),
    Many(&'a mut Vec<String>),
    Tick(&'a mut bool),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Step;

    #[test]
    fn a_form_brings_back_what_it_was_given() {
        let mut draft = Draft::default();
        for field in Step::ALL
            .iter()
            .flat_map(|step| step.fields())
            .filter(|&&field| field != "consent")
        {
            let value = if matches!(*field, "waiting" | "interpreter" | "sign_language") {
                "true"
            } else {
                "è così"
            };
            draft.put(field, value).expect("a field of the request");
        }
        let pairs = draft.pairs();
        assert_eq!(pairs.len(), 26);
        assert_eq!(
            Draft::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))),
            Ok(draft)
        );
    }

    #[test]
    fn what_no_form_sends_is_named() {
        assert_eq!(
            Draft::from_pairs([("admin", "true")]),
            Err(OddPair::Unknown("admin".into()))
        );
        assert_eq!(
            Draft::from_pairs([("polo", "a"), ("polo", "b")]),
            Err(OddPair::Twice("polo"))
        );
        assert_eq!(
            Draft::from_pairs([("consent", "si")]),
            Err(OddPair::NotATick("consent"))
        );
    }

    #[test]
    fn clearing_a_step_leaves_the_others() {
        let mut draft = Draft {
            motive: "casa".into(),
            days: vec!["mon".into()],
            interpreter: true,
            ..Draft::default()
        };
        draft.clear(Step::When.fields());
        draft.clear(Step::Needs.fields());
        assert_eq!(
            draft,
            Draft {
                motive: "casa".into(),
                ..Draft::default()
            }
        );
    }
}
