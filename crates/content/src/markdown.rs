//! Markdown to the HTML that the portal shows: `CommonMark` and tables, cut at each `##`.
//! Never here: raw HTML, images, blocks of code (each is a finding), styles written in attributes; what becomes of the
//! words themselves, of figures and of the glossary's words (`markdown/words.rs`).

#[cfg(test)]
mod tests;
mod words;

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;
use pulldown_cmark::{
    Alignment, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use crate::glossary::Glossary;
use crate::page::{Heading, Link, Section};
use crate::pictograms::is_pictogram;
use crate::rates::{Figure, Rates};
use crate::readability::Measure;
use crate::slug::slug;
use crate::source::Lines;

pub(crate) use words::fill;

/// A body, rendered.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub(crate) intro_html: String,
    pub(crate) sections: Vec<Section>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    /// Line and message.
    pub(crate) faults: Vec<(usize, String)>,
    /// The rates that it shows, in order, each once.
    pub(crate) figures: Vec<Figure>,
    pub(crate) measure: Measure,
}

/// What a body is rendered with.
#[derive(Clone, Copy)]
pub(crate) struct Writing<'a> {
    /// Names a table that stands under no heading.
    pub(crate) title: &'a str,
    /// The words that turn a quote into a callout: of warning, of note, of danger.
    pub(crate) callouts: &'a [&'a str],
    pub(crate) lang: &'a str,
    /// The day on which a figure must hold.
    pub(crate) on: Date,
    pub(crate) rates: &'a Rates,
    /// What is said beside a figure whose source is not sure: «da verificare allo sportello».
    pub(crate) to_verify: &'a str,
    /// The words that become links, on pages where they may.
    pub(crate) glossary: Option<&'a Glossary>,
    /// Figures that the page states itself, as written.
    pub(crate) figures: &'a [String],
    /// Headings of sections whose figures are an example's.
    pub(crate) examples: &'a [String],
    /// Whether the page is easy to read, and so may have pictograms.
    pub(crate) easy: bool,
}

/// The classes of a callout, in the order of the words that open one. Written whole, so that the styles find them.
const CALLOUTS: [&str; 3] = [
    "callout callout-warning",
    "callout callout-note",
    "callout callout-danger",
];

/// Renders a body that begins on line `first` of its file.
pub(crate) fn render(body: &str, first: usize, with: &Writing<'_>) -> Rendered {
    let parser = Parser::new_ext(body, Options::ENABLE_TABLES);
    let events: Vec<_> = TextMergeWithOffset::new(parser.into_offset_iter()).collect();
    let mut renderer = Renderer {
        lines: Lines::new(body, first),
        with,
        done: Rendered::default(),
        out: String::new(),
        open: Vec::new(),
        plain: None,
        columns: Vec::new(),
        column: 0,
        cell_end: "</td>",
        table: InTable::No,
        ids: HashSet::new(),
        labels: HashSet::new(),
        told: HashSet::new(),
        block: String::new(),
        image: None,
        in_link: false,
        in_example: false,
    };
    for index in 0..events.len() {
        renderer.event(&events[index..], body);
    }
    renderer.cut();
    renderer.done
}

struct Renderer<'a> {
    lines: Lines,
    with: &'a Writing<'a>,
    done: Rendered,
    /// The HTML since the last `##`.
    out: String,
    /// What closes the quotes, lists and links that are open.
    open: Vec<Open>,
    /// The words of the heading that is open.
    plain: Option<String>,
    columns: Vec<Alignment>,
    column: usize,
    cell_end: &'static str,
    table: InTable,
    ids: HashSet<String>,
    labels: HashSet<String>,
    /// Anchors of the glossary that the page has linked to: once is enough.
    told: HashSet<String>,
    /// The words of the paragraph or item so far, for the measure.
    block: String,
    /// The image that is open.
    image: Option<Image>,
    in_link: bool,
    in_example: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InTable {
    No,
    Head,
    Body,
}

struct Image {
    target: String,
    /// What one sees, for those who do not.
    words: String,
}

