//! A request. Opening it is an act of its own that goes on the record, so the screen first says what that means; once it is
//! open, what concerns the person, the messages, what can be done, who did what.

mod close;
mod notes;
mod person;
mod reopen;
mod work;

use crate::acting::{Act, use_act};
use crate::around::{Desk, use_desk};
use crate::drafts::{Draft, use_draft};
use crate::getting::use_get;
use crate::parts::{button, facts, form, said, submit, title};
use crate::route::Route;
use crate::texts::{fill, named, project, queue, request as words, work as working};
use crate::words::{self as names, Due, short};
use api::Problem;
use api::desk::work::{Closing, NoteView};
use api::desk::{DeskRequest, Queued, RecordView};
use api::paths::desk as paths;
use api::requests::{LineView, NewLine};
use domain::role::Action;
use portal::components::{TextArea, Tone, callout};
use portal::held::{Held, use_held};
use portal::texts::text;
use serde::Serialize;
use yew::prelude::*;

/// How long an answer may be, in characters.
const LONGEST: usize = 600;

/// Props of [`Request`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct RequestProps {
    /// Its code.
    pub(super) code: AttrValue,
}

/// What is known of it here.
#[derive(Clone, Default)]
struct Known {
    /// Once it is open.
    opened: Option<DeskRequest>,
    /// What was done last.
    said: &'static str,
    /// Who had taken it before, where one came too late.
    before: Option<RecordView>,
}

/// Everything that the parts of this screen share.
#[derive(Clone)]
struct Hand {
    desk: Desk,
    code: AttrValue,
    known: Held<Known>,
    opening: Act,
    taking: Act,
    closing: Act,
    answering: Act,
    draft: Draft,
}

impl PartialEq for Hand {
    /// It is handed on and never compared.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Hand {
    /// Changes the request, and shows how it stands then.
    async fn change(
        &self,
        verb: &str,
        body: &impl Serialize,
        (what, said): (&'static str, &'static str),
    ) -> Result<(), Problem> {
        let path = paths::request(&self.code, verb);
        let request = self.desk.client.post::<Queued>(&path, body).await?;
        let who = self.desk.who.name.clone();
        self.known
            .change(move |known| known.took_place(request, (who, what), said));
        crate::parts::focus("#app h1");
        Ok(())
    }

    /// Shows a note that was just written.
    fn noted(&self, kind: &str, text: &str, tried: Option<(String, String)>) {
        let (way, reached) = tried.unzip();
        let note = NoteView {
            at: names::instant(),
            by: self.desk.who.name.clone(),
            kind: kind.to_owned(),
            text: text.trim().to_owned(),
            way,
            reached,
            tried_at: None,
        };
        self.known.change(move |known| {
            if let Some(opened) = &mut known.opened {
                opened.notes.push(note);
            }
        });
    }
}

/// A request.
#[component]
pub(super) fn Request(props: &RequestProps) -> Html {
    let desk = use_desk();
    let listed = use_get::<Vec<Queued>>(paths::REQUESTS.to_owned());
    let hand = Hand {
        code: props.code.clone(),
        known: use_held(Known::default),
        opening: use_act(),
        taking: use_act(),
        closing: use_act(),
        answering: use_act(),
        draft: use_draft(format!("answer {}", props.code)),
        desk,
    };
    let in_list = listed.value.as_ref().and_then(|all| {
        all.iter()
            .find(|request| request.code == props.code.as_str())
            .cloned()
    });
    html! {
        <>
            <p key="back" class="no-print"><a href={Route::Queue.path()}>{ words::BACK }</a></p>
            { title(&fill(words::TITLE, &[("code", &props.code)])) }
            <div key="request">
                if let Some(opened) = &hand.known.opened { { open(&hand, opened) } }
                else { { door(&hand, in_list.as_ref()) } }
            </div>
        </>
    }
}

