//! What a person has said and seen since they opened the portal. Lives in memory; on the device only if asked.

use crate::bundle::Bundle;
use crate::held::Held;
use crate::hooks::Brought;
use crate::read::Read;
use crate::texts::Texts;
use crate::times::{Look, Seat, polo_of, terms};
use api::Problem;
use api::agenda::{FreeTimes, Hold, NewHold};
use api::requests::Receipt;
use domain::FieldFault;
use domain::request::{Draft, ForWhom, Step};
use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;

/// The state of the live app. The server starts it too, when it answers a form that was sent without scripts.
#[derive(Clone, Default, PartialEq, Serialize)]
pub struct Visit {
    /// The answers so far.
    #[serde(serialize_with = "as_pairs")]
    pub draft: Draft,
    /// The lines that were brought: those still ticked are the draft's answers, the others can be ticked again.
    #[serde(skip)]
    pub brought: Vec<String>,
    /// The step that the server shows in answer to a form, whatever the address; afterwards the address decides.
    pub step: Option<Step>,
    /// What is wrong, as found here by the same check that the server makes.
    #[serde(skip)]
    pub faults: Vec<FieldFault>,
    /// One answer is being changed from the summary, which comes next.
    pub changing: bool,
    /// The idempotency key of the sending; empty until the summary is reached.
    pub key: String,
    /// What came back.
    pub receipt: Option<Receipt>,
    /// The free times at hand.
    pub look: Look,
    /// The seat that is held.
    pub seat: Option<Seat>,
    /// How easy it was, in stars, where someone said it.
    #[serde(skip)]
    pub rated: Option<u8>,
    /// Why the last thing asked of the server was not done.
    pub problem: Option<Problem>,
    /// How often something was found wrong: each time the summary of errors takes the focus.
    #[serde(skip)]
    pub attempts: usize,
    /// Something was asked of the server and has not come back.
    #[serde(skip)]
    pub busy: bool,
    /// Answers kept on the device by an earlier visit, not yet taken up.
    #[serde(skip)]
    pub offer: Option<Draft>,
    /// The answers are being kept on the device.
    #[serde(skip)]
    pub kept: bool,
}

/// A draft as the pairs of a form: the phone reads those anyway.
fn as_pairs<S: Serializer>(draft: &Draft, serializer: S) -> Result<S::Ok, S::Error> {
    draft.pairs().serialize(serializer)
}

impl Read for Draft {
    fn read(value: &JsValue) -> Option<Self> {
        let pairs = Vec::<(String, String)>::read(value)?;
        // What is no pair of ours was put there by someone else.
        Self::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))).ok()
    }
}

impl Read for Step {
    fn read(value: &JsValue) -> Option<Self> {
        Self::of(&value.as_string()?)
    }
}

/// The visit, and the way to change it.
pub type Visiting = Held<Visit>;

impl Visit {
    /// Takes in what was typed into the page before the app was live. A name that is no field is passed over: an
    /// extension may have put it there.
    pub fn adopt(&mut self, typed: &[(String, String)]) {
        self.brought.clone_from(&self.draft.answers);
        let step = typed
            .iter()
            .find(|(name, _)| name == "from")
            .and_then(|(_, word)| Step::of(word));
        if let Some(step) = step {
            self.draft.clear(step.fields());
            for (name, value) in typed
                .iter()
                .filter(|(name, _)| step.fields().contains(&name.as_str()))
            {
                // A value that the field refuses was never an answer.
                self.draft.put(name, value).ok();
                self.look.call |= name == "time" && value.is_empty();
            }
        }
    }

    /// Takes in what another app of the portal left for the request. What was chosen on this page meanwhile stays.
    pub fn take(&mut self, brought: Brought, bundle: &Bundle) {
        let Brought {
            motive,
            polo,
            for_whom,
            answers,
        } = brought;
        let draft = &mut self.draft;
        if draft.motive.is_empty() && bundle.catalogue.motive(&motive).is_some() {
            draft.motive = motive;
        }
        if draft.polo.is_empty() && draft.neighbourhood.is_empty() && bundle.catalogue.polo(&polo).is_some() {
            draft.polo = polo;
        }
        if draft.for_whom.is_empty() && ForWhom::of(&for_whom).is_some() {
            draft.for_whom = for_whom;
        }
        for line in answers {
            if !line.trim().is_empty() && !self.brought.contains(&line) {
                self.brought.push(line.clone());
                draft.answers.push(line);
            }
        }
    }

    /// Takes up the answers kept on the device. Lines brought since then are the newer ones.
    pub fn resume(&mut self, kept: Draft) {
        let answers = std::mem::take(&mut self.draft.answers);
        self.draft = kept;
        if self.brought.is_empty() {
            self.brought.clone_from(&self.draft.answers);
        } else {
            self.draft.answers = answers;
        }
    }

