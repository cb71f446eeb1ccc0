//! The states of [`super::OpeningHours`].

use super::OpeningHours;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use crate::texts::Texts;
use domain::catalogue::{Day, Hours};
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let hours = |days: &[Day], from: &str, to: &str| Hours {
        days: days.to_vec(),
        from: from.into(),
        to: to.into(),
    };
    let week = vec![
        hours(&[Day::Mon, Day::Tue, Day::Wed, Day::Fri], "09:00", "12:00"),
        hours(&[Day::Thu], "08:15", "13:00"),
        hours(&[Day::Thu], "13:30", "17:30"),
    ];
    let saturday = vec![hours(&[Day::Mon, Day::Sat], "10:00", "12:00")];
    let shown = |caption: &'static str, hours: &[Hours]| html! { <OpeningHours texts={texts.clone()} {caption} hours={hours.to_vec()} /> };
    vec![
        Example::new("empty", shown("", &[])),
        Example::new("a week", shown("", &week)),
        Example::new("open on Saturday", shown("", &saturday)),
        Example::new("long text", shown(LONG, &week)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(ARABIC, &week) }</div> },
        ),
    ]
}
