//! The seat that is held while the form is filled: which, until when, and what to do when it is held no longer.
//! Who only listens hears of it three times: when it is held, two minutes before its end, and at the end.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use crate::bundle::Bundle;
use crate::components::{IconProps, icon};
use crate::dates;
use crate::texts::{Key, text};
use crate::times::Seat;
use yew::prelude::*;
use yew::props;

/// How many minutes before its end the end is told.
const SOON: i32 = 2;

/// The seat held for the time that begins at `start`. Where none is held, the place where the next one will be told: what
/// is to be read aloud must come into a page that is there. It stands outside the form, which is another at each step; its
/// button belongs to that form and sends it to `action` where the app is not live.
pub fn seat_notice(
    bundle: &Bundle,
    start: &str,
    seat: Option<&Seat>,
    action: &str,
    onagain: Callback<MouseEvent>,
) -> Html {
    let texts = &bundle.texts;
    let Some(seat) = seat else {
        return html! { <div key="seat" class="seat-none">{ said("") }</div> };
    };
    let when = dates::near(bundle, start);
    let places = [("when", when.as_str()), ("until", &dates::clock(&seat.until))];
    let held = texts.fill(Key::seat_held, &places);
    let left = match seat.left {
        0 => String::new(),
        1 => texts.get(Key::seat_left_one).to_owned(),
        left => texts.fill(Key::seat_left, &[("n", &left.to_string())]),
    };
    let ended = texts.get(Key::seat_ended);
    // What is said aloud changes three times only: what is read changes each minute.
    let aloud = match seat.left {
        _ if seat.ended => ended.to_owned(),
        1..=SOON => texts.fill(Key::seat_soon, &places),
        _ => held.clone(),
    };
    html! {
        <div key="seat" class={if seat.ended { "seat seat-ended" } else { "seat" }}>
            { said(&aloud) }
            <p key="held" class="seat-text" aria-hidden="true">
                { icon(&props!(IconProps { name: "calendar" })) }
                { text(if seat.ended { ended } else { &held }) }
            </p>
            <div key="more" class="seat-more">
                if seat.ended {
                    <p key="then">{ text(&texts.fill(Key::seat_then, &places)) }</p>
                    // What Enter in a field presses is the first button of a form: it must not be the next one.
                    <button key="default" type="submit" form="request" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
                    <button key="again" type="submit" form="request" class="btn btn-outline-primary" formaction={action.to_owned()} formnovalidate=true
                        name="go" value="hold" onclick={onagain}>{ texts.say(Key::seat_again) }</button>
                } else {
                    <p key="left" class="seat-left">{ text(&left) }</p>
                }
            </div>
        </div>
    }
}

fn said(words: &str) -> Html {
    html! { <p key="said" class="visually-hidden" role="status">{ text(words) }</p> }
}
