//! A request seen again: by code and secret, or by the secret link, whose fragment no server sees. An app of its own, so
//! that whoever makes a request does not fetch it. Never here: how a request is made (`pages/request`).

mod appointment;
mod done;
mod offers;
mod project;
mod rights;

use crate::bundle::Bundle;
use crate::client::{Client, Credentials, new_key};
use crate::components::{
    BreadcrumbProps, ErrorSummary, TextArea, TextFieldProps, Tone, Wrong, breadcrumb, callout, text_field,
};
use crate::dates;
use crate::held::{Held, use_held};
use crate::hooks::{focus, focus_heading};
use crate::pages::{home, wrongs};
use crate::route::Route;
use crate::texts::{Key, text};
use crate::times::{Coming, Look, day_of, week_of};
use api::Problem;
use api::agenda::AppointmentView;
use api::requests::{NewLine, RequestView};
use serde::Serialize;
use std::sync::Arc;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::props;

pub use done::Done;

/// What a person has said and seen since they opened the page. Lives in memory. The server starts it too, when it answers
/// a form that was sent without scripts.
#[derive(Clone, Default, PartialEq, Serialize)]
pub struct Seen {
    /// The code and secret that open the request.
    pub credentials: Credentials,
    /// The request that was asked for.
    pub view: Option<RequestView>,
    /// What was just done with it.
    pub done: Option<Done>,
    /// The line being written.
    pub line: String,
    /// What does not suit in the help project, as it is being written.
    pub objection: String,
    /// The free times for its appointment.
    pub look: Look,
    /// Another time is being chosen.
    pub choosing: bool,
    /// The time chosen so far.
    pub time: String,
    /// The idempotency key of the next change.
    pub key: String,
    /// Why the last thing asked of the server was not done.
    pub problem: Option<Problem>,
    /// How often something was found wrong: each time the summary of errors takes the focus.
    #[serde(skip)]
    pub attempts: usize,
    /// Something was asked of the server and has not come back.
    #[serde(skip)]
    pub busy: bool,
}

impl Seen {
    /// Takes in what was typed into the page before the app was live.
    pub fn adopt(&mut self, typed: &[(String, String)]) {
        for (name, value) in typed {
            match name.as_str() {
                "code" => self.credentials.code.clone_from(value),
                "secret" => self.credentials.secret.clone_from(value),
                "line" => self.line.clone_from(value),
                "objection" => self.objection.clone_from(value),
                "time" => self.time.clone_from(value),
                _ => {}
            }
        }
    }

    /// Takes in the request as it now stands.
    pub fn show(&mut self, view: RequestView, done: Option<Done>) {
        self.view = Some(view);
        self.done = done;
        self.key.clear();
        self.choosing = false;
        self.time.clear();
        self.look = Look::default();
    }

    /// Of what to ask for free times, where the person may choose one: motive, Polo, way, for whom.
    pub fn to_ask(&self) -> Option<[&str; 4]> {
        let view = self.view.as_ref().filter(|view| is_open(view))?;
        let booked = booked(view);
        let here = booked.map_or([&view.polo, ""], |booked| [&booked.polo, &booked.way]);
        let may = booked.is_none_or(|booked| booked.changeable);
        may.then_some([&view.motive, here[0], here[1], &view.for_whom])
    }

    /// Whether there is an appointment to come.
    pub fn is_booked(&self) -> bool {
        self.view.as_ref().is_some_and(|view| booked(view).is_some())
    }

    /// What is wrong with a field, in words; empty where nothing is.
    fn error(&self, field: &str) -> String {
        let said = self.problem.iter().flat_map(|problem| &problem.errors);
        let mut said = said.filter(|error| error.field == field);
        said.next().map(|error| error.detail.clone()).unwrap_or_default()
    }
}

fn booked(view: &RequestView) -> Option<&AppointmentView> {
    let there = view.appointment.as_ref();
    there.filter(|appointment| appointment.status == "booked")
}

