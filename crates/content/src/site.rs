//! The content as a whole, as the server holds it in memory.
//! Never here: reading files (`load.rs`), judging them (`check`).

use std::collections::{BTreeMap, HashMap};

use domain::Catalogue;
use domain::assess::Rules;
use domain::finder::Streets;

use crate::Finding;
use crate::data::Data;
use crate::everyday::EverydayWords;
use crate::page::{Kind, Page};
use crate::settings::Settings;
use crate::streets::StreetList;
use crate::texts::Texts;

/// All that an instance says.
#[derive(Clone, Debug)]
pub struct Site {
    /// What makes it one Comune's own.
    pub settings: Settings,
    pub(crate) pages: Vec<Page>,
    pub(crate) by_path: HashMap<String, usize>,
    pub(crate) catalogues: ByLanguage<Catalogue>,
    pub(crate) texts: ByLanguage<BTreeMap<String, String>>,
    pub(crate) data: Data,
    /// The texts as they were written, without what they borrow from the default language.
    pub(crate) written: Vec<Texts>,
    /// What people say for what pages say.
    pub(crate) everyday: Vec<EverydayWords>,
    /// Which street lies where.
    pub(crate) streets: StreetList,
    /// The folder's name, for findings about files that are not there.
    pub(crate) root: String,
    /// Files that have no business where they are: `check` says so.
    pub(crate) strays: Vec<Finding>,
}

impl Site {
    /// All pages, by language and address.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page at an address, which has a slash at both ends.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.by_path.get(path).and_then(|&index| self.pages.get(index))
    }

    /// The pages one level below a page, in the order of their lists: by `order`, then by title.
    pub fn children(&self, page: &Page) -> Vec<&Page> {
        let below = |child: &&Page| child.lang == page.lang && child.parent() == Some(&page.path);
        let mut children: Vec<_> = self.pages.iter().filter(below).collect();
        children.sort_by_key(|child| (child.order, &child.title));
        children
    }

    /// The page that says this one in easy words.
    pub fn easy_version(&self, page: &Page) -> Option<&Page> {
        self.pages
            .iter()
            .find(|easy| easy.easy_of.as_ref() == Some(&page.path))
    }

    /// The page of kind topic that has that title, in this language or in the default one.
    pub fn topic(&self, lang: &str, title: &str) -> Option<&Page> {
        self.titled(lang, Kind::Topic, title)
            .or_else(|| self.titled(self.settings.default_language(), Kind::Topic, title))
    }

    /// The section page that has that title: a service's category.
    pub fn category(&self, lang: &str, title: &str) -> Option<&Page> {
        self.titled(lang, Kind::Section, title)
    }

    /// Poli, areas, motives and urgent numbers in a language; an unknown language gets the default one's.
    pub fn catalogue(&self, lang: &str) -> &Catalogue {
        self.catalogues.get(lang)
    }

    /// The streets of the finder; none where the instance lists none.
    pub fn streets(&self) -> &Streets {
        &self.streets.streets
    }

    /// What the self-assessment goes by; no measure, need or worry where the instance has no `flows`.
    pub fn rules(&self) -> &Rules {
        &self.data.flows.rules
    }

    /// The words of the screen in a language; what it lacks stands in the default one.
    pub fn texts(&self, lang: &str) -> &BTreeMap<String, String> {
        self.texts.get(lang)
    }

    fn titled(&self, lang: &str, kind: Kind, title: &str) -> Option<&Page> {
        self.pages
            .iter()
            .find(|page| page.kind == kind && page.title == title && page.lang == lang)
    }
}

/// Something that there is in each language, and always in the default one.
#[derive(Clone, Debug)]
pub(crate) struct ByLanguage<T> {
    pub(crate) default: T,
    pub(crate) others: BTreeMap<String, T>,
}

impl<T> ByLanguage<T> {
    fn get(&self, lang: &str) -> &T {
        self.others.get(lang).unwrap_or(&self.default)
    }
}
