//! To whom a request goes: asked, accepted, refused, taken back. Parts of the request's screen.

use super::Hand;
use crate::acting::use_act;
use crate::around::Desk;
use crate::drafts::use_draft;
use crate::getting::use_get;
use crate::parts::{button, form, submit};
use crate::texts::{fill, work as words};
use crate::words as names;
use api::desk::Queued;
use api::desk::work::{Colleague, HandOverView, NewHandOver, NewReason};
use api::paths::desk as paths;
use portal::components::{Choice, Group, SelectFieldProps, TextArea, Tone, callout, select_field};
use portal::held::use_held;
use portal::texts::text;
use serde_json::json;
use yew::prelude::*;
use yew::props;

/// How long a reason may be, in characters.
pub(super) const REASON: usize = 300;

/// Props of the parts of this screen.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct PartProps {
    /// What the screen shares.
    pub(super) hand: Hand,
    /// The request as it stands, where the part needs it.
    #[prop_or_default]
    pub(super) request: Option<std::rc::Rc<Queued>>,
}

/// A list of one choice each, without groups.
pub(super) fn choices(all: impl Iterator<Item = (String, String)>) -> Vec<Group> {
    Group::plain(all.map(|(id, said)| Choice::new(id, said)).collect())
}

/// Who is to get it, in words.
fn receiver(desk: &Desk, handover: &HandOverView) -> String {
    let place = fill(
        words::SOMEBODY_AT,
        &[
            ("polo", &names::polo(desk, &handover.polo)),
            ("area", &names::area(desk, &handover.area)),
        ],
    );
    handover.to.as_ref().map_or(place, |to| to.name.clone())
}

