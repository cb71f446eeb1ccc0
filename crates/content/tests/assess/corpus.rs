//! What the fuzzer has found worth keeping (`fuzz/corpus/`), held to the fuzzer's own checks without it.

#[path = "../../../../fuzz/checks/answers.rs"]
mod answers;
#[path = "../../../../fuzz/checks/household.rs"]
mod household;
#[path = "../../../../fuzz/checks/outcome.rs"]
mod outcome;
#[path = "../../../../fuzz/checks/rules.rs"]
mod wire;

use super::{root, rules};
use std::fs;

/// Each file of a target, with its name for whoever sees a check fail.
fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("fuzz/corpus").join(target);
    let files = fs::read_dir(&folder).expect("a corpus");
    let mut kept: Vec<_> = files
        .map(|file| {
            let path = file.expect("a file").path();
            (path.display().to_string(), fs::read(&path).expect("its bytes"))
        })
        .collect();
    kept.sort();
    assert!(kept.len() >= 20, "{target}: {} files only", kept.len());
    kept
}

fn walk(target: &str, check: impl Fn(&[u8])) {
    for (name, bytes) in kept(target) {
        // Told by the panic of the check itself, which does not know the file.
        let named = Named(&name);
        check(&bytes);
        drop(named);
    }
}

/// Says which file it was, where a check panics.
struct Named<'a>(&'a str);

impl Drop for Named<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("in {}", self.0);
        }
    }
}

#[test]
fn every_household_that_the_fuzzer_kept_is_assessed() {
    walk("household", |bytes| household::check(rules(), bytes));
}

#[test]
fn every_way_that_the_fuzzer_kept_leads_somewhere() {
    walk("answers", |bytes| answers::check(rules(), bytes));
}

#[test]
fn all_rules_that_the_fuzzer_kept_come_back_or_are_refused() {
    walk("rules", wire::check);
}
