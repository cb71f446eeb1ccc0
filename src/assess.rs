//! The guided self-assessment: an app of its own. A few plain questions, a screen each; what comes of them; and, only if the
//! person wants it, a request to their Polo. Nothing that is answered leaves the phone, or stands in an address.
//! Never here: rules and questions (they are data, `domain::assess`), or the same measures as a list for who has no scripts
//! (`plain.rs`, rendered by the server).

mod answers;
mod device;
mod measures;
mod outcome;
#[cfg(not(target_arch = "wasm32"))]
mod plain;
mod print;
mod question;
mod reading;
mod safety;
mod session;
mod start;

#[cfg(not(target_arch = "wasm32"))]
pub use plain::plain;

use crate::bundle::Bundle;
use crate::held::use_held;
use crate::hooks::{focus, own_link};
use crate::texts::Texts;
use domain::assess::{Answers, Day, Outcome, Rules};
use domain::catalogue::Polo;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use session::{Screen, Session, Sitting};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

/// What the self-assessment is started with.
#[derive(Clone, PartialEq, Properties)]
pub struct AssessProps {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// What the answers are held against.
    pub rules: Rc<Rules>,
    /// The day whose figures hold.
    pub today: Day,
    /// The same measures as a list, as the server rendered them into the page.
    pub plain: AttrValue,
}

/// What the screens are drawn from.
struct Scene<'a> {
    bundle: &'a Bundle,
    texts: &'a Texts,
    rules: &'a Rules,
    lang: &'a str,
    sitting: &'a Sitting,
    /// What follows from the answers, with what is chosen on the present screen: danger is told before the next step.
    outcome: &'a Outcome,
    plain: &'a AttrValue,
}

impl Scene<'_> {
    /// The Polo that was chosen.
    fn polo(&self) -> Option<&Polo> {
        let id = self.sitting.walk.polo.as_ref()?;
        self.bundle.catalogue.polo(id)
    }
}

/// The whole of what stands inside `<div id="app">` of the self-assessment's page.
#[component]
pub fn Assess(props: &AssessProps) -> Html {
    let sitting: Sitting = use_held({
        let (rules, today) = (props.rules.clone(), props.today);
        move || Session::new(rules, today)
    });
    use_arrival(&sitting);
    use_history(&sitting);
    use_links(&sitting, &props.bundle);
    let outcome = sitting.ahead().outcome(&props.rules, props.today);
    use_aftermath(&sitting, &outcome);
    let scene = Scene {
        outcome: &outcome,
        bundle: &props.bundle,
        texts: &props.bundle.texts,
        rules: &props.rules,
        lang: &props.bundle.language.id,
        sitting: &sitting,
        plain: &props.plain,
    };
    let screen = match sitting.screen() {
        Screen::Start => start::page(&scene),
        Screen::Question(asked) => question::page(&scene, *asked),
        Screen::Outcome => outcome::page(&scene),
        Screen::Page(path) => reading::page(&scene, path),
    };
    html! { <div key="assess" class="container py-3 assess">{ screen }</div> }
}

/// After each drawing: a new screen starts at its heading, and fetches the page that it shows; numbers that a choice brought
/// up come into sight, for it may stand far below them; answers are kept where that was asked for. One effect for all: each
/// costs the phone a kilobyte.
#[hook]
fn use_aftermath(sitting: &Sitting, outcome: &Outcome) {
    let last = use_mut_ref(|| (0, Vec::new(), None));
    let kept = sitting.kept.then(|| sitting.answers.clone());
    let now = (sitting.moves, outcome.safety_first.clone(), kept);
    let sitting = sitting.clone();
    use_effect_with(now, move |(moves, first, kept)| {
        let before = last.replace((*moves, first.clone(), kept.clone()));
        if before.0 != *moves {
            focus("#app h1");
            window().scroll_to_with_x_and_y(0.0, 0.0);
            reading::fetch(&sitting);
        } else if before.1 != *first
            && !first.is_empty()
            && let Ok(Some(panel)) = document().query_selector("#app .assess-safety")
        {
            panel.scroll_into_view();
        }
        // Only what is new: «Esci subito» erases, and goes back through screens of this page on its way out.
        if before.2 != *kept
            && let Some(answers) = kept
        {
            device::keep(answers);
        }
    });
}