/// What opening means, and the button that does it.
fn door(hand: &Hand, listed: Option<&Queued>) -> Html {
    let open = {
        let hand = hand.clone();
        Callback::from(move |()| look(&hand))
    };
    html! {
        <div key="door" class="desk-narrow">
            <div key="listed">if let Some(listed) = listed { { standing(&hand.desk, listed) } }</div>
            <h2 key="before">{ words::CLOSED_DOOR }</h2>
            <ul key="means">
                <li>{ words::MEANS_RECORD }</li>
                <li>{ words::MEANS_PERSON }</li>
                <li>{ words::MEANS_ONLY }</li>
            </ul>
            { hand.opening.summary() }
            { button(if hand.opening.busy { words::OPENING } else { words::OPEN }, "btn btn-primary", &open) }
        </div>
    }
}

/// Opens it, which goes on its record.
fn look(hand: &Hand) {
    let (client, code, known) = (hand.desk.client.clone(), hand.code.clone(), hand.known.clone());
    hand.opening.run(async move {
        let opened = client.act::<DeskRequest>(&paths::request(&code, "open")).await?;
        known.change(move |known| {
            known.opened = Some(opened);
            known.said = words::OPENED;
        });
        crate::parts::focus("#app h1");
        Ok(())
    });
}

impl Known {
    /// What was just done is shown without opening the request once more, which would go on its record.
    fn took_place(&mut self, request: Queued, (who, what): (String, &str), said: &'static str) {
        let at = names::instant();
        self.before = None;
        self.said = said;
        if let Some(opened) = &mut self.opened {
            let waited = opened
                .hand_over
                .as_ref()
                .is_some_and(|last| last.state == "pending");
            if waited || request.hand_over.is_some() {
                opened.hand_over.clone_from(&request.hand_over);
            }
            opened.request = request;
            opened.record.push(RecordView {
                at,
                who,
                what: what.to_owned(),
                ..RecordView::default()
            });
        }
    }
}

fn open(hand: &Hand, opened: &DeskRequest) -> Html {
    html! {
        <div key="open">
            { said(hand.known.said) }
            { too_late(hand) }
            <div key="columns" class="desk-columns">
                <div key="person" class="desk-column">
                    { person(&hand.desk, opened) }
                    { talk(&hand.desk, &opened.lines) }
                    <div key="alike"><notes::SameContact hand={hand.clone()} /></div>
                </div>
                <div key="acts" class="desk-column">
                    { standing(&hand.desk, &opened.request) }
                    { besides(&hand.desk, opened) }
                    <div key="waiting"><work::Waiting hand={hand.clone()} /></div>
                    { acts(hand, opened) }
                    { notes::list(&hand.desk, opened) }
                    { record(&hand.desk, &opened.record) }
                </div>
            </div>
        </div>
    }
}

/// Somebody else was quicker: who, and when.
fn too_late(hand: &Hand) -> Html {
    html! {
        <div key="too-late">
            if let Some(before) = &hand.known.before {
                { callout(
                    Tone::Warning,
                    &fill(words::TAKEN_BEFORE, &[("who", &before.who), ("when", &short(&hand.desk, &before.at))]),
                    "alert",
                    html! { <p>{ words::TAKEN_BEFORE_DETAIL }</p> },
                ) }
            }
        </div>
    }
}

/// Where it stands.
fn standing(desk: &Desk, request: &Queued) -> Html {
    let by = portal::dates::day(&desk.bundle, &request.answer_by);
    let due = Due::of(request);
    let nobody = || words::NOBODY.to_owned();
    let with = request
        .worker
        .as_ref()
        .map_or_else(nobody, |worker| worker.name.clone());
    let promise = html! {
        <>
            { text(&by) }
            <span key="due">if let Some(due) = due { { " " }<span class={due.class()}>{ text(&due.words()) }</span> }</span>
        </>
    };
    let place = format!(
        "{}, {}",
        names::polo(desk, &request.polo),
        names::area(desk, &request.area)
    );
    html! {
        <section key="standing" class="desk-card">
            { facts(&[
                (words::STATUS, html! { <strong>{ text(&named(queue::STATUSES, &request.status)) }</strong> }),
                (words::WITH, text(&with)),
                (words::BY, promise),
                (words::WHAT, text(&names::motive(desk, &request.motive))),
                (words::WHERE, text(&place)),
                (words::CAME, text(&portal::dates::instant(&desk.bundle, &request.received_at))),
                (words::PROTOCOL, text(&request.protocol)),
            ]) }
        </section>
    }
}

