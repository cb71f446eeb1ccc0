//! A request.

use crate::parts::title;
use crate::texts::{fill, request as words};
use yew::prelude::*;

/// Props of [`Request`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct RequestProps {
    /// Its code.
    pub(super) code: AttrValue,
}

/// A request.
#[component]
pub(super) fn Request(props: &RequestProps) -> Html {
    title(&fill(words::TITLE, &[("code", &props.code)]))
}
