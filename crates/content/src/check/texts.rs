//! The words of the screen: each language has the same keys, with the same `{places}` to fill.
//! Never here: whether a translation is a good one.

use std::collections::BTreeSet;

use super::Check;
use crate::Finding;
use crate::texts::Texts;

pub(super) fn check(check: &mut Check<'_>) {
    let find = |lang: &str| check.site.written.iter().find(|texts| texts.lang == lang);
    let mut found = Vec::new();
    for language in &check.site.settings.languages {
        match (find(&language.id), find(check.default_language())) {
            (None, _) => {
                let file = format!("{}/texts/{}.toml", check.site.root, language.id);
                found.push(Finding::new(&file, None, "the texts of the language are missing"));
            }
            (Some(texts), Some(original)) if texts.lang != original.lang => {
                compare(texts, original, &mut found);
            }
            _ => {}
        }
    }
    check.found.extend(found);
}

fn compare(texts: &Texts, original: &Texts, found: &mut Vec<Finding>) {
    let reference = original.keys.file();
    for (key, words) in &original.words {
        match texts.words.get(key) {
            None => found.push(
                texts
                    .keys
                    .whole(format!("the text `{key}` is missing; it is in {reference}")),
            ),
            Some(translated) if translated.trim().is_empty() && !words.trim().is_empty() => {
                found.push(texts.keys.at(
                    key,
                    format!("the text `{key}` is empty; in {reference} it is not"),
                ));
            }
            Some(translated) => {
                let (there, here) = (places(words), places(translated));
                if there != here {
                    let message = format!(
                        "the text `{key}` fills {}; in {reference} it fills {}: they must be the same",
                        named(&here),
                        named(&there)
                    );
                    found.push(texts.keys.at(key, message));
                }
            }
        }
    }
    for key in texts
        .words
        .keys()
        .filter(|key| !original.words.contains_key(*key))
    {
        found.push(texts.keys.at(
            key,
            format!("the text `{key}` is unknown: it is not in {reference}"),
        ));
    }
}

/// The `{names}` in a text.
fn places(text: &str) -> BTreeSet<&str> {
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(is_name)
        .collect()
}

fn named(places: &BTreeSet<&str>) -> String {
    if places.is_empty() {
        return "nothing".to_owned();
    }
    places
        .iter()
        .map(|place| format!("{{{place}}}"))
        .collect::<Vec<_>>()
        .join(", ")
}
