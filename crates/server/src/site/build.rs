//! Builds the site: every page prerendered and compressed, beside the app's files. It is built in a folder of its own
//! and then takes the old one's place, so that a build that fails changes nothing.

use super::assets::{self, AppFiles, Assets, Names};
use super::feed::{self, Feed};
use super::frame::{self, Frame};
use super::render::{Document, Styles};
use super::{INDEX, Index, assess, catalogue, compress, desk, fallback, files, jsonld, pages};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use content::Finding;
use portal::bundle::Language;
use portal::route::Live;
use portal::shell::Related;
use portal::{Bundle, Route};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::JoinSet;

/// How many pages are rendered at the same time.
const AT_ONCE: usize = 64;

/// What a site is built from.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The folder of pages, texts and data.
    pub content: PathBuf,
    /// The folder that holds `portal.css`, `desk.css` and, in `portal/` and its like, what Trunk has made.
    pub assets: PathBuf,
    /// The folder of fonts, icons and scripts.
    pub fixed: PathBuf,
    /// Whether each file is laid beside itself in its compressed forms.
    pub compressed: bool,
    /// Today, against which dates of the content are held.
    pub today: jiff::civil::Date,
}

/// What was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Built {
    /// How many pages.
    pub pages: usize,
}

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The content has faults: each with file, line and words.
    #[error("the content has {} faults", .0.len())]
    Content(Vec<Finding>),
    /// A file could not be read or written.
    #[error(transparent)]
    Files(#[from] io::Error),
}

/// Builds the site into `out`, which is replaced.
pub async fn build(sources: &Sources, out: &Path) -> Result<Built, BuildError> {
    let content = content::load(&sources.content, sources.today).map_err(BuildError::Content)?;
    let mut bundles = bundles(&content);
    let findings = content::check(&content, &typed_paths(&bundles), sources.today);
    if !findings.is_empty() {
        return Err(BuildError::Content(findings));
    }
    let fresh = beside(out, "new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    let assets = write_assets(sources, &content, &mut bundles, &fresh)?;
    let index = Index {
        languages: bundles.iter().map(|bundle| bundle.language.id.clone()).collect(),
        bundles: bundles
            .iter()
            .map(|bundle| (bundle.language.id.clone(), Bundle::clone(bundle)))
            .collect(),
        frames: bundles
            .iter()
            .map(|bundle| (bundle.language.id.clone(), Frame::new(&content, bundle)))
            .collect(),
        holidays: content.settings.holidays().fixed,
        few_times: content.settings.few_times,
        assets,
        measures: measures(sources, &content, &bundles).await,
    };
    let index = Arc::new(index);
    let feeds = feeds(&content, &bundles);
    let documents = documents(&content, &bundles, &feeds);
    files::write_lists(&fresh, &content, &bundles, &documents)?;
    catalogue::write(&fresh, &content, &bundles)?;
    let pages = write_pages(documents, &index, &fresh).await?;
    for feed in feeds.values() {
        fs::write(fresh.join(feed.path.trim_start_matches('/')), &feed.xml)?;
    }
    for bundle in &bundles {
        let (path, html) = files::not_found(bundle, &index).await;
        fs::write(fresh.join(path), html)?;
    }
    fs::write(
        fresh.join(INDEX),
        serde_json::to_vec(&*index).map_err(io::Error::other)?,
    )?;
    if sources.compressed {
        compress::all(&fresh, out)?;
    }
    replace(&fresh, out)?;
    Ok(Built { pages })
}

/// The measures of the self-assessment as a list, with the figures of today.
async fn measures(
    sources: &Sources,
    content: &content::Site,
    bundles: &[Arc<Bundle>],
) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let Some(today) = domain::assess::Day::parse(&sources.today.to_string()) else {
        return all;
    };
    for bundle in bundles {
        let rules = Arc::new(assess::rules(content, bundle));
        let list = portal::assess::plain(bundle.clone(), rules, today).await;
        all.insert(bundle.language.id.clone(), list);
    }
    all
}

/// Each language's data for the app; the default language first.
pub(crate) fn bundles(content: &content::Site) -> Vec<Arc<Bundle>> {
    let settings = &content.settings;
    let language = |language: &content::Language| Language {
        id: language.id.clone(),
        name: language.name.clone(),
        dir: language.dir.as_str().to_owned(),
    };
    let languages: Vec<Language> = settings.languages.iter().map(language).collect();
    let site = portal::bundle::Site {
        comune: settings.comune.clone(),
        region: settings.region.clone(),
        portal_name: settings.portal_name.clone(),
        live_label: settings.live_label.clone(),
        host: settings.host.clone(),
        exit_to: settings.exit_to.clone(),
        contact_centre: settings.contact_centre.phone.clone(),
        // Each language has its own; the files below are written first.
        urgent: String::new(),
        search: String::new(),
        streets: String::new(),
        rules: String::new(),
        agid_statement: settings.agid_statement.clone(),
        answer_within_days: settings.answer_within_days,
        example: settings.example,
        example_date: settings.example_date.to_string(),
    };
    let bundle = |language: &Language| {
        let texts = content.texts(&language.id);
        let site = portal::bundle::Site {
            urgent: frame::translated(content, &language.id, &settings.pages.urgent),
            ..site.clone()
        };
        Arc::new(Bundle {
            language: language.clone(),
            languages: languages.clone(),
            texts: portal::texts::Texts::new(|name| texts.get(name).cloned()),
            catalogue: content.catalogue(&language.id).clone(),
            site,
        })
    };
    languages.iter().map(bundle).collect()
}

