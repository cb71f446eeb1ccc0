//! Forms sent by the browser itself: each is answered by a page of the app, with errors in place and nothing lost.
//! The answers travel in the forms, never in an address. What is not a form is a file of the site.

mod body;

use super::render::{Document, Styles};
use super::served;
use crate::clock::in_italy;
use crate::first_contact::{self, Refusal};
use crate::problem::{self, Fail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use api::Problem;
use api::requests::NewLine;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use body::Form;
use domain::FieldFault;
use domain::feedback::FeedbackForm;
use domain::request::{Draft, Step};
use portal::guide::{self, Said};
use portal::shell::Refused;
use portal::client::Credentials;
use portal::status::{Done, Seen};
use portal::visit::Visit;
use portal::{Bundle, Route};
use std::sync::Arc;

/// The longest question that is answered, in characters.
const MOST_ASKED: usize = 300;

/// The forms of every language, and the files of the site for everything else.
pub fn router(state: &AppState) -> Router<AppState> {
    let mut router = Router::new();
    for bundle in state.site.languages() {
        let language = bundle.language.id.clone();
        for step in Step::ALL {
            let language = language.clone();
            let answer = move |State(state): State<AppState>, form: Form| async move {
                Box::pin(answer_step(&state, state.site.bundle(&language), step, form)).await
            };
            router = router.route(
                &Route::Request(step).path(bundle),
                served::with_files(post(answer)),
            );
        }
        let of = |path: String| (path, language.clone());
        let (path, spoken) = of(Route::Receipt.path(bundle));
        let send = move |State(state): State<AppState>, sender: Sender, form: Form| async move {
            Box::pin(answer_sending(&state, sender.speaking(&spoken), form)).await
        };
        router = router.route(&path, served::with_files(post(send)));
        let (path, spoken) = of(Route::Status.path(bundle));
        let status = move |State(state): State<AppState>, sender: Sender, form: Form| async move {
            answer_status(&state, sender.speaking(&spoken), form).await
        };
        router = router.route(&path, served::with_files(post(status)));
    }
    for bundle in state.site.languages() {
        for route in [Route::Finder, Route::Search] {
            let (path, language) = (route.path(bundle), bundle.language.id.clone());
            let answer = move |State(state): State<AppState>, form: Form| async move {
                answer_guide(&state, &language, &route, &form).await
            };
            router = router.route(&path, served::with_files(post(answer)));
        }
    }
    let feedback = |State(state): State<AppState>, sender: Sender, form: Form| async move {
        answer_feedback(&state, sender, form).await
    };
    router.route("/feedback", post(feedback)).fallback(served::file)
}

/// Something was asked of the guide: the same page, with what it found.
async fn answer_guide(state: &AppState, language: &str, route: &Route, form: &Form) -> Response {
    let bundle = state.site.bundle(language);
    // What is longer is no question of a person's; its beginning is answered.
    let words: String = form
        .value(guide::FIELD)
        .unwrap_or_default()
        .chars()
        .take(MOST_ASKED)
        .collect();
    let said = match (route, state.site.search(language)) {
        (Route::Finder, _) => Said::find(words, state.site.streets(), bundle),
        (_, Some(index)) => Said::search(words, index),
        (_, None) => Said::default(),
    };
    let bundles: Vec<Arc<Bundle>> = state.site.languages().cloned().collect();
    let mut document = Document::typed(&bundles, bundle, route);
    document.said = said;
    answer(state, document, StatusCode::OK).await
}

/// A step was sent on to this one: back comes this step or, where something is wrong with that one, that one.
async fn answer_step(state: &AppState, bundle: &Arc<Bundle>, to: Step, form: Form) -> Response {
    let Ok(draft) = form.draft() else {
        return odd(state, bundle).await;
    };
    let from = form.value("from").and_then(Step::of);
    let unchecked = matches!(form.value("go"), Some("unchecked" | "change"));
    let now = in_italy(state.clock.now()).into();
    let faults = match from {
        Some(from) if !unchecked => draft.faults_of(from, &bundle.catalogue, now),
        _ => Vec::new(),
    };
    let changing = form.value("go") == Some("change");
    if let (Some(from), false) = (from, faults.is_empty()) {
        let visit = Visit {
            draft,
            step: Some(from),
            problem: faulty(bundle, faults),
            changing: form.value("changing").is_some(),
            ..Visit::default()
        };
        return page(
            state,
            bundle,
            &Route::Request(to),
            visit,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
        .await;
    }
    let mut visit = Visit {
        step: Some(to),
        changing,
        ..Visit::default()
    };
    if to == Step::Summary {
        visit.key = new_key(state);
        let consenting = Draft {
            consent: true,
            ..draft.clone()
        };
        visit.problem = faulty(
            bundle,
            consenting.check(&bundle.catalogue, now).err().unwrap_or_default(),
        );
    }
    visit.draft = Draft {
        consent: false,
        ..draft
    };
    page(state, bundle, &Route::Request(to), visit, StatusCode::OK).await
}

/// The summary was sent: back comes the receipt, or the summary with what is wrong.
async fn answer_sending(state: &AppState, sender: Sender, form: Form) -> Response {
    let bundle = &state.site.bundle(&sender.language).clone();
    let Ok(draft) = form.draft() else {
        return odd(state, bundle).await;
    };
    let key = form
        .value("key")
        .filter(|key| !key.is_empty() && key.len() <= 128);
    let once = first_contact::once(key, api::paths::REQUESTS, &draft);
    match first_contact::send(state, &sender, &draft, once).await {
        Ok(answer) => {
            let draft = Draft {
                reply_by: draft.reply_by,
                ..Draft::default()
            };
            let visit = Visit {
                draft,
                receipt: Some(answer.into_inner()),
                ..Visit::default()
            };
            page(state, bundle, &Route::Receipt, visit, StatusCode::CREATED).await
        }
        Err(refusal) => {
            let fail = Fail::from(refusal);
            let (status, problem) = (fail.status(), problem::words(&fail, bundle));
            let visit = Visit {
                draft,
                step: Some(Step::Summary),
                key: key.unwrap_or_default().to_owned(),
                problem: Some(problem),
                ..Visit::default()
            };
            page(state, bundle, &Route::Request(Step::Summary), visit, status).await
        }
    }
}

/// Code and secret, and what is to be done with the request: `open`, `line`, `withdraw`.
async fn answer_status(state: &AppState, sender: Sender, form: Form) -> Response {
    let bundle = &state.site.bundle(&sender.language).clone();
    let value = |name: &str| form.value(name).unwrap_or_default().to_owned();
    let credentials = Credentials {
        code: value("code").trim().to_owned(),
        secret: value("secret").trim().to_owned(),
    };
    let opening = (credentials.code.as_str(), credentials.secret.as_str());
    let key = form
        .value("key")
        .filter(|key| !key.is_empty() && key.len() <= 128);
    let line = NewLine { text: value("line") };
    let (answer, done) = match form.value("do") {
        Some("line") => {
            let once = first_contact::once(key, &api::paths::lines(opening.0), &line);
            let added = first_contact::add_line(state, &sender, opening, &line, &once).await;
            (added.map(store::Answer::into_inner), Some(Done::Line))
        }
        Some("withdraw") => {
            let once = first_contact::once(key, &api::paths::withdrawal(opening.0), &serde_json::json!({}));
            let withdrawn = first_contact::withdraw(state, &sender, opening, &once).await;
            (withdrawn.map(store::Answer::into_inner), Some(Done::Withdrawn))
        }
        _ => (
            first_contact::view(state, &sender, opening.0, opening.1).await,
            None,
        ),
    };
    match answer {
        Ok(view) => {
            let seen = Seen {
                credentials,
                view: Some(view),
                done,
                key: new_key(state),
                ..Seen::default()
            };
            seen_page(state, bundle, seen, StatusCode::OK).await
        }
        Err(refusal) => {
            // What was asked could not be done; the request itself is shown where code and secret are right.
            let shown = match refusal {
                Refusal::Faults(_)
                | Refusal::AlreadyWithdrawn
                | Refusal::TooManyLines
                | Refusal::KeyReused => first_contact::view(state, &sender, opening.0, opening.1)
                    .await
                    .ok(),
                _ => None,
            };
            let fail = Fail::from(refusal);
            let (status, problem) = (fail.status(), problem::words(&fail, bundle));
            let seen = Seen {
                credentials,
                view: shown,
                problem: Some(problem),
                line: line.text,
                key: new_key(state),
                ..Seen::default()
            };
            seen_page(state, bundle, seen, status).await
        }
    }
}

/// The feedback box of a page: back comes a word of thanks and the way back to the page.
async fn answer_feedback(state: &AppState, sender: Sender, form: Form) -> Response {
    let bundle = &state
        .site
        .bundle(state.site.language_of(form.value("page").unwrap_or_default()))
        .clone();
    let value = |name: &str| form.value(name).unwrap_or_default().to_owned();
    let feedback = FeedbackForm {
        page: value("page"),
        rating: value("rating"),
        liked: value("liked"),
        hard: value("hard"),
        detail: value("detail"),
    };
    let once = first_contact::once(None, api::paths::FEEDBACK, &feedback);
    match first_contact::feedback(state, &sender, &feedback, &once).await {
        Ok(_) => {
            let said = portal::pages::thanks(bundle, &feedback.page);
            said_page(state, bundle, said, None, StatusCode::CREATED).await
        }
        Err(refusal) => {
            let fail = Fail::from(refusal);
            let problem = problem::words(&fail, bundle);
            let said = portal::pages::said(bundle, &problem, &feedback.page);
            let why = problem
                .errors
                .first()
                .map_or(problem.detail, |error| error.detail.clone());
            let refused = Refused { form: feedback, why };
            said_page(state, bundle, said, Some(refused), fail.status()).await
        }
    }
}

/// What is wrong with a form's fields, in words; nothing where nothing is.
fn faulty(bundle: &Bundle, faults: Vec<FieldFault>) -> Option<Problem> {
    (!faults.is_empty()).then(|| problem::words(&Refusal::Faults(faults).into(), bundle))
}

/// A form that none of ours sends: it is refused, and the first step is there to begin again.
async fn odd(state: &AppState, bundle: &Arc<Bundle>) -> Response {
    let fail = Fail::from(Kind::OddForm);
    let visit = Visit {
        problem: Some(problem::words(&fail, bundle)),
        ..Visit::default()
    };
    page(
        state,
        bundle,
        &Route::Request(Step::Reason),
        visit,
        Kind::OddForm.status(),
    )
    .await
}

/// A body that is no form at all.
async fn refuse(state: &AppState, bundle: &Arc<Bundle>, kind: Kind) -> Response {
    let problem = problem::words(&Fail::from(kind), bundle);
    said_page(
        state,
        bundle,
        portal::pages::said(bundle, &problem, "/"),
        None,
        kind.status(),
    )
    .await
}

async fn page(
    state: &AppState,
    bundle: &Arc<Bundle>,
    route: &Route,
    visit: Visit,
    status: StatusCode,
) -> Response {
    let bundles: Vec<Arc<Bundle>> = state.site.languages().cloned().collect();
    let mut document = Document::typed(&bundles, bundle, route);
    if let Some(step) = visit.step {
        document.title = Document::typed(&bundles, bundle, &Route::Request(step)).title;
    }
    document.visit = visit;
    answer(state, document, status).await
}

async fn seen_page(state: &AppState, bundle: &Arc<Bundle>, seen: Seen, status: StatusCode) -> Response {
    let bundles: Vec<Arc<Bundle>> = state.site.languages().cloned().collect();
    let mut document = Document::typed(&bundles, bundle, &Route::Status);
    document.seen = seen;
    answer(state, document, status).await
}

async fn said_page(
    state: &AppState,
    bundle: &Arc<Bundle>,
    said: portal::page::Page,
    refused: Option<Refused>,
    status: StatusCode,
) -> Response {
    let document = Document {
        path: said.path.clone(),
        title: said.title.clone(),
        description: said.description.clone(),
        page: Some(Arc::new(said)),
        refused,
        ..Document::new(bundle.clone())
    };
    answer(state, document, status).await
}

/// What a form brought must not stay in a cache.
async fn answer(state: &AppState, document: Document, status: StatusCode) -> Response {
    let html = document.render(&state.site.index, Styles::Beside).await;
    (status, [(header::CACHE_CONTROL, "no-store")], Html(html)).into_response()
}

/// The idempotency key of the form that is being answered: sent twice, it counts once. Without randomness there is none.
fn new_key(state: &AppState) -> String {
    let bytes: [u8; 16] = state.chance.draw().unwrap_or_default();
    if bytes == [0; 16] {
        String::new()
    } else {
        format!("{:032x}", u128::from_be_bytes(bytes))
    }
}
