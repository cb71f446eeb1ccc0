//! One's own account: what one may do, where one is signed in, another password.

use crate::acting::{Act, use_act};
use crate::around::{Desk, use_desk};
use crate::getting::{Got, use_get};
use crate::parts::{form, got, said, submit, title};
use crate::texts::{fill, own as words, sign_in};
use crate::words::{grant, short};
use api::desk::{Done, NewPassword, SessionView};
use api::paths::desk as paths;
use portal::components::{TextFieldProps, text_field};
use portal::held::{Held, use_held};
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// One's own account.
#[component]
pub(super) fn Own() -> Html {
    let desk = use_desk();
    html! {
        <div class="desk-narrow">
            { title(words::TITLE) }
            <section key="may" aria-labelledby="own-may">
                <h2 id="own-may">{ words::MAY }</h2>
                <ul>
                    { for desk.who.grants.iter().map(|own| html! { <li key={own.to_string()}>{ text(&grant(&desk, own)) }</li> }) }
                </ul>
            </section>
            <Sessions key="sessions" />
            <Password key="password" />
        </div>
    }
}

#[component]
fn Sessions() -> Html {
    let desk = use_desk();
    let sessions = use_get::<Vec<SessionView>>(paths::SESSIONS.to_owned());
    let act = use_act();
    let done = use_state_eq(|| "");
    let end = {
        let (act, client, again, done) = (
            act.clone(),
            desk.client.clone(),
            sessions.again.clone(),
            done.clone(),
        );
        Callback::from(move |id: String| {
            let (client, again, done) = (client.clone(), again.clone(), done.clone());
            act.run(async move {
                client.act::<Done>(&paths::session_end(&id)).await?;
                done.set(words::ENDED);
                again.emit(());
                Ok(())
            });
        })
    };
    html! {
        <section aria-labelledby="own-sessions">
            <h2 key="title" id="own-sessions">{ words::SESSIONS }</h2>
            <p key="lead">{ words::SESSIONS_LEAD }</p>
            { act.summary() }
            { said(&done) }
            { table(&desk, &sessions, &end) }
        </section>
    }
}

fn table(desk: &Desk, sessions: &Got<Vec<SessionView>>, end: &Callback<String>) -> Html {
    got(sessions, |sessions| {
        html! {
            <table class="desk-table">
                <thead>
                    <tr>
                        <th scope="col">{ words::SINCE }</th>
                        <th scope="col">{ words::SEEN }</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{ for sessions.iter().map(|session| row(desk, session, end)) }</tbody>
            </table>
        }
    })
}

fn row(desk: &Desk, session: &SessionView, end: &Callback<String>) -> Html {
    let since = short(desk, &session.created_at);
    let id = session.id.clone();
    let onclick = end.reform(move |_: MouseEvent| id.clone());
    let label = fill(words::END_OF, &[("when", &since)]);
    html! {
        <tr key={session.id.clone()}>
            <td data-label={words::SINCE}>{ text(&since) }</td>
            <td data-label={words::SEEN}>{ text(&short(desk, &session.seen_at)) }</td>
            <td>
                if session.current { <strong>{ words::THIS_ONE }</strong> }
                else { <button type="button" class="btn btn-outline-primary btn-sm" aria-label={label} {onclick}>{ words::END }</button> }
            </td>
        </tr>
    }
}

#[component]
fn Password() -> Html {
    let desk = use_desk();
    let typed = use_held(NewPassword::default);
    let act = use_act();
    let done = use_state_eq(|| "");
    let send = {
        let (typed, act, client, done) = (typed.clone(), act.clone(), desk.client.clone(), done.clone());
        Callback::from(move |()| {
            let (client, held, done) = (client.clone(), typed.clone(), done.clone());
            let body: NewPassword = (*typed).clone();
            done.set("");
            act.run(async move {
                client.post::<Done>(paths::PASSWORD, &body).await?;
                held.change(|typed| *typed = NewPassword::default());
                done.set(words::CHANGED);
                Ok(())
            });
        })
    };
    html! {
        <section aria-labelledby="own-password">
            <h2 key="title" id="own-password">{ words::PASSWORD_TITLE }</h2>
            <p key="lead">{ words::PASSWORD_LEAD }</p>
            { said(&done) }
            { fields(&desk, &typed, &act, &send) }
        </section>
    }
}

fn fields(desk: &Desk, typed: &Held<NewPassword>, act: &Act, send: &Callback<()>) -> Html {
    let inside = html! {
        <>
            { act.summary() }
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "current", label: words::CURRENT, kind: "password", value: typed.current.clone(),
                error: act.error("current"), autocomplete: "current-password",
                oninput: typed.taking(|typed, current| typed.current = current),
            })) }
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "password", label: sign_in::NEW_PASSWORD, hint: sign_in::PASSWORD_HINT,
                kind: "password", value: typed.password.clone(), error: act.error("password"), autocomplete: "new-password",
                oninput: typed.taking(|typed, password| typed.password = password),
            })) }
            { submit(words::CHANGE, act.busy) }
        </>
    };
    form("password", send, inside)
}