/// Whether anything can still be done with the request.
fn is_open(view: &RequestView) -> bool {
    !matches!(view.status.as_str(), "withdrawn" | "closed")
}

/// The state of the app, and the way to change it.
type Seeing = Held<Seen>;

/// What the app is started with.
#[derive(Clone, Properties)]
pub struct StatusProps {
    /// The instance in the page's language.
    pub bundle: Arc<Bundle>,
    /// What was said before the app started, typed into the page included.
    #[prop_or_default]
    pub seen: Seen,
}

impl PartialEq for StatusProps {
    fn eq(&self, other: &Self) -> bool {
        self.bundle == other.bundle
    }
}

/// The whole of what stands inside `<div id="app">` of the page.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let bundle = &props.bundle;
    let seen: Seeing = use_held({
        let first = props.seen.clone();
        move || first
    });
    let live = use_state_eq(|| false);
    let asking = Asking {
        live: *live,
        client: Client {
            language: bundle.language.id.clone(),
            texts: bundle.texts.clone(),
        },
        seen: seen.clone(),
    };
    {
        let asking = asking.clone();
        use_effect_with((), move |()| {
            live.set(true);
            if let Some(root) = gloo::utils::document().get_element_by_id("app") {
                root.set_attribute("data-live", "").ok();
            }
            if let Some(credentials) = take_fragment() {
                asking.open(credentials);
            }
        });
    }
    // Whether a time can be chosen for a request without an appointment, only the times themselves tell.
    let look = &seen.look;
    let unknown = look.times.is_none() && look.coming == Coming::Still && !seen.choosing;
    let arrived = use_mut_ref(|| !seen.choosing);
    let wanting = unknown && seen.to_ask().is_some() && !seen.is_booked();
    {
        let asking = asking.clone();
        use_effect_with(wanting, move |wanting| {
            if *wanting {
                asking.ask_times(String::new(), String::new());
            }
        });
    }
    // The button that asked for the times is gone: whoever goes on by keyboard goes on at them.
    use_effect_with(seen.choosing && look.offers(), move |there| {
        if *there && arrived.replace(true) {
            focus("#times-title");
        }
    });
    let texts = &bundle.texts;
    let body = match &seen.view {
        Some(view) => shown(bundle, &seen, &asking, view),
        None => door(bundle, &seen, &asking),
    };
    html! {
        <div key="status" class="container py-3 status">
            { breadcrumb(&props!(BreadcrumbProps { texts: texts.clone(), trail: vec![home(bundle)], current: texts.get(Key::status_title).to_owned() })) }
            <div class="row justify-content-center">
                <div class="col-12 col-lg-8">
                    <h1 class="h2" id="heading">{ texts.say(Key::status_title) }</h1>
                    <ErrorSummary key="trouble" title={texts.get(Key::request_errors_title).to_owned()} faults={errors(&seen)}
                        attempt={seen.attempts} />
                    <div key={if seen.view.is_some() { "shown" } else { "asked" }}>{ body }</div>
                </div>
            </div>
        </div>
    }
}

/// What the page asks of the server.
#[derive(Clone, PartialEq)]
struct Asking {
    /// False on the server and while the app hydrates, true right after.
    live: bool,
    client: Client,
    seen: Seeing,
}

impl Asking {
    fn open(&self, credentials: Credentials) {
        let client = self.client.clone();
        let kept = credentials.clone();
        self.seen.change(move |seen| seen.credentials = kept);
        self.run(async move { client.view(&credentials).await }, |seen, view| {
            seen.show(view, None);
        });
    }

    fn add_line(&self) {
        let (client, credentials, line) = (
            self.client.clone(),
            self.seen.credentials.clone(),
            NewLine {
                text: self.seen.line.clone(),
            },
        );
        let key = self.key();
        self.run(
            async move { client.add_line(&credentials, &line, &key).await },
            |seen, view| {
                seen.line.clear();
                seen.show(view, Some(Done::Line));
            },
        );
    }

