//! The document around the page, and its head: what search engines, browsers and those who share a link read.
//! Everything that is not ours is escaped here.

use std::fmt::Write as _;

/// Where a page's styles stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// In the page itself.
    Within(String),
    /// In a file of that address.
    Beside(String),
}

impl Default for Style {
    fn default() -> Self {
        Self::Within(String::new())
    }
}

/// What a page's head says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The page's title, without the portal's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The portal's name.
    pub portal_name: String,
    /// Scheme and host, without a final slash.
    pub host: String,
    /// The page's path.
    pub path: String,
    /// The language's id.
    pub language: String,
    /// Every language of this page, this one included: id and path, the default language first.
    pub alternates: Vec<(String, String)>,
    /// The styles.
    pub style: Style,
    /// Addresses of the fonts that nearly every page shows.
    pub fonts: Vec<String>,
    /// The address of `exit.js`.
    pub exit_script: String,
    /// What the page is about, for machines, as JSON-LD whose properties the criteria name; may be empty.
    pub json_ld: String,
    /// The page itself and the way to it, for machines, as JSON-LD; may be empty.
    pub graph: String,
    /// Other files about the same: feeds, the catalogue.
    pub related: Vec<Related>,
    /// The address of the picture that those who share a link show, 1200 by 630 points.
    pub preview: String,
    /// What is to be seen there.
    pub preview_alt: String,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
}

/// Another file about what the page is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// What kind of file: `text/turtle`.
    pub media_type: &'static str,
    /// Its path.
    pub href: String,
    /// What it is called.
    pub title: String,
}

/// The colours of a browser's bar: those of the header in `static/styles`.
const THEME_LIGHT: &str = "#0059b3";
const THEME_DARK: &str = "#0f2135";

/// What stands inside `<head>`.
pub fn head(head: &Head) -> String {
    let mut out = String::with_capacity(2048);
    let title = if head.title == head.portal_name || head.title.is_empty() {
        head.portal_name.clone()
    } else {
        format!("{} · {}", head.title, head.portal_name)
    };
    let here = format!("{}{}", head.host, head.path);
    let mut line = |line: std::fmt::Arguments<'_>| {
        // Writing to a string cannot fail.
        out.write_fmt(line).ok();
        out.push('\n');
    };
    line(format_args!("<meta charset=\"utf-8\">"));
    line(format_args!(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    ));
    line(format_args!("<title>{}</title>", escape(&title)));
    line(format_args!(
        "<meta name=\"description\" content=\"{}\">",
        escape(&head.description)
    ));
    style(&head.style, &mut line);
    for font in &head.fonts {
        line(format_args!(
            "<link rel=\"preload\" href=\"{}\" as=\"font\" type=\"font/woff2\" crossorigin>",
            escape(font)
        ));
    }
    line(format_args!(
        "<script src=\"{}\" defer></script>",
        escape(&head.exit_script)
    ));
    line(format_args!("<meta name=\"referrer\" content=\"no-referrer\">"));
    line(format_args!(
        "<link rel=\"icon\" href=\"/assets/favicon.svg\" type=\"image/svg+xml\">"
    ));
    line(format_args!(
        "<meta name=\"color-scheme\" content=\"light dark\">"
    ));
    line(format_args!(
        "<meta name=\"theme-color\" content=\"{THEME_LIGHT}\" media=\"(prefers-color-scheme: light)\">"
    ));
    line(format_args!(
        "<meta name=\"theme-color\" content=\"{THEME_DARK}\" media=\"(prefers-color-scheme: dark)\">"
    ));
    if head.noindex {
        line(format_args!("<meta name=\"robots\" content=\"noindex\">"));
    } else {
        line(format_args!(
            "<link rel=\"canonical\" href=\"{}\">",
            escape(&here)
        ));
        alternates(head, &mut line);
        line(format_args!("<meta property=\"og:type\" content=\"website\">"));
        line(format_args!(
            "<meta property=\"og:title\" content=\"{}\">",
            escape(&head.title)
        ));
        line(format_args!(
            "<meta property=\"og:description\" content=\"{}\">",
            escape(&head.description)
        ));
        line(format_args!(
            "<meta property=\"og:url\" content=\"{}\">",
            escape(&here)
        ));
        line(format_args!(
            "<meta property=\"og:site_name\" content=\"{}\">",
            escape(&head.portal_name)
        ));
        line(format_args!(
            "<meta property=\"og:locale\" content=\"{}\">",
            escape(&head.language)
        ));
        preview(head, &mut line);
        for related in &head.related {
            line(format_args!(
                "<link rel=\"alternate\" type=\"{}\" href=\"{}\" title=\"{}\">",
                escape(related.media_type),
                escape(&related.href),
                escape(&related.title)
            ));
        }
    }
    if !head.json_ld.is_empty() {
        line(format_args!(
            "<script type=\"application/ld+json\" data-element=\"metatag\">{}</script>",
            in_script(&head.json_ld)
        ));
    }
    if !head.graph.is_empty() {
        line(format_args!(
            "<script type=\"application/ld+json\">{}</script>",
            in_script(&head.graph)
        ));
    }
    out
}

