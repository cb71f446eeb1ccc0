//! The states of [`super::InstanceNotice`].

use super::InstanceNotice;
use crate::bundle::Site;
use crate::components::Example;
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let shown = |example: bool| {
        let site = Site {
            comune: "Parma".into(),
            example,
            example_date: "2026-11-22".into(),
            ..Site::default()
        };
        html! { <InstanceNotice texts={texts.clone()} {site} /> }
    };
    vec![
        Example::new("an example", shown(true)),
        Example::new("empty: no example", shown(false)),
        Example::new("right to left", html! { <div dir="rtl">{ shown(true) }</div> }),
    ]
}
