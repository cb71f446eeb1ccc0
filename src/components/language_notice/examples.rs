//! The states of [`super::LanguageNotice`].

use super::LanguageNotice;
use crate::components::Example;
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let shown = || html! { <LanguageNotice texts={texts.clone()} /> };
    vec![
        Example::new("as it is", shown()),
        Example::new("right to left", html! { <div dir="rtl">{ shown() }</div> }),
    ]
}
