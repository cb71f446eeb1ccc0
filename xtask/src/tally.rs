//! What the test runners counted: their own closing lines, and the sum.

/// The closing lines of runners, as they printed them.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    lines: Vec<String>,
}

/// Tests by how they ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Whether a line is a runner's count: cargo's `test result: …`, or Playwright's `  12 passed (3.4s)`.
    pub(crate) fn counts(line: &str) -> bool {
        line.starts_with("test result: ") || playwright(line).is_some()
    }

    /// Adds lines that [`Self::counts`] chose.
    pub(crate) fn add(&mut self, lines: Vec<String>) {
        self.lines.extend(lines);
    }

    /// Adds another tally's lines.
    pub(crate) fn join(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// Prints the lines untouched, and the sum last. Nothing if no runner ran.
    pub(crate) fn print(&self) {
        if self.lines.is_empty() {
            return;
        }
        for line in &self.lines {
            println!("{line}");
        }
        let sum = self.sum();
        println!(
            "{} passed, {} failed, {} skipped",
            sum.passed, sum.failed, sum.skipped
        );
    }

    fn sum(&self) -> Sum {
        let mut sum = Sum::default();
        for line in &self.lines {
            let counts = line
                .strip_prefix("test result: ")
                .map_or_else(|| playwright(line).into_iter().collect(), cargo);
            for (number, word) in counts {
                match word {
                    "passed" | "flaky" => sum.passed += number,
                    "failed" | "interrupted" => sum.failed += number,
                    "ignored" | "skipped" | "did not run" => sum.skipped += number,
                    _ => {}
                }
            }
        }
        sum
    }
}

/// `ok. 5 passed; 0 failed; 1 ignored; …`
fn cargo(rest: &str) -> Vec<(u64, &str)> {
    let counts = rest.split_once(". ").map_or("", |(_, counts)| counts);
    counts
        .split("; ")
        .filter_map(|part| part.split_once(' '))
        .filter_map(|(n, word)| Some((n.parse().ok()?, word)))
        .collect()
}

/// `  12 passed (3.4s)`
fn playwright(line: &str) -> Option<(u64, &str)> {
    let (number, rest) = line.strip_prefix("  ")?.split_once(' ')?;
    let word = rest.split(" (").next()?;
    let known = [
        "passed",
        "failed",
        "flaky",
        "skipped",
        "interrupted",
        "did not run",
    ];
    known
        .contains(&word)
        .then(|| Some((number.parse().ok()?, word)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let said = [
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "  12 passed (3.4s)",
            "  1 flaky",
            "  4 skipped",
        ];
        assert!(said.iter().all(|line| Tally::counts(line)));
        let mut tally = Tally::default();
        tally.add(said.iter().map(|line| (*line).to_owned()).collect());
        assert_eq!(
            tally.sum(),
            Sum {
                passed: 21,
                failed: 2,
                skipped: 5
            }
        );
    }

    #[test]
    fn other_lines_are_left_alone() {
        assert!(!Tally::counts("12 passed the door"));
        assert!(!Tally::counts("  12 passed the door"));
        assert!(!Tally::counts("test tests::it_passed ... ok"));
    }
}
