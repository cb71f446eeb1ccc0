//! How a closed request is opened again. A part of the request's screen.

use super::work::{PartProps, REASON};
use crate::acting::use_act;
use crate::drafts::use_draft;
use crate::parts::{form, submit};
use crate::texts::work;
use api::desk::work::NewReason;
use portal::components::TextArea;
use yew::prelude::*;

/// Opens a closed one again, with a reason.
#[component]
pub(super) fn Reopening(props: &PartProps) -> Html {
    let hand = &props.hand;
    let act = use_act();
    let why = use_draft(format!("reopen {}", hand.code));
    let send = {
        let (hand, act, why) = (hand.clone(), act.clone(), why.clone());
        Callback::from(move |()| {
            let (inner, why) = (hand.clone(), why.clone());
            act.run(async move {
                let body = NewReason {
                    why: why.text.clone(),
                };
                inner
                    .change("reopen", &body, ("reopened", work::REOPENED))
                    .await?;
                inner.noted("reopened", &why.text, None);
                inner.known.change(|known| {
                    if let Some(opened) = &mut known.opened {
                        opened.outcome = None;
                    }
                });
                why.typed.emit(String::new());
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { act.summary_of("reopen") }
            <TextArea texts={hand.desk.texts().clone()} name="reopen-why" label={work::REOPEN_LABEL} hint={work::REOPEN_HINT}
                error={act.error("why")} value={why.text.clone()} limit={REASON} rows={2} live=true oninput={why.typed.clone()} />
            { submit(work::REOPEN, act.busy) }
        </>
    };
    html! { <details key="reopen"><summary>{ work::REOPEN }</summary>{ form("reopen", &send, inside) }</details> }
}
