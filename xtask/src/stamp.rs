//! A stamp remembers what a step was done with, so that a second run can skip it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::hash::Hash;
use crate::{Failure, Outcome, paths};

/// The stamp of one step.
pub(crate) struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// The stamp of the step `name`, whose inputs are in `hash`.
    pub(crate) fn new(name: &str, hash: &Hash) -> Self {
        Self {
            file: Path::new(paths::TRACES).join(format!("{name}.stamp")),
            now: hash.text(),
        }
    }

    /// Whether the step was done with these inputs and its `output` is still there.
    pub(crate) fn holds(&self, output: &Path) -> bool {
        output.exists() && fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    /// Remembers that the step is done. Called after it, never before: a step that was cut short is done again.
    pub(crate) fn set(&self) -> Outcome {
        fs::create_dir_all(paths::TRACES)
            .and_then(|()| fs::write(&self.file, &self.now))
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", self.file.display())))
    }
}
