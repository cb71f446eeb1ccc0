//! The request for an appointment: one group of questions a page, then a summary. The same form is sent by the browser
//! where the app is not live: every answer given so far travels in it.

mod fields;
mod summary;
mod when;

pub use when::{move_to, use_free_times, use_seat_clock};

use crate::bundle::Bundle;
use crate::client::{Client, new_key};
use crate::components::{
    BreadcrumbProps, CheckBoxProps, ErrorSummary, StepIndicatorProps, StepItem, Submit, Tone, Wrong,
    breadcrumb, callout, check_box, step_indicator,
};
use crate::hooks::{Go, Surroundings, device_now, focus_heading, forget_draft, keep_draft};
use crate::pages::{home, wrongs};
use crate::route::Route;
use crate::texts::{Key, Texts};
use crate::visit::{Visit, Visiting};
use domain::request::{Draft, Step};
use domain::{Fault, FieldFault};
use std::sync::Arc;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew::props;

/// A step of the request. Like the other live pages it is a function: each kind of component costs the phone kilobytes.
pub fn request_page(around: &Surroundings, addressed: Step, go: &Go) -> Html {
    let Surroundings {
        bundle,
        visit,
        client,
        live,
        ..
    } = around;
    let texts = &bundle.texts;
    let step = visit.step.unwrap_or(addressed);
    let sending = Sending {
        bundle: bundle.clone(),
        client: client.clone(),
        visit: visit.clone(),
        go: go.clone(),
    };
    let seat = when::seat(&sending, step);
    let fields = fields::step_fields(step, &sending, *live);
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        sending.submit(step);
    });
    let action = match (step.next(), visit.changing && step != Step::Summary) {
        (_, true) => Route::Request(Step::Summary).path(bundle),
        (Some(next), false) => Route::Request(next).path(bundle),
        (None, false) => Route::Receipt.path(bundle),
    };
    html! {
        <div key="request" class="container py-3 request">
            { breadcrumb(&props!(BreadcrumbProps { texts: texts.clone(), trail: vec![home(bundle)], current: texts.get(Key::request_title).to_owned() })) }
            <div class="row justify-content-center">
                <div class="col-12 col-lg-8">
                    { seat }
                    <form key={step.word()} id="request" method="post" {action} novalidate=true {onsubmit}>
                        { carried(visit, step) }
                        { steps(bundle, texts, visit, step, go) }
                        <div key="heading" class="request-heading">
                            <h1 class="h2" id="heading">{ texts.say(step_title(step)) }</h1>
                            { lead(texts, step) }
                        </div>
                        <ErrorSummary key="trouble" title={title_of_errors(texts, visit)} faults={errors(texts, visit)}
                            attempt={visit.attempts} />
                        <div key="other">{ other_times(texts, bundle, visit, step, go) }</div>
                        <div key="brought">{ brought_along(texts, visit, step) }</div>
                        <div key="kept">{ kept_offer(texts, visit, step) }</div>
                        <div key="fields" class="request-fields">
                            if step == Step::Summary {
                                { summary::summary_fields(bundle, visit, go, fields) }
                            } else {
                                { fields }
                            }
                        </div>
                        { buttons(bundle, texts, visit, step, go) }
                    </form>
                </div>
            </div>
        </div>
    }
}

/// What was confided, in words: each step's name and its answers, a line each. Steps without answers are left out.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn told(bundle: &Bundle, draft: &domain::request::Draft) -> Vec<(String, Vec<String>)> {
    let steps = Step::ALL.iter().map(|&step| {
        let name = bundle.texts.get(step_short(step)).to_owned();
        (name, summary::answers(bundle, draft, step))
    });
    steps.filter(|(_, answers)| !answers.is_empty()).collect()
}

/// After a form answered by the server the address may name another step than the one shown: the history is put right.
#[hook]
pub fn use_true_address(around: &Surroundings) {
    let Surroundings {
        bundle,
        visit,
        places,
        ..
    } = around.clone();
    use_effect_with(visit.step, move |step| {
        if let Some(step) = *step {
            places.replace(Route::Request(step).path(&bundle));
            visit.change(|visit| visit.step = None);
        }
    });
}

/// What a submitted step sets going.
#[derive(Clone)]
struct Sending {
    bundle: Arc<Bundle>,
    client: Client,
    visit: Visiting,
    go: Go,
}

impl Sending {
    fn submit(&self, step: Step) {
        let Visit { draft, look, .. } = &*self.visit;
        let mut faults = draft.faults_of(step, &self.bundle.catalogue, device_now());
        if step == Step::When && look.offers() && draft.time.is_empty() && !look.call {
            faults.push(FieldFault::new("time", Fault::Missing));
        }
        if !faults.is_empty() {
            self.visit.change(move |visit| {
                visit.faults = faults;
                visit.problem = None;
                visit.attempts += 1;
            });
            return;
        }
        if self.visit.kept {
            keep_draft(draft);
        }
        match step.next() {
            None => self.send(),
            Some(next) => {
                let next = if self.visit.changing { Step::Summary } else { next };
                self.leave(step, next);
            }
        }
    }

