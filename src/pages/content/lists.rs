//! Pages that lead to pages: sections, topics, the map of the site, cards.

use super::{ContentProps, trusted};
use crate::components::Card as CardView;
use crate::hooks::use_bundle;
use crate::page::{Card, Teaser};
use crate::route::Route;
use crate::texts::Key;
use domain::request::Step;
use yew::prelude::*;

/// Cards in a grid.
pub(super) fn cards(cards: &[Card], level: u8) -> Html {
    if cards.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="row list-unstyled cards">
            { for cards.iter().map(|card| html! {
                <li class="col-12 col-md-6 col-lg-4">
                    <CardView title={card.link.text.clone()} href={card.link.href.clone()} text={card.text.clone()} icon={card.icon.clone()} {level} />
                </li>
            }) }
        </ul>
    }
}

fn teasers(teasers: &[Teaser], level: u8) -> Html {
    let element = |teaser: &Teaser| match teaser {
        teaser if teaser.service => Some(AttrValue::Static("service-link")),
        teaser if teaser.topic => Some(AttrValue::Static("topic-element")),
        _ => None,
    };
    html! {
        <ul class="row list-unstyled cards">
            { for teasers.iter().map(|teaser| html! {
                <li class="col-12 col-md-6 col-lg-4">
                    <CardView title={teaser.link.text.clone()} href={teaser.link.href.clone()} text={teaser.text.clone()} {level} element={element(teaser)} />
                </li>
            }) }
        </ul>
    }
}

/// A section: its words, its cards, the pages below it.
#[component]
pub(super) fn Listing(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let (texts, page) = (&bundle.texts, &props.page);
    let (services, others): (Vec<Teaser>, Vec<Teaser>) =
        page.children.iter().cloned().partition(|teaser| teaser.service);
    // What a card leads to already is not listed again.
    let others: Vec<Teaser> = others
        .into_iter()
        .filter(|teaser| !page.cards.iter().any(|card| card.link.href == teaser.link.href))
        .collect();
    let booking = page.menu == "all-services" || !services.is_empty();
    html! {
        <>
            <div class="prose">{ trusted(&page.body) }</div>
            { cards(&page.cards, 2) }
            if !services.is_empty() {
                <h2 id="servizi">{ texts.get(Key::page_services_list) }</h2>
                { teasers(&services, 3) }
            }
            if !others.is_empty() {
                <h2 id="sezione">{ texts.get(Key::page_in_this_section) }</h2>
                { teasers(&others, 3) }
            }
            if booking {
                <div class="callout callout-highlight">
                    <p>{ texts.get(Key::page_book_text) }</p>
                    <p><a class="btn btn-primary" href={Route::Request(Step::Reason).path(&bundle)} data-element="appointment-booking">{ texts.get(Key::page_book) }</a></p>
                </div>
            }
        </>
    }
}

/// A topic: its words, and the pages that speak of it.
#[component]
pub(super) fn About(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let page = &props.page;
    html! {
        <>
            <div class="prose">{ trusted(&page.body) }</div>
            if !page.children.is_empty() {
                <h2 id="pagine">{ bundle.texts.get(Key::page_about_topic) }</h2>
                { teasers(&page.children, 3) }
            }
        </>
    }
}

/// Every page, as deep as it lies.
#[component]
pub(super) fn Sitemap(props: &ContentProps) -> Html {
    let page = &props.page;
    html! {
        <>
            <div class="prose">{ trusted(&page.body) }</div>
            { tree(&page.children) }
        </>
    }
}

/// A list of lists: each page holds those below it.
fn tree(pages: &[Teaser]) -> Html {
    let mut items = Vec::new();
    let mut rest = pages;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().take_while(|page| page.depth > first.depth).count();
        let (inside, next) = after.split_at(below);
        items.push(html! {
            <li>
                <a href={first.link.href.clone()}>{ first.link.text.clone() }</a>
                if !inside.is_empty() { { tree(inside) } }
            </li>
        });
        rest = next;
    }
    html! { <ul class="sitemap">{ for items }</ul> }
}
