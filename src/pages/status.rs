//! A request seen again: by code and secret, or by the secret link, whose fragment no server sees.

use crate::bundle::Bundle;
use crate::client::{Client, new_key};
use crate::components::{
    BreadcrumbProps, ErrorSummary, TextArea, TextFieldProps, Tone, Wrong, breadcrumb, callout, text_field,
};
use crate::dates;
use crate::hooks::{Surroundings, focus_heading};
use crate::pages::{home, wrongs};
use crate::route::Route;
use crate::texts::{Key, text};
use crate::visit::{Credentials, Done, Visit, Visiting};
use api::Problem;
use api::requests::{NewLine, RequestView};
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::props;

/// On arrival by the secret link: opens the request that its fragment names.
#[hook]
pub fn use_secret_link(around: &Surroundings) {
    let asking = Asking::new(around);
    let here = Route::parse(&around.bundle, &around.places.path) == Route::Status;
    use_effect_with(here, move |here| {
        if let Some(credentials) = here.then(take_fragment).flatten() {
            asking.open(credentials);
        }
    });
}

/// Asks for code and secret, then shows the request.
pub fn status_page(around: &Surroundings) -> Html {
    let Surroundings { bundle, visit, .. } = around;
    let asking = Asking::new(around);
    let texts = &bundle.texts;
    let body = match &visit.view {
        Some(view) => shown(bundle, visit, &asking, view),
        None => door(bundle, visit, &asking),
    };
    html! {
        <div key="status" class="container py-3 status">
            { breadcrumb(&props!(BreadcrumbProps { texts: texts.clone(), trail: vec![home(bundle)], current: texts.get(Key::status_title).to_owned() })) }
            <div class="row justify-content-center">
                <div class="col-12 col-lg-8">
                    <h1 class="h2" id="heading">{ texts.say(Key::status_title) }</h1>
                    <ErrorSummary key="trouble" title={texts.get(Key::request_errors_title).to_owned()} faults={errors(visit)}
                        attempt={visit.attempts} />
                    <div key={if visit.view.is_some() { "shown" } else { "asked" }}>{ body }</div>
                </div>
            </div>
        </div>
    }
}

/// What the page asks of the server.
#[derive(Clone, PartialEq)]
struct Asking {
    client: Client,
    visit: Visiting,
}

impl Asking {
    fn new(around: &Surroundings) -> Self {
        Self {
            client: around.client.clone(),
            visit: around.visit.clone(),
        }
    }

    fn open(&self, credentials: Credentials) {
        let client = self.client.clone();
        let kept = credentials.clone();
        self.visit.change(move |visit| visit.credentials = kept);
        self.run(async move { client.view(&credentials).await }, |visit, view| {
            visit.view = Some(view);
            visit.done = None;
        });
    }

    fn add_line(&self) {
        let (client, credentials, line) = (
            self.client.clone(),
            self.visit.credentials.clone(),
            NewLine {
                text: self.visit.line.clone(),
            },
        );
        let key = self.key();
        self.run(
            async move { client.add_line(&credentials, &line, &key).await },
            |visit, view| {
                visit.view = Some(view);
                visit.line.clear();
                visit.key.clear();
                visit.done = Some(Done::Line);
            },
        );
    }

    fn withdraw(&self) {
        let (client, credentials) = (self.client.clone(), self.visit.credentials.clone());
        let key = self.key();
        self.run(
            async move { client.withdraw(&credentials, &key).await },
            |visit, view| {
                visit.view = Some(view);
                visit.key.clear();
                visit.done = Some(Done::Withdrawn);
            },
        );
    }

    /// The key of the change at hand: kept until it is known to be done, so that trying again does it once.
    fn key(&self) -> String {
        let key = if self.visit.key.is_empty() {
            new_key()
        } else {
            self.visit.key.clone()
        };
        let kept = key.clone();
        self.visit.change(move |visit| visit.key = kept);
        key
    }

