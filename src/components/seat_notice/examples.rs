//! The states of [`super::seat_notice`].

use super::seat_notice;
use crate::bundle::Bundle;
use crate::components::Example;
use crate::times::Seat;
use yew::prelude::*;

pub(in crate::components) fn examples(bundle: &Bundle) -> Vec<Example> {
    let seat = |left: i32, ended: bool| {
        let seat = Seat {
            until: "2026-11-25T08:42:17Z".to_owned(),
            left,
            ended,
            ..Seat::default()
        };
        notice(bundle, Some(&seat))
    };
    vec![
        Example::new("held", seat(10, false)),
        Example::new("two minutes before the end", seat(2, false)),
        Example::new("in the last minute", seat(1, false)),
        Example::new("without scripts", seat(0, false)),
        Example::new("ended", seat(0, true)),
        Example::new("none", notice(bundle, None)),
        Example::new(
            "right to left",
            html! { <div dir="rtl">{ seat(9, false) }{ seat(0, true) }</div> },
        ),
    ]
}

fn notice(bundle: &Bundle, seat: Option<&Seat>) -> Html {
    seat_notice(bundle, "2026-12-03T09:30:00Z", seat, "", Callback::noop())
}
