//! From a folder to a [`Site`]: which files there are, which of them is what, and each page rendered.
//! Never here: whether the files agree with each other (`check`).

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use serde::de::DeserializeOwned;

use jiff::civil::Date;

use crate::data::{Data, MotivesFile, PoliFile};
use crate::everyday::{self, EverydayWords};
use crate::front_matter::FrontMatter;
use crate::glossary::Glossary;
use crate::markdown::Writing;
use crate::page::{Link, Page, ServiceSection};
use crate::rates::{Rate, RateFile, Rates};
use crate::settings::{Language, Settings};
use crate::site::{ByLanguage, Site};
use crate::source::{self, Keys};
use crate::texts::{self, Texts};
use crate::{Finding, Kind, front_matter, markdown, slug, streets};

/// The text beside a figure whose source is not sure.
const TO_VERIFY: &str = "rate_to_verify";

pub(crate) fn site(root: &Path, on: Date) -> Result<Site, Vec<Finding>> {
    let root_name = root
        .file_name()
        .map_or("content".into(), |name| name.to_string_lossy().into_owned());
    let mut findings = Vec::new();
    let settings = data_file::<Settings>(root, &root_name, "site.toml", &mut findings);
    let poli = data_file::<PoliFile>(root, &root_name, "poli.toml", &mut findings);
    let motives = data_file::<MotivesFile>(root, &root_name, "motives.toml", &mut findings);
    let Some((settings, settings_keys)) = settings else {
        return Err(findings);
    };
    if settings.languages.is_empty() {
        findings.push(settings_keys.at("languages", "there is no language; the first one is the default"));
    }

    let streets = streets::load(root, &root_name, &settings.comune, &mut findings);
    let mut walk = Walk {
        settings: &settings,
        files: Vec::new(),
        rates: Rates::default(),
        texts: Vec::new(),
        everyday: Vec::new(),
        strays: Vec::new(),
        findings,
    };
    walk.root(&Met {
        path: root.to_owned(),
        file: root_name.clone(),
    });
    let Walk {
        files,
        rates,
        texts: written,
        everyday,
        strays,
        mut findings,
        ..
    } = walk;
    let mut pages = Vec::new();
    for (language, files) in &files {
        let words = words(&settings, &written, &language.id);
        let made = pages_of(
            files,
            &Tree {
                language,
                prefix: &prefix(&settings, language),
                folder: &format!("{root_name}/{}", language.id),
                on,
                rates: &rates,
                to_verify: words.get(TO_VERIFY).map_or("", String::as_str),
            },
        );
        for page in made {
            match page {
                Ok(page) => pages.push(page),
                Err(finding) => findings.push(finding),
            }
        }
    }
    let (Some((poli, poli_keys)), Some((motives, motives_keys)), true) = (poli, motives, findings.is_empty())
    else {
        findings.sort();
        return Err(findings);
    };

    pages.sort_by(|a, b| (&a.lang, &a.path).cmp(&(&b.lang, &b.path)));
    join_translations(&mut pages, &settings);
    let by_path = by_path(&pages);
    let PoliFile {
        polo: poli,
        area: areas,
    } = poli;
    let data = Data {
        rates,
        settings_keys,
        poli,
        areas,
        poli_keys,
        motives: motives.motive,
        motives_keys,
    };
    let catalogues = by_language(&settings, |lang| {
        let mut catalogue = data.catalogue(&settings, lang);
        for polo in &mut catalogue.poli {
            polo.page = page_of_polo(&pages, &polo.id, lang, settings.default_language());
        }
        catalogue
    });
    let texts = by_language(&settings, |lang| words(&settings, &written, lang));
    Ok(Site {
        settings,
        pages,
        by_path,
        catalogues,
        texts,
        data,
        written,
        everyday,
        streets,
        root: root_name,
        strays,
    })
}

fn data_file<T: DeserializeOwned>(
    root: &Path,
    root_name: &str,
    name: &str,
    findings: &mut Vec<Finding>,
) -> Option<(T, Keys)> {
    let file = format!("{root_name}/{name}");
    source::read(&root.join(name), &file)
        .and_then(|text| source::toml(&text, &file, 1))
        .map_err(|finding| findings.push(finding))
        .ok()
}

