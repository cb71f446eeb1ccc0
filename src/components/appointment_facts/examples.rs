//! The states of [`super::appointment_facts`].

use super::{appointment_facts, calendar_form};
use crate::bundle::Bundle;
use crate::client::Credentials;
use crate::components::Example;
use crate::components::gallery::LONG;
use api::agenda::AppointmentView;
use yew::prelude::*;

pub(in crate::components) fn examples(bundle: &Bundle) -> Vec<Example> {
    let polo = bundle.catalogue.poli.first().map_or("", |polo| &polo.id);
    let papers = bundle
        .catalogue
        .motives
        .iter()
        .find(|motive| !motive.papers.is_empty());
    let motive = papers.map_or("", |motive| &motive.id);
    let meeting = |way: &str| AppointmentView {
        start: "2026-12-03T09:30:00Z".to_owned(),
        end: "2026-12-03T10:15:00Z".to_owned(),
        polo: polo.to_owned(),
        motive: motive.to_owned(),
        way: way.to_owned(),
        ..AppointmentView::default()
    };
    let of = |way: &str| appointment_facts(bundle, &meeting(way), "333 123 4567");
    let mut long = bundle.clone();
    if let Some(polo) = long.catalogue.poli.first_mut() {
        LONG.clone_into(&mut polo.name);
        LONG.clone_into(&mut polo.address);
    }
    vec![
        Example::new("at the Polo", of("at_polo")),
        Example::new("by phone", of("phone")),
        Example::new("by video", of("video")),
        Example::new("at home", of("home")),
        Example::new("long names", appointment_facts(&long, &meeting("at_polo"), "")),
        Example::new("for the calendar", calendar_form(bundle, &Credentials::default())),
        Example::new("right to left", html! { <div dir="rtl">{ of("at_polo") }</div> }),
    ]
}
