//! From sources to `dist/` and `polo`, in four parts, each skipped while its inputs are the same:
//! styles (Sass, then purged), the portal for the browser (Trunk), the server (cargo), the pages (`polo build-site`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::hash::Hash;
use crate::stamp::Stamp;
use crate::{Failure, Outcome, command, dist, node, paths, progress, rust, tools};

/// How the server is compiled. The portal is always compiled for phones: what is tested is what is shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to compile: for `serve` and `test`.
    Dev,
    /// Quick to run: for `build` and `bench`.
    Release,
}

impl Profile {
    /// The server's program.
    pub(crate) fn polo(self) -> PathBuf {
        let folder = match self {
            Self::Dev => "debug",
            Self::Release => "release",
        };
        paths::absolute(paths::cargo_target().join(folder).join("polo"))
    }
}

/// The apps of the portal, by their programs' names: one for each thing to do, so that nobody fetches what they do not use.
const APPS: [&str; 4] = [MAIN, "status", "guide", "assess"];

/// The app that the template is written for; the others are built from a copy that names them.
const MAIN: &str = "portal";

/// What Trunk builds an app from.
pub(crate) const TEMPLATE: &str = "index.html";

/// The app of the staff: a package of its own, whose template is its own, too.
const DESK: &str = "desk";

/// Styles: their source, and what the sources of their class names are, whoever writes HTML. The configuration of purgecss
/// lists the same.
struct Styles {
    name: &'static str,
    source: &'static str,
    config: &'static str,
    names: &'static [&'static str],
}

/// Those of the portal, and those of the desk, so that citizens do not pay for it.
const STYLES: [Styles; 2] = [
    Styles {
        name: "portal",
        source: "static/styles/portal.scss",
        config: "xtask/purgecss.config.cjs",
        names: &[
            "index.html",
            "src",
            "crates/content/src",
            "crates/server/src",
            "static",
        ],
    },
    Styles {
        name: DESK,
        source: "desk/styles/desk.scss",
        config: "xtask/purgecss.desk.config.cjs",
        names: &[
            "desk",
            "src/components",
            "crates/server/src/site/desk.rs",
            "static/styles",
        ],
    },
];

/// `cargo xtask build`.
pub(crate) fn run() -> Outcome {
    site(Profile::Release)?;
    println!(
        "\nThe site is in {}/, the server is {}",
        paths::DIST,
        Profile::Release.polo().display()
    );
    Ok(())
}

/// Sets up and builds everything.
pub(crate) fn site(profile: Profile) -> Outcome {
    rust::ensure_wasm()?;
    node::ensure()?;
    let tools = tools::ensure()?;
    for styles in &STYLES {
        make_styles(styles)?;
    }
    apps(&tools)?;
    server(profile)?;
    pages(profile)
}

fn make_styles(styles: &Styles) -> Outcome {
    let name = styles.name;
    let file = format!("{name}.css");
    let output = Path::new(paths::ASSETS).join(&file);
    let mut inputs = Hash::new("styles 2");
    for file in [styles.config, "package-lock.json"] {
        inputs.add_content(Path::new(file));
    }
    for folder in styles.names {
        inputs.add_tree(Path::new(folder));
    }
    let stamp = Stamp::new(&format!("styles-{name}"), &inputs);
    let what = format!("styles of the {name}");
    if stamp.holds(&output) {
        progress::up_to_date(&what);
        return Ok(());
    }
    progress::step(&format!("{what} (Sass, then only what is in use)"), || {
        let whole = Path::new(paths::TRACES).join("whole").join(&file);
        let mut sass = node::program("sass");
        sass.args([
            "--style=compressed",
            "--no-source-map",
            "--load-path=node_modules",
            "--quiet-deps",
        ]);
        // Bootstrap Italia still writes what newer Sass warns of; the noise would hide our own warnings.
        for old in ["import", "global-builtin", "color-functions", "if-function"] {
            sass.arg(format!("--silence-deprecation={old}"));
        }
        command::quiet("sass", sass.arg(styles.source).arg(&whole))?;
        make_folder(Path::new(paths::ASSETS))?;
        let mut purge = node::program("purgecss");
        purge
            .arg("--config")
            .arg(styles.config)
            .arg("--css")
            .arg(&whole)
            .arg("--output")
            .arg(paths::ASSETS);
        command::quiet("purgecss", &mut purge)
    })?;
    stamp.set()
}