/// The hand-over that waits, or the last that was refused: with what can be answered.
#[component]
pub(super) fn Waiting(props: &PartProps) -> Html {
    let hand = &props.hand;
    let (accepting, refusing) = (use_act(), use_act());
    let why = use_draft(format!("refuse {}", hand.code));
    let opened = hand.known.opened.as_ref();
    let Some(handover) = opened.and_then(|opened| opened.hand_over.clone()) else {
        return html! { <div key="none"></div> };
    };
    let who = fill(
        words::WAITS,
        &[
            ("by", &handover.by.name),
            ("to", &receiver(&hand.desk, &handover)),
        ],
    );
    let said = html! { <p key="why" class="desk-words">{ text(&handover.why) }</p> };
    if handover.state == "refused" {
        let reply = html! { <p class="desk-words">{ text(&handover.reply) }</p> };
        return callout(Tone::Note, words::REFUSED, "note", reply);
    }
    if handover.state != "pending" {
        return html! { <div key="over"></div> };
    }
    let act = |act: &crate::acting::Act, verb: &'static str, what: (&'static str, &'static str)| {
        let (hand, act) = (hand.clone(), act.clone());
        Callback::from(move |()| {
            let inner = hand.clone();
            act.run(async move { inner.change(verb, &json!({}), what).await });
        })
    };
    let accept = act(&accepting, "hand-over/accept", ("handed_over", words::ACCEPTED));
    let back = act(
        &accepting,
        "hand-over/take-back",
        ("hand_over_taken_back", words::TAKEN_BACK),
    );
    let refuse = {
        let (hand, act, why) = (hand.clone(), refusing.clone(), why.clone());
        Callback::from(move |()| {
            let (inner, why) = (hand.clone(), why.clone());
            act.run(async move {
                let body = NewReason {
                    why: why.text.clone(),
                };
                let what = ("hand_over_refused", words::REFUSED_NOW);
                inner.change("hand-over/refuse", &body, what).await?;
                why.typed.emit(String::new());
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { said }
            { accepting.summary() }
            if handover.for_you {
                <div key="accept" class="desk-buttons">{ button(words::ACCEPT, "btn btn-primary btn-sm", &accept) }</div>
                <details key="refuse">
                    <summary>{ words::REFUSE }</summary>
                    { form("refuse", &refuse, html! {
                        <>
                            { refusing.summary_of("refuse") }
                            <TextArea texts={hand.desk.texts().clone()} name="refuse-why" label={words::REFUSE_LABEL} hint={words::WHY_HINT}
                                error={refusing.error("why")} value={why.text.clone()} limit={REASON} rows={2} live=true oninput={why.typed.clone()} />
                            { submit(words::REFUSE, refusing.busy) }
                        </>
                    }) }
                </details>
            } else {
                <div key="back" class="desk-buttons">{ button(words::TAKE_BACK, "btn btn-outline-primary btn-sm", &back) }</div>
            }
        </>
    };
    let title = if handover.for_you {
        fill(words::WAITS_FOR_YOU, &[("by", &handover.by.name)])
    } else {
        who
    };
    callout(Tone::Note, &title, "note", inside)
}

/// Asks a colleague, another area or another Polo to take it.
#[component]
pub(super) fn Giving(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let typed = use_held(NewHandOver::default);
    let why = use_draft(format!("hand over {}", hand.code));
    let colleagues = use_get::<Vec<Colleague>>(paths::request(&hand.code, "colleagues"));
    let send = {
        let (hand, act, typed, why) = (hand.clone(), act.clone(), typed.clone(), why.clone());
        Callback::from(move |()| {
            let (inner, why) = (hand.clone(), why.clone());
            let body = NewHandOver {
                why: why.text.clone(),
                ..(*typed).clone()
            };
            act.run(async move {
                let what = ("hand_over_asked", words::ASKED);
                inner.change("hand-over", &body, what).await?;
                why.typed.emit(String::new());
                Ok(())
            });
        })
    };
    let Some(request) = &props.request else {
        return html! { <div key="none"></div> };
    };
    let (desk, texts) = (&hand.desk, hand.desk.texts());
    let there = colleagues.value.iter().flat_map(|all| all.iter());
    let there = there.map(|one| (one.id.clone(), one.name.clone()));
    let poli = desk.bundle.catalogue.poli.iter();
    let poli = poli.map(|polo| (polo.id.clone(), polo.name.clone()));
    let areas = desk.offer.areas().iter();
    let areas = areas.map(|area| (area.id.clone(), area.name.clone()));
    let or = |said: &str, here: &str| {
        if said.is_empty() {
            here.to_owned()
        } else {
            said.to_owned()
        }
    };
    let (polo, area) = (or(&typed.polo, &request.polo), or(&typed.area, &request.area));
    let here = polo == request.polo && area == request.area;
    let inside = html! {
        <>
            <p key="lead" class="text-muted">{ words::HAND_OVER_LEAD }</p>
            { act.summary_of("give") }
            { select_field(&props!(SelectFieldProps { texts: texts.clone(), name: "give-polo", label: words::POLO_LABEL, error: act.error("polo"),
                groups: choices(poli), value: polo,
                onchange: typed.taking(|typed: &mut NewHandOver, polo| { typed.polo = polo; typed.to.clear(); }) })) }
            { select_field(&props!(SelectFieldProps { texts: texts.clone(), name: "give-area", label: words::AREA_LABEL, error: act.error("area"),
                groups: choices(areas), value: area,
                onchange: typed.taking(|typed: &mut NewHandOver, area| { typed.area = area; typed.to.clear(); }) })) }
            <div key="to">
                if here {
                    { select_field(&props!(SelectFieldProps { texts: texts.clone(), name: "give-to", label: words::TO_LABEL, empty: words::TO_ANYBODY,
                        error: act.error("to"), groups: choices(there), value: typed.to.clone(),
                        onchange: typed.taking(|typed: &mut NewHandOver, to| typed.to = to) })) }
                }
            </div>
            <TextArea key="why" texts={texts.clone()} name="give-why" label={words::WHY_LABEL} hint={words::WHY_HINT} error={act.error("why")}
                value={why.text.clone()} limit={REASON} rows={2} live=true optional=true oninput={why.typed.clone()} />
            { submit(words::ASK, act.busy) }
        </>
    };
    html! { <details key="give"><summary>{ words::HAND_OVER }</summary>{ form("give", &send, inside) }</details> }
}
