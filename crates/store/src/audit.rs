//! The record that cannot be changed unseen: chains of keyed hashes over who did what, the register of which requests there
//! were and what was erased of them, and the check of all that. Never here: what is worth an entry, who may read them.

mod adopt;
mod chain;
mod heads;
mod origin;
mod register;
mod verify;

use crate::engine::Database;
use crate::error::StoreError;
use crate::vault::Vault;

pub(crate) use adopt::adopt;
pub(crate) use chain::{ACCOUNTS, Chain, Said, account_said, claim, request_said, settle};
pub use heads::{Head, InvalidHead, Subject};
pub use origin::Origin;
pub use register::{Class, Erasure, Reason};
pub(crate) use register::{Note, Rule, enter};
pub use verify::{Fault, Told, Verified, Wrong};

/// The migration that brought the chains.
pub(crate) const MIGRATION: i64 = 6;

/// The check of the record of a [`crate::Store`].
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    database: &'a Database,
    vault: &'a Vault,
}

impl<'a> Audit<'a> {
    pub(crate) fn new(database: &'a Database, vault: &'a Vault) -> Self {
        Self { database, vault }
    }

    /// Goes through every chain as it stands at one instant, in little memory, and tells what it finds and how far it is.
    /// `against` are heads printed before, in the order of [`Audit::heads`]: what stood then must stand still, or have been
    /// erased in its time.
    pub async fn verify<H: Iterator<Item = Head> + Send>(
        &self,
        against: H,
        tell: &mut (dyn FnMut(Told) + Send),
    ) -> Result<Verified, StoreError> {
        verify::run(self, against, tell).await
    }

    /// Tells the head of every chain: the register's, that of accounts, then each request's by protocol number.
    pub async fn heads(&self, tell: &mut (dyn FnMut(&Head) + Send)) -> Result<(), StoreError> {
        heads::all(self, tell).await
    }

    /// What was erased because its time had passed, newest first, no more than `limit`.
    pub async fn erasures(&self, limit: u32) -> Result<Vec<Erasure>, StoreError> {
        register::erasures(self, limit).await
    }
}

#[cfg(test)]
mod tests;
