//! Structured data in the pages: what a search engine or an assistant finds there.

use crate::{Graph, PUBLISHED, is_hidden, words};
use content::{Kind, Page};
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{NamedNode, Term, Triple};
use serde_json::Value;

const SCHEMA: &str = "https://schema.org/";

/// The pieces of a page, as text: first those that bear the criteria's mark.
fn pieces(html: &str) -> (Vec<&str>, Vec<&str>) {
    let after = |opening: &str| -> Vec<&str> {
        html.split(opening)
            .skip(1)
            .map(|rest| rest.split("</script>").next().unwrap_or_default())
            .collect()
    };
    (
        after("<script type=\"application/ld+json\" data-element=\"metatag\">"),
        after("<script type=\"application/ld+json\">"),
    )
}

/// schema.org's own context says of most names no more than this does.
fn context() -> JsonLdRemoteDocument {
    JsonLdRemoteDocument {
        document: br#"{"@context":{"@vocab":"https://schema.org/"}}"#.to_vec(),
        document_url: "https://schema.org".to_owned(),
    }
}

fn graph(path: &str, html: &str) -> Graph {
    let (marked, plain) = pieces(html);
    let mut triples = Vec::new();
    for piece in marked.into_iter().chain(plain) {
        serde_json::from_str::<Value>(piece).unwrap_or_else(|error| panic!("{path}: {error}"));
        let parser = JsonLdParser::new().for_slice(piece);
        for quad in parser.with_load_document_callback(|address, _| {
            assert_eq!(address, "https://schema.org");
            Ok(context())
        }) {
            let quad = quad.unwrap_or_else(|error| panic!("{path}: {error}"));
            triples.push(Triple::new(quad.subject, quad.predicate, quad.object));
        }
    }
    Graph(triples)
}

