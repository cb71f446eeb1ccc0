//! Each file that shrinks is laid beside itself as brotli and gzip, once, at its smallest: no server compresses later.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const SHRINK: [&str; 12] = [
    "html", "css", "js", "wasm", "json", "xml", "svg", "txt", "bin", "ttl", "rdf", "jsonld",
];

/// Compresses every file under `dir`, on as many cores as there are. What is the same under `before`, the site that was
/// built last, is taken from there: the smallest form of a page takes a tenth of a second to find.
pub(super) fn all(dir: &Path, before: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    collect(dir, &mut files)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let share = files.len().div_ceil(cores).max(1);
        let workers: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(move || files.iter().try_for_each(|file| one(file, dir, before))))
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a worker stopped")))
        })
    })
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| SHRINK.iter().any(|shrinks| extension == *shrinks))
        {
            files.push(path);
        }
    }
    Ok(())
}

fn one(path: &Path, dir: &Path, before: &Path) -> io::Result<()> {
    let content = fs::read(path)?;
    let earlier = before.join(path.strip_prefix(dir).unwrap_or(path));
    if fs::read(&earlier).is_ok_and(|old| old == content)
        && fs::copy(beside(&earlier, "br"), beside(path, "br")).is_ok()
        && fs::copy(beside(&earlier, "gz"), beside(path, "gz")).is_ok()
    {
        return Ok(());
    }
    let mut brotli = brotli::CompressorWriter::new(File::create(beside(path, "br"))?, 1 << 16, 11, 22);
    brotli.write_all(&content)?;
    brotli.flush()?;
    drop(brotli);
    let mut gzip =
        flate2::write::GzEncoder::new(File::create(beside(path, "gz"))?, flate2::Compression::best());
    gzip.write_all(&content)?;
    gzip.finish()?;
    Ok(())
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
