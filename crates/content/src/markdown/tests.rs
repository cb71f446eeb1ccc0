use super::*;

fn rendered(markdown: &str, first: usize) -> Rendered {
    render(markdown, first, &with(&Rates::default()))
}

fn with(rates: &Rates) -> Writing<'_> {
    Writing {
        title: "Titolo",
        callouts: &["Attenzione", "Nota", "Urgente"],
        lang: "it",
        on: jiff::civil::date(2026, 11, 22),
        rates,
        to_verify: "da verificare",
        glossary: None,
        figures: &[],
        examples: &[],
        easy: false,
    }
}

fn html(markdown: &str) -> String {
    let done = rendered(markdown, 1);
    assert_eq!(done.faults, []);
    assert!(done.sections.is_empty());
    done.intro_html
}

fn faults(markdown: &str) -> Vec<(usize, String)> {
    rendered(markdown, 10).faults
}

#[test]
fn a_body_is_cut_at_its_second_level_headings() {
    let done = rendered("Prima.\n\n## Chi è\n\nA.\n\n### Dove\n\nB.\n\n## Chi è\n", 5);
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
    let done = rendered("a\n\n[b](/b/#c)", 10);
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
    let raw = rendered("Uno <b>due</b> tre\n\n<script>\nalert(1)\n</script>\n", 10);
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

fn rates() -> Rates {
    let text = r#"
        [isee_max]
        label.it = "ISEE massimo"
        unit = "euro"
        [[isee_max.value]]
        amount = "9360"
        valid_from = 2024-01-01
        valid_until = 2024-12-31
        source = "una legge"
        confidence = "high"
        [[isee_max.value]]
        amount = "10140"
        valid_from = 2025-01-01
        valid_until = 2026-12-31
        source = "un'altra"
        confidence = "medium"
    "#;
    let (rates, keys) = crate::source::toml(text, "adi.toml", 1).expect("figures");
    let mut all = Rates::default();
    all.files
        .insert("adi".to_owned(), crate::rates::RateFile { rates, keys });
    all
}

#[test]
fn a_figure_is_the_one_that_holds_on_the_day_and_says_when_to_ask() {
    let rates = rates();
    let done = render(
        "Fino a {{adi.isee_max}}, prima {{adi.isee_max@2024}}.",
        1,
        &with(&rates),
    );
    assert_eq!(
        done.intro_html,
        "<p>Fino a <data class=\"rate\" value=\"10140\">10.140 euro</data> <small class=\"to-verify\">(da verificare)</small>, \
         prima <data class=\"rate\" value=\"9360\">9.360 euro</data>.</p>\n"
    );
    let shown: Vec<_> = done
        .figures
        .iter()
        .map(|figure| figure.written.as_str())
        .collect();
    assert_eq!(shown, ["10.140 euro", "9.360 euro"]);
    assert!(done.faults.is_empty());
}

#[test]
fn a_figure_in_prose_is_found_unless_the_page_says_that_it_is_its_own() {
    let rates = rates();
    let faults = |markdown: &str, writing: Writing<'_>| render(markdown, 5, &writing).faults;
    let found = faults("Due righe\ne 10.140 euro.", with(&rates));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 6);
    assert!(found[0].1.contains("{{adi.isee_max}}"), "{}", found[0].1);
    let own = ["37 euro".to_owned()];
    assert_eq!(
        faults(
            "Sono 37 euro.",
            Writing {
                figures: &own,
                ..with(&rates)
            }
        ),
        []
    );
    let examples = ["Un esempio".to_owned()];
    let in_example = Writing {
        examples: &examples,
        ..with(&rates)
    };
    assert_eq!(faults("## Un esempio\n\nAmina ha 9.000 euro.\n", in_example), []);
    assert_eq!(
        faults("## Un altro\n\nAmina ha 9.000 euro.\n", in_example).len(),
        1
    );
    assert_eq!(
        faults("{{adi.nulla}} e {{adi.isee_max@2019}} e {{adi", with(&rates)).len(),
        3
    );
}

#[test]
fn the_first_time_a_word_is_explained_it_is_a_link() {
    let rates = Rates::default();
    let glossary = Glossary::new("/parole/", [("ISEE", "isee")].into_iter());
    let done = render(
        "## L'ISEE\n\nServe l'ISEE. [Altro ISEE](/a/). E ISEE.\n",
        1,
        &Writing {
            glossary: Some(&glossary),
            ..with(&rates)
        },
    );
    assert_eq!(
        done.sections[0].html,
        "<p>Serve l'<a class=\"word\" href=\"/parole/#isee\">ISEE</a>. <a href=\"/a/\">Altro ISEE</a>. E ISEE.</p>\n"
    );
}

#[test]
fn a_pictogram_stands_on_easy_pages_with_what_one_sees() {
    let rates = Rates::default();
    let easy = Writing {
        easy: true,
        ..with(&rates)
    };
    let done = render("![Una cornetta](pictogram:phone)\n\nChiama.\n", 1, &easy);
    assert_eq!(
        done.intro_html,
        "<p class=\"picture\"><svg class=\"pictogram\" role=\"img\" aria-label=\"Una cornetta\">\
         <use href=\"/assets/pictograms.svg#phone\" /></svg></p>\n<p>Chiama.</p>\n"
    );
    assert_eq!(done.measure.words, 1, "what one sees is not what one reads");
    for slip in ["![](pictogram:phone)", "![x](pictogram:nothing)", "![x](/x.png)"] {
        assert_eq!(render(slip, 1, &easy).faults.len(), 1, "{slip}");
    }
    assert_eq!(render("![x](pictogram:phone)", 1, &with(&rates)).faults.len(), 1);
}
