//! Somebody's account is changed: what they may do, another ticket, no longer.

use super::Hand;
use super::grants::Grants;
use super::provider::Provider;
use crate::acting::use_act;
use crate::around::use_desk;
use crate::parts::{Confirm, form, submit};
use crate::texts::{fill, people as words};
use api::desk::{NewGrants, StaffView, TicketView};
use api::paths::desk as paths;
use yew::prelude::*;

/// Props of [`Change`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChangeProps {
    /// Whose account.
    pub(super) person: StaffView,
    /// It is done, and this is in hand now.
    pub(super) done: Callback<Hand>,
}

/// What can be changed of an account.
#[component]
pub(super) fn Change(props: &ChangeProps) -> Html {
    let grants = use_state(|| props.person.grants.clone());
    let desk = use_desk();
    let act = use_act();
    let (id, name) = (props.person.id.clone(), props.person.name.clone());
    let path = move |what: &str| paths::staff(&id, what);
    let save = {
        let (act, client, done, grants, path) = (
            act.clone(),
            desk.client.clone(),
            props.done.clone(),
            grants.clone(),
            path.clone(),
        );
        Callback::from(move |()| {
            let (client, done, path) = (client.clone(), done.clone(), path("grants"));
            let body = NewGrants {
                grants: (*grants).clone(),
            };
            act.run(async move {
                client.post::<StaffView>(&path, &body).await?;
                done.emit(saying(words::SAVED));
                Ok(())
            });
        })
    };
    let disable = {
        let (act, client, done, path) = (act.clone(), desk.client.clone(), props.done.clone(), path.clone());
        Callback::from(move |()| {
            let (client, done, path) = (client.clone(), done.clone(), path("disable"));
            act.run(async move {
                client.act::<StaffView>(&path).await?;
                done.emit(saying(words::DISABLED_DONE));
                Ok(())
            });
        })
    };
    let reset = {
        let (act, client, done, name) = (act.clone(), desk.client.clone(), props.done.clone(), name.clone());
        Callback::from(move |()| {
            let (client, done, path, name) = (client.clone(), done.clone(), path("reset"), name.clone());
            act.run(async move {
                let ticket = client.act::<TicketView>(&path).await?;
                done.emit(Hand {
                    ticket: Some((name, ticket)),
                    ..Hand::default()
                });
                Ok(())
            });
        })
    };
    let set = grants.setter();
    let inside = html! {
        <>
            { act.summary() }
            <Grants key="grants" grants={(*grants).clone()} error={act.error("grants")} changed={move |next| set.set(next)} />
            { submit(words::SAVE_GRANTS, act.busy) }
        </>
    };
    let named = |words: &str| fill(words, &[("name", &name)]);
    html! {
        <div class="desk-card">
            { form("change", &save, inside) }
            <Provider key="provider" person={props.person.clone()} done={props.done.clone()} />
            <div key="others" class="desk-buttons">
                <Confirm key="reset" label={words::RESET} title={named(words::RESET_TITLE)} means={words::RESET_MEANS} yes={words::RESET_YES} onyes={reset} />
                <div key="disable">
                    if props.person.active {
                        <Confirm label={words::DISABLE} title={named(words::DISABLE_TITLE)} means={words::DISABLE_MEANS} yes={words::DISABLE_YES} onyes={disable} />
                    }
                </div>
            </div>
        </div>
    }
}

/// Nothing in hand but what was done.
fn saying(said: &'static str) -> Hand {
    Hand {
        said,
        ..Hand::default()
    }
}
