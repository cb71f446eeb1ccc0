//! From what was typed to what may be stored.

use super::{
    Answer, Chosen, DayPart, Draft, ForWhom, MOST_ANSWERS, Person, ReplyBy, Request, Step, Way, WorkDay,
    YesNo,
};
use crate::catalogue::Catalogue;
use crate::civil::Minute;
use crate::contact::{Email, Phone};
use crate::fault::{Fault, FieldFault};
use crate::text::Text;

/// How far ahead a suggested time may lie.
const HORIZON_DAYS: i64 = 90;

/// Collects faults on the way, so that a person hears of all of them at once.
#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn add(&mut self, field: &str, fault: Fault) {
        self.0.push(FieldFault::new(field, fault));
    }

    /// Whether nothing is known to be wrong with the field.
    fn is_fine(&self, field: &str) -> bool {
        self.0.iter().all(|fault| fault.field != field)
    }

    fn note<T>(&mut self, field: &str, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.add(field, fault)).ok()
    }

    /// An answer chosen among words; empty is no answer.
    fn one<T>(&mut self, field: &str, word: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        if word.is_empty() {
            return None;
        }
        let found = of(word);
        if found.is_none() {
            self.add(field, Fault::NotOffered);
        }
        found
    }

    /// Several of the words, each once, in the order shown.
    fn many<T: Copy + PartialEq>(
        &mut self,
        field: &str,
        words: &[String],
        all: &[T],
        of: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let chosen: Vec<T> = words
            .iter()
            .filter_map(|word| of(word).filter(|choice| all.contains(choice)))
            .collect();
        if chosen.len() != words.len() {
            self.add(field, Fault::NotOffered);
        }
        all.iter()
            .copied()
            .filter(|choice| chosen.contains(choice))
            .collect()
    }
}

impl Draft {
    /// What may be stored, or every fault there is, in the order of the steps. `now` is civil time in Italy.
    pub fn check(&self, catalogue: &Catalogue, now: Minute) -> Result<Request, Vec<FieldFault>> {
        let mut faults = Faults::default();
        let motive = self.motive(catalogue, &mut faults);
        let for_whom = faults
            .one("for_whom", &self.for_whom, ForWhom::of)
            .unwrap_or(ForWhom::Myself);
        let role = faults.note("role", Text::parse(&self.role)).unwrap_or_default();
        let aware = faults.one("aware", &self.aware, YesNo::of);
        if for_whom == ForWhom::Other && !self.time.is_empty() && faults.is_fine("aware") {
            match aware {
                Some(YesNo::Yes) => {}
                Some(YesNo::No) => faults.add("aware", Fault::NoAgreement),
                None => faults.add("aware", Fault::Missing),
            }
        }
        let neighbourhood = faults.one("neighbourhood", &self.neighbourhood, |id| {
            catalogue.neighbourhood(id)
        });
        let polo = self.polo(
            catalogue,
            neighbourhood.map(|(polo, _)| polo.id.as_str()),
            &mut faults,
        );
        let way = faults.one("way", &self.way, Way::of);
        let days = faults.many("days", &self.days, WorkDay::ALL, WorkDay::of);
        let parts = faults.many("parts", &self.parts, &DayPart::ALL[..3], DayPart::of);
        let call_at = self.call_at(now, &mut faults);
        let chosen = self.chosen(way, &mut faults);
        if self.waiting && (chosen.is_some() || way == Some(Way::CallBack)) {
            faults.add("waiting", Fault::NotOffered);
        }
        let language = faults
            .note("language", Text::parse(&self.language))
            .unwrap_or_default();
        let access = faults
            .note("access", Text::parse(&self.access))
            .unwrap_or_default();
        let avoid = faults.note("avoid", Text::parse(&self.avoid)).unwrap_or_default();
        let reply_by = faults.one("reply_by", &self.reply_by, ReplyBy::of);
        if self.reply_by.is_empty() {
            faults.add("reply_by", Fault::Missing);
        }
        let calls = reply_by == Some(ReplyBy::Phone) || matches!(way, Some(Way::Phone | Way::CallBack));
        let phone = wanted(calls, &self.phone).and_then(|typed| faults.note("phone", Phone::parse(typed)));
        let email = wanted(reply_by == Some(ReplyBy::Email), &self.email)
            .and_then(|typed| faults.note("email", Email::parse(typed)));
        let name = faults.note("name", Text::parse(&self.name)).unwrap_or_default();
        let safe_hours = faults.many("safe_hours", &self.safe_hours, DayPart::ALL, DayPart::of);
        let leave_message = faults.one("leave_message", &self.leave_message, YesNo::of) == Some(YesNo::Yes);
        let note = faults.note("note", Text::parse(&self.note)).unwrap_or_default();
        let answers = faults.note("answers", brought(&self.answers)).unwrap_or_default();
        if !self.consent {
            faults.add("consent", Fault::NoConsent);
        }
        let (Some(motive), Some(polo), Some(reply_by), true) = (motive, polo, reply_by, faults.0.is_empty())
        else {
            return Err(faults.0);
        };
        let terms = catalogue.motive(&motive).and_then(|motive| motive.terms.as_ref());
        let first = || terms.and_then(|terms| terms.ways.first().copied());
        let waiting = self.waiting.then(|| way.or_else(first).unwrap_or(Way::AtPolo));
        let person = Person {
            for_whom,
            role,
            aware,
            neighbourhood: neighbourhood.map(|(_, neighbourhood)| neighbourhood.id.clone()),
            way,
            days,
            parts,
            call_at,
            language,
            interpreter: self.interpreter,
            sign_language: self.sign_language,
            access,
            avoid,
            reply_by,
            phone,
            email,
            name,
            safe_hours,
            leave_message,
            note,
            answers,
        };
        Ok(Request {
            motive,
            polo,
            chosen,
            waiting,
            person,
        })
    }

