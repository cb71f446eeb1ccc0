//! Structured data for those who read pages by program: JSON-LD in the words of schema.org. A page has up to two pieces:
//! the thing that it is about, with the properties that the criteria name at their top level (R.SI.1.1), and the page
//! itself with its trail. Never here: the elements that hold them (`portal::shell::head`), the catalogue in RDF.

mod things;

use super::plain;
use domain::request::Step;
use portal::page::{Kind, Link, Page};
use portal::{Bundle, Route};
use serde_json::{Value, json};

const CONTEXT: &str = "https://schema.org";

/// What programs read of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Data {
    /// The service, measure or office that the page is about; empty where it is about none.
    pub thing: String,
    /// The page itself and the way to it.
    pub graph: String,
}

/// Of a page of content.
pub(super) fn page(bundle: &Bundle, page: &Page) -> Data {
    let thing = match page.kind {
        Kind::Service => things::service(bundle, page),
        Kind::Measure => Some(things::measure(bundle, page)),
        Kind::Polo => things::office(bundle, page),
        _ => None,
    };
    let mut node = web_page(bundle, &page.path, &page.title, &page.description);
    node["dateModified"] = json!(page.updated);
    match page.kind {
        Kind::Section | Kind::Topic => {
            node["@type"] = json!("CollectionPage");
            if !page.children.is_empty() {
                node["mainEntity"] = list(bundle, page);
            }
        }
        Kind::Questions => {
            node["@type"] = json!("FAQPage");
            node["mainEntity"] = page.sections.iter().map(question).collect();
        }
        Kind::Glossary => node["mainEntity"] = terms(bundle, page),
        Kind::Home => node["about"] = json!({ "@id": organization_id(bundle) }),
        _ => {}
    }
    if let Some(thing) = &thing {
        node["mainEntity"] = json!({ "@id": thing["@id"] });
    }
    if let Some(full) = &page.full {
        // Pictograms have their words, and short sections their headings.
        node["accessibilityFeature"] = json!(["alternativeText", "structuralNavigation"]);
        node["isBasedOn"] = json!(url(bundle, &full.href));
    }
    let mut others = Vec::new();
    if page.kind == Kind::Home {
        others.extend([things::web_site(bundle), things::organization(bundle)]);
    }
    Data {
        thing: thing.map(in_context).unwrap_or_default(),
        graph: graph(node, others, trail(bundle, &page.trail, &page.path, &page.title)),
    }
}

/// Of a page of the app.
pub(super) fn typed(bundle: &Bundle, route: &Route, title: &str, description: &str) -> Data {
    let mut trail = vec![Link {
        text: bundle.texts.get(portal::texts::Key::app_home).to_owned(),
        href: format!("{}/", bundle.prefix()),
    }];
    let first = Route::Request(Step::Reason);
    if *route == Route::Receipt || (matches!(route, Route::Request(_)) && *route != first) {
        trail.push(Link {
            text: portal::pages::title(bundle, &first).0,
            href: first.path(bundle),
        });
    }
    let path = route.path(bundle);
    let node = web_page(bundle, &path, title, description);
    Data {
        thing: String::new(),
        graph: graph(node, Vec::new(), self::trail(bundle, &trail, &path, title)),
    }
}

fn web_page(bundle: &Bundle, path: &str, title: &str, description: &str) -> Value {
    let site = &bundle.site;
    json!({
        "@type": "WebPage",
        "@id": url(bundle, path),
        "url": url(bundle, path),
        "name": title,
        "description": description,
        "inLanguage": bundle.language.id,
        "isPartOf": { "@type": "WebSite", "@id": web_site_id(bundle), "name": site.portal_name, "url": url(bundle, "/") },
    })
}

/// The way to a page and the page itself; nothing where nothing stands above it.
fn trail(bundle: &Bundle, trail: &[Link], path: &str, title: &str) -> Option<Value> {
    if trail.is_empty() {
        return None;
    }
    let above = trail.iter().enumerate().map(|(at, link)| {
        json!({ "@type": "ListItem", "position": at + 1, "name": link.text, "item": url(bundle, &link.href) })
    });
    let here = json!({ "@type": "ListItem", "position": trail.len() + 1, "name": title });
    let items: Vec<Value> = above.chain([here]).collect();
    let id = format!("{}#breadcrumb", url(bundle, path));
    Some(json!({ "@type": "BreadcrumbList", "@id": id, "itemListElement": items }))
}

fn graph(mut page: Value, others: Vec<Value>, trail: Option<Value>) -> String {
    if let Some(trail) = &trail {
        page["breadcrumb"] = json!({ "@id": trail["@id"] });
    }
    let graph: Vec<Value> = [page].into_iter().chain(others).chain(trail).collect();
    json!({ "@context": CONTEXT, "@graph": graph }).to_string()
}

fn in_context(mut thing: Value) -> String {
    thing["@context"] = json!(CONTEXT);
    thing.to_string()
}

fn list(bundle: &Bundle, page: &Page) -> Value {
    let item = |(at, child): (usize, &portal::page::Teaser)| json!({ "@type": "ListItem", "position": at + 1, "url": url(bundle, &child.link.href) });
    let items: Vec<Value> = page.children.iter().enumerate().map(item).collect();
    json!({ "@type": "ItemList", "itemListElement": items })
}

fn question(section: &portal::page::Section) -> Value {
    json!({
        "@type": "Question",
        "name": section.title,
        "acceptedAnswer": { "@type": "Answer", "text": plain::text(&section.html.0) },
    })
}

/// The heading of a word holds its other forms too, after commas.
fn terms(bundle: &Bundle, page: &Page) -> Value {
    let here = url(bundle, &page.path);
    let term = |section: &portal::page::Section| {
        let mut forms = section.title.split(',').map(str::trim);
        let mut term = json!({
            "@type": "DefinedTerm",
            "@id": format!("{here}#{}", section.id),
            "name": forms.next(),
            "description": plain::text(&section.html.0),
        });
        let others: Vec<&str> = forms.collect();
        if !others.is_empty() {
            term["alternateName"] = json!(others);
        }
        term
    };
    json!({
        "@type": "DefinedTermSet",
        "@id": format!("{here}#terms"),
        "name": page.title,
        "hasDefinedTerm": page.sections.iter().map(term).collect::<Vec<_>>(),
    })
}

fn url(bundle: &Bundle, path: &str) -> String {
    format!("{}{path}", bundle.site.host)
}

fn web_site_id(bundle: &Bundle) -> String {
    url(bundle, "/#website")
}

fn organization_id(bundle: &Bundle) -> String {
    url(bundle, "/#comune")
}
