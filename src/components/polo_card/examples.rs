//! The states of [`super::PoloCard`].

use super::PoloCard;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG, UNBROKEN};
use crate::texts::Texts;
use domain::catalogue::{Neighbourhood, Polo};
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let polo = |name: &str, address: &str, names: &[&str]| Polo {
        id: "pablo".into(),
        name: name.into(),
        address: address.into(),
        postal_code: String::new(),
        locality: "Parma".into(),
        neighbourhoods: names
            .iter()
            .map(|&name| Neighbourhood {
                id: name.into(),
                name: name.into(),
            })
            .collect(),
        phone: "0521 40521".into(),
        email: String::new(),
        areas: vec![],
        hours: vec![],
        since: String::new(),
        residents: 0,
        source: String::new(),
        source_date: String::new(),
        page: String::new(),
    };
    let shown = |polo: Polo, href: &'static str| html! { <PoloCard texts={texts.clone()} {polo} {href} /> };
    let pablo = polo(
        "Polo sociale Pablo",
        "via Bocchi 1/A",
        &["Pablo", "Golese", "San Pancrazio", "Oltretorrente"],
    );
    vec![
        Example::new("with its page", shown(pablo.clone(), "/poli/pablo/")),
        Example::new("without a page", shown(pablo, "")),
        Example::new("long text", shown(polo(LONG, UNBROKEN, &[LONG]), "/poli/pablo/")),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(polo(ARABIC, ARABIC, &[ARABIC, ARABIC]), "/poli/pablo/") }</div> },
        ),
    ]
}
