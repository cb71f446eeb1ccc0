//! The states of [`super::Breadcrumb`].

use super::Breadcrumb;
use crate::components::Example;
use crate::components::gallery::{ARABIC, LONG};
use crate::page::Link;
use crate::texts::Texts;
use yew::prelude::*;

pub(in crate::components) fn examples(texts: &Texts) -> Vec<Example> {
    let link = |text: &str, href: &str| Link {
        text: text.to_owned(),
        href: href.to_owned(),
    };
    let home = link("Home", "/");
    let services = vec![
        home.clone(),
        link("Servizi", "/servizi/"),
        link("Salute, benessere e assistenza", "/servizi/"),
    ];
    let shown = |trail: Vec<Link>, current: &'static str| html! { <Breadcrumb texts={texts.clone()} {trail} {current} /> };
    vec![
        Example::new("one level", shown(vec![home.clone()], "Novità")),
        Example::new("a service", shown(services.clone(), "Assistenza domiciliare")),
        Example::new("long text", shown(services, LONG)),
        Example::new(
            "right to left",
            html! { <div dir="rtl" lang="ar">{ shown(vec![home], ARABIC) }</div> },
        ),
    ]
}
