//! Stems: how much of a word stays when its ending goes, so that «sfratti», «sfrattare» and «sfratto» are one.
//! A stem is always a beginning of its word. That keeps an index small (a stem is a number), and lets a word that is still
//! being typed find it. The Italian rules are the light ones that Jacques Savoy published (final vowels, plurals in -chi and
//! -ghe) with the commonest endings of verbs and of nouns made from them; `docs/decisions.md` says what else was weighed.

use super::Language;

/// How many bytes of the word are its stem. The word is in small letters without accents.
pub(super) fn stem(word: &str, language: Language) -> usize {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.len();
    }
    match language {
        Language::Italian => italian(word).len(),
        Language::English => english(word).len(),
        Language::Other => word.len(),
    }
}

/// Endings, and how many letters must stay before them. Longer ones stand before those that end like them.
type Endings = &'static [(&'static str, usize)];

const ITALIAN: Endings = &[
    ("amento", 3),
    ("amenti", 3),
    ("imento", 3),
    ("imenti", 3),
    ("azione", 3),
    ("azioni", 3),
    ("atrice", 3),
    ("atrici", 3),
    ("ariato", 4),
    ("atore", 3),
    ("atori", 3),
    ("ativo", 3),
    ("ativa", 3),
    ("ativi", 3),
    ("ative", 3),
    ("issimo", 3),
    ("issima", 3),
    ("amente", 4),
    ("mente", 5),
    ("enza", 4),
    ("enze", 4),
    ("ente", 4),
    ("enti", 4),
    ("ando", 3),
    ("endo", 3),
    ("iamo", 4),
    ("ario", 4),
    ("aria", 4),
    ("arie", 4),
    ("ari", 4),
    ("are", 3),
    ("ere", 3),
    ("ire", 3),
    ("ano", 3),
    ("ana", 3),
    ("ani", 3),
    ("ane", 3),
    ("ono", 3),
    ("ato", 3),
    ("ata", 3),
    ("ati", 3),
    ("ate", 3),
    ("uto", 3),
    ("uta", 3),
    ("uti", 3),
    ("ute", 3),
    ("ito", 4),
    ("ita", 4),
    ("iti", 4),
    ("ite", 4),
];

/// Nouns that look like something else.
const ITALIAN_NOUNS: [&str; 9] = [
    "abbandono",
    "camere",
    "carcere",
    "comunita",
    "lettere",
    "opere",
    "perdono",
    "telefono",
    "tessere",
];

fn italian(word: &str) -> &str {
    // «documenti» has one stem with «documento», and «quartiere» with «quartieri»: these endings are the noun's own.
    let whole = ITALIAN_NOUNS.contains(&word)
        || word.ends_with("iere")
        || word.ends_with("umenti")
        || word.ends_with("limenti");
    let cut = if whole {
        word
    } else {
        with_pronoun(word).unwrap_or_else(|| without(word, ITALIAN))
    };
    // «paghi», «banche», «figlio»: the letter that only served the vowel goes with it.
    let cut = match cut.as_bytes() {
        [.., b'a' | b'e' | b'i' | b'o'] if cut.len() > 3 => &cut[..cut.len() - 1],
        _ => cut,
    };
    let kept = cut.trim_end_matches(['h', 'i']).len().max(3);
    cut.get(..kept).unwrap_or(cut)
}

/// «aiutarmi», «pagarlo»: what is left of an infinitive with a pronoun.
fn with_pronoun(word: &str) -> Option<&str> {
    const PRONOUNS: [&str; 11] = ["mi", "ti", "si", "ci", "vi", "lo", "la", "li", "le", "ne", "gli"];
    let verb = PRONOUNS.iter().find_map(|pronoun| word.strip_suffix(pronoun))?;
    // «scoperti», «diversi» are none.
    let least = if verb.ends_with("ar") { 3 } else { 4 };
    let root = (verb.strip_suffix("ar"))
        .or_else(|| verb.strip_suffix("er"))
        .or_else(|| verb.strip_suffix("ir"))?;
    (root.len() >= least).then_some(root)
}

