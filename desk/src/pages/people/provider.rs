//! Whether the Comune's provider opens an account: shown where there is a provider.

use super::Hand;
use crate::acting::use_act;
use crate::around::use_desk;
use crate::getting::use_get;
use crate::parts::{Confirm, button};
use crate::texts::{fill, people as words};
use api::desk::StaffView;
use api::desk::provider::{ProviderAccess, WaysIn};
use api::paths::desk as paths;
use yew::prelude::*;

/// Props of [`Provider`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ProviderProps {
    /// Whose account.
    pub(super) person: StaffView,
    /// It is done, and this is in hand now.
    pub(super) done: Callback<Hand>,
}

/// How an account stands with the provider, and what can be changed of that.
#[component]
pub(super) fn Provider(props: &ProviderProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let ways = use_get::<WaysIn>(paths::PROVIDERS.to_owned());
    let change = |allowed: bool, said: &'static str| {
        let (act, client, done) = (act.clone(), desk.client.clone(), props.done.clone());
        let path = paths::staff(&props.person.id, "provider");
        Callback::from(move |()| {
            let (client, done, path) = (client.clone(), done.clone(), path.clone());
            act.run(async move {
                client
                    .post::<StaffView>(&path, &ProviderAccess { allowed })
                    .await?;
                done.emit(Hand {
                    said,
                    ..Hand::default()
                });
                Ok(())
            });
        })
    };
    let name = ways.value.as_ref().and_then(|ways| ways.providers.first());
    let Some(name) = name
        .map(|provider| provider.name.as_str())
        .filter(|_| props.person.active)
    else {
        return html! { <div></div> };
    };
    let filled = |words: &str| {
        fill(
            words,
            &[
                ("provider", name),
                ("name", &props.person.name),
                ("login", &props.person.login),
            ],
        )
    };
    let standing = match props.person.provider.as_str() {
        "awaited" => words::PROVIDER_AWAITED,
        "linked" => words::PROVIDER_LINKED,
        _ => words::PROVIDER_NO,
    };
    let allow = change(true, words::PROVIDER_ALLOWED_DONE);
    let end = change(false, words::PROVIDER_ENDED_DONE);
    html! {
        <div class="desk-provider">
            { act.summary() }
            <p key={standing}>{ filled(standing) }</p>
            <div key="buttons" class="desk-buttons">
                if standing == words::PROVIDER_NO {
                    { button(words::PROVIDER_ALLOW, "btn btn-outline-primary btn-sm", &allow) }
                } else {
                    <Confirm label={words::PROVIDER_END} title={filled(words::PROVIDER_END_TITLE)} means={words::PROVIDER_END_MEANS} yes={words::PROVIDER_END_YES} onyes={end} />
                }
            </div>
        </div>
    }
}
