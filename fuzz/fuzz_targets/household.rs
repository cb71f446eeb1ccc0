//! Any bytes as a household, assessed by the rules of `content/`.

#![no_main]

#[path = "../change.rs"]
mod change;
#[path = "../checks/household.rs"]
mod household;

use std::path::Path;
use std::sync::OnceLock;

use change::Changes;
use domain::assess::Rules;
use jiff::civil::date;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

struct World {
    rules: Rules,
    changes: Changes,
}

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let site = content::load(&root, date(2026, 11, 25)).expect("content that can be read");
        let rules = site.rules().clone();
        World {
            changes: Changes::new(&rules),
            rules,
        }
    })
}

// The content is read before the first input, or all that reads it would count as what that input has reached.
fuzz_target!(
    init: {
        world();
    },
    |bytes: &[u8]| household::check(&world().rules, bytes)
);

// Bytes changed blindly are hardly ever JSON: most of the time an answer is changed.
fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    let changed = if seed.is_multiple_of(4) {
        None
    } else {
        world().changes.change(&bytes[..size], seed)
    };
    match changed {
        Some(changed) if changed.len() <= most => {
            bytes[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        _ => fuzzer_mutate(bytes, size, most),
    }
});
