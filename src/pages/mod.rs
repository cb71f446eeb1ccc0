//! The pages. Those where there is something to do are live; those that are read are rendered by the server only, and
//! neither their words nor their layout are in the WASM.

#[cfg(not(target_arch = "wasm32"))]
mod content;
#[cfg(not(target_arch = "wasm32"))]
mod data;
#[cfg(not(target_arch = "wasm32"))]
mod gallery;
#[cfg(target_arch = "wasm32")]
mod reader;
mod receipt;
mod request;

#[cfg(not(target_arch = "wasm32"))]
pub use content::ContentPage;
#[cfg(not(target_arch = "wasm32"))]
pub use data::{DataBody, DataProps};
#[cfg(not(target_arch = "wasm32"))]
pub use gallery::GalleryPage;
#[cfg(target_arch = "wasm32")]
pub use reader::ReaderPage;
pub use receipt::receipt_page;
pub use request::{move_to, request_page, use_free_times, use_seat_clock, use_true_address};

use crate::bundle::Bundle;
use crate::components::Wrong;
use crate::page::Link;
use crate::texts::Key;
use api::Problem;

/// What the server said is wrong, with the field that each word belongs to.
pub(crate) fn wrongs(problem: &Problem) -> Vec<Wrong> {
    if problem.errors.is_empty() {
        let words = format!("{} {}", problem.title, problem.detail);
        return vec![Wrong::new("", words.trim().to_owned())];
    }
    problem
        .errors
        .iter()
        .map(|error| Wrong::new(error.field.clone(), error.detail.clone()))
        .collect()
}

/// The way back to the home page.
pub(crate) fn home(bundle: &Bundle) -> Link {
    Link {
        text: bundle.texts.get(Key::app_home).to_owned(),
        href: format!("{}/", bundle.prefix()),
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod titles {
    use super::request::step_title;
    use crate::bundle::Bundle;
    use crate::page::{Html, Kind, Page};
    use crate::route::Route;
    use crate::texts::Key;
    use api::Problem;
    use domain::request::Step;

    /// The title and description of a typed route.
    pub fn title(bundle: &Bundle, route: &Route) -> (String, String) {
        let text = |key| bundle.texts.get(key).to_owned();
        match route {
            Route::Request(Step::Reason) => (text(Key::request_title), text(Key::request_description)),
            Route::Request(step) => (
                format!("{}: {}", text(Key::request_title), text(step_title(*step))),
                text(Key::request_description),
            ),
            Route::Receipt => (text(Key::receipt_title), text(Key::receipt_description)),
            Route::Status => (text(Key::status_title), text(Key::status_description)),
            Route::Finder => (text(Key::finder_title), text(Key::finder_description)),
            Route::Search => (text(Key::search_title), text(Key::search_description)),
            Route::Assess => (text(Key::assess_title), text(Key::assess_description)),
            Route::Gallery => (text(Key::gallery_title), text(Key::gallery_description)),
            Route::Page(_) => (String::new(), String::new()),
        }
    }

    /// The page that thanks for a feedback on the page at `path`.
    pub fn thanks(bundle: &Bundle, path: &str) -> Page {
        let texts = &bundle.texts;
        message(
            bundle,
            texts.get(Key::feedback_thanks_title),
            texts.get(Key::feedback_thanks_text),
            path,
        )
    }

    /// The page that says what went wrong, with the way back to the page at `path`.
    pub fn said(bundle: &Bundle, problem: &Problem, path: &str) -> Page {
        let details: Vec<&str> = problem.errors.iter().map(|error| error.detail.as_str()).collect();
        let words = format!("{} {}", problem.detail, details.join(" "));
        message(bundle, &problem.title, words.trim(), path)
    }

    fn message(bundle: &Bundle, title: &str, words: &str, path: &str) -> Page {
        // Only a path of ours may stand in the link, whatever the form said.
        let path = if path.starts_with('/') && !path.starts_with("//") {
            path
        } else {
            "/"
        };
        let back = escape(bundle.texts.get(Key::page_back));
        let body = format!(
            "<p><a class=\"btn btn-primary\" href=\"{}\">{back}</a></p>",
            escape(path)
        );
        Page {
            path: format!("{}/feedback/", bundle.prefix()),
            title: title.to_owned(),
            description: words.to_owned(),
            trail: vec![super::home(bundle)],
            intro: Html(body.as_str().into()),
            body: Html(body.into()),
            ..Page::default()
        }
    }

    fn escape(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    }

    /// The page that says that there is none.
    pub fn not_found(bundle: &Bundle) -> Page {
        let texts = &bundle.texts;
        let item = |key, path: &str| {
            format!(
                "<li><a href=\"{}{path}\">{}</a></li>",
                bundle.prefix(),
                escape(texts.get(key))
            )
        };
        // The site map stands in the default language only.
        let map = format!(
            "<li><a href=\"/mappa/\">{}</a></li>",
            escape(texts.get(Key::not_found_map))
        );
        let body = format!("<ul>{}{map}</ul>", item(Key::not_found_home, "/"));
        Page {
            path: format!("{}/404/", bundle.prefix()),
            kind: Kind::Text,
            title: texts.get(Key::not_found_title).to_owned(),
            description: texts.get(Key::not_found_lead).to_owned(),
            trail: vec![super::home(bundle)],
            intro: Html(body.as_str().into()),
            body: Html(body.into()),
            ..Page::default()
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use titles::{not_found, said, thanks, title};
