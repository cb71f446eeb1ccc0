//! Pages that a language lacks: the default language's, in that language's frame, with a word that says so. Their links
//! stay in the language as far as it goes. Search engines are not shown them.

use super::render::Document;
use super::{frame, pages};
use content::Site;
use portal::{Bundle, Route};
use std::collections::HashMap;
use std::sync::Arc;

/// What a page in another language is made of.
#[derive(Clone)]
pub(super) struct Borrowed {
    /// The instance in the language that the page is written in.
    pub bundle: Arc<Bundle>,
    /// Where the page stands in its own language.
    pub path: String,
    /// The addresses of that language, and what they are here.
    ways: Arc<HashMap<String, String>>,
}

impl Borrowed {
    /// The HTML of the page, whose links lead on in the reader's language.
    pub(super) fn lead_on(&self, html: &str) -> String {
        const LINK: &str = "href=\"/";
        let mut led = String::with_capacity(html.len() + 256);
        let mut rest = html;
        while let Some(at) = rest.find(LINK) {
            // The slash belongs to the address.
            let (before, after) = rest.split_at(at + LINK.len() - 1);
            led.push_str(before);
            let end = after.find(['"', '#', '?']).unwrap_or(after.len());
            let path = &after[..end];
            led.push_str(self.ways.get(path).map_or(path, String::as_str));
            rest = &after[end..];
        }
        led.push_str(rest);
        led
    }
}

/// The address in a language of a page that it lacks.
pub(super) fn address(language: &str, path: &str) -> String {
    format!("/{language}{path}")
}

/// The pages that the bundle's language lacks.
pub(super) fn documents(content: &Site, default: &Arc<Bundle>, bundle: &Arc<Bundle>) -> Vec<Document> {
    let language = &bundle.language.id;
    let lacks = |page: &&content::Page| {
        page.lang == default.language.id && page.alternates.iter().all(|(id, _)| id != language)
    };
    let typed = Route::typed().into_iter();
    let ways = typed
        .map(|route| (route.path(default), route.path(bundle)))
        .chain(
            content
                .pages()
                .iter()
                .filter(|page| page.lang == default.language.id)
                .map(|page| {
                    (
                        page.path.clone(),
                        frame::translated(content, language, &page.path),
                    )
                }),
        );
    let ways = Arc::new(ways.collect::<HashMap<_, _>>());
    let document = |page: &content::Page| {
        let path = address(language, &page.path);
        let mut offered = page.alternates.clone();
        offered.push((language.clone(), path.clone()));
        Document {
            bundle: bundle.clone(),
            path,
            title: page.title.clone(),
            description: page.description.clone(),
            page: Some(Arc::new(pages::page(content, page))),
            offered,
            borrowed: Some(Borrowed {
                bundle: default.clone(),
                path: page.path.clone(),
                ways: ways.clone(),
            }),
            ..Document::new(bundle.clone())
        }
    };
    content.pages().iter().filter(lacks).map(document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_in_the_language_and_keep_their_anchors() {
        let borrowed = Borrowed {
            bundle: Arc::default(),
            path: "/a/".to_owned(),
            ways: Arc::new(HashMap::from([("/a/".to_owned(), "/en/a/".to_owned())])),
        };
        assert_eq!(
            borrowed.lead_on(
                "<a href=\"/a/#b\">x</a> <a href=\"/assets/x.svg\">y</a> <a href=\"https://z\">z</a>"
            ),
            "<a href=\"/en/a/#b\">x</a> <a href=\"/assets/x.svg\">y</a> <a href=\"https://z\">z</a>"
        );
    }
}
