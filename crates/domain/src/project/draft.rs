//! A help project as it is typed, and what may be wrong with it. What is typed has no `Debug`: it is personal. Never here: what
//! may be stored.

use super::{Action, Day, Doer, Goal, MOST_ACTIONS, MOST_GOALS, Plan, Progress, Review};
use crate::fault::{Fault, FieldFault};
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A goal as typed. One of which every field is empty is left out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct GoalDraft {
    /// What the person wants. Needed; up to 200 characters.
    pub what: String,
    /// How one will know that it is reached. Up to 200 characters.
    pub sign: String,
    /// By when, `2026-11-30`.
    pub by: String,
}

/// An action as typed. One of which every field is empty, or as it comes with a new line, is left out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ActionDraft {
    /// What is to be done. Needed; up to 200 characters.
    pub what: String,
    /// `person`, `polo`, `asl`, `school`, `association` or `other`. Needed.
    pub who: String,
    /// Who that is: up to 80 characters, needed for `other`.
    pub name: String,
    /// By when, `2026-11-30`.
    pub by: String,
    /// `to_do`, `doing`, `done` or `dropped`; empty means `to_do`.
    pub state: String,
    /// Why it was dropped: up to 200 characters, needed then.
    pub why: String,
}

/// A project as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// One to twelve.
    pub goals: Vec<GoalDraft>,
    /// Up to thirty.
    pub actions: Vec<ActionDraft>,
    /// When one looks at it together again, `2026-11-30`.
    pub review_on: String,
    /// What colleagues alone read. Up to 2000 characters.
    pub note: String,
}

/// A review as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ReviewDraft {
    /// The day on which it was held, `2026-11-30`. Needed.
    pub held_on: String,
    /// What was seen. Needed; up to 600 characters.
    pub seen: String,
    /// What comes next. Up to 600 characters.
    pub next: String,
    /// The day of the next one, `2026-11-30`.
    pub next_on: String,
}

impl Draft {
    /// The plan, with the reviews that were held until now; or what is wrong with each field, named `actions.0.what`.
    pub fn check(&self, reviews: Vec<Review>) -> Result<Plan, Vec<FieldFault>> {
        let mut faults = Faults::default();
        faults.count("goals", self.goals.len(), MOST_GOALS);
        faults.count("actions", self.actions.len(), MOST_ACTIONS);
        let goals: Vec<Goal> = (0..)
            .zip(&self.goals)
            .filter(|(_, goal)| **goal != GoalDraft::default())
            .filter_map(|(at, goal)| goal.check(at, &mut faults))
            .collect();
        let actions = (0..)
            .zip(&self.actions)
            .filter(|(_, action)| !action.is_blank())
            .filter_map(|(at, action)| action.check(at, &mut faults))
            .collect();
        let review_on = faults.take("review_on", Day::parse(&self.review_on));
        let note = faults.take("note", Text::parse(&self.note));
        if goals.is_empty() && faults.0.is_empty() {
            faults.add("goals", Fault::Missing);
        }
        faults.end(Plan {
            goals,
            actions,
            review_on,
            note,
            reviews,
        })
    }
}

impl GoalDraft {
    fn check(&self, at: usize, faults: &mut Faults) -> Option<Goal> {
        let field = |name: &str| format!("goals.{at}.{name}");
        Some(Goal {
            what: faults.needed(&field("what"), &self.what)?,
            sign: faults.take(&field("sign"), Text::parse(&self.sign)),
            by: faults.take(&field("by"), Day::parse(&self.by)),
        })
    }
}

impl ActionDraft {
    /// Whether nothing was said of it: a choice that a new line comes with says nothing.
    fn is_blank(&self) -> bool {
        [&self.what, &self.name, &self.by, &self.why]
            .iter()
            .all(|typed| typed.trim().is_empty())
    }

    fn check(&self, at: usize, faults: &mut Faults) -> Option<Action> {
        let field = |name: &str| format!("actions.{at}.{name}");
        let what = faults.needed(&field("what"), &self.what);
        let who = faults.choice(&field("who"), &self.who, Doer::of);
        let state = match self.state.as_str() {
            "" => Some(Progress::ToDo),
            typed => faults.choice(&field("state"), typed, Progress::of),
        };
        let name = if who == Some(Doer::Other) {
            faults.needed(&field("name"), &self.name).unwrap_or_default()
        } else {
            faults.take(&field("name"), Text::parse(&self.name))
        };
        let why = if state == Some(Progress::Dropped) {
            faults.needed(&field("why"), &self.why).unwrap_or_default()
        } else {
            // What was picked up again has no reason for being dropped.
            Text::default()
        };
        let by = faults.take(&field("by"), Day::parse(&self.by));
        Some(Action {
            what: what?,
            who: who?,
            name,
            by,
            state: state?,
            why,
        })
    }
}

