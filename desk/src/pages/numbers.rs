//! How many, how long. Not there yet.

use crate::parts::title;
use crate::texts::app as words;
use yew::prelude::*;

/// How many, how long.
#[component]
pub(super) fn Numbers() -> Html {
    title(words::NOT_YET)
}
