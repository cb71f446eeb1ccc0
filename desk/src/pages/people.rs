//! Accounts: who may sign in and do what, for whoever administers some of them. A ticket is shown once, to be handed over.

mod change;
mod grants;
mod new;
mod provider;

use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{Copy, button, got, said, title};
use crate::route::Route;
use crate::texts::{fill, people as words};
use crate::words::grant;
use api::desk::{StaffView, TicketView};
use api::paths::desk as paths;
use domain::role::Grant;
use portal::held::{Held, use_held};
use portal::texts::text;
use yew::prelude::*;

/// What is in hand.
#[derive(Clone, Default)]
struct Hand {
    /// Whether a person is being added.
    adding: bool,
    /// Whose account is being changed, by id.
    changing: String,
    /// A ticket, and whose it is.
    ticket: Option<(String, TicketView)>,
    /// What was done last.
    said: &'static str,
}

/// Accounts.
#[component]
pub(super) fn People() -> Html {
    let desk = use_desk();
    let people = use_get::<Vec<StaffView>>(paths::STAFF.to_owned());
    let hand = use_held(Hand::default);
    let add = hand.taking(|hand, ()| {
        *hand = Hand {
            adding: true,
            ..Hand::default()
        };
    });
    let done = {
        let (hand, again) = (hand.clone(), people.again.clone());
        Callback::from(move |next: Hand| {
            hand.change(move |hand| *hand = next);
            again.emit(());
        })
    };
    html! {
        <>
            <div key="head" class="desk-head">
                { title(words::TITLE) }
                if !hand.adding { { button(words::ADD, "btn btn-outline-primary btn-sm", &add) } }
            </div>
            <p key="lead">{ words::LEAD }</p>
            { said(hand.said) }
            <div key="ticket">
                if let Some((name, ticket)) = &hand.ticket { { handed_over(&desk, &hand, name, ticket) } }
            </div>
            <div key="new">if hand.adding { <new::New done={done.clone()} /> }</div>
            { got(&people, |people| table(&desk, &hand, people, &done)) }
        </>
    }
}

/// A ticket to be handed over.
fn handed_over(desk: &Desk, hand: &Held<Hand>, name: &str, ticket: &TicketView) -> Html {
    let until = portal::dates::instant(&desk.bundle, &ticket.until);
    let lead = fill(words::TICKET_LEAD, &[("name", name), ("until", &until)]);
    let done = hand.taking(|hand, ()| *hand = Hand::default());
    let address = gloo::utils::window().location().origin().unwrap_or_default() + &Route::SetUp.path();
    html! {
        <section class="desk-card" aria-labelledby="ticket-title">
            <h2 id="ticket-title" tabindex="-1">{ text(&fill(words::TICKET_TITLE, &[("name", name)])) }</h2>
            <p>{ text(&lead) }</p>
            <p class="desk-secret" translate="no">{ text(&ticket.ticket) }</p>
            <p>{ words::TICKET_WHERE }{ " " }<strong translate="no">{ address }</strong></p>
            <div class="desk-buttons">
                <Copy what={ticket.ticket.clone()} />
                { button(words::TICKET_DONE, "btn btn-primary btn-sm", &done) }
            </div>
        </section>
    }
}

fn table(desk: &Desk, hand: &Held<Hand>, people: &[StaffView], done: &Callback<Hand>) -> Html {
    if people.is_empty() {
        return html! { <div class="desk-empty"><p>{ words::EMPTY }</p></div> };
    }
    html! {
        <table class="desk-table">
            <thead>
                <tr>
                    <th scope="col">{ words::NAME }</th>
                    <th scope="col">{ words::LOGIN }</th>
                    <th scope="col">{ words::STATE }</th>
                    <th scope="col">{ words::GRANTS }</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>{ for people.iter().map(|person| rows(desk, hand, person, done)) }</tbody>
        </table>
    }
}

/// The row of an account and, where it is being changed, the form below it.
fn rows(desk: &Desk, hand: &Held<Hand>, person: &StaffView, done: &Callback<Hand>) -> Html {
    let changing = hand.changing == person.id;
    let id = person.id.clone();
    let toggle = hand.taking(move |hand, ()| {
        *hand = Hand {
            changing: if changing { String::new() } else { id.clone() },
            ..Hand::default()
        };
    });
    let onclick = toggle.reform(|_: MouseEvent| ());
    let label = fill(words::CHANGE_OF, &[("name", &person.name)]);
    let own = person.id == desk.who.id;
    html! {
        <>
            <tr key={person.id.clone()}>
                <th scope="row" data-label={words::NAME}>{ text(&person.name) }</th>
                <td data-label={words::LOGIN} translate="no">{ text(&person.login) }</td>
                <td data-label={words::STATE}>{ text(state(person)) }</td>
                <td data-label={words::GRANTS}>{ may(desk, person) }</td>
                <td>
                    if !own {
                        <button type="button" class="btn btn-outline-primary btn-sm" aria-expanded={changing.to_string()} aria-label={label} {onclick}>
                            { if changing { words::CLOSE } else { words::CHANGE } }
                        </button>
                    }
                </td>
            </tr>
            if changing {
                <tr key={format!("change {}", person.id)} class="desk-below">
                    <td colspan="5"><change::Change person={person.clone()} done={done.clone()} /></td>
                </tr>
            }
        </>
    }
}

fn state(person: &StaffView) -> &'static str {
    match (person.active, person.set_up) {
        (false, _) => words::DISABLED,
        (true, false) => words::TO_SET_UP,
        (true, true) => words::ACTIVE,
    }
}

fn may(desk: &Desk, person: &StaffView) -> Html {
    let grants = person
        .grants
        .iter()
        .filter_map(|grant| grant.parse::<Grant>().ok());
    html! {
        <ul class="desk-plain">{ for grants.map(|own| html! { <li key={own.to_string()}>{ text(&grant(desk, &own)) }</li> }) }</ul>
    }
}