impl ReviewDraft {
    /// The review, and the day of the next one; or what is wrong with each field. `today` is the day in Italy.
    pub fn check(&self, today: Date) -> Result<(Review, Option<Day>), Vec<FieldFault>> {
        let mut faults = Faults::default();
        let held_on = faults.take("held_on", Day::parse(&self.held_on));
        match held_on {
            None if faults.0.is_empty() => faults.add("held_on", Fault::Missing),
            Some(day) if day.date() > today => faults.add("held_on", Fault::DayAhead),
            _ => {}
        }
        let seen = faults.needed("seen", &self.seen);
        let next = faults.take("next", Text::parse(&self.next));
        let next_on = faults.take("next_on", Day::parse(&self.next_on));
        if next_on.is_some_and(|day| day.date() < today) {
            faults.add("next_on", Fault::DayPast);
        }
        match (held_on, seen) {
            (Some(held_on), Some(seen)) => faults.end((Review { held_on, seen, next }, next_on)),
            _ => Err(faults.0),
        }
    }
}

/// What was found wrong so far.
#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn add(&mut self, field: &str, fault: Fault) {
        self.0.push(FieldFault::new(field, fault));
    }

    fn count(&mut self, field: &str, found: usize, max: usize) {
        if found > max {
            self.add(field, Fault::TooMany { max, found });
        }
    }

    fn take<T: Default>(&mut self, field: &str, parsed: Result<T, Fault>) -> T {
        parsed.unwrap_or_else(|fault| {
            self.add(field, fault);
            T::default()
        })
    }

    fn needed<const MAX: usize>(&mut self, field: &str, typed: &str) -> Option<Text<MAX>> {
        match Text::parse(typed) {
            Ok(text) if text.is_empty() => self.add(field, Fault::Missing),
            Ok(text) => return Some(text),
            Err(fault) => self.add(field, fault),
        }
        None
    }

    fn choice<T>(&mut self, field: &str, typed: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = of(typed);
        if chosen.is_none() {
            let missing = typed.is_empty();
            self.add(
                field,
                if missing {
                    Fault::Missing
                } else {
                    Fault::NotOffered
                },
            );
        }
        chosen
    }

    fn end<T>(self, whole: T) -> Result<T, Vec<FieldFault>> {
        if self.0.is_empty() { Ok(whole) } else { Err(self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn goal(what: &str, by: &str) -> GoalDraft {
        GoalDraft {
            what: what.to_owned(),
            by: by.to_owned(),
            ..GoalDraft::default()
        }
    }

    fn action(what: &str, who: &str, state: &str) -> ActionDraft {
        ActionDraft {
            what: what.to_owned(),
            who: who.to_owned(),
            state: state.to_owned(),
            ..ActionDraft::default()
        }
    }

    fn draft(goals: Vec<GoalDraft>, actions: Vec<ActionDraft>) -> Draft {
        Draft {
            goals,
            actions,
            ..Draft::default()
        }
    }

    fn faults(draft: &Draft) -> Vec<(String, &'static str)> {
        let faults = draft.check(Vec::new()).expect_err("unfit");
        faults
            .into_iter()
            .map(|fault| (fault.field, fault.fault.name()))
            .collect()
    }

    #[test]
    fn a_plan_keeps_its_order_and_lines_left_empty_are_left_out() {
        let blank = ActionDraft {
            who: "polo".to_owned(),
            state: "to_do".to_owned(),
            ..ActionDraft::default()
        };
        let draft = draft(
            vec![
                goal("Dormire la notte", "2026-12-31"),
                GoalDraft::default(),
                goal("Una casa", ""),
            ],
            vec![blank, action(" Chiedere l'ISEE ", "person", "")],
        );
        let plan = draft.check(Vec::new()).expect("fair");
        let whats: Vec<&str> = plan.goals.iter().map(|goal| goal.what.as_str()).collect();
        assert_eq!(whats, ["Dormire la notte", "Una casa"]);
        assert_eq!(plan.goals[0].by.map(Day::date), Some(date(2026, 12, 31)));
        assert_eq!(plan.actions.len(), 1);
        let only = &plan.actions[0];
        assert_eq!(
            (only.what.as_str(), only.who, only.state),
            ("Chiedere l'ISEE", Doer::Person, Progress::ToDo)
        );
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line_all_at_once() {
        let long = "a".repeat(201);
        let mut nameless = action("Un passaggio in auto", "other", "dropped");
        nameless.by = "domani".to_owned();
        let draft = draft(
            vec![goal("Una casa", "31/12/2026"), goal(&long, "")],
            vec![
                action("", "polo", "done").named("Sara"),
                action("x", "king", "soon"),
                nameless,
            ],
        );
        let expected = [
            ("goals.0.by", "day_form"),
            ("goals.1.what", "too_long"),
            ("actions.0.what", "missing"),
            ("actions.1.who", "not_offered"),
            ("actions.1.state", "not_offered"),
            ("actions.2.name", "missing"),
            ("actions.2.why", "missing"),
            ("actions.2.by", "day_form"),
        ];
        let expected = expected.map(|(field, fault)| (field.to_owned(), fault));
        assert_eq!(faults(&draft), expected);
    }

    impl ActionDraft {
        fn named(mut self, name: &str) -> Self {
            name.clone_into(&mut self.name);
            self
        }
    }

    #[test]
    fn a_project_has_a_goal_and_an_end() {
        assert_eq!(faults(&Draft::default()), [("goals".to_owned(), "missing")]);
        let many = draft(vec![goal("Una casa", ""); MOST_GOALS + 1], Vec::new());
        assert_eq!(faults(&many), [("goals".to_owned(), "too_many")]);
        let busy = vec![action("Un passo", "polo", ""); MOST_ACTIONS + 1];
        let many = draft(vec![goal("Una casa", "")], busy);
        assert_eq!(faults(&many), [("actions".to_owned(), "too_many")]);
    }

    #[test]
    fn a_reason_for_dropping_goes_when_it_is_picked_up_again() {
        let mut again = action("Un corso", "person", "doing");
        again.why = "troppo lontano".to_owned();
        let plan = draft(vec![goal("Un lavoro", "")], vec![again]).check(Vec::new());
        assert!(plan.expect("fair").actions[0].why.is_empty());
    }

    #[test]
    fn a_review_was_held_and_the_next_is_to_come() {
        let today = date(2026, 11, 25);
        let review = |held_on: &str, seen: &str, next_on: &str| ReviewDraft {
            held_on: held_on.to_owned(),
            seen: seen.to_owned(),
            next_on: next_on.to_owned(),
            ..ReviewDraft::default()
        };
        let (held, next) = review("2026-11-25", "Va meglio.", "2027-02-25")
            .check(today)
            .expect("fair");
        assert_eq!(held.held_on.to_string(), "2026-11-25");
        assert_eq!(next.map(Day::date), Some(date(2027, 2, 25)));
        for (draft, field, fault) in [
            (review("", "Va meglio.", ""), "held_on", "missing"),
            (review("2026-11-26", "Va meglio.", ""), "held_on", "day_ahead"),
            (review("2026-11-25", " ", ""), "seen", "missing"),
            (
                review("2026-11-25", "Va meglio.", "2026-11-24"),
                "next_on",
                "day_past",
            ),
            (review("25 novembre", "Va meglio.", ""), "held_on", "day_form"),
        ] {
            let faults = draft.check(today).expect_err("unfit");
            assert_eq!((faults[0].field.as_str(), faults[0].fault.name()), (field, fault));
            assert_eq!(faults.len(), 1, "{field}");
        }
    }

    #[test]
    fn a_day_is_written_one_way() {
        assert_eq!(Day::parse(" "), Ok(None));
        for slip in [
            "2026-2-3",
            "20261130",
            "2026-02-30",
            "1999-12-31",
            "2026-11-30T10:00",
            "x",
        ] {
            assert_eq!(Day::parse(slip), Err(Fault::DayForm), "{slip}");
        }
    }

    #[test]
    fn what_is_kept_is_read_again_and_shows_nothing_in_a_log() {
        let plan = draft(
            vec![goal("Una casa", "2026-12-31")],
            vec![action("Cercare", "association", "doing")],
        );
        let plan = plan.check(Vec::new()).expect("fair");
        let kept = serde_json::to_string(&plan).expect("JSON");
        assert_eq!(serde_json::from_str::<Plan>(&kept).expect("read"), plan);
        assert!(!format!("{plan:?}").contains("casa"));
    }
}
