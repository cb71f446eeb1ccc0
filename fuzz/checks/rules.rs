//! What must hold of rules read from any bytes. The fuzzer's target includes this file, and so does the test that walks what the
//! fuzzer kept (`crates/content/tests/assess/corpus.rs`).
//! Never here: where the bytes come from.

use domain::assess::Rules;

/// The bytes before the rules themselves say which version wrote them.
const HEAD: usize = 2;

/// The bytes as they are, and behind the head of this version: with that of an older one nothing more would be read.
pub(crate) fn check(bytes: &[u8]) {
    comes_back(bytes);
    let mut whole = Rules::default().to_bytes();
    whole.truncate(HEAD);
    whole.extend_from_slice(bytes);
    comes_back(&whole);
}

fn comes_back(bytes: &[u8]) {
    if let Some(rules) = Rules::parse(bytes) {
        assert_eq!(
            Rules::parse(&rules.to_bytes()),
            Some(rules),
            "not what was written"
        );
    }
}
