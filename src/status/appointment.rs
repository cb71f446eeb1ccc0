//! The appointment of a request: when it is, and how it is chosen, moved and called off.

use super::{Asking, Done, Seeing, Seen, carried, offers};
use crate::bundle::Bundle;
use crate::components::{Acts, TimesToChoose, appointment_facts, calendar_form, free_times, tel, telephone};
use crate::dates;
use crate::hooks::focus_heading;
use crate::route::Route;
use crate::texts::{Key, text};
use api::agenda::{AppointmentView, NewTime, TimesAsked};
use api::requests::RequestView;
use api::{FieldProblem, Problem};
use yew::platform::spawn_local;
use yew::prelude::*;

/// The appointment, or the way to one where the person may choose it.
pub(super) fn appointment(bundle: &Bundle, seen: &Seeing, asking: &Asking, view: &RequestView) -> Html {
    let texts = &bundle.texts;
    let there = view.appointment.as_ref();
    let wanted = seen.choosing || seen.look.is_bookable() || there.is_some_and(is_booked);
    let can_choose = wanted && seen.to_ask().is_some();
    if there.is_none() && !can_choose {
        return Html::default();
    }
    let title = if there.is_some() {
        Key::appointment_title
    } else {
        Key::appointment_none
    };
    html! {
        <section key="appointment" class="appointment-box" aria-labelledby="appointment">
            <h2 key="title" class="h4" id="appointment">{ texts.say(title) }</h2>
            <div key="there">
                if let Some(appointment) = there {
                    { shown(bundle, seen, appointment) }
                }
            </div>
            <div key="choose" class="no-print">
                if can_choose && seen.choosing {
                    { choices(bundle, seen, asking, there) }
                } else if can_choose {
                    { to_times(bundle, seen, asking, there) }
                }
            </div>
            <div key="cancel" class="no-print">
                if can_choose && !seen.choosing && there.is_some_and(is_booked) {
                    { cancelling(bundle, seen, asking) }
                }
            </div>
        </section>
    }
}

fn is_booked(appointment: &AppointmentView) -> bool {
    appointment.status == "booked"
}

/// What it is, and what can be done with it.
fn shown(bundle: &Bundle, seen: &Seen, appointment: &AppointmentView) -> Html {
    let texts = &bundle.texts;
    let state = texts.named(&format!("appointment_state_{}", appointment.status));
    let (booked, changeable) = (is_booked(appointment), appointment.changeable);
    let until = texts.fill(
        Key::appointment_until,
        &[("when", &dates::near(bundle, &appointment.change_until))],
    );
    // Nothing is to be brought to what will not be.
    let mut facts = appointment.clone();
    if !booked {
        facts.motive.clear();
    }
    html! {
        <div key="shown">
            <p key="state" class={if booked { "appointment-state is-booked" } else { "appointment-state" }}>{ text(state) }</p>
            <div key="off">
                if appointment.status == "called_off" {
                    <p key="off">{ texts.say(Key::appointment_called_off) }</p>
                }
            </div>
            { appointment_facts(bundle, &facts, "") }
            <div key="calendar">
                if booked {
                    { calendar_form(bundle, &seen.credentials) }
                }
            </div>
            <div key="until">
                if booked && changeable {
                    <p key="until">{ text(&until) }</p>
                } else if booked {
                    { late(bundle, &appointment.polo) }
                }
            </div>
        </div>
    }
}

/// Whom to call where nothing can be changed from here.
fn late(bundle: &Bundle, polo: &str) -> Html {
    let polo = bundle.catalogue.polo(polo);
    let (name, phone) = polo.map_or(("", ""), |polo| (polo.name.as_str(), &polo.phone));
    let words = bundle.texts.fill(Key::appointment_late, &[("polo", name)]);
    html! { <p key="late">{ text(&words) }{ " " }<span key={tel(phone)}>{ telephone(phone) }</span></p> }
}

fn cancelling(bundle: &Bundle, seen: &Seen, asking: &Asking) -> Html {
    let texts = &bundle.texts;
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.cancel();
        })
    };
    html! {
        <details key="cancel" class="appointment-cancel">
            <summary>{ texts.say(Key::appointment_cancel_title) }</summary>
            <form method="post" action={Route::Status.path(bundle)} {onsubmit}>
                { carried(seen, "cancel") }
                <p key="text">{ texts.say(Key::appointment_cancel_text) }</p>
                <button key="send" type="submit" class="btn btn-danger">{ texts.say(Key::appointment_cancel) }</button>
            </form>
        </details>
    }
}

/// The button that shows the free times.
fn to_times(bundle: &Bundle, seen: &Seen, asking: &Asking, there: Option<&AppointmentView>) -> Html {
    let texts = &bundle.texts;
    let words = match there {
        Some(appointment) if is_booked(appointment) => Key::appointment_move,
        Some(_) => Key::appointment_another,
        None => Key::appointment_choose,
    };
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.seen.change(|seen| {
                seen.choosing = true;
                seen.done = None;
                seen.problem = None;
            });
            asking.ask_times(String::new(), String::new());
        })
    };
    html! {
        <form key="times" method="post" action={format!("{}#times-title", Route::Status.path(bundle))} {onsubmit}>
            { carried(seen, "times") }
            <div key="text">
                if there.is_none() {
                    <p key="text">{ texts.say(Key::appointment_choose_text) }</p>
                }
            </div>
            <button key="send" type="submit" class="btn btn-primary">{ texts.say(words) }</button>
        </form>
    }
}

