//! Passwords: which ones are taken, how they are hashed (Argon2id with OWASP's figures), how they are compared. The hash is
//! written as PHC strings are, so that the figures can grow. Never here: whose they are.

use crate::problem::FieldFail;
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use subtle::ConstantTimeEq;

/// How many characters a password has at least.
pub const SHORTEST: usize = 12;
/// How many at most: nobody types more, and a program might.
const LONGEST: usize = 256;
const SALT: usize = 16;
const HASH: usize = 32;
/// 19 MiB, two passes, one lane.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What everybody tries first, of twelve characters or more, in small letters.
const TRIVIAL: [&str; 20] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "012345678901",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopas",
    "qwerty123456",
    "1q2w3e4r5t6y",
    "password1234",
    "password12345",
    "passwordpassword",
    "cambiami1234",
    "cambiamisubito",
    "benvenuto123",
    "benvenuto1234",
    "amministratore",
    "administrator",
    "comunediparma",
    "servizisociali",
];

/// What is wrong with a new password of `login`, if anything.
pub(super) fn fault(password: &str, login: &str) -> Option<FieldFail> {
    let found = password.chars().count();
    let figures = |name, limit, figure| FieldFail {
        figures: vec![(limit, figure), ("found", found)],
        ..FieldFail::new("password", name)
    };
    let small = password.to_lowercase();
    let one_character = password.chars().all(|c| password.starts_with(c));
    if found < SHORTEST {
        Some(figures("password_short", "min", SHORTEST))
    } else if found > LONGEST {
        Some(figures("too_long", "max", LONGEST))
    } else if one_character || TRIVIAL.contains(&small.as_str()) || small.contains(login) {
        Some(FieldFail::new("password", "password_common"))
    } else {
        None
    }
}

/// The hash, `$argon2id$v=19$m=19456,t=2,p=1$…$…`. `None` where the machine has no memory for it. Takes tens of
/// milliseconds and 19 MiB.
pub fn hash(password: &str, salt: [u8; SALT]) -> Option<String> {
    let hash = reckon(password, &salt, (MEMORY, PASSES, LANES))?;
    let base64 = |bytes: &[u8]| BASE64_STANDARD_NO_PAD.encode(bytes);
    Some(format!(
        "$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}${}${}",
        base64(&salt),
        base64(&hash)
    ))
}

/// Whether the hash is this password's, by the figures that the hash names.
pub(super) fn agrees(password: &str, kept: &str) -> bool {
    let Some((figures, salt, hash)) = parts(kept) else {
        return false;
    };
    reckon(password, &salt, figures).is_some_and(|found| found.as_slice().ct_eq(&hash).into())
}

/// A hash that is nobody's: comparing with it takes as long as with anybody's.
pub(super) fn nobodys() -> String {
    let zeros = |length| BASE64_STANDARD_NO_PAD.encode(vec![0; length]);
    format!(
        "$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}${}${}",
        zeros(SALT),
        zeros(HASH)
    )
}

fn reckon(password: &str, salt: &[u8], (memory, passes, lanes): (u32, u32, u32)) -> Option<[u8; HASH]> {
    let params = Params::new(memory, passes, lanes, Some(HASH)).ok()?;
    let mut hash = [0; HASH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut hash)
        .ok()?;
    Some(hash)
}

type Parts = ((u32, u32, u32), Vec<u8>, Vec<u8>);

fn parts(kept: &str) -> Option<Parts> {
    let mut parts = kept.strip_prefix("$argon2id$v=19$")?.split('$');
    let mut figures = parts.next()?.split(',');
    let mut figure = |name: &str| figures.next()?.strip_prefix(name)?.parse().ok();
    let figures = (figure("m=")?, figure("t=")?, figure("p=")?);
    let mut bytes = || BASE64_STANDARD_NO_PAD.decode(parts.next()?).ok();
    Some((figures, bytes()?, bytes()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_agrees_with_its_own_hash_alone() {
        let kept = hash("quattro cavalli blu", [7; SALT]).expect("memory");
        assert!(agrees("quattro cavalli blu", &kept));
        assert!(!agrees("quattro cavalli Blu", &kept));
        assert!(!agrees("quattro cavalli blu", &nobodys()));
        assert!(!agrees("quattro cavalli blu", "something else"));
    }

    /// The vector that the reference program prints: `echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1`.
    #[test]
    fn hashes_are_those_of_the_reference_program() {
        let kept = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(agrees("password", kept));
    }

    #[test]
    fn long_ones_are_taken_whatever_they_are_made_of_and_trivial_ones_are_not() {
        let name = |password| fault(password, "sara.b").map(|fault| fault.name);
        assert_eq!(name("undici lett"), Some("password_short"));
        assert_eq!(name("dodici lettere"), None);
        assert_eq!(name("àèìòùàèìòùàè"), None);
        assert_eq!(name("aaaaaaaaaaaaaaa"), Some("password_common"));
        assert_eq!(name("Password1234"), Some("password_common"));
        assert_eq!(name("io sono Sara.B qui"), Some("password_common"));
        assert_eq!(name(&"lunga ".repeat(50)), Some("too_long"));
    }
}
