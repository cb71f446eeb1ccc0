//! Whose site this is, and its name.

use super::FooterLinks;
use crate::bundle::Bundle;
use crate::components::Icon;
use crate::route::Route;
use crate::texts::Key;
use yew::prelude::*;

pub(super) fn slim(bundle: &Bundle, languages: Html) -> Html {
    let comune = bundle
        .texts
        .fill(Key::shell_comune, &[("comune", &bundle.site.comune)]);
    html! {
        <div class="it-header-slim-wrapper">
            <div class="container it-header-slim-wrapper-content">
                <p class="navbar-brand">
                    <span class="slim-region">{ bundle.site.region.clone() }{ " · " }</span>
                    { comune }
                </p>
                { languages }
            </div>
        </div>
    }
}

pub(super) fn center(bundle: &Bundle, links: &FooterLinks) -> Html {
    html! {
        <div class="it-header-center-wrapper">
            <div class="container it-header-center-content-wrapper">
                <div class="it-brand-wrapper">
                    <a href={links.home.clone()}>
                        <svg class="icon it-brand-mark" aria-hidden="true" focusable="false"><use href="/assets/icons.svg#mark" /></svg>
                        <span class="it-brand-text">{ bundle.site.portal_name.clone() }</span>
                    </a>
                </div>
                <div class="it-search-wrapper">
                    <a href={Route::Search.path(bundle)}>
                        <Icon name="search" /><span class="it-search-label">{ bundle.texts.get(Key::search_title).to_owned() }</span>
                    </a>
                </div>
            </div>
        </div>
    }
}
