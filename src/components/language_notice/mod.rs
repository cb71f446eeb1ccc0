//! Says that a page is not in the reader's language yet.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::components::{Callout, Tone};
use crate::texts::{Key, Texts};
use yew::prelude::*;

/// Props of [`LanguageNotice`].
#[derive(Clone, PartialEq, Properties)]
pub struct LanguageNoticeProps {
    /// The words, in the reader's language.
    pub texts: Texts,
}

/// Says that a page is not in the reader's language yet.
#[component]
pub fn LanguageNotice(props: &LanguageNoticeProps) -> Html {
    html! { <Callout tone={Tone::Note}><p>{ props.texts.say(Key::notice_language) }</p></Callout> }
}
