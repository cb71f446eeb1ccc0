//! A project as it is read: the newest version, an older one, or what is there now beside what is being written.

use super::Hand;
use crate::acting::Act;
use crate::around::Desk;
use crate::parts::{button, facts};
use crate::texts::{fill, named, project as words};
use crate::words::short;
use api::desk::project::{DeskProject, PlanView, VersionView};
use api::project::ReviewView;
use domain::project::{ActionDraft, GoalDraft};
use portal::components::{Tone, callout};
use portal::dates;
use portal::texts::text;
use yew::prelude::*;

/// The whole of the newest version.
pub(super) fn whole(hand: &Hand, project: &DeskProject) -> Html {
    let desk = &hand.desk;
    html! {
        <div key="whole">
            { objected(desk, project) }
            { ended(desk, project) }
            { standing(desk, project) }
            { plan(desk, &project.plan, &project.reviews) }
        </div>
    }
}

/// What is there, beside what is being written.
pub(super) fn beside(desk: &Desk, project: &DeskProject, meanwhile: bool) -> Html {
    html! {
        <section key="beside" class="desk-card" aria-labelledby="project-beside">
            <h2 key="title" id="project-beside">{ words::NOW_THERE }</h2>
            <div key="meanwhile">
                if meanwhile {
                    { callout(Tone::Warning, "", "note", html! { <p key="why">{ words::NOW_THERE_DETAIL }</p> }) }
                }
            </div>
            { standing(desk, project) }
            { plan(desk, &project.plan, &project.reviews) }
        </section>
    }
}

/// An older version, and the way out of it.
pub(super) fn old(hand: &Hand) -> Html {
    let desk = &hand.desk;
    let shut = hand.known.taking(|known, ()| known.old = None);
    html! {
        <div key="old">
            if let Some(old) = &hand.known.old {
                <section key="old" class="desk-card" aria-labelledby="old-title">
                    <h2 key="title" id="old-title" tabindex="-1">{ text(&of(desk, words::OLD, &old.version)) }</h2>
                    { plan(desk, &old.plan, &old.reviews) }
                    { button(words::CLOSE_OLD, "btn btn-outline-primary btn-sm", &shut) }
                </section>
            }
        </div>
    }
}

/// Every version, the newest first, with a button to read it.
pub(super) fn versions(hand: &Hand, act: &Act, project: &DeskProject) -> Html {
    let row = |version: &VersionView| {
        let (inner, act, number) = (hand.clone(), act.clone(), version.number);
        let onclick = Callback::from(move |_: MouseEvent| inner.read(&act, number));
        let label = fill(words::READ_VERSION, &[("number", &number.to_string())]);
        html! {
            <li key={number}>
                { text(&of(&hand.desk, words::VERSION_BY, version)) }{ " " }
                if number != project.version {
                    <button type="button" class="btn btn-link btn-sm" aria-label={label} {onclick}>{ words::READ }</button>
                }
            </li>
        }
    };
    html! {
        <section key="versions" class="no-print" aria-labelledby="project-versions">
            <h2 key="title" id="project-versions">{ words::VERSIONS }</h2>
            { act.summary() }
            <ol key="all" class="desk-record" reversed=true>{ for project.versions.iter().rev().map(row) }</ol>
        </section>
    }
}

fn of(desk: &Desk, form: &str, version: &VersionView) -> String {
    let (number, when) = (version.number.to_string(), short(desk, &version.at));
    fill(
        form,
        &[("number", &number), ("who", &version.who), ("when", &when)],
    )
}

fn objected(desk: &Desk, project: &DeskProject) -> Html {
    let when = project.objected_at.as_ref().map(|at| short(desk, at));
    html! {
        <div key="objected">
            if let Some(when) = when {
                { callout(Tone::Warning, words::OBJECTED, "note",
                    html! { <p key="when">{ text(&fill(words::OBJECTED_DETAIL, &[("when", &when)])) }</p> }) }
            }
        </div>
    }
}

fn ended(desk: &Desk, project: &DeskProject) -> Html {
    html! {
        <div key="ended">
            if let Some(closing) = &project.closing {
                { callout(Tone::Note, words::ENDED, "note", html! {
                    <>
                        <p key="how">{ text(&format!("{}, {}", named(words::OUTCOMES, &closing.outcome), short(desk, &closing.at))) }</p>
                        <p key="words" class="desk-words" dir="auto">{ text(&closing.words) }</p>
                    </>
                }) }
            }
        </div>
    }
}

fn standing(desk: &Desk, project: &DeskProject) -> Html {
    let mut rows = vec![(
        words::STATUS,
        html! { <strong>{ text(&named(words::STATUSES, &project.status)) }</strong> },
    )];
    if let Some(agreement) = &project.agreement {
        let (when, how) = (
            short(desk, &agreement.at),
            named(words::GIVEN_WORDS, &agreement.given),
        );
        let since = fill(
            words::SINCE_WORDS,
            &[("when", &when), ("how", &how), ("who", &agreement.who)],
        );
        rows.push((words::SINCE, text(&since)));
    }
    if let Some(newest) = project.versions.last() {
        rows.push((words::CHANGED, text(&of(desk, words::VERSION_BY, newest))));
    }
    facts(&rows)
}

