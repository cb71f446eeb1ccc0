//! The layout of pages of content, a kind each. Rendered by the server only; the attributes `data-element` are those of
//! the criteria for municipal sites.

mod lists;
mod service;

use crate::components::{Breadcrumb, OpeningHours, PageIndex, PoloCard, TextField};
use crate::dates;
use crate::hooks::use_bundle;
use crate::page::{Html as Trusted, Kind, Link, Page, Section};
use crate::route::Route;
use crate::texts::Key;
use domain::request::Step;
use std::sync::Arc;
use yew::prelude::*;

/// See [`ContentPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct ContentProps {
    /// The page.
    pub page: Arc<Page>,
}

/// A page of content, laid out as its kind asks.
#[component]
pub fn ContentPage(props: &ContentProps) -> Html {
    match props.page.kind {
        Kind::Home => html! { <Home page={props.page.clone()} /> },
        Kind::Service => html! { <service::Service page={props.page.clone()} /> },
        Kind::Section => framed(
            &props.page,
            html! { <lists::Listing page={props.page.clone()} /> },
        ),
        Kind::Topic => framed(&props.page, html! { <lists::About page={props.page.clone()} /> }),
        Kind::Sitemap => framed(
            &props.page,
            html! { <lists::Sitemap page={props.page.clone()} /> },
        ),
        Kind::Polo => framed(&props.page, html! { <PoloBody page={props.page.clone()} /> }),
        Kind::Legal => framed(&props.page, html! { <Legal page={props.page.clone()} /> }),
        Kind::Text | Kind::Measure => framed(&props.page, html! { <Reading page={props.page.clone()} /> }),
        Kind::Questions => framed(&props.page, html! { <Questions page={props.page.clone()} /> }),
        Kind::Glossary => framed(&props.page, html! { <Words page={props.page.clone()} /> }),
    }
}

/// HTML that `content` has made.
fn trusted(html: &Trusted) -> Html {
    Html::from_html_unchecked(AttrValue::from(html.0.to_string()))
}

/// Breadcrumb, heading, lead, then the body, then sources and date.
fn framed(page: &Arc<Page>, body: Html) -> Html {
    html! { <Frame page={page.clone()}>{ body }</Frame> }
}

#[derive(Clone, PartialEq, Properties)]
struct FrameProps {
    page: Arc<Page>,
    children: Html,
}

#[component]
fn Frame(props: &FrameProps) -> Html {
    let bundle = use_bundle();
    let page = &props.page;
    let class = if page.full.is_some() {
        "container py-3 easy"
    } else {
        "container py-3"
    };
    html! {
        <div {class}>
            <Breadcrumb texts={bundle.texts.clone()} trail={page.trail.clone()} current={page.title.clone()} />
            <header class="page-head">
                <h1>{ page.title.clone() }</h1>
                <p class="lead">{ page.description.clone() }</p>
                if !page.provider.is_empty() {
                    <p class="small">{ bundle.texts.fill(Key::page_provider, &[("provider", &page.provider)]) }</p>
                }
                { other_version(page, &bundle.texts) }
            </header>
            { props.children.clone() }
            <Colophon page={page.clone()} />
        </div>
    }
}

/// The way between a page and the same in easy words.
fn other_version(page: &Page, texts: &crate::texts::Texts) -> Html {
    let (link, words) = match (&page.easy, &page.full) {
        (Some(easy), _) => (easy, Key::page_easy_version),
        (None, Some(full)) => (full, Key::page_full_version),
        (None, None) => return Html::default(),
    };
    html! {
        <p class="other-version"><a href={link.href.clone()}>{ texts.get(words) }</a></p>
    }
}

