//! The record of accounts.

use crate::parts::title;
use crate::texts::record as words;
use yew::prelude::*;

/// The record of accounts.
#[component]
pub(super) fn Record() -> Html {
    title(words::TITLE)
}
