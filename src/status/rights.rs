//! What the person may ask of the Polo about their data: to have all of it, and to have it erased once the request is closed
//! (an open one is withdrawn). Both are forms that the browser can send itself.

use super::{Asking, Seeing, carried};
use crate::bundle::Bundle;
use crate::route::Route;
use crate::texts::Key;
use api::requests::RequestView;
use yew::prelude::*;

pub(super) fn rights(bundle: &Bundle, seen: &Seeing, asking: &Asking, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let action = Route::Status.path(bundle);
    let onerase = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.withdraw();
        })
    };
    html! {
        <section key="rights" class="no-print mt-4">
            <h2 class="h4">{ texts.say(Key::status_data_title) }</h2>
            <p key="text">{ texts.say(Key::status_data_text) }</p>
            // The answer is a page of its own: with the app or without it, the browser sends this one.
            <form key="data" method="post" action={action.clone()}>
                { carried(seen, "data") }
                <button key="send" type="submit" class="btn btn-outline-primary">{ texts.say(Key::status_data) }</button>
            </form>
            <div key="erase">
                if view.status == "closed" {
                    <details class="mt-4">
                        <summary>{ texts.say(Key::status_erase_title) }</summary>
                        <form method="post" {action} onsubmit={onerase}>
                            { carried(seen, "withdraw") }
                            <p key="text">{ texts.say(Key::status_erase_text) }</p>
                            <button key="send" type="submit" class="btn btn-danger">{ texts.say(Key::status_erase) }</button>
                        </form>
                    </details>
                }
            </div>
        </section>
    }
}
