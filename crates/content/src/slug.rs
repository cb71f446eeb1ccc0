//! Words as they stand in addresses and anchors.
//! Never here: whether two of them clash (their users know their neighbours).

/// Whether a file or an id may be called so: small Latin letters, digits, hyphens between them.
pub(crate) fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('-')
        && !name.ends_with('-')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// «A chi è rivolto» becomes `a-chi-e-rivolto`. Letters of other scripts stay: an anchor may hold them.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase) {
        match domain::letters::plain(letter) {
            Some(letters) => slug.push_str(letters),
            None if letter.is_alphanumeric() => slug.push(letter),
            None if slug.is_empty() || slug.ends_with('-') => {}
            None => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "parte".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_anchors() {
        for (title, anchor) in [
            ("A chi è rivolto", "a-chi-e-rivolto"),
            ("Non c’è: perché? (Sì)", "non-c-e-perche-si"),
            ("  --  ", "parte"),
            ("L'8 marzo", "l-8-marzo"),
            ("مساعدة عاجلة", "مساعدة-عاجلة"),
        ] {
            assert_eq!(slug(title), anchor);
        }
    }

    #[test]
    fn names_of_files() {
        assert!(is_slug("primo-colloquio"));
        for slip in ["", "-a", "a-", "Primo", "primo colloquio", "è", "a_b"] {
            assert!(!is_slug(slip), "{slip}");
        }
    }
}
