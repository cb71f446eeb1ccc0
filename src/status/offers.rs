//! Times that the person is offered, and their place on the waiting list. Never here: the appointment itself.

use super::{Asking, Done, Seen, carried};
use crate::bundle::Bundle;
use crate::components::place;
use crate::dates;
use crate::route::Route;
use crate::texts::{Key, text};
use api::offers::{Acceptance, NewRefusal, OfferView, WaitingView};
use api::requests::RequestView;
use serde::Serialize;
use yew::prelude::*;

/// What is offered, then the place on the list; nothing where there is neither.
pub(super) fn offered(bundle: &Bundle, seen: &Seen, asking: &Asking, view: &RequestView) -> Html {
    html! {
        <div key="offered" class="no-print">
            <div key="times">
                if let Some(first) = view.offers.first() {
                    { times(bundle, seen, asking, (first, &view.offers)) }
                }
            </div>
            <div key="list">
                if let Some(waiting) = &view.waiting {
                    { list(bundle, seen, asking, waiting) }
                }
            </div>
        </div>
    }
}

/// A form that sends one thing; with what it sends beside code and secret.
fn form(bundle: &Bundle, seen: &Seen, what: &'static str, send: Callback<()>, inside: Html) -> Html {
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        send.emit(());
    });
    html! {
        <form key={what} method="post" action={Route::Status.path(bundle)} {onsubmit}>
            { carried(seen, what) }
            { inside }
        </form>
    }
}

fn times(bundle: &Bundle, seen: &Seen, asking: &Asking, (first, offers): (&OfferView, &[OfferView])) -> Html {
    let texts = &bundle.texts;
    let title = texts.named(&format!("offer_title_{}", first.kind));
    let soonest = offers
        .iter()
        .map(|offer| &offer.until)
        .min()
        .unwrap_or(&first.until);
    let held = if offers.len() == 1 {
        Key::offer_until_one
    } else {
        Key::offer_until_many
    };
    let held = texts.fill(held, &[("until", &dates::near(bundle, soonest))]);
    let one = |offer: &OfferView| {
        let take = texts.fill(Key::offer_take, &[("when", &dates::near(bundle, &offer.start))]);
        let (asking, id) = (asking.clone(), offer.id.clone());
        let inside = html! {
            <div key="offer">
                <input type="hidden" name="offer" value={offer.id.clone()} />
                <p class="mb-1">{ text(&place(bundle, &offer.way, &offer.polo)) }</p>
                <button type="submit" class="btn btn-primary">{ text(&take) }</button>
            </div>
        };
        let send = Callback::from(move |()| asking.accept(id.clone()));
        html! { <div key={offer.id.clone()}>{ form(bundle, seen, "take", send, inside) }</div> }
    };
    // Who waits keeps their place or gives it up; who was proposed times says what would be better.
    let wishes = if offers.iter().any(|offer| offer.kind == "waiting") {
        [("keep", Key::offer_keep), ("leave", Key::offer_leave)]
    } else {
        [("others", Key::offer_others), ("call", Key::offer_call)]
    };
    let wish = |(word, key): (&'static str, Key)| {
        let asking = asking.clone();
        let onclick = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            asking.refuse(word);
        });
        html! {
            <button key={word} type="submit" class="btn btn-outline-primary" name="then" value={word} {onclick}>{ texts.say(key) }</button>
        }
    };
    let wishes = html! { <div key="wishes" class="button-row">{ for wishes.into_iter().map(wish) }</div> };
    html! {
        <section key="times" class="appointment-box" aria-labelledby="offers">
            <h2 key="title" class="h4" id="offers">{ text(title) }</h2>
            <p key="until">{ text(&held) }</p>
            <div key="all">{ for offers.iter().map(one) }</div>
            { form(bundle, seen, "refuse", Callback::noop(), wishes) }
        </section>
    }
}

fn list(bundle: &Bundle, seen: &Seen, asking: &Asking, waiting: &WaitingView) -> Html {
    let texts = &bundle.texts;
    let at = texts.fill(Key::waiting_place, &[("n", &waiting.place.to_string())]);
    let leave = {
        let asking = asking.clone();
        Callback::from(move |()| asking.leave())
    };
    let leaving = html! {
        <div key="leave">
            <p>{ texts.say(Key::waiting_leave_text) }</p>
            <button type="submit" class="btn btn-danger">{ texts.say(Key::waiting_leave) }</button>
        </div>
    };
    html! {
        <section key="list" class="appointment-box" aria-labelledby="waiting">
            <h2 key="title" class="h4" id="waiting">{ texts.say(Key::waiting_title) }</h2>
            <p key="place" class="appointment-state">{ text(&at) }</p>
            <div key="how">
                if waiting.asked {
                    <p key="how">{ texts.say(Key::waiting_how) }</p>
                } else {
                    { paused(bundle, seen, asking) }
                }
            </div>
            <details key="leave" class="appointment-cancel">
                <summary>{ texts.say(Key::waiting_leave_title) }</summary>
                { form(bundle, seen, "leave", leave, leaving) }
            </details>
        </section>
    }
}

/// Two offers had no answer: nothing more is offered until the person says so.
fn paused(bundle: &Bundle, seen: &Seen, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let wait = {
        let asking = asking.clone();
        Callback::from(move |()| asking.wait())
    };
    let inside = html! {
        <div key="resume">
            <p>{ texts.say(Key::waiting_paused) }</p>
            <button type="submit" class="btn btn-primary">{ texts.say(Key::waiting_resume) }</button>
        </div>
    };
    html! { <div key="paused">{ form(bundle, seen, "wait", wait, inside) }</div> }
}

/// Where there is no time to choose: the way onto the list, in the form that would send a time.
pub(super) fn join(bundle: &Bundle, seen: &Seen, asking: &Asking) -> Html {
    let view = seen.view.as_ref();
    let urgent = |view: &RequestView| {
        let motive = bundle.catalogue.motive(&view.motive);
        motive.is_none_or(|motive| motive.urgent)
    };
    let may = view.is_some_and(|view| view.waiting.is_none() && !urgent(view));
    if !may || seen.is_booked() || !seen.look.is_bookable() || seen.look.offers() {
        return Html::default();
    }
    let texts = &bundle.texts;
    let onclick = {
        let asking = asking.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            asking.wait();
        })
    };
    html! {
        <div key="join">
            <p key="how">{ texts.say(Key::waiting_join_hint) }</p>
            <p key="do"><button type="submit" class="btn btn-primary" formnovalidate=true name="do" value="wait" {onclick}>{ texts.say(Key::waiting_join_do) }</button></p>
        </div>
    }
}

/// The body of what needs none.
#[derive(Serialize)]
struct Nothing {}

impl Asking {
    fn wait(&self) {
        self.change("waiting", Nothing {}, Done::Waits);
    }

    fn leave(&self) {
        self.change("waiting/end", Nothing {}, Done::Left);
    }

    fn accept(&self, offer: String) {
        self.change("offers/acceptance", Acceptance { offer }, Done::Chosen);
    }

    fn refuse(&self, then: &str) {
        let then = then.to_owned();
        self.change("offers/refusal", NewRefusal { then }, Done::Refused);
    }

    /// Sends something to an address below the request's; what comes back is the request.
    fn change(&self, what: &'static str, body: impl Serialize + 'static, done: Done) {
        let (client, credentials, key) = (self.client.clone(), self.seen.credentials.clone(), self.key());
        self.run(
            async move { client.change(&credentials, what, &body, &key).await },
            move |seen, view| seen.show(view, Some(done)),
        );
    }
}
