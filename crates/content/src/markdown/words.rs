//! What becomes of the words of a body: figures put in their places, figures that should have one found, words of the
//! glossary linked, all of it measured. Never here: the structure of a page.

use std::ops::Range;

use super::{InTable, Renderer, Writing, escape};
use crate::rates::{self, Confidence, Figure, NoRate};

impl Renderer<'_> {
    /// A run of text: its figures in their places.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let mut rest = text;
        while let Some(place) = rates::place(rest) {
            self.written(place.before, range);
            self.figure(&place, range);
            rest = place.after;
        }
        if rest.contains("{{") {
            self.fault(
                range,
                "`{{` without its `}}`: a figure is written like {{adi.isee_max}}",
            );
        }
        self.written(rest, range);
    }

    /// Words as they stand, where the glossary explains one of them with a link.
    fn written(&mut self, text: &str, range: &Range<usize>) {
        if !self.in_example && self.image.is_none() {
            for literal in literals(text) {
                if let Some(fault) = stray(&literal, self.with) {
                    self.fault(range, fault);
                }
            }
        }
        let may_link = !self.in_link && self.plain.is_none() && self.image.is_none();
        let Some(glossary) = self.with.glossary.filter(|_| may_link) else {
            self.plain(text);
            return;
        };
        let mut rest = text;
        while let Some((start, end, id)) = glossary.find(rest, &self.told) {
            self.plain(&rest[..start]);
            self.put(&["<a class=\"word\" href=\"", &glossary.path, "#", id, "\">"]);
            self.plain(&rest[start..end]);
            self.out.push_str("</a>");
            self.told.insert(id.to_owned());
            rest = &rest[end..];
        }
        self.plain(rest);
    }

    /// Words and nothing but words.
    pub(super) fn plain(&mut self, text: &str) {
        if let Some(image) = &mut self.image {
            image.words.push_str(text);
            return;
        }
        escape(&mut self.out, text);
        let spaced = if text == "\n" { " " } else { text };
        if let Some(plain) = &mut self.plain {
            plain.push_str(spaced);
        } else if self.table == InTable::No {
            self.block.push_str(spaced);
        }
    }

    /// A paragraph or an item ends: it is measured.
    pub(super) fn measure(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.done.measure.add(&block);
    }

    fn figure(&mut self, place: &rates::Place<'_>, range: &Range<usize>) {
        match figure(place.name, place.year, self.with) {
            Ok((amount, figure)) => {
                self.put(&["<data class=\"rate\" value=\"", &amount, "\">"]);
                self.plain(&figure.written);
                self.out.push_str("</data>");
                if figure.to_verify && self.plain.is_none() {
                    self.put(&[" <small class=\"to-verify\">("]);
                    escape(&mut self.out, self.with.to_verify);
                    self.out.push_str(")</small>");
                }
                if !self.done.figures.contains(&figure) {
                    self.done.figures.push(figure);
                }
            }
            Err(fault) => self.fault(range, fault),
        }
    }
}

/// A line of the front matter with its figures in their places, and what is wrong with it.
pub(crate) fn fill(text: &str, with: &Writing<'_>) -> (String, Vec<String>) {
    let mut filled = String::new();
    let mut faults = Vec::new();
    let mut rest = text;
    let mut look =
        |words: &str| faults.extend(literals(words).iter().filter_map(|literal| stray(literal, with)));
    let mut wrong = Vec::new();
    while let Some(place) = rates::place(rest) {
        look(place.before);
        filled.push_str(place.before);
        match figure(place.name, place.year, with) {
            Ok((_, figure)) if figure.to_verify => {
                filled.push_str(&figure.written);
                filled.extend([" (", with.to_verify, ")"]);
            }
            Ok((_, figure)) => filled.push_str(&figure.written),
            Err(fault) => wrong.push(fault),
        }
        rest = place.after;
    }
    look(rest);
    filled.push_str(rest);
    faults.extend(wrong);
    (filled, faults)
}

