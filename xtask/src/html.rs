//! Just enough of HTML and CSS to know what a page of our own loads. It never sees anyone else's page.

/// A start tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// Its name, as written.
    pub(crate) name: &'a str,
    /// Its attributes, as written; those without a value have an empty one.
    pub(crate) attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub(crate) fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }

    /// Whether an attribute is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }
}

/// Every start tag of a page, outside comments.
pub(crate) fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            found.push(tag);
            rest = after;
        }
    }
    found
}

fn tag(text: &str) -> (Tag<'_>, &str) {
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
        .unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (Tag { name, attributes }, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes }, after);
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '>')
            .unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end.max(1).min(rest.len()));
        let (value, after) = after.strip_prefix('=').map_or(("", after), value);
        attributes.push((attribute, value));
        rest = after;
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(
        text.find(|c: char| c.is_ascii_whitespace() || c == '>')
            .unwrap_or(text.len()),
    )
}

/// The fonts that a page in a Latin script loads: one address for each `@font-face`, its first; those for other scripts only (a
/// `unicode-range` without the basic letters) are left out.
pub(crate) fn fonts(style: &str) -> Vec<&str> {
    let faces = style
        .split("@font-face")
        .skip(1)
        .filter_map(|face| face.split('}').next());
    faces
        .filter(|face| {
            face.split_once("unicode-range").is_none_or(|(_, range)| {
                range.to_lowercase().contains("u+00") || range.to_lowercase().contains("u+0-")
            })
        })
        .filter_map(|face| face.split_once("url(")?.1.split(')').next())
        .map(|address| address.trim_matches(['"', '\'']))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ours_is_read() {
        let page = "<!doctype html><!-- <link href=x> --><html lang=it><link rel=\"stylesheet\" href='/a.css'>\
                    <script defer src=\"/a.js\"></script><br/><p title=\"a > b\">1 < 2</p>";
        let found = tags(page);
        let names: Vec<&str> = found.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["html", "link", "script", "br", "p"]);
        assert_eq!(found[0].value("lang"), Some("it"));
        assert_eq!(found[1].value("href"), Some("/a.css"));
        assert!(found[2].has("defer"));
        assert_eq!(found[4].value("title"), Some("a > b"));
    }

    #[test]
    fn a_page_that_is_cut_off_ends() {
        assert_eq!(tags("<p class=\"a").len(), 1);
        assert_eq!(tags("<p class").len(), 1);
        assert_eq!(tags("<p =").len(), 1);
        assert!(tags("<!-- for ever").is_empty());
    }

    #[test]
    fn fonts_of_other_scripts_are_not_loaded() {
        let style = "@font-face{src:url(/a.woff2) format('woff2');unicode-range:U+0000-00FF}\
                     @font-face{src:url(\"/b.woff2\");unicode-range:U+0370-03FF}@font-face{src:url('/c.woff2')}";
        assert_eq!(fonts(style), ["/a.woff2", "/c.woff2"]);
    }
}