/// A file or folder: where it is on this machine, and how findings call it.
struct Met {
    path: PathBuf,
    file: String,
}

impl Met {
    fn name(&self) -> &str {
        self.file.rsplit_once('/').map_or(&self.file, |(_, name)| name)
    }
}

/// A pass over the folder: pages, texts, and what is in the way.
struct Walk<'a> {
    settings: &'a Settings,
    /// The files of the pages, by language.
    files: Vec<(&'a Language, Vec<Met>)>,
    rates: Rates,
    texts: Vec<Texts>,
    everyday: Vec<EverydayWords>,
    strays: Vec<Finding>,
    findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    fn root(&mut self, root: &Met) {
        for met in self.list(root) {
            match (met.path.is_dir(), met.name(), self.settings.language(met.name())) {
                (false, "site.toml" | "poli.toml" | "motives.toml" | "streets.csv" | "README.md", _) => {}
                (true, "texts", _) => self.texts(&met),
                (true, "rates", _) => self.rates(&met),
                (true, "search", _) => self.everyday(&met),
                (true, _, Some(language)) => self.language(&met, language),
                _ => self.stray(
                    &met,
                    "site.toml, poli.toml, motives.toml, streets.csv, texts, rates, search, a folder for each language of site.toml",
                ),
            }
        }
    }

    /// What a folder holds, by name, without the files that editors and systems hide.
    fn list(&mut self, folder: &Met) -> Vec<Met> {
        let entries = match std::fs::read_dir(&folder.path) {
            Ok(entries) => entries,
            Err(error) => {
                let message = format!("the folder cannot be read: {}", error.kind());
                self.findings.push(Finding::new(&folder.file, None, message));
                return Vec::new();
            }
        };
        let mut met: Vec<_> = entries
            .flatten()
            .map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned()))
            .filter(|(_, name)| !name.starts_with('.'))
            .map(|(path, name)| Met {
                path,
                file: format!("{}/{name}", folder.file),
            })
            .collect();
        met.sort_by(|a, b| a.file.cmp(&b.file));
        met
    }

    fn stray(&mut self, met: &Met, allowed: &str) {
        self.strays.push(Finding::new(
            &met.file,
            None,
            format!("nothing reads this; allowed here: {allowed}"),
        ));
    }

    /// The files of a folder that has one for each language, with the language's id; others are in the way.
    fn files_by_language(&mut self, folder: &Met) -> Vec<(Met, &'a str)> {
        let settings = self.settings;
        let mut files = Vec::new();
        for met in self.list(folder) {
            let id = met.name().strip_suffix(".toml");
            match id.and_then(|id| settings.language(id)) {
                Some(language) => files.push((met, language.id.as_str())),
                None => self.stray(&met, "a file .toml for each language of site.toml"),
            }
        }
        files
    }

    fn texts(&mut self, folder: &Met) {
        for (met, lang) in self.files_by_language(folder) {
            let read = source::read(&met.path, &met.file).map_err(|finding| vec![finding]);
            match read.and_then(|text| texts::parse(&text, &met.file, lang)) {
                Ok(texts) => self.texts.push(texts),
                Err(wrong) => self.findings.extend(wrong),
            }
        }
    }

    fn everyday(&mut self, folder: &Met) {
        for (met, lang) in self.files_by_language(folder) {
            let read = source::read(&met.path, &met.file);
            match read.and_then(|text| everyday::parse(&text, &met.file, lang)) {
                Ok(words) => self.everyday.push(words),
                Err(finding) => self.findings.push(finding),
            }
        }
    }

    fn rates(&mut self, folder: &Met) {
        for met in self.list(folder) {
            let Some(name) = met.name().strip_suffix(".toml").map(str::to_owned) else {
                self.stray(&met, "files .toml of figures");
                continue;
            };
            let read = source::read(&met.path, &met.file);
            match read.and_then(|text| source::toml::<BTreeMap<String, Rate>>(&text, &met.file, 1)) {
                Ok((rates, keys)) => {
                    self.rates.files.insert(name, RateFile { rates, keys });
                }
                Err(finding) => self.findings.push(finding),
            }
        }
    }

    fn language(&mut self, folder: &Met, language: &'a Language) {
        let mut files = Vec::new();
        self.collect(folder, &mut files);
        self.files.push((language, files));
    }

    /// The pages of a folder and of those below it.
    fn collect(&mut self, folder: &Met, files: &mut Vec<Met>) {
        for met in self.list(folder) {
            let is_dir = met.path.is_dir();
            match if is_dir {
                Some(met.name())
            } else {
                met.name().strip_suffix(".md")
            } {
                Some(stem) if !slug::is_slug(stem) => {
                    let message = "the name stands in the page's address; allowed: small letters without accents, digits, \
                                   hyphens";
                    self.strays.push(Finding::new(&met.file, None, message));
                }
                Some(_) if is_dir => self.collect(&met, files),
                Some(_) => files.push(met),
                None => self.stray(&met, "pages, in files .md, and folders of them"),
            }
        }
    }
}