    /// The faults of one step; none where that step may be left.
    pub fn faults_of(&self, step: Step, catalogue: &Catalogue, now: Minute) -> Vec<FieldFault> {
        let all = self.check(catalogue, now).err().unwrap_or_default();
        all.into_iter()
            .filter(|fault| step.fields().contains(&fault.field.as_str()))
            .collect()
    }

    fn motive(&self, catalogue: &Catalogue, faults: &mut Faults) -> Option<String> {
        if self.motive.is_empty() {
            faults.add("motive", Fault::Missing);
        }
        faults
            .one("motive", &self.motive, |id| catalogue.motive(id))
            .map(|motive| motive.id.clone())
    }

    fn polo(&self, catalogue: &Catalogue, serving: Option<&str>, faults: &mut Faults) -> Option<String> {
        let chosen = faults
            .one("polo", &self.polo, |id| catalogue.polo(id))
            .map(|polo| polo.id.as_str());
        match (chosen, serving) {
            (Some(chosen), Some(serving)) if chosen != serving => {
                faults.add("polo", Fault::OtherPolo);
                None
            }
            (Some(polo), _) | (None, Some(polo)) => Some(polo.to_owned()),
            (None, None) => {
                if self.polo.is_empty() && self.neighbourhood.is_empty() {
                    faults.add("polo", Fault::Missing);
                }
                None
            }
        }
    }

    /// Whether the time is still free, and offered at all, is the agenda's to say.
    fn chosen(&self, way: Option<Way>, faults: &mut Faults) -> Option<Chosen> {
        if self.time.is_empty() {
            return None;
        }
        let Some(start) = Minute::parse_instant(&self.time) else {
            faults.add("time", Fault::TimeForm);
            return None;
        };
        match way {
            Some(Way::CallBack) => faults.add("time", Fault::NotOffered),
            None if self.way.is_empty() => faults.add("way", Fault::Missing),
            None => {}
            Some(way) => {
                return Some(Chosen {
                    start,
                    way,
                    // What is no hold holds nothing: the time may still be free.
                    hold: self.hold.parse().ok(),
                });
            }
        }
        None
    }

    fn call_at(&self, now: Minute, faults: &mut Faults) -> Option<String> {
        if self.call_at.is_empty() {
            return None;
        }
        let Some(time) = Minute::parse(&self.call_at) else {
            faults.add("call_at", Fault::TimeForm);
            return None;
        };
        let latest = now.plus_days(HORIZON_DAYS);
        let fault = if time.is_skipped() {
            Fault::TimeSkipped
        } else if time <= now {
            Fault::TimePast
        } else if time > latest {
            Fault::TimeFar
        } else {
            return Some(self.call_at.chars().take("2026-11-22T10:30".len()).collect());
        };
        faults.add("call_at", fault);
        None
    }
}