    fn send(&self) {
        if self.visit.busy {
            return;
        }
        let Self {
            client, visit, go, ..
        } = self.clone();
        let draft = visit.draft.clone();
        let key = if visit.key.is_empty() {
            new_key()
        } else {
            visit.key.clone()
        };
        let kept = key.clone();
        visit.change(move |visit| {
            visit.busy = true;
            visit.key = kept;
        });
        spawn_local(async move {
            match client.send(&draft, &key).await {
                Ok(receipt) => {
                    forget_draft();
                    visit.change(move |visit| {
                        *visit = Visit {
                            receipt: Some(receipt),
                            ..Visit::default()
                        };
                        visit.draft.reply_by.clone_from(&draft.reply_by);
                    });
                    go.emit(Route::Receipt);
                }
                Err(problem) => visit.change(move |visit| {
                    visit.busy = false;
                    visit.faults.clear();
                    visit.refused(problem);
                    visit.attempts += 1;
                }),
            }
        });
    }
}

/// What the summary says is still to be answered, or does not fit together; consent is asked there.
fn missing(bundle: &Bundle, draft: &Draft, next: Step) -> Vec<FieldFault> {
    if next != Step::Summary {
        return Vec::new();
    }
    let mut draft = draft.clone();
    draft.consent = true;
    draft
        .check(&bundle.catalogue, device_now())
        .err()
        .unwrap_or_default()
}

/// The answers of the other steps, and where this form comes from.
fn carried(visit: &Visit, step: Step) -> Html {
    let others = visit
        .draft
        .pairs()
        .into_iter()
        .filter(|(name, _)| !step.fields().contains(name));
    let mut pairs: Vec<(&str, String)> = vec![("from", step.word().to_owned())];
    if visit.changing {
        pairs.push(("changing", "true".to_owned()));
    }
    if step == Step::Summary && !visit.key.is_empty() {
        pairs.push(("key", visit.key.clone()));
    }
    if let Some(seat) = &visit.seat {
        pairs.push(("held_end", seat.end.clone()));
        pairs.push(("held_until", seat.until.clone()));
        pairs.push(("held_of", seat.of.clone()));
    }
    if step == Step::When && visit.look.offers() {
        pairs.push(("offered", "true".to_owned()));
    }
    if step == Step::When && !visit.draft.hold.is_empty() {
        pairs.push(("hold", visit.draft.hold.clone()));
    }
    pairs.extend(others);
    let hidden = pairs.into_iter().enumerate().map(|(at, (name, value))| {
        html! { <input key={format!("{at}-{name}")} type="hidden" name={name} {value} /> }
    });
    html! { <div key="carried" hidden=true>{ for hidden }</div> }
}

fn steps(bundle: &Bundle, texts: &Texts, visit: &Visiting, step: Step, go: &Go) -> Html {
    let items = Step::ALL.into_iter().map(|each| StepItem {
        label: texts.get(step_short(each)).to_owned().into(),
        submit: unchecked(bundle, each),
        reached: each < step,
    });
    let visiting = visit.clone();
    let go = go.clone();
    let onstep = Callback::from(move |at: usize| {
        let Some(&to) = Step::ALL.get(at) else { return };
        leave_step(&visiting);
        go.emit(Route::Request(to));
    });
    html! {
        { step_indicator(&props!(StepIndicatorProps { texts: texts.clone(), steps: items.collect::<Vec<_>>(), current: step.number() - 1, onstep })) }
    }
}

/// Without scripts: goes to a step with the answers as they are, right or wrong.
fn unchecked(bundle: &Bundle, step: Step) -> Submit {
    Submit {
        action: Route::Request(step).path(bundle).into(),
        name: "go".into(),
        value: "unchecked".into(),
    }
}

fn leave_step(visit: &Visiting) {
    visit.change(Visit::step_aside);
}

fn buttons(bundle: &Bundle, texts: &Texts, visit: &Visiting, step: Step, go: &Go) -> Html {
    let back = step.previous().map(|previous| {
        let onclick = {
            let (visit, go) = (visit.clone(), go.clone());
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                leave_step(&visit);
                go.emit(Route::Request(previous));
            })
        };
        html! {
            <button key="back" type="submit" class="btn btn-outline-primary" name="go" value="unchecked"
                formaction={Route::Request(previous).path(bundle)} formnovalidate=true {onclick}>
                { texts.say(Key::request_back) }
            </button>
        }
    });
    let next = match step {
        Step::Summary if visit.busy => Key::summary_sending,
        Step::Summary => Key::summary_send,
        _ if visit.changing => Key::request_to_summary,
        _ => Key::request_next,
    };
    // The forward button comes first in the document, so that Enter in a field goes forward.
    html! {
        <div key="buttons" class="button-row">
            <button key="next" type="submit" class="btn btn-primary" aria-disabled={visit.busy.then_some("true")}>
                { texts.say(next) }
            </button>
            { for back }
        </div>
    }
}