    fn withdraw(&self) {
        let (client, credentials) = (self.client.clone(), self.seen.credentials.clone());
        let key = self.key();
        self.run(
            async move { client.withdraw(&credentials, &key).await },
            |seen, view| seen.show(view, Some(Done::Withdrawn)),
        );
    }

    /// The key of the change at hand: kept until it is known to be done, so that trying again does it once.
    fn key(&self) -> String {
        let key = if self.seen.key.is_empty() {
            new_key()
        } else {
            self.seen.key.clone()
        };
        let kept = key.clone();
        self.seen.change(move |seen| seen.key = kept);
        key
    }

    fn run<T: 'static>(
        &self,
        asked: impl Future<Output = Result<T, Problem>> + 'static,
        take: impl FnOnce(&mut Seen, T) + 'static,
    ) {
        if self.seen.busy {
            return;
        }
        let (asking, seen) = (self.clone(), self.seen.clone());
        seen.change(|seen| seen.busy = true);
        spawn_local(async move {
            let answer = asked.await;
            let moved = answer.is_ok();
            let errors = answer.as_ref().err().map(|problem| &problem.errors);
            let taken = errors.is_some_and(|errors| errors.iter().any(|error| error.field == "time"));
            seen.change(move |seen| {
                seen.busy = false;
                seen.problem = None;
                match answer {
                    Ok(answer) => take(seen, answer),
                    Err(problem) => {
                        seen.problem = Some(problem);
                        seen.attempts += 1;
                    }
                }
            });
            if moved {
                focus_heading();
            }
            if taken {
                asking.ask_times(asking.place(), week_of(day_of(&asking.seen.time)));
            }
        });
    }
}

/// Code and secret of the secret link, taken out of the address so that they do not stay in the history.
fn take_fragment() -> Option<Credentials> {
    let window = gloo::utils::window();
    let fragment = window.location().hash().ok()?;
    let (code, secret) = fragment.strip_prefix('#')?.split_once('.')?;
    let path = window.location().pathname().ok()?;
    window
        .history()
        .ok()?
        .replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path))
        .ok()?;
    Some(Credentials {
        code: code.to_owned(),
        secret: secret.to_owned(),
    })
}

/// The form that asks for code and secret.
fn door(bundle: &Bundle, seen: &Seeing, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.open(asking.seen.credentials.clone());
        })
    };
    let oncode = seen.taking(|seen, code: String| seen.credentials.code = code);
    let onsecret = seen.taking(|seen, secret: String| seen.credentials.secret = secret);
    html! {
        <div key="door">
            <p class="lead">{ texts.say(Key::status_lead) }</p>
            <form key="open" method="post" action={Route::Status.path(bundle)} autocomplete="off" novalidate=true {onsubmit}>
                <input key="do" type="hidden" name="do" value="open" />
                { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "code", label: texts.get(Key::status_code_label).to_owned(), hint: texts.get(Key::status_code_hint).to_owned(), error: seen.error("code"), value: seen.credentials.code.clone(), autocomplete: "off", oninput: oncode })) }
                { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "secret", label: texts.get(Key::status_secret_label).to_owned(), hint: texts.get(Key::status_secret_hint).to_owned(), error: seen.error("secret"), value: seen.credentials.secret.clone(), autocomplete: "off", oninput: onsecret })) }
                <div key="buttons" class="button-row">
                    <button key="open" type="submit" class="btn btn-primary" aria-disabled={seen.busy.then_some("true")}>{ texts.say(Key::status_open) }</button>
                </div>
            </form>
            <section key="lost" class="mt-4">
                <h2 class="h4">{ texts.say(Key::status_lost_title) }</h2>
                <p>{ texts.say(Key::status_lost_text) }</p>
            </section>
        </div>
    }
}

