//! The key file: how it is read, made and given a new key. Never here: what the keys are used for.

use super::{KEY, VaultError};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const HEADER: &str = "\
# The keys that open the personal fields of the database. Whoever has this file and the database reads
# everything; whoever loses it loses those fields for good. Keep a copy apart from those of the database.
# Newest first: the first seals, all open. A key may go when nothing sealed with it is kept any more.
";

/// Numbers and keys, in the order of the file.
pub(super) fn read(path: &Path) -> Result<Vec<(u32, [u8; KEY])>, VaultError> {
    let text = std::fs::read_to_string(path)?;
    warn_if_open_to_others(path);
    parse(&text)
}

pub(super) fn parse(text: &str) -> Result<Vec<(u32, [u8; KEY])>, VaultError> {
    let mut keys: Vec<(u32, [u8; KEY])> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (id, key) = parse_line(line).ok_or(VaultError::Line(at + 1))?;
        if keys.iter().any(|(other, _)| *other == id) {
            return Err(VaultError::Twice(id));
        }
        keys.push((id, key));
    }
    if keys.is_empty() {
        Err(VaultError::Empty)
    } else {
        Ok(keys)
    }
}

fn parse_line(line: &str) -> Option<(u32, [u8; KEY])> {
    let (id, key) = line.split_once('=')?;
    let key = key.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some((
        id.trim().parse().ok()?,
        BASE64_STANDARD.decode(key).ok()?.try_into().ok()?,
    ))
}

fn line(id: u32, key: &[u8; KEY]) -> String {
    format!("{id} = \"{}\"\n", BASE64_STANDARD.encode(key))
}

/// Makes the file with that key; leaves a file that is there as it is.
pub(super) fn make(path: &Path, key: [u8; KEY]) -> Result<(), VaultError> {
    match write_new(path, &format!("{HEADER}{}", line(1, &key))) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// Puts that key on top. The file is replaced whole, so that it is never seen half written.
pub(super) fn rotate(path: &Path, key: [u8; KEY]) -> Result<(), VaultError> {
    let keys = read(path)?;
    let newest = keys.iter().map(|(id, _)| *id).max().unwrap_or(0);
    let newest = newest.checked_add(1).ok_or(VaultError::Twice(newest))?;
    let older: String = keys.iter().map(|(id, key)| line(*id, key)).collect();
    let beside = beside(path);
    write_new(&beside, &format!("{HEADER}{}{older}", line(newest, &key)))?;
    std::fs::rename(&beside, path)?;
    Ok(sync_folder(path)?)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    sync_folder(path)
}

/// The name of a new file is on the disk when its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// A warning and no more: where the file is mounted into a container its mode is often out of our hands.
fn warn_if_open_to_others(path: &Path) {
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(path)
        && std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
    {
        tracing::warn!("the key file can be read by others than its owner: chmod 600 closes it");
    }
}
