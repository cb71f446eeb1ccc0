//! The same page in another language, or that language's home page.

use crate::bundle::Bundle;
use crate::texts::Key;
use yew::prelude::*;

pub(super) fn switch(bundle: &Bundle, path: &str, alternates: &[(String, String)]) -> Html {
    if bundle.languages.len() < 2 {
        return Html::default();
    }
    let item = |(at, language): (usize, &crate::bundle::Language)| {
        let here = language.id == bundle.language.id;
        let same = alternates
            .iter()
            .find(|(id, _)| *id == language.id)
            .map(|(_, path)| path.clone());
        let home = if at == 0 {
            "/".to_owned()
        } else {
            format!("/{}/", language.id)
        };
        let href = if here {
            path.to_owned()
        } else {
            same.unwrap_or(home)
        };
        html! {
            <li>
                <a {href} lang={language.id.clone()} hreflang={language.id.clone()} aria-current={here.then_some("true")}>
                    { language.name.clone() }
                </a>
            </li>
        }
    };
    html! {
        <nav class="it-header-slim-right-zone" aria-label={bundle.texts.get(Key::shell_languages).to_owned()}>
            <ul class="link-list languages">{ for bundle.languages.iter().enumerate().map(item) }</ul>
        </nav>
    }
}