/// What stands beside it: what comes next, how it ended, the appointment, who agreed to what the Polo has written.
fn besides(desk: &Desk, opened: &DeskRequest) -> Html {
    let mut rows = Vec::new();
    if let Some(day) = &opened.request.next_on {
        let day = portal::dates::day(&desk.bundle, day);
        rows.push((working::NEXT, text(&format!("{day}: {}", opened.next))));
    }
    if let Some(outcome) = &opened.outcome {
        rows.push((words::OUTCOME, text(&named(words::OUTCOMES, outcome))));
    }
    if let Some(agreed) = &opened.agreement {
        let (by, how) = (
            named(words::AGREED_BY, &agreed.by),
            named(words::AGREED_HOW, &agreed.how),
        );
        let said = fill(words::AGREED_AS, &[("by", &by), ("how", &how)]);
        rows.push((words::AGREED, text(&said)));
    }
    if let Some(appointment) = &opened.appointment {
        let when = portal::dates::instant(&desk.bundle, &appointment.start);
        let how = format!(
            "{}, {}",
            named(words::WAYS, &appointment.way),
            names::polo(desk, &appointment.polo)
        );
        let state = named(words::APPOINTMENT_STATES, &appointment.status);
        rows.push((words::APPOINTMENT, text(&when)));
        rows.push((words::APPOINTMENT_WAY, text(&how)));
        rows.push((words::APPOINTMENT_STATE, text(&state)));
    }
    html! {
        <div key="besides">
            if !rows.is_empty() { <section class="desk-card">{ facts(&rows) }</section> }
        </div>
    }
}

fn acts(hand: &Hand, opened: &DeskRequest) -> Html {
    let request = &opened.request;
    let may = |action| hand.desk.may_in(action, &request.polo, &request.area);
    let ended = matches!(request.status.as_str(), "closed" | "withdrawn");
    let shared = Some(std::rc::Rc::new(request.clone()));
    let waits = opened
        .hand_over
        .as_ref()
        .is_some_and(|last| last.state == "pending");
    let untaken = request.status == "received" || request.status == "answered" && request.worker.is_none();
    html! {
        <section key="acts" class="desk-acts no-print" aria-label={words::ACTS}>
            <div key="take">
                if untaken && may(Action::Take) {
                    { hand.taking.summary() }
                    { button(words::TAKE, "btn btn-primary", &taker(hand)) }
                }
            </div>
            <div key="answer">if !ended && may(Action::Answer) { { answer(hand) } }</div>
            <div key="project">
                if request.status != "withdrawn" && may(Action::SeeProject) {
                    <p><a href={Route::Project(request.code.clone()).path()}>{ project::LINK }</a></p>
                }
            </div>
            <div key="note">
                if request.status != "withdrawn" && may(Action::Note) {
                    <notes::Noting key="note" hand={hand.clone()} />
                    <notes::Trying key="try" hand={hand.clone()} />
                }
            </div>
            <div key="next">if !ended && may(Action::Note) { <notes::Planning hand={hand.clone()} /> }</div>
            <div key="give">
                if !ended && !waits && may(Action::HandOver) { <work::Giving hand={hand.clone()} request={shared.clone()} /> }
            </div>
            <div key="close">
                if !ended && may(Action::Close) {
                    { hand.closing.summary() }
                    <close::Close error={hand.closing.error("outcome")} close={closer(hand)} />
                }
            </div>
            <div key="reopen">
                if request.status == "closed" && may(Action::Reopen) { <reopen::Reopening hand={hand.clone()} /> }
            </div>
        </section>
    }
}

/// Takes it in charge; where another was quicker, looks who.
fn taker(hand: &Hand) -> Callback<()> {
    let hand = hand.clone();
    Callback::from(move |()| {
        let (client, code, known) = (hand.desk.client.clone(), hand.code.clone(), hand.known.clone());
        let who = hand.desk.who.name.clone();
        hand.taking.run(async move {
            match client.act::<Queued>(&paths::request(&code, "take")).await {
                Ok(request) => {
                    known.change(move |known| known.took_place(request, (who, "taken"), words::TAKEN));
                }
                Err(problem) if is_taken(&problem) => {
                    let path = paths::request(&code, "open");
                    let opened = client.act::<DeskRequest>(&path).await?;
                    known.change(move |known| {
                        let mut record = opened.record.iter();
                        known.before = record.rfind(|entry| entry.what == "taken").cloned();
                        known.said = "";
                        known.opened = Some(opened);
                    });
                }
                Err(problem) => return Err(problem),
            }
            crate::parts::focus("#app h1");
            Ok(())
        });
    })
}

