//! A small hash (FNV-1a, 64 bits) for stamps: it tells whether something changed, never whether it can be trusted.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::dist;

/// Collects what a step depends on.
pub(crate) struct Hash(u64);

impl Hash {
    /// An empty hash; `recipe` changes when the step's own way of working does.
    pub(crate) fn new(recipe: &str) -> Self {
        let mut hash = Self(0xcbf2_9ce4_8422_2325);
        hash.add(recipe.as_bytes());
        hash
    }

    /// Adds bytes, kept apart from what was added before and after.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds the content of a file, or the fact that it is missing.
    pub(crate) fn add_content(&mut self, file: &Path) {
        self.add(file.to_string_lossy().as_bytes());
        match fs::read(file) {
            Ok(bytes) => self.add(&bytes),
            Err(_) => self.add(b"missing"),
        }
    }

    /// Adds name, length and time of every file under a folder (or of one file): quick, and enough for a build's own output.
    pub(crate) fn add_tree(&mut self, path: &Path) {
        for file in dist::files(path) {
            self.add(file.to_string_lossy().as_bytes());
            if let Ok(data) = file.metadata() {
                self.add(&data.len().to_le_bytes());
                let changed = data
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                self.add(&changed.unwrap_or_default().as_nanos().to_le_bytes());
            }
        }
    }

    /// The hash as text.
    pub(crate) fn text(&self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parts_are_not_one() {
        let mut apart = Hash::new("r");
        apart.add(b"a");
        apart.add(b"b");
        let mut joined = Hash::new("r");
        joined.add(b"ab");
        assert_ne!(apart.text(), joined.text());
    }
}
