//! The files beside the pages: what was not found, the site map for search engines, the note for robots.

use super::render::Document;
use super::{Index, jsonld};
use portal::{Bundle, Route};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The page for an address that names nothing: its file's name and HTML.
pub(super) async fn not_found(bundle: &Arc<Bundle>, index: &Index) -> (String, String) {
    let texts = &bundle.texts;
    let title = texts.get(portal::texts::Key::not_found_title).to_owned();
    let description = texts.get(portal::texts::Key::not_found_lead).to_owned();
    let page = portal::pages::not_found(bundle);
    let document = Document {
        bundle: bundle.clone(),
        path: page.path.clone(),
        title,
        description,
        page: Some(Arc::new(page)),
        visit: portal::visit::Visit::default(),
                said: portal::guide::Said::default(),
        alternates: Vec::new(),
        data: jsonld::Data::default(),
        related: Vec::new(),
        listed: false,
    };
    (file_name(&bundle.language.id), document.render(index).await)
}

/// The name of the file that says «not found» in a language.
pub(super) fn file_name(language: &str) -> String {
    format!("404-{language}.html")
}

/// `sitemap.xml` and `robots.txt`.
pub(super) fn write_lists(out: &Path, content: &content::Site, bundles: &[Arc<Bundle>]) -> io::Result<()> {
    let Some(default) = bundles.first() else {
        return Ok(());
    };
    let host = &default.site.host;
    let mut sitemap = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = content
        .pages()
        .iter()
        .map(|page| (page.path.clone(), Some(page.updated.to_string())));
    let typed = bundles.iter().flat_map(|bundle| {
        [Route::Request(domain::request::Step::Reason), Route::Status].map(|route| (route.path(bundle), None))
    });
    for (path, updated) in pages.chain(typed) {
        let updated = updated
            .map(|day| format!("<lastmod>{day}</lastmod>"))
            .unwrap_or_default();
        // Writing into a String cannot fail.
        let _ = writeln!(sitemap, "<url><loc>{host}{path}</loc>{updated}</url>");
    }
    sitemap.push_str("</urlset>\n");
    fs::write(out.join("sitemap.xml"), sitemap)?;
    fs::write(
        out.join("robots.txt"),
        format!("User-agent: *\nDisallow: /api/\nSitemap: {host}/sitemap.xml\n"),
    )
}
