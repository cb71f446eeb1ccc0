//! What programs read of the example instance: built with the real content, read with other people's libraries.
//! Never here: what people see (`tests/e2e`), the interface (`tests/api`).

mod catalogue;
mod json_ld;
mod lists;

use jiff::civil::{Date, date};
use oxrdf::{Term, Triple};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// The figures of this day; what the pages say is held against the newest of them.
const READ_ON: Date = date(2026, 11, 25);

/// The site, built once for all tests.
static PUBLISHED: LazyLock<Published> = LazyLock::new(Published::build);

struct Published {
    content: content::Site,
    folder: TempDir,
    /// The HTML of every page, by its path.
    pages: BTreeMap<String, String>,
}

impl Published {
    fn build() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = content::load(&repository().join("content"), READ_ON).expect("the content can be read");
        let newest = content.pages().iter().map(|page| page.updated).max();
        let sources = server::site::Sources {
            content: repository().join("content"),
            assets: stand_ins(folder.path()),
            fixed: repository().join("static"),
            compressed: false,
            today: newest.expect("there are pages"),
        };
        let out = folder.path().join("site");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime
            .block_on(server::site::build(&sources, &out))
            .unwrap_or_else(|error| panic!("{error:?}"));
        let mut pages = BTreeMap::new();
        collect(&out, "/", &mut pages);
        // The staff desk says nothing to programs: no one but those who work there is to find it.
        let desk = pages.remove("/desk/").expect("the desk's page");
        assert!(is_hidden(&desk) && !desk.contains("ld+json"));
        Self {
            content,
            folder,
            pages,
        }
    }

    fn host(&self) -> &str {
        &self.content.settings.host
    }

    /// A file of the site.
    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path.trim_start_matches('/'))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The path of an address of this site that leads to a page.
    fn page_at<'a>(&self, address: &'a str) -> &'a str {
        let path = address
            .strip_prefix(self.host())
            .unwrap_or_else(|| panic!("{address} is not of this site"));
        assert!(self.pages.contains_key(path), "{address} leads to no page");
        path
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Empty files in the place of what Trunk and Sass make: no program reads them.
fn stand_ins(folder: &Path) -> PathBuf {
    let assets = folder.join("assets");
    let apps = portal::route::Live::ALL.map(portal::route::Live::name);
    for app in apps.into_iter().chain(["desk"]) {
        fs::create_dir_all(assets.join(app)).expect("a folder");
        for end in [".js", "_bg.wasm"] {
            fs::write(assets.join(app).join(format!("{app}-0{end}")), "").expect("a file");
        }
    }
    for styles in ["portal.css", "desk.css"] {
        fs::write(assets.join(styles), "").expect("a file");
    }
    assets
}

fn collect(folder: &Path, path: &str, pages: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder of the site") {
        let entry = entry.expect("an entry").path();
        let name = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if entry.is_dir() {
            collect(&entry, &format!("{path}{name}/"), pages);
        } else if name == "index.html" {
            pages.insert(path.to_owned(), fs::read_to_string(&entry).expect("a page"));
        }
    }
}

/// Whether search engines are asked to leave the page out.
fn is_hidden(html: &str) -> bool {
    html.contains("<meta name=\"robots\" content=\"noindex\">")
}

/// A graph that can be asked.
struct Graph(Vec<Triple>);

impl Graph {
    /// What is said of `subject` by `predicate`.
    fn all(&self, subject: &Term, predicate: &str) -> Vec<&Term> {
        let about = |triple: &&Triple| Term::from(triple.subject.clone()) == *subject;
        self.0
            .iter()
            .filter(about)
            .filter(|triple| triple.predicate.as_str() == predicate)
            .map(|triple| &triple.object)
            .collect()
    }

    /// The same along a path of predicates.
    fn along(&self, subject: &Term, path: &[&str]) -> Vec<Term> {
        let mut here = vec![subject.clone()];
        for predicate in path {
            here = here
                .iter()
                .flat_map(|subject| self.all(subject, predicate))
                .cloned()
                .collect();
        }
        here
    }

    /// Everything of a class.
    fn of_class(&self, class: &str) -> Vec<Term> {
        const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
        self.0
            .iter()
            .filter(|triple| triple.predicate.as_str() == TYPE && is_node(&triple.object, class))
            .map(|triple| triple.subject.clone().into())
            .collect()
    }
}

fn is_node(term: &Term, address: &str) -> bool {
    matches!(term, Term::NamedNode(node) if node.as_str() == address)
}

/// The words of a literal.
fn words(term: &Term) -> &str {
    match term {
        Term::Literal(literal) => literal.value(),
        other => panic!("{other} is no text"),
    }
}
