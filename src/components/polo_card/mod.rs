//! A Polo in a list of Poli: where it is, whom it serves, how to reach it.

#[cfg(not(target_arch = "wasm32"))]
mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use examples::examples;

use super::heading::heading;
use crate::components::{Icon, telephone};
use crate::texts::{Key, Texts, text};
use domain::catalogue::Polo;
use yew::prelude::*;

/// Props of [`PoloCard`].
#[derive(Clone, PartialEq, Properties)]
pub struct PoloCardProps {
    /// The words.
    pub texts: Texts,
    /// The Polo.
    pub polo: Polo,
    /// Its page; empty where the name is no link.
    #[prop_or_default]
    pub href: AttrValue,
    /// The level of the name's heading, from 2 to 4.
    #[prop_or(3)]
    pub level: u8,
}

/// A Polo in a list of Poli.
#[component]
pub fn PoloCard(props: &PoloCardProps) -> Html {
    let polo = &props.polo;
    let names: Vec<&str> = polo
        .neighbourhoods
        .iter()
        .map(|neighbourhood| neighbourhood.name.as_str())
        .collect();
    let place = [
        format!("{} {}", polo.postal_code, polo.locality)
            .trim()
            .to_owned(),
        polo.address.clone(),
    ];
    let place: Vec<&str> = place
        .iter()
        .rev()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let name = if props.href.is_empty() {
        text(&format!("Polo {}", polo.name))
    } else {
        html! { <a href={props.href.clone()}>{ text(&format!("Polo {}", polo.name)) }</a> }
    };
    html! {
        <article class="it-card polo-card">
            <div key="body" class="it-card-body">
                { heading(props.level, "it-card-title", name) }
                <dl key="facts" class="it-card-facts">
                    { fact(&props.texts, "map-marker", Key::card_address, text(&place.join(", "))) }
                    { fact(&props.texts, "pa", Key::page_polo_neighbourhoods, text(&names.join(", "))) }
                    { fact(&props.texts, "telephone", Key::card_phone, telephone(&polo.phone)) }
                </dl>
            </div>
        </article>
    }
}

fn fact(texts: &Texts, icon: &'static str, name: Key, words: Html) -> Html {
    html! {
        <div key={name as usize}>
            <dt key="name"><Icon name={icon} class="icon-sm" />{ texts.say(name) }</dt>
            <dd key="words">{ words }</dd>
        </div>
    }
}
