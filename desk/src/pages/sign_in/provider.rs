//! The way in through the Comune's provider: a button for each, which leaves the desk and comes back signed in.

use crate::acting::use_act;
use crate::around::use_desk;
use crate::parts::button;
use crate::texts::{fill, sign_in as words};
use api::desk::provider::{AtProvider, ProviderView};
use api::paths::desk as paths;
use yew::prelude::*;

/// Props of [`Providers`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ProvidersProps {
    /// Those that there are.
    pub(super) providers: Vec<ProviderView>,
    /// Whether the password's way stands beside.
    pub(super) beside: bool,
}

/// A button for each provider.
#[component]
pub(super) fn Providers(props: &ProvidersProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let set_out = {
        let (act, client) = (act.clone(), desk.client.clone());
        Callback::from(move |()| {
            let client = client.clone();
            act.run(async move {
                let there = client.act::<AtProvider>(paths::SESSION_PROVIDER).await?;
                gloo::utils::window().location().assign(&there.url).ok();
                Ok(())
            });
        })
    };
    let class = if props.beside {
        "btn btn-outline-primary"
    } else {
        "btn btn-primary"
    };
    html! {
        <div class="desk-providers">
            { act.summary() }
            <div key="or">if props.beside { <p>{ words::OR }</p> }</div>
            { for props.providers.iter().map(|provider| {
                button(&fill(words::ENTER_WITH, &[("name", &provider.name)]), class, &set_out)
            }) }
        </div>
    }
}
