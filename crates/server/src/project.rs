//! The help project, from what is kept to what crosses the wire, and what the person does with theirs: the one way that both
//! the interface and the forms without JavaScript take. Never here: HTTP, HTML, SQL, words for people.

use crate::first_contact::{Refusal, open, parse_line, seen, wrong};
use crate::sender::Sender;
use crate::state::AppState;
use api::desk::project::{AgreementView, ClosingView, DeskProject, OpenedVersion, PlanView, VersionView};
use api::project::{ReviewView, SharedAction, SharedGoal, SharedProject};
use api::requests::{NewLine, RequestView};
use domain::project::{Action, ActionDraft, Day, Goal, GoalDraft, Plan, Review};
use jiff::Timestamp;
use store::{Answer, Once, Project, ProjectError, VersionShown};

/// The person wants the project under their code no longer; answers with the request as it then stands.
pub async fn take_back(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    let now = state.clock.now();
    let projects = state.store.projects();
    let done = projects.take_back((&code, &secret), now, once).await;
    let done = done.map_err(|error| refused(state, sender, error))?;
    Ok(answered(&done, seen(state, sender, &code, &secret).await?))
}

/// The person does not agree with something, and says with what; answers with the request as it then stands.
pub async fn object(
    state: &AppState,
    sender: &Sender,
    (code, secret): (&str, &str),
    line: &NewLine,
    once: &Once,
) -> Result<Answer<RequestView>, Refusal> {
    let (code, secret) = open(state, sender, code, secret)?;
    let line = parse_line(&line.text)?;
    let now = state.clock.now();
    let projects = state.store.projects();
    let done = projects.object((&code, &secret), &line, now, once).await;
    let done = done.map_err(|error| refused(state, sender, error))?;
    Ok(answered(&done, seen(state, sender, &code, &secret).await?))
}

fn answered(done: &Answer<Timestamp>, view: RequestView) -> Answer<RequestView> {
    match done {
        Answer::Fresh(_) => Answer::Fresh(view),
        Answer::Replayed(_) => Answer::Replayed(view),
    }
}

fn refused(state: &AppState, sender: &Sender, error: ProjectError) -> Refusal {
    match error {
        ProjectError::NotFound => wrong(state, sender),
        ProjectError::Withdrawn => Refusal::AlreadyWithdrawn,
        ProjectError::Closed => Refusal::Closed,
        ProjectError::TooManyLines => Refusal::TooManyLines,
        ProjectError::KeyReused => Refusal::KeyReused,
        ProjectError::Store(error) => error.into(),
        ProjectError::NotShared
        | ProjectError::NoProject
        | ProjectError::Changed(_)
        | ProjectError::Ended
        | ProjectError::Full => Refusal::NotShared,
    }
}

/// The project as the person reads it: without the Polo's own note. `None` where they have not agreed to have it.
pub(crate) fn shared_view(project: &Project) -> Option<SharedProject> {
    let agreement = project.agreement.as_ref()?;
    let changed_at = project.versions.last().map(|version| version.at.to_string());
    let plan = &project.plan;
    let closing = project.closing.as_ref();
    Some(SharedProject {
        since: agreement.at.to_string(),
        changed_at: changed_at.unwrap_or_default(),
        goals: plan.goals.iter().map(shared_goal).collect(),
        actions: plan.actions.iter().map(shared_action).collect(),
        reviews: plan.reviews.iter().map(review_view).collect(),
        review_on: day(plan.review_on),
        objected: project.objected_at.is_some(),
        outcome: closing.map_or("", |closing| closing.outcome.word()).to_owned(),
        ending: closing.map_or("", |closing| closing.words.as_str()).to_owned(),
    })
}

fn shared_goal(goal: &Goal) -> SharedGoal {
    let GoalDraft { what, sign, by } = goal_view(goal);
    SharedGoal { what, sign, by }
}

fn shared_action(action: &Action) -> SharedAction {
    let ActionDraft {
        what,
        who,
        name,
        by,
        state,
        why,
    } = action_view(action);
    SharedAction {
        what,
        who,
        name,
        by,
        state,
        why,
    }
}

/// The project as the desk reads it; where there is none, nothing.
pub(crate) fn desk_view(project: Option<&Project>) -> DeskProject {
    let Some(project) = project else {
        return DeskProject::default();
    };
    DeskProject {
        version: project.version(),
        status: project.standing().word().to_owned(),
        plan: plan_view(&project.plan),
        reviews: project.plan.reviews.iter().map(review_view).collect(),
        agreement: project.agreement.as_ref().map(|agreement| AgreementView {
            at: agreement.at.to_string(),
            given: agreement.given.word().to_owned(),
            who: agreement.who.clone(),
        }),
        objected_at: project.objected_at.map(|at| at.to_string()),
        closing: project.closing.as_ref().map(|closing| ClosingView {
            at: closing.at.to_string(),
            outcome: closing.outcome.word().to_owned(),
            words: closing.words.as_str().to_owned(),
        }),
        versions: project.versions.iter().map(version_view).collect(),
    }
}

/// A version that was opened, as the desk reads it.
pub(crate) fn opened_version(shown: &VersionShown, plan: &Plan) -> OpenedVersion {
    OpenedVersion {
        version: version_view(shown),
        plan: plan_view(plan),
        reviews: plan.reviews.iter().map(review_view).collect(),
    }
}

fn version_view(version: &VersionShown) -> VersionView {
    VersionView {
        number: version.number,
        at: version.at.to_string(),
        who: version.who.clone(),
    }
}

fn plan_view(plan: &Plan) -> PlanView {
    PlanView {
        goals: plan.goals.iter().map(goal_view).collect(),
        actions: plan.actions.iter().map(action_view).collect(),
        review_on: day(plan.review_on),
        note: plan.note.as_str().to_owned(),
    }
}

fn goal_view(goal: &Goal) -> GoalDraft {
    GoalDraft {
        what: goal.what.as_str().to_owned(),
        sign: goal.sign.as_str().to_owned(),
        by: day(goal.by),
    }
}

fn action_view(action: &Action) -> ActionDraft {
    ActionDraft {
        what: action.what.as_str().to_owned(),
        who: action.who.word().to_owned(),
        name: action.name.as_str().to_owned(),
        by: day(action.by),
        state: action.state.word().to_owned(),
        why: action.why.as_str().to_owned(),
    }
}

fn review_view(review: &Review) -> ReviewView {
    ReviewView {
        held_on: review.held_on.to_string(),
        seen: review.seen.as_str().to_owned(),
        next: review.next.as_str().to_owned(),
    }
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
