//! The step «Quando»: free times to choose from, the seat that is then held, and what becomes of it on the way on.

use super::{Sending, missing};
use crate::bundle::Bundle;
use crate::client::Client;
use crate::components::{Acts, TimesToChoose, free_times, seat_notice};
use crate::hooks::{Go, Surroundings, focus_heading};
use crate::route::Route;
use crate::times::{Coming, Look, day_of, polo_of, week_of};
use crate::visit::{Visit, Visiting};
use api::agenda::TimesAsked;
use domain::request::Step;
use domain::{Fault, FieldFault};
use gloo::timers::callback::Interval;
use std::cell::Cell;
use std::sync::Arc;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How often the clock of a held seat looks whether a minute has passed.
const TICK_MS: u32 = 1_000;

/// Asks for the free times whenever the step is come to, or what they depend on has changed.
#[hook]
pub fn use_free_times(around: &Surroundings) {
    let Surroundings {
        bundle,
        visit,
        client,
        places,
        ..
    } = around;
    let draft = &visit.draft;
    let here = visit.step.is_none() && Route::parse(bundle, &places.path) == Route::Request(Step::When);
    let asked = (
        here,
        draft.motive.clone(),
        polo_of(bundle, draft),
        draft.way.clone(),
    );
    let arrived = use_mut_ref(|| false);
    let (bundle, visit, client) = (bundle.clone(), visit.clone(), client.clone());
    use_effect_with(asked, move |(here, motive, polo, way)| {
        // The server has put them into a page that it rendered.
        let served = !arrived.replace(true) && visit.look.times.is_some();
        if !here || served {
            return;
        }
        if can_ask(motive, polo, way) {
            ask(&client, &visit, &bundle, week_of(day_of(&visit.draft.time)));
        } else {
            visit.change(|visit| visit.look = Look::default());
        }
    });
}

/// Whether enough is said to know the times, and none is too much: who would rather be called is not asked to choose one.
fn can_ask(motive: &str, polo: &str, way: &str) -> bool {
    !motive.is_empty() && !polo.is_empty() && way != "call_back"
}

/// Asks for the free times from that day on. Those at hand stay in sight meanwhile if they are of the same motive and Polo.
fn ask(client: &Client, visit: &Visiting, bundle: &Arc<Bundle>, from: String) {
    let (client, visit, bundle) = (client.clone(), visit.clone(), bundle.clone());
    let draft = &visit.draft;
    let (of, at) = (draft.motive.clone(), polo_of(&bundle, draft));
    let asked = TimesAsked {
        motive: of.clone(),
        polo: at.clone(),
        way: draft.way.clone(),
        from,
        for_whom: draft.for_whom.clone(),
    };
    let wanted = [&*of, &at, &asked.way, &asked.from].join(" ");
    let wants = wanted.clone();
    visit.change(move |visit| {
        visit.look.ask(wants);
        let same = |times: &api::agenda::FreeTimes| times.motive == of && times.polo == at;
        visit.look.times = visit.look.times.take().filter(same);
    });
    spawn_local(async move {
        let came = client.times(asked).await;
        visit.change(move |visit| {
            if visit.look.wanted == wanted {
                visit.take_times(came, &bundle);
            }
        });
    });
}

/// Counts the minutes for which the seat is still held.
#[hook]
pub fn use_seat_clock(visit: &Visiting) {
    let seat = visit.seat.as_ref();
    let until = seat.map_or_else(String::new, |seat| seat.until.clone());
    let ahead = seat.map_or(0.0, |seat| seat.ahead);
    let visit = visit.clone();
    use_effect_with(until, move |until| {
        let end = js_sys::Date::parse(until) - ahead;
        let shown = Cell::new(-1);
        let tick = move || {
            let left = minutes((end - js_sys::Date::now()) / 60_000.0);
            if shown.replace(left) != left {
                visit.change(move |visit| {
                    if let Some(seat) = &mut visit.seat {
                        seat.left = left;
                        seat.ended = left == 0;
                    }
                });
            }
        };
        let ticking = end.is_finite().then(|| {
            tick();
            Interval::new(TICK_MS, tick)
        });
        move || drop(ticking)
    });
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole minutes, of which there are ten; what is more is shown as many"
)]
fn minutes(left: f64) -> i32 {
    left.ceil().max(0.0) as i32
}

/// The times, with the questions for those whom none suits.
pub(super) fn times(sending: &Sending, questions: Html, error: &str, live: bool) -> Html {
    let Sending {
        bundle,
        visit,
        client,
        ..
    } = sending;
    let chosen = visit.taking(|visit, (time, in_week): (String, bool)| visit.choose_time(time, in_week));
    let part = visit.taking(|visit, part: String| visit.look.part = part);
    let week = {
        let (visit, client, bundle) = (visit.clone(), client.clone(), bundle.clone());
        Callback::from(move |from: String| ask(&client, &visit, &bundle, from))
    };
    let polo = {
        let (visit, bundle) = (visit.clone(), bundle.clone());
        Callback::from(move |polo: String| {
            let bundle = bundle.clone();
            visit.change(move |visit| move_to(visit, polo, &bundle));
            focus_heading();
        })
    };
    let mut look = visit.look.clone();
    // From the first drawing on, so that nothing shows that goes again at once.
    let draft = &visit.draft;
    let will_ask = live && can_ask(&draft.motive, &polo_of(bundle, draft), &draft.way);
    if will_ask && look.times.is_none() && look.coming == Coming::Still {
        look.coming = Coming::Asked;
    }
    free_times(&TimesToChoose {
        bundle,
        look: &look,
        chosen: &visit.draft.time,
        error,
        action: &Route::Request(Step::When).path(bundle),
        instead: Some(questions),
        acts: Acts {
            chosen,
            part,
            week,
            polo,
        },
        mark: "",
    })
}

