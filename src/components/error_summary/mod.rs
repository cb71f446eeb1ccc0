//! All that is wrong with a form, above it, each fault a link to its field.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::field;
use crate::components::{IconProps, icon};
use crate::texts::text;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew::props;

/// A fault, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// The field's name in the form; empty for what concerns no field.
    pub field: AttrValue,
    /// What happened, then what to do.
    pub words: AttrValue,
}

impl Wrong {
    /// A fault of a field.
    pub fn new(field: impl Into<AttrValue>, words: impl Into<AttrValue>) -> Self {
        Self {
            field: field.into(),
            words: words.into(),
        }
    }
}

/// Props of [`ErrorSummary`].
#[derive(Clone, PartialEq, Properties)]
pub struct ErrorSummaryProps {
    /// Its heading.
    pub title: AttrValue,
    /// What is wrong, in the order of the fields; nothing shows when nothing is.
    pub faults: Vec<Wrong>,
    /// How often the form was sent: the summary takes the focus each time, also for the same faults.
    #[prop_or_default]
    pub attempt: usize,
}

/// All that is wrong with a form. Takes the focus when it appears: by itself without scripts, by an effect with them.
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let summary = use_node_ref();
    {
        let summary = summary.clone();
        use_effect_with((props.faults.clone(), props.attempt), move |_| {
            if let Some(summary) = summary.cast::<HtmlElement>() {
                summary.focus().ok();
            }
        });
    }
    html! {
        <div key="error-summary" class="error-summary">
            if !props.faults.is_empty() {
                <div
                    ref={summary}
                    class="alert alert-danger"
                    role="alert"
                    tabindex="-1"
                    autofocus=true
                    aria-label={props.title.clone()}
                >
                    <h2 key="title" class="alert-heading">
                        { icon(&props!(IconProps { name: "error" })) }{ text(&props.title) }
                    </h2>
                    <ul key="faults" class="link-list">{ for props.faults.iter().enumerate().map(fault) }</ul>
                </div>
            }
        </div>
    }
}

fn fault((at, wrong): (usize, &Wrong)) -> Html {
    html! {
        <li key={at}>
            if wrong.field.is_empty() {
                { text(&wrong.words) }
            } else {
                <a href={format!("#{}", field::id(&wrong.field))}>{ text(&wrong.words) }</a>
            }
        </li>
    }
}