/// The addresses that the app itself answers, in every language.
pub(crate) fn typed_paths(bundles: &[Arc<Bundle>]) -> Vec<String> {
    let typed = bundles
        .iter()
        .flat_map(|bundle| Route::typed().into_iter().map(|route| route.path(bundle)));
    typed.chain([desk::PATH.to_owned()]).collect()
}

/// Each language's feed, by the language's id, where there is news in it.
fn feeds(content: &content::Site, bundles: &[Arc<Bundle>]) -> BTreeMap<String, Feed> {
    let feed = |bundle: &Arc<Bundle>| Some((bundle.language.id.clone(), feed::of(content, bundle)?));
    bundles.iter().filter_map(feed).collect()
}

/// The files that the head of a page names: the feed on the home page and on the news, the catalogue where all services
/// are.
fn related(page: &content::Page, bundle: &Bundle, feed: Option<&Feed>) -> Vec<Related> {
    let named = |feed: &&Feed| page.kind == content::Kind::Home || page.path.starts_with(&feed.section);
    let mut related: Vec<Related> = feed.filter(named).map(Feed::related).into_iter().collect();
    if page.menu == Some(content::Menu::AllServices) {
        related.extend(catalogue::related(bundle, &page.title));
    }
    related
}

fn documents(
    content: &content::Site,
    bundles: &[Arc<Bundle>],
    feeds: &BTreeMap<String, Feed>,
) -> Vec<Document> {
    let mut documents = Vec::new();
    for bundle in bundles {
        let typed = Route::typed()
            .into_iter()
            .map(|route| Document::typed(bundles, bundle, &route));
        documents.extend(typed);
        for page in content
            .pages()
            .iter()
            .filter(|page| page.lang == bundle.language.id)
        {
            let shown = pages::page(content, page);
            documents.push(Document {
                path: page.path.clone(),
                title: page.title.clone(),
                description: page.description.clone(),
                data: jsonld::page(bundle, &shown),
                related: related(page, bundle, feeds.get(&page.lang)),
                page: Some(Arc::new(shown)),
                offered: offered(page, bundles),
                alternates: page.alternates.clone(),
                listed: true,
                ..Document::new(bundle.clone())
            });
        }
    }
    let [default, others @ ..] = bundles else {
        return documents;
    };
    let borrowed = |bundle| fallback::documents(content, default, bundle);
    documents.extend(others.iter().flat_map(borrowed));
    documents
}

/// Where each language's name leads from a page: to its translation, or to the page borrowed by a language that lacks it.
fn offered(page: &content::Page, bundles: &[Arc<Bundle>]) -> Vec<(String, String)> {
    let mut offered = page.alternates.clone();
    let lacks = |bundle: &&Arc<Bundle>| page.alternates.iter().all(|(id, _)| *id != bundle.language.id);
    // Only the default language's pages are borrowed.
    if bundles
        .first()
        .is_some_and(|default| default.language.id == page.lang)
    {
        offered.extend(bundles.iter().filter(lacks).map(|bundle| {
            let id = &bundle.language.id;
            (id.clone(), fallback::address(id, &page.path))
        }));
    }
    offered
}

/// The pages of the app that the search of a language finds.
pub(crate) fn app_pages(bundles: &[Arc<Bundle>], bundle: &Arc<Bundle>) -> Vec<content::AppPage> {
    Route::typed()
        .iter()
        .filter(|route| !matches!(route, Route::Search))
        .map(|route| Document::typed(bundles, bundle, route))
        .filter(|document| document.listed)
        .map(|document| content::AppPage {
            path: document.path,
            title: document.title,
            description: document.description,
        })
        .collect()
}

