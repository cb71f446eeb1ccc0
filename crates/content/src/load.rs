//! From a folder to a [`Site`]: which files there are, and which of them is what; the pages themselves are rendered in `load/pages.rs`.
//! Never here: whether the files agree with each other (`check`).

mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use jiff::civil::Date;

use crate::data::{Data, MotivesFile, PoliFile};
use crate::everyday::{self, EverydayWords};
use crate::flows::{self, Flows, MeasureFile};
use crate::page::Page;
use crate::rates::{Rate, RateFile, Rates};
use crate::settings::{Language, Settings};
use crate::site::{ByLanguage, Site};
use crate::source::{self, Keys};
use crate::texts::{self, Texts};
use crate::{Finding, slug, streets};
use pages::{Tree, by_path, join_translations, pages_of, prefix};

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
        flows: Flows::default(),
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
        mut flows,
        texts: written,
        everyday,
        strays,
        mut findings,
        ..
    } = walk;
    findings.extend(flows::compile(&mut flows, &rates, &settings));
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
    let data = Data {
        rates,
        flows,
        settings_keys,
        poli: poli.polo,
        areas: poli.area,
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
    flows: Flows,
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
                (true, "flows", _) => self.flows(&met),
                (true, "search", _) => self.everyday(&met),
                (true, _, Some(language)) => self.language(&met, language),
                _ => self.stray(
                    &met,
                    "site.toml, poli.toml, motives.toml, streets.csv, texts, rates, flows, search, a folder for each language of site.toml",
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

    fn flows(&mut self, folder: &Met) {
        for met in self.list(folder) {
            match (met.path.is_dir(), met.name()) {
                (true, "measures") => self.measures(&met),
                (false, "needs.toml") => self.flows.needs = self.one(&met),
                (false, "worries.toml") => self.flows.worries = self.one(&met),
                (false, "resources.toml") => self.flows.resources = self.one(&met),
                (false, "isee.toml") => self.flows.isee = self.one(&met),
                (false, "questions.toml") => self.flows.questions = self.one(&met),
                (false, "README.md") => {}
                _ => self.stray(
                    &met,
                    "measures, needs.toml, worries.toml, resources.toml, isee.toml, questions.toml",
                ),
            }
        }
    }

    fn measures(&mut self, folder: &Met) {
        for met in self.list(folder) {
            let Some(id) = met.name().strip_suffix(".toml").map(str::to_owned) else {
                self.stray(&met, "a file .toml for each measure");
                continue;
            };
            if let Some((row, keys)) = self.one(&met) {
                self.flows.measures.push(MeasureFile { id, row, keys });
            }
        }
    }

    fn one<T: DeserializeOwned>(&mut self, met: &Met) -> Option<(T, Keys)> {
        let read = source::read(&met.path, &met.file).and_then(|text| source::toml(&text, &met.file, 1));
        read.map_err(|finding| self.findings.push(finding)).ok()
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
