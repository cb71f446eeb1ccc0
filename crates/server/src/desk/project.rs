//! `/api/v1/desk/requests/{code}/project`: the help project, by whoever has the request's Polo and area. Opening it goes on the
//! request's record, which the person reads; what changed meanwhile is told with what is there now.

use super::Endpoint;
use super::door::Signed;
use super::requests::within;
use crate::api::{Nothing, Sent};
use crate::clock::{in_italy, rome};
use crate::first_contact::Refusal;
use crate::problem::{self, Fail, Kind, PROBLEM_JSON};
use crate::project::{desk_view, opened_version};
use crate::sender::Sender;
use crate::state::AppState;
use api::desk::project::{
    DeskProject, NewAgreement, NewClosing, NewReview, OpenedVersion, ProjectConflict, SaveProject,
    WhichVersion,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use domain::project::{Draft, Given, Outcome, ReviewDraft};
use domain::role::Action;
use domain::{Fault, FieldFault};
use store::{EndingWords, Notify, Project, ProjectChange, ProjectError, WrittenBy};

/// The addresses of the help project.
pub(super) fn endpoints() -> Vec<Endpoint> {
    let at = |path, action, answer| Endpoint {
        method: Method::POST,
        path,
        action: Some(action),
        answer,
    };
    let edit = |path, answer| at(path, Action::EditProject, answer);
    vec![
        edit("/api/v1/desk/requests/{code}/project", post(save)),
        at(
            "/api/v1/desk/requests/{code}/project/open",
            Action::SeeProject,
            post(open),
        ),
        at(
            "/api/v1/desk/requests/{code}/project/version",
            Action::SeeProject,
            post(version),
        ),
        edit("/api/v1/desk/requests/{code}/project/review", post(review)),
        edit("/api/v1/desk/requests/{code}/project/share", post(share)),
        edit("/api/v1/desk/requests/{code}/project/unshare", post(unshare)),
        edit("/api/v1/desk/requests/{code}/project/close", post(close)),
        edit("/api/v1/desk/requests/{code}/project/reopen", post(reopen)),
    ]
}

/// Opens the help project of a request; the person can read who did. Where there is none, its version is 0.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/open", tag = "desk", operation_id = "desk_open_project",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = DeskProject, description = "The help project."))
)]
pub(super) async fn open(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Json<DeskProject>, Fail> {
    let request = within(&state, &signed, Action::SeeProject, &code).await?;
    let projects = state.store.projects();
    let project = projects
        .show(&request.code, signed.name(), state.clock.now())
        .await?;
    Ok(Json(desk_view(project.as_ref())))
}

/// Opens an older version; the person can read who did.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/version", tag = "desk", operation_id = "desk_project_version",
    request_body = WhichVersion,
    responses((status = 200, body = OpenedVersion, description = "What it said."))
)]
pub(super) async fn version(
    State(state): State<AppState>,
    signed: Signed,
    Path(code): Path<String>,
    sent: Sent<WhichVersion>,
) -> Result<Json<OpenedVersion>, Fail> {
    let request = within(&state, &signed, Action::SeeProject, &code).await?;
    let projects = state.store.projects();
    let now = state.clock.now();
    let found = projects.show_version(&request.code, sent.body.version, signed.name(), now);
    let (shown, plan) = found.await?.ok_or(Kind::NoProject)?;
    Ok(Json(opened_version(&shown, &plan)))
}

/// Writes the first version, or another. What a version said stays readable.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project", tag = "desk", operation_id = "desk_save_project",
    request_body = SaveProject,
    responses(
        (status = 200, body = DeskProject, description = "The help project as it is now."),
    )
)]
pub(super) async fn save(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    sent: Sent<SaveProject>,
) -> Result<Response, Fail> {
    let SaveProject {
        version: based_on,
        goals,
        actions,
        review_on,
        note,
    } = sent.body;
    let draft = Draft {
        goals,
        actions,
        review_on,
        note,
    };
    let desk = Writing::begin(&state, &signed, &sender, &code).await?;
    let plan = draft.check(Vec::new()).map_err(Refusal::Faults)?;
    desk.change(ProjectChange::Write {
        based_on,
        plan: &plan,
    })
    .await
}

/// Writes how it went when one looked at it together again, and when the next time is.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/review", tag = "desk", operation_id = "desk_review_project",
    request_body = NewReview,
    responses(
        (status = 200, body = DeskProject, description = "The help project as it is now."),
    )
)]
pub(super) async fn review(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    sent: Sent<NewReview>,
) -> Result<Response, Fail> {
    let NewReview {
        version: based_on,
        held_on,
        seen,
        next,
        next_on,
    } = sent.body;
    let draft = ReviewDraft {
        held_on,
        seen,
        next,
        next_on,
    };
    let desk = Writing::begin(&state, &signed, &sender, &code).await?;
    let today = in_italy(state.clock.now()).date();
    let (review, next_on) = draft.check(today).map_err(Refusal::Faults)?;
    desk.change(ProjectChange::Review {
        based_on,
        review: &review,
        next_on,
    })
    .await
}