const ENGLISH: Endings = &[
    ("ness", 4),
    ("ment", 4),
    ("ing", 3),
    ("ion", 4),
    ("ed", 3),
    ("er", 3),
];

fn english(word: &str) -> &str {
    let one = singular(word);
    let cut = without(one, ENGLISH);
    match cut.as_bytes() {
        [.., last, before]
            if cut.len() < one.len() && last == before && !matches!(before, b'l' | b's' | b'z') =>
        {
            &cut[..cut.len() - 1]
        }
        [.., b'e' | b'i' | b'y'] if cut.len() > 3 => &cut[..cut.len() - 1],
        _ => cut,
    }
}

fn singular(word: &str) -> &str {
    let whole = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    let two = ["ies", "ied", "sses", "shes", "ches", "xes"];
    match word.len() {
        length if two.iter().any(|ending| word.ends_with(ending)) => &word[..length - 2],
        length if word.ends_with('s') && !whole => &word[..length - 1],
        _ => word,
    }
}

fn without(word: &str, endings: Endings) -> &str {
    let root =
        |(ending, least): &(&str, usize)| word.strip_suffix(ending).filter(|root| root.len() >= *least);
    endings.iter().find_map(root).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(language: Language, forms: &str) {
        let stems: Vec<_> = forms
            .split(' ')
            .map(|word| &word[..stem(word, language)])
            .collect();
        assert!(stems.windows(2).all(|two| two[0] == two[1]), "{forms}: {stems:?}");
    }

    fn apart(language: Language, forms: &str) {
        let stems: Vec<_> = forms
            .split(' ')
            .map(|word| &word[..stem(word, language)])
            .collect();
        assert!(stems.windows(2).all(|two| two[0] != two[1]), "{forms}: {stems:?}");
    }

    #[test]
    fn forms_of_an_italian_word_have_one_stem() {
        for forms in [
            "affitto affitti affittare",
            "sfratto sfratti sfrattare sfrattati sfrattata",
            "pago paghi paga pagare pagamento pagamenti paghiamo pagarlo",
            "picchia picchiano picchiata picchiato picchiarmi picchi",
            "cade cadono cadere caduta cadute caduto",
            "anziano anziana anziani anziane",
            "telefono telefoni",
            "figlio figlia figli figlie",
            "separarmi separazione separata separati",
            "assistenza assistente assistenti",
            "residenza residente residenti",
            "disabile disabili disabilita",
            "invalido invalida invalidita",
            "banca banche",
            "volontario volontari volontaria volontariato",
            "alimentare alimentari alimento alimenti",
            "lettera lettere",
            "straniero straniera stranieri straniere",
            "economico economici economiche economicamente",
            "mediazione mediatore mediatrice",
            "aiuto aiuti aiutare aiutarmi",
            "violenza violenze violenti",
            "documento documenti",
            "casa case",
        ] {
            one(Language::Italian, forms);
        }
    }

    #[test]
    fn italian_words_of_different_things_keep_apart() {
        for forms in [
            "comunita comune",
            "pensione pensare",
            "minori minuti",
            "parente parete",
            "mensa mena",
            "lettera letto",
            "diverso divertire",
        ] {
            apart(Language::Italian, forms);
        }
    }

    #[test]
    fn forms_of_an_english_word_have_one_stem() {
        for forms in [
            "family families",
            "house houses housing",
            "evict evicted eviction evictions",
            "beat beats beating",
            "hit hits hitting",
            "care carer carers caring",
            "pay pays paying",
            "lonely loneliness",
            "homeless homelessness",
            "worry worried worries worrying",
        ] {
            one(Language::English, forms);
        }
    }

    #[test]
    fn short_words_numbers_and_other_languages_stay() {
        for (word, language) in [
            ("zia", Language::Italian),
            ("1522", Language::Italian),
            ("مساعدة", Language::Italian),
            ("case", Language::Other),
        ] {
            assert_eq!(stem(word, language), word.len());
        }
    }
}