fn figure(name: &str, year: Option<i16>, with: &Writing<'_>) -> Result<(String, Figure), String> {
    let (rate, value) = with
        .rates
        .value(name, with.on, year)
        .map_err(|error| match error {
            NoRate::Unknown => format!("no rate is called `{name}`: see content/rates/"),
            NoRate::NotThen => match year {
                Some(year) => format!("no figure of `{name}` holds in {year}"),
                None => format!("no figure of `{name}` holds on {}", with.on),
            },
        })?;
    let label = rate.label.get(with.lang).or_else(|| rate.label.values().next());
    let figure = Figure {
        name: name.to_owned(),
        label: label.cloned().unwrap_or_default(),
        written: value.written(rate.unit, with.lang),
        valid_from: value.valid_from,
        valid_until: value.valid_until,
        source: value.source.clone(),
        to_verify: value.confidence != Confidence::High,
    };
    Ok((value.amount.clone(), figure))
}

/// Why a figure may not stand there, if it may not.
fn stray(literal: &Literal, with: &Writing<'_>) -> Option<String> {
    let Literal { written, certain } = literal;
    if with.figures.iter().any(|own| own == written) {
        return None;
    }
    match with.rates.written_like(&canonical(written, with.lang), with.lang) {
        Some(name) => Some(format!(
            "the figure `{written}` stands in prose: write {{{{{name}}}}}, or name it under `figures` if it is another one"
        )),
        None if *certain => Some(format!(
            "the figure `{written}` stands in prose: take it from a rate ({{{{file.key}}}}), or name it under `figures`"
        )),
        None => None,
    }
}

/// As rates are written, so that `€ 500` is found to be `500 euro`.
fn canonical(written: &str, lang: &str) -> String {
    let number: String = written
        .chars()
        .filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
        .collect();
    let money = written.contains('€') || written.contains("euro");
    let percent = written.contains('%') || written.contains("per cento") || written.contains("percent");
    match (money, percent, lang) {
        (true, _, "it") => format!("{number} euro"),
        (true, _, _) => format!("€{number}"),
        (_, true, _) => format!("{number}%"),
        _ => written.to_owned(),
    }
}

/// A number with what says that it counts something.
#[derive(Debug, PartialEq, Eq)]
struct Literal {
    /// As it stands in the text, with one space at most.
    written: String,
    /// Money and percentages come from somewhere; «8 ore» only if a rate says the same.
    certain: bool,
}

fn literals(text: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|letter: char| letter.is_ascii_digit())
        .map(|found| at + found)
    {
        let digit = |letter: char| letter.is_ascii_digit();
        let mut end = start;
        loop {
            end += text[end..]
                .find(|letter| !digit(letter))
                .unwrap_or(text.len() - end);
            let mut next = text[end..].chars();
            // A point or comma belongs to the number only between digits.
            match (next.next(), next.next()) {
                (Some('.' | ','), Some(after)) if digit(after) => end += 1,
                _ => break,
            }
        }
        at = end;
        let number = &text[start..end];
        let before = text[..start].trim_end();
        let after = &text[end..];
        let word = after.strip_prefix([' ', '\u{a0}']).unwrap_or(after);
        let letters = word
            .split(|letter: char| !letter.is_alphabetic())
            .next()
            .unwrap_or_default();
        let literal = if before.ends_with('€') {
            Some((format!("€{number}"), true))
        } else if word.starts_with('€') || letters == "euro" || letters == "euros" {
            Some((format!("{number} euro"), true))
        } else if word.starts_with('%') {
            Some((format!("{number}%"), true))
        } else if word.starts_with("per cento") || letters == "percent" {
            let word = if letters == "percent" {
                letters
            } else {
                "per cento"
            };
            Some((format!("{number} {word}"), true))
        } else if after.starts_with([' ', '\u{a0}']) && !letters.is_empty() && word.len() < after.len() {
            Some((format!("{number} {letters}"), false))
        } else {
            None
        };
        found.extend(literal.map(|(written, certain)| Literal { written, certain }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_count_money_shares_or_a_thing_are_seen() {
        let seen: Vec<_> = literals("Sono 10.140 euro, € 5,50 o 1.000 €; il 25%, il 5 per cento; 8 ore nel 2026, L. 328/2000 e il 112.")
            .into_iter()
            .map(|literal| (literal.written, literal.certain))
            .collect();
        let expected = [
            ("10.140 euro", true),
            ("€5,50", true),
            ("1.000 euro", true),
            ("25%", true),
            ("5 per cento", true),
            ("8 ore", false),
            ("2000 e", false),
        ];
        assert_eq!(
            seen,
            expected.map(|(written, certain)| (written.to_owned(), certain))
        );
    }
}
