//! The pages of one language: all are read, then each is rendered, on all cores.
//! Never here: which files there are (`load.rs`), whether they agree (`check`).

use std::collections::HashMap;

use jiff::civil::Date;

use super::Met;
use crate::front_matter::FrontMatter;
use crate::glossary::Glossary;
use crate::markdown::Writing;
use crate::page::{Link, Page, ServiceSection};
use crate::parallel::in_parallel;
use crate::rates::Rates;
use crate::settings::{Language, Settings};
use crate::source::{self, Keys};
use crate::{Finding, Kind, front_matter, markdown};

/// What the pages of one language share.
#[derive(Clone, Copy)]
pub(super) struct Tree<'a> {
    pub(super) language: &'a Language,
    /// `/`, or `/en/`.
    pub(super) prefix: &'a str,
    /// As findings call it, `content/en`.
    pub(super) folder: &'a str,
    pub(super) on: Date,
    pub(super) rates: &'a Rates,
    pub(super) to_verify: &'a str,
}

pub(super) fn prefix(settings: &Settings, language: &Language) -> String {
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
pub(super) fn pages_of(files: &[Met], tree: &Tree<'_>) -> Vec<Result<Page, Finding>> {
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
pub(super) fn by_path(pages: &[Page]) -> HashMap<String, usize> {
    let all = pages.iter().enumerate().rev();
    all.map(|(index, page)| (page.path.clone(), index)).collect()
}

/// Tells each page where it stands in the other languages.
pub(super) fn join_translations(pages: &mut [Page], settings: &Settings) {
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
