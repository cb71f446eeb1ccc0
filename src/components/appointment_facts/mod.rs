//! An appointment: when, how long, where or how, what to bring. A function only: it stands in live pages, where each kind of
//! component costs kilobytes.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::bundle::Bundle;
use crate::client::Credentials;
use crate::dates;
use crate::route::Route;
use crate::texts::{Key, text};
use crate::times::day_of;
use api::agenda::AppointmentView;
use domain::Minute;
use yew::prelude::*;

/// The facts of an appointment, as rows of a list; `phone` is the number that the Polo calls, where it may be shown.
pub fn appointment_facts(bundle: &Bundle, appointment: &AppointmentView, phone: &str) -> Html {
    let texts = &bundle.texts;
    let AppointmentView { start, end, .. } = appointment;
    let day = day_of(start).map_or_else(|| start.clone(), |day| dates::day_of_year(bundle, day));
    let span = texts.fill(
        Key::appointment_span,
        &[
            ("from", &dates::clock(start)),
            ("to", &dates::clock(end)),
            ("minutes", &length(start, end)),
        ],
    );
    let mut place = place(bundle, &appointment.way, &appointment.polo);
    if appointment.way == "phone" && !phone.is_empty() {
        place = format!("{place}: {phone}");
    }
    let motive = bundle.catalogue.motive(&appointment.motive);
    let papers = motive.map_or(&[][..], |motive| &motive.papers);
    let row = |key: Key, value: &str| {
        html! { <div key={key as usize} class="facts-row"><dt>{ texts.say(key) }</dt><dd>{ text(value) }</dd></div> }
    };
    html! {
        <dl key="appointment" class="facts appointment">
            { row(Key::appointment_day, &day) }
            { row(Key::appointment_time, &span) }
            { row(Key::appointment_place, &place) }
            if !papers.is_empty() {
                <div key="papers" class="facts-row">
                    <dt>{ texts.say(Key::appointment_papers) }</dt>
                    <dd><ul>{ for papers.iter().map(|paper| html! { <li key={paper.clone()}>{ text(paper) }</li> }) }</ul></dd>
                </div>
            }
        </dl>
    }
}

/// Where one meets, or how.
pub fn place(bundle: &Bundle, way: &str, polo: &str) -> String {
    let polo = bundle.catalogue.polo(polo);
    let (name, address, phone) = polo.map_or(("", "", ""), |polo| (&polo.name, &polo.address, &polo.phone));
    let words = bundle.texts.named(&format!("appointment_way_{way}"));
    crate::texts::fill(words, &[("polo", name), ("address", address), ("phone", phone)])
}

/// How many minutes lie between two instants.
fn length(start: &str, end: &str) -> String {
    let seconds = |instant| Minute::parse_instant(instant).map_or(0, Minute::unix_seconds);
    ((seconds(end) - seconds(start)) / 60).to_string()
}

/// The appointment for the person's own calendar: a file that the browser fetches itself, with scripts and without.
pub fn calendar_form(bundle: &Bundle, credentials: &Credentials) -> Html {
    html! {
        <form key="calendar" class="no-print" method="post" action={Route::Status.path(bundle)} data-file="">
            <div key="carried" hidden=true>
                <input key="do" type="hidden" name="do" value="calendar" />
                <input key="code" type="hidden" name="code" value={credentials.code.clone()} />
                <input key="secret" type="hidden" name="secret" value={credentials.secret.clone()} />
            </div>
            <button key="add" type="submit" class="btn btn-outline-primary">{ bundle.texts.say(Key::appointment_calendar) }</button>
        </form>
    }
}
