//! Questions and answers before sending, each to be changed alone.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::Submit;
use crate::texts::{Key, Texts, text};
use yew::prelude::*;

/// A question and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// The question, in a few words.
    pub question: AttrValue,
    /// The answers; none shows as «Non indicato».
    pub answers: Vec<AttrValue>,
    /// Where the button to change it sends the form without scripts; `None` for what cannot be changed.
    pub change: Option<Submit>,
}

/// Props of [`SummaryList`].
#[derive(Clone, PartialEq, Properties)]
pub struct SummaryListProps {
    /// The words.
    pub texts: Texts,
    /// In order.
    pub rows: Vec<SummaryRow>,
    /// The row to change, from 0, when the app is live.
    #[prop_or_default]
    pub onchange: Callback<usize>,
}

/// Questions and answers. Stands inside the form if it has buttons to change them.
#[component]
pub fn SummaryList(props: &SummaryListProps) -> Html {
    summary_list(props)
}

/// [`SummaryList`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn summary_list(props: &SummaryListProps) -> Html {
    html! {
        <dl key="summary" class="summary-list">
            { for props.rows.iter().enumerate().map(|(at, row)| line(props, at, row)) }
        </dl>
    }
}

fn line(props: &SummaryListProps, at: usize, row: &SummaryRow) -> Html {
    let words = html! {
        <>
            { props.texts.say(Key::summary_change) }
            <span key="what" class="visually-hidden">{ ": " }{ text(&row.question) }</span>
        </>
    };
    html! {
        <div key={at} class="summary-row">
            <dt key="question">{ text(&row.question) }</dt>
            <dd key="answer" class="summary-answer" dir="auto">
                if row.answers.is_empty() { { props.texts.say(Key::summary_none) } }
                { for row.answers.iter().enumerate().map(|(at, answer)| html! { <p key={at}>{ text(answer) }</p> }) }
            </dd>
            <dd key="change" class="summary-change">
                if let Some(change) = &row.change {
                    { change.button("btn btn-link", props.onchange.reform(move |()| at), words) }
                }
            </dd>
        </div>
    }
}
