//! From pages to what the search looks through: their words without HTML, and how high each kind of page may stand.
//! Never here: how an index is made of them (`domain::search`).

use domain::search::{Everyday, IndexBuilder, PageText};

use crate::{Kind, Page, Site};

/// A page of the app, which no file of the content describes, as the search finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppPage {
    /// Its address, `/appuntamento/`.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// What one does there.
    pub description: String,
}

pub(crate) fn build(site: &Site, lang: &str, app: &[AppPage]) -> Vec<u8> {
    let mut builder = IndexBuilder::new(lang);
    for page in app {
        builder.page(&PageText {
            path: &page.path,
            title: &page.title,
            description: &page.description,
            rank: 100,
            ..PageText::default()
        });
    }
    for page in site.pages.iter().filter(|page| page.lang == lang) {
        builder.page(&PageText {
            path: &page.path,
            title: &page.title,
            description: &page.description,
            headings: &headings(site, page),
            body: &body(page),
            rank: rank(page),
        });
    }
    for page in site
        .pages
        .iter()
        .filter(|page| page.lang == lang && page.kind == Kind::Polo)
    {
        builder.everyday(&Everyday {
            said: &places(site, page),
            pages: std::slice::from_ref(&page.path),
            means: &[],
            urgent: false,
        });
    }
    for words in site.everyday.iter().filter(|words| words.lang == lang) {
        for row in &words.rows {
            builder.everyday(&Everyday {
                said: &row.said,
                pages: &row.pages,
                means: &row.means,
                urgent: row.urgent,
            });
        }
    }
    builder.finish()
}

/// What is found by words that it shares with the page one would rather read stands below it.
fn rank(page: &Page) -> u8 {
    match page.kind {
        _ if page.easy_of.is_some() => 70,
        Kind::Text | Kind::Service | Kind::Polo | Kind::Measure => 100,
        Kind::Section | Kind::Questions => 85,
        Kind::Glossary | Kind::Topic => 75,
        Kind::Home | Kind::Legal => 60,
        Kind::Sitemap => 30,
    }
}

/// Headings, and what else says what a page is about. Those that the criteria prescribe to every service say nothing.
fn headings(site: &Site, page: &Page) -> String {
    let prescribed = |title: &str| {
        let section = page.sections.iter().find(|section| section.title == title);
        section.is_some_and(|section| section.role.is_some())
    };
    let mut words: Vec<&str> = (page.headings.iter())
        .map(|heading| heading.title.as_str())
        .filter(|title| !prescribed(title))
        .collect();
    words.extend(page.service.as_ref().map(|service| service.audience.as_str()));
    let places = places(site, page);
    words.extend(places.iter().map(String::as_str));
    words.join("\n")
}

/// People name the place where they live, or the street where a Polo is, and mean the Polo.
fn places(site: &Site, page: &Page) -> Vec<String> {
    let polo = page.polo.as_ref();
    let Some(polo) = polo.and_then(|id| site.catalogue(&page.lang).polo(id)) else {
        return Vec::new();
    };
    let neighbourhoods = polo.neighbourhoods.iter().map(|one| one.name.clone());
    let streets = polo.address.split(',').map(|part| part.trim().to_owned());
    neighbourhoods.chain(streets).collect()
}

fn body(page: &Page) -> String {
    let mut text = String::new();
    push_text(&mut text, &page.intro_html);
    for section in &page.sections {
        push_text(&mut text, &section.html);
    }
    text
}

/// Adds what a reader sees of the HTML that the renderer has made; tags and entities only part words there.
fn push_text(text: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        text.push(' ');
        let end = if rest[at..].starts_with('<') { '>' } else { ';' };
        rest = rest[at..].find(end).map_or("", |length| &rest[at + length + 1..]);
    }
    text.push_str(rest);
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_leaves_its_words() {
        let mut text = String::new();
        push_text(
            &mut text,
            "<p>Chiama lo <a href=\"tel:112\">112</a>.</p><ul><li>uno</li><li>due &amp; tre</li></ul>",
        );
        let words: Vec<_> = text.split_whitespace().collect();
        assert_eq!(words, ["Chiama", "lo", "112", ".", "uno", "due", "tre"]);
    }
}
