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
    /// Every component in every state.
    Gallery,
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
            Self::Gallery => format!("{prefix}/{}/", slug(Key::slug_gallery)),
        }
    }

    /// Whether there is something to do there, so that the page carries the app. The gallery is looked at only.
    pub fn is_live(&self) -> bool {
        matches!(self, Self::Request(_) | Self::Receipt | Self::Status)
    }

    /// Every route that is not a page of content.
    pub fn typed() -> Vec<Self> {
        let mut all: Vec<Self> = Step::ALL.into_iter().map(Self::Request).collect();
        all.extend([Self::Receipt, Self::Status, Self::Gallery]);
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
