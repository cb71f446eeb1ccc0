//! The help project that the person has under their code: what was agreed, who does what, how it went; and the two things to
//! say to it: that something does not suit, and that it should be here no longer. Never here: what only the Polo reads.

use super::{Asking, Done, Seeing, carried, is_open};
use crate::bundle::Bundle;
use crate::components::{TextArea, Tone, callout};
use crate::dates;
use crate::route::Route;
use crate::texts::{Key, text};
use api::project::{ReviewView, SharedAction, SharedGoal, SharedProject};
use api::requests::{NewLine, RequestView};
use yew::prelude::*;

/// The project, where the person has agreed to have it here.
pub(super) fn project(bundle: &Bundle, seen: &Seeing, asking: &Asking, view: &RequestView) -> Html {
    let Some(project) = &view.project else {
        return Html::default();
    };
    let texts = &bundle.texts;
    let changed = dates::instant(bundle, &project.changed_at);
    html! {
        <section key="project" class="project" aria-labelledby="project">
            <h2 key="title" class="h4" id="project">{ texts.say(Key::project_title) }</h2>
            <p key="lead">{ texts.say(Key::project_lead) }</p>
            { ended(bundle, project) }
            <h3 key="goals-title" class="h5">{ texts.say(Key::project_goals) }</h3>
            <ul key="goals" class="project-list">{ for project.goals.iter().enumerate().map(|(at, goal)| shown_goal(bundle, at, goal)) }</ul>
            <h3 key="yours-title" class="h5">{ texts.say(Key::project_yours) }</h3>
            { actions(bundle, project, true) }
            <h3 key="others-title" class="h5">{ texts.say(Key::project_others) }</h3>
            { actions(bundle, project, false) }
            { reviews(bundle, project) }
            <p key="changed" class="talk-who">{ text(&texts.fill(Key::project_changed, &[("date", &changed)])) }</p>
            <div key="says" class="no-print">
                { printing(bundle, asking) }
                { objecting(bundle, seen, asking, (view, project)) }
                { unsharing(bundle, seen, asking) }
            </div>
        </section>
    }
}

fn ended(bundle: &Bundle, project: &SharedProject) -> Html {
    let words = bundle.texts.named(&format!("project_ended_{}", project.outcome));
    html! {
        <div key="ended">
            if !project.outcome.is_empty() {
                { callout(Tone::Note, "", "note", html! { <><p key="words">{ text(words) }</p><p key="ending" dir="auto">{ text(&project.ending) }</p></> }) }
            }
        </div>
    }
}

fn shown_goal(bundle: &Bundle, at: usize, goal: &SharedGoal) -> Html {
    let texts = &bundle.texts;
    let sign = texts.fill(Key::project_sign, &[("sign", &goal.sign)]);
    html! {
        <li key={at.to_string()}>
            <p class="talk-text" dir="auto"><strong>{ text(&goal.what) }</strong></p>
            <div key="more">
                if !goal.sign.is_empty() {
                    <p key="sign" dir="auto">{ text(&sign) }</p>
                }
                if !goal.by.is_empty() {
                    <p key="by" class="talk-who">{ text(&by(bundle, &goal.by)) }</p>
                }
            </div>
        </li>
    }
}

/// The actions of the person, or those of all others; that there is nothing to do is said as well.
fn actions(bundle: &Bundle, project: &SharedProject, own: bool) -> Html {
    let mut actions = project.actions.iter();
    let actions = actions.by_ref().filter(|action| (action.who == "person") == own);
    let items: Vec<Html> = actions
        .enumerate()
        .map(|(at, action)| shown_action(bundle, at, action))
        .collect();
    html! {
        <div key={if own { "yours" } else { "others" }}>
            if items.is_empty() {
                <p key="none">{ bundle.texts.say(if own { Key::project_free } else { Key::project_alone }) }</p>
            } else {
                <ul key="all" class="project-list">{ for items }</ul>
            }
        </div>
    }
}

fn shown_action(bundle: &Bundle, at: usize, action: &SharedAction) -> Html {
    let texts = &bundle.texts;
    let who = texts.named(&format!("project_who_{}", action.who));
    let who = match (action.name.as_str(), action.who.as_str()) {
        ("", _) => who.to_owned(),
        (name, "other") => name.to_owned(),
        (name, _) => format!("{who}: {name}"),
    };
    let state = texts.named(&format!("project_state_{}", action.state));
    let mut facts = vec![who, state.to_owned()];
    if !action.by.is_empty() {
        facts.push(by(bundle, &action.by));
    }
    html! {
        <li key={at.to_string()} class={if action.state == "done" { "is-done" } else { "" }}>
            <p class="talk-text" dir="auto">{ text(&action.what) }</p>
            <p class="talk-who">{ text(&facts.join(" · ")) }</p>
            <div key="why">
                if !action.why.is_empty() {
                    <p key="why" dir="auto">{ text(&texts.fill(Key::project_why, &[("why", &action.why)])) }</p>
                }
            </div>
        </li>
    }
}