enum Open {
    Block(&'static str),
    /// Where its words begin in `out`.
    Words(usize),
}

impl Renderer<'_> {
    /// Renders the first of the events; the others are there to look ahead.
    fn event(&mut self, events: &[(Event<'_>, Range<usize>)], body: &str) {
        let Some((event, range)) = events.first() else {
            return;
        };
        match event {
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                self.out.push_str("<code>");
                self.text(text, range);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.plain("\n"),
            Event::HardBreak => {
                self.block.push(' ');
                self.out.push_str("<br>\n");
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.raw_html(range, body),
            Event::Start(tag) => self.start(tag, range, &events[1..]),
            // The rest belongs to extensions that are not switched on.
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, ahead: &[(Event<'_>, Range<usize>)]) {
        match tag {
            Tag::Paragraph => match ahead.first() {
                Some((Event::Start(Tag::Image { .. }), _)) => self.out.push_str("<p class=\"picture\">"),
                _ => self.out.push_str("<p>"),
            },
            Tag::Heading { .. } => {
                self.plain = Some(String::new());
                self.open.push(Open::Words(self.out.len()));
            }
            Tag::BlockQuote(_) => self.quote(ahead),
            Tag::List(_) if !self.block.is_empty() => {
                self.measure();
                self.start(tag, range, ahead);
            }
            Tag::CodeBlock(_) => {
                self.fault(
                    range,
                    "a block of code, which this portal has no use for: is the line indented by mistake?",
                );
                self.out.push_str("<pre><code>");
            }
            Tag::List(None) => self.block("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n", "</ol>\n"),
            Tag::List(Some(number)) => self.block(&format!("<ol start=\"{number}\">\n"), "</ol>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(columns) => {
                self.table = InTable::Body;
                self.table(columns);
            }
            Tag::TableHead => {
                self.table = InTable::Head;
                self.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(
                ahead
                    .first()
                    .is_some_and(|(next, _)| *next == Event::End(TagEnd::TableCell)),
            ),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Link {
                link_type, dest_url, ..
            } => self.link(*link_type, dest_url, range),
            Tag::Image { dest_url, .. } => {
                self.image = Some(Image {
                    target: dest_url.to_string(),
                    words: String::new(),
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Image => self.pictogram(range),
            TagEnd::Paragraph => {
                self.measure();
                self.out.push_str("</p>\n");
            }
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                if let Some(Open::Block(close)) = self.open.pop() {
                    self.out.push_str(close);
                }
            }
            TagEnd::Item => {
                self.measure();
                self.out.push_str("</li>\n");
            }
            TagEnd::Table => {
                self.table = InTable::No;
                self.out.push_str("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                self.table = InTable::Body;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(self.cell_end);
                self.column += 1;
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Link => {
                self.in_link = false;
                if let Some(Open::Words(start)) = self.open.pop()
                    && self.out[start..].trim().is_empty()
                {
                    self.fault(
                        range,
                        "a link without words: who cannot see the page would hear nothing",
                    );
                }
                self.out.push_str("</a>");
            }
            _ => {}
        }
    }

    fn put(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    fn block(&mut self, open: &str, close: &'static str) {
        self.out.push_str(open);
        self.open.push(Open::Block(close));
    }

    /// A quote, or a callout where its first strong word is one of the language's.
    fn quote(&mut self, ahead: &[(Event<'_>, Range<usize>)]) {
        let word = match ahead {
            [
                (Event::Start(Tag::Paragraph), _),
                (Event::Start(Tag::Strong), _),
                (Event::Text(word), _),
                ..,
            ] => word,
            _ => "",
        };
        let word = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        match self
            .with
            .callouts
            .iter()
            .zip(CALLOUTS)
            .find(|(callout, _)| **callout == word)
        {
            Some((_, classes)) => {
                self.block(&format!("<div class=\"{classes}\" role=\"note\">\n"), "</div>\n");
            }
            None => self.block("<blockquote>\n", "</blockquote>\n"),
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let Some(Open::Words(start)) = self.open.pop() else {
            return;
        };
        let title = self.plain.take().unwrap_or_default().trim().to_owned();
        let line = self.lines.at(range.start);
        let before = self.done.headings.last().map_or(1, |heading| heading.level);
        let mut level = level as u8;
        if title.is_empty() {
            self.fault(range, "a heading without words");
        }
        if level == 1 {
            self.fault(
                range,
                "a heading with one `#`: the title of the page is the only one; begin with `##`",
            );
            level = 2;
        } else if level > before + 1 {
            let (marks, allowed) = ("#".repeat(level.into()), "#".repeat((before + 1).into()));
            self.fault(
                range,
                format!("a heading jumps to `{marks}`; allowed here: `{allowed}` or fewer"),
            );
        }
        if !self.open.is_empty() {
            self.fault(range, "a heading inside a list or a quote: take it out");
        }
        let id = unique(&mut self.ids, &slug(&title), '-');
        let inner = self.out.split_off(start);
        if level == 2 {
            self.in_example = self.with.examples.contains(&title);
        }
        if level == 2 && self.open.is_empty() {
            self.cut();
            self.done.sections.push(Section {
                id: id.clone(),
                title: title.clone(),
                html: String::new(),
                role: None,
            });
        } else {
            let level = level.to_string();
            self.put(&["<h", &level, " id=\"", &id, "\">", &inner, "</h", &level, ">\n"]);
        }
        self.done.headings.push(Heading {
            level,
            id,
            title,
            line,
        });
    }

    /// Gives the HTML since the last `##` to where it belongs.
    fn cut(&mut self) {
        let html = std::mem::take(&mut self.out);
        match self.done.sections.last_mut() {
            Some(section) => section.html = html,
            None => self.done.intro_html = html,
        }
    }

    /// A table can be wider than a phone: it scrolls in a region of its own, which the keyboard reaches and which has
    /// a name, the nearest heading's.
    fn table(&mut self, columns: &[Alignment]) {
        self.columns = columns.to_vec();
        let nearest = self
            .done
            .headings
            .last()
            .map_or(self.with.title, |heading| &heading.title);
        let label = unique(&mut self.labels, nearest, ' ');
        self.out
            .push_str("<div class=\"table-responsive\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape(&mut self.out, &label);
        self.out.push_str("\"><table class=\"table\">");
    }

    /// An empty cell of the head is no heading: a reader of the screen would announce one without words.
    fn cell(&mut self, empty: bool) {
        let (start, end) = if self.table == InTable::Head && !empty {
            ("<th scope=\"col\"", "</th>")
        } else {
            ("<td", "</td>")
        };
        self.out.push_str(start);
        self.cell_end = end;
        self.out.push_str(match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"text-end\">",
            Some(Alignment::Center) => " class=\"text-center\">",
            _ => ">",
        });
    }

    fn link(&mut self, link_type: LinkType, target: &str, range: &Range<usize>) {
        let target = if link_type == LinkType::Email {
            format!("mailto:{target}")
        } else {
            target.to_owned()
        };
        self.out.push_str("<a href=\"");
        escape(&mut self.out, &target);
        self.out.push_str(if target.starts_with("https:") {
            "\" rel=\"noopener noreferrer\">"
        } else {
            "\">"
        });
        self.in_link = true;
        self.open.push(Open::Words(self.out.len()));
        self.done.links.push(Link {
            target,
            line: self.lines.at(range.start),
        });
    }

    /// A pictogram of an easy page, with what one sees in words.
    fn pictogram(&mut self, range: &Range<usize>) {
        let Some(Image { target, words }) = self.image.take() else {
            return;
        };
        let words = words.trim();
        match target.strip_prefix("pictogram:") {
            None => self.fault(range, "an image: pages of text have none; say it in words"),
            Some(_) if !self.with.easy => {
                self.fault(
                    range,
                    "a pictogram: they are for pages that are easy to read (`easy_of`)",
                );
            }
            Some(name) if !is_pictogram(name) => {
                self.fault(
                    range,
                    format!("no pictogram is called `{name}`; they stand in static/pictograms.svg"),
                );
            }
            Some(_) if words.is_empty() => self.fault(
                range,
                "an image without its alternative text: say between the brackets what one sees",
            ),
            Some(name) => {
                self.out
                    .push_str("<svg class=\"pictogram\" role=\"img\" aria-label=\"");
                escape(&mut self.out, words);
                self.put(&["\"><use href=\"/assets/pictograms.svg#", name, "\" /></svg>"]);
            }
        }
    }

    fn raw_html(&mut self, range: &Range<usize>, body: &str) {
        let found = body[range.clone()].lines().next().unwrap_or_default().trim();
        // One finding a line: an element has an end too.
        if self
            .done
            .faults
            .last()
            .is_some_and(|(line, fault)| *line == self.lines.at(range.start) && fault.starts_with("raw HTML"))
        {
            return;
        }
        self.fault(range, format!("raw HTML, `{found}`: write it in markdown"));
    }

    fn fault(&mut self, range: &Range<usize>, message: impl Into<String>) {
        let line = self.lines.at(range.start);
        self.done.faults.push((line, message.into()));
    }
}

/// The words, or the words and the first number from 2 that nobody has taken.
fn unique(taken: &mut HashSet<String>, words: &str, between: char) -> String {
    let mut number = 1;
    let mut name = words.to_owned();
    while !taken.insert(name.clone()) {
        number += 1;
        name = format!("{words}{between}{number}");
    }
    name
}

/// Adds a text so that it stands for itself in HTML, in attributes too.
pub(crate) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
}
