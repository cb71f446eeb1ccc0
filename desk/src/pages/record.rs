//! Who did what: with accounts, and with a request whose code is asked. For auditors, who read nothing of any person.

mod purges;

use crate::acting::{Act, use_act};
use crate::around::{Desk, use_desk};
use crate::getting::use_get;
use crate::parts::{form, got, submit, title};
use crate::texts::{fill, named, record as words, request};
use crate::words::short;
use api::desk::{AccountRecordView, RecordView};
use api::paths::desk as paths;
use domain::role::{Action, Grant};
use portal::components::{TextFieldProps, text_field};
use portal::held::{Held, use_held};
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// The record: of a request for every auditor, of accounts for those of every Polo.
#[component]
pub(super) fn Record() -> Html {
    let desk = use_desk();
    let everywhere = |grant: &Grant| grant.allows(Action::ReadRecord, None, None);
    html! {
        <>
            { title(words::TITLE) }
            <OfRequest key="request" />
            <div key="accounts">
                if desk.who.grants.iter().any(everywhere) {
                    <OfAccounts key="record" />
                    <purges::Purges key="purges" />
                }
            </div>
        </>
    }
}

#[derive(Clone, Default)]
struct Asked {
    code: String,
    found: Option<(String, Vec<RecordView>)>,
}

#[component]
fn OfRequest() -> Html {
    let desk = use_desk();
    let asked = use_held(Asked::default);
    let act = use_act();
    let send = {
        let (asked, act, client) = (asked.clone(), act.clone(), desk.client.clone());
        Callback::from(move |()| {
            let (client, held, code) = (client.clone(), asked.clone(), asked.code.trim().to_owned());
            act.run(async move {
                // What has no place in a code would change the address.
                let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
                let path = paths::request(&plain, "record");
                let record = client.get::<Vec<RecordView>>(&path).await?;
                held.change(move |asked| asked.found = Some((code, record)));
                Ok(())
            });
        })
    };
    html! {
        <section aria-labelledby="record-request">
            <h2 key="title" id="record-request">{ words::REQUEST_TITLE }</h2>
            <p key="lead">{ words::REQUEST_LEAD }</p>
            { ask(&desk, &asked, &act, &send) }
            <div key="found" role="status">
                if let Some((code, record)) = &asked.found {
                    <h3 key="code">{ text(&fill(request::TITLE, &[("code", code)])) }</h3>
                    { entries(&desk, record) }
                }
            </div>
        </section>
    }
}

fn ask(desk: &Desk, asked: &Held<Asked>, act: &Act, send: &Callback<()>) -> Html {
    let inside = html! {
        <>
            { act.summary() }
            { text_field(&props!(TextFieldProps {
                texts: desk.texts().clone(), name: "code", label: words::CODE, value: asked.code.clone(), autocomplete: "off",
                spellcheck: "false", short: true, oninput: asked.taking(|asked, code| asked.code = code),
            })) }
            { submit(words::SEE, act.busy) }
        </>
    };
    form("ask", send, inside)
}

/// Entries of a request's record, as sentences.
pub(super) fn entries(desk: &Desk, entries: &[RecordView]) -> Html {
    let entry = |(at, entry): (usize, &RecordView)| {
        let who = if entry.who.is_empty() {
            request::THE_PERSON
        } else {
            &entry.who
        };
        html! {
            <li key={at}>
                <span key="at" class="text-muted">{ text(&short(desk, &entry.at)) }</span>
                { " " }<strong key="who">{ text(who) }</strong>
                { " " }<span key="what">{ text(&named(request::DONE, &entry.what)) }</span>
                { " " }<span key="from" class="text-muted">{ text(&named(words::FROM, &entry.from)) }</span>
            </li>
        }
    };
    html! { <ol key="entries" class="desk-record">{ for entries.iter().enumerate().map(entry) }</ol> }
}

#[component]
fn OfAccounts() -> Html {
    let desk = use_desk();
    let record = use_get::<Vec<AccountRecordView>>(paths::RECORD.to_owned());
    html! {
        <section aria-labelledby="record-accounts">
            <h2 key="title" id="record-accounts">{ words::ACCOUNTS_TITLE }</h2>
            <p key="lead">{ words::LEAD }</p>
            { got(&record, |record| table(&desk, record)) }
        </section>
    }
}

fn table(desk: &Desk, record: &[AccountRecordView]) -> Html {
    let row = |(at, entry): (usize, &AccountRecordView)| {
        let by = if entry.by.is_empty() {
            words::COMMAND_LINE
        } else {
            &entry.by
        };
        html! {
            <tr key={at}>
                <td data-label={words::WHEN}>{ text(&short(desk, &entry.at)) }</td>
                <td data-label={words::WHOSE}>{ text(&entry.whose) }</td>
                <td data-label={words::WHAT}><span>{ text(&what(desk, entry)) }</span></td>
                <td data-label={words::WHO}>{ text(by) }</td>
            </tr>
        }
    };
    html! {
        <table class="desk-table">
            <thead>
                <tr>
                    <th scope="col">{ words::WHEN }</th>
                    <th scope="col">{ words::WHOSE }</th>
                    <th scope="col">{ words::WHAT }</th>
                    <th scope="col">{ words::WHO }</th>
                </tr>
            </thead>
            <tbody>{ for record.iter().enumerate().map(row) }</tbody>
        </table>
    }
}

/// What was done, with the grants that were given where some were.
fn what(desk: &Desk, entry: &AccountRecordView) -> String {
    let grants: Vec<String> = entry
        .detail
        .split_whitespace()
        .filter_map(|grant| grant.parse::<Grant>().ok())
        .map(|grant| crate::words::grant(desk, &grant))
        .collect();
    let what = named(words::DONE, &entry.what);
    if grants.is_empty() {
        what
    } else {
        format!("{what}: {}", grants.join("; "))
    }
}
