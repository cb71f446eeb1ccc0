//! What a citizen holds to find a request again: the code, the secret, the protocol number.

use crate::base32;
use std::fmt;
use std::str::FromStr;

const CODE_DIGITS: usize = 9;
const SECRET_DIGITS: usize = 26;

/// The public half of the key to a request: nine random base 32 digits and a check digit (Luhn, modulo 32), written
/// `K7M2Q-9XT4J`. It names a request and opens nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(String);

/// The written code is not a code: a character out of the alphabet, a length other than ten, or a slip of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCode {
    /// A character that codes do not have.
    #[error("the code has a character that codes never have")]
    Alphabet,
    /// Not ten characters; holds how many there were.
    #[error("the code has 10 characters, not {0}")]
    Length(usize),
    /// The check digit does not agree with the others.
    #[error("one of the code's characters is wrong")]
    Check,
}

impl Code {
    /// The code for these random bytes, of which the first 45 bits count.
    pub fn from_random(bytes: [u8; 6]) -> Self {
        let body = base32::encode(&bytes, CODE_DIGITS);
        let values = base32::digits(&body).unwrap_or_default();
        Self(format!("{body}{}", base32::character(luhn(&values))))
    }

    /// Ten characters without the hyphen: the form that is stored and that stands in addresses of the interface.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", &self.0[..5], &self.0[5..])
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(written: &str) -> Result<Self, InvalidCode> {
        let values = base32::digits(written).ok_or(InvalidCode::Alphabet)?;
        if values.len() != CODE_DIGITS + 1 {
            return Err(InvalidCode::Length(values.len()));
        }
        if luhn(&values[..CODE_DIGITS]) != values[CODE_DIGITS] {
            return Err(InvalidCode::Check);
        }
        Ok(Self(values.into_iter().map(base32::character).collect()))
    }
}

/// Luhn's check digit over base 32 values: catches every wrong digit and almost every exchange of two neighbours.
fn luhn(values: &[u8]) -> u8 {
    let sum: u8 = values.iter().rev().enumerate().fold(0, |sum, (at, &value)| {
        let weighted = if at % 2 == 0 { value * 2 } else { value };
        (sum + weighted / 32 + weighted % 32) % 32
    });
    (32 - sum) % 32
}

/// The secret half: 128 random bits in 26 base 32 digits, shown in groups of up to six. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The written secret is not one; it says nothing of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret has 26 letters and digits")]
pub struct InvalidSecret;

impl Secret {
    /// The secret for these random bytes.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(base32::encode(&bytes, SECRET_DIGITS))
    }

    /// Twenty-six characters without hyphens: what is hashed, and what goes into the secret link's fragment.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The secret in groups, for people to copy.
    pub fn grouped(&self) -> String {
        [&self.0[..6], &self.0[6..12], &self.0[12..18], &self.0[18..]].join("-")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl FromStr for Secret {
    type Err = InvalidSecret;

    fn from_str(written: &str) -> Result<Self, InvalidSecret> {
        let values = base32::digits(written).ok_or(InvalidSecret)?;
        // 26 digits hold 130 bits: the last two are padding, and a secret never has them set.
        match values.last() {
            Some(last) if values.len() == SECRET_DIGITS && last.trailing_zeros() >= 2 => {
                Ok(Self(values.into_iter().map(base32::character).collect()))
            }
            _ => Err(InvalidSecret),
        }
    }
}

/// The protocol number of a request, one series a year, written `2026/000042`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Protocol {
    /// The civil year in the Comune's time zone.
    pub year: i16,
    /// From 1, without gaps that matter to anyone.
    pub number: i64,
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:06}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_aloud() {
        let code = Code::from_random([0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc]);
        let spoken = code
            .to_string()
            .to_lowercase()
            .replace('1', "l")
            .replace('0', "o")
            .replace('-', " ");
        assert_eq!(spoken.parse(), Ok(code));
    }

    #[test]
    fn every_single_wrong_digit_is_found() {
        let code = Code::from_random([7, 77, 177, 27, 127, 227]);
        let values = base32::digits(code.as_str()).expect("a code is base 32");
        for at in 0..values.len() {
            for wrong in (0..32).filter(|&wrong| wrong != values[at]) {
                let mut slip = values.clone();
                slip[at] = wrong;
                let slip: String = slip.into_iter().map(base32::character).collect();
                assert_eq!(slip.parse::<Code>(), Err(InvalidCode::Check), "{slip} for {code}");
            }
        }
    }

    #[test]
    fn what_is_not_a_code_says_why() {
        assert_eq!("ABCDE-FGHU?".parse::<Code>(), Err(InvalidCode::Alphabet));
        assert_eq!("ABC".parse::<Code>(), Err(InvalidCode::Length(3)));
        assert_eq!("ПОЛО".parse::<Code>(), Err(InvalidCode::Alphabet));
    }

    #[test]
    fn a_secret_goes_out_and_comes_back_and_never_shows_in_debug() {
        let secret = Secret::from_random([0xfe; 16]);
        assert_eq!(secret.grouped().parse(), Ok(secret.clone()));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!("Z".repeat(26).parse::<Secret>(), Err(InvalidSecret));
    }

    #[test]
    fn a_protocol_number_is_written_as_offices_do() {
        assert_eq!(
            Protocol {
                year: 2026,
                number: 42
            }
            .to_string(),
            "2026/000042"
        );
    }
}
