//! Codes of the phone: RFC 6238 with SHA-1, six digits, steps of 30 seconds. Never here: whose secret it is, and which code was
//! taken before.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// How long the secret is, in bytes: as long as SHA-1's own output, as the RFC asks.
pub const SECRET: usize = 20;
const STEP: u64 = 30;
const DIGITS: usize = 6;
/// The name that the phone shows beside the account.
const ISSUER: &str = "Polo sociale";
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step that this instant is in.
pub fn step(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or(0) / STEP
}

/// The code of that step.
pub fn code(secret: &[u8; SECRET], step: u64) -> String {
    let number = number(secret, step) % 10_u32.pow(6);
    format!("{number:0DIGITS$}")
}

/// The step whose code was typed: this one, the one before or the one after, for clocks that go a little wrong; and later
/// than `last`, the last one that was taken.
pub(super) fn matching(secret: &[u8; SECRET], typed: &str, now: Timestamp, last: u64) -> Option<u64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let now = step(now);
    let steps = [now.saturating_sub(1), now, now + 1];
    // All three are compared, whichever is right.
    let mut found = None;
    for step in steps {
        let same: bool = code(secret, step).as_bytes().ct_eq(typed.as_bytes()).into();
        if same && step > last {
            found = Some(step);
        }
    }
    found
}

/// The secret as phones take it by hand.
pub fn base32(secret: &[u8; SECRET]) -> String {
    let bits: Vec<u8> = secret
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    let digits = bits.chunks(5).map(|five| {
        let value = five.iter().fold(0, |value, bit| value << 1 | usize::from(*bit));
        char::from(BASE32[value])
    });
    digits.collect()
}

/// The secret as phones read it from a picture.
pub(super) fn otpauth(secret: &[u8; SECRET], login: &str) -> String {
    let issuer = ISSUER.replace(' ', "%20");
    // Of the signs that a login may have, only this one means something in an address.
    let login = login.replace('@', "%40");
    format!(
        "otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP}",
        base32(secret)
    )
}

/// RFC 4226, 5.3: which four bytes count is said by the last four bits.
fn number(secret: &[u8; SECRET], step: u64) -> u32 {
    // A key of 20 bytes is shorter than SHA-1's block: HMAC fills it with zeros, as is done here.
    let mut block = [0; 64];
    block[..SECRET].copy_from_slice(secret);
    let mut mac = <Hmac<Sha1> as KeyInit>::new(&block.into());
    mac.update(&step.to_be_bytes());
    let hash: [u8; 20] = mac.finalize().into_bytes().into();
    let from = usize::from(hash[19] & 15);
    let four = [hash[from], hash[from + 1], hash[from + 2], hash[from + 3]];
    u32::from_be_bytes(four) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC: &[u8; SECRET] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    /// Appendix B of the RFC, whose eight digits end in our six.
    #[test]
    fn codes_are_those_of_the_rfc() {
        for (second, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(RFC, step(at(second))), eight[2..], "{second}");
        }
    }

    #[test]
    fn a_code_holds_a_step_to_either_side_and_never_twice() {
        let now = at(1_111_111_111);
        let this = step(now);
        for step in this - 1..=this + 1 {
            assert_eq!(matching(RFC, &code(RFC, step), now, 0), Some(step));
            assert_eq!(matching(RFC, &code(RFC, step), now, step), None);
        }
        assert_eq!(matching(RFC, &code(RFC, this - 2), now, 0), None);
        assert_eq!(matching(RFC, &code(RFC, this + 2), now, 0), None);
        assert_eq!(matching(RFC, "050 471", now, 0), Some(this));
        assert_eq!(matching(RFC, "", now, 0), None);
    }

    #[test]
    fn the_secret_is_written_as_phones_read_it() {
        assert_eq!(base32(RFC), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            otpauth(RFC, "sara@comune"),
            "otpauth://totp/Polo%20sociale:sara%40comune?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Polo%20sociale&algorithm=SHA1&digits=6&period=30"
        );
    }
}
