//! Accounts.

use crate::parts::title;
use crate::texts::people as words;
use yew::prelude::*;

/// Accounts.
#[component]
pub(super) fn People() -> Html {
    title(words::TITLE)
}
