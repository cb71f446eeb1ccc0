//! The way in: name and password, then the code of the phone or a recovery code.

mod provider;

use crate::acting::{Act, use_act};
use crate::around::use_desk;
use crate::getting::use_get;
use crate::parts::{button, form, submit, title};
use crate::route::Route;
use crate::texts::sign_in as words;
use api::desk::provider::WaysIn;
use api::desk::{Done, Me, NextStep, SignInCode};
use api::paths::desk as paths;
use portal::components::{TextFieldProps, Tone, callout, text_field};
use portal::held::{Held, use_held};
use portal::texts::Texts;
use provider::Providers;
use yew::prelude::*;
use yew::props;

/// Props of [`SignIn`].
#[derive(Clone, PartialEq, Properties)]
pub struct SignInProps {
    /// Whether a session has just ended: what was typed elsewhere is still there.
    #[prop_or_default]
    pub ended: bool,
    /// Somebody is signed in.
    pub entered: Callback<Me>,
}

#[derive(Clone, Default)]
struct Typed {
    login: String,
    password: String,
    code: String,
    /// Whether name and password were right, and the code is asked.
    half_way: bool,
}

/// The way in, in two steps.
#[component]
pub fn SignIn(props: &SignInProps) -> Html {
    let desk = use_desk();
    let typed = use_held(Typed::default);
    let act = use_act();
    let ways = use_get::<WaysIn>(paths::PROVIDERS.to_owned());
    // Until it is known, and where it cannot be, there is the password.
    let passwords = ways.value.as_ref().is_none_or(|ways| ways.passwords);
    let providers = ways
        .value
        .as_ref()
        .map(|ways| ways.providers.clone())
        .unwrap_or_default();
    let heading = if props.ended { words::ENDED } else { words::TITLE };
    use_focus_on_code(typed.half_way);
    let step = if typed.half_way {
        code_step(
            desk.texts(),
            &typed,
            &act,
            &code_sender(props, &typed, &act, &desk.client),
        )
    } else {
        name_step(
            desk.texts(),
            &typed,
            &act,
            &name_sender(&typed, &act, &desk.client),
        )
    };
    html! {
        <div class="desk-narrow">
            { title(heading) }
            <div key="ended">
                if props.ended { { callout(Tone::Note, "", "status", html! { <p>{ words::ENDED_DETAIL }</p> }) } }
            </div>
            <div key="step">if passwords { { step } }</div>
            <div key="providers">
                if !providers.is_empty() && !typed.half_way { <Providers {providers} beside={passwords} /> }
            </div>
            <div key="first">
                if passwords && !props.ended && !typed.half_way {
                    <p>{ words::FIRST_TIME }{ " " }<a href={Route::SetUp.path()}>{ words::FIRST_TIME_LINK }</a>{ "." }</p>
                    <p class="text-muted">{ words::LOST }</p>
                }
            </div>
        </div>
    }
}

/// The second step begins in its field.
#[hook]
fn use_focus_on_code(half_way: bool) {
    use_effect_with(half_way, |half_way| {
        if *half_way {
            crate::parts::focus("#field-sign-in-code");
        }
    });
}

type Client = crate::client::Client;

fn name_sender(typed: &Held<Typed>, act: &Act, client: &Client) -> Callback<()> {
    let (typed, act, client) = (typed.clone(), act.clone(), client.clone());
    Callback::from(move |()| {
        let (client, held) = (client.clone(), typed.clone());
        let body = api::desk::SignIn {
            login: typed.login.clone(),
            password: typed.password.clone(),
        };
        act.run(async move {
            client.post::<NextStep>(paths::SESSION, &body).await?;
            held.change(|typed| {
                typed.half_way = true;
                typed.password.clear();
            });
            Ok(())
        });
    })
}

fn code_sender(props: &SignInProps, typed: &Held<Typed>, act: &Act, client: &Client) -> Callback<()> {
    let (typed, act, client) = (typed.clone(), act.clone(), client.clone());
    let entered = props.entered.clone();
    Callback::from(move |()| {
        let (client, held, entered) = (client.clone(), typed.clone(), entered.clone());
        let body = SignInCode {
            code: typed.code.clone(),
        };
        act.run(async move {
            let done = client.post::<Done>(paths::SESSION_CODE, &body).await;
            // The first step holds for five minutes: after that it begins anew.
            if done.as_ref().is_err_and(crate::client::is_signed_out) {
                held.change(|typed| typed.half_way = false);
            }
            done?;
            entered.emit(client.get::<Me>(paths::ME).await?);
            Ok(())
        });
    })
}

fn name_step(texts: &Texts, typed: &Held<Typed>, act: &Act, send: &Callback<()>) -> Html {
    let inside = html! {
        <>
            { act.summary() }
            { text_field(&props!(TextFieldProps {
                texts: texts.clone(), name: "sign-in-login", label: words::LOGIN, value: typed.login.clone(), autocomplete: "username",
                spellcheck: "false", oninput: typed.taking(|typed, login| typed.login = login),
            })) }
            { text_field(&props!(TextFieldProps {
                texts: texts.clone(), name: "sign-in-password", label: words::PASSWORD, kind: "password", value: typed.password.clone(),
                autocomplete: "current-password", oninput: typed.taking(|typed, password| typed.password = password),
            })) }
            { submit(words::ON, act.busy) }
        </>
    };
    form("name", send, inside)
}

fn code_step(texts: &Texts, typed: &Held<Typed>, act: &Act, send: &Callback<()>) -> Html {
    let back = {
        let (typed, act) = (typed.clone(), act.clone());
        Callback::from(move |()| {
            act.forget();
            typed.change(|typed| typed.half_way = false);
        })
    };
    let inside = html! {
        <>
            { act.summary() }
            { text_field(&props!(TextFieldProps {
                texts: texts.clone(), name: "sign-in-code", label: words::CODE, hint: words::CODE_HINT, value: typed.code.clone(),
                autocomplete: "one-time-code", spellcheck: "false", short: true,
                oninput: typed.taking(|typed, code| typed.code = code),
            })) }
            <div key="buttons" class="desk-buttons">
                { submit(words::ENTER, act.busy) }
                { button(words::FROM_START, "btn btn-link", &back) }
            </div>
        </>
    };
    form("code", send, inside)
}