/// The request: where it stands, what was written since, who opened it, and what can be done with it.
fn shown(bundle: &Bundle, seen: &Seeing, asking: &Asking, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let done = seen.done.map(|done| match done {
        Done::Line => Key::status_line_done,
        Done::Withdrawn => Key::status_withdraw_done,
        Done::Chosen => Key::appointment_chosen_done,
        Done::Moved => Key::appointment_move_done,
        Done::Cancelled => Key::appointment_cancel_done,
        Done::Waits => Key::waiting_joined_done,
        Done::Left => Key::waiting_left_done,
        Done::Refused => Key::offer_refused_done,
        Done::Unshared => Key::project_unshare_done,
        Done::Objected => Key::project_object_done,
    });
    let onclose = {
        let seen = seen.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            seen.change(|seen| *seen = Seen::default());
            focus_heading();
        })
    };
    html! {
        <div key="view">
            <div key="done" role="status">
                if let Some(done) = done {
                    { callout(Tone::Success, "", "note", html! { <><p key="text">{ texts.say(done) }</p></> }) }
                }
            </div>
            { offers::offered(bundle, seen, asking, view) }
            <div key="appointment">{ appointment::appointment(bundle, seen, asking, view) }</div>
            <div key="project">{ project::project(bundle, seen, asking, view) }</div>
            { facts(bundle, view) }
            { lines(bundle, view) }
            { events(bundle, view) }
            { openings(bundle, view) }
            <div key="open">
                if is_open(view) {
                    { changes(bundle, seen, asking) }
                }
            </div>
            { rights::rights(bundle, seen, asking, view) }
            <p key="close" class="no-print mt-4">
                <a class="btn btn-outline-primary" href={Route::Status.path(bundle)} onclick={onclose}>{ texts.say(Key::status_close) }</a>
            </p>
        </div>
    }
}

fn facts(bundle: &Bundle, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let polo = bundle.catalogue.polo(&view.polo).map_or_else(
        || view.polo.clone(),
        |polo| format!("{}, {}", polo.name, polo.phone),
    );
    let motive = bundle
        .catalogue
        .motive(&view.motive)
        .map_or_else(|| view.motive.clone(), |motive| motive.label.clone());
    let state = texts.named(&format!("status_state_{}", view.status));
    let answer_by = dates::day(bundle, &view.answer_by);
    // Who has an appointment waits for no answer.
    let answered = view.status == "received" && booked(view).is_some();
    let hint = texts.named(&format!(
        "status_hint_{}",
        if answered { "" } else { &view.status }
    ));
    let mut hint = crate::texts::fill(hint, &[("date", &answer_by)]);
    if let Some(outcome) = &view.outcome {
        hint = format!("{} {hint}", texts.named(&format!("status_outcome_{outcome}")));
    }
    let row = |key: Key, value: &str| html! { <div key={key as usize} class="facts-row"><dt>{ texts.say(key) }</dt><dd>{ text(value) }</dd></div> };
    html! {
        <dl key="facts" class="facts">
            { row(Key::status_state, &format!("{state}. {hint}")) }
            { row(Key::receipt_code, &view.code) }
            { row(Key::receipt_protocol, &view.protocol) }
            { row(Key::receipt_polo, &polo) }
            { row(Key::status_motive, &motive) }
            { row(Key::receipt_sent_at, &dates::instant(bundle, &view.received_at)) }
        </dl>
    }
}

fn lines(bundle: &Bundle, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let line = |(at, line): (usize, &api::requests::LineView)| {
        let author = texts.named(&format!("status_author_{}", line.author));
        html! {
            <li key={at.to_string()} class="talk-line">
                <p class="talk-who">{ text(&format!("{author}, {}", dates::instant(bundle, &line.at))) }</p>
                <p class="talk-text" dir="auto">{ text(&line.text) }</p>
            </li>
        }
    };
    html! {
        <section key="lines">
            <h2 class="h4">{ texts.say(Key::status_lines) }</h2>
            if view.lines.is_empty() {
                <p key="none">{ texts.say(Key::status_lines_none) }</p>
            } else {
                <ol key="all" class="talk list-unstyled">{ for view.lines.iter().enumerate().map(line) }</ol>
            }
        </section>
    }
}