fn lead(texts: &Texts, step: Step) -> Html {
    let key = match step {
        Step::Reason => Key::request_intro,
        Step::Needs => Key::needs_lead,
        Step::Summary => Key::summary_lead,
        _ => return Html::default(),
    };
    html! { <p key="lead" class="lead">{ texts.say(key) }</p> }
}

/// On the summary: the way to other times, where somebody else has the one chosen. The summary of errors leads here.
fn other_times(texts: &Texts, bundle: &Bundle, visit: &Visiting, step: Step, go: &Go) -> Html {
    if step != Step::Summary || visit.error(texts, "time").is_empty() {
        return Html::default();
    }
    let onclick = {
        let act = when::to_other_times(visit, go);
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            act.emit(());
        })
    };
    html! {
        <p key="other"><button type="submit" id="field-time" class="btn btn-primary" formaction={Route::Request(Step::When).path(bundle)} formnovalidate=true
            name="go" value="change" {onclick}>{ texts.say(Key::times_other) }</button></p>
    }
}

/// On the first step: that lines of the self-assessment come along, and where they are seen.
fn brought_along(texts: &Texts, visit: &Visit, step: Step) -> Html {
    let lines = visit.draft.answers.len();
    if step != Step::Reason || lines == 0 {
        return Html::default();
    }
    callout(
        Tone::Note,
        &texts.fill(Key::request_brought_title, &[("n", &lines.to_string())]),
        "note",
        html! { <p key="text">{ texts.say(Key::request_brought_text) }</p> },
    )
}

/// On the first step: the answers kept on the device, to be taken up or erased.
fn kept_offer(texts: &Texts, visit: &Visiting, step: Step) -> Html {
    if step != Step::Reason || visit.offer.is_none() {
        return Html::default();
    }
    let resume = visit.taking(|visit, _: MouseEvent| {
        if let Some(draft) = visit.offer.take() {
            visit.resume(draft);
            visit.kept = true;
        }
        focus_heading();
    });
    let forget = visit.taking(|visit, _: MouseEvent| {
        forget_draft();
        visit.offer = None;
        focus_heading();
    });
    callout(
        Tone::Note,
        texts.get(Key::request_kept_title),
        "note",
        html! { <>
            <p key="text">{ texts.say(Key::request_kept_text) }</p>
            <div key="choices" class="button-row">
                <button key="resume" type="button" class="btn btn-primary" onclick={resume}>{ texts.say(Key::request_kept_resume) }</button>
                <button key="forget" type="button" class="btn btn-outline-primary" onclick={forget}>{ texts.say(Key::request_kept_forget) }</button>
            </div>
        </> },
    )
}

/// Asks whether the answers may be kept on the device; there only where the app is live, for without it nothing is.
pub(super) fn keep_answers(texts: &Texts, visit: &Visiting, live: bool) -> Html {
    let onchange = {
        let visiting = visit.clone();
        Callback::from(move |keep: bool| {
            let kept = keep && keep_draft(&visiting.draft);
            if !keep {
                forget_draft();
            }
            visiting.change(move |visit| visit.kept = kept);
        })
    };
    html! {
        <div key="keep" class="request-keep">
            if live {
                { check_box(&props!(CheckBoxProps { texts: texts.clone(), name: "", label: texts.get(Key::request_keep).to_owned(), hint: texts.get(Key::request_keep_hint).to_owned(), checked: visit.kept, onchange })) }
            }
        </div>
    }
}

/// What is wrong, with the field that each word belongs to: what the form found, or what the server said.
fn errors(texts: &Texts, visit: &Visit) -> Vec<Wrong> {
    match &visit.problem {
        Some(problem) => wrongs(problem),
        None => visit
            .faults
            .iter()
            .map(|fault| Wrong::new(fault.field.clone(), texts.fault(fault)))
            .collect(),
    }
}

fn title_of_errors(texts: &Texts, visit: &Visit) -> String {
    match &visit.problem {
        Some(problem) if !problem.errors.is_empty() => problem.title.clone(),
        _ => texts.get(Key::request_errors_title).to_owned(),
    }
}

/// The question that a step asks.
pub(super) fn step_title(step: Step) -> Key {
    match step {
        Step::Reason => Key::reason_title,
        Step::Whom => Key::whom_title,
        Step::Where => Key::where_title,
        Step::When => Key::when_title,
        Step::Needs => Key::needs_title,
        Step::Reply => Key::reply_title,
        Step::Note => Key::note_title,
        Step::Summary => Key::summary_title,
    }
}

fn step_short(step: Step) -> Key {
    match step {
        Step::Reason => Key::reason_short,
        Step::Whom => Key::whom_short,
        Step::Where => Key::where_short,
        Step::When => Key::when_short,
        Step::Needs => Key::needs_short,
        Step::Reply => Key::reply_short,
        Step::Note => Key::note_short,
        Step::Summary => Key::summary_short,
    }
}
