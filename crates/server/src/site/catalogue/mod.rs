//! The catalogue of services and measures as open data, in the words of CPSV-AP and of its Italian profile: one graph,
//! written as Turtle, as RDF/XML and as JSON-LD. Every node has an address of its own, so that the three say the same to
//! the letter. Never here: what the pages say of themselves (`jsonld`).

mod graph;
mod names;
mod service;

use graph::Graph;
use names as n;
use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, Triple};
use oxrdfxml::RdfXmlSerializer;
use oxttl::TurtleSerializer;
use portal::Bundle;
use portal::shell::Related;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Each file's name, its media type and its code at the Publications Office.
const FILES: [(&str, &str, &str); 3] = [
    ("/catalogo/servizi.ttl", "text/turtle", "RDF_TURTLE"),
    ("/catalogo/servizi.rdf", "application/rdf+xml", "RDF_XML"),
    ("/catalogo/servizi.jsonld", "application/ld+json", "JSON_LD"),
];

/// The three files, as the head of the page of all services names them.
pub(super) fn related(bundle: &Bundle, title: &str) -> Vec<Related> {
    FILES
        .iter()
        .map(|(path, media_type, _)| Related {
            media_type,
            href: (*path).to_owned(),
            title: named(bundle, title),
        })
        .collect()
}

/// The catalogue's name: it may be read far from the portal.
fn named(bundle: &Bundle, title: &str) -> String {
    format!("{title} · {}", bundle.site.portal_name)
}

/// Writes the three files.
pub(super) fn write(out: &Path, content: &content::Site, bundles: &[Arc<Bundle>]) -> io::Result<()> {
    let Some(default) = bundles.first() else {
        return Ok(());
    };
    let triples = triples(content, default)?;
    let texts = [turtle(&triples)?, rdf_xml(&triples)?, json_ld(&triples)?];
    for ((path, ..), text) in FILES.iter().zip(texts) {
        let file = out.join(path.trim_start_matches('/'));
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, text)?;
    }
    Ok(())
}

/// The whole graph, in an order that depends on nothing but the content.
pub(super) fn triples(content: &content::Site, bundle: &Bundle) -> io::Result<Vec<Triple>> {
    let mut graph = Graph::new(content, bundle)?;
    dataset(&mut graph, content)?;
    service::all(&mut graph)?;
    Ok(graph.into_triples())
}

/// What the catalogue says of itself.
fn dataset(graph: &mut Graph<'_>, content: &content::Site) -> io::Result<()> {
    let (dataset, comune) = (graph.dataset.clone(), graph.comune.clone());
    let language = graph.language;
    graph.is(&dataset, n::DATASET);
    graph.words(&dataset, n::IDENTIFIER, "catalogo/servizi");
    let title = named(graph.bundle, graph.services_title());
    graph.say(&dataset, n::TITLE, &title, language);
    graph.tell(&dataset, n::PUBLISHER, &comune);
    graph.tell(&dataset, n::LICENSE, &n::CC_BY.into_owned());
    let landing = graph.at(graph.services_path())?;
    graph.is(&landing, n::DOCUMENT);
    graph.tell(&dataset, n::LANDING_PAGE, &landing);
    if let Some(newest) = service::catalogued(content).map(|page| page.updated).max() {
        graph.day(&dataset, n::MODIFIED, newest);
    }
    for (path, _, code) in FILES {
        let file = graph.at(path)?;
        graph.tell(&dataset, n::DISTRIBUTION, &file);
        graph.is(&file, n::DISTRIBUTION_CLASS);
        graph.tell(&file, n::DOWNLOAD, &file);
        graph.tell(&file, n::FORMAT, &graph::node(&n::file_type(code))?);
        graph.tell(&file, n::LICENSE, &n::CC_BY.into_owned());
    }
    Ok(())
}

fn turtle(triples: &[Triple]) -> io::Result<Vec<u8>> {
    let mut writer = TurtleSerializer::new();
    for (name, address) in n::PREFIXES {
        writer = writer.with_prefix(name, address).map_err(io::Error::other)?;
    }
    let mut writer = writer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

fn rdf_xml(triples: &[Triple]) -> io::Result<Vec<u8>> {
    let mut writer = RdfXmlSerializer::new();
    for (name, address) in n::PREFIXES {
        writer = writer.with_prefix(name, address).map_err(io::Error::other)?;
    }
    let mut writer = writer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

fn json_ld(triples: &[Triple]) -> io::Result<Vec<u8>> {
    let mut writer = JsonLdSerializer::new();
    for (name, address) in n::PREFIXES {
        writer = writer.with_prefix(name, address).map_err(io::Error::other)?;
    }
    let mut writer = writer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_quad(triple.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
    }
    writer.finish()
}