/// What the pages of one language share.
#[derive(Clone, Copy)]
struct Tree<'a> {
    language: &'a Language,
    /// `/`, or `/en/`.
    prefix: &'a str,
    /// As findings call it, `content/en`.
    folder: &'a str,
    on: Date,
    rates: &'a Rates,
    to_verify: &'a str,
}

fn prefix(settings: &Settings, language: &Language) -> String {
    if language.id == settings.default_language() {
        "/".into()
    } else {
        format!("/{}/", language.id)
    }
}

/// A page that was read and not yet rendered.
struct Opened {
    file: String,
    text: String,
    front: FrontMatter,
    keys: Keys,
    /// Where the body begins, as a byte of the text and a line of the file.
    body: (usize, usize),
}

/// All pages are read before any is rendered: the words that one of them explains become links in the others.
fn pages_of(files: &[Met], tree: &Tree<'_>) -> Vec<Result<Page, Finding>> {
    let opened = in_parallel(files, open);
    let glossary = opened
        .iter()
        .flatten()
        .find(|page| page.front.kind == Kind::Glossary)
        .map(|page| glossary(page, tree));
    in_parallel(&opened, |page| match page {
        Ok(page) => Ok(render(page, tree, glossary.as_ref())),
        Err(finding) => Err(finding.clone()),
    })
}

/// Does the same with each, on as many threads as there are processors; the order stays.
pub(crate) fn in_parallel<T: Sync, R: Send>(all: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = all.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let each = &each;
        let workers: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(each).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    })
}

fn open(met: &Met) -> Result<Opened, Finding> {
    let text = source::read(&met.path, &met.file)?;
    let (front, keys, body, first) = front_matter::split(&text, &met.file)?;
    let start = text.len() - body.len();
    Ok(Opened {
        file: met.file.clone(),
        front,
        keys,
        body: (start, first),
        text,
    })
}

impl Opened {
    fn markdown(&self) -> &str {
        &self.text[self.body.0..]
    }
}

/// Its headings are taken from the rendered page, so that the anchors are those that it will have.
fn glossary(page: &Opened, tree: &Tree<'_>) -> Glossary {
    let with = writing(page, tree, &[], None);
    let done = markdown::render(page.markdown(), page.body.1, &with);
    let words = done.headings.iter().filter(|heading| heading.level == 2);
    Glossary::new(
        &address(&page.file, tree),
        words.map(|heading| (heading.title.as_str(), heading.id.as_str())),
    )
}

fn writing<'a>(
    page: &'a Opened,
    tree: &Tree<'a>,
    callouts: &'a [&'a str],
    glossary: Option<&'a Glossary>,
) -> Writing<'a> {
    let front = &page.front;
    // The prescribed words of the legal notes stay as they are, and an easy page explains its hard words itself.
    let explained = front.easy_of.is_none() && !matches!(front.kind, Kind::Glossary | Kind::Legal);
    Writing {
        title: &front.title,
        callouts,
        lang: &tree.language.id,
        on: tree.on,
        rates: tree.rates,
        to_verify: tree.to_verify,
        glossary: glossary.filter(|_| explained),
        figures: &front.figures,
        examples: &front.examples,
        easy: front.easy_of.is_some(),
    }
}

