//! The words that the page of kind glossary explains, and where they occur in other pages.
//! Never here: the explanations (they are the page's own text).

use std::collections::{HashMap, HashSet};

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glossary {
    /// The glossary page's address.
    pub(crate) path: String,
    /// By the first word of each form, in small letters; longer forms first.
    forms: HashMap<String, Vec<Form>>,
}

/// A way of writing a word.
#[derive(Clone, Debug)]
struct Form {
    written: String,
    /// The anchor of its explanation.
    id: String,
    /// An acronym is only meant where it is written in capitals: «ISEE», not «isee».
    acronym: bool,
}

/// A heading of the glossary, `ISEE, Indicatore della situazione economica equivalente`, in its forms.
pub(crate) fn forms(heading: &str) -> impl Iterator<Item = &str> {
    heading.split(',').map(str::trim).filter(|form| !form.is_empty())
}

impl Glossary {
    /// From the page's address, and each heading with its anchor.
    pub(crate) fn new<'a>(path: &str, headings: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut by_first: HashMap<String, Vec<Form>> = HashMap::new();
        for (title, id) in headings {
            for form in forms(title) {
                let Some(first) = words(form)
                    .next()
                    .map(|(at, word)| form[at..at + word.len()].to_lowercase())
                else {
                    continue;
                };
                by_first.entry(first).or_default().push(Form {
                    written: form.to_owned(),
                    id: id.to_owned(),
                    acronym: form.chars().filter(|letter| letter.is_uppercase()).count() > 1
                        && !form.chars().any(char::is_lowercase),
                });
            }
        }
        for forms in by_first.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.written.len()));
        }
        Self {
            path: path.to_owned(),
            forms: by_first,
        }
    }

    /// The first word of a text that is explained and not yet `told`: where it begins and ends, and its anchor.
    pub(crate) fn find<'a>(&'a self, text: &str, told: &HashSet<String>) -> Option<(usize, usize, &'a str)> {
        if self.forms.is_empty() {
            return None;
        }
        for (at, word) in words(text) {
            let Some(forms) = self.forms.get(&word.to_lowercase()) else {
                continue;
            };
            let fits = |form: &&Form| {
                let Some(here) = text.get(at..at + form.written.len()) else {
                    return false;
                };
                let ends = !text[at + form.written.len()..].starts_with(char::is_alphanumeric);
                let same = if form.acronym {
                    here == form.written
                } else {
                    here.to_lowercase() == form.written.to_lowercase()
                };
                ends && same && !told.contains(&form.id)
            };
            if let Some(form) = forms.iter().find(fits) {
                return Some((at, at + form.written.len(), &form.id));
            }
        }
        None
    }
}

/// Runs of letters and digits, and where each begins. A point inside an acronym ends its first part: `P.I.P.P.I.` begins
/// with `P`.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter_map(move |word| {
            let start = at;
            at += word.len();
            // The letter that parted them.
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            (!word.is_empty()).then_some((start, word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_written_and_once() {
        let glossary = Glossary::new(
            "/parole/",
            [
                ("ISEE, Indicatore della situazione", "isee"),
                ("Nucleo familiare", "nucleo"),
                ("P.I.P.P.I.", "pippi"),
            ]
            .into_iter(),
        );
        let mut told = HashSet::new();
        let text = "Il nucleo familiare chiede l'ISEE, non l'isee né un ISEEx.";
        let (start, end, id) = glossary.find(text, &told).expect("the household");
        assert_eq!((&text[start..end], id), ("nucleo familiare", "nucleo"));
        told.insert("nucleo".to_owned());
        let (start, end, id) = glossary.find(text, &told).expect("the acronym");
        assert_eq!((&text[start..end], id), ("ISEE", "isee"));
        told.insert("isee".to_owned());
        assert_eq!(glossary.find(text, &told), None);
        assert!(glossary.find("con P.I.P.P.I. in casa", &told).is_some());
        assert_eq!(glossary.find("è à ì", &told), None);
    }
}
