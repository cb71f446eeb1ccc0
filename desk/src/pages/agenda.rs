//! Who is expected, and when. Not there yet.

use crate::parts::title;
use crate::texts::app as words;
use yew::prelude::*;

/// Who is expected, and when.
#[component]
pub(super) fn Agenda() -> Html {
    title(words::NOT_YET)
}