/// Records that the person agrees to have it under their code: from then on they read it there.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/share", tag = "desk", operation_id = "desk_share_project",
    request_body = NewAgreement,
    responses(
        (status = 200, body = DeskProject, description = "The help project as it is now."),
    )
)]
pub(super) async fn share(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    sent: Sent<NewAgreement>,
) -> Result<Response, Fail> {
    let desk = Writing::begin(&state, &signed, &sender, &code).await?;
    let given = chosen("given", &sent.body.given, Given::of)?;
    desk.change(ProjectChange::Share {
        based_on: sent.body.version,
        given,
    })
    .await
}

/// The person does not want it under their code any longer, and said so to somebody.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/unshare", tag = "desk", operation_id = "desk_unshare_project",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = DeskProject, description = "The help project as it is now."))
)]
pub(super) async fn unshare(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Response, Fail> {
    let desk = Writing::begin(&state, &signed, &sender, &code).await?;
    desk.change(ProjectChange::Unshare).await
}

/// Closes it: it is read as before, and no longer changed.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/close", tag = "desk", operation_id = "desk_close_project",
    request_body = NewClosing,
    responses(
        (status = 200, body = DeskProject, description = "The help project as it is now."),
    )
)]
pub(super) async fn close(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    sent: Sent<NewClosing>,
) -> Result<Response, Fail> {
    let desk = Writing::begin(&state, &signed, &sender, &code).await?;
    let outcome = chosen("outcome", &sent.body.outcome, Outcome::of)?;
    let words = EndingWords::parse(&sent.body.words).map_err(|fault| faulty("words", fault))?;
    desk.change(ProjectChange::Close {
        based_on: sent.body.version,
        outcome,
        words: &words,
    })
    .await
}

/// A closed one goes on after all.
#[utoipa::path(
    post, path = "/api/v1/desk/requests/{code}/project/reopen", tag = "desk", operation_id = "desk_reopen_project",
    request_body(content = Nothing, description = "`{}`"),
    responses((status = 200, body = DeskProject, description = "The help project as it is now."))
)]
pub(super) async fn reopen(
    State(state): State<AppState>,
    signed: Signed,
    sender: Sender,
    Path(code): Path<String>,
    _: Sent<Nothing>,
) -> Result<Response, Fail> {
    let desk = Writing::begin(&state, &signed, &sender, &code).await?;
    desk.change(ProjectChange::Reopen).await
}

/// A change by somebody who may make it.
struct Writing<'a> {
    state: &'a AppState,
    signed: &'a Signed,
    sender: &'a Sender,
    code: domain::Code,
}

impl<'a> Writing<'a> {
    async fn begin(
        state: &'a AppState,
        signed: &'a Signed,
        sender: &'a Sender,
        code: &str,
    ) -> Result<Self, Fail> {
        let request = within(state, signed, Action::EditProject, code).await?;
        Ok(Self {
            state,
            signed,
            sender,
            code: request.code,
        })
    }

    async fn change(self, change: ProjectChange<'_>) -> Result<Response, Fail> {
        let Self {
            state,
            signed,
            sender,
            code,
        } = self;
        // What is written to the person is not in the language of whoever is at the desk.
        let notify = Notify {
            channels: state.postbox.channels,
            language: state.site.bundle("").language.id.clone(),
        };
        let by = WrittenBy {
            who: signed.name(),
            now: state.clock.now(),
            notify: &notify,
            zone: rome(),
        };
        match state.store.projects().change(&code, change, by).await {
            Ok(project) => Ok(Json(desk_view(Some(&project))).into_response()),
            Err(ProjectError::Changed(current)) => Ok(changed(state, sender, &current)),
            Err(error) => Err(error.into()),
        }
    }
}

/// The refusal that brings along what is there now.
fn changed(state: &AppState, sender: &Sender, current: &Project) -> Response {
    let fail = Fail::from(Kind::ProjectChanged);
    let conflict = ProjectConflict {
        problem: problem::words(&fail, state.site.bundle(&sender.language)),
        current: Some(desk_view(Some(current))),
    };
    let headers = [(header::CONTENT_TYPE, PROBLEM_JSON)];
    (fail.status(), headers, Json(conflict)).into_response()
}

fn chosen<T>(field: &str, typed: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, Fail> {
    of(typed).ok_or_else(|| {
        let missing = typed.is_empty();
        faulty(
            field,
            if missing {
                Fault::Missing
            } else {
                Fault::NotOffered
            },
        )
    })
}

fn faulty(field: &str, fault: Fault) -> Fail {
    Refusal::Faults(vec![FieldFault::new(field, fault)]).into()
}

impl From<ProjectError> for Fail {
    fn from(error: ProjectError) -> Self {
        match error {
            ProjectError::NotFound => Kind::UnknownRequest.into(),
            ProjectError::NoProject => Kind::NoProject.into(),
            ProjectError::Withdrawn => Kind::PersonWithdrew.into(),
            ProjectError::Closed => Kind::ClosedAtDesk.into(),
            ProjectError::Changed(_) => Kind::ProjectChanged.into(),
            ProjectError::Ended => Kind::ProjectClosed.into(),
            ProjectError::NotShared => Kind::NotShared.into(),
            ProjectError::Full => Kind::ProjectFull.into(),
            ProjectError::TooManyLines => Kind::TooManyLines.into(),
            ProjectError::KeyReused => Kind::KeyReused.into(),
            ProjectError::Store(error) => error.into(),
        }
    }
}