/// Every end of the path, which must be texts that say something.
fn say(graph: &Graph, of: &Term, path: &str) -> Vec<String> {
    let names: Vec<String> = path.split('.').map(|name| format!("{SCHEMA}{name}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = graph.along(of, &names);
    assert!(!found.is_empty(), "{of} says no {path}");
    let said: Vec<String> = found.iter().map(|term| words(term).to_owned()).collect();
    for text in &said {
        assert!(!text.trim().is_empty(), "{of}: {path} is empty");
        assert!(!text.contains('<'), "{of}: {path} holds HTML: {text}");
    }
    said
}

fn one(graph: &Graph, class: &str) -> Term {
    let found = graph.of_class(&format!("{SCHEMA}{class}"));
    assert_eq!(found.len(), 1, "{class}: {found:?}");
    found[0].clone()
}

fn count(graph: &Graph, class: &str) -> usize {
    graph.of_class(&format!("{SCHEMA}{class}")).len()
}

fn pages(kind: Kind) -> Vec<(&'static Page, Graph)> {
    let of_kind: Vec<_> = PUBLISHED
        .content
        .pages()
        .iter()
        .filter(|page| page.kind == kind)
        .map(|page| (page, graph(&page.path, &PUBLISHED.pages[&page.path])))
        .collect();
    assert!(!of_kind.is_empty(), "no page is {kind:?}");
    of_kind
}

/// Whether the page is another language's, shown where its own has none: `/en/mappa/`.
fn is_borrowed(path: &str) -> bool {
    let (_, own) = path[1..].split_once('/').unwrap_or_default();
    let content = &PUBLISHED.content;
    !own.is_empty() && content.page(path).is_none() && content.page(&format!("/{own}")).is_some()
}

#[test]
fn every_page_says_what_it_is_and_how_one_gets_there() {
    for (path, html) in &PUBLISHED.pages {
        if is_borrowed(path) {
            assert!(is_hidden(html), "{path} is another page's double");
            continue;
        }
        let graph = graph(path, html);
        let here: Term = NamedNode::new(format!("{}{path}", PUBLISHED.host()))
            .expect("an address")
            .into();
        for name in ["name", "description", "inLanguage", "url", "isPartOf.name"] {
            say(&graph, &here, name);
        }
        let page = PUBLISHED.content.page(path);
        if let Some(page) = page {
            assert_eq!(say(&graph, &here, "dateModified"), [page.updated.to_string()]);
            assert_eq!(say(&graph, &here, "inLanguage"), [page.lang.as_str()]);
        }
        if page.is_some_and(|page| page.kind == Kind::Home) {
            assert_eq!(count(&graph, "BreadcrumbList"), 0, "{path}");
            continue;
        }
        let trail = one(&graph, "BreadcrumbList");
        assert!(graph.all(&here, &format!("{SCHEMA}breadcrumb")).contains(&&trail));
        let mut places: Vec<usize> = say(&graph, &trail, "itemListElement.position")
            .iter()
            .map(|place| place.parse().expect("a number"))
            .collect();
        places.sort_unstable();
        assert_eq!(places, (1..=places.len()).collect::<Vec<_>>(), "{path}");
        assert_eq!(say(&graph, &trail, "itemListElement.name").len(), places.len());
        let above = say(&graph, &trail, "itemListElement.item");
        assert_eq!(
            above.len() + 1,
            places.len(),
            "{path}: all but the page itself are addresses"
        );
        for address in &above {
            PUBLISHED.page_at(address);
        }
    }
}

#[test]
fn a_service_says_what_the_criteria_ask_and_more() {
    for (page, graph) in pages(Kind::Service) {
        let service = one(&graph, "GovernmentService");
        for path in [
            "name",
            "description",
            "serviceType",
            "serviceOperator.name",
            "provider.department.name",
            "areaServed.name",
            "audience.audienceType",
            "offers.description",
            "availableChannel.serviceUrl",
            "availableChannel.servicePhone.telephone",
            "availableChannel.serviceLocation.name",
            "availableChannel.serviceLocation.address.streetAddress",
            "availableChannel.serviceLocation.address.addressLocality",
        ] {
            say(&graph, &service, path);
        }
        let (marked, _) = pieces(&PUBLISHED.pages[&page.path]);
        let [marked] = marked[..] else {
            panic!("{}: one piece bears the criteria's mark", page.path)
        };
        let top: Value = serde_json::from_str(marked).expect("JSON");
        assert_eq!(top["name"], page.title, "the properties stand at the top level");
        for place in top["availableChannel"]["serviceLocation"]
            .as_array()
            .expect("places")
        {
            // The public facts of the example name no postal codes: the property is there, and empty until its Comune fills it.
            assert!(place["address"]["postalCode"].is_string());
        }
    }
}

#[test]
fn a_measure_says_who_gives_it() {
    for (page, graph) in pages(Kind::Measure) {
        let measure = one(&graph, "GovernmentService");
        for path in [
            "name",
            "description",
            "serviceType",
            "areaServed.name",
            "availableChannel.serviceUrl",
        ] {
            say(&graph, &measure, path);
        }
        let operator = say(&graph, &measure, "serviceOperator.name");
        let provider = &page.measure.as_ref().expect("its facts").provider;
        assert!(operator[0].starts_with(provider.as_str()), "{operator:?}");
    }
}

#[test]
fn a_polo_says_where_it_is_and_when_it_is_open() {
    for (_, graph) in pages(Kind::Polo) {
        let office = one(&graph, "GovernmentOffice");
        for path in [
            "name",
            "telephone",
            "address.streetAddress",
            "areaServed.name",
            "openingHoursSpecification.opens",
            "openingHoursSpecification.dayOfWeek",
            "parentOrganization.name",
        ] {
            say(&graph, &office, path);
        }
    }
}

#[test]
fn questions_have_answers_and_words_have_meanings() {
    for (page, graph) in pages(Kind::Questions) {
        let asked = one(&graph, "FAQPage");
        assert_eq!(say(&graph, &asked, "mainEntity.name").len(), page.sections.len());
        let answers = say(&graph, &asked, "mainEntity.acceptedAnswer.text");
        assert_eq!(answers.len(), page.sections.len());
        assert_eq!(count(&graph, "Answer"), page.sections.len());
    }
    for (page, graph) in pages(Kind::Glossary) {
        let set = one(&graph, "DefinedTermSet");
        assert_eq!(
            say(&graph, &set, "hasDefinedTerm.description").len(),
            page.sections.len()
        );
        for (section, name) in page.sections.iter().zip(say(&graph, &set, "hasDefinedTerm.name")) {
            assert!(section.title.starts_with(&name), "{name}");
        }
    }
}

#[test]
fn the_home_page_speaks_for_the_site_and_the_comune_and_sections_list_what_is_below() {
    for (_, graph) in pages(Kind::Home) {
        let site = graph.of_class(&format!("{SCHEMA}WebSite"));
        say(&graph, &site[0], "publisher.name");
        let comune = one(&graph, "GovernmentOrganization");
        for path in [
            "areaServed.name",
            "areaServed.containedInPlace.name",
            "contactPoint.telephone",
        ] {
            say(&graph, &comune, path);
        }
    }
    for (page, graph) in pages(Kind::Section).into_iter().chain(pages(Kind::Topic)) {
        let section = one(&graph, "CollectionPage");
        if !PUBLISHED.content.children(page).is_empty() {
            let below = say(&graph, &section, "mainEntity.itemListElement.url");
            for address in &below {
                PUBLISHED.page_at(address);
            }
        }
    }
}

#[test]
fn only_pages_about_a_thing_bear_the_mark_and_easy_pages_say_that_they_are() {
    for page in PUBLISHED.content.pages() {
        let html = &PUBLISHED.pages[&page.path];
        let (marked, plain) = pieces(html);
        let about_a_thing = matches!(page.kind, Kind::Service | Kind::Measure | Kind::Polo);
        assert_eq!(marked.len(), usize::from(about_a_thing), "{}", page.path);
        assert_eq!(plain.len(), 1, "{}", page.path);
        if page.easy_of.is_some() {
            let graph = graph(&page.path, html);
            let here: Term = NamedNode::new(format!("{}{}", PUBLISHED.host(), page.path))
                .expect("an address")
                .into();
            say(&graph, &here, "accessibilityFeature");
            say(&graph, &here, "isBasedOn");
        }
    }
}
