//! An appointment that is looked at: what it is, how it went, another time, or none.

use crate::acting::use_act;
use crate::around::{Desk, use_desk};
use crate::parts::{Confirm, button, facts, focus, form, submit};
use crate::route::Route;
use crate::texts::{agenda as words, fill, named};
use crate::words as names;
use api::desk::agenda::{Attendance, Expected, FreeTime, GivenTime};
use api::paths::desk as paths;
use domain::role::Action;
use portal::components::{Choice, Group, SelectFieldProps, select_field};
use portal::dates::near;
use portal::texts::text;
use yew::prelude::*;
use yew::props;

/// Props of [`Chosen`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChosenProps {
    /// The appointment.
    pub(super) meeting: Expected,
    /// The free times of the days that are shown.
    pub(super) free: Vec<FreeTime>,
    /// Something was done.
    pub(super) done: Callback<&'static str>,
    /// It is looked at no longer.
    pub(super) close: Callback<()>,
}

/// The appointment.
#[component]
pub(super) fn Chosen(props: &ChosenProps) -> Html {
    let desk = use_desk();
    use_effect_with(props.meeting.id.clone(), |_| focus("#chosen-title"));
    let meeting = &props.meeting;
    let may = |action| may(&desk, action, meeting);
    let coming = meeting.status == "booked" && meeting.start > names::instant();
    let link = html! { <a href={Route::Request(meeting.code.clone()).path()} translate="no">{ text(&meeting.code) }</a> };
    let said = |words: String| html! { <>{ text(&words) }</> };
    html! {
        <section class="desk-card" aria-labelledby="chosen-title">
            <h2 key="title" id="chosen-title" tabindex="-1">
                { text(&fill(words::CHOSEN, &[("when", &near(&desk.bundle, &meeting.start))])) }
            </h2>
            { facts(&[
                (words::CODE, link),
                (words::MOTIVE, said(names::motive(&desk, &meeting.motive))),
                (words::POLO, said(names::polo(&desk, &meeting.polo))),
                (words::WAY, said(named(words::WAYS, &meeting.way))),
                (words::STATUS, said(named(words::STATUSES, &meeting.status))),
            ]) }
            <div key="marks">
                if may(Action::MarkAttendance) { { marks(props, coming) } }
            </div>
            <div key="changes">
                if coming && may(Action::Book) {
                    <Move meeting={meeting.clone()} free={props.free.clone()} done={props.done.clone()} />
                    <CallOff meeting={meeting.clone()} done={props.done.clone()} />
                }
            </div>
            { button(words::CLOSE, "btn btn-link", &props.close) }
        </section>
    }
}

fn may(desk: &Desk, action: Action, meeting: &Expected) -> bool {
    let motive = desk
        .offer
        .motives()
        .iter()
        .find(|motive| motive.id == meeting.motive);
    desk.may_in(action, &meeting.polo, motive.map_or("", |motive| &motive.area))
}

fn marks(props: &ChosenProps, coming: bool) -> Html {
    html! {
        <>
            <h3 key="title">{ words::MARKS }</h3>
            if props.meeting.markable {
                <Marks meeting={props.meeting.clone()} done={props.done.clone()} />
            } else if coming {
                <p key="not-yet">{ words::NOT_YET }</p>
            } else {
                <p key="settled">{ words::SETTLED }</p>
            }
        </>
    }
}

/// Props of [`Marks`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct MarksProps {
    /// The appointment.
    pub(super) meeting: Expected,
    /// It was said.
    pub(super) done: Callback<&'static str>,
}