fn render(page: &Opened, tree: &Tree<'_>, glossary: Option<&Glossary>) -> Page {
    let callouts = tree.language.callouts();
    let with = writing(page, tree, &callouts, glossary);
    let mut done = markdown::render(page.markdown(), page.body.1, &with);
    let mut front = page.front.clone();
    let keys = page.keys.clone();
    if front.kind == Kind::Service {
        let headings = tree.language.service_headings();
        for section in &mut done.sections {
            let place = headings.iter().position(|heading| *heading == section.title);
            section.role = place.and_then(|place| ServiceSection::ALL.get(place).copied());
        }
    }
    let mut faults: Vec<Finding> = (done.faults.into_iter())
        .map(|(line, message)| keys.on(line, message))
        .collect();
    front.each_words(|key, words| {
        let (filled, wrong) = markdown::fill(words, &with);
        faults.extend(wrong.into_iter().map(|message| keys.at(key, message)));
        filled
    });
    for (index, card) in front.cards.iter().enumerate() {
        let line = keys.line(&format!("cards.{index}.href")).unwrap_or(1);
        done.links.push(Link {
            target: card.href.clone(),
            line,
        });
    }
    Page {
        lang: tree.language.id.clone(),
        path: address(&page.file, tree),
        kind: front.kind,
        title: front.title,
        description: front.description,
        updated: front.updated,
        sources: front.sources,
        topics: front.topics,
        alternates: Vec::new(),
        order: front.order,
        menu: front.menu,
        service: front.service,
        polo: front.polo,
        measure: front.measure,
        easy_of: front.easy_of,
        cards: front.cards,
        intro_html: done.intro_html,
        sections: done.sections,
        headings: done.headings,
        links: done.links,
        figures: done.figures,
        readability: done.measure,
        translation_of: front.translation_of,
        faults,
        keys,
    }
}

/// `content/en/a/b.md` is `/en/a/b/`, `content/en/a/index.md` is `/en/a/`.
fn address(file: &str, tree: &Tree<'_>) -> String {
    let inside = file
        .strip_prefix(tree.folder)
        .unwrap_or(file)
        .trim_start_matches('/');
    let stem = inside.strip_suffix(".md").unwrap_or(inside);
    match stem.strip_suffix("index") {
        Some(above) if above.is_empty() || above.ends_with('/') => format!("{}{above}", tree.prefix),
        _ => format!("{}{stem}/", tree.prefix),
    }
}

/// Where each page stands in the list; the first, where two have one address.
fn by_path(pages: &[Page]) -> HashMap<String, usize> {
    let all = pages.iter().enumerate().rev();
    all.map(|(index, page)| (page.path.clone(), index)).collect()
}

/// Tells each page where it stands in the other languages.
fn join_translations(pages: &mut [Page], settings: &Settings) {
    // A page and its translations share the address in the default language.
    let family = |page: &Page| page.translated_path().unwrap_or_else(|| page.path.clone());
    let mut families: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for page in &*pages {
        families
            .entry(family(page))
            .or_default()
            .push((page.lang.clone(), page.path.clone()));
    }
    for members in families.values_mut() {
        members.sort_by_key(|(lang, _)| {
            settings
                .languages
                .iter()
                .position(|language| language.id == *lang)
        });
    }
    for page in pages {
        page.alternates = families.get(&family(page)).cloned().unwrap_or_default();
    }
}

/// The address of a Polo's page in a language, or in the default one.
fn page_of_polo(pages: &[Page], polo: &str, lang: &str, default: &str) -> String {
    let of = |lang: &str| {
        pages
            .iter()
            .find(|page| page.lang == lang && page.polo.as_deref() == Some(polo))
    };
    of(lang)
        .or_else(|| of(default))
        .map(|page| page.path.clone())
        .unwrap_or_default()
}

fn by_language<T>(settings: &Settings, make: impl Fn(&str) -> T) -> ByLanguage<T> {
    let others = settings.languages.iter().skip(1);
    ByLanguage {
        default: make(settings.default_language()),
        others: others
            .map(|language| (language.id.clone(), make(&language.id)))
            .collect(),
    }
}

/// The texts of a language over those of the default one, so that a word that lacks is there in another tongue.
fn words(settings: &Settings, written: &[Texts], lang: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for layer in [settings.default_language(), lang] {
        for texts in written.iter().filter(|texts| texts.lang == layer) {
            words.extend(texts.words.clone());
        }
    }
    words
}
