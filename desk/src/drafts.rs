//! What was typed and not sent, in the memory of the page alone: it outlives a look at another screen and a session that
//! ended, and goes with the person. Never here: anything that is kept on the machine.

use crate::around::use_desk;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Drafts by name, for example `answer K7M2Q-9XT4J`.
#[derive(Clone, Default)]
pub struct Drafts(Rc<RefCell<BTreeMap<String, String>>>);

impl Drafts {
    /// What was typed; empty where nothing was.
    pub fn get(&self, name: &str) -> String {
        self.0.borrow().get(name).cloned().unwrap_or_default()
    }

    /// Keeps what is typed; nothing is kept of what is empty.
    pub fn set(&self, name: &str, typed: &str) {
        let mut all = self.0.borrow_mut();
        if typed.is_empty() {
            all.remove(name);
        } else {
            all.insert(name.to_owned(), typed.to_owned());
        }
    }

    /// Whether there is anything that would be lost.
    pub fn any(&self) -> bool {
        !self.0.borrow().is_empty()
    }

    /// Forgets them all: somebody else sits here.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

/// A field whose text outlives the screen.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// What stands in it.
    pub text: String,
    /// Takes what is typed.
    pub typed: Callback<String>,
}

/// The draft of that name.
#[hook]
pub fn use_draft(name: String) -> Draft {
    let drafts = use_desk().drafts;
    // What changes is drawn again; what it says is kept by the drafts.
    let drawn = use_force_update();
    let text = drafts.get(&name);
    let typed = Callback::from(move |typed: String| {
        drafts.set(&name, &typed);
        drawn.force_update();
    });
    Draft { text, typed }
}
