//! The app: who is signed in decides whether a screen or the way in is shown. A session that ended puts the way in before the
//! screen, which stays as it is behind it. Never here: what a screen shows.

use crate::around::{Desk, Offer, Who};
use crate::client::{Client, is_signed_out};
use crate::drafts::Drafts;
use crate::frame::Frame;
use crate::pages;
use crate::parts::failed;
use crate::place::use_place;
use crate::route::Route;
use crate::texts::app as words;
use api::Problem;
use api::desk::Me;
use api::paths::desk as paths;
use gloo::events::{EventListener, EventListenerOptions};
use portal::Bundle;
use portal::held::{Held, use_held};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::prelude::*;

/// What the app is started with, once.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The instance in Italian.
    pub bundle: Arc<Bundle>,
    /// Areas and motives.
    pub offer: Rc<Offer>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bundle, &other.bundle)
    }
}

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Session {
    /// The server is being asked.
    #[default]
    Asking,
    /// It could not be asked.
    Unknown,
    /// Nobody is.
    Out,
    /// Somebody is.
    In,
    /// Somebody was, until a moment ago.
    Ended,
}

#[derive(Clone, Default)]
struct State {
    session: Session,
    who: Rc<Who>,
    problem: Option<Problem>,
    signings: u32,
}

impl State {
    /// Somebody is signed in. Whoever comes in another's place finds nothing of theirs.
    fn enter(&mut self, me: Me, drafts: &Drafts) {
        let who = Rc::new(Who::from(me));
        if self.who.id != who.id {
            drafts.clear();
        }
        self.who = who;
        self.session = Session::In;
        self.problem = None;
        self.signings += 1;
    }

    /// Nobody is signed in any longer.
    fn end(&mut self) {
        if self.session == Session::In {
            self.session = Session::Ended;
        }
    }

    /// Somebody has signed out.
    fn leave(&mut self, drafts: &Drafts) {
        drafts.clear();
        *self = Self {
            session: Session::Out,
            signings: self.signings,
            ..Self::default()
        };
    }
}

/// The whole desk.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = use_held(State::default);
    let drafts = (*use_memo((), |()| Drafts::default())).clone();
    let place = use_place();
    let ended = {
        let state = state.clone();
        use_callback((), move |(), ()| state.change(State::end))
    };
    let client = (*use_memo(ended, |ended| Client::new(ended.clone()))).clone();
    let ask = {
        let (state, client, drafts) = (state.clone(), client.clone(), drafts.clone());
        use_callback((), move |(), ()| ask(&state, &client, &drafts))
    };
    use_first(&ask, &drafts);
    let desk = Desk {
        bundle: props.bundle.clone(),
        offer: props.offer.clone(),
        client,
        who: state.who.clone(),
        place,
        drafts: drafts.clone(),
        signings: state.signings,
    };
    let route = Route::parse(desk.place.path());
    use_heading(desk.place.path(), state.session);
    let left = {
        let (state, drafts, go) = (state.clone(), drafts.clone(), desk.place.go.clone());
        Callback::from(move |()| {
            let drafts = drafts.clone();
            state.change(move |state| state.leave(&drafts));
            go.emit(Route::Queue.path());
        })
    };
    let entered = state.taking(move |state: &mut State, me: Me| state.enter(me, &drafts));
    let inside = if route == Route::SetUp {
        html! { <pages::SetUp /> }
    } else {
        inside(&state, &route, &ask, &entered)
    };
    let is_inside = matches!(state.session, Session::In | Session::Ended);
    html! {
        <ContextProvider<Desk> context={desk}>
            <Frame inside={is_inside} {left}>{ inside }</Frame>
        </ContextProvider<Desk>>
    }
}

fn inside(state: &State, route: &Route, ask: &Callback<()>, entered: &Callback<Me>) -> Html {
    match state.session {
        Session::Asking => html! { <p key="opening" role="status">{ words::OPENING }</p> },
        Session::Unknown => {
            html! { <div key="unknown">{ for state.problem.iter().map(|problem| failed(problem, ask)) }</div> }
        }
        Session::Out => html! { <pages::SignIn key="in" entered={entered.clone()} /> },
        Session::In | Session::Ended => {
            let ended = state.session == Session::Ended;
            html! {
                <div key="inside">
                    <div key={format!("screen {}", state.who.id)} hidden={ended}>{ pages::screen(route) }</div>
                    <div key="door" class="desk-door">
                        if ended { <pages::SignIn ended=true entered={entered.clone()} /> }
                    </div>
                </div>
            }
        }
    }
}

/// Asks who is signed in.
fn ask(state: &Held<State>, client: &Client, drafts: &Drafts) {
    let (state, client, drafts) = (state.clone(), client.clone(), drafts.clone());
    state.change(|state| state.session = Session::Asking);
    spawn_local(async move {
        let me = client.get::<Me>(paths::ME).await;
        state.change(move |state| match me {
            Ok(me) => state.enter(me, &drafts),
            Err(problem) if is_signed_out(&problem) => state.session = Session::Out,
            Err(problem) => {
                state.session = Session::Unknown;
                state.problem = Some(problem);
            }
        });
    });
}

/// Once, when the app starts: asks who is signed in, and has the browser ask before what was typed is lost.
#[hook]
fn use_first(ask: &Callback<()>, drafts: &Drafts) {
    let (ask, drafts) = (ask.clone(), drafts.clone());
    use_effect_with((), move |()| {
        ask.emit(());
        // Told to styles and tests: from here on the desk answers.
        if let Some(root) = gloo::utils::document().get_element_by_id("app") {
            root.set_attribute("data-live", "").ok();
        }
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let leaving = EventListener::new_with_options(&window, "beforeunload", options, move |event| {
            if drafts.any() {
                event.prevent_default();
            }
        });
        move || drop(leaving)
    });
}

/// The heading names the window; after a move it takes the focus, so that a screen reader says where one is.
#[hook]
fn use_heading(path: &str, session: Session) {
    let before = use_mut_ref(|| None::<Session>);
    use_effect_with((path.to_owned(), session), move |(_, session)| {
        let moved = before
            .replace(Some(*session))
            .is_some_and(|before| before != Session::Asking);
        let document = gloo::utils::document();
        // The way in stands before the screen that it keeps.
        let find = |selector| document.query_selector(selector).ok().flatten();
        let Some(heading) = find("#app .desk-door h1").or_else(|| find("#app h1")) else {
            return;
        };
        let said = heading.text_content().unwrap_or_default();
        document.set_title(&format!("{} · {}", said.trim(), words::NAME));
        if moved {
            if let Some(heading) = heading.dyn_ref::<HtmlElement>() {
                heading.focus().ok();
            }
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}
