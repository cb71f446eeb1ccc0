//! One chain: how a link and a head are made, and what of an entry goes into its link. Never here: where entries are kept.
//!
//! A link is a keyed hash of the chain's name, the entry's number, what the entry says and the head that stood before it. A
//! head is a keyed hash of the last link, and only the last one is kept: who takes the last entries away cannot make the head
//! that stood before them, and neither can who has all the rows.

use super::Origin;
use crate::error::StoreError;
use crate::vault::{Vault, VaultError};
use domain::Protocol;
use sqlx::{AnyConnection, Row};

const LINK: &str = "record link";
const HEAD: &str = "record head";

/// The chain of accounts, whose head stands in `chains`.
pub(crate) const ACCOUNTS: &str = "accounts";
/// The chain of the register, whose head stands there too.
pub(super) const REGISTER: &str = "register";

/// What an entry says, part by part.
#[derive(Default)]
pub(crate) struct Said(Vec<Vec<u8>>);

impl Said {
    pub(super) fn number(mut self, number: i64) -> Self {
        self.0.push(number.to_be_bytes().to_vec());
        self
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        self.0.push(text.as_bytes().to_vec());
        self
    }

    /// Nothing is told from an empty text.
    pub(super) fn maybe(mut self, bytes: Option<&[u8]>) -> Self {
        let mut part = vec![u8::from(bytes.is_some())];
        part.extend_from_slice(bytes.unwrap_or_default());
        self.0.push(part);
        self
    }
}

/// What an entry of a request's record says. The name itself, not its sealed bytes: it may be sealed anew with another key.
pub(crate) fn request_said(at: i64, what: &str, who: Option<&str>, (origin, session): (&str, &str)) -> Said {
    let said = Said::default().number(at).text(what);
    said.maybe(who.map(str::as_bytes)).text(origin).text(session)
}

/// What an entry of the record of accounts says: ids of row, of who did it and to whom, the word and its detail.
pub(crate) fn account_said(at: i64, texts: [&str; 5], (origin, session): (&str, &str)) -> Said {
    let said = texts.into_iter().fold(Said::default().number(at), Said::text);
    said.text(origin).text(session)
}

/// A chain, by its name, which every link covers.
pub(crate) struct Chain<'a> {
    vault: &'a Vault,
    name: String,
}

impl<'a> Chain<'a> {
    /// One of those whose head stands in `chains`.
    pub(crate) fn named(vault: &'a Vault, name: &str) -> Self {
        let name = name.to_owned();
        Self { vault, name }
    }

    /// That of a request: an entry holds under its code and its protocol number alone.
    pub(crate) fn of_request(vault: &'a Vault, code: &str, protocol: Protocol) -> Self {
        let name = format!("request {code} {protocol}");
        Self { vault, name }
    }

    /// The head of the chain while nothing stands in it: as hard to make as any other.
    pub(crate) fn start(&self) -> Vec<u8> {
        self.vault.hash(HEAD, &[self.name.as_bytes()])
    }

    /// The same, under every key with which it may have been made.
    pub(super) fn starts(&self) -> Vec<Vec<u8>> {
        let mut starts = self.vault.older_hashes(HEAD, &[self.name.as_bytes()]);
        starts.push(self.start());
        starts
    }

    /// The link of entry `number` behind the head that stood before it, and the head from then on.
    pub(crate) fn next(
        &self,
        number: i64,
        said: &Said,
        before: &[u8],
    ) -> Result<(Vec<u8>, Vec<u8>), VaultError> {
        let number_bytes = number.to_be_bytes();
        let link = self.vault.hash(LINK, &self.parts(&number_bytes, said, before));
        let head = self.head(number, &link)?;
        Ok((link, head))
    }

    /// The head that stood when `link` was the last one.
    pub(crate) fn head(&self, number: i64, link: &[u8]) -> Result<Vec<u8>, VaultError> {
        let parts = [self.name.as_bytes(), &number.to_be_bytes(), link];
        self.vault.hash_as(link, HEAD, &parts)
    }

    /// Whether `link` is the one of what is said.
    pub(super) fn agrees(
        &self,
        number: i64,
        said: &Said,
        before: &[u8],
        link: &[u8],
    ) -> Result<bool, VaultError> {
        let number = number.to_be_bytes();
        self.vault.agrees(LINK, &self.parts(&number, said, before), link)
    }

    fn parts<'b>(&'b self, number: &'b [u8], said: &'b Said, before: &'b [u8]) -> Vec<&'b [u8]> {
        let mut parts = vec![self.name.as_bytes(), number, before];
        parts.extend(said.0.iter().map(Vec::as_slice));
        parts
    }
}

/// Claims the next `many` numbers of a chain whose head stands in `chains`, which is held until the transaction ends: the
/// first of them, and the head before it.
pub(crate) async fn claim(
    connection: &mut AnyConnection,
    name: &'static str,
    many: i64,
) -> Result<(i64, Vec<u8>), StoreError> {
    let claim = sqlx::query("UPDATE chains SET count = count + $2 WHERE name = $1 RETURNING count, head");
    let row = claim.bind(name).bind(many).fetch_optional(connection).await?;
    let row = row.ok_or(StoreError::Corrupt("chains.name"))?;
    Ok((row.try_get::<i64, _>("count")? - many + 1, row.try_get("head")?))
}

/// Writes the head down after the last link.
pub(crate) async fn settle(
    connection: &mut AnyConnection,
    name: &'static str,
    head: Vec<u8>,
) -> Result<(), StoreError> {
    let settle = sqlx::query("UPDATE chains SET head = $2 WHERE name = $1");
    settle.bind(name).bind(head).execute(connection).await?;
    Ok(())
}

/// What is kept of [`Origin::now`].
pub(super) fn origin_now() -> (String, String) {
    let origin = Origin::now();
    let (word, session) = origin.parts();
    (word.to_owned(), session.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_for_its_chain_its_number_its_words_and_what_came_before() {
        let vault = Vault::generate().expect("randomness");
        let chain = Chain::named(&vault, "one");
        let said = |word: &str| Said::default().number(7).text(word).maybe(None);
        let start = chain.start();
        let (first, head) = chain.next(1, &said("a"), &start).expect("linked");
        let (second, _) = chain.next(2, &said("b"), &head).expect("linked");
        assert!(chain.agrees(2, &said("b"), &head, &second).expect("known"));
        assert!(!chain.agrees(2, &said("c"), &head, &second).expect("known"));
        assert!(!chain.agrees(3, &said("b"), &head, &second).expect("known"));
        assert!(!chain.agrees(2, &said("b"), &start, &second).expect("known"));
        let other = Chain::named(&vault, "other");
        assert!(!other.agrees(2, &said("b"), &head, &second).expect("known"));
        assert_eq!(chain.head(1, &first).expect("known"), head);
        assert_ne!(chain.head(2, &first).expect("known"), head);
    }

    #[test]
    fn nothing_is_told_from_an_empty_text_and_parts_do_not_run_together() {
        let vault = Vault::generate().expect("randomness");
        let chain = Chain::named(&vault, "one");
        let start = chain.start();
        let link = |said: Said| chain.next(1, &said, &start).expect("linked").0;
        assert_ne!(
            link(Said::default().maybe(None)),
            link(Said::default().maybe(Some(b"")))
        );
        assert_ne!(
            link(Said::default().text("ab").text("c")),
            link(Said::default().text("a").text("bc"))
        );
    }
}
