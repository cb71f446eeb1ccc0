use super::*;

fn html(markdown: &str) -> String {
    let done = render(markdown, 1, "Titolo", &["Attenzione", "Nota", "Urgente"]);
    assert_eq!(done.faults, []);
    assert!(done.sections.is_empty());
    done.intro_html
}

fn faults(markdown: &str) -> Vec<(usize, String)> {
    render(markdown, 10, "Titolo", &[]).faults
}

#[test]
fn a_body_is_cut_at_its_second_level_headings() {
    let done = render(
        "Prima.\n\n## Chi è\n\nA.\n\n### Dove\n\nB.\n\n## Chi è\n",
        5,
        "Titolo",
        &[],
    );
    assert_eq!(done.intro_html, "<p>Prima.</p>\n");
    let sections: Vec<_> = done
        .sections
        .iter()
        .map(|s| (s.id.as_str(), s.title.as_str(), s.html.as_str()))
        .collect();
    assert_eq!(
        sections,
        [
            (
                "chi-e",
                "Chi è",
                "<p>A.</p>\n<h3 id=\"dove\">Dove</h3>\n<p>B.</p>\n"
            ),
            ("chi-e-2", "Chi è", "")
        ]
    );
    let headings: Vec<_> = done
        .headings
        .iter()
        .map(|h| (h.level, h.id.as_str(), h.line))
        .collect();
    assert_eq!(headings, [(2, "chi-e", 7), (3, "dove", 11), (2, "chi-e-2", 15)]);
}

#[test]
fn links_say_what_they_are() {
    assert_eq!(
        html("[a](/a/) [t](tel:112) [w](https://example.org/?a=1&b=2) <x@example.org>"),
        "<p><a href=\"/a/\">a</a> <a href=\"tel:112\">t</a> <a href=\"https://example.org/?a=1&amp;b=2\" \
         rel=\"noopener noreferrer\">w</a> <a href=\"mailto:x@example.org\">x@example.org</a></p>\n"
    );
    let done = render("a\n\n[b](/b/#c)", 10, "Titolo", &[]);
    assert_eq!(
        done.links,
        [Link {
            target: "/b/#c".to_owned(),
            line: 12
        }]
    );
}

#[test]
fn a_quote_that_begins_with_a_strong_word_of_the_language_is_a_callout() {
    assert_eq!(
        html("> **Urgente:** chiama.\n"),
        "<div class=\"callout callout-danger\" role=\"note\">\n<p><strong>Urgente:</strong> chiama.</p>\n</div>\n"
    );
    assert_eq!(
        html("> **Altro** testo\n"),
        "<blockquote>\n<p><strong>Altro</strong> testo</p>\n</blockquote>\n"
    );
}

#[test]
fn a_table_scrolls_in_a_named_region_without_styles_in_attributes() {
    assert_eq!(
        html("| | Ore |\n|---|--:|\n| Lun | 9 |\n"),
        "<div class=\"table-responsive\" tabindex=\"0\" role=\"region\" aria-label=\"Titolo\"><table class=\"table\">\
         <thead><tr><td></td><th scope=\"col\" class=\"text-end\">Ore</th></tr></thead><tbody>\n\
         <tr><td>Lun</td><td class=\"text-end\">9</td></tr>\n</tbody></table></div>\n"
    );
    let twice = html("| A |\n|---|\n| 1 |\n\n| A |\n|---|\n| 2 |\n");
    assert!(
        twice.contains("aria-label=\"Titolo\"") && twice.contains("aria-label=\"Titolo 2\""),
        "{twice}"
    );
}

#[test]
fn lists_and_breaks_and_letters_that_html_would_take_for_its_own() {
    assert_eq!(html("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(
        html("3. a\n4. b\n"),
        "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"
    );
    assert_eq!(
        html("*a*  \n**b** & 1 < 2 -- \"c\"\n"),
        "<p><em>a</em><br>\n<strong>b</strong> &amp; 1 &lt; 2 -- &quot;c&quot;</p>\n"
    );
}

#[test]
fn what_a_page_may_not_hold_is_left_out_and_said() {
    let raw = render(
        "Uno <b>due</b> tre\n\n<script>\nalert(1)\n</script>\n",
        10,
        "Titolo",
        &[],
    );
    assert_eq!(raw.intro_html, "<p>Uno due tre</p>\n");
    let lines: Vec<_> = raw.faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [10, 12]);

    assert_eq!(faults("![x](/x.png)\n").len(), 1);
    assert_eq!(faults("a\n\n    b\n").len(), 1);
    assert_eq!(faults("[](/x/)\n").len(), 1);
    assert_eq!(faults("# a\n").len(), 1);
    assert_eq!(faults("## a\n\n#### b\n").len(), 1);
    assert_eq!(faults("- ## a\n").len(), 1);
}
