//! `polo keys`: the file of keys, without its database. Never here: a key, nor anything made of one.

use super::CommandError;
use std::io::{self, Write};
use std::path::Path;
use store::Vault;

pub(super) fn rotate(file: &Path) -> Result<(), CommandError> {
    Vault::rotate(file).map_err(|error| CommandError::Keys(file.to_owned(), error))?;
    let mut out = io::stdout().lock();
    writeln!(out, "{} has a new key. Now:", file.display())?;
    writeln!(
        out,
        "- restart `polo serve`: a program that is running goes on with the keys it had, and cannot open what others seal with the new one"
    )?;
    Ok(writeln!(
        out,
        "- copy the file to where its copies are kept, apart from those of the database"
    )?)
}
