//! Says that the facts shown are an example which the Comune has not checked.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::bundle::Site;
use crate::components::Icon;
use crate::texts::{Key, Texts, text};
use yew::prelude::*;

/// Props of [`InstanceNotice`].
#[derive(Clone, PartialEq, Properties)]
pub struct InstanceNoticeProps {
    /// The words.
    pub texts: Texts,
    /// The instance; nothing shows where it is no example.
    pub site: Site,
}

/// Says that the facts shown are an example which the Comune has not checked.
#[component]
pub fn InstanceNotice(props: &InstanceNoticeProps) -> Html {
    let site = &props.site;
    let values = [
        ("comune", site.comune.as_str()),
        ("date", &plain_date(&site.example_date)),
    ];
    html! {
        <div class="instance-notice" role="note">
            if site.example {
                <p class="container"><Icon name="info-circle" />{ text(&props.texts.fill(Key::notice_example, &values)) }</p>
            }
        </div>
    }
}

/// `2026-11-22` as `22/11/2026`.
fn plain_date(date: &str) -> String {
    date.rsplit('-').collect::<Vec<_>>().join("/")
}