fn write_assets(
    sources: &Sources,
    content: &content::Site,
    bundles: &mut [Arc<Bundle>],
    out: &Path,
) -> io::Result<Names> {
    let assets = Assets::new(out)?;
    let mut apps = BTreeMap::new();
    for live in Live::ALL {
        apps.insert(
            live.name().to_owned(),
            app_files(&assets, &sources.assets, live.name())?,
        );
    }
    let desk_app = app_files(&assets, &sources.assets, desk::APP)?;
    let desk_style = fs::read(sources.assets.join("desk.css"))?;
    let desk_style = assets.add("assets", desk::APP, "css", &desk_style)?;
    assets.copy_all("assets/fonts", &sources.fixed.join("fonts"), &["woff2", "txt"])?;
    assets.copy_all("assets", &sources.fixed, &["svg", "png"])?;
    let streets = serde_json::to_vec(content.streets()).map_err(io::Error::other)?;
    let streets = assets.add("data", "streets", "json", &streets)?;
    let mut data = BTreeMap::new();
    let mut search = BTreeMap::new();
    let app_pages: Vec<_> = bundles.iter().map(|bundle| app_pages(bundles, bundle)).collect();
    for (bundle, app_pages) in bundles.iter_mut().zip(app_pages) {
        let id = bundle.language.id.clone();
        let index = content::search_index(content, &id, &app_pages);
        let address = assets.add("data", &format!("search-{id}"), "bin", &index)?;
        let rules = assess::rules(content, bundle).to_bytes();
        let rules = assets.add("data", &format!("rules-{id}"), "bin", &rules)?;
        let site = &mut Arc::make_mut(bundle).site;
        site.rules = rules;
        site.search.clone_from(&address);
        site.streets.clone_from(&streets);
        search.insert(id, address);
        let json = serde_json::to_vec(&**bundle).map_err(io::Error::other)?;
        data.insert(
            bundle.language.id.clone(),
            assets.add("data", &bundle.language.id, "json", &json)?,
        );
    }
    if let Some(bundle) = bundles.first() {
        let data = data.get(&bundle.language.id).map_or("", String::as_str);
        let page = desk::page(bundle, &desk_style, &desk_app, data);
        write_page(out, desk::PATH, &page)?;
    }
    let style = fs::read(sources.assets.join("portal.css"))?;
    let style_text = String::from_utf8(style).map_err(io::Error::other)?;
    if style_text.contains("</") {
        return Err(io::Error::other(
            "the styles hold `</`, which would end their element",
        ));
    }
    let style_hash = BASE64_STANDARD.encode(Sha256::digest(&style_text));
    // For a host that sends the headers itself.
    fs::write(out.join("data/policy.txt"), crate::headers::policy(&style_hash))?;
    Ok(Names {
        style: assets.add("assets", "portal", "css", style_text.as_bytes())?,
        style_text,
        style_hash,
        exit: assets.add("assets", "exit", "js", &fs::read(sources.fixed.join("exit.js"))?)?,
        apps,
        bundles: data,
        search,
        streets,
    })
}

/// The two files that Trunk has made of an app, and a third that starts them.
fn app_files(assets: &Assets<'_>, made: &Path, app: &str) -> io::Result<AppFiles> {
    let folder = made.join(app);
    let begins = format!("{app}-");
    let glue = assets.copy("assets", &assets::find(&folder, &begins, ".js")?)?;
    let wasm = assets.copy("assets", &assets::find(&folder, &begins, "_bg.wasm")?)?;
    // The page is whole without the app: where it cannot start, nothing needs to be said.
    let boot =
        format!("import init from \"{glue}\";\ninit({{ module_or_path: \"{wasm}\" }}).catch(() => {{}});\n");
    let boot = assets.add("assets", &format!("boot-{app}"), "js", boot.as_bytes())?;
    Ok(AppFiles { boot, glue, wasm })
}

/// Renders and writes every page, on all cores; gives back how many.
async fn write_pages(documents: Vec<Document>, index: &Arc<Index>, out: &Path) -> io::Result<usize> {
    let count = documents.len();
    let mut running = JoinSet::new();
    for document in documents {
        let (index, out) = (index.clone(), out.to_owned());
        running.spawn(async move {
            let path = document.path.clone();
            write_page(&out, &path, &document.render(&index, Styles::Within).await)
        });
        // A few more than there are cores: enough to keep them busy, and the memory small.
        if running.len() > AT_ONCE
            && let Some(done) = running.join_next().await
        {
            done.map_err(io::Error::other)??;
        }
    }
    while let Some(done) = running.join_next().await {
        done.map_err(io::Error::other)??;
    }
    Ok(count)
}

fn write_page(out: &Path, path: &str, html: &str) -> io::Result<()> {
    let folder = out.join(path.trim_matches('/'));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), html)
}

/// The new folder takes the old one's place: two renames, with the old one out of the way before it is removed.
fn replace(fresh: &Path, out: &Path) -> io::Result<()> {
    let old = beside(out, "old");
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if out.exists() {
        fs::rename(out, &old)?;
    }
    fs::rename(fresh, out)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

fn beside(dir: &Path, word: &str) -> PathBuf {
    let mut name = dir.as_os_str().to_owned();
    name.push(format!(".{word}"));
    PathBuf::from(name)
}