fn is_taken(problem: &Problem) -> bool {
    problem.kind == "/problems/taken"
}

fn closer(hand: &Hand) -> Callback<String> {
    let hand = hand.clone();
    Callback::from(move |outcome: String| {
        let (client, code, known) = (hand.desk.client.clone(), hand.code.clone(), hand.known.clone());
        let who = hand.desk.who.name.clone();
        hand.closing.run(async move {
            let body = Closing { outcome };
            let path = paths::request(&code, "close");
            let request = client.post::<Queued>(&path, &body).await?;
            known.change(move |known| {
                known.took_place(request, (who, "closed"), words::CLOSED);
                if let Some(opened) = &mut known.opened {
                    opened.outcome = Some(body.outcome);
                }
            });
            crate::parts::focus("#app h1");
            Ok(())
        });
    })
}

fn answer(hand: &Hand) -> Html {
    let send = {
        let hand = hand.clone();
        Callback::from(move |()| {
            let inner = hand.clone();
            hand.known.change(|known| known.said = "");
            let line = NewLine {
                text: hand.draft.text.clone(),
            };
            hand.answering.run(async move {
                let path = paths::request(&inner.code, "answer");
                let request = inner.desk.client.post::<Queued>(&path, &line).await?;
                inner.draft.typed.emit(String::new());
                let who = inner.desk.who.name.clone();
                inner.known.change(move |known| {
                    known.took_place(request, (who, "answered"), words::SENT);
                    if let Some(opened) = &mut known.opened {
                        opened.lines.push(LineView {
                            at: names::instant(),
                            author: "polo".to_owned(),
                            text: line.text.trim().to_owned(),
                        });
                    }
                });
                crate::parts::focus("#app h1");
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { hand.answering.summary() }
            <TextArea
                texts={hand.desk.texts().clone()} name="text" label={words::ANSWER_LABEL} hint={words::ANSWER_HINT}
                error={hand.answering.error("text")} value={hand.draft.text.clone()} limit={LONGEST} live=true
                oninput={hand.draft.typed.clone()}
            />
            { submit(words::SEND, hand.answering.busy) }
        </>
    };
    html! {
        <>
            <h2 key="title">{ words::ANSWER }</h2>
            { form("answer", &send, inside) }
        </>
    }
}

/// What concerns the person, safety first; nothing of whoever has taken the request back.
fn person(desk: &Desk, opened: &DeskRequest) -> Html {
    match &opened.person {
        Some(view) => person::facts_of(desk, view),
        None => callout(
            Tone::Note,
            words::WITHDRAWN,
            "note",
            html! { <p>{ words::WITHDRAWN_DETAIL }</p> },
        ),
    }
}

fn talk(desk: &Desk, lines: &[LineView]) -> Html {
    let line = |(at, line): (usize, &LineView)| {
        let (who, class) = if line.author == "citizen" {
            (words::FROM_PERSON, "desk-line")
        } else {
            (words::FROM_POLO, "desk-line desk-line-own")
        };
        html! {
            <li key={at} {class}>
                <p key="who" class="text-muted">{ who }{ " · " }{ text(&short(desk, &line.at)) }</p>
                <p key="text" class="desk-words" dir="auto">{ text(&line.text) }</p>
            </li>
        }
    };
    html! {
        <section key="talk" aria-labelledby="request-talk">
            <h2 id="request-talk">{ words::TALK }</h2>
            if lines.is_empty() { <p class="text-muted">{ words::NO_TALK }</p> }
            else { <ol class="desk-lines">{ for lines.iter().enumerate().map(line) }</ol> }
        </section>
    }
}

fn record(desk: &Desk, entries: &[RecordView]) -> Html {
    html! {
        <section key="record" aria-labelledby="request-record">
            <h2 id="request-record">{ words::RECORD }</h2>
            <p class="text-muted">{ words::RECORD_LEAD }</p>
            { super::record::entries(desk, entries) }
        </section>
    }
}