/// The picture must have a whole address. Its size lets it be shown before it is fetched.
fn preview(head: &Head, line: &mut impl FnMut(std::fmt::Arguments<'_>)) {
    line(format_args!(
        "<meta property=\"og:image\" content=\"{}\">",
        escape(&format!("{}{}", head.host, head.preview))
    ));
    line(format_args!(
        "<meta property=\"og:image:width\" content=\"1200\">"
    ));
    line(format_args!(
        "<meta property=\"og:image:height\" content=\"630\">"
    ));
    line(format_args!(
        "<meta property=\"og:image:alt\" content=\"{}\">",
        escape(&head.preview_alt)
    ));
    line(format_args!(
        "<meta name=\"twitter:card\" content=\"summary_large_image\">"
    ));
}

fn style(style: &Style, line: &mut impl FnMut(std::fmt::Arguments<'_>)) {
    match style {
        // Made by us from our own sources; the build refuses styles that could end the element.
        Style::Within(text) => line(format_args!("<style>{text}</style>")),
        Style::Beside(address) => line(format_args!(
            "<link rel=\"stylesheet\" href=\"{}\">",
            escape(address)
        )),
    }
}

fn alternates(head: &Head, line: &mut impl FnMut(std::fmt::Arguments<'_>)) {
    if head.alternates.len() < 2 {
        return;
    }
    for (at, (language, path)) in head.alternates.iter().enumerate() {
        let address = escape(&format!("{}{path}", head.host));
        if at == 0 {
            line(format_args!(
                "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\">"
            ));
        }
        line(format_args!(
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{address}\">",
            escape(language)
        ));
    }
}

/// The whole document. `scripts` is HTML of ours that stands last in the body.
pub fn document(language: &str, dir: &str, head: &str, body: &str, scripts: &str) -> String {
    let (language, dir) = (escape(language), escape(dir));
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{dir}\">\n<head>\n{head}</head>\n<body>{body}{scripts}</body>\n</html>\n"
    )
}

/// Text as it may stand in an element or in an attribute between double quotes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// JSON as it may stand in a script element: nothing in it can end the element or open a comment.
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Head {
        Head {
            title: "A chi \"serve\" <b>".into(),
            description: "Due & tre".into(),
            portal_name: "Poli".into(),
            host: "https://polo.example".into(),
            path: "/polo/".into(),
            language: "it".into(),
            alternates: vec![("it".into(), "/polo/".into()), ("en".into(), "/en/polo/".into())],
            style: Style::Beside("/assets/portal.css".into()),
            fonts: vec!["/assets/fonts/a.woff2".into()],
            exit_script: "/assets/exit.js".into(),
            json_ld: "{\"name\":\"</script><!--\"}".into(),
            graph: "{\"name\":\"</script>\"}".into(),
            related: vec![Related {
                media_type: "application/atom+xml",
                href: "/novita/feed.xml".into(),
                title: "Novità \"&\" altro".into(),
            }],
            preview: "/assets/preview.png".into(),
            preview_alt: "Una <casa>".into(),
            noindex: false,
        }
    }

    #[test]
    fn nothing_that_a_page_says_can_leave_its_place() {
        let html = head(&page());
        assert!(html.contains("<title>A chi &quot;serve&quot; &lt;b&gt; · Poli</title>"));
        assert!(html.contains("content=\"Due &amp; tre\""));
        assert!(html.contains("\\u003c/script>\\u003c!--"));
        assert_eq!(html.matches("</script>").count(), 3);
        assert!(html.contains("content=\"Una &lt;casa&gt;\""));
        assert!(html.contains("href=\"/novita/feed.xml\" title=\"Novità &quot;&amp;&quot; altro\""));
    }

    #[test]
    fn every_language_is_named_and_the_first_is_the_default() {
        let html = head(&page());
        assert!(html.contains("hreflang=\"x-default\" href=\"https://polo.example/polo/\""));
        assert!(html.contains("hreflang=\"en\" href=\"https://polo.example/en/polo/\""));
        assert!(html.contains("rel=\"canonical\" href=\"https://polo.example/polo/\""));
    }

    #[test]
    fn a_page_that_is_not_to_be_found_names_no_address() {
        let html = head(&Head {
            noindex: true,
            ..page()
        });
        assert!(html.contains("noindex") && !html.contains("canonical") && !html.contains("og:"));
        assert!(!html.contains("rel=\"alternate\""));
    }

    #[test]
    fn whoever_shares_a_link_finds_a_picture_at_its_whole_address() {
        let html = head(&page());
        assert!(html.contains("og:image\" content=\"https://polo.example/assets/preview.png\""));
        assert!(html.contains("summary_large_image"));
    }

    #[test]
    fn the_document_says_its_language_and_direction() {
        let html = document("ar", "rtl", "", "<p>", "");
        assert!(html.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"));
    }
}
