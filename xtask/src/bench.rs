//! `cargo xtask bench`: what the README and `docs/decisions.md` publish, as markdown. Each measure has a module; this file only
//! names them.

use crate::build::{self, Profile};
use crate::{Outcome, budgets, lighthouse, progress};

/// Measures what was chosen, or everything.
pub(crate) fn run(only: &[String]) -> Outcome {
    let wants = |name: &str| only.is_empty() || only.iter().any(|chosen| chosen == name);
    build::site(Profile::Release)?;
    if wants("weights") {
        println!("\n## Page weights (brotli)\n\n{}", budgets::table());
    }
    if wants("lighthouse") {
        let table = progress::step("Lighthouse, a phone, three runs a page", lighthouse::table)?;
        println!(
            "\n## Lighthouse, mobile (median of {})\n\n{table}",
            lighthouse::RUNS
        );
    }
    if wants("weights") {
        budgets::check()
    } else {
        Ok(())
    }
}
