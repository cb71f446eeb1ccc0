//! Forms sent by the browser itself: each is answered by a page of the app, with errors in place and nothing lost.
//! The answers travel in the forms, never in an address. What is not a form is a file of the site.

mod body;
mod data;
mod status;
mod times;

use super::render::{Document, Styles};
use super::served;
use crate::clock::in_italy;
use crate::first_contact::{self, Refusal};
use crate::problem::{self, Fail, Kind};
use crate::sender::Sender;
use crate::state::AppState;
use api::Problem;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use body::Form;
use domain::FieldFault;
use domain::feedback::FeedbackForm;
use domain::request::{Draft, Step};
use portal::guide::{self, Said};
use portal::shell::Refused;
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
            let answer = move |State(state): State<AppState>, sender: Sender, form: Form| async move {
                Box::pin(answer_step(&state, sender.speaking(&language), step, form)).await
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
            Box::pin(status::answer_status(&state, sender.speaking(&spoken), form)).await
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
    router
        .route("/feedback", post(feedback))
        .route("/dati/{file}", get(served::open_data))
        .merge(super::desk::router())
        .fallback(served::file)
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
async fn answer_step(state: &AppState, sender: Sender, to: Step, form: Form) -> Response {
    let bundle = &state.site.bundle(&sender.language).clone();
    let Ok(draft) = form.draft() else {
        return odd(state, bundle).await;
    };
    let now = state.clock.now();
    let from = form.value("from").and_then(Step::of);
    let mut visit = times::visit(&form, draft, now);
    let (step, status) = match turned(state, &sender, bundle, (from, to), &form, &mut visit).await {
        Ok(step) => {
            let change = form.value("go") == Some("change");
            visit.changing = change || (visit.changing && Some(step) == from);
            (step, StatusCode::OK)
        }
        Err((step, refusal)) => {
            // Where the summary leads to a time that is free, it is come back to.
            visit.changing |= from == Some(Step::Summary) && step != Step::Summary;
            let fail = Fail::from(refusal);
            visit.refused(problem::words(&fail, bundle));
            (step, fail.status())
        }
    };
    visit.step = Some(step);
    if step == Step::When {
        times::fill(state, &sender, bundle, form.value("week"), &mut visit).await;
    }
    if step == Step::Summary {
        visit.key = new_key(state);
        let consenting = Draft {
            consent: true,
            ..visit.draft.clone()
        };
        let missing = consenting.check(&bundle.catalogue, in_italy(now).into()).err();
        visit.problem = visit
            .problem
            .or_else(|| faulty(bundle, missing.unwrap_or_default()));
    }
    visit.draft.consent = false;
    page(state, bundle, &Route::Request(to), visit, status).await
}

/// Which step comes next, with the seat as the answers say; or the step that something is wrong with, and what.
async fn turned(
    state: &AppState,
    sender: &Sender,
    bundle: &Bundle,
    (from, to): (Option<Step>, Step),
    form: &Form,
    visit: &mut Visit,
) -> Result<Step, (Step, Refusal)> {
    let wrong = |refusal| (Step::When, refusal);
    if let Some(polo) = form.value("elsewhere") {
        portal::pages::move_to(visit, polo.to_owned(), bundle);
        times::give_up(state, visit).await;
        return Ok(Step::When);
    }
    if form.value("week").is_some() {
        return Ok(Step::When);
    }
    let Some(from) = from else { return Ok(to) };
    match form.value("go") {
        Some("unchecked" | "change") => return Ok(to),
        Some("hold") => {
            let held = times::hold(state, sender, bundle, visit).await;
            return held.map(|()| from).map_err(wrong);
        }
        _ => {}
    }
    let now = in_italy(state.clock.now()).into();
    let mut faults = visit.draft.faults_of(from, &bundle.catalogue, now);
    faults.extend(times::unanswered(form, from));
    if !faults.is_empty() {
        return Err((from, Refusal::Faults(faults)));
    }
    times::settle(state, sender, bundle, from, visit)
        .await
        .map_err(wrong)?;
    Ok(to)
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
            let mut visit = Visit {
                step: Some(Step::Summary),
                key: key.unwrap_or_default().to_owned(),
                ..times::visit(&form, draft, state.clock.now())
            };
            visit.refused(problem);
            page(state, bundle, &Route::Request(Step::Summary), visit, status).await
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
    let html = Box::pin(document.render(&state.site.index, Styles::Beside)).await;
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
