//! The news as an Atom feed (RFC 4287), one a language that has any. All dates are those of the pages: what is built twice
//! is the same twice. Never here: which page names the feed (`build.rs`).

use super::files::xml;
use content::{Kind, Menu, Page, Site};
use jiff::civil::Date;
use portal::Bundle;
use portal::shell::Related;
use std::fmt::Write as _;

/// A language's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Feed {
    /// Its address.
    pub path: String,
    /// The title of the section, which is the feed's.
    pub title: String,
    /// The section that it is about: every page below it names the feed.
    pub section: String,
    /// The feed itself.
    pub xml: String,
}

impl Feed {
    /// The feed, as the head of a page names it.
    pub(super) fn related(&self) -> Related {
        Related {
            media_type: "application/atom+xml",
            href: self.path.clone(),
            title: self.title.clone(),
        }
    }
}

/// The feed of a language; nothing where there is no news in it.
pub(super) fn of(content: &Site, bundle: &Bundle) -> Option<Feed> {
    let language = bundle.language.id.as_str();
    let section = section(content, language)?;
    let mut news: Vec<&Page> = content
        .pages()
        .iter()
        .filter(|page| page.lang == language && page.kind != Kind::Section)
        .filter(|page| page.path.starts_with(&section.path) && page.path != section.path)
        .collect();
    if news.is_empty() {
        return None;
    }
    news.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.path.cmp(&b.path)));
    let path = format!("{}feed.xml", section.path);
    Some(Feed {
        xml: atom(bundle, section, &path, &news),
        title: section.title.clone(),
        section: section.path.clone(),
        path,
    })
}

/// The first-level section of the news in that language.
fn section<'a>(content: &'a Site, language: &str) -> Option<&'a Page> {
    let default = content.settings.default_language();
    let own = content
        .pages()
        .iter()
        .find(|page| page.lang == default && page.menu == Some(Menu::News))?;
    let (_, path) = own.alternates.iter().find(|(id, _)| id == language)?;
    content.page(path)
}

fn atom(bundle: &Bundle, section: &Page, path: &str, news: &[&Page]) -> String {
    let site = &bundle.site;
    let address = |path: &str| xml(&format!("{}{path}", site.host));
    let newest = news.iter().map(|page| page.updated).max();
    // Writing into a String cannot fail.
    let mut out = String::new();
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <id>{here}</id>\n\
         <title>{title} · {portal}</title>\n\
         <updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{here}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{about}\"/>\n\
         <author><name>Comune di {comune}</name></author>\n",
        language = xml(&bundle.language.id),
        here = address(path),
        title = xml(&section.title),
        portal = xml(&site.portal_name),
        updated = instant(newest.unwrap_or(section.updated)),
        about = address(&section.path),
        comune = xml(&site.comune),
    );
    for page in news {
        let _ = write!(
            out,
            "<entry>\n<id>{here}</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{here}\"/>\n<summary>{summary}</summary>\n</entry>\n",
            here = address(&page.path),
            title = xml(&page.title),
            updated = instant(page.updated),
            summary = xml(&page.description),
        );
    }
    out.push_str("</feed>\n");
    out
}

/// A page knows the day; a feed wants an instant.
fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