/// Once, in the browser: from here on the app answers; what was handed over from another language goes on where it was.
#[hook]
fn use_arrival(sitting: &Sitting) {
    let sitting = sitting.clone();
    use_effect_with((), move |()| {
        remember(0, false);
        let (moved, offer) = (device::handed_over(), device::kept());
        sitting.change(move |session| {
            session.live = true;
            session.offer = offer;
        });
        if let Some(answers) = moved {
            forward(&sitting, move |session| session.resume(answers));
        }
        if let Some(root) = document().get_element_by_id("app") {
            root.set_attribute("data-live", "").ok();
        }
    });
}

impl Session {
    /// Goes on where some answers lead.
    fn resume(&mut self, answers: Answers) {
        self.walk = self.rules.walk(&answers, self.today);
        self.answers = answers;
        self.push(self.walk.next.map_or(Screen::Outcome, Screen::Question));
    }
}

/// The browser's «back» and «forward» go from screen to screen.
#[hook]
fn use_history(sitting: &Sitting) {
    let latest = use_mut_ref(|| sitting.clone());
    latest.borrow_mut().clone_from(sitting);
    use_effect_with((), move |()| {
        let follow = move |event: &Event| {
            let state = event
                .dyn_ref::<web_sys::PopStateEvent>()
                .and_then(|event| event.state().as_f64());
            // A link to a place in this page comes here too, without a state.
            if let Some(at) = state {
                latest.borrow().change(move |session| session.show(place(at)));
            }
        };
        let listener = EventListener::new(&window(), "popstate", follow);
        move || drop(listener)
    });
}

/// A place in the trail, as the history keeps it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whatever stands there, a place beyond the trail is its last one"
)]
fn place(at: f64) -> usize {
    at as usize
}

/// Pages of the portal are read here while there are answers that leaving would lose; another language gets them handed over.
#[hook]
fn use_links(sitting: &Sitting, bundle: &Arc<Bundle>) {
    let held = (!sitting.answers.is_empty()).then(|| sitting.clone());
    let bundle = bundle.clone();
    use_effect_with(held, move |held| {
        let listener = held.clone().map(|sitting| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), "click", options, move |event| {
                let Some(path) = event.dyn_ref::<web_sys::MouseEvent>().and_then(own_link) else {
                    return;
                };
                // What comes along to the request is left there by its own button.
                if path == crate::Route::Request(domain::request::Step::Reason).path(&bundle) {
                    return;
                }
                if bundle.is_foreign(&path) {
                    device::hand_over(&sitting.answers);
                    return;
                }
                event.prevent_default();
                forward(&sitting, move |session| session.push(Screen::Page(path)));
            })
        });
        move || drop(listener)
    });
}

/// Makes a change that shows a new screen, of which the browser's history then knows.
fn forward(sitting: &Sitting, change: impl FnOnce(&mut Session) + 'static) {
    remember(sitting.at + 1, true);
    sitting.change(change);
}

/// Writes the place in the trail into the browser's history: its number and nothing else. The address stays as it is.
fn remember(at: usize, new: bool) {
    let Ok(history) = window().history() else { return };
    let state = JsValue::from_f64(u32::try_from(at).unwrap_or_default().into());
    if new {
        history.push_state(&state, "").ok();
    } else {
        history.replace_state(&state, "").ok();
    }
}

/// One screen back, by the browser's history, so that its own button does the same.
fn step_back() {
    if let Ok(history) = window().history() {
        history.back().ok();
    }
}
