//! The states of [`super::SelectField`].

use super::{Group, SelectField};
use crate::components::gallery::{ARABIC, LONG};
use crate::components::{Choice, Example};
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let groups = vec![
        Group {
            label: "Polo Pablo".into(),
            choices: vec![Choice::new("golese", "Golese"), Choice::new("pablo", "Pablo")],
        },
        Group {
            label: "Polo Lubiana".into(),
            choices: vec![Choice::new("cittadella", "Cittadella")],
        },
        Group {
            label: "".into(),
            choices: vec![Choice::new("other", LONG)],
        },
    ];
    let shown = |name: &'static str, label: &'static str, value: &'static str, error: &'static str| {
        html! { <SelectField texts={texts.clone()} {name} {label} {value} {error} groups={groups.clone()} hint="Dove abiti." /> }
    };
    vec![
        Example::new("empty", shown("area-1", "Il tuo quartiere", "", "")),
        Example::new("filled", shown("area-2", "Il tuo quartiere", "cittadella", "")),
        Example::new(
            "in error",
            shown(
                "area-3",
                "Il tuo quartiere",
                "",
                "Scegli il quartiere, oppure il Polo qui sotto.",
            ),
        ),
        Example::new("long text", shown("area-4", LONG, "other", LONG)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown("area-5", ARABIC, "", "") }</div> },
        ),
    ]
}
