//! HTML of ours as plain text, for those who read pages by program. Never here: HTML that is not ours.

/// The words of a piece of HTML on one line. What stands in a list or a table and ends without a mark gets one, so that
/// its parts do not run into each other.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        push(&mut out, words);
        let Some((name, after)) = tag.split_once('>') else {
            rest = "";
            break;
        };
        match name {
            "/li" | "/td" | "/th" => end_of_part(&mut out),
            _ if !is_inline(name) => out.push(' '),
            _ => {}
        }
        rest = after;
    }
    push(&mut out, rest);
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").trim_end_matches(';').to_owned()
}

fn push(out: &mut String, escaped: &str) {
    let mut rest = escaped;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let known = [
            ("amp;", '&'),
            ("lt;", '<'),
            ("gt;", '>'),
            ("quot;", '"'),
            ("#39;", '\''),
        ];
        let found = known.iter().find(|(name, _)| entity.starts_with(name));
        out.push(found.map_or('&', |(_, letter)| *letter));
        rest = &entity[found.map_or(0, |(name, _)| name.len())..];
    }
    out.push_str(rest);
}

fn end_of_part(out: &mut String) {
    let said = out.trim_end().len();
    out.truncate(said);
    if out.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '»' | '%' | '€')) {
        out.push(';');
    }
    out.push(' ');
}

/// Whether what stands on both sides of the tag is one line.
fn is_inline(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('/')
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next();
    matches!(
        name,
        Some("a" | "strong" | "em" | "data" | "small" | "span" | "abbr" | "svg" | "use" | "code" | "del")
    )
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn words_stay_and_tags_go() {
        let html = "<p>Chiama lo <a href=\"tel:+39\">0521</a>, <strong>subito</strong>.</p>\n<p>«A &amp; B» &lt;1&gt; &quot;c&quot;</p>";
        assert_eq!(text(html), "Chiama lo 0521, subito. «A & B» <1> \"c\"");
    }

    #[test]
    fn the_parts_of_a_list_stay_apart() {
        let html = "<p>Porta:</p>\n<ul>\n<li>un documento</li>\n<li><p>la bolletta.</p></li>\n<li>l'ISEE</li>\n</ul>\n";
        assert_eq!(text(html), "Porta: un documento; la bolletta. l'ISEE");
    }

    #[test]
    fn what_is_cut_off_or_unknown_does_no_harm() {
        assert_eq!(text("a &nbsp; b<br>c <p"), "a &nbsp; b c");
    }
}