    fn run<T: 'static>(
        &self,
        asked: impl Future<Output = Result<T, Problem>> + 'static,
        take: impl FnOnce(&mut Visit, T) + 'static,
    ) {
        if self.visit.busy {
            return;
        }
        let visit = self.visit.clone();
        visit.change(|visit| visit.busy = true);
        spawn_local(async move {
            let answer = asked.await;
            let moved = answer.is_ok();
            visit.change(move |visit| {
                visit.busy = false;
                visit.problem = None;
                match answer {
                    Ok(answer) => take(visit, answer),
                    Err(problem) => {
                        visit.problem = Some(problem);
                        visit.attempts += 1;
                    }
                }
            });
            if moved {
                focus_heading();
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
fn door(bundle: &Bundle, visit: &Visiting, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.open(asking.visit.credentials.clone());
        })
    };
    let oncode = visit.taking(|visit, code: String| visit.credentials.code = code);
    let onsecret = visit.taking(|visit, secret: String| visit.credentials.secret = secret);
    html! {
        <div key="door">
            <p class="lead">{ texts.say(Key::status_lead) }</p>
            <form key="open" method="post" action={Route::Status.path(bundle)} autocomplete="off" novalidate=true {onsubmit}>
                <input key="do" type="hidden" name="do" value="open" />
                { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "code", label: texts.get(Key::status_code_label).to_owned(), hint: texts.get(Key::status_code_hint).to_owned(), error: visit.error(texts, "code"), value: visit.credentials.code.clone(), autocomplete: "off", oninput: oncode })) }
                { text_field(&props!(TextFieldProps { texts: texts.clone(), name: "secret", label: texts.get(Key::status_secret_label).to_owned(), hint: texts.get(Key::status_secret_hint).to_owned(), error: visit.error(texts, "secret"), value: visit.credentials.secret.clone(), autocomplete: "off", oninput: onsecret })) }
                <div key="buttons" class="button-row">
                    <button key="open" type="submit" class="btn btn-primary" aria-disabled={visit.busy.then_some("true")}>{ texts.say(Key::status_open) }</button>
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
fn shown(bundle: &Bundle, visit: &Visiting, asking: &Asking, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let done = match visit.done {
        Some(Done::Line) => Some(Key::status_line_done),
        Some(Done::Withdrawn) => Some(Key::status_withdraw_done),
        Some(Done::Rated) | None => None,
    };
    let open = !matches!(view.status.as_str(), "withdrawn" | "closed");
    let onclose = {
        let visit = visit.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            visit.change(|visit| *visit = Visit::default());
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
            { facts(bundle, view) }
            { lines(bundle, view) }
            { openings(bundle, view) }
            <div key="open">
                if open {
                    { changes(bundle, visit, asking) }
                }
            </div>
            <p key="close" class="no-print">
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
    let hint = texts.named(&format!("status_hint_{}", view.status));
    let hint = crate::texts::fill(hint, &[("date", &answer_by)]);
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
fn changes(bundle: &Bundle, visit: &Visiting, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let action = Route::Status.path(bundle);
    let submit = |run: fn(&Asking)| {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            run(&asking);
        })
    };
    let oninput = visit.taking(|visit, line: String| {
        visit.line = line;
        visit.key.clear();
    });
    html! {
        <div key="changes" class="no-print">
            <form key="line" method="post" action={action.clone()} novalidate=true onsubmit={submit(Asking::add_line)}>
                { carried(visit, "line") }
                <TextArea key="line" texts={texts.clone()} name="line" label={texts.get(Key::status_line_label).to_owned()} hint={texts.get(Key::status_line_hint).to_owned()}
                    limit=600 value={visit.line.clone()} error={visit.error(texts, "text")} {oninput} />
                <div key="buttons" class="button-row">
                    <button key="add" type="submit" class="btn btn-primary">{ texts.say(Key::status_line_send) }</button>
                </div>
            </form>
            <details key="withdraw" class="mt-4">
                <summary>{ texts.say(Key::status_withdraw_title) }</summary>
                <form method="post" {action} onsubmit={submit(Asking::withdraw)}>
                    { carried(visit, "withdraw") }
                    <p key="text">{ texts.say(Key::status_withdraw_text) }</p>
                    <button key="send" type="submit" class="btn btn-danger">{ texts.say(Key::status_withdraw) }</button>
                </form>
            </details>
        </div>
    }
}

/// What a form of this page needs so that the server can open the request once more.
fn carried(visit: &Visit, what: &'static str) -> Html {
    html! {
        <div key="carried" hidden=true>
            <input key="do" type="hidden" name="do" value={what} />
            <input key="code" type="hidden" name="code" value={visit.credentials.code.clone()} />
            <input key="secret" type="hidden" name="secret" value={visit.credentials.secret.clone()} />
            <input key="key" type="hidden" name="key" value={visit.key.clone()} />
        </div>
    }
}

/// The interface calls the line's field `text`; on the page it is `line`.
fn errors(visit: &Visit) -> Vec<Wrong> {
    let mut faults = visit.problem.as_ref().map(wrongs).unwrap_or_default();
    for fault in &mut faults {
        if fault.field == "text" {
            fault.field = "line".into();
        }
    }
    faults
}
