//! From a page of `content` to the page that the portal shows: names found for ids, lists made from the tree.

use content::{Kind, ServiceSection, Site};
use portal::page::{Card, Figure, Html, Link, Page, Section, Service, Teaser};
use portal::texts::Key;

/// The page as the portal shows it.
pub(super) fn page(site: &Site, page: &content::Page) -> Page {
    let sections = page.sections.iter().map(|section| Section {
        id: section.id.clone(),
        title: section.title.clone(),
        html: html(&section.html),
        element: section.role.map(element).unwrap_or_default().to_owned(),
        indexed: section.role.is_none_or(is_indexed),
    });
    let card = |card: &content::Card| Card {
        link: Link {
            text: card.title.clone(),
            href: card.href.clone(),
        },
        text: card.text.clone(),
        icon: card.icon.clone(),
    };
    Page {
        path: page.path.clone(),
        kind: kind(page.kind),
        title: page.title.clone(),
        description: page.description.clone(),
        updated: page.updated.to_string(),
        sources: page.sources.clone(),
        topics: page
            .topics
            .iter()
            .filter_map(|title| site.topic(&page.lang, title))
            .map(link)
            .collect(),
        trail: trail(site, page),
        children: children(site, page),
        cards: page.cards.iter().map(card).collect(),
        service: page
            .service
            .as_ref()
            .map(|service| self::service(site, page, service)),
        polo: page.polo.clone(),
        provider: page
            .measure
            .as_ref()
            .map(|measure| measure.provider.clone())
            .unwrap_or_default(),
        full: page.easy_of.as_deref().map(|path| full(site, page, path)),
        easy: site.easy_version(page).map(link),
        figures: page.figures.iter().map(figure).collect(),
        menu: page.menu.map(|menu| menu.as_str().to_owned()).unwrap_or_default(),
        body: html(&page.body_html()),
        intro: html(&page.intro_html),
        sections: sections.collect(),
    }
}

/// The full page of an easy one; a page of the app is called as its easy version is.
fn full(site: &Site, easy: &content::Page, path: &str) -> Link {
    Link {
        text: site.page(path).map_or(&easy.title, |page| &page.title).clone(),
        href: path.to_owned(),
    }
}

fn figure(figure: &content::Figure) -> Figure {
    Figure {
        label: figure.label.clone(),
        written: figure.written.clone(),
        from: figure.valid_from.to_string(),
        until: figure.valid_until.to_string(),
        source: figure.source.clone(),
        to_verify: figure.to_verify,
    }
}

fn html(trusted: &str) -> Html {
    Html(trusted.into())
}

fn link(page: &content::Page) -> Link {
    Link {
        text: page.title.clone(),
        href: page.path.clone(),
    }
}

fn kind(kind: Kind) -> portal::page::Kind {
    match kind {
        Kind::Text => portal::page::Kind::Text,
        Kind::Home => portal::page::Kind::Home,
        Kind::Section => portal::page::Kind::Section,
        Kind::Service => portal::page::Kind::Service,
        Kind::Polo => portal::page::Kind::Polo,
        Kind::Legal => portal::page::Kind::Legal,
        Kind::Sitemap => portal::page::Kind::Sitemap,
        Kind::Topic => portal::page::Kind::Topic,
        Kind::Measure => portal::page::Kind::Measure,
        Kind::Glossary => portal::page::Kind::Glossary,
        Kind::Questions => portal::page::Kind::Questions,
    }
}

/// From the home page down to the page's parent. Under a service stands its category, as the criteria ask.
fn trail(site: &Site, page: &content::Page) -> Vec<Link> {
    let mut trail = Vec::new();
    let mut parent = page.parent().and_then(|path| site.page(path));
    while let Some(above) = parent {
        trail.push(link(above));
        parent = above.parent().and_then(|path| site.page(path));
    }
    trail.reverse();
    // The home page's title greets; on the way to it, it is «Home».
    if let (Some(first), Some(home)) = (
        trail.first_mut(),
        site.texts(&page.lang).get(Key::app_home.name()),
    ) {
        first.text.clone_from(home);
    }
    if let Some(category) = page
        .service
        .as_ref()
        .and_then(|service| site.category(&page.lang, &service.category))
    {
        trail.push(link(category));
    }
    trail
}

/// What a page lists: the pages below it; for a topic, what speaks of it; for a category, its services; for the map, all.
fn children(site: &Site, page: &content::Page) -> Vec<Teaser> {
    let teaser = |depth: usize| {
        move |page: &content::Page| Teaser {
            link: link(page),
            text: page.description.clone(),
            depth,
            service: page.kind == Kind::Service,
            topic: page.kind == Kind::Topic,
        }
    };
    match page.kind {
        Kind::Section => {
            let mut listed: Vec<Teaser> = site.children(page).into_iter().map(teaser(1)).collect();
            let services = site.pages().iter().filter(|other| other.lang == page.lang);
            let services = services.filter(|other| {
                other
                    .service
                    .as_ref()
                    .is_some_and(|service| service.category == page.title)
            });
            let services: Vec<Teaser> = services.map(teaser(1)).collect();
            listed.extend(
                services
                    .into_iter()
                    .filter(|service| service.link.href != page.path),
            );
            listed
        }
        Kind::Topic => {
            let speaks =
                |other: &&content::Page| other.lang == page.lang && other.topics.contains(&page.title);
            site.pages().iter().filter(speaks).map(teaser(1)).collect()
        }
        Kind::Sitemap => {
            let mut all: Vec<&content::Page> = site
                .pages()
                .iter()
                .filter(|other| other.lang == page.lang)
                .collect();
            all.sort_by(|a, b| a.path.cmp(&b.path));
            all.into_iter()
                .map(|other| teaser(other.path.matches('/').count().saturating_sub(1))(other))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn service(site: &Site, page: &content::Page, service: &content::ServiceInfo) -> Service {
    let catalogue = site.catalogue(&page.lang);
    let category = site.category(&page.lang, &service.category).map(link);
    Service {
        category: category.unwrap_or_else(|| Link {
            text: service.category.clone(),
            href: String::new(),
        }),
        status: service.status.clone(),
        areas: service
            .areas
            .iter()
            .filter_map(|id| catalogue.area(id))
            .map(|area| area.name.clone())
            .collect(),
        audience: service.audience.clone(),
        cost: service.cost.clone(),
        motive: service.motive.clone().unwrap_or_default(),
    }
}

/// The attribute `data-element` that the criteria give each part of a service page; empty for those they do not name.
fn element(role: ServiceSection) -> &'static str {
    match role {
        ServiceSection::Addressed => "service-addressed",
        ServiceSection::HowTo => "service-how-to",
        ServiceSection::Needed => "service-needed",
        ServiceSection::Achieved => "service-achieved",
        ServiceSection::Calendar => "service-calendar-text",
        ServiceSection::Access => "service-generic-access",
        ServiceSection::Conditions => "service-file",
        ServiceSection::Contacts => "service-area",
        ServiceSection::Description | ServiceSection::Cost | ServiceSection::MoreInfo => "",
    }
}

/// The index of a service page holds these parts and no others.
fn is_indexed(role: ServiceSection) -> bool {
    !element(role).is_empty()
}
