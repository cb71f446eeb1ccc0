//! Somebody gets an account.

use super::Hand;
use super::grants::Grants;
use crate::acting::use_act;
use crate::around::use_desk;
use crate::parts::{form, submit};
use crate::texts::people as words;
use api::desk::{NewStaff, TicketView};
use api::paths::desk as paths;
use portal::components::{TextFieldProps, text_field};
use portal::held::use_held;
use yew::prelude::*;
use yew::props;

/// Props of [`New`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct NewProps {
    /// It is done, and this is in hand now.
    pub(super) done: Callback<Hand>,
}

impl PartialEq for Hand {
    /// It is handed on and never compared.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The form of a new account.
#[component]
pub(super) fn New(props: &NewProps) -> Html {
    let desk = use_desk();
    let typed = use_held(NewStaff::default);
    let act = use_act();
    let send = {
        let (typed, act, client, done) = (
            typed.clone(),
            act.clone(),
            desk.client.clone(),
            props.done.clone(),
        );
        Callback::from(move |()| {
            let (client, body, done) = (client.clone(), (*typed).clone(), done.clone());
            act.run(async move {
                let ticket = client.post::<TicketView>(paths::STAFF, &body).await?;
                done.emit(Hand {
                    ticket: Some((body.name, ticket)),
                    ..Hand::default()
                });
                Ok(())
            });
        })
    };
    let texts = desk.texts();
    let inside = html! {
        <>
            <h2 key="title">{ words::ADD }</h2>
            { act.summary() }
            { text_field(&props!(TextFieldProps {
                texts: texts.clone(), name: "name", label: words::NAME, hint: words::NAME_HINT, value: typed.name.clone(),
                error: act.error("name"), autocomplete: "off", oninput: typed.taking(|typed, name| typed.name = name),
            })) }
            { text_field(&props!(TextFieldProps {
                texts: texts.clone(), name: "login", label: words::LOGIN, hint: words::LOGIN_HINT, value: typed.login.clone(),
                error: act.error("login"), autocomplete: "off", spellcheck: "false",
                oninput: typed.taking(|typed, login| typed.login = login),
            })) }
            <Grants key="grants" grants={typed.grants.clone()} error={act.error("grants")}
                changed={typed.taking(|typed: &mut NewStaff, grants| typed.grants = grants)} />
            { submit(words::SAVE_NEW, act.busy) }
        </>
    };
    html! { <section class="desk-card">{ form("new", &send, inside) }</section> }
}
