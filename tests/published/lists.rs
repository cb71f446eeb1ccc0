//! The lists beside the pages: the site map, the news, whom to tell of a hole; and the picture of shared links.

use crate::{PUBLISHED, is_hidden};
use atom_syndication::Feed;
use content::Kind;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

#[test]
fn the_site_map_lists_every_page_that_may_be_found_and_no_other() {
    let text = PUBLISHED.read("/sitemap.xml");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let mut listed = BTreeMap::new();
    for url in document
        .root_element()
        .children()
        .filter(|node| node.has_tag_name((SITEMAP, "url")))
    {
        let child = |name| url.children().find(|node| node.has_tag_name((SITEMAP, name)));
        let path = PUBLISHED.page_at(child("loc").and_then(|node| node.text()).expect("an address"));
        let languages: BTreeMap<&str, &str> = url
            .children()
            .filter(|node| node.has_tag_name((XHTML, "link")))
            .map(|link| {
                let href = link.attribute("href").expect("an address");
                (
                    link.attribute("hreflang").expect("a language"),
                    PUBLISHED.page_at(href),
                )
            })
            .collect();
        if let Some(page) = PUBLISHED.content.page(path) {
            let day = child("lastmod").and_then(|node| node.text());
            assert_eq!(day, Some(page.updated.to_string().as_str()), "{path}");
        }
        assert!(listed.insert(path, languages).is_none(), "{path} is listed twice");
    }
    let to_be_found: BTreeSet<&str> = PUBLISHED
        .pages
        .iter()
        .filter(|(_, html)| !is_hidden(html))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(listed.keys().copied().collect::<BTreeSet<_>>(), to_be_found);
    assert!(!text.contains("/catalogo/"));
    for (path, languages) in &listed {
        if languages.is_empty() {
            continue;
        }
        assert!(
            languages.len() > 2 && languages.contains_key("x-default"),
            "{path}"
        );
        assert!(languages.values().any(|own| own == path), "{path} names itself");
        for other in languages.values() {
            assert_eq!(&listed[other], languages, "{path} and {other} name each other");
        }
    }
    assert!(
        PUBLISHED
            .read("/robots.txt")
            .contains(&format!("Sitemap: {}/sitemap.xml", PUBLISHED.host()))
    );
}

#[test]
fn the_news_can_be_followed() {
    let feed: Feed = PUBLISHED.read("/novita/feed.xml").parse().expect("Atom");
    let here = format!("{}/novita/feed.xml", PUBLISHED.host());
    assert_eq!(feed.id(), here);
    let links: Vec<(&str, &str)> = feed
        .links()
        .iter()
        .map(|link| (link.rel(), link.href()))
        .collect();
    assert!(links.contains(&("self", here.as_str())), "{links:?}");
    assert!(!feed.authors()[0].name().is_empty());
    let news: BTreeSet<&str> = PUBLISHED
        .content
        .pages()
        .iter()
        .filter(|page| page.path.starts_with("/novita/") && page.kind != Kind::Section)
        .map(|page| page.path.as_str())
        .collect();
    let told: BTreeSet<&str> = feed
        .entries()
        .iter()
        .map(|entry| PUBLISHED.page_at(entry.id()))
        .collect();
    assert_eq!(told, news);
    for entry in feed.entries() {
        let page = PUBLISHED
            .content
            .page(PUBLISHED.page_at(entry.links()[0].href()))
            .expect("a page");
        assert_eq!(entry.title().as_str(), page.title);
        assert_eq!(entry.summary().expect("a summary").as_str(), page.description);
        assert!(
            entry
                .updated()
                .to_rfc3339()
                .starts_with(&page.updated.to_string())
        );
        assert!(entry.updated() <= feed.updated());
    }
    let named = "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/novita/feed.xml\"";
    for (path, html) in &PUBLISHED.pages {
        assert_eq!(
            html.contains(named),
            path == "/" || path.starts_with("/novita/"),
            "{path}"
        );
    }
}

#[test]
fn whoever_finds_a_hole_is_told_whom_to_tell() {
    let text = PUBLISHED.read("/.well-known/security.txt");
    let fields: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once(": ")).collect();
    assert_eq!(
        fields.len(),
        text.lines().count(),
        "each line is a field, each once"
    );
    let settings = PUBLISHED
        .content
        .settings
        .security
        .as_ref()
        .expect("the settings");
    assert_eq!(fields["Contact"], settings.contact);
    let expires: Timestamp = fields["Expires"].parse().expect("an instant");
    assert!(expires.to_string().starts_with(&settings.expires.to_string()));
    assert_eq!(fields["Preferred-Languages"], "it, en");
    assert_eq!(
        fields["Canonical"],
        format!("{}/.well-known/security.txt", PUBLISHED.host())
    );
}

#[test]
fn a_shared_link_shows_a_picture_that_fits() {
    let picture = std::fs::read(PUBLISHED.file("/assets/preview.png")).expect("the picture");
    assert!(picture.len() < 40_000, "{} bytes", picture.len());
    let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((&picture[..4], size(16), size(20)), (&b"\x89PNG"[..], 1200, 630));
    let named = format!(
        "<meta property=\"og:image\" content=\"{}/assets/preview.png\">",
        PUBLISHED.host()
    );
    for (path, html) in &PUBLISHED.pages {
        assert_eq!(html.contains(&named), !is_hidden(html), "{path}");
    }
}
