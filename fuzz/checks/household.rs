//! What must hold of a household read from any bytes. The fuzzer's target includes this file, and so does the test that walks
//! what the fuzzer kept (`crates/content/tests/assess/corpus.rs`); whoever does has `outcome.rs` beside it.
//! Never here: where the bytes come from.

use super::outcome::{day_of, holds};
use domain::assess::{Household, Json, Rules};

/// The first three bytes are a day, the rest is JSON.
pub(crate) fn check(rules: &Rules, bytes: &[u8]) {
    let Some((day, json)) = bytes.split_first_chunk() else {
        return;
    };
    let Ok(json) = serde_json::from_slice::<Json>(json) else {
        return;
    };
    match Household::read(json) {
        Ok(household) => holds(rules, &household, day_of(*day)),
        Err(error) => assert!(!error.to_string().is_empty(), "an error without words"),
    }
}
