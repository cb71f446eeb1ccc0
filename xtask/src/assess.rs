//! How long the self-assessment takes: natively, by an example of `content` that loads the real rules. Printed, not held: no
//! budget says how quick it must be.

use crate::{Outcome, command, progress};

/// A markdown table of the engine alone, built for release.
pub(crate) fn table() -> Outcome<String> {
    let mut example = command::cargo();
    example.args(["run", "--quiet", "--locked", "--release"]);
    example.args(["--package", "content", "--example", "assess_speed"]);
    progress::step("the engine of the self-assessment, natively", || {
        command::answer(&mut example)
    })
}
