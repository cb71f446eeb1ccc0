//! What a browser shows that comes back from the provider: a page that goes on to the desk by itself, or one that says why not.
//! Never here: a script, a style, a word about who it is.

use crate::desk::provider::client::DESK;
use crate::problem::{Fail, words};
use axum::response::Html;
use portal::Bundle;
use portal::shell;

/// Somebody came in.
pub(super) fn entered(bundle: &Bundle) -> Html<String> {
    let texts = &bundle.texts;
    let title = texts.named("provider_entered");
    let head = format!("<meta http-equiv=\"refresh\" content=\"0; url={DESK}\">\n");
    Html(page(bundle, title, &head, "", texts.named("provider_on")))
}

/// Somebody did not.
pub(super) fn refused(bundle: &Bundle, fail: &Fail) -> Html<String> {
    let problem = words(fail, bundle);
    let detail = format!("<p>{}</p>", shell::escape(&problem.detail));
    Html(page(
        bundle,
        &problem.title,
        "",
        &detail,
        bundle.texts.named("provider_back"),
    ))
}

fn page(bundle: &Bundle, title: &str, head: &str, detail: &str, link: &str) -> String {
    let (title, link) = (shell::escape(title), shell::escape(link));
    let head = format!(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n{head}"
    );
    let body = format!("<main><h1>{title}</h1>{detail}<p><a href=\"{DESK}\">{link}</a></p></main>");
    let language = &bundle.language;
    shell::document(&language.id, &language.dir, &head, &body, "")
}
