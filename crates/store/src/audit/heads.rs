//! Heads as they are printed and kept elsewhere: how many entries a chain had, and a digest of its head. Whoever has the file
//! and the database cannot make the head of it. Never here: the comparing.

use super::Audit;
use super::chain::{ACCOUNTS, REGISTER};
use super::verify::PAGE;
use crate::error::StoreError;
use crate::requests::record::protocol;
use domain::Protocol;
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, Row};
use std::fmt;
use std::str::FromStr;

/// Whose chain it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The register of requests.
    Register,
    /// The record of accounts.
    Accounts,
    /// A request, by year and number.
    Request(i16, i64),
}

/// The head of a chain, as it is printed: `2026/000015 4 9f86d0…`, with 64 digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose.
    pub subject: Subject,
    /// How many entries the chain had.
    pub count: i64,
    /// SHA-256 of its head.
    pub digest: [u8; 32],
}

/// What was read is no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a head is written `subject count digest`, as `polo audit heads` prints it")]
pub struct InvalidHead;

pub(super) fn digest(head: &[u8]) -> [u8; 32] {
    Sha256::digest(head).into()
}

pub(super) async fn all(audit: &Audit<'_>, tell: &mut (dyn FnMut(&Head) + Send)) -> Result<(), StoreError> {
    let mut tx = audit.database.read().await?;
    for (subject, name) in [(Subject::Register, REGISTER), (Subject::Accounts, ACCOUNTS)] {
        let (count, head) = named(&mut tx, name).await?;
        let digest = digest(&head);
        tell(&Head {
            subject,
            count,
            digest,
        });
    }
    let mut last = (i64::MIN, i64::MIN);
    loop {
        let page = sqlx::query(
            "SELECT protocol_year, protocol_number, entry_count, entry_head FROM requests \
             WHERE (protocol_year, protocol_number) > ($1, $2) ORDER BY protocol_year, protocol_number LIMIT $3",
        );
        let page = page.bind(last.0).bind(last.1).bind(PAGE);
        let rows = page.fetch_all(&mut *tx).await?;
        let Some(end) = rows.last() else { break };
        last = (end.try_get("protocol_year")?, end.try_get("protocol_number")?);
        for row in &rows {
            let head: Option<Vec<u8>> = row.try_get("entry_head")?;
            tell(&Head {
                subject: protocol(row)?.into(),
                count: row.try_get("entry_count")?,
                digest: digest(&head.unwrap_or_default()),
            });
        }
    }
    Ok(tx.commit().await?)
}

/// Count and head of a chain of `chains`.
pub(super) async fn named(
    connection: &mut AnyConnection,
    name: &'static str,
) -> Result<(i64, Vec<u8>), StoreError> {
    let query = sqlx::query("SELECT count, head FROM chains WHERE name = $1").bind(name);
    let row = query.fetch_optional(connection).await?;
    let row = row.ok_or(StoreError::Corrupt("chains.name"))?;
    Ok((row.try_get("count")?, row.try_get("head")?))
}

impl From<Protocol> for Subject {
    fn from(protocol: Protocol) -> Self {
        Self::Request(protocol.year, protocol.number)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Register => f.write_str(REGISTER),
            Self::Accounts => f.write_str(ACCOUNTS),
            Self::Request(year, number) => Protocol { year, number }.fmt(f),
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.subject, self.count)?;
        self.digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Head {
    type Err = InvalidHead;

    fn from_str(written: &str) -> Result<Self, InvalidHead> {
        let mut parts = written.split_whitespace();
        let mut part = || parts.next().ok_or(InvalidHead);
        let (subject, count, digits) = (part()?, part()?, part()?);
        let subject = match subject {
            REGISTER => Subject::Register,
            ACCOUNTS => Subject::Accounts,
            request => {
                let (year, number) = request.split_once('/').ok_or(InvalidHead)?;
                let year = year.parse().map_err(|_| InvalidHead)?;
                Subject::Request(year, number.parse().map_err(|_| InvalidHead)?)
            }
        };
        let mut digest = [0; 32];
        if parts.next().is_some() || digits.len() != 2 * digest.len() || !digits.is_ascii() {
            return Err(InvalidHead);
        }
        for (at, byte) in digest.iter_mut().enumerate() {
            let pair = digits.get(2 * at..2 * at + 2).ok_or(InvalidHead)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| InvalidHead)?;
        }
        Ok(Self {
            subject,
            count: count.parse().map_err(|_| InvalidHead)?,
            digest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_is_printed_is_read_again() {
        for subject in [Subject::Register, Subject::Accounts, Subject::Request(2026, 15)] {
            let head = Head {
                subject,
                count: 4,
                digest: digest(b"a head"),
            };
            assert_eq!(head.to_string().parse(), Ok(head));
        }
        let cut = &Head {
            subject: Subject::Register,
            count: 4,
            digest: [0; 32],
        }
        .to_string()[1..60];
        for slip in ["", "register 4", "2026 4 00", "register x y", cut] {
            assert_eq!(slip.parse::<Head>(), Err(InvalidHead), "{slip}");
        }
    }
}