/// What a version says.
fn plan(desk: &Desk, plan: &PlanView, reviews: &[ReviewView]) -> Html {
    let goal = |(at, goal): (usize, &GoalDraft)| {
        html! {
            <li key={at}>
                <strong key="what" class="desk-words" dir="auto">{ text(&goal.what) }</strong>
                { more(&[(words::SIGN, goal.sign.clone()), (words::BY, day(desk, &goal.by))]) }
            </li>
        }
    };
    let next = day(desk, &plan.review_on);
    html! {
        <div key="plan">
            <h3 key="goals-title">{ words::GOALS }</h3>
            <ol key="goals">{ for plan.goals.iter().enumerate().map(goal) }</ol>
            <h3 key="actions-title">{ words::ACTIONS }</h3>
            { actions(desk, &plan.actions) }
            <h3 key="reviews-title">{ words::REVIEWS }</h3>
            <div key="next">if !next.is_empty() { <p><strong>{ words::REVIEW_ON }</strong>{ " " }{ text(&next) }</p> }</div>
            { held(desk, reviews) }
            <div key="note" class="no-print">
                if !plan.note.is_empty() {
                    <h3 key="title">{ words::NOTE }</h3>
                    <p key="only" class="text-muted">{ words::NOTE_ONLY }</p>
                    <p key="note" class="desk-words" dir="auto">{ text(&plan.note) }</p>
                }
            </div>
        </div>
    }
}

fn actions(desk: &Desk, actions: &[ActionDraft]) -> Html {
    let row = |(at, action): (usize, &ActionDraft)| {
        let mut state = named(words::STATES, &action.state);
        if !action.why.is_empty() {
            state = format!("{state}: {}", action.why);
        }
        html! {
            <tr key={at}>
                <th scope="row" data-label={words::WHAT}><span dir="auto">{ text(&action.what) }</span></th>
                <td data-label={words::WHO}><span>{ text(&who(action)) }</span></td>
                <td data-label={words::BY}>{ text(&day(desk, &action.by)) }</td>
                <td data-label={words::STATE}><span>{ text(&state) }</span></td>
            </tr>
        }
    };
    html! {
        <div key="actions">
            if actions.is_empty() {
                <p key="none" class="text-muted">{ words::NO_ACTIONS }</p>
            } else {
                <table key="all" class="desk-table">
                    <thead>
                        <tr>
                            <th scope="col">{ words::WHAT }</th>
                            <th scope="col">{ words::WHO }</th>
                            <th scope="col">{ words::BY }</th>
                            <th scope="col">{ words::STATE }</th>
                        </tr>
                    </thead>
                    <tbody>{ for actions.iter().enumerate().map(row) }</tbody>
                </table>
            }
        </div>
    }
}

fn who(action: &ActionDraft) -> String {
    let who = named(words::DOERS, &action.who);
    match (action.name.as_str(), action.who.as_str()) {
        ("", _) => who,
        (name, "other") => name.to_owned(),
        (name, _) => format!("{who}: {name}"),
    }
}

fn held(desk: &Desk, reviews: &[ReviewView]) -> Html {
    let review = |(at, review): (usize, &ReviewView)| {
        html! {
            <li key={at} class="desk-line">
                <p key="when" class="text-muted">{ text(&day(desk, &review.held_on)) }</p>
                <p key="seen" class="desk-words" dir="auto">{ text(&review.seen) }</p>
                <div key="next">
                    if !review.next.is_empty() {
                        <p class="desk-words" dir="auto">{ text(&fill(words::NEXT_OF, &[("next", &review.next)])) }</p>
                    }
                </div>
            </li>
        }
    };
    html! {
        <div key="held">
            if reviews.is_empty() {
                <p key="none" class="text-muted">{ words::NO_REVIEWS }</p>
            } else {
                <ol key="all" class="desk-lines">{ for reviews.iter().enumerate().map(review) }</ol>
            }
        </div>
    }
}

/// What else is said of it, each behind its name; what is empty is left out.
fn more(said: &[(&str, String)]) -> Html {
    let said = said.iter().filter(|(_, value)| !value.is_empty());
    html! {
        <div key="more">
            { for said.map(|(name, value)| html! {
                <p key={(*name).to_owned()} class="desk-words"><span class="text-muted">{ *name }</span>{ " " }{ text(value) }</p>
            }) }
        </div>
    }
}

fn day(desk: &Desk, written: &str) -> String {
    if written.is_empty() {
        String::new()
    } else {
        dates::day(&desk.bundle, written)
    }
}
