//! What is wrong with a file of content, in words for whoever edits it.
//! Never here: errors of the program itself.

use std::fmt;

/// Something to mend: where it is, what was found, what is allowed. Shown as `content/it/x.md:12: …`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// From the folder of the content down, for example `content/it/x.md`.
    pub file: String,
    /// Counted from 1; none where the whole file is meant, or something that it lacks.
    pub line: Option<usize>,
    /// In plain words.
    pub message: String,
}

impl Finding {
    pub(crate) fn new(file: &str, line: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for Finding {}
