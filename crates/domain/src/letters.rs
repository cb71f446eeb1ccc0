//! Letters as a search compares them: small, without accents.
//! Never here: addresses and anchors (the content's), words of any language.

/// Adds a letter to a word in small letters without accents; what has no plain form stays as it is.
pub fn push_plain(word: &mut String, letter: char) {
    for small in letter.to_lowercase() {
        match plain(small) {
            Some(letters) => word.push_str(letters),
            None if is_sign_on_a_letter(small) => {}
            None => word.push(small),
        }
    }
}

/// An accent written by itself after its letter, as some keyboards and systems do; in Arabic, a vowel sign.
pub fn is_sign_on_a_letter(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}')
}

/// The plain form of a small letter that has another one.
pub fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ā' | 'ą' => "a",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' | 'ő' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ç' | 'ć' | 'č' => "c",
        'đ' | 'ď' => "d",
        'ğ' => "g",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ř' => "r",
        'ș' | 'ş' | 'ś' | 'š' => "s",
        'ț' | 'ţ' | 'ť' => "t",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        _ => return None,
    })
}
