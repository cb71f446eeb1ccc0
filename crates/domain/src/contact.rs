//! Ways to reach a person.

use crate::fault::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A telephone number in the form of E.164, `+` and 8 to 15 digits; without a country prefix it is Italian (+39).
/// Errors: [`Fault::PhoneCharacters`], [`Fault::PhoneShort`], [`Fault::PhoneLong`]. Source: ITU-T E.164; Italian
/// numbers have 6 to 11 digits after +39 (national numbering plan).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Parses what was typed: blanks, dots, hyphens, slashes and brackets are passed over, `00` means `+`.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let kept: String = typed
            .chars()
            .filter(|c| !matches!(c, ' ' | '.' | '-' | '/' | '(' | ')' | '\u{a0}' | '\u{2011}'))
            .collect();
        let (international, digits) = match kept.strip_prefix('+').or_else(|| kept.strip_prefix("00")) {
            Some(rest) => (true, rest),
            None => (false, kept.as_str()),
        };
        if digits.is_empty() && kept.is_empty() {
            return Err(Fault::Missing);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Fault::PhoneCharacters);
        }
        let found = digits.len();
        let (least, most) = if international { (8, 15) } else { (6, 11) };
        if found < least {
            return Err(Fault::PhoneShort { found });
        }
        if found > most {
            return Err(Fault::PhoneLong { found });
        }
        Ok(Self(if international {
            format!("+{digits}")
        } else {
            format!("+39{digits}")
        }))
    }

    /// For example `+393331234567`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an Italian mobile number, which a text message reaches: +39, then 3 and 8 or 9 more digits
    /// (national numbering plan).
    pub fn is_italian_mobile(&self) -> bool {
        let mobile = self.0.strip_prefix("+393");
        mobile.is_some_and(|rest| matches!(rest.len(), 8 | 9))
    }
}

/// An email address: one `@`, a mailbox before it, a domain with a dot after it, at most 254 characters.
/// Errors: [`Fault::EmailNoAt`], [`Fault::EmailForm`]. Only a message that arrives proves an address; this catches slips.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Parses what was typed; the domain becomes lower case.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Fault::Missing);
        }
        let found = typed.chars().count();
        if found > 254 {
            return Err(Fault::TooLong { max: 254, found });
        }
        let (mailbox, domain) = typed.rsplit_once('@').ok_or(Fault::EmailNoAt)?;
        let mailbox_fine = !mailbox.is_empty()
            && mailbox.len() <= 64
            && !mailbox.starts_with('.')
            && !mailbox.ends_with('.')
            && mailbox
                .chars()
                .all(|c| is_letter(c) || "!#$%&'*+-/=?^_`{|}~.".contains(c));
        let domain_fine = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| is_letter(c) || c == '-')
            });
        if !mailbox_fine || !domain_fine {
            return Err(Fault::EmailForm);
        }
        Ok(Self(format!("{mailbox}@{}", domain.to_ascii_lowercase())))
    }

    /// For example `anna@example.org`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A letter or digit of ours, or anything visible of another alphabet: the phone loads no table of Unicode for it.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii()
            && !matches!(c, '\u{80}'..='\u{a0}' | '\u{2000}'..='\u{206f}' | '\u{3000}' | '\u{feff}'))
}

macro_rules! sealed_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(stored: String) -> Result<Self, String> {
                Self::parse(&stored).map_err(|fault| fault.name().to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

sealed_text!(Phone);
sealed_text!(Email);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (typed, kept) in [
            ("333 123 4567", "+393331234567"),
            ("0521/40.521", "+39052140521"),
            ("+44 (20) 7946-0018", "+442079460018"),
            ("0039 333 1234567", "+393331234567"),
        ] {
            assert_eq!(Phone::parse(typed).expect(typed).as_str(), kept);
        }
        assert_eq!(Phone::parse("12345"), Err(Fault::PhoneShort { found: 5 }));
        assert_eq!(
            Phone::parse("333 123 4567 89"),
            Err(Fault::PhoneLong { found: 12 })
        );
        assert_eq!(Phone::parse("il solito"), Err(Fault::PhoneCharacters));
        assert_eq!(Phone::parse("+"), Err(Fault::PhoneShort { found: 0 }));
        assert_eq!(Phone::parse(" "), Err(Fault::Missing));
    }

    #[test]
    fn only_italian_mobile_numbers_are_reached_by_text_messages() {
        let mobile = |typed| Phone::parse(typed).expect(typed).is_italian_mobile();
        assert!(mobile("333 123 4567") && mobile("+39 347 123 456"));
        for other in ["0521 40521", "+44 7700 900123", "333 1234", "+33 6 12 34 56 78"] {
            assert!(!mobile(other), "{other}");
        }
    }

    #[test]
    fn addresses_with_a_slip_say_which() {
        assert_eq!(
            Email::parse(" Anna@Example.ORG ").expect("fair").as_str(),
            "Anna@example.org"
        );
        assert_eq!(Email::parse("anna.example.org"), Err(Fault::EmailNoAt));
        for slip in [
            "@a.it",
            "anna@",
            "anna@localhost",
            "anna@-a.it",
            "a b@c.it",
            "a@b..it",
            ".a@b.it",
        ] {
            assert_eq!(Email::parse(slip), Err(Fault::EmailForm), "{slip}");
        }
    }
}
