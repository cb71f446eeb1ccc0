//! How long a text message is, as phones count. Never here: what it says.

/// What one message holds.
pub(super) const ONE_MESSAGE: usize = 160;

/// The letters of the basic table, each counting as one (3GPP TS 23.038, 6.2.1).
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
                     ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Those of its extension, each counting as two.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How many of the 160 characters of a message this takes; `None` where a letter is in neither table, and the whole is
/// sent in another form that holds 70.
pub fn septets(text: &str) -> Option<usize> {
    text.chars()
        .map(|letter| {
            if BASIC.contains(letter) {
                Some(1)
            } else if EXTENSION.contains(letter) {
                Some(2)
            } else {
                None
            }
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_as_phones_count_them() {
        assert_eq!(septets("giovedì è già qui"), Some(17));
        assert_eq!(septets("10 €"), Some(5));
        assert_eq!(septets("È"), None);
        assert_eq!(BASIC.chars().count(), 127, "all but the escape");
    }
}