/// The free times, one of which is chosen and sent at once.
fn choices(bundle: &Bundle, seen: &Seeing, asking: &Asking, there: Option<&AppointmentView>) -> Html {
    let texts = &bundle.texts;
    let moving = there.is_some_and(is_booked);
    let action = Route::Status.path(bundle);
    let onsubmit = {
        let asking = asking.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            asking.choose(moving);
        })
    };
    let onkeep = seen.taking(|seen, event: MouseEvent| {
        event.prevent_default();
        seen.choosing = false;
        seen.time.clear();
        seen.problem = None;
        focus_heading();
    });
    let acts = Acts {
        chosen: seen.taking(|seen, (time, in_week): (String, bool)| {
            seen.time = time;
            seen.look.in_week = in_week;
            seen.problem = None;
            seen.key.clear();
        }),
        part: seen.taking(|seen, part: String| seen.look.part = part),
        week: {
            let asking = asking.clone();
            Callback::from(move |week: String| asking.ask_times(asking.place(), week))
        },
        polo: {
            let asking = asking.clone();
            Callback::from(move |polo: String| asking.ask_times(polo, String::new()))
        },
    };
    let times = free_times(&TimesToChoose {
        bundle,
        look: &seen.look,
        chosen: &seen.time,
        error: &seen.error("time"),
        action: &action,
        instead: None,
        acts,
        mark: "",
    });
    let (polo, way) = seen
        .look
        .times
        .as_ref()
        .map_or(("", ""), |times| (&times.polo, &times.way));
    html! {
        <form key="choose" class="appointment-choose" method="post" {action} novalidate=true {onsubmit}>
            { carried(seen, "choose") }
            <div key="where" hidden=true>
                <input key="polo" type="hidden" name="polo" value={polo.to_owned()} />
                <input key="way" type="hidden" name="way" value={way.to_owned()} />
                <input key="moving" type="hidden" name="moving" value={moving.to_string()} />
            </div>
            <div key="text">
                if moving {
                    <p key="text">{ texts.say(Key::appointment_move_text) }</p>
                }
            </div>
            // What Enter presses must not be a button to another week.
            <button key="default" type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            { times }
            <div key="waiting">{ offers::join(bundle, seen, asking) }</div>
            <div key="buttons" class="button-row">
                if seen.look.offers() {
                    <button key="send" type="submit" class="btn btn-primary" aria-disabled={seen.busy.then_some("true")}>
                        { texts.say(if moving { Key::appointment_confirm_move } else { Key::appointment_confirm }) }
                    </button>
                }
                <button key="keep" type="submit" class="btn btn-outline-primary" formnovalidate=true name="do" value="open" onclick={onkeep}>
                    { texts.say(Key::appointment_keep) }
                </button>
            </div>
        </form>
    }
}

impl Asking {
    /// The Polo whose times are shown; empty where none are.
    pub(super) fn place(&self) -> String {
        let times = self.seen.look.times.as_ref();
        times.map_or_else(String::new, |times| times.polo.clone())
    }

    /// Asks for the free times at a Polo, from a day on; empty for that of the appointment, and for the first that there are.
    pub(super) fn ask_times(&self, polo: String, from: String) {
        let (client, seen) = (self.client.clone(), self.seen.clone());
        let Some([motive, here, way, for_whom]) = seen.to_ask() else {
            return;
        };
        let asked = TimesAsked {
            motive: motive.to_owned(),
            polo: if polo.is_empty() { here.to_owned() } else { polo },
            way: way.to_owned(),
            from,
            for_whom: for_whom.to_owned(),
        };
        let wanted = [&*asked.polo, &asked.from].join(" ");
        let wants = wanted.clone();
        seen.change(move |seen| seen.look.ask(wants));
        spawn_local(async move {
            let came = client.times(asked).await;
            seen.change(move |seen| {
                if seen.look.wanted == wanted {
                    seen.look.take(came);
                }
            });
        });
    }

    /// Sends the time chosen.
    fn choose(&self, moving: bool) {
        let Some(times) = self.seen.look.times.as_ref() else {
            return;
        };
        if self.seen.time.is_empty() {
            let detail = self.client.texts.named("fault_missing_time").to_owned();
            self.seen.change(move |seen| {
                let error = FieldProblem {
                    field: "time".to_owned(),
                    fault: String::new(),
                    detail,
                };
                seen.problem = Some(Problem {
                    errors: vec![error],
                    ..Problem::default()
                });
                seen.attempts += 1;
            });
            return;
        }
        let new = NewTime {
            start: self.seen.time.clone(),
            polo: times.polo.clone(),
            way: times.way.clone(),
        };
        let (client, credentials, key) = (self.client.clone(), self.seen.credentials.clone(), self.key());
        let done = if moving { Done::Moved } else { Done::Chosen };
        self.run(
            async move { client.choose(&credentials, &new, &key).await },
            move |seen, view| seen.show(view, Some(done)),
        );
    }

    fn cancel(&self) {
        let (client, credentials, key) = (self.client.clone(), self.seen.credentials.clone(), self.key());
        self.run(
            async move { client.cancel(&credentials, &key).await },
            |seen, view| seen.show(view, Some(Done::Cancelled)),
        );
    }
}