fn by(bundle: &Bundle, day: &str) -> String {
    let day = dates::day(bundle, day);
    bundle.texts.fill(Key::project_by, &[("date", &day)])
}

fn reviews(bundle: &Bundle, project: &SharedProject) -> Html {
    let texts = &bundle.texts;
    let review = |(at, review): (usize, &ReviewView)| {
        let next = texts.fill(Key::project_next, &[("next", &review.next)]);
        html! {
            <li key={at.to_string()}>
                <p class="talk-who">{ text(&dates::day(bundle, &review.held_on)) }</p>
                <p class="talk-text" dir="auto">{ text(&review.seen) }</p>
                <div key="next">
                    if !review.next.is_empty() {
                        <p key="next" class="talk-text" dir="auto">{ text(&next) }</p>
                    }
                </div>
            </li>
        }
    };
    let day = dates::day(bundle, &project.review_on);
    html! {
        <div key="reviews">
            <div key="held">
                if !project.reviews.is_empty() {
                    <div key="held">
                        <h3 class="h5">{ texts.say(Key::project_reviews) }</h3>
                        <ul class="project-list">{ for project.reviews.iter().enumerate().map(review) }</ul>
                    </div>
                }
            </div>
            <div key="next">
                if !project.review_on.is_empty() && project.outcome.is_empty() {
                    <p key="next"><strong>{ text(&texts.fill(Key::project_review_on, &[("date", &day)])) }</strong></p>
                }
            </div>
        </div>
    }
}

fn printing(bundle: &Bundle, asking: &Asking) -> Html {
    let onclick = Callback::from(|_: MouseEvent| {
        gloo::utils::window().print().ok();
    });
    html! {
        <div key="print">
            if asking.live {
                <p key="print"><button type="button" class="btn btn-outline-primary" {onclick}>{ bundle.texts.say(Key::project_print) }</button></p>
            }
        </div>
    }
}

/// Saying that something does not suit, as a form that the browser can send itself.
fn objecting(
    bundle: &Bundle,
    seen: &Seeing,
    asking: &Asking,
    (view, project): (&RequestView, &SharedProject),
) -> Html {
    let texts = &bundle.texts;
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.object();
        })
    };
    let oninput = seen.taking(|seen, objection: String| {
        seen.objection = objection;
        seen.key.clear();
    });
    let error = seen.error("objection");
    html! {
        <div key="object">
            <div key="said">
                if project.objected {
                    <p key="said">{ texts.say(Key::project_objected) }</p>
                }
            </div>
            <div key="say">
                if is_open(view) {
                    <details key="say" open={!error.is_empty()}>
                        <summary>{ texts.say(Key::project_object_title) }</summary>
                        <form method="post" action={Route::Status.path(bundle)} novalidate=true {onsubmit}>
                            { carried(seen, "object") }
                            <TextArea key="objection" texts={texts.clone()} name="objection" label={texts.get(Key::project_object_label).to_owned()}
                                hint={texts.get(Key::project_object_hint).to_owned()} limit=600 live={asking.live} value={seen.objection.clone()}
                                {error} {oninput} />
                            <button key="send" type="submit" class="btn btn-primary">{ texts.say(Key::project_object) }</button>
                        </form>
                    </details>
                }
            </div>
        </div>
    }
}

/// Wanting it here no longer.
fn unsharing(bundle: &Bundle, seen: &Seeing, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.unshare();
        })
    };
    html! {
        <details key="unshare">
            <summary>{ texts.say(Key::project_unshare_title) }</summary>
            <form method="post" action={Route::Status.path(bundle)} {onsubmit}>
                { carried(seen, "unshare") }
                <p key="text">{ texts.say(Key::project_unshare_text) }</p>
                <button key="send" type="submit" class="btn btn-outline-primary">{ texts.say(Key::project_unshare) }</button>
            </form>
        </details>
    }
}

impl Asking {
    fn object(&self) {
        let (client, credentials, key) = (self.client.clone(), self.seen.credentials.clone(), self.key());
        let line = NewLine {
            text: self.seen.objection.clone(),
        };
        self.run(
            async move {
                let mut answer = client.object(&credentials, &line, &key).await;
                // The interface calls the field `text`; so it does that of the line below.
                if let Err(problem) = &mut answer {
                    super::rename(problem, "text", "objection");
                }
                answer
            },
            |seen, view| {
                seen.objection.clear();
                seen.show(view, Some(Done::Objected));
            },
        );
    }

    fn unshare(&self) {
        let (client, credentials, key) = (self.client.clone(), self.seen.credentials.clone(), self.key());
        self.run(
            async move { client.unshare(&credentials, &key).await },
            |seen, view| seen.show(view, Some(Done::Unshared)),
        );
    }
}
