//! Something that is sent when a person presses a button: once at a time, with its errors in place and what was typed kept.
//! Never here: what is only asked for (`getting`).

use crate::client::is_signed_out;
use api::Problem;
use portal::components::{ErrorSummary, Wrong};
use portal::held::{Held, use_held};
use std::cell::Cell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How it stands.
#[derive(Clone, Default)]
pub struct Acting {
    /// Whether an answer is awaited.
    pub busy: bool,
    /// What went wrong the last time.
    pub problem: Option<Problem>,
    /// How often it was sent.
    pub attempts: usize,
}

/// Something that can be done.
#[derive(Clone)]
pub struct Act {
    held: Held<Acting>,
    running: Rc<Cell<bool>>,
}

impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
    }
}

impl std::ops::Deref for Act {
    type Target = Acting;

    fn deref(&self) -> &Acting {
        &self.held
    }
}

/// An act of this component.
#[hook]
pub fn use_act() -> Act {
    let running = use_memo((), |()| Rc::new(Cell::new(false)));
    Act {
        held: use_held(Acting::default),
        running: (*running).clone(),
    }
}

impl Act {
    /// Does it, unless it is being done: a button pressed twice sends once. What follows from success belongs into `work`.
    pub fn run(&self, work: impl Future<Output = Result<(), Problem>> + 'static) {
        if self.running.replace(true) {
            return;
        }
        let (held, running) = (self.held.clone(), self.running.clone());
        held.change(|acting| acting.busy = true);
        spawn_local(async move {
            let outcome = work.await;
            running.set(false);
            held.change(move |acting| {
                acting.busy = false;
                acting.attempts += 1;
                acting.problem = outcome.err().filter(|problem| !is_signed_out(problem));
            });
        });
    }

    /// Forgets what went wrong.
    pub fn forget(&self) {
        self.held.change(|acting| acting.problem = None);
    }

    /// What is wrong with a field; empty where nothing is.
    pub fn error(&self, field: &str) -> AttrValue {
        let errors = self.problem.iter().flat_map(|problem| &problem.errors);
        let mut own = errors.filter(|error| error.field == field);
        own.next()
            .map_or_else(AttrValue::default, |error| AttrValue::from(error.detail.clone()))
    }

    /// All that went wrong, for the top of the form; nothing where nothing did. It takes the focus.
    pub fn summary(&self) -> Html {
        self.summary_of("")
    }

    /// The same, of a form whose fields are called `form-field`, since others on the screen have fields of the same names.
    pub fn summary_of(&self, form: &str) -> Html {
        let Some(problem) = &self.problem else {
            return html! { <div key="wrong"></div> };
        };
        let mut faults: Vec<Wrong> = problem
            .errors
            .iter()
            .map(|error| {
                let field = match form {
                    "" => error.field.clone(),
                    form => format!("{form}-{}", error.field),
                };
                Wrong::new(field, error.detail.clone())
            })
            .collect();
        if faults.is_empty() && !problem.detail.is_empty() {
            faults.push(Wrong::new("", problem.detail.clone()));
        }
        html! {
            <div key="wrong">
                <ErrorSummary title={problem.title.clone()} {faults} attempt={self.attempts} />
            </div>
        }
    }
}
