//! Something to be noticed, set apart from the text. The same classes as the callouts of markdown.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::components::{IconProps, icon};
use crate::texts::text;
use yew::prelude::*;
use yew::props;

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
    callout(
        props.tone,
        &props.title,
        &props.role,
        props.children.clone().into(),
    )
}

/// [`Callout`] as a function, for pages that are live: each kind of component costs the phone kilobytes.
pub fn callout(tone: Tone, title: &str, role: &str, inside: Html) -> Html {
    html! {
        <div key="callout" class={classes!("callout", tone.class())} role={role.to_owned()}>
            <div key="title" class="callout-title">
                if !title.is_empty() {
                    <p class="callout-text">{ icon(&props!(IconProps { name: tone.icon() })) }{ text(title) }</p>
                }
            </div>
            <div key="inner" class="callout-inner">{ inside }</div>
        </div>
    }
}
