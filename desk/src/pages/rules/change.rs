//! A change that is looked at before it is made: a button shows what it would do, another one makes it. Where something has
//! changed in between, the new preview is shown and nothing was done.

use crate::acting::Act;
use crate::around::{Desk, use_desk};
use crate::parts::{button, focus, submit};
use crate::route::Route;
use crate::texts::{agenda as words, fill};
use api::desk::agenda::{EditedView, PreviewView, TimeOf, TouchedView};
use api::paths::desk as paths;
use portal::components::{CheckBoxProps, check_box};
use portal::dates::near;
use portal::held::{Held, use_held};
use portal::texts::text;
use serde_json::Value;
use yew::prelude::*;
use yew::props;

/// The kind of the problem that the preview is another one by now.
const CHANGED: &str = "/problems/preview-changed";

/// How many times are named.
const NAMED: usize = 6;

/// Props of [`Change`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChangeProps {
    /// `openings`, `absences` or `closures`.
    pub(super) what: &'static str,
    /// What is asked, without its fingerprint.
    pub(super) body: Value,
    /// Holds what went wrong, for the fields.
    pub(super) act: Act,
    /// The fields; nothing where there is nothing to fill in.
    #[prop_or_default]
    pub(super) children: Children,
    /// It was made: what to say.
    pub(super) done: Callback<String>,
    /// It is not to be made.
    pub(super) leave: Callback<()>,
}

#[derive(Clone, Default)]
struct Shown {
    /// Of what it is the preview.
    body: Value,
    preview: Option<PreviewView>,
    call_off: bool,
    looks: u32,
}

/// The form, what it would do, and the button that does it.
#[component]
pub(super) fn Change(props: &ChangeProps) -> Html {
    let desk = use_desk();
    let shown = use_held(Shown::default);
    use_effect_with(shown.looks, |looks| {
        if *looks > 0 {
            focus("#preview-title");
        }
    });
    let look = look(&desk, props, &shown);
    let preview = shown.preview.as_ref().filter(|_| shown.body == props.body);
    let onsubmit = look.reform(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class="desk-card desk-form" novalidate=true {onsubmit}>
            { props.act.summary() }
            <div key="fields">{ props.children.clone() }</div>
            <div key="preview">
                if let Some(preview) = preview { { drawn(&desk, props, &shown, preview) } }
            </div>
            <div key="buttons" class="desk-buttons">
                if preview.is_none() { { submit(words::LOOK, props.act.busy) } }
                { button(words::LEAVE, "btn btn-link", &props.leave) }
            </div>
        </form>
    }
}

fn look(desk: &Desk, props: &ChangeProps, shown: &Held<Shown>) -> Callback<()> {
    let (client, act, shown) = (desk.client.clone(), props.act.clone(), shown.clone());
    let (path, body) = (paths::agenda_preview(props.what), props.body.clone());
    Callback::from(move |()| {
        let (client, shown, path, body) = (client.clone(), shown.clone(), path.clone(), body.clone());
        act.run(async move {
            let preview = client.post::<PreviewView>(&path, &body).await?;
            shown.change(move |shown| {
                shown.preview = Some(preview);
                shown.body = body;
                shown.looks += 1;
            });
            Ok(())
        });
    })
}

fn make(desk: &Desk, props: &ChangeProps, shown: &Held<Shown>, fingerprint: &str) -> Callback<()> {
    let (client, act, done, shown) = (
        desk.client.clone(),
        props.act.clone(),
        props.done.clone(),
        shown.clone(),
    );
    let (path, preview) = (paths::agenda_edit(props.what), paths::agenda_preview(props.what));
    let (asked, mut body) = (props.body.clone(), props.body.clone());
    body["fingerprint"] = fingerprint.into();
    if props.what == "openings" {
        body["call_off"] = shown.call_off.into();
    }
    Callback::from(move |()| {
        let (client, done, shown) = (client.clone(), done.clone(), shown.clone());
        let (path, preview, asked, body) = (path.clone(), preview.clone(), asked.clone(), body.clone());
        act.run(async move {
            let made = client.post::<EditedView>(&path, &body).await;
            match made {
                Ok(edited) => {
                    done.emit(said(&edited));
                    Ok(())
                }
                Err(problem) => {
                    if problem.kind == CHANGED
                        && let Ok(next) = client.post::<PreviewView>(&preview, &asked).await
                    {
                        shown.change(move |shown| shown.preview = Some(next));
                    }
                    Err(problem)
                }
            }
        });
    })
}

fn said(edited: &EditedView) -> String {
    match edited.called_off {
        0 => words::DONE.to_owned(),
        1 => words::DONE_OFF_ONE.to_owned(),
        count => fill(words::DONE_OFF, &[("count", &count.to_string())]),
    }
}

fn drawn(desk: &Desk, props: &ChangeProps, shown: &Held<Shown>, preview: &PreviewView) -> Html {
    let touched = match preview.touched.len() {
        0 => words::TOUCHED_NONE.to_owned(),
        1 => words::TOUCHED_ONE.to_owned(),
        count => fill(words::TOUCHED, &[("count", &count.to_string())]),
    };
    let asks = !preview.touched.is_empty() && !preview.calls_off;
    let off = preview.calls_off || shown.call_off;
    html! {
        <section class="callout callout-info" aria-labelledby="preview-title">
            <h3 key="title" id="preview-title" tabindex="-1">{ words::PREVIEW }</h3>
            <p key="appear">{ text(&times(desk, &preview.appear, preview.appear_count, (words::APPEAR_NONE, words::APPEAR))) }</p>
            <p key="go">{ text(&times(desk, &preview.go, preview.go_count, (words::GO_NONE, words::GO))) }</p>
            <p key="touched"><strong>{ text(&touched) }</strong></p>
            <ul key="who">{ for preview.touched.iter().map(|row| who(desk, row)) }</ul>
            <div key="what">
                if asks {
                    { check_box(&props!(CheckBoxProps {
                        texts: desk.texts().clone(), name: "call_off", label: words::TICK_OFF, checked: shown.call_off,
                        onchange: shown.taking(|shown: &mut Shown, ticked| shown.call_off = ticked),
                    })) }
                }
                if !preview.touched.is_empty() {
                    <p key={off.to_string()}>{ text(if off { words::TOUCHED_OFF } else { words::TOUCHED_KEEP }) }</p>
                }
            </div>
            <div key="confirm" class="desk-buttons">
                { button(words::CONFIRM, "btn btn-primary", &make(desk, props, shown, &preview.fingerprint)) }
            </div>
        </section>
    }
}

fn times(desk: &Desk, times: &[TimeOf], count: u32, (none, some): (&'static str, &'static str)) -> String {
    if count == 0 {
        return none.to_owned();
    }
    let mut named: Vec<String> = times.iter().map(|time| near(&desk.bundle, &time.start)).collect();
    named.dedup();
    let more = named.len() > NAMED;
    named.truncate(NAMED);
    let dots = if more { ", …" } else { "" };
    format!(
        "{} {}{dots}",
        fill(some, &[("count", &count.to_string())]),
        named.join(", ")
    )
}

fn who(desk: &Desk, row: &TouchedView) -> Html {
    html! {
        <li key={row.code.clone()}>
            { text(&near(&desk.bundle, &row.start)) }{ " · " }
            <a href={Route::Request(row.code.clone()).path()} translate="no">{ text(&row.code) }</a>
        </li>
    }
}