fn apps(tools: &[PathBuf]) -> Outcome {
    progress::step("compiling the portal and the desk for the browser", || {
        let mut cargo = command::cargo();
        cargo.args([
            "build",
            "--package",
            "polo-portal",
            "--package",
            "polo-desk",
            "--bins",
            "--profile",
            "wasm-release",
        ]);
        command::quiet("cargo-wasm", cargo.args(["--target", rust::WASM]))
    })?;
    for app in APPS {
        small(app, &template(app)?, "Trunk.toml", tools)?;
    }
    let own = Path::new(DESK);
    small(DESK, &own.join(TEMPLATE), "desk/Trunk.toml", tools)
}

/// From what was compiled of an app to the two files that travel.
fn small(app: &str, template: &Path, config: &str, tools: &[PathBuf]) -> Outcome {
    let compiled = paths::cargo_target()
        .join(rust::WASM)
        .join(format!("wasm-release/{app}.wasm"));
    let output = Path::new(paths::ASSETS).join(app);
    let mut inputs = Hash::new("trunk 3");
    inputs.add_tree(&compiled);
    for file in [template, Path::new(config), Path::new("package-lock.json")] {
        inputs.add_content(file);
    }
    for folder in tools {
        inputs.add(folder.to_string_lossy().as_bytes());
    }
    let stamp = Stamp::new(app, &inputs);
    if stamp.holds(&output) {
        progress::up_to_date(app);
        return Ok(());
    }
    let what = format!("making the app «{app}» small (Trunk: wasm-bindgen, wasm-opt)");
    progress::step(&what, || {
        let folders: Vec<PathBuf> = tools.iter().cloned().chain([node::programs()]).collect();
        let mut trunk = command::calling_cargo("trunk");
        trunk
            .arg("build")
            // Trunk reads it from the configuration's folder.
            .arg(paths::absolute(template))
            .args(["--config", config, "--color", "never"])
            .arg("--dist")
            .arg(paths::absolute(&output))
            .env("PATH", paths::path_with(&folders)?);
        // It reads NO_COLOR as a yes or no of its own, and stops at any other value.
        trunk.env_remove("NO_COLOR");
        make_folder(&output)?;
        command::quiet(&format!("trunk-{app}"), &mut trunk)
    })?;
    stamp.set()
}

/// The template of an app: [`TEMPLATE`], or a copy of it that names another program. A copy lies elsewhere, so it says where the
/// package is.
fn template(app: &str) -> Outcome<PathBuf> {
    if app == MAIN {
        return Ok(PathBuf::from(TEMPLATE));
    }
    let text = fs::read_to_string(TEMPLATE)
        .map_err(|error| Failure::new(format!("cannot read {TEMPLATE}: {error}")))?;
    // Two folders below the package.
    let own = format!("data-bin=\"{app}\" href=\"../../Cargo.toml\"");
    let folder = Path::new(paths::TEMPLATES);
    make_folder(folder)?;
    let file = folder.join(format!("{app}.html"));
    fs::write(&file, text.replace(&format!("data-bin=\"{MAIN}\""), &own))
        .map_err(|error| Failure::new(format!("cannot write {}: {error}", file.display())))?;
    Ok(file)
}

/// Compiles `polo`. For the whole workspace, so that its dependencies have the same features here as in `cargo test`, and are
/// compiled once.
fn server(profile: Profile) -> Outcome {
    let what = match profile {
        Profile::Dev => "compiling the server",
        Profile::Release => "compiling the server for release",
    };
    progress::step(what, || {
        let mut cargo = command::cargo();
        cargo.args(["build", "--workspace", "--bin", "polo"]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        command::quiet("cargo-server", &mut cargo)
    })
}

fn pages(profile: Profile) -> Outcome {
    let polo = profile.polo();
    let output = Path::new(paths::DIST);
    let mut inputs = Hash::new("build-site 1");
    inputs.add_tree(&polo);
    for folder in [paths::CONTENT, paths::ASSETS, paths::STATIC] {
        inputs.add_tree(Path::new(folder));
    }
    let stamp = Stamp::new("pages", &inputs);
    if stamp.holds(&output.join("index.html")) {
        progress::up_to_date("pages");
        return Ok(());
    }
    progress::step("writing the pages (polo build-site)", || {
        let mut build = std::process::Command::new(&polo);
        build.args([
            "build-site",
            "--content",
            paths::CONTENT,
            "--assets",
            paths::ASSETS,
        ]);
        command::quiet(
            "build-site",
            build.args(["--static", paths::STATIC, "--out", paths::DIST]),
        )
    })?;
    progress::note(&format!(
        "{} files in {}/",
        dist::files(output).len(),
        paths::DIST
    ));
    stamp.set()
}

fn make_folder(folder: &Path) -> Outcome {
    fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))
}