/// Another Polo takes the place of the one chosen, and of the neighbourhood that has it.
pub fn move_to(visit: &mut Visit, polo: String, bundle: &Bundle) {
    let serving = bundle.catalogue.neighbourhood(&visit.draft.neighbourhood);
    if serving.is_some_and(|(serving, _)| serving.id != polo) {
        visit.draft.neighbourhood.clear();
    }
    visit.draft.polo = polo;
    visit.answered("time");
}

/// The seat that is held for the time chosen, above each step.
pub(super) fn seat(sending: &Sending, step: Step) -> Html {
    let Sending { bundle, visit, .. } = sending;
    let onagain = {
        let sending = sending.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            sending.hold(step, step);
        })
    };
    let action = Route::Request(step).path(bundle);
    seat_notice(bundle, &visit.draft.time, visit.seat(bundle), &action, onagain)
}

impl Sending {
    /// Goes on from a step whose answers are right, once the seat is as they say.
    pub(super) fn leave(&self, step: Step, next: Step) {
        let Self { bundle, visit, .. } = self;
        let seat = visit.seat(bundle);
        match step {
            Step::When if visit.draft.time.is_empty() => {
                self.give_up();
                self.move_on(next);
            }
            Step::When if seat.is_none_or(|seat| seat.ended) => self.hold(step, next),
            // The time was free for what was chosen before; for what is chosen now another may be.
            Step::Reason | Step::Where if !visit.draft.time.is_empty() && seat.is_none() => {
                self.give_up();
                visit.change(|visit| {
                    visit.faults = vec![FieldFault::new("time", Fault::NotOffered)];
                    visit.problem = None;
                    visit.attempts += 1;
                });
                self.go.emit(Route::Request(Step::When));
            }
            _ => self.move_on(next),
        }
    }

    fn move_on(&self, next: Step) {
        let bundle = self.bundle.clone();
        self.visit.change(move |visit| {
            visit.faults = missing(&bundle, &visit.draft, next);
            visit.problem = None;
            visit.changing = false;
        });
        self.go.emit(Route::Request(next));
    }

    /// Lets the time go, and whoever waits for it have it.
    fn give_up(&self) {
        let (hold, client) = (self.visit.draft.hold.clone(), self.client.clone());
        self.visit.change(|visit| {
            visit.give_up_time();
        });
        if !hold.is_empty() {
            spawn_local(async move { client.release(hold).await });
        }
    }

    /// Holds a seat for the time chosen, in the place of the one held so far; then goes on, where that is asked.
    fn hold(&self, step: Step, next: Step) {
        if self.visit.busy {
            return;
        }
        let sending = self.clone();
        let mut asking = Visit::clone(&self.visit);
        let new = asking.new_hold(&self.bundle);
        let way = new.way.clone();
        self.visit.change(move |visit| {
            visit.busy = true;
            visit.draft.way = way;
        });
        spawn_local(async move {
            let bundle = sending.bundle.clone();
            match sending.client.hold(&new).await {
                Ok((hold, ahead)) => {
                    sending.visit.change(move |visit| {
                        visit.busy = false;
                        visit.take_hold(&hold, &bundle);
                        if let Some(seat) = &mut visit.seat {
                            seat.ahead = ahead;
                        }
                    });
                    if next != step {
                        sending.move_on(next);
                    }
                }
                Err(problem) => {
                    let taken = problem.errors.iter().any(|error| error.field == "time");
                    sending.visit.change(move |visit| {
                        visit.busy = false;
                        visit.faults.clear();
                        visit.refused(problem);
                        visit.attempts += 1;
                        visit.changing |= step == Step::Summary;
                    });
                    if taken {
                        sending.seek_another(step);
                    }
                }
            }
        });
    }

    /// Somebody else has the time: the step «Quando» offers those that are left.
    fn seek_another(&self, step: Step) {
        let Self {
            bundle,
            visit,
            client,
            go,
        } = self;
        if step == Step::When {
            ask(client, visit, bundle, week_of(day_of(&visit.draft.time)));
        } else {
            go.emit(Route::Request(Step::When));
        }
    }
}

/// The way to the step «Quando» for a person who has seen the summary, or the first step, with a time that is gone.
pub(super) fn to_other_times(visit: &Visiting, go: &Go) -> Callback<()> {
    let (visit, go) = (visit.clone(), go.clone());
    Callback::from(move |()| {
        visit.change(|visit| {
            visit.step_aside();
            visit.changing = true;
        });
        go.emit(Route::Request(Step::When));
    })
}
