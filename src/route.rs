//! Where a person is: typed routes, whose words are texts of each language.

use crate::bundle::Bundle;
use crate::texts::Key;
use domain::request::Step;

/// A place of the portal, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// A page of content, by its path.
    Page(String),
    /// A step of the request.
    Request(Step),
    /// The receipt of a request just sent.
    Receipt,
    /// A request's status, by code and secret.
    Status,
    /// The Polo of a street or a neighbourhood.
    Finder,
    /// Pages, by words.
    Search,
    /// The guided self-assessment.
    Assess,
    /// Every component in every state.
    Gallery,
}

/// The apps that pages may carry: one for each thing to do, so that nobody fetches what they do not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// The request, from its first step to its receipt: `src/main.rs`.
    Portal,
    /// A request seen again: `src/bin/status.rs`.
    Status,
    /// Finder and search: `src/bin/guide.rs`.
    Guide,
    /// The guided self-assessment: `src/bin/assess.rs`.
    Assess,
}

impl Live {
    /// Every app.
    pub const ALL: [Self; 4] = [Self::Portal, Self::Status, Self::Guide, Self::Assess];

    /// The name of its program, which its files begin with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Status => "status",
            Self::Guide => "guide",
            Self::Assess => "assess",
        }
    }
}

impl Route {
    /// The place that `path` names in the bundle's language. What is no typed route is a page of content.
    pub fn parse(bundle: &Bundle, path: &str) -> Self {
        let whole = if path.ends_with('/') {
            path.to_owned()
        } else {
            format!("{path}/")
        };
        Self::typed()
            .into_iter()
            .find(|route| route.path(bundle) == whole)
            .unwrap_or(Self::Page(whole))
    }

    /// Its path in the bundle's language, with a slash at both ends.
    pub fn path(&self, bundle: &Bundle) -> String {
        let prefix = bundle.prefix();
        let slug = |key| bundle.texts.get(key);
        match self {
            Self::Page(path) => path.clone(),
            Self::Request(Step::Reason) => format!("{prefix}/{}/", slug(Key::slug_request)),
            Self::Request(step) => {
                format!("{prefix}/{}/{}/", slug(Key::slug_request), slug(step_slug(*step)))
            }
            Self::Receipt => format!(
                "{prefix}/{}/{}/",
                slug(Key::slug_request),
                slug(Key::slug_receipt)
            ),
            Self::Status => format!("{prefix}/{}/", slug(Key::slug_status)),
            Self::Finder => format!("{prefix}/{}/", slug(Key::slug_finder)),
            Self::Search => format!("{prefix}/{}/", slug(Key::slug_search)),
            Self::Assess => format!("{prefix}/{}/", slug(Key::slug_assess)),
            Self::Gallery => format!("{prefix}/{}/", slug(Key::slug_gallery)),
        }
    }

    /// The app that the page carries, where there is something to do. The gallery is looked at only.
    pub fn live(&self) -> Option<Live> {
        match self {
            Self::Request(_) | Self::Receipt => Some(Live::Portal),
            Self::Status => Some(Live::Status),
            Self::Finder | Self::Search => Some(Live::Guide),
            Self::Assess => Some(Live::Assess),
            Self::Page(_) | Self::Gallery => None,
        }
    }

    /// Every route that is not a page of content.
    pub fn typed() -> Vec<Self> {
        let mut all: Vec<Self> = Step::ALL.into_iter().map(Self::Request).collect();
        all.extend([
            Self::Receipt,
            Self::Status,
            Self::Finder,
            Self::Search,
            Self::Assess,
            Self::Gallery,
        ]);
        all
    }
}

fn step_slug(step: Step) -> Key {
    match step {
        Step::Reason => Key::slug_request,
        Step::Whom => Key::slug_whom,
        Step::Where => Key::slug_where,
        Step::When => Key::slug_when,
        Step::Needs => Key::slug_needs,
        Step::Reply => Key::slug_reply,
        Step::Note => Key::slug_note,
        Step::Summary => Key::slug_summary,
    }
}
