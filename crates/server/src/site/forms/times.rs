//! Free times in answers to forms: which are shown, and the seat that is held on the way from step to step.
//! Never here: which times are free (`agenda`).

use super::body::Form;
use crate::agenda::{self, TimesAsked};
use crate::first_contact::Refusal;
use crate::sender::Sender;
use crate::state::AppState;
use api::agenda::FreeTimes;
use domain::request::{Draft, Step};
use domain::{Fault, FieldFault};
use jiff::Timestamp;
use portal::Bundle;
use portal::times::{Look, Seat, day_of, fuller_week, none_for, polo_of, week_of};
use portal::visit::Visit;

/// The free times from that day on; from an empty one on, those of the first week that has any. `None` where they cannot be
/// had now.
pub(super) async fn free(
    state: &AppState,
    sender: &Sender,
    [motive, polo, way, for_whom]: [&str; 4],
    from: &str,
) -> Option<FreeTimes> {
    let mut asked = TimesAsked {
        motive: motive.to_owned(),
        polo: polo.to_owned(),
        way: way.to_owned(),
        from: from.to_owned(),
        for_whom: for_whom.to_owned(),
    };
    let times = match agenda::times(state, sender, &asked).await {
        Ok(times) => times,
        Err(Refusal::Faults(faults)) if faults.iter().any(|fault| fault.field == "way") => {
            return Some(none_for(motive, polo, way));
        }
        Err(_) => return None,
    };
    match fuller_week(&times).filter(|_| from.is_empty()) {
        Some(week) => {
            asked.from = week;
            agenda::times(state, sender, &asked).await.ok()
        }
        None => Some(times),
    }
}

/// The request as a form of its steps brings it: the answers, the seat that is held, how the times are looked at.
pub(super) fn visit(form: &Form, draft: Draft, now: Timestamp) -> Visit {
    let said = |name| form.value(name).unwrap_or_default().to_owned();
    let until = said("held_until");
    let seat = Seat {
        end: said("held_end"),
        of: said("held_of"),
        ended: until.parse().is_ok_and(|until: Timestamp| until <= now),
        until,
        ..Seat::default()
    };
    Visit {
        draft,
        seat: (!seat.of.is_empty()).then_some(seat),
        look: Look {
            part: said("day_part"),
            call: form.value("time") == Some(""),
            ..Look::default()
        },
        changing: form.value("changing").is_some(),
        ..Visit::default()
    }
}

/// What is wrong with leaving the step «Quando»: times were shown and no answer was given.
pub(super) fn unanswered(form: &Form, from: Step) -> Option<FieldFault> {
    let silent = form.value("offered").is_some() && form.value("time").is_none();
    (from == Step::When && silent).then(|| FieldFault::new("time", Fault::Missing))
}

/// Brings the seat to what the answers say when a step is left. What is refused leads to the step «Quando».
pub(super) async fn settle(
    state: &AppState,
    sender: &Sender,
    bundle: &Bundle,
    from: Step,
    visit: &mut Visit,
) -> Result<(), Refusal> {
    let held = visit.seat(bundle).map(|seat| !seat.ended);
    match from {
        Step::When if visit.draft.time.is_empty() => {
            give_up(state, visit).await;
            Ok(())
        }
        Step::When if held != Some(true) => hold(state, sender, bundle, visit).await,
        // The time was free for what was chosen before; for what is chosen now another may be.
        Step::Reason | Step::Where if !visit.draft.time.is_empty() && held.is_none() => {
            give_up(state, visit).await;
            Err(Refusal::Faults(vec![FieldFault::new("time", Fault::NotOffered)]))
        }
        _ => Ok(()),
    }
}

/// Holds a seat for the time chosen, in the place of the one held so far.
pub(super) async fn hold(
    state: &AppState,
    sender: &Sender,
    bundle: &Bundle,
    visit: &mut Visit,
) -> Result<(), Refusal> {
    if visit.draft.way.is_empty() {
        // The times were those of the first way; which one that is they say themselves.
        visit.look.times = shown(state, sender, bundle, &visit.draft, "").await;
    }
    let wanted = visit.new_hold(bundle);
    let hold = agenda::hold(state, sender, &wanted).await?;
    visit.take_hold(&hold, bundle);
    Ok(())
}

/// Lets the time go, and whoever waits for it have it.
pub(super) async fn give_up(state: &AppState, visit: &mut Visit) {
    let hold = visit.give_up_time();
    // It ends by itself where it cannot be let go now.
    agenda::release(state, &hold).await.ok();
}

/// Puts the free times into the step «Quando»: those of the week asked for, or of the time chosen.
pub(super) async fn fill(
    state: &AppState,
    sender: &Sender,
    bundle: &Bundle,
    week: Option<&str>,
    visit: &mut Visit,
) {
    let chosen = week_of(day_of(&visit.draft.time));
    let from = week.unwrap_or(&chosen);
    let asks = !visit.draft.motive.is_empty()
        && !polo_of(bundle, &visit.draft).is_empty()
        && visit.draft.way != "call_back";
    if asks {
        let times = shown(state, sender, bundle, &visit.draft, from).await;
        visit.take_times(times, bundle);
    }
}

async fn shown(
    state: &AppState,
    sender: &Sender,
    bundle: &Bundle,
    draft: &Draft,
    from: &str,
) -> Option<FreeTimes> {
    let polo = polo_of(bundle, draft);
    let of = [&draft.motive, &*polo, &draft.way, &draft.for_whom];
    free(state, sender, of, from).await
}
