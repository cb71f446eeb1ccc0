//! The states of [`super::free_times`].

use super::{Acts, TimesToChoose, free_times};
use crate::bundle::Bundle;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use crate::times::{Coming, Look};
use api::agenda::{Elsewhere, FreeTimes};
use domain::catalogue::Polo;
use yew::prelude::*;

const FIRST: &str = "2026-12-03T09:30:00Z";

/// A morning, a whole day, and an afternoon.
fn times(polo: &str) -> FreeTimes {
    let times = [
        FIRST,
        "2026-12-03T10:15:00Z",
        "2026-12-03T11:00:00Z",
        "2026-12-04T07:30:00Z",
        "2026-12-04T08:15:00Z",
        "2026-12-04T13:00:00Z",
        "2026-12-04T13:45:00Z",
        "2026-12-05T14:30:00Z",
    ];
    FreeTimes {
        polo: polo.to_owned(),
        motive: "casa".to_owned(),
        way: "at_polo".to_owned(),
        ways: vec!["at_polo".to_owned(), "phone".to_owned()],
        minutes: 45,
        from: "2026-11-30".to_owned(),
        first: Some(FIRST.to_owned()),
        times: times.map(str::to_owned).to_vec(),
        next: Some("2026-12-07".to_owned()),
        ..FreeTimes::default()
    }
}

fn look(times: FreeTimes) -> Look {
    Look {
        times: Some(times),
        ..Look::default()
    }
}

/// One example, in a form of its own: radio buttons of one name are one group in a form.
struct Shown<'a> {
    bundle: &'a Bundle,
    chosen: &'a str,
    error: &'a str,
}

impl Shown<'_> {
    fn html(&self, mark: &'static str, look: &Look) -> Html {
        let Self {
            bundle,
            chosen,
            error,
        } = *self;
        let inside = free_times(&TimesToChoose {
            bundle,
            look,
            chosen,
            error,
            action: "",
            instead: Some(
                html! { <p key="questions">{ "Le domande di chi preferisce essere chiamato." }</p> },
            ),
            acts: Acts::default(),
            mark,
        });
        html! { <form>{ inside }</form> }
    }
}

pub(in crate::components) fn examples(bundle: &Bundle) -> Vec<Example> {
    let polo = bundle.catalogue.poli.first().map_or("", |polo| &polo.id);
    let plain = Shown {
        bundle,
        chosen: "",
        error: "",
    };
    let chosen = |chosen| Shown { chosen, ..plain };
    let full = FreeTimes {
        first: None,
        times: Vec::new(),
        next: None,
        ..times(polo)
    };
    let elsewhere = FreeTimes {
        elsewhere: bundle.catalogue.poli.iter().map(open).collect(),
        ..full.clone()
    };
    let part = |part: &str| Look {
        part: part.to_owned(),
        ..look(times(polo))
    };
    let empty = FreeTimes {
        times: Vec::new(),
        from: "2026-12-07".to_owned(),
        previous: Some("2026-12-05".to_owned()),
        next: None,
        ..times(polo)
    };
    let called = Look {
        call: true,
        ..look(times(polo))
    };
    let missing = Look {
        coming: Coming::Missing,
        ..Look::default()
    };
    let asked = Look {
        coming: Coming::Asked,
        ..Look::default()
    };
    let taken = Shown {
        error: bundle.texts.named("fault_time_taken"),
        ..plain
    };
    vec![
        Example::new("free times", plain.html("-1", &look(times(polo)))),
        Example::new(
            "the first one chosen",
            chosen(FIRST).html("-2", &look(times(polo))),
        ),
        Example::new(
            "one of the week chosen",
            chosen("2026-12-04T13:00:00Z").html("-3", &look(times(polo))),
        ),
        Example::new(
            "one of another week chosen",
            chosen("2026-12-15T13:00:00Z").html("-4", &look(times(polo))),
        ),
        Example::new("none suits", plain.html("-5", &called)),
        Example::new("mornings only", plain.html("-6", &part("morning"))),
        Example::new("taken by somebody else", taken.html("-7", &look(times(polo)))),
        Example::new("a week without times", plain.html("-8", &look(empty))),
        Example::new("on their way", plain.html("-9", &asked)),
        Example::new("did not come", plain.html("-10", &missing)),
        Example::new("none at all", plain.html("-11", &look(full))),
        Example::new("none here, but elsewhere", plain.html("-12", &look(elsewhere))),
        Example::new("cannot be booked", plain.html("-13", &look(FreeTimes::default()))),
        Example::new("long names", long(bundle)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ taken_in_arabic(bundle) }</div> },
        ),
    ]
}

fn open(polo: &Polo) -> Elsewhere {
    Elsewhere {
        polo: polo.id.clone(),
        first: FIRST.to_owned(),
    }
}

/// A Polo whose name and address are longer than any should be.
fn long(bundle: &Bundle) -> Html {
    let mut bundle = bundle.clone();
    if let Some(polo) = bundle.catalogue.poli.first_mut() {
        LONG.clone_into(&mut polo.name);
        LONG.clone_into(&mut polo.address);
    }
    let polo = bundle.catalogue.poli.first().map_or("", |polo| &polo.id);
    let elsewhere = FreeTimes {
        first: None,
        times: Vec::new(),
        elsewhere: bundle.catalogue.poli.iter().map(open).collect(),
        ..times(polo)
    };
    let shown = Shown {
        bundle: &bundle,
        chosen: "",
        error: LONG,
    };
    html! { <>{ shown.html("-14", &look(times(polo))) }{ shown.html("-15", &look(elsewhere)) }</> }
}

fn taken_in_arabic(bundle: &Bundle) -> Html {
    let polo = bundle.catalogue.poli.first().map_or("", |polo| &polo.id);
    let shown = Shown {
        bundle,
        chosen: FIRST,
        error: ARABIC,
    };
    shown.html("-16", &look(times(polo)))
}