/// What became of the request at the Polo; nothing where nothing did yet.
fn events(bundle: &Bundle, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let event = |(at, event): (usize, &api::requests::Event)| {
        let what = texts.named(&format!("status_event_{}", event.what));
        html! { <li key={at.to_string()}>{ text(&format!("{}: {what}", dates::instant(bundle, &event.at))) }</li> }
    };
    html! {
        <section key="events">
            if !view.events.is_empty() {
                <h2 key="title" class="h4">{ texts.say(Key::status_events) }</h2>
                <ul key="all">{ for view.events.iter().enumerate().map(event) }</ul>
            }
        </section>
    }
}

fn openings(bundle: &Bundle, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let opening = |(at, opening): (usize, &api::requests::Opening)| {
        html! { <li key={at.to_string()}>{ text(&format!("{}, {}", opening.who, dates::instant(bundle, &opening.at))) }</li> }
    };
    html! {
        <section key="openings">
            <h2 class="h4">{ texts.say(Key::status_openings) }</h2>
            if view.openings.is_empty() {
                <p key="none">{ texts.say(Key::status_openings_none) }</p>
            } else {
                <ul key="all">{ for view.openings.iter().enumerate().map(opening) }</ul>
            }
        </section>
    }
}

/// Adding a line and withdrawing, as forms that the browser can send itself.
fn changes(bundle: &Bundle, seen: &Seeing, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let action = Route::Status.path(bundle);
    let submit = |run: fn(&Asking)| {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            run(&asking);
        })
    };
    let oninput = seen.taking(|seen, line: String| {
        seen.line = line;
        seen.key.clear();
    });
    html! {
        <div key="changes" class="no-print">
            <form key="line" method="post" action={action.clone()} novalidate=true onsubmit={submit(Asking::add_line)}>
                { carried(seen, "line") }
                <TextArea key="line" texts={texts.clone()} name="line" label={texts.get(Key::status_line_label).to_owned()} hint={texts.get(Key::status_line_hint).to_owned()}
                    limit=600 live={asking.live} value={seen.line.clone()} error={seen.error("text")} {oninput} />
                <div key="buttons" class="button-row">
                    <button key="add" type="submit" class="btn btn-primary">{ texts.say(Key::status_line_send) }</button>
                </div>
            </form>
            <details key="withdraw" class="mt-4">
                <summary>{ texts.say(Key::status_withdraw_title) }</summary>
                <form method="post" {action} onsubmit={submit(Asking::withdraw)}>
                    { carried(seen, "withdraw") }
                    <p key="text">{ texts.say(Key::status_withdraw_text) }</p>
                    <button key="send" type="submit" class="btn btn-danger">{ texts.say(Key::status_withdraw) }</button>
                </form>
            </details>
        </div>
    }
}

/// What a form of this page needs so that the server can open the request once more.
fn carried(seen: &Seen, what: &'static str) -> Html {
    html! {
        <div key="carried" hidden=true>
            <input key="do" type="hidden" name="do" value={what} />
            <input key="code" type="hidden" name="code" value={seen.credentials.code.clone()} />
            <input key="secret" type="hidden" name="secret" value={seen.credentials.secret.clone()} />
            <input key="key" type="hidden" name="key" value={seen.key.clone()} />
        </div>
    }
}

/// Calls a field by another name.
pub fn rename(problem: &mut Problem, from: &str, to: &str) {
    for error in &mut problem.errors {
        if error.field == from {
            to.clone_into(&mut error.field);
        }
    }
}

/// The interface calls the line's field `text`; on the page it is `line`.
fn errors(seen: &Seen) -> Vec<Wrong> {
    let mut faults = seen.problem.as_ref().map(wrongs).unwrap_or_default();
    for fault in &mut faults {
        if fault.field == "text" {
            fault.field = "line".into();
        }
    }
    faults
}
