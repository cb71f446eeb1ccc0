//! What the catalogue says of a service or a measure, in every language that has its page. How long one takes is a text
//! of the page and no figure, so that `cv:processingTime` is left out rather than guessed.

use super::super::plain;
use super::graph::{self, Graph};
use super::names as n;
use content::{Kind, Page, ServiceSection, Site};
use oxrdf::{NamedNode, NamedNodeRef};
use std::io;

/// The provider of a measure that the Comune itself gives, as the front matter says it.
const COMUNE: &str = "Comune";

/// The pages that the catalogue speaks of: those of the default language.
pub(super) fn catalogued(content: &Site) -> impl Iterator<Item = &Page> {
    let language = content.settings.default_language();
    content
        .pages()
        .iter()
        .filter(move |page| page.lang == language && matches!(page.kind, Kind::Service | Kind::Measure))
}

/// Every service and every measure.
pub(super) fn all(graph: &mut Graph<'_>) -> io::Result<()> {
    let content = graph.content;
    for page in catalogued(content) {
        one(graph, page)?;
    }
    Ok(())
}

fn one(graph: &mut Graph<'_>, page: &Page) -> io::Result<()> {
    let service = graph.at(&format!("{}#service", page.path))?;
    graph.is(&service, n::PUBLIC_SERVICE);
    graph.is(&service, n::IT_PUBLIC_SERVICE);
    graph.words(&service, n::IDENTIFIER, page.path.trim_matches('/'));
    for version in versions(graph, page) {
        said_in(graph, &service, version)?;
    }
    graph.day(&service, n::MODIFIED, page.updated);
    let (dataset, contact) = (graph.dataset.clone(), graph.contact_point()?);
    graph.tell(&service, n::IS_PART_OF, &dataset);
    graph.tell(&service, n::CONTACT_POINT, &contact);
    graph.tell(&service, n::ACCESS_RIGHTS, &n::PUBLIC.into_owned());
    social_protection(graph, &service)?;
    for title in &page.topics {
        if let Some(topic) = graph.content.topic(&page.lang, title) {
            let concept = graph.at(&topic.path)?;
            graph.concept(&concept, &topic.title);
            graph.tell(&service, n::IS_CLASSIFIED_BY, &concept);
        }
    }
    if page.kind == Kind::Measure {
        measure(graph, &service, page)
    } else {
        municipal(graph, &service, page)
    }
}

/// A service of the Comune.
fn municipal(graph: &mut Graph<'_>, service: &NamedNode, page: &Page) -> io::Result<()> {
    let (comune, place) = (graph.comune.clone(), graph.place.clone());
    graph.tell(service, n::HAS_COMPETENT_AUTHORITY, &comune);
    graph.tell(service, n::SPATIAL, &place);
    sector(graph, service, n::SOCIAL_WORK);
    graph.tell(service, n::IT_AUTHENTICATION, &n::NO_AUTHENTICATION.into_owned());
    graph.tell(service, n::IT_INTERACTIVITY, &n::TWO_WAYS.into_owned());
    let channels = [graph.web_form()?, graph.telephone()?];
    for channel in &channels {
        graph.tell(service, n::HAS_CHANNEL, channel);
    }
    for polo in &graph.bundle.catalogue.poli {
        let desk = graph.desk(polo)?;
        graph.tell(service, n::HAS_CHANNEL, &desk);
    }
    let Some(info) = &page.service else {
        return Ok(());
    };
    theme(graph, service, &info.category)?;
    if let Some(status) = status(&info.status) {
        status_is(graph, service, status);
    }
    for area in info.areas.iter().filter_map(|id| graph.bundle.catalogue.area(id)) {
        let concept = graph.at(&format!("/catalogo/#area-{}", area.id))?;
        graph.concept(&concept, &area.name);
        graph.tell(service, n::IS_CLASSIFIED_BY, &concept);
    }
    Ok(())
}

/// A measure of the State. It is asked for where its page says; the page itself informs.
fn measure(graph: &mut Graph<'_>, service: &NamedNode, page: &Page) -> io::Result<()> {
    let italy = n::ITALY.into_owned();
    graph.tell(service, n::SPATIAL, &italy);
    graph.is(&italy, n::LOCATION);
    let provider = page.measure.as_ref().map_or(COMUNE, |measure| &measure.provider);
    let authority = if provider == COMUNE {
        graph.comune.clone()
    } else {
        let id = in_an_address(provider);
        let authority = graph.at(&format!("/catalogo/#ente-{id}"))?;
        graph.organisation(&authority, &id, provider, &italy);
        authority
    };
    graph.tell(service, n::HAS_COMPETENT_AUTHORITY, &authority);
    sector(graph, service, n::SOCIAL_SECURITY);
    theme(graph, service, n::ASSISTANCE)?;
    status_is(graph, service, n::ACTIVE);
    graph.tell(service, n::IT_INTERACTIVITY, &n::INFORMATION.into_owned());
    let name = page.path.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let channel = graph.web_page(&format!("pagina-{name}"), page)?;
    graph.tell(service, n::HAS_CHANNEL, &channel);
    Ok(())
}

/// The page in each language that has it, the default one first.
fn versions<'a>(graph: &Graph<'a>, page: &'a Page) -> Vec<&'a Page> {
    let others = page.alternates.iter().filter(|(_, path)| *path != page.path);
    let others = others.filter_map(|(_, path)| graph.content.page(path));
    [page].into_iter().chain(others).collect()
}

