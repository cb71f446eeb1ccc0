//! An account set up with its ticket: the phone that will show codes, a password, recovery codes shown once.

use crate::acting::{Act, use_act};
use crate::around::{Desk, use_desk};
use crate::parts::{Copy, button, form, submit, title};
use crate::route::Route;
use crate::texts::{app, fill, sign_in as words};
use api::desk::{Enrolment, RecoveryCodes, SetupDone, SetupTicket};
use api::paths::desk as paths;
use portal::components::{TextFieldProps, text_field};
use portal::held::{Held, use_held};
use portal::texts::text;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;
use yew::prelude::*;
use yew::props;

#[derive(Clone, Default)]
struct Setting {
    ticket: String,
    password: String,
    code: String,
    enrolment: Option<Enrolment>,
    codes: Vec<String>,
}

/// An account set up, in three steps: the ticket, phone and password, the recovery codes.
#[component]
pub fn SetUp() -> Html {
    let desk = use_desk();
    let setting = use_held(Setting::default);
    let act = use_act();
    let step = if !setting.codes.is_empty() {
        codes_step(&desk, &setting.codes)
    } else if let Some(enrolment) = &setting.enrolment {
        phone_step(&desk, &setting, &act, enrolment)
    } else {
        ticket_step(&desk, &setting, &act)
    };
    html! { <div class="desk-narrow">{ step }</div> }
}

fn ticket_step(desk: &Desk, setting: &Held<Setting>, act: &Act) -> Html {
    let send = {
        let (setting, act, client) = (setting.clone(), act.clone(), desk.client.clone());
        Callback::from(move |()| {
            let (client, held) = (client.clone(), setting.clone());
            let body = SetupTicket {
                ticket: setting.ticket.clone(),
            };
            act.run(async move {
                let enrolment = client.post::<Enrolment>(paths::SETUP, &body).await?;
                held.change(|setting| setting.enrolment = Some(enrolment));
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { act.summary() }
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "ticket", label: words::TICKET, hint: words::TICKET_HINT,
                value: setting.ticket.clone(), autocomplete: "off", spellcheck: "false",
                oninput: setting.taking(|setting, ticket| setting.ticket = ticket),
            })) }
            { submit(words::ON, act.busy) }
        </>
    };
    html! {
        <div key="ticket">
            { title(words::SETUP_TITLE) }
            <p>{ words::SETUP_LEAD }</p>
            { form("ticket", &send, inside) }
        </div>
    }
}

fn phone_step(desk: &Desk, setting: &Held<Setting>, act: &Act, enrolment: &Enrolment) -> Html {
    let send = {
        let (setting, act, client) = (setting.clone(), act.clone(), desk.client.clone());
        Callback::from(move |()| {
            let (client, held) = (client.clone(), setting.clone());
            let body = SetupDone {
                ticket: setting.ticket.clone(),
                password: setting.password.clone(),
                code: setting.code.clone(),
            };
            act.run(async move {
                let codes = client.post::<RecoveryCodes>(paths::SETUP_DONE, &body).await?;
                held.change(|setting| {
                    *setting = Setting {
                        codes: codes.codes,
                        ..Setting::default()
                    };
                });
                crate::parts::focus("#app h1");
                Ok(())
            });
        })
    };
    let inside = html! {
        <>
            { act.summary() }
            { phone(enrolment) }
            <h2 key="password-title">{ words::PASSWORD_TITLE }</h2>
            // For whatever keeps passwords: it wants to know whose.
            <input key="login" type="text" name="login" autocomplete="username" value={enrolment.login.clone()} hidden=true readonly=true />
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "password", label: words::NEW_PASSWORD, hint: words::PASSWORD_HINT,
                kind: "password", value: setting.password.clone(), error: act.error("password"), autocomplete: "new-password",
                oninput: setting.taking(|setting, password| setting.password = password),
            })) }
            <h2 key="prove-title">{ words::PROVE_TITLE }</h2>
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "code", label: words::SHOWN_CODE, hint: words::SHOWN_CODE_HINT,
                value: setting.code.clone(), error: act.error("code"), autocomplete: "one-time-code", inputmode: "numeric",
                spellcheck: "false", short: true, oninput: setting.taking(|setting, code| setting.code = code),
            })) }
            { submit(words::SET_UP, act.busy) }
        </>
    };
    html! {
        <div key="phone">
            { title(&fill(words::SETUP_FOR, &[("name", &enrolment.name)])) }
            <p>{ text(&fill(words::SETUP_LOGIN, &[("login", &enrolment.login)])) }</p>
            { form("set-up", &send, inside) }
        </div>
    }
}

/// The secret as a picture and as letters.
fn phone(enrolment: &Enrolment) -> Html {
    let groups: Vec<String> = enrolment
        .secret
        .chars()
        .collect::<Vec<char>>()
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    html! {
        <div key="phone" class="desk-phone">
            <h2>{ words::PHONE_TITLE }</h2>
            <p>{ words::PHONE_LEAD }</p>
            { picture(&enrolment.otpauth) }
            <p>{ words::SECRET }{ ":" }</p>
            <p class="desk-secret" translate="no">{ groups.join(" ") }</p>
        </div>
    }
}

/// An address as the picture that a phone reads; nothing where it is too long for one.
fn picture(address: &str) -> Html {
    // The border of four that readers want.
    const BORDER: i32 = 4;
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Medium) else {
        return html! { <div key="picture"></div> };
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + BORDER, y + BORDER);
        }
    }
    let side = code.size() + 2 * BORDER;
    html! {
        <svg key="picture" class="desk-picture" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={words::PICTURE}>
            <path d={path} />
        </svg>
    }
}

fn codes_step(desk: &Desk, codes: &[String]) -> Html {
    let print = Callback::from(|()| {
        gloo::utils::window().print().ok();
    });
    let on = {
        let go = desk.place.go.clone();
        Callback::from(move |()| go.emit(Route::Queue.path()))
    };
    html! {
        <div key="codes">
            { title(words::CODES_TITLE) }
            <p>{ words::CODES_LEAD }</p>
            <ol class="desk-codes" translate="no">{ for codes.iter().map(|code| html! { <li key={code.clone()}>{ code.clone() }</li> }) }</ol>
            <div class="desk-buttons no-print">
                { button(app::PRINT, "btn btn-outline-primary btn-sm", &print) }
                <Copy what={codes.join("\n")} />
            </div>
            <div class="desk-buttons no-print">{ button(words::CODES_KEPT, "btn btn-primary", &on) }</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_still_fits_a_picture() {
        let address = format!(
            "otpauth://totp/Polo%20sociale:{}?secret={}&issuer=Polo%20sociale&algorithm=SHA1&digits=6&period=30",
            "a".repeat(120),
            "A".repeat(32)
        );
        assert!(QrCode::encode_text(&address, QrCodeEcc::Medium).is_ok());
    }
}