/// The figures that the page shows: until when they hold, and whose they are.
fn figures(page: &Page, bundle: &crate::Bundle) -> Html {
    if page.figures.is_empty() {
        return Html::default();
    }
    let texts = &bundle.texts;
    let heads = [
        Key::page_figure,
        Key::page_figure_is,
        Key::page_figure_from,
        Key::page_figure_until,
        Key::page_figure_source,
    ];
    html! {
        <details class="figures">
            <summary>{ texts.get(Key::page_figures) }</summary>
            <div class="table-responsive" tabindex="0" role="region" aria-label={texts.get(Key::page_figures).to_owned()}>
                <table class="table">
                    <thead><tr>{ for heads.map(|head| html! { <th scope="col">{ texts.get(head) }</th> }) }</tr></thead>
                    <tbody>{ for page.figures.iter().map(|figure| html! {
                        <tr>
                            <td>{ figure.label.clone() }</td>
                            <td>{ figure.written.clone() }
                                if figure.to_verify { <small class="to-verify">{ " (" }{ texts.get(Key::rate_to_verify) }{ ")" }</small> }</td>
                            <td>{ dates::day(bundle, &figure.from) }</td>
                            <td>{ dates::day(bundle, &figure.until) }</td>
                            <td>{ source(&figure.source) }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
        </details>
    }
}

/// A source is a name, and often an address behind it, which is a link and not a line of letters.
fn source(written: &str) -> Html {
    let words = written.split_whitespace();
    let is_address = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let (addresses, name): (Vec<&str>, Vec<&str>) = words.partition(is_address);
    let name = name.join(" ");
    let name = name.trim_end_matches([',', ';', ':', '·', ' ']).to_owned();
    match addresses.first() {
        Some(address) => {
            html! { <a href={(*address).to_owned()} rel="noopener noreferrer">{ name }</a> }
        }
        None => html! { { name } },
    }
}

/// Topics, sources, date.
#[component]
fn Colophon(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let (texts, page) = (&bundle.texts, &props.page);
    html! {
        <footer class="page-foot">
            { figures(page, &bundle) }
            if !page.topics.is_empty() {
                <p class="page-topics">{ texts.get(Key::page_topics) }{ ": " }
                    { for page.topics.iter().map(|topic| html! {
                        <a class="chip chip-simple" href={topic.href.clone()} data-element="service-topic"><span class="chip-label">{ topic.text.clone() }</span></a>
                    }) }
                </p>
            }
            if !page.sources.is_empty() {
                <p class="small">{ format!("{}: {}.", texts.get(Key::page_sources), page.sources.join("; ")) }</p>
            }
            if !page.updated.is_empty() {
                <p class="small">{ format!("{}: ", texts.get(Key::page_updated)) }<time datetime={page.updated.clone()}>{ dates::day(&bundle, &page.updated) }</time></p>
            }
        </footer>
    }
}

#[component]
fn Home(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let (texts, page) = (&bundle.texts, &props.page);
    let topics = if bundle.prefix().is_empty() {
        html! { <p><a href="/argomenti/" data-element="all-topics">{ texts.get(Key::page_all_topics) }</a></p> }
    } else {
        Html::default()
    };
    html! {
        <>
            <section class="it-hero-wrapper hero">
                <div class="container">
                    <div class="it-hero-text-wrapper">
                        <h1>{ page.title.clone() }</h1>
                        <p class="lead">{ page.description.clone() }</p>
                        { other_version(page, texts) }
                        <p><a class="btn btn-primary btn-lg" href={Route::Request(Step::Reason).path(&bundle)}>{ texts.get(Key::page_book) }</a></p>
                    </div>
                </div>
            </section>
            <div class="container py-4">
                <div class="prose">{ trusted(&page.intro) }</div>
                { search(&bundle) }
                { lists::cards(&page.cards, 2) }
                { for page.sections.iter().map(|section| html! { <div class="prose">{ heading(section) }{ trusted(&section.html) }</div> }) }
                { topics }
                <Colophon page={page.clone()} />
            </div>
        </>
    }
}

/// The field of the search: its words are sent to the page that answers them, which is live.
fn search(bundle: &crate::Bundle) -> Html {
    let texts = &bundle.texts;
    html! {
        <form class="home-search" role="search" method="post" action={crate::guide::action(Route::Search.path(bundle))} autocomplete="off">
            <TextField texts={texts.clone()} name={crate::guide::FIELD} label={texts.get(Key::search_label).to_owned()}
                hint={texts.get(Key::search_hint).to_owned()} kind="search" autocomplete="off" />
            <button type="submit" class="btn btn-outline-primary">{ texts.get(Key::search_button) }</button>
        </form>
    }
}

fn heading(section: &Section) -> Html {
    html! { <h2 id={section.id.clone()}>{ section.title.clone() }</h2> }
}

/// The names of the parts, where there are enough to be lost among.
fn index(page: &Page, texts: &crate::texts::Texts) -> Html {
    let parts: Vec<Link> = page
        .sections
        .iter()
        .filter(|section| section.indexed)
        .map(|section| Link {
            text: section.title.clone(),
            href: format!("#{}", section.id),
        })
        .collect();
    if parts.len() < 3 {
        return Html::default();
    }
    html! { <PageIndex texts={texts.clone()} {parts} /> }
}

#[component]
fn Reading(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let page = &props.page;
    let parts = page
        .sections
        .iter()
        .map(|section| html! { <>{ heading(section) }{ trusted(&section.html) }</> });
    // One thing at a time: an easy page has no list of what is to come.
    if page.full.is_some() {
        return html! { <div class="prose">{ trusted(&page.intro) }{ for parts }</div> };
    }
    html! {
        <>
            // The first words, a number to call among them, stand before the list of the parts.
            <div class="prose">{ trusted(&page.intro) }</div>
            <div class="row">
                <div class="col-12 col-lg-4">{ index(page, &bundle.texts) }</div>
                <div class="col-12 col-lg-8 prose">{ for parts }</div>
            </div>
        </>
    }
}

/// Questions to look through, each with its answer behind it.
#[component]
fn Questions(props: &ContentProps) -> Html {
    let page = &props.page;
    html! {
        <div class="prose">
            { trusted(&page.intro) }
            { for page.sections.iter().map(|section| html! {
                <details class="question">
                    <summary>{ heading(section) }</summary>
                    { trusted(&section.html) }
                </details>
            }) }
        </div>
    }
}

/// The words that are explained, first all together, then one below the other.
#[component]
fn Words(props: &ContentProps) -> Html {
    let page = &props.page;
    html! {
        <div class="prose">
            { trusted(&page.intro) }
            <ul class="words">
                { for page.sections.iter().map(|section| html! {
                    <li><a href={format!("#{}", section.id)}>{ section.title.split(',').next().unwrap_or_default().to_owned() }</a></li>
                }) }
            </ul>
            { for page.sections.iter().map(|section| html! {
                <section aria-labelledby={section.id.clone()}>{ heading(section) }{ trusted(&section.html) }</section>
            }) }
        </div>
    }
}

#[component]
fn Legal(props: &ContentProps) -> Html {
    let page = &props.page;
    html! {
        <div class="prose">
            { trusted(&page.intro) }
            { for page.sections.iter().enumerate().map(|(at, section)| {
                // The criteria ask for the licence of the contents, which comes first.
                let (title, body) = if at == 0 { (Some("legal-notes-section"), Some("legal-notes-body")) } else { (None, None) };
                html! {
                    <section>
                        <h2 id={section.id.clone()} data-element={title}>{ section.title.clone() }</h2>
                        <div data-element={body}>{ trusted(&section.html) }</div>
                    </section>
                }
            }) }
        </div>
    }
}

#[component]
fn PoloBody(props: &ContentProps) -> Html {
    let bundle = use_bundle();
    let (texts, page) = (&bundle.texts, &props.page);
    let Some(polo) = page.polo.as_deref().and_then(|id| bundle.catalogue.polo(id)) else {
        return Html::default();
    };
    let areas = polo.areas.iter().filter_map(|id| bundle.catalogue.area(id));
    let source = texts.fill(
        Key::page_polo_fact_source,
        &[
            ("source", &polo.source),
            ("date", &dates::month(&bundle, &polo.source_date)),
        ],
    );
    html! {
        <div class="row">
            <div class="col-12 col-lg-7">
                <div class="prose">{ trusted(&page.body) }</div>
                <h2 id="aree">{ texts.get(Key::page_polo_areas) }</h2>
                <dl class="facts">
                    { for areas.map(|area| html! { <div class="facts-row"><dt>{ area.name.clone() }</dt><dd>{ area.lead.clone() }</dd></div> }) }
                </dl>
            </div>
            <div class="col-12 col-lg-5">
                <h2 id="contatti">{ texts.get(Key::page_polo_contacts) }</h2>
                <PoloCard texts={texts.clone()} polo={polo.clone()} />
                <OpeningHours texts={texts.clone()} hours={polo.hours.clone()} />
                <p class="small">{ source }</p>
                <p><a class="btn btn-primary" href={Route::Request(Step::Reason).path(&bundle)}>{ texts.get(Key::page_book) }</a></p>
            </div>
        </div>
    }
}
