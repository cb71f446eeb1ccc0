//! Where things lie: all paths are relative to the root of the project, which the program makes its working directory.

use std::env;
use std::path::{Path, PathBuf};

use crate::{Failure, Outcome};

/// Copies of the template that Trunk builds the apps from, each naming its own.
pub(crate) const TEMPLATES: &str = "target/templates";

/// Logs, stamps and other traces of these commands.
pub(crate) const TRACES: &str = "target/xtask";
/// What `polo build-site` takes beside the content: styles and the portal's two files.
pub(crate) const ASSETS: &str = "target/site-assets";
/// The site, ready to be served.
pub(crate) const DIST: &str = "dist";
/// The pages, texts and settings of the instance.
pub(crate) const CONTENT: &str = "content";
/// Fonts, icons, small scripts, the sources of the styles.
pub(crate) const STATIC: &str = "static";

/// Goes to the root of the project, wherever the command was typed.
pub(crate) fn enter_root() -> Outcome {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.parent().unwrap_or(here);
    env::set_current_dir(root)
        .map_err(|error| Failure::new(format!("cannot enter {}: {error}", root.display())))
}

/// An absolute path of something in the project; it need not exist.
pub(crate) fn absolute(path: impl AsRef<Path>) -> PathBuf {
    std::path::absolute(path.as_ref()).unwrap_or_else(|_| path.as_ref().to_owned())
}

/// Cargo's output folder, honouring `CARGO_TARGET_DIR`.
pub(crate) fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

/// Compiler flags that take the folders of this machine out of what is compiled: those of the crates and of the project.
pub(crate) fn remapped() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let here = env::current_dir().unwrap_or_default();
    format!(
        "--remap-path-prefix={}=crates --remap-path-prefix={}=.",
        registry(&home).display(),
        here.display()
    )
}

/// The folder of the crates' sources: the registry's own name, a host's, is part of it.
fn registry(home: &Path) -> PathBuf {
    let sources = home.join("registry/src");
    let folders = std::fs::read_dir(&sources)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    folders.map(|folder| folder.path()).next().unwrap_or(sources)
}

/// The first executable file called `name` on PATH.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// PATH with `folders` before all others.
pub(crate) fn path_with(folders: &[PathBuf]) -> Outcome<std::ffi::OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&old)))
        .map_err(|error| Failure::new(format!("a folder on PATH has a separator in its name: {error}")))
}
