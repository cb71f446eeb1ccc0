//! A figure of a law or a circular, exact to four decimals: euro, factors of a scale, hours, percentages.
//! Never here: which figure holds on which day (`content/rates/`), what a figure is for.

use std::fmt;
use std::str::FromStr;

/// Ten-thousandths, so that `0.35` and `17468.51` are exact.
const UNIT: i64 = 10_000;

/// A number from 0 to 9,999,999,999 with up to four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// What was written is not such a number: digits, and after a point up to four more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number; write it with a point before the decimals, like 551.53")]
pub struct InvalidAmount;

impl Amount {
    /// In ten-thousandths.
    pub fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// Of so many hundredths, cents for example; of none where they are below zero.
    pub fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths.max(0).saturating_mul(UNIT / 100))
    }

    /// In hundredths, where it has no more than two decimals.
    pub fn hundredths(self) -> Option<i64> {
        (self.0 % (UNIT / 100) == 0).then_some(self.0 / (UNIT / 100))
    }

    /// As people of that language write it: `17.468,51` in Italian, `17,468.51` elsewhere. Cents are written both or not
    /// at all where it is `money`; other numbers drop the zeros at their end.
    pub fn written(self, language: &str, money: bool) -> String {
        let (thousands, decimals) = if language == "it" { ('.', ',') } else { (',', '.') };
        let whole = (self.0 / UNIT).to_string();
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        let rest = format!("{:04}", self.0 % UNIT);
        let mut rest = rest.trim_end_matches('0').to_owned();
        if money && rest.len() == 1 {
            rest.push('0');
        }
        if !rest.is_empty() {
            text.push(decimals);
            text.push_str(&rest);
        }
        text
    }
}

/// What a person types as a sum, in hundredths: `9.796,50`, `9796.5`, `1 200`, `€ 300`. A single point or comma before three
/// digits divides thousands, as people write them; before one or two, decimals. Nothing where it is no such number.
pub fn typed(words: &str) -> Option<i64> {
    let plain = words.replace("euro", "").replace("EUR", "");
    let letters: String = plain
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\'' | '’'))
        .collect();
    let last = letters.rfind(['.', ',']);
    let marks = letters.matches(['.', ',']).count();
    let both = letters.contains('.') && letters.contains(',');
    let decimals = last.filter(|at| {
        let after = letters.len() - at - 1;
        (1..=2).contains(&after) && (both || marks == 1)
    });
    let (whole, rest) = match decimals {
        Some(at) => (&letters[..at], &letters[at + 1..]),
        None => (&*letters, ""),
    };
    // Between the divisions of thousands stand three digits.
    let mut groups = whole.split(['.', ',']);
    let first = groups.next()?;
    if !groups.all(|group| group.len() == 3) || (whole.contains(['.', ',']) && first.len() > 3) {
        return None;
    }
    let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let written = if rest.is_empty() {
        whole
    } else {
        format!("{whole}.{rest}")
    };
    written.parse::<Amount>().ok()?.hundredths()
}

impl FromStr for Amount {
    type Err = InvalidAmount;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (whole, rest) = written.split_once('.').unwrap_or((written, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 10) || !digits(rest, 4) {
            return Err(InvalidAmount);
        }
        let whole: i64 = whole.parse().map_err(|_| InvalidAmount)?;
        let rest: i64 = format!("{rest:0<4}").parse().map_err(|_| InvalidAmount)?;
        Ok(Self(whole * UNIT + rest))
    }
}

/// As it stands in the files: `17468.51`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = format!("{:04}", self.0 % UNIT);
        let rest = rest.trim_end_matches('0');
        if rest.is_empty() {
            write!(f, "{}", self.0 / UNIT)
        } else {
            write!(f, "{}.{rest}", self.0 / UNIT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_people_type_them() {
        for (words, cents) in [
            ("9796,50", Some(979_650)),
            ("9.796,50", Some(979_650)),
            ("9,796.50", Some(979_650)),
            ("9796.5", Some(979_650)),
            ("9.796", Some(979_600)),
            ("1 200 €", Some(120_000)),
            ("1.200.000", Some(120_000_000)),
            ("0", Some(0)),
            ("300 euro", Some(30_000)),
            ("9.79,6", None),
            ("12.3456", None),
            ("", None),
            ("-5", None),
            ("mille", None),
            ("1,2,3", None),
            ("1.2345.678", None),
            ("99999999999", None),
        ] {
            assert_eq!(typed(words), cents, "{words}");
        }
    }

    #[test]
    fn figures_are_exact_and_written_as_people_do() {
        for (file, money, italian, english) in [
            ("17468.51", true, "17.468,51", "17,468.51"),
            ("10140", true, "10.140", "10,140"),
            ("203.8", true, "203,80", "203.80"),
            ("1234567", true, "1.234.567", "1,234,567"),
            ("0.35", false, "0,35", "0.35"),
            ("1.5", false, "1,5", "1.5"),
            ("8", false, "8", "8"),
        ] {
            let amount: Amount = file.parse().expect("a number");
            assert_eq!(amount.to_string(), file);
            assert_eq!(amount.written("it", money), italian);
            assert_eq!(amount.written("en", money), english);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for slip in [
            "",
            ".",
            "1.",
            ".5",
            "1,5",
            "-1",
            "1.23456",
            "12345678901",
            "1 000",
            "١",
        ] {
            assert_eq!(slip.parse::<Amount>(), Err(InvalidAmount), "{slip}");
        }
    }
}
