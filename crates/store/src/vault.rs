//! The vault: seals personal fields (XChaCha20-Poly1305) and makes the keyed hashes (HMAC-SHA-256) by which
//! secrets and idempotency keys are looked up. Never here: SQL. A sealed field opens in its own place alone:
//! moved to another row or column it is refused.

mod keyfile;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;
use std::path::Path;
use subtle::ConstantTimeEq;

const KEY: usize = 32;
const NONCE: usize = 24;
const KEY_ID: usize = 4;
const HASH: usize = 32;
/// Plain texts grow to a multiple of this before they are sealed, so that lengths tell little.
const BLOCK: usize = 256;
/// What the two keys drawn from each key of the file are for.
const SEALING: &[u8] = b"polo vault 1: seal";
const HASHING: &[u8] = b"polo vault 1: hash";

/// Why the vault does not open, or a field in it. Never holds what was sealed, nor a key.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The key file cannot be read or written.
    #[error("the key file cannot be read or written: {0}")]
    File(#[from] std::io::Error),
    /// A line of the key file is not a key.
    #[error("line {0} of the key file is not `number = \"32 bytes in base64\"`")]
    Line(usize),
    /// Two keys of the file have this number.
    #[error("two keys of the key file have the number {0}")]
    Twice(u32),
    /// The key file holds no key.
    #[error("the key file holds no key")]
    Empty,
    /// A field was sealed with a key that the file does not hold.
    #[error("a field was sealed with key {0}, which the key file does not hold")]
    UnknownKey(u32),
    /// A field was changed, cut or moved since it was sealed.
    #[error("a sealed field was altered or moved")]
    Broken,
    /// The operating system gave no random bytes.
    #[error("the operating system gives no random bytes")]
    NoRandomness,
}

/// The keys, newest first: the first seals, all open. Its `Debug` shows their numbers alone.
pub struct Vault {
    newest: Key,
    older: Vec<Key>,
}

struct Key {
    id: u32,
    cipher: XChaCha20Poly1305,
    hashing: [u8; HASH],
}

/// Where a sealed field belongs.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) row: &'a str,
    pub(crate) column: &'static str,
}

impl Vault {
    /// Opens the vault with the keys of that file: lines `number = "32 bytes in base64"`, newest first.
    pub fn open(key_file: &Path) -> Result<Self, VaultError> {
        Self::new(keyfile::read(key_file)?)
    }

    /// Like [`Vault::open`], making the file with one new key where there is none. It is then readable by its
    /// owner alone. Whoever loses it loses every sealed field: it belongs in the backup, apart from the
    /// database.
    pub fn create(key_file: &Path) -> Result<Self, VaultError> {
        keyfile::make(key_file, random()?)?;
        Self::open(key_file)
    }

    /// Puts a new key on top of that file and opens the vault with it. What older keys sealed still opens; a
    /// program that is running goes on with the keys it has, so let it start again after.
    pub fn rotate(key_file: &Path) -> Result<Self, VaultError> {
        keyfile::rotate(key_file, random()?)?;
        Self::open(key_file)
    }

    /// A vault with one new key, which is lost with it: for tests and for showing the portal.
    pub fn generate() -> Result<Self, VaultError> {
        Self::new(vec![(1, random()?)])
    }

    fn new(keys: Vec<(u32, [u8; KEY])>) -> Result<Self, VaultError> {
        let mut keys = keys.into_iter().map(|(id, bytes)| Key::new(id, &bytes));
        let newest = keys.next().ok_or(VaultError::Empty)?;
        Ok(Self {
            newest,
            older: keys.collect(),
        })
    }

