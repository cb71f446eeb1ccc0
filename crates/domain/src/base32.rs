//! Crockford's base 32: no I, L, O, U, so that what is read aloud or copied by hand survives.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Writes the first `digits` groups of five bits of `bytes`, most significant first; missing bits are zero.
pub fn encode(bytes: &[u8], digits: usize) -> String {
    (0..digits)
        .map(|digit| char::from(ALPHABET[usize::from(five_bits(bytes, digit * 5))]))
        .collect()
}

/// The value of each digit, read kindly: lower case, `O` as 0, `I` and `L` as 1; blanks and hyphens are passed over.
/// `None` where a character has no place in the alphabet.
pub fn digits(written: &str) -> Option<Vec<u8>> {
    written
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '\u{a0}' | '\u{2011}'))
        .map(value)
        .collect()
}

/// The character that stands for `value`, of which only the low five bits count.
pub fn character(value: u8) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|&a| char::from(a) == c)
        .and_then(|at| u8::try_from(at).ok())
}

fn five_bits(bytes: &[u8], from: usize) -> u8 {
    (from..from + 5).fold(0, |bits, at| {
        let byte = bytes.get(at / 8).copied().unwrap_or(0);
        bits << 1 | (byte >> (7 - at % 8) & 1)
    })
}