    /// The lines to be shown, ticked or not. On the server they are those that came ticked.
    pub fn lines(&self) -> &[String] {
        if self.brought.is_empty() {
            &self.draft.answers
        } else {
            &self.brought
        }
    }

    /// A choice was made: what was wrong with that field is past, and the request is another one.
    pub fn answered(&mut self, field: &str) {
        self.key.clear();
        self.faults.retain(|fault| fault.field != field);
        if let Some(problem) = &mut self.problem {
            problem.errors.retain(|error| error.field != field);
            if problem.errors.is_empty() {
                self.problem = None;
            }
        }
    }

    /// What is wrong with a field, in words; empty where nothing is.
    pub fn error(&self, texts: &Texts, field: &str) -> String {
        let said = self
            .problem
            .iter()
            .flat_map(|problem| &problem.errors)
            .find(|error| error.field == field);
        let found = self.faults.iter().find(|fault| fault.field == field);
        said.map(|error| error.detail.clone())
            .or_else(|| found.map(|fault| texts.fault(fault)))
            .unwrap_or_default()
    }

    /// Whether the motive is one where the urgent numbers come first.
    pub fn speaks_of_danger(&self, bundle: &Bundle) -> bool {
        let motive = bundle.catalogue.motive(&self.draft.motive);
        motive.is_some_and(|motive| motive.urgent)
    }

    /// Whether the seat at hand is one for the answers as they are, held still or not.
    pub fn seat(&self, bundle: &Bundle) -> Option<&Seat> {
        let of = terms(&self.draft, &polo_of(bundle, &self.draft));
        self.seat
            .as_ref()
            .filter(|seat| !self.draft.time.is_empty() && seat.of == of)
    }

    /// What was sent was not taken. Where it is the time, its seat is nobody's any more that we know of.
    pub fn refused(&mut self, problem: Problem) {
        if problem.errors.iter().any(|error| error.field == "time") {
            self.seat = None;
        }
        self.problem = Some(problem);
    }

    /// Gives the time up; gives back the hold on it, empty where there is none.
    pub fn give_up_time(&mut self) -> String {
        self.draft.time.clear();
        self.seat = None;
        std::mem::take(&mut self.draft.hold)
    }

    /// A time was chosen, or that none suits.
    pub fn choose_time(&mut self, time: String, in_week: bool) {
        self.answered("time");
        self.look.call = time.is_empty();
        self.look.in_week = in_week;
        self.draft.time = time;
    }

    /// Takes in the free times that came. The time that is held for this person is one of them; one that is neither is given
    /// up. Who was asked before when to be called is still asked.
    pub fn take_times(&mut self, came: Option<FreeTimes>, bundle: &Bundle) {
        self.look.take(came);
        let held = self.seat(bundle).is_some_and(|seat| !seat.ended);
        if self.look.lacks(&self.draft.time) {
            if held {
                self.look.add(&self.draft.time);
            } else {
                self.give_up_time();
            }
        }
        let Draft {
            time,
            days,
            parts,
            call_at,
            waiting,
            ..
        } = &self.draft;
        let asked = *waiting || !days.is_empty() || !parts.is_empty() || !call_at.is_empty();
        self.look.call |= time.is_empty() && asked;
    }

    /// A seat is held for the time: when to be called is no question any more.
    pub fn take_hold(&mut self, hold: &Hold, bundle: &Bundle) {
        hold.hold.clone_into(&mut self.draft.hold);
        self.seat = Some(Seat::new(hold, &self.draft, &polo_of(bundle, &self.draft)));
        self.draft.clear(&["days", "parts", "call_at", "waiting"]);
        self.look.call = false;
    }

    /// What holds the seat of the time chosen, in the place of the one held so far. The way of meeting is that of the times
    /// where the person left it open.
    pub fn new_hold(&mut self, bundle: &Bundle) -> NewHold {
        if self.draft.way.is_empty() {
            let way = self.look.times.as_ref().map(|times| times.way.clone());
            self.draft.way = way.unwrap_or_default();
        }
        NewHold {
            motive: self.draft.motive.clone(),
            polo: polo_of(bundle, &self.draft),
            way: self.draft.way.clone(),
            start: self.draft.time.clone(),
            instead_of: self.draft.hold.clone(),
            for_whom: self.draft.for_whom.clone(),
        }
    }

    /// Goes to another step without an answer: what was wrong with this one does not come along.
    pub fn step_aside(&mut self) {
        self.faults.clear();
        self.problem = None;
        self.changing = false;
    }

    /// Whether something would be lost if the page were left.
    pub fn holds_something(&self) -> bool {
        self.draft != Draft::default() || self.receipt.is_some()
    }
}