    /// Seals for that place: number of the key, nonce, then the padded text with the cipher's own check.
    pub(crate) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let nonce: [u8; NONCE] = random()?;
        let padded = pad(plain)?;
        let payload = Payload {
            msg: &padded,
            aad: &place.bytes(),
        };
        let sealed = self.newest.cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| VaultError::Broken)?;
        Ok([self.newest.id.to_be_bytes().as_slice(), &nonce, &sealed].concat())
    }

    /// Opens what [`Vault::seal`] sealed for the same place.
    pub(crate) fn unseal(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let (id, rest) = sealed.split_first_chunk::<KEY_ID>().ok_or(VaultError::Broken)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(VaultError::Broken)?;
        let key = self.key(*id)?;
        let payload = Payload {
            msg: rest,
            aad: &place.bytes(),
        };
        let padded = key
            .cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| VaultError::Broken)?;
        unpad(&padded)
    }

    /// The keyed hash of these parts under the newest key, the key's number in front.
    pub(crate) fn hash(&self, label: &str, parts: &[&[u8]]) -> Vec<u8> {
        self.newest.hash(label, parts)
    }

    /// The same under each older key: for finding what was written before the newest came.
    pub(crate) fn older_hashes(&self, label: &str, parts: &[&[u8]]) -> Vec<Vec<u8>> {
        self.older.iter().map(|key| key.hash(label, parts)).collect()
    }

    /// The keyed hash of these parts under the key that made `kept`.
    pub(crate) fn hash_as(&self, kept: &[u8], label: &str, parts: &[&[u8]]) -> Result<Vec<u8>, VaultError> {
        let (id, _) = kept.split_first_chunk::<KEY_ID>().ok_or(VaultError::Broken)?;
        Ok(self.key(*id)?.hash(label, parts))
    }

    /// Whether `kept` is the keyed hash of these parts, compared in constant time.
    pub(crate) fn agrees(&self, label: &str, parts: &[&[u8]], kept: &[u8]) -> Result<bool, VaultError> {
        let (id, _) = kept.split_first_chunk::<KEY_ID>().ok_or(VaultError::Broken)?;
        Ok(self.key(*id)?.hash(label, parts).ct_eq(kept).into())
    }

    fn key(&self, id: [u8; KEY_ID]) -> Result<&Key, VaultError> {
        let id = u32::from_be_bytes(id);
        let mut keys = std::iter::once(&self.newest).chain(&self.older);
        keys.find(|key| key.id == id).ok_or(VaultError::UnknownKey(id))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let older: Vec<u32> = self.older.iter().map(|key| key.id).collect();
        f.debug_struct("Vault")
            .field("newest", &self.newest.id)
            .field("older", &older)
            .finish()
    }
}

impl Key {
    fn new(id: u32, bytes: &[u8; KEY]) -> Self {
        let cipher = XChaCha20Poly1305::new(&hmac(bytes, &[SEALING]).into());
        Self {
            id,
            cipher,
            hashing: hmac(bytes, &[HASHING]),
        }
    }

    fn hash(&self, label: &str, parts: &[&[u8]]) -> Vec<u8> {
        let hash = hmac(&self.hashing, &[&framed(label.as_bytes(), parts)]);
        [self.id.to_be_bytes().as_slice(), &hash].concat()
    }
}

impl Place<'_> {
    fn bytes(self) -> Vec<u8> {
        framed(
            self.table.as_bytes(),
            &[self.row.as_bytes(), self.column.as_bytes()],
        )
    }
}

/// Each part behind its length, so that no two lists of parts look alike.
fn framed(first: &[u8], others: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in std::iter::once(&first).chain(others) {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

fn hmac(key: &[u8; KEY], parts: &[&[u8]]) -> [u8; HASH] {
    // A key of 32 bytes is shorter than SHA-256's block: HMAC fills it with zeros, as is done here.
    let mut block = [0; 64];
    block[..KEY].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn pad(plain: &[u8]) -> Result<Vec<u8>, VaultError> {
    let length = u32::try_from(plain.len()).map_err(|_| VaultError::Broken)?;
    let mut padded = length.to_be_bytes().to_vec();
    padded.extend_from_slice(plain);
    padded.resize(padded.len().next_multiple_of(BLOCK), 0);
    Ok(padded)
}

fn unpad(padded: &[u8]) -> Result<Vec<u8>, VaultError> {
    let (length, rest) = padded.split_first_chunk::<4>().ok_or(VaultError::Broken)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| VaultError::Broken)?;
    rest.get(..length).map(<[u8]>::to_vec).ok_or(VaultError::Broken)
}

/// The one place of the crate that draws: nonces, new keys and names of rows without any. A nonce is not a
/// thing to repeat in a test: sealed twice with one, two texts give each other away.
#[expect(
    clippy::disallowed_methods,
    reason = "a nonce that a caller could choose is a nonce that can repeat"
)]
pub(crate) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::NoRandomness)?;
    Ok(bytes)
}

/// A name for a row that has none of its own: 120 random bits, which say nothing.
pub(crate) fn row_name() -> Result<String, VaultError> {
    Ok(domain::base32::encode(&random::<15>()?, 24))
}

#[cfg(test)]
mod tests;