/// What the page of one language says.
fn said_in(graph: &mut Graph<'_>, service: &NamedNode, page: &Page) -> io::Result<()> {
    let language = page.lang.as_str();
    graph.say(service, n::TITLE, &page.title, language);
    graph.say(service, n::DESCRIPTION, &page.description, language);
    if let Some(address) = n::language(language) {
        let spoken = graph::node(&address)?;
        graph.is(&spoken, n::LINGUISTIC_SYSTEM);
        graph.tell(service, n::LANGUAGE, &spoken);
    }
    let here = graph.at(&page.path)?;
    graph.is(&here, n::DOCUMENT);
    graph.tell(service, n::PAGE, &here);
    part(
        graph,
        service,
        page,
        ServiceSection::Needed,
        "input",
        (n::HAS_INPUT, n::EVIDENCE, n::IT_INPUT),
    )?;
    part(
        graph,
        service,
        page,
        ServiceSection::Achieved,
        "output",
        (n::PRODUCES, n::OUTPUT, n::IT_OUTPUT),
    )?;
    part(
        graph,
        service,
        page,
        ServiceSection::Conditions,
        "rule",
        (n::FOLLOWS, n::RULE, n::IT_RULE),
    )?;
    let Some(info) = &page.service else {
        return Ok(());
    };
    let audience = beside(service, "audience")?;
    graph.is(&audience, n::CONCEPT);
    graph.say(&audience, n::PREF_LABEL, &info.audience, language);
    graph.tell(service, n::AUDIENCE, &audience);
    let cost = beside(service, "cost")?;
    graph.is(&cost, n::COST);
    graph.is(&cost, n::IT_COST);
    identify(graph, &cost);
    graph.say(&cost, n::DESCRIPTION, &info.cost, language);
    graph.tell(service, n::HAS_COST, &cost);
    Ok(())
}

/// A section of the page that is a thing of its own in the catalogue.
fn part(
    graph: &mut Graph<'_>,
    service: &NamedNode,
    page: &Page,
    section: ServiceSection,
    name: &str,
    (how, class, italian): (NamedNodeRef<'_>, NamedNodeRef<'_>, NamedNodeRef<'_>),
) -> io::Result<()> {
    let Some(section) = page.section(section) else {
        return Ok(());
    };
    let part = beside(service, name)?;
    graph.is(&part, class);
    graph.is(&part, italian);
    identify(graph, &part);
    graph.say(
        &part,
        n::TITLE,
        &format!("{}: {}", page.title, section.title),
        &page.lang,
    );
    graph.say(&part, n::DESCRIPTION, &plain::text(&section.html), &page.lang);
    graph.tell(service, how, &part);
    Ok(())
}

/// `…#service` and `…#cost` are of the same page.
fn beside(service: &NamedNode, name: &str) -> io::Result<NamedNode> {
    let page = service.as_str().trim_end_matches("service");
    graph::node(&format!("{page}{name}"))
}

/// A part is told from others by its own address.
fn identify(graph: &mut Graph<'_>, part: &NamedNode) {
    let host = &graph.bundle.site.host;
    let id = part.as_str().strip_prefix(host.as_str()).unwrap_or(part.as_str());
    let id = id.trim_start_matches('/').to_owned();
    graph.words(part, n::IDENTIFIER, &id);
}

fn sector(graph: &mut Graph<'_>, service: &NamedNode, code: NamedNodeRef<'_>) {
    let code = code.into_owned();
    graph.is(&code, n::CONCEPT);
    graph.tell(service, n::SECTOR, &code);
}

/// A category that is none of the subject matters of municipal services is left out.
fn theme(graph: &mut Graph<'_>, service: &NamedNode, category: &str) -> io::Result<()> {
    let Some((matter, theme)) = n::matter(category) else {
        return Ok(());
    };
    let (matter, theme) = (graph::node(&matter)?, graph::node(&theme)?);
    graph.concept(&matter, category);
    graph.is(&theme, n::CONCEPT);
    graph.tell(service, n::THEMATIC_AREA, &matter);
    graph.tell(service, n::THEMATIC_AREA, &theme);
    graph.tell(service, n::IT_THEME, &theme);
    Ok(())
}

/// The function of government: division 10 of COFOG, which has no address that its keepers stand by.
fn social_protection(graph: &mut Graph<'_>, service: &NamedNode) -> io::Result<()> {
    let function = graph.at("/catalogo/#cofog-10")?;
    graph.is(&function, n::CONCEPT);
    graph.words(&function, n::NOTATION, "10");
    graph.say(&function, n::PREF_LABEL, "Protezione sociale", "it");
    graph.say(&function, n::PREF_LABEL, "Social protection", "en");
    graph.tell(service, n::DCT_TYPE, &function);
    Ok(())
}

fn status_is(graph: &mut Graph<'_>, service: &NamedNode, status: NamedNodeRef<'_>) {
    let status = status.into_owned();
    graph.is(&status, n::CONCEPT);
    graph.tell(service, n::STATUS, &status);
}

/// The three that the Italian profile knows, as pages write them.
fn status(written: &str) -> Option<NamedNodeRef<'static>> {
    match written.to_lowercase().as_str() {
        "attivo" => Some(n::ACTIVE),
        "non attivo" => Some(n::WITHDRAWN),
        "in fase di sviluppo" => Some(n::UNDER_DEVELOPMENT),
        _ => None,
    }
}

/// «Ministero dell'agricoltura (MASAF)» becomes `ministero-dell-agricoltura-masaf`.
fn in_an_address(name: &str) -> String {
    let letters = name.chars().map(|c| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            ' '
        }
    });
    let name: String = letters.collect();
    name.split_whitespace().collect::<Vec<_>>().join("-")
}
