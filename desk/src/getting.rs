//! What a screen shows comes from the server: asked for when the screen opens, when its address changes, after each sign-in
//! and when the screen asks again. What was shown stays until the new is there. Never here: what is changed (`acting`).

use crate::around::use_desk;
use crate::client::is_signed_out;
use api::Problem;
use portal::held::use_held;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What came so far.
#[derive(Clone)]
pub struct Got<T> {
    /// The last that came of this address.
    pub value: Option<Rc<T>>,
    /// Why the last asking failed.
    pub problem: Option<Problem>,
    /// Whether an answer is awaited.
    pub busy: bool,
    /// Asks again.
    pub again: Callback<()>,
}

#[derive(Clone, Default)]
struct Asked {
    path: String,
    text: Option<Rc<str>>,
    problem: Option<Problem>,
    busy: bool,
}

/// Asks for what is at that path, again whenever the path changes.
#[hook]
pub fn use_get<T: DeserializeOwned + 'static>(path: String) -> Got<T> {
    let (asked, again) = use_asked(&path);
    let text = asked.text.filter(|_| asked.path == path);
    let value = use_memo(text, |text| {
        let text = text.as_ref()?;
        serde_json::from_str::<T>(text).ok().map(Rc::new)
    });
    Got {
        value: (*value).clone(),
        problem: asked.problem,
        busy: asked.busy,
        again,
    }
}

/// The part that is the same whatever comes.
#[hook]
fn use_asked(path: &str) -> (Asked, Callback<()>) {
    let desk = use_desk();
    let asked = use_held(Asked::default);
    let turn = use_state(|| 0_u32);
    {
        let (asked, client) = (asked.clone(), desk.client.clone());
        use_effect_with((path.to_owned(), *turn, desk.signings), move |(path, ..)| {
            let wanted = Rc::new(Cell::new(true));
            let (still, path) = (wanted.clone(), path.clone());
            asked.change(|asked| asked.busy = true);
            spawn_local(async move {
                let answer = client.text(&path).await;
                // Of an answer that is no longer awaited nothing is shown.
                if still.get() {
                    asked.change(move |asked| asked.take(path, answer));
                }
            });
            move || wanted.set(false)
        });
    }
    let again = Callback::from(move |()| turn.set(turn.wrapping_add(1)));
    ((*asked).clone(), again)
}

impl Asked {
    fn take(&mut self, path: String, answer: Result<String, Problem>) {
        self.busy = false;
        match answer {
            Ok(text) => {
                self.text = Some(text.into());
                self.path = path;
                self.problem = None;
            }
            Err(problem) if is_signed_out(&problem) => {}
            Err(problem) => {
                if self.path != path {
                    self.text = None;
                }
                self.problem = Some(problem);
            }
        }
    }
}