/// A contact is parsed where it is needed or given; where it is neither, nothing is wrong.
fn wanted(needed: bool, typed: &str) -> Option<&str> {
    (needed || !typed.trim().is_empty()).then_some(typed)
}

/// The lines that say something. Of several wrong ones the first is told: they are one field.
fn brought(lines: &[String]) -> Result<Vec<Answer>, Fault> {
    if lines.len() > MOST_ANSWERS {
        return Err(Fault::TooMany {
            max: MOST_ANSWERS,
            found: lines.len(),
        });
    }
    lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Text::parse(line))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Motive, Neighbourhood, Polo};

    fn now() -> Minute {
        Minute::parse("2027-03-01T09:00").expect("a minute")
    }

    fn catalogue() -> Catalogue {
        let polo = |id: &str, neighbourhood: &str| Polo {
            id: id.into(),
            name: id.into(),
            address: String::new(),
            postal_code: String::new(),
            locality: String::new(),
            neighbourhoods: vec![Neighbourhood {
                id: neighbourhood.into(),
                name: neighbourhood.into(),
            }],
            phone: String::new(),
            email: String::new(),
            areas: vec![],
            hours: vec![],
            since: String::new(),
            residents: 0,
            source: String::new(),
            source_date: String::new(),
            page: String::new(),
        };
        let motive = Motive {
            id: "casa".into(),
            area: String::new(),
            label: String::new(),
            hint: String::new(),
            urgent: false,
            terms: None,
            papers: vec![],
        };
        Catalogue {
            poli: vec![polo("pablo", "golese"), polo("lubiana", "cittadella")],
            motives: vec![motive],
            ..Catalogue::default()
        }
    }

    fn least() -> Draft {
        Draft {
            motive: "casa".into(),
            polo: "pablo".into(),
            reply_by: "code".into(),
            consent: true,
            ..Draft::default()
        }
    }

    fn faults(change: impl FnOnce(&mut Draft)) -> Vec<(String, Fault)> {
        let mut draft = least();
        change(&mut draft);
        let faults = draft.check(&catalogue(), now()).err().unwrap_or_default();
        faults
            .into_iter()
            .map(|fault| (fault.field, fault.fault))
            .collect()
    }

    #[test]
    fn motive_polo_and_a_way_of_answering_are_enough() {
        let request = least().check(&catalogue(), now()).expect("complete");
        assert_eq!(
            (request.motive.as_str(), request.polo.as_str()),
            ("casa", "pablo")
        );
        assert_eq!(request.person.for_whom, ForWhom::Myself);
    }

    #[test]
    fn an_empty_form_hears_of_all_that_is_missing() {
        let missing = Draft::default().check(&catalogue(), now()).expect_err("empty");
        let fields: Vec<&str> = missing.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["motive", "polo", "reply_by", "consent"]);
    }

    #[test]
    fn the_polo_follows_from_the_neighbourhood() {
        let mut draft = least();
        draft.polo.clear();
        draft.neighbourhood = "cittadella".into();
        assert_eq!(
            draft.check(&catalogue(), now()).expect("complete").polo,
            "lubiana"
        );
        assert_eq!(
            faults(|d| d.neighbourhood = "cittadella".into()),
            [("polo".to_owned(), Fault::OtherPolo)]
        );
    }

    #[test]
    fn whoever_is_to_be_called_leaves_a_number() {
        assert_eq!(
            faults(|d| d.way = "call_back".into()),
            [("phone".to_owned(), Fault::Missing)]
        );
        assert_eq!(
            faults(|d| d.reply_by = "phone".into()),
            [("phone".to_owned(), Fault::Missing)]
        );
        assert_eq!(
            faults(|d| d.reply_by = "email".into()),
            [("email".to_owned(), Fault::Missing)]
        );
    }

    #[test]
    fn a_time_must_exist_and_lie_ahead() {
        for (time, fault) in [
            ("2027-03-28T02:30", Fault::TimeSkipped),
            ("2027-03-01T09:00", Fault::TimePast),
            ("2028-03-01T09:00", Fault::TimeFar),
            ("domani", Fault::TimeForm),
        ] {
            assert_eq!(
                faults(|d| d.call_at = time.into()),
                [("call_at".to_owned(), fault)],
                "{time}"
            );
        }
        assert!(faults(|d| d.call_at = "2027-03-28T03:00".into()).is_empty());
    }

    #[test]
    fn what_is_not_offered_is_refused_field_by_field() {
        for field in [
            "motive",
            "polo",
            "neighbourhood",
            "for_whom",
            "aware",
            "way",
            "reply_by",
            "leave_message",
        ] {
            let mut fields = serde_json::to_value(least()).expect("a draft is JSON");
            fields[field] = "nowhere".into();
            let draft: Draft = serde_json::from_value(fields).expect("still a draft");
            let faults = draft.check(&catalogue(), now()).expect_err(field);
            assert!(
                faults.contains(&FieldFault::new(field, Fault::NotOffered)),
                "{field}: {faults:?}"
            );
        }
        assert_eq!(
            faults(|d| d.days = vec!["sun".into()]),
            [("days".to_owned(), Fault::NotOffered)]
        );
    }

    #[test]
    fn whoever_books_for_another_person_says_that_they_agree() {
        let faults_with = |whom: &str, aware: &str, time: &str| {
            faults(|d| {
                (d.for_whom, d.aware) = (whom.into(), aware.into());
                (d.way, d.time) = ("at_polo".into(), time.into());
            })
        };
        let time = "2027-03-08T08:30:00Z";
        let aware = |fault| [("aware".to_owned(), fault)];
        assert_eq!(faults_with("other", "", time), aware(Fault::Missing));
        assert_eq!(faults_with("other", "no", time), aware(Fault::NoAgreement));
        assert!(faults_with("other", "yes", time).is_empty());
        // Whoever is worried about somebody may write without asking them.
        assert!(faults_with("other", "no", "").is_empty());
        assert!(faults_with("relative", "no", time).is_empty());
    }

    #[test]
    fn as_many_lines_as_fit_may_be_brought_and_not_one_more() {
        let lines = |many: usize, characters: usize| vec!["è".repeat(characters); many];
        let mut draft = least();
        draft.answers = lines(80, 300);
        let request = draft.check(&catalogue(), now()).expect("as much as fits");
        assert_eq!(request.person.answers.len(), 80);
        let refused = |answers: Vec<String>| faults(|d| d.answers = answers);
        let fault = |fault| [("answers".to_owned(), fault)];
        assert_eq!(
            refused(lines(81, 1)),
            fault(Fault::TooMany { max: 80, found: 81 })
        );
        // Said once, however many lines are too long.
        assert_eq!(
            refused(lines(2, 301)),
            fault(Fault::TooLong { max: 300, found: 301 })
        );
        assert_eq!(refused(vec!["a\0b".into()]), fault(Fault::HiddenCharacter));
    }

    #[test]
    fn empty_lines_are_left_out() {
        let mut draft = least();
        draft.answers = vec![String::new(), " Hai lavoro? No ".into(), " \t".into()];
        let person = draft.check(&catalogue(), now()).expect("complete").person;
        let answers: Vec<&str> = person.answers.iter().map(Text::as_str).collect();
        assert_eq!(answers, ["Hai lavoro? No"]);
    }

    #[test]
    fn a_person_written_before_answers_could_be_brought_is_still_read() {
        let person = least().check(&catalogue(), now()).expect("complete").person;
        let mut old = serde_json::to_value(&person).expect("a person is JSON");
        old.as_object_mut().expect("an object").remove("answers");
        assert_eq!(
            serde_json::from_value::<Person>(old).expect("still a person"),
            person
        );
    }

    #[test]
    fn every_field_is_asked_in_one_step_and_survives_the_form() {
        let fields = serde_json::to_value(Draft::default()).expect("a draft is JSON");
        for field in fields.as_object().expect("an object").keys() {
            assert!(Step::asking(field).is_some(), "{field} is asked nowhere");
        }
        let asked: usize = Step::ALL.iter().map(|step| step.fields().len()).sum();
        assert_eq!(asked, fields.as_object().map_or(0, serde_json::Map::len));
    }

    #[test]
    fn debug_gives_no_answer_away() {
        let mut draft = least();
        draft.phone = "333 1234567".into();
        draft.answers = vec!["Il tuo numero? 333".into(), "E a casa? 333".into()];
        assert!(!format!("{draft:?}").contains("333"));
        let stored = draft.check(&catalogue(), now()).expect("complete");
        assert!(!format!("{stored:?}").contains("333"));
    }
}
