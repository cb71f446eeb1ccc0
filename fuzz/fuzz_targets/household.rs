//! Any bytes as a household, assessed by the rules of `content/`.

#![no_main]

#[path = "../change.rs"]
mod change;
#[path = "../checks/household.rs"]
mod household;
#[path = "../checks/outcome.rs"]
mod outcome;
#[path = "../real.rs"]
mod real;

use std::sync::OnceLock;

use change::Changes;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fn changes() -> &'static Changes {
    static CHANGES: OnceLock<Changes> = OnceLock::new();
    CHANGES.get_or_init(|| Changes::new(real::rules()))
}

// The content is read before the first input, or all that reads it would count as what that input has reached.
fuzz_target!(
    init: {
        changes();
    },
    |bytes: &[u8]| household::check(real::rules(), bytes)
);

// Bytes changed blindly are hardly ever JSON: most of the time an answer is changed.
fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) {
        None
    } else {
        changes().change(&bytes[..size], seed)
    };
    match changed {
        Some(changed) if changed.len() <= most => {
            bytes[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        _ => fuzzer_mutate(bytes, size, most),
    }
});
