//! Something to be noticed, set apart from the text. The same classes as the callouts of markdown.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::components::Icon;
use crate::texts::text;
use yew::prelude::*;

/// How a callout sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Note,
    /// Done as asked.
    Success,
    /// To be thought of before going on.
    Warning,
    /// About someone's safety.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Note => "callout-note",
            Self::Success => "callout-success",
            Self::Warning => "callout-warning",
            Self::Danger => "callout-danger",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Note => "info-circle",
            Self::Success => "check-circle",
            Self::Warning | Self::Danger => "warning-circle",
        }
    }
}

/// Props of [`Callout`].
#[derive(Clone, PartialEq, Properties)]
pub struct CalloutProps {
    /// How it sounds.
    #[prop_or_default]
    pub tone: Tone,
    /// May be empty.
    #[prop_or_default]
    pub title: AttrValue,
    /// `note`; or `status`, `alert` for what appears after an action and should be read out.
    #[prop_or(AttrValue::Static("note"))]
    pub role: AttrValue,
    /// What it says.
    pub children: Children,
}

/// Something to be noticed, set apart from the text.
#[component]
pub fn Callout(props: &CalloutProps) -> Html {
    html! {
        <div class={classes!("callout", props.tone.class())} role={props.role.clone()}>
            <div key="title" class="callout-title">
                if !props.title.is_empty() {
                    <p class="callout-text"><Icon name={props.tone.icon()} />{ text(&props.title) }</p>
                }
            </div>
            <div key="inner" class="callout-inner">{ props.children.clone() }</div>
        </div>
    }
}
