//! The catalogue of services as open data: three files that say the same, and all that CPSV-AP asks of a service.

use crate::{Graph, PUBLISHED, is_node, words};
use content::{Kind, Page};
use oxjsonld::JsonLdParser;
use oxrdf::{NamedNode, Term, Triple};
use oxrdfxml::RdfXmlParser;
use oxttl::TurtleParser;
use std::collections::BTreeSet;

const DCT: &str = "http://purl.org/dc/terms/";
const CV: &str = "http://data.europa.eu/m8g/";
const CPSV: &str = "http://purl.org/vocab/cpsv#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn turtle() -> Vec<Triple> {
    let text = PUBLISHED.read("/catalogo/servizi.ttl");
    let triples: Result<_, _> = TurtleParser::new().for_slice(&text).collect();
    triples.expect("Turtle")
}

fn said(triples: &[Triple]) -> BTreeSet<String> {
    triples.iter().map(ToString::to_string).collect()
}

/// The services and measures of the default language, which the catalogue is about.
fn catalogued() -> impl Iterator<Item = &'static Page> {
    let pages = PUBLISHED.content.pages().iter();
    pages.filter(|page| page.lang == "it" && matches!(page.kind, Kind::Service | Kind::Measure))
}

fn service(page: &Page) -> Term {
    NamedNode::new(format!("{}{}#service", PUBLISHED.host(), page.path))
        .expect("an address")
        .into()
}

#[test]
fn the_three_files_say_the_same() {
    let turtle = turtle();
    let xml = PUBLISHED.read("/catalogo/servizi.rdf");
    let xml: Result<Vec<Triple>, _> = RdfXmlParser::new().for_slice(&xml).collect();
    let json = PUBLISHED.read("/catalogo/servizi.jsonld");
    let json: Result<Vec<Triple>, _> = JsonLdParser::new()
        .for_slice(&json)
        .map(|quad| quad.map(|quad| Triple::new(quad.subject, quad.predicate, quad.object)))
        .collect();
    let all = said(&turtle);
    assert_eq!(all, said(&xml.expect("RDF/XML")));
    assert_eq!(all, said(&json.expect("JSON-LD")));
    assert_eq!(all.len(), turtle.len(), "nothing is said twice");
    assert!(
        !all.iter().any(|triple| triple.contains("_:")),
        "every node has an address"
    );
}

#[test]
fn every_service_and_measure_has_what_the_profile_asks() {
    let graph = Graph(turtle());
    let services = graph.of_class(&format!("{CPSV}PublicService"));
    let italian = graph.of_class("https://w3id.org/italia/onto/CPSV/PublicService");
    assert_eq!(services, italian);
    assert_eq!(services.len(), catalogued().count());
    for page in catalogued() {
        let service = service(page);
        let text = |path: &[String]| -> Vec<String> {
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            let found = graph.along(&service, &names);
            assert!(!found.is_empty(), "{service} has no {path:?}");
            found.iter().map(|term| words(term).to_owned()).collect()
        };
        assert_eq!(text(&[format!("{DCT}identifier")]), [page.path.trim_matches('/')]);
        assert!(text(&[format!("{DCT}title")]).contains(&page.title));
        assert!(text(&[format!("{DCT}description")]).contains(&page.description));
        let authority = format!("{CV}hasCompetentAuthority");
        assert_eq!(text(&[authority.clone(), format!("{SKOS}prefLabel")]).len(), 1);
        text(&[authority.clone(), format!("{DCT}title")]);
        for path in [
            vec![authority, format!("{DCT}spatial")],
            vec![format!("{DCT}language")],
            vec![format!("{DCT}type")],
            vec![format!("{DCT}spatial")],
            vec![format!("{DCT}accessRights")],
            vec![format!("{CV}thematicArea")],
            vec![format!("{CV}sector")],
            vec![format!("{CV}isClassifiedBy")],
            vec!["http://www.w3.org/ns/adms#status".to_owned()],
            vec!["https://w3id.org/italia/onto/CPSV/hasiInteractivityLevel".to_owned()],
        ] {
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            assert!(
                !graph.along(&service, &names).is_empty(),
                "{service} has no {path:?}"
            );
        }
        text(&[format!("{CV}hasChannel"), format!("{DCT}identifier")]);
        assert!(
            graph.all(&service, &format!("{CV}processingTime")).is_empty(),
            "it is not known"
        );
        if page.kind == Kind::Service {
            for (how, class) in [
                (format!("{CPSV}produces"), "Output"),
                (format!("{CPSV}hasInput"), "Evidence"),
                (format!("{CV}hasCost"), "Cost"),
            ] {
                text(&[how.clone(), format!("{DCT}identifier")]);
                text(&[how.clone(), format!("{DCT}description")]);
                let parts = graph.all(&service, &how);
                assert!(graph.of_class(&format!("{CV}{class}")).contains(parts[0]));
            }
        }
    }
}

#[test]
fn texts_name_their_language_and_nodes_of_this_site_are_described() {
    let graph = Graph(turtle());
    let subjects: BTreeSet<String> = graph.0.iter().map(|triple| triple.subject.to_string()).collect();
    for triple in &graph.0 {
        if let Term::Literal(literal) = &triple.object
            && [
                format!("{DCT}title"),
                format!("{DCT}description"),
                format!("{SKOS}prefLabel"),
            ]
            .contains(&triple.predicate.as_str().to_owned())
        {
            assert!(literal.language().is_some(), "{triple}");
            assert!(!literal.value().contains('<'), "{triple}");
        }
        if let Term::NamedNode(node) = &triple.object
            && node.as_str().starts_with(PUBLISHED.host())
        {
            assert!(subjects.contains(&node.to_string()), "{node} is only named");
        }
    }
    let pages = graph.of_class("http://xmlns.com/foaf/0.1/Document");
    for page in pages {
        let Term::NamedNode(page) = page else {
            panic!("{page}")
        };
        PUBLISHED.page_at(page.as_str());
    }
}

#[test]
fn the_catalogue_names_its_licence_and_files_and_the_services_page_names_them_too() {
    let graph = Graph(turtle());
    let catalogue = &graph.of_class("http://www.w3.org/ns/dcat#Dataset")[0];
    let licence = graph.all(catalogue, &format!("{DCT}license"));
    assert!(is_node(
        licence[0],
        "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
    ));
    let files = graph.all(catalogue, "http://www.w3.org/ns/dcat#distribution");
    assert_eq!(files.len(), 3);
    for (file, kind) in files
        .into_iter()
        .zip(["text/turtle", "application/rdf+xml", "application/ld+json"])
    {
        let Term::NamedNode(file) = file else {
            panic!("{file}")
        };
        let path = file
            .as_str()
            .strip_prefix(PUBLISHED.host())
            .expect("of this site");
        assert!(PUBLISHED.file(path).is_file());
        let link = format!("<link rel=\"alternate\" type=\"{kind}\" href=\"{path}\"");
        let naming: Vec<&String> = PUBLISHED
            .pages
            .iter()
            .filter(|(_, html)| html.contains(&link))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(naming, ["/servizi/"]);
    }
}