/// How it went, in one press; and back.
#[component]
pub(super) fn Marks(props: &MarksProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let mark = |status: &'static str| {
        let (act, client, done) = (act.clone(), desk.client.clone(), props.done.clone());
        let path = paths::attendance(&props.meeting.id);
        Callback::from(move |()| {
            let (client, done, path) = (client.clone(), done.clone(), path.clone());
            act.run(async move {
                let body = Attendance {
                    status: status.to_owned(),
                };
                client.post::<Expected>(&path, &body).await?;
                done.emit(if status == "booked" {
                    words::UNDONE
                } else {
                    words::MARKED
                });
                Ok(())
            });
        })
    };
    let open = props.meeting.status == "booked";
    html! {
        <div class="agenda-marks" role="group" aria-label={words::MARKS}>
            { act.summary() }
            if open {
                { button(words::CAME, "btn btn-outline-primary btn-sm", &mark("attended")) }
                { button(words::LATE, "btn btn-outline-primary btn-sm", &mark("late")) }
                { button(words::MISSED, "btn btn-outline-primary btn-sm", &mark("missed")) }
            } else {
                { button(words::UNDO, "btn btn-outline-primary btn-sm", &mark("booked")) }
            }
        </div>
    }
}

/// Props of [`Move`].
#[derive(Clone, PartialEq, Properties)]
struct MoveProps {
    meeting: Expected,
    free: Vec<FreeTime>,
    done: Callback<&'static str>,
}

/// Another time, among those that are shown.
#[component]
fn Move(props: &MoveProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let chosen = use_state(String::new);
    let meeting = &props.meeting;
    let fits = |free: &&FreeTime| free.motives.contains(&meeting.motive) && free.ways.contains(&meeting.way);
    let fitting: Vec<&FreeTime> = props.free.iter().filter(fits).collect();
    let send = {
        let (act, client, done, chosen) = (
            act.clone(),
            desk.client.clone(),
            props.done.clone(),
            chosen.clone(),
        );
        let (path, way) = (paths::appointment(&meeting.code), meeting.way.clone());
        Callback::from(move |()| {
            let mut parts = chosen.split(' ');
            let mut part = || parts.next().unwrap_or_default().to_owned();
            let body = GivenTime {
                start: part(),
                polo: part(),
                worker: part(),
                way: way.clone(),
            };
            let (client, done, path) = (client.clone(), done.clone(), path.clone());
            act.run(async move {
                client.post::<Expected>(&path, &body).await?;
                done.emit(words::MOVED);
                Ok(())
            });
        })
    };
    let choices = fitting.iter().map(|free| {
        let label = format!(
            "{} · {}",
            near(&desk.bundle, &free.start),
            names::polo(&desk, &free.polo)
        );
        Choice::new([&*free.start, &free.polo, &free.worker].join(" "), label)
    });
    let setter = chosen.setter();
    let inside = html! {
        <>
            <h3 key="title">{ words::MOVE_TITLE }</h3>
            { act.summary() }
            { select_field(&props!(SelectFieldProps {
                texts: desk.texts().clone(), name: "start", label: words::MOVE_TO, hint: words::MOVE_HINT,
                error: act.error("start"), value: (*chosen).clone(),
                groups: Group::plain(choices.collect()),
                onchange: Callback::from(move |value| setter.set(value)),
            })) }
            { submit(words::MOVE, act.busy) }
        </>
    };
    if fitting.is_empty() {
        return html! { <><h3 key="title">{ words::MOVE_TITLE }</h3><p key="none">{ words::MOVE_NONE }</p></> };
    }
    form("move", &send, inside)
}

/// Props of [`CallOff`].
#[derive(Clone, PartialEq, Properties)]
struct CallOffProps {
    meeting: Expected,
    done: Callback<&'static str>,
}

/// No time at all.
#[component]
fn CallOff(props: &CallOffProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let onyes = {
        let (act, client, done) = (act.clone(), desk.client.clone(), props.done.clone());
        let path = paths::cancellation(&props.meeting.code);
        Callback::from(move |()| {
            let (client, done, path) = (client.clone(), done.clone(), path.clone());
            act.run(async move {
                client.act::<Expected>(&path).await?;
                done.emit(words::CALLED_OFF);
                Ok(())
            });
        })
    };
    html! {
        <>
            { act.summary() }
            <Confirm key="off" label={words::CALL_OFF} title={words::CALL_OFF_TITLE} means={words::CALL_OFF_MEANS}
                yes={words::CALL_OFF_YES} {onyes} />
        </>
    }
}
