//! Telephone numbers that can be called.

use crate::texts::text;
use yew::prelude::*;

/// A number as people read it, to be called by touching it.
pub fn telephone(number: &str) -> Html {
    html! { <a class="telephone" href={tel(number)} dir="ltr">{ text(number) }</a> }
}

/// The address of a number as people read it. Italian numbers get their prefix; short ones and those with one stay.
pub fn tel(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    if digits.starts_with('+') || digits.len() <= 6 {
        format!("tel:{digits}")
    } else {
        format!("tel:+39{digits}")
    }
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn short_numbers_have_no_prefix() {
        assert_eq!(tel("112"), "tel:112");
        assert_eq!(tel("116000"), "tel:116000");
        assert_eq!(tel("0521 40521"), "tel:+39052140521");
        assert_eq!(tel("+41 91 000"), "tel:+4191000");
    }
}
