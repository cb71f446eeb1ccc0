//! The files beside the pages: what was not found, the site map for search engines, the notes for robots and for whoever
//! finds a hole. Never here: feeds (`feed`), the catalogue of services (`catalogue`).

use super::Index;
use super::render::{Document, Styles};
use portal::Bundle;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Where RFC 9116 wants it.
const SECURITY: &str = ".well-known/security.txt";

/// The page for an address that names nothing: its file's name and HTML.
pub(super) async fn not_found(bundle: &Arc<Bundle>, index: &Index) -> (String, String) {
    let texts = &bundle.texts;
    let title = texts.get(portal::texts::Key::not_found_title).to_owned();
    let description = texts.get(portal::texts::Key::not_found_lead).to_owned();
    let page = portal::pages::not_found(bundle);
    let document = Document {
        path: page.path.clone(),
        title,
        description,
        page: Some(Arc::new(page)),
        ..Document::new(bundle.clone())
    };
    (
        file_name(&bundle.language.id),
        document.render(index, Styles::Within).await,
    )
}

/// The name of the file that says «not found» in a language.
pub(super) fn file_name(language: &str) -> String {
    format!("404-{language}.html")
}

/// `sitemap.xml`, `robots.txt` and, where the settings name whom to tell of a hole, `security.txt`.
pub(super) fn write_lists(
    out: &Path,
    content: &content::Site,
    bundles: &[Arc<Bundle>],
    documents: &[Document],
) -> io::Result<()> {
    let Some(default) = bundles.first() else {
        return Ok(());
    };
    let host = &default.site.host;
    fs::write(out.join("sitemap.xml"), sitemap(host, documents))?;
    fs::write(
        out.join("robots.txt"),
        format!("User-agent: *\nDisallow: /api/\nSitemap: {host}/sitemap.xml\n"),
    )?;
    if let Some(text) = security(content) {
        fs::create_dir_all(out.join(".well-known"))?;
        fs::write(out.join(SECURITY), text)?;
    }
    Ok(())
}

/// What search engines may list, each page with its other languages.
fn sitemap(host: &str, documents: &[Document]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for document in documents.iter().filter(|document| document.listed) {
        // Writing into a String cannot fail.
        let _ = write!(
            out,
            "<url><loc>{}</loc>",
            xml(&format!("{host}{}", document.path))
        );
        if let Some(page) = &document.page {
            let _ = write!(out, "<lastmod>{}</lastmod>", xml(&page.updated));
        }
        let alternates = Some(&document.alternates).filter(|alternates| alternates.len() > 1);
        for (at, (language, path)) in alternates.into_iter().flatten().enumerate() {
            let address = xml(&format!("{host}{path}"));
            let mut link = |language: &str| {
                let _ = write!(
                    out,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>"
                );
            };
            if at == 0 {
                link("x-default");
            }
            link(&xml(language));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Whom to tell of a hole in the portal (RFC 9116). The contact holds to the end of its last day.
fn security(content: &content::Site) -> Option<String> {
    let settings = &content.settings;
    let security = settings.security.as_ref()?;
    let languages: Vec<&str> = settings
        .languages
        .iter()
        .map(|language| language.id.as_str())
        .collect();
    Some(format!(
        "Contact: {}\nExpires: {}T23:59:59Z\nPreferred-Languages: {}\nCanonical: {}/{SECURITY}\n",
        security.contact,
        security.expires,
        languages.join(", "),
        settings.host,
    ))
}

/// Text as it may stand in an element or in an attribute between double quotes.
pub(super) fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
